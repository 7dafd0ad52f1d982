from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.source import Source, Span
from tei.validate.grammar import Grammar

HERE = Path(__file__).parent
BASE = (HERE / "base.xml").read_text(encoding="utf-8")
FRUS = "schemas/frus.rng"


def cases(name: str) -> list[dict[str, str]]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]


def changed(case: dict[str, str]) -> Edition:
    assert case["old"] in BASE
    return Edition.decode((BASE.replace(case["old"], case["new"], 1) + case.get("rest", "")).encode(), "d5.xml")


@pytest.mark.parametrize("case", cases("sound.toml"), ids=lambda case: case["name"])
@pytest.mark.parametrize("schema", [FRUS, "schemas/tei.rng"])
def test_what_editors_add_by_hand_is_valid(case: dict[str, str], schema: str) -> None:
    assert [*Grammar.load(schema).validate(changed(case))] == []


@pytest.mark.parametrize("schema", ["frus", "letters", "tei"])
def test_a_whole_document_is_valid(schema: str) -> None:
    text = BASE if schema != "letters" else BASE.replace('"document" subtype', '"letter" subtype')
    assert [*Grammar.load(f"schemas/{schema}.rng").validate(Edition.decode(text.encode(), "d5.xml"))] == []


def test_several_faults_come_in_the_order_of_the_document() -> None:
    text = BASE.replace("<lb/>", "<lb>x</lb>").replace('rows="1"', 'rows="x"').replace("<sic>", '<sic odd="1">')
    found = list(Grammar.load(FRUS).validate(Edition.decode(text.encode(), "d5.xml")))
    assert [d.code for d in found] == ["R203", "R201", "R104"]


def test_the_second_place_is_where_it_came_from() -> None:
    text = BASE.replace("<table ", "<head>More</head><table ")
    raw = Source("d5.txt", "5. Telegram\nMore\n")
    plain = Edition.decode(text.encode(), "d5.xml")
    origins = tuple(Span(12, 16) if e.text == "More" else None for e in plain.elements())
    (found,) = Grammar.load(FRUS).validate(Edition(plain.source, raw, origins))
    assert [str(label) for label in found.labels] == ["d5.xml:46:9", "d5.txt:2:1", "d5.xml:44:9", "d5.xml:40:7"]
    assert found.labels[1].text == "encoded from this line"


def test_the_origin_of_what_surrounds_it_will_do() -> None:
    plain = Edition.decode(BASE.replace("<lb/>", "<lb>x</lb>").encode(), "d5.xml")
    raw = Source("d5.txt", "Sapt\n")
    origins = tuple(Span(0, 4) if e.tag.endswith("}signed") else None for e in plain.elements())
    (found,) = Grammar.load(FRUS).validate(Edition(plain.source, raw, origins))
    assert str(found.labels[1]) == "d5.txt:1:1"


def test_a_repeated_id_is_left_to_the_check_of_pointers() -> None:
    text = BASE.replace('xml:id="d5fn2"', 'xml:id="d5fn1"')
    assert [*Grammar.load(FRUS).validate(Edition.decode(text.encode(), "d5.xml"))] == []


ATTRIBUTES = (
    'n="1" rend="x" xml:lang="en" style="x" corresp="#d5" ana="#d5" facs="#d5" cert="high" resp="#d5" source="#d5" '
    'rendition="#d5" type="from" key="x" ref="#d5" role="x" notBefore="1955" notAfter="1956" xml:id="x" xml:space="{}"'
)


@pytest.mark.parametrize(("space", "codes"), [("preserve", ["R201"]), ("none", ["R203", "R201"])])
@pytest.mark.parametrize("schema", [FRUS, "schemas/tei.rng"])
def test_an_element_of_twenty_attributes(schema: str, space: str, codes: list[str]) -> None:
    attributes = f'{ATTRIBUTES.format(space)} odd="x"'
    edition = Edition.decode(BASE.replace("<sic>", f"<sic><persName {attributes}>x</persName>").encode(), "d5.xml")
    found = list(Grammar.load(schema).validate(edition))
    assert [d.code for d in found] == codes


@pytest.mark.parametrize("schema", [FRUS, "schemas/tei.rng"])
def test_an_element_of_many_attributes_may_be_valid(schema: str) -> None:
    text = BASE.replace("<sic>", f"<sic><persName {ATTRIBUTES.format('preserve')}>x</persName>")
    assert [*Grammar.load(schema).validate(Edition.decode(text.encode(), "d5.xml"))] == []


def test_a_schema_is_loaded_once() -> None:
    assert Grammar.load(FRUS) is Grammar.load(FRUS)


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        Grammar.load(str(path))
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code, diagnostic.message


def test_a_schema_that_is_not_there(tmp_path: Path) -> None:
    code, message = refused(tmp_path / "none.rng")
    assert code == "P301"
    assert "none.rng" in message


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.rnc", "start = ", "expected"),
        ("a.rng", "<grammar", "not well-formed"),
        ("b.rng", "<schema xmlns='http://www.w3.org/2001/XMLSchema'/>", "schema"),
        ("c.rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><ref name='x'/></start></grammar>", "x"),
    ],
)
def test_a_schema_that_cannot_be_used(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    code, message = refused(tmp_path / name)
    assert code == "P302"
    assert says in message
