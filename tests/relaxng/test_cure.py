"""What values were meant to be, tried on small schemas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tei.relaxng import Failure, Grammar, Vocabulary
from tei.relaxng.sample import sample

VOCABULARY = Vocabulary(
    values={"yes": ("true",), "bold": ("strong",), "open": ("free",), "old english": ("ang",)},
    examples={"a": ("5", "x1"), "p/a": ("7",)},
    forms={"[^\\p{Z}]+": "a word"},
    stretches={"a": ("from", "to")},
    bounds={"a": ("earliest", "latest")},
    doubt="sure=no",
    unknown=frozenset(["unknown"]),
)

BESIDE = (
    " & attribute from { xsd:gYear | xsd:date }? & attribute to { xsd:gYear | xsd:date }?"
    " & attribute earliest { xsd:gYear | xsd:gYearMonth }? & attribute latest { xsd:gYear | xsd:gYearMonth }?"
    ' & attribute sure { "yes" | "no" }?'
)


def told(
    folder: Path,
    datatype: str,
    value: str,
    *,
    beside: str = "",
    needed: bool = True,
    vocabulary: Vocabulary = VOCABULARY,
) -> Failure:
    """What is said of the value of an attribute."""
    schema = folder / "schema.rnc"
    schema.write_text(
        f"start = element p {{ attribute a {{ {datatype} }}{'' if needed else '?'}{beside} }}", encoding="utf-8"
    )
    document = f'<p a="{value}"/>'.encode()
    (failure,) = Grammar.load(str(schema)).validate(document, vocabulary=vocabulary)
    assert failure.kind == "value invalid"
    mended = document.decode()
    for remedy in failure.remedies:
        for place, replacement in remedy.edits:
            mended = mended[: place.column - 1] + replacement + mended[place.end_column - 1 :]
        if remedy.edits:
            assert Grammar.load(str(schema)).is_valid(mended.encode()), mended
    return failure


MEANT = [
    ("xsd:boolean", "yes", "true", "unsafe"),
    ('"strong" | "weak"', "bold", "strong", "unsafe"),
    ('"strong" | "weak"', "STRONG", "strong", "safe"),
    ('"strong" | "weak"', "strnog", "strong", "unsafe"),
    ('"free" | "restricted"', "open access", "free", "unsafe"),
    ('"high" | "low" | xsd:decimal', "very high", "high", "unsafe"),
    ("xsd:date", "26 May 1956", "1956-05-26", "safe"),
    ("xsd:duration", "3 days", "P3D", "safe"),
    ("xsd:decimal", "12,5", "12.5", "unsafe"),
    ("xsd:decimal", "3,000", "3000", "unsafe"),
    ("xsd:decimal", "3.000,5", "3000.5", "unsafe"),
    ("xsd:decimal", "3 000", "3000", "unsafe"),
    ("xsd:decimal", "3½", "3.5", "safe"),
    ("xsd:decimal", "½", "0.5", "safe"),
    ("xsd:decimal", "XIV", "14", "unsafe"),
    ("xsd:decimal", "“5”", "5", "unsafe"),
    ("xsd:decimal", "about 5", "5", "unsafe"),
    ("xsd:integer", "5.0", "5", "safe"),
    ("xsd:integer", "3 rows", "3", "unsafe"),
    ('xsd:double { minInclusive = "0" maxInclusive = "1" }', "90%", "0.9", "unsafe"),
    ('xsd:double { minInclusive = "0" maxInclusive = "100" }', "250 percent", "2.5", "unsafe"),
    ('xsd:integer { minInclusive = "0" maxInclusive = "100" }', "90%", "90", "unsafe"),
    ('xsd:token { pattern = "\\d+(cm|px)" }', "12 cm", "12cm", "safe"),
    ('xsd:token { pattern = "\\d+(cm|px)" }', "12 centimetres", "12cm", "safe"),
    ('xsd:token { pattern = "\\d+(cm|px)" }', "12", "12px", "unsafe"),
    ('xsd:token { pattern = "\\d+/\\d+" }', "1 : 2", "1/2", "unsafe"),
    ('xsd:token { pattern = "\\d+,\\d+ \\d+,\\d+" }', "1 2 3 4", "1,2 3,4", "unsafe"),
    ('xsd:token { pattern = "\\d+(\\.\\d+)*" }', "v1.2", "1.2", "unsafe"),
    ('xsd:token { pattern = "[^\\p{Z}]+" }', "two words", "two-words", "unsafe"),
    ('xsd:token { pattern = "[^\\p{Z}]+" }', "3 r", "3r", "safe"),
    ("xsd:language", "en_GB", "en-GB", "safe"),
    ("xsd:language", "Old English", "ang", "unsafe"),
    ("xsd:language", "en-", "en", "unsafe"),
    ("xsd:NCName", "#p4", "p4", "safe"),
    ("xsd:NCName", "p 3", "p_3", "unsafe"),
    ("xsd:NCName", "3p", "p3", "unsafe"),
    ("xsd:NCName", "3", "p3", "unsafe"),
    ("xsd:NCName", "-x", "p_-x", "unsafe"),
    ('xsd:anyURI { pattern = "\\S+" }', "the tower.png", "the%20tower.png", "unsafe"),
    ("xsd:date", "2.5.1861", "1861-05-02", "unsafe"),
    ("xsd:date", "13.5.1861", "1861-05-13", "safe"),
    ("xsd:gYear", "861", "0861", "unsafe"),
    ('"is" | "Is"', "IS", "Is", "unsafe"),
    ('xsd:anyURI { pattern = "\\S+" }', "the tower", "#the_tower", "unsafe"),
    ("list { xsd:integer+ }", "1 2 x3", "1 2 3", "unsafe"),
    ('list { xsd:token { pattern = "\\d+,\\d+" }+ }', "1 2 3 4", "1,2 3,4", "unsafe"),
]


@pytest.mark.parametrize(("datatype", "value", "meant", "safety"), MEANT, ids=lambda each: each[:30])
def test_what_was_meant(datatype: str, value: str, meant: str, safety: str, tmp_path: Path) -> None:
    failure = told(tmp_path, datatype, value)
    (remedy,) = failure.remedies
    assert meant in failure.help
    assert [replacement for _, replacement in remedy.edits] == [meant]
    assert remedy.safety == safety


BESIDES = [
    ("1955–1957", ' from="1955" to="1957"'),
    ("1950s", ' earliest="1950" latest="1959"'),
    ("before 1956", ' latest="1956"'),
    ("unknown", ""),
    ("", ""),
]


@pytest.mark.parametrize(("value", "written"), BESIDES)
def test_other_attributes_may_say_it(value: str, written: str, tmp_path: Path) -> None:
    failure = told(tmp_path, "xsd:gYear", value, beside=BESIDE, needed=False)
    assert [replacement for remedy in failure.remedies for _, replacement in remedy.edits] == [written]


ENDS = [
    ("stretch", ("a", "to"), "1955/1957", ' a="1955" to="1957"'),
    ("bounds", ("a", "latest"), "18th century", "1701"),
    ("bounds", ("earliest", "a"), "18th century", "1800"),
    ("bounds", ("a", "latest"), "before 1956", ""),
]


@pytest.mark.parametrize(("sense", "names", "value", "written"), ENDS)
def test_an_attribute_may_be_an_end_itself(
    sense: str, names: tuple[str, str], value: str, written: str, tmp_path: Path
) -> None:
    both = {"a": names}
    ours = replace(VOCABULARY, stretches=both) if sense == "stretch" else replace(VOCABULARY, bounds=both)
    failure = told(tmp_path, "xsd:gYear", value, beside=BESIDE, vocabulary=ours)
    assert "".join(replacement for remedy in failure.remedies for _, replacement in remedy.edits) == written
    assert "instead of" not in failure.help


WORDS = [
    ("xsd:gYear", "1956?", BESIDE, 'write 1956, with sure="no" beside it; or @earliest and @latest instead'),
    ("xsd:gYear", "1956?", "", "write 1956"),
    ("xsd:date", "5/6/1956", "", "write 1956-05-06 or 1956-06-05, whichever is meant"),
    ("xsd:gYear", "1955-1957", "", "write one moment, such as 1955"),
    ("xsd:gYear", "before 1956", "", "write 1956"),
    ("xsd:gYear", "18th century", "", "it takes a year (1956)"),
    ("xsd:date", "1956-02-30", "", "February 1956 has 29 days"),
    ("xsd:date", "soon", "", "it takes a day (1956-05-26)"),
    ("xsd:date", "", "", "write for example “1956-05-26”"),
    ("xsd:integer", "", "", "write for example “7”: it takes a whole number"),
    ('xsd:integer { minInclusive = "0" maxInclusive = "9" }', "many", "", "it takes a number from 0 to 9"),
    ('"a" | "b" | "c" | "d" | "e" | "f" | xsd:integer', "zoo", "", "or “e” (6 in all), or a whole number"),
    ('xsd:token { pattern = "[A-Z]{3}-\\d+" }', "zoo", "", "something of the form of “AAA-1”"),
    ('xsd:token { pattern = "[^\\p{Z}]+" }', "", "", "it takes a word"),
    ('xsd:string { minLength = "3" }', "x", "", "1 character, at least 3 are allowed"),
    ("xsd:hexBinary", "x", "", "hexadecimal"),
    ("xsd:token - 'x'", "x", "", "write for example “text”"),
    ("list { xsd:integer, xsd:integer }", "1 2 3", "", "it takes a whole number"),
]


@pytest.mark.parametrize(("datatype", "value", "beside", "words"), WORDS)
def test_words(datatype: str, value: str, beside: str, words: str, tmp_path: Path) -> None:
    assert words in told(tmp_path, datatype, value, beside=beside).help


def test_a_word_of_a_list_is_named(tmp_path: Path) -> None:
    failure = told(tmp_path, 'list { ("red" | "green")+ }', "red gren")
    assert failure.message == "“red gren” is no value for @a of <p>: “gren” is wrong"
    assert failure.help.startswith("did you mean “green”?")


def test_why_a_date_is_none(tmp_path: Path) -> None:
    failure = told(tmp_path, "xsd:date", "1956-13-01")
    assert failure.message == "“1956-13-01” is no value for @a of <p>: there is no month 13"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("[a-z]+", "a"),
        ("\\d{4}-\\d{2}", "1111-11"),
        ("(yes|no)", "no"),
        ("a?b*c", "c"),
        ("[^\\p{Z}]", "1"),
        ("[é]", ""),
        ("x{100}", "x" * 40),
    ],
)
def test_samples_of_expressions(expression: str, expected: str) -> None:
    assert sample(expression) == expected


@pytest.mark.parametrize(("before", "is_edited"), [("", False), ("b='1'", True), ("c='1'", False)])
def test_a_value_that_asks_for_another_attribute_is_left_to_people(
    before: str, is_edited: bool, tmp_path: Path
) -> None:
    schema = tmp_path / "schema.rnc"
    schema.write_text(
        "start = element p { attribute c { text }?,"
        ' ((attribute a { "letter" }, attribute b { text }) | (attribute a { "memo" }, attribute b { text }?)) }'
    )
    (failure,) = Grammar.load(str(schema)).validate(f"<p {before} a='letterx'/>".encode())
    (remedy,) = failure.remedies
    assert "letter" in failure.help
    assert bool(remedy.edits) is is_edited
