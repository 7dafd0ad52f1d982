"""Who sent and who received: read from headers and heads, names of one party put together."""

from __future__ import annotations

import pytest

from tei.core.edition import Edition
from tei.site.registers.correspondence import Party, exchanges, parties
from tei.site.registers.entry import RegisterEntry
from tei.site.registers.reference import Reference

ENTRIES = {
    "a": RegisterEntry("a", "Persons", "Able, Ann", forms=("Ann Able",)),
    "b": RegisterEntry("b", "Persons", "Baker, Bob"),
}
SENT = "<correspAction type='{}'>{}</correspAction>"


def told(head: str = "", actions: str = "") -> list[tuple[str, str, str]]:
    header = f"<teiHeader><profileDesc><correspDesc>{actions}</correspDesc></profileDesc></teiHeader>"
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{header}<text><body><pb/><div type='document'><head>{head}</head>"
        "<p>x</p></div></body></text></TEI>"
    )
    found = parties(Edition.decode(xml.encode(), "d1.xml").tree, ENTRIES)
    return [(party.role, party.name, party.id) for party in found]


HEAD = (
    "From the <gloss type='from'>Department  of State</gloss> (<persName type='from' corresp='#a'>Able</persName>) to "
    "<persName type='to' corresp='#gone'>Nobody</persName><note><persName type='to'>Not</persName></note>"
)


@pytest.mark.parametrize(
    ("head", "actions", "expected"),
    [
        ("", "", []),
        (
            "<persName type='from' corresp='#a'>A</persName> to <gloss type='to'>B</gloss>",
            "",
            [("from", "A", "a"), ("to", "B", "")],
        ),
        (
            "<persName type='from'><hi><name ref='#b'>Bob</name></hi></persName> <name type='to'>X</name>",
            "",
            [("from", "Bob", "b"), ("to", "X", "")],
        ),
        (
            "<persName type='to' corresp='#b'>Baker</persName>",
            SENT.format("sent", "<persName>Able</persName><date when='1955'/>")
            + SENT.format("received", "<persName>BAKER</persName><persName/>")
            + SENT.format("read", "<persName>C</persName>"),
            [("from", "Able", ""), ("to", "BAKER", "b")],
        ),
        (
            "<gloss type='from'>A</gloss> and <gloss type='from'>a</gloss>, "
            "<persName type='from' ref='#a'>x</persName>, "
            "<persName type='from' ref='#a'>y</persName>",
            "",
            [("from", "A", ""), ("from", "x", "a")],
        ),
    ],
)
def test_parties(head: str, actions: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(head, actions) == expected


def test_a_file_of_several_documents_has_no_head() -> None:
    div = "<div><head><persName type='from'>A</persName></head></div>"
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>{div}{div}</body></text></TEI>"
    assert list(parties(Edition.decode(xml.encode(), "d.xml").tree, {})) == []


def letter(number: int, *sides: tuple[str, str, str]) -> tuple[Reference, list[Party]]:
    reference = Reference(f"d{number}", str(number), "Letter", f"1955-0{number}-01" if number < 9 else "")
    return reference, [Party(*side) for side in sides]


def test_names_are_one_by_pointer_else_by_what_they_are_like() -> None:
    found = exchanges(
        [
            letter(2, ("from", "Able", "a"), ("to", "Embassy", "")),
            letter(1, ("from", "ABLE", ""), ("to", "embassy", "")),
            letter(3, ("from", "Ann Able", ""), ("to", "Baker", "b"), ("to", "Embassy", "")),
            letter(4, ("from", "Bâker", "")),
            letter(5, ("to", "Embassy", "")),
            letter(9, ("from", "Embassy", ""), ("to", "Baker", "b")),
            letter(6),
        ],
        ENTRIES,
    )
    shown = [
        (each.sender and each.sender.name, each.receiver and each.receiver.name, [d.number for d in each.letters])
        for each in found
    ]
    assert shown == [
        ("Able, Ann", "Embassy", ["2", "1", "3"]),
        ("Able, Ann", "Baker, Bob", ["3"]),
        ("Baker, Bob", None, ["4"]),
        ("Embassy", "Baker, Bob", ["9"]),
        (None, "Embassy", ["5"]),
    ]
    assert found[0].dates == ("1955-01-01", "1955-03-01")
    assert found[3].dates == ("", "")


def test_a_name_that_two_have_is_neither() -> None:
    both = {"a": RegisterEntry("a", "Persons", "Smith"), "b": RegisterEntry("b", "Persons", "Smith")}
    (found,) = exchanges([letter(1, ("from", "Smith", ""), ("to", "Smith", "b"))], both)
    assert (found.sender and found.sender.id, found.receiver and found.receiver.id) == ("", "b")
