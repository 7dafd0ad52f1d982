from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.core.edition import XML_ID, Edition
from tei.core.namespaces import TEI
from tei.core.source import Source, Span

SAMPLE = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{TEI}"><!-- Zürich -->
  <text><p xml:id="a">é <hi>x</hi></p><p xml:id="a"/></text>
</TEI>
"""


def test_every_element_has_its_place() -> None:
    edition = Edition(Source("a.xml", SAMPLE))
    for element, position in zip(edition.elements(), edition.positions, strict=True):
        assert SAMPLE[position:].startswith("<" + str(element.tag).partition("}")[2])
        assert str(edition.label(element)) == "a.xml:{}:{}".format(*edition.source.position(position))


def test_places_in_plain_ascii() -> None:
    edition = Edition(Source("a.xml", "<a>\n<b/></a>"))
    assert edition.positions == (0, 4)


def test_origins_lead_to_the_raw_text() -> None:
    raw = Source("a.txt", "one\ntwo")
    edition = Edition(Source("a.xml", "<a><b/><c/></a>"), raw, (None, Span(4, 7), None))
    a, b, c = edition.elements()
    assert edition.origin(a) is None
    assert str(edition.origin(b)) == "a.txt:2:1"
    assert edition.origin(c) is None


def test_repeated_ids_can_be_read() -> None:
    edition = Edition.decode(SAMPLE.encode(), "a.xml")
    assert [p.get(XML_ID) for p in edition.tree.iter(f"{{{TEI}}}p")] == ["a", "a"]


def test_it_travels_without_its_tree() -> None:
    edition = Edition.decode(SAMPLE.encode(), "a.xml")
    again = pickle.loads(pickle.dumps(edition))
    assert again == edition
    assert again.positions == edition.positions


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16", "utf-8-sig"])
def test_declared_encodings_are_kept_to(encoding: str) -> None:
    declared = SAMPLE.replace("UTF-8", encoding.removesuffix("-sig"))
    assert "Zürich" in Edition.decode(declared.encode(encoding), "a.xml").source.text


@pytest.mark.parametrize(
    ("data", "code", "place"),
    [
        (b"<a>\n  <b></a>", "X101", "a.xml:2:"),
        (b"no xml", "X101", "a.xml:1:1"),
        (b"", "X101", "a.xml:1:1"),
        (b"<a>\xff</a>", "X102", ""),
        (b'<?xml version="1.0" encoding="ebcdic-9"?><a/>', "X102", ""),
    ],
)
def test_what_is_not_well_formed_is_refused(data: bytes, code: str, place: str) -> None:
    with pytest.raises(Refused) as caught:
        Edition.decode(data, "a.xml")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == code
    assert str(diagnostic).startswith(place)


def test_entities_of_the_file_are_text_and_no_others_are_followed(tmp_path: Path) -> None:
    inside = Edition.decode(b'<!DOCTYPE a [<!ENTITY gov "the <hi>State</hi>">]><a>So &gov; fell<b/></a>', "a.xml")
    assert "".join(inside.tree.getroot().itertext()) == "So the State fell"
    assert len(inside.positions) == len(list(inside.elements())) == 3
    (tmp_path / "secret.txt").write_text("secret")
    outside = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{tmp_path}/secret.txt">]><a>&e;</a>'
    with pytest.raises(Refused, match="outside of the document's folder"):
        Edition.decode(outside.encode(), "a.xml")


def test_entities_cannot_grow_without_end() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(9))
    with pytest.raises(Refused, match="the entities of the file would grow to 4 thousand million characters"):
        Edition.decode(f"<!DOCTYPE a [{bomb}]><a>&e8;</a>".encode(), "a.xml")


def test_a_file_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match=r"cannot read none\.xml"):
        Edition.load("none.xml")


def test_a_tag_ends_at_its_own_bracket() -> None:
    edition = Edition.decode(b"""<a note=' id="no" > '><b c="/>"/></a>""", "a.xml")
    root = edition.tree.getroot()
    assert edition.source[edition.label(root).span] == """<a note=' id="no" > '>"""
    assert edition.source[edition.label(root[0]).span] == '<b c="/>"/>'


def test_what_an_entity_stands_for_is_placed_where_it_is_called() -> None:
    edition = Edition.decode(b"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;<b/></a>", "a.xml")
    assert edition.source[edition.label(edition.tree.getroot()[-1]).span] == "<b/>"
