from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tei.core.diagnostic import Diagnostic, Refused
from tei.core.edition import Edition
from tei.core.edits import edited
from tei.core.findings import MOST
from tei.core.source import Source, Span
from tei.core.wellformed import examine, faults, mended

Case = dict[str, Any]
CASES = tomllib.loads((Path(__file__).parent / "broken_xml.toml").read_text(encoding="utf-8"))


def accepted(text: str) -> bool:
    try:
        expat.ParserCreate("utf-8", " ").Parse(text.encode("utf-8"), True)
    except expat.ExpatError:
        return False
    return True


def agrees(case: Case, found: list[Diagnostic], code: str) -> None:
    assert len(found) == case.get("faults", 1), "\n".join(map(str, found))
    for diagnostic in found:
        assert diagnostic.code == code
        assert len(diagnostic.message) <= 200
        assert diagnostic.help
    first = found[0]
    line, column = first.labels[0].source.position(first.labels[0].span.start)
    assert f"{line}:{column}" == case["place"], str(first)
    for said in case["message"]:
        assert said in first.message
    for said in case.get("help", ()):
        assert said in first.help
    if "fix" in case:
        assert first.fix is not None
        assert edited(first.fix.edits[0].source.text, first.fix.edits) == case["fix"]


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["about"])
def test_each_fault_is_told_where_it_is_and_what_it_is(case: Case) -> None:
    text = str(case["xml"])
    assert not accepted(text)
    found, repaired = examine(Source("a.xml", text))
    agrees(case, found, "X101")
    assert accepted(repaired.source.text) == case.get("mended", True)
    if "becomes" in case:
        assert repaired.source.text == case["becomes"]
    with pytest.raises(Refused) as caught:
        Edition.decode(text.encode("utf-8"), "a.xml")
    assert [d.message for d in caught.value.diagnostics] == [d.message for d in found]


@pytest.mark.parametrize("case", CASES["bytes"], ids=lambda case: case["about"])
def test_bytes_that_are_no_xml_are_told(case: Case) -> None:
    data = str(case["data"]).encode("latin-1")
    with pytest.raises(Refused) as caught:
        Edition.decode(data, "a.xml")
    agrees(case, list(caught.value.diagnostics), str(case.get("code", "X102")))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_in_every_form(encoding: str) -> None:
    data = '<?xml version="1.0"?><a>Zürich</a>'.encode(encoding)
    assert "".join(Edition.decode(data, "a.xml").tree.getroot().itertext()) == "Zürich"


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("4", True),
        ("4 m='5'", True),
        ("4 and more", False),
        ("“4”", True),
        ("“4” m='5'", True),
        ("“4“5”", False),
        ("“4” and more”", False),
        ("\"4'", False),
    ],
)
def test_quotes_are_safe_to_set_around_a_value_that_is_whole(value: str, safe: bool) -> None:
    diagnostics, _ = examine(Source("a.xml", f"<p n={value}>a</p>"))
    assert diagnostics[0].fix is not None
    assert diagnostics[0].fix.safe == safe


def test_many_faults_are_counted() -> None:
    found = faults(Source("a.xml", "<a>" + "x & y\n" * 50 + "</a>"))
    assert len(found) == MOST + 1
    assert found[-1].message == f"{50 - MOST} more faults of this kind in the file"
    assert str(found[-1]).startswith(f"a.xml:{MOST + 1}:")


@pytest.mark.parametrize(
    "text",
    [
        "<r>" + "<a>x<b>y</a>z</b>\n" * 2000 + "</r>",
        "<r>" + "<a>" * 50000 + "</a>" * 49999 + "</r>",
        "<r>" + "<p>a <hi>b\n" * 2000 + "</r>",
        "<!DOCTYPE a [" + "".join(f'<!ENTITY e{i} "&e{i + 1};">' for i in range(2000)) + "]><a>&e1;</a>",
        "<r>" + "".join(f"<b{i}></c{i}>\n" for i in range(2000)) + "</r>",
        "<" * 100000,
    ],
    ids=["crossed", "deep", "unclosed", "entities", "names", "signs"],
)
def test_much_of_it_is_no_harm(text: str) -> None:
    assert 1 <= len(faults(Source("a.xml", text))) <= MOST + 1


