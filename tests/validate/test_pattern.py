from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.edition import Edition
from tei.validate.grammar import Grammar
from tei.validate.names import either, likeliest, nearest, shown
from tei.validate.pattern import EMPTY, NOTHING, choice, due, group, one_or_more
from tei.validate.values import mended_date

GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:a" xmlns:b="urn:b"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><div>{}</div></grammar>"""


def found(tmp_path: Path, grammar: str, document: str) -> list[str]:
    """Codes and messages, which must agree with the verdict of libxml2."""
    path = tmp_path / "x.rng"
    path.write_text(GRAMMAR.format(grammar), encoding="utf-8")
    return [
        f"{d.code} {d.message}" for d in Grammar.load(str(path)).validate(Edition.decode(document.encode(), "x.xml"))
    ]


@pytest.mark.parametrize(
    ("grammar", "document", "expected"),
    [
        # interleave: the order is free, each must come once
        (
            "<interleave><element name='p'><empty/></element><element name='q'><empty/></element></interleave>",
            "<q/><p/>",
            [],
        ),
        (
            "<interleave><element name='p'><empty/></element><element name='q'><empty/></element></interleave>",
            "<q/>",
            ["R103 <a> (of urn:a) is incomplete: it needs <p> (of urn:a)"],
        ),
        # mixed content
        ("<mixed><zeroOrMore><element name='p'><text/></element></zeroOrMore></mixed>", "x<p>y</p>z", []),
        (
            "<mixed><element name='p'><empty/></element></mixed>",
            "x<p/>z<p/>",
            ["R102 a second <p> (of urn:a) cannot stand in <a>"],
        ),
        # names of all namespaces but one's own
        (
            "<zeroOrMore><element><anyName><except><nsName/></except></anyName><text/></element></zeroOrMore>",
            "<i xmlns=''/>",
            [],
        ),
        (
            "<zeroOrMore><element><anyName><except><nsName/></except></anyName><text/></element></zeroOrMore>",
            "<i/>",
            ["R101 there is no element <i> (of urn:a)"],
        ),
        # a choice of names, with a prefix
        ("<element><choice><name>p</name><name>b:q</name></choice><empty/></element>", "<q xmlns='urn:b'/>", []),
        ("<element name='b:q'><empty/></element>", "<p/>", ["R101 there is no element <p> (of urn:a)"]),
        # attributes of any name; of a namespace
        (
            "<element name='p'><oneOrMore><attribute><anyName/></attribute></oneOrMore></element>",
            "<p c='1' d='2'/>",
            [],
        ),
        (
            "<element name='p'><attribute name='b:c'><value>1</value></attribute></element>",
            "<p xmlns:b='urn:b' b:c='2'/>",
            ["R203 “2” is no value for @c of <p>"],
        ),
        ("<element name='p'><attribute name='c'/></element>", "<p/>", ["R202 <p> (of urn:a) needs @c"]),
        ("<element name='p'><attribute name='c'/></element>", "<p c=''/>", []),
        (
            "<element name='p'><oneOrMore><attribute><choice><name ns=''>c</name><name ns=''>d</name></choice>"
            "</attribute></oneOrMore></element>",
            "<p wrong='1'/>",
            ["R202 <p> (of urn:a) needs @c or @d", "R201 <p> (of urn:a) cannot have @wrong"],
        ),
        # strings of data
        (
            "<element name='p'><list><data type='integer'/><data type='integer'/></list></element>",
            "<p>1 2</p>",
            [],
        ),
        (
            "<element name='p'><list><data type='integer'/><data type='integer'/></list></element>",
            "<p>1</p>",
            ["R203 “1” is no value for <p>"],
        ),
        (
            "<element name='p'><data type='NCName'><except><value>no</value></except></data></element>",
            "<p>no</p>",
            ["R203 “no” is no value for <p>"],
        ),
        ("<element name='p'><value type='integer'>1</value></element>", "<p>01</p>", []),
        (
            "<element name='p'><data type='token'><param name='pattern'>a+</param></data></element>",
            "<p>b</p>",
            ["R203 “b” is no value for <p>"],
        ),
        (
            "<element name='p'><choice><data type='integer'/><empty/></choice></element>",
            "<p><q/></p>",
            ["R101 there is no element <q>"],
        ),
        # nothing is allowed
        ("<choice><notAllowed/><element name='p'><empty/></element></choice>", "<p/>", []),
        (
            "<group><element name='p'><text/></element></group>",
            "<p/><p/>",
            ["R102 a second <p> (of urn:a) cannot stand in <a>"],
        ),
    ],
)
def test_every_kind_of_pattern(tmp_path: Path, grammar: str, document: str, expected: list[str]) -> None:
    messages = found(
        tmp_path, f"<start><element name='a'>{grammar}</element></start>", f"<a xmlns='urn:a'>{document}</a>"
    )
    assert len(messages) == len(expected), messages
    for message, start in zip(messages, expected, strict=True):
        assert message.startswith(start)


def test_definitions_are_combined_and_replaced(tmp_path: Path) -> None:
    part = (
        "<start combine='choice'><ref name='a'/></start>"
        "<define name='a'><element name='a'><ref name='in'/></element></define><define name='in'><empty/></define>"
        "<define name='more' combine='interleave'><element name='q'><empty/></element></define>"
    )
    (tmp_path / "part.rng").write_text(GRAMMAR.format(part), encoding="utf-8")
    grammar = (
        "<include href='part.rng'><define name='in'><ref name='more'/></define></include>"
        "<define name='more' combine='interleave'><element name='p'><empty/></element></define>"
    )
    assert found(tmp_path, grammar, "<a xmlns='urn:a'><p/><q/></a>") == []
    assert found(tmp_path, grammar, "<a xmlns='urn:a'/>") == [
        "R103 <a> (of urn:a) is empty: it needs <p> (of urn:a) or <q> (of urn:a)"
    ]


def test_patterns_that_are_built_alike_are_the_same() -> None:
    assert group(EMPTY, NOTHING) is NOTHING
    assert choice([NOTHING, EMPTY]) is EMPTY
    assert one_or_more(EMPTY) is EMPTY
    assert due(EMPTY) == (frozenset(),)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1955/8/5", "1955-08-05"),
        ("1955-8", "1955-08"),
        ("1955-08-05 7:30", "1955-08-05T07:30:00"),
        ("August", ""),
        ("7:30", "07:30:00"),
    ],
)
def test_dates_are_mended(written: str, meant: str) -> None:
    assert mended_date(written) == meant


def test_names_for_people() -> None:
    assert either([]) == ""
    assert either(["a"]) == "a"
    assert either(["a", "b", "c"], "and") == "a, b and c"
    assert shown("p") == "<p>"
    assert likeliest(["x", "note", "p"]) == ["<p>", "<note>", "<x>"]
    assert nearest("palce", ["space", "place"]) == "place"
    assert nearest("zoo", ["p"]) == ""
    assert nearest("zoo", []) == ""