@pytest.mark.parametrize(
    ("declarations", "said"),
    [
        ("".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12)), "grow to"),
        (
            "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(6)) + '<!ENTITY e11 "&e5;">',
            "grow to",
        ),
        (f'<!ENTITY e "{"x" * 9000}"><!ENTITY e11 "{"&e;" * 900}">', "grow to 8 million"),
        ("".join(f'<!ENTITY e{n} "&e{n - 1};">' for n in range(1, 90)), "more than 20 levels deep"),
        ('<!ENTITY e11 "&e2;"><!ENTITY e2 "&e11;">', "contains itself"),
    ],
    ids=["billions", "millions", "square", "deep", "loop"],
)
def test_entities_that_grow_are_refused_before_they_do(declarations: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        Edition.decode(f"<!DOCTYPE a [{declarations}]><a>&e11;</a>".encode(), "a.xml")
    assert (
        caught.value.diagnostics[0].labels[0].source.text[caught.value.diagnostics[0].labels[0].span.start :][:8]
        == "<!ENTITY"
    )


def test_offsets_in_the_mended_text_lead_back() -> None:
    text = '<a>one & two <hi>three<b n="4"/></a>'
    repaired = mended(Source("a.xml", text))
    assert repaired.source.text == '<a>one &amp; two <hi>three<b n="4"/></hi></a>'
    for word in ("one", "two", "<hi>", "three", "<b", "</a>"):
        assert repaired.offset(repaired.source.text.index(word)) == text.index(word)
    assert repaired.offset(repaired.source.text.index("</hi>")) == text.index("</a>")
    assert repaired.offset(repaired.source.text.index("amp;")) == text.index("&") + 1


def test_what_cannot_be_encoded_is_told() -> None:
    with pytest.raises(Refused, match="the character U\\+D800 stands in the file"):
        _ = Edition(Source("a.xml", "<a>\ud800</a>")).tree


NAMES = st.sampled_from(["p", "hi", "persName", "div", "ref", "list", "item", "tei:w"])
WORDS = st.text(st.sampled_from("abc é.,\n-"), min_size=1, max_size=12)


def element(name: str, attributes: dict[str, str], content: list[str]) -> str:
    start = name + "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{start}>{''.join(content)}</{name}>" if content else f"<{start}/>"


ELEMENTS = st.recursive(
    st.one_of(WORDS, st.sampled_from(["&amp;", "&#233;", "<!-- note -->", "<?pb n?>", "<![CDATA[ <x> & ]]>", "<lb/>"])),
    lambda inner: st.builds(
        element,
        NAMES,
        st.dictionaries(st.sampled_from(["n", "rend", "xml:id", "type"]), WORDS, max_size=3),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
DOCUMENTS = st.builds(
    lambda head, content: f'{head}<TEI xmlns:tei="http://www.tei-c.org/ns/1.0">{"".join(content)}</TEI>\n',
    st.sampled_from(["", '<?xml version="1.0" encoding="UTF-8"?>\n', "<!DOCTYPE TEI>\n", "<!-- first -->\n"]),
    st.lists(ELEMENTS, min_size=1, max_size=4),
)
TAG = re.compile(r"<[^<>]*>")
INSERTED = ["&", "<", ">", '"', "'", "/", "</p>", "<hi>", "--", "]]>", "&nbsp;", "\0", "=", " ", "<!--", "<?", "x"]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A well-formed document with one slip in it."""
    text = draw(DOCUMENTS)
    tags = list(TAG.finditer(text))
    way = draw(st.sampled_from(["drop a tag", "double a tag", "insert", "drop a character", "cross", "cut off"]))
    at = draw(st.integers(0, len(text) - 1))
    tag = tags[draw(st.integers(0, len(tags) - 1))]
    if way == "drop a tag":
        return text[: tag.start()] + text[tag.end() :]
    if way == "double a tag":
        return text[: tag.end()] + tag.group() + text[tag.end() :]
    if way == "insert":
        return text[:at] + draw(st.sampled_from(INSERTED)) + text[at:]
    if way == "drop a character":
        return text[:at] + text[at + 1 :]
    if way == "cut off":
        return text[:at]
    other = tags[draw(st.integers(0, len(tags) - 1))]
    assume(tag.end() <= other.start())
    middle = text[tag.end() : other.start()]
    return text[: tag.start()] + other.group() + middle + tag.group() + text[other.end() :]


@given(damaged())
@example("<a>x</a")
@example('<a n="x></a>')
def test_a_slip_is_told_and_mended(text: str) -> None:
    found, repaired = examine(Source("a.xml", text))
    if accepted(text):
        assert found == []
        assert repaired.source.text == text
        return
    assert found
    for diagnostic in found:
        assert len(diagnostic.message) <= 200
        for label in diagnostic.labels:
            assert label.span in Span(0, len(text))
    again = faults(Source("a.xml", repaired.source.text))
    assert not again or not accepted(repaired.source.text)


@given(st.text(st.sampled_from("<>/!?-[]&;#\"'= abx:\n1“”\0\u00a0"), max_size=60))
@example("<?x a?>\u00a0<a>&</a>")
def test_no_text_at_all_is_too_odd(text: str) -> None:
    found, repaired = examine(Source("a.xml", text))
    assert bool(found) != accepted(text)
    offsets = [repaired.offset(at) for at in range(len(repaired.source.text) + 1)]
    assert offsets == sorted(offsets)
