"""What is wrong with documents of a small grammar that is not TEI's, and what is offered to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.relaxng import Failure, Grammar, Vocabulary

SCHEMA = """
default namespace = "urn:house"
start = house | cellar
house = element house { attribute name { text }?, roof, floor+, (garden | terrace)? }
roof = element roof { (tile | straw)* }
tile = element tile { empty }
straw = element straw { text }
floor = element floor {
  attribute level { xsd:integer }, attribute side { "left" | "right" }?,
  (attribute key { text } | (attribute lock { text }, attribute bolt { text }))?,
  (room | stairs)+
}
room = element room { attribute colour { "red" | "green" | "blue" }?, (text | chair | bench | lamp | any.plant)* }
stairs = element stairs { step, step+ }
step = element step { empty }
chair = element chair { attribute legs { xsd:integer }, text }
bench = element bench { lamp* }
lamp = element lamp { attribute watt { xsd:integer }?, text }
any.plant = rose | fern | ivy | palm
rose = element rose { text }
fern = element fern { text }
ivy = element ivy { text }
palm = element palm { text }
garden = element garden { any.plant*, shed? }
terrace = element terrace { any.plant* }
shed = element shed { text }
cellar = element cellar { (bottle | crate)* }
bottle = element bottle { xsd:gYear }
crate = element crate { bottle+ }
"""

VOCABULARY = Vocabulary(
    namespaces={"urn:house": "houses"},
    likeliest=["chair", "lamp", "rose"],
    aside=frozenset(["fern"]),
    parts={"roof": ["tile", "straw"], "floor": ["room"], "cellar": ["crate"], "crate": ["bottle"], "garden": ["shed"]},
    partners={"rose": "ivy", "ivy": "rose"},
    instead={"shed": ["bench", "lamp"]},
    elements={
        "sofa": (('chair legs="4"', "bench"), "a shop's"),
        "bulb": (("lamp",), ""),
        "brick": (("tile/",), "a builder's"),
        "cactus": (("cereus",), ""),
    },
    attributes={
        "chair/feet": (("@legs",), "a shop's"),
        "paint": (("@colour", "<rose> in it"), "a painter's"),
        "price": (("",), "a shop's"),
    },
    stand_ins={"watt": "colour"},
    examples={"legs": ("4",)},
    advice={"lock": "mind the lock", "key lock": "keep the key, or lock and bolt"},
)

HOUSE = '<house xmlns="urn:house"><roof/><floor level="1">{}</floor></house>'


def told(folder: Path, document: str, vocabulary: Vocabulary | None = VOCABULARY) -> list[Failure]:
    schema = folder / "house.rnc"
    schema.write_text(SCHEMA, encoding="utf-8")
    return list(Grammar.load(str(schema)).validate(document.encode(), vocabulary=vocabulary))


ROOM = [
    ("<chaer/>", "there is no element <chaer>", "did you mean <chair>?"),
    ("<CHAIR>x</CHAIR>", "there is no element <CHAIR>", "did you mean <chair>?"),
    ("<сhair>x</сhair>", "<сhair>: it is written with a Cyrillic letter", "did you mean <chair>?"),
    ("<sofa>x</sofa>", "there is no element <sofa>: that is a shop's", 'write <chair legs="4">…</chair>'),
    ("<sofa><lamp/></sofa>", "<sofa>: that is a shop's", "write <bench>"),
    ("<bulb>x</bulb>", "there is no element <bulb>", "did you mean <lamp>?"),
    ("<brick/>", "<brick>: that is a builder's", "write <tile/>. Here may come <chair>, <lamp>, <rose>"),
    ("<cactus/>", "there is no element <cactus>", "take it away; here may come <chair>"),
    ("<box><lamp/></box>", "there is no element <box>", "take its tags away and leave what is in it; here may come"),
    ("<tile/>", "<tile> cannot stand in <room>", "it may stand in <roof>"),
    ("<shed>x</shed>", "<shed> cannot stand in <room>", "did you mean <lamp>?"),
    ("<shed><lamp/></shed>", "<shed> cannot stand in <room>", "did you mean <bench>?"),
    ("<chair/>", "<chair> needs @legs", 'write for example legs="4": it takes a whole number'),
    ('<chair legs="four"/>', "“four” is no value for @legs of <chair>", "it takes a whole number"),
    ('<chair feet="4"/>', "<chair> cannot have @feet: that is a shop's", "did you mean @legs?"),
    ('<chair feet="x"/>', "<chair> cannot have @feet", "did you mean @legs? For its value, it takes a whole number"),
    ('<chair legs="4" price="9"/>', "<chair> cannot have @price: that is a shop's", "take it away"),
    ('<chair legs="4" watt="9"/>', "<chair> cannot have @watt", "take it away; or put it on <lamp>, which may have"),
    ('<chair legs="4" odd="9"/>', "<chair> cannot have @odd", "take it away"),
    ('<chair lges="4"/>', "<chair> cannot have @lges", "did you mean @legs?"),
    ('<chair number="4"/>', "<chair> cannot have @number", "did you mean @legs?"),
    ('<rose watt="9"/>', "<rose> cannot have @watt", "put it on <lamp>, which may have @watt; or <rose> has no"),
    ('<fern paint="x"/>', "<fern> cannot have @paint: that is a painter's", "write <rose> in it"),
    ('<lamp xmlns:y="urn:y" y:watt="9"/>', "<lamp> cannot have @watt (of urn:y)", "did you mean @watt?"),
    ('<tree xmlns="urn:tree"/>', "there is no element <tree> (of urn:tree)", "take it away"),
    ('<lamp xmlns=""/>', "<lamp> is in no namespace, but should be in that of houses", 'take away xmlns="" from'),
    ('<lamp xmlns="urn:x"/>', "<lamp> is in the namespace “urn:x”", "or take away the declaration that puts it"),
]


@pytest.mark.parametrize(("inside", "message", "help"), ROOM)
def test_faults_in_a_room(inside: str, message: str, help: str, tmp_path: Path) -> None:
    (failure,) = told(tmp_path, HOUSE.format(f"<room>{inside}</room>"))
    assert message in failure.message
    assert help in failure.help
    assert str(failure).endswith(f"({failure.help})")


FLOOR = [
    ("", "<floor> is empty: it needs <room>", "put <room> into it"),
    ("<stairs/>", "<stairs> is empty: it needs <step>", "put <step> into it"),
    ("<stairs><step/></stairs>", "<stairs> is incomplete: it needs <step>", "add <step> before </stairs>"),
    ("<room/>and", "“and” stands directly in <floor>", "put the words into <room>"),
    ("<room/>\u00a0", "a no-break space (U+00A0) stands directly in <floor>", "remove it"),
    ("<room/>\u200b", "a zero width space (U+200B) stands directly", "remove it"),
    ("<room/><chair legs='4'/>", "<chair> cannot stand in <floor>", "put it into <room>"),
    (
        "<stairs><step>x</step><step/></stairs>",
        "<step> must be empty, but holds “x”",
        "close it before the text: <step/>",
    ),
    ("<stairs><step><lamp/></step><step/></stairs>", "<lamp> cannot stand in <step>, which must be empty", "<step/>"),
    ("<room><bench>x</bench></room>", "“x” stands directly in <bench>", "put the words into <lamp>, or take the words"),
    ("<room><bench><rose/></bench></room>", "<rose> cannot stand in <bench>", "end <bench> before it"),
    ("<room><chair legs='4'><lamp/></chair></room>", "<lamp> cannot stand in <chair>", "end <chair> before it"),
]


@pytest.mark.parametrize(("inside", "message", "help"), FLOOR)
def test_faults_in_a_floor(inside: str, message: str, help: str, tmp_path: Path) -> None:
    (failure,) = told(tmp_path, HOUSE.format(inside))
    assert message in failure.message
    assert help in failure.help


WHOLE = [
    ("<house><floor level='1'><room/></floor></house>", "<roof> is missing before <floor> in <house>", "put <roof>"),
    (
        "<house><floor level='1'><room/></floor><roof/></house>",
        "<floor> comes before <roof> in <house>",
        "exchange the two: move <roof> from line 1 before <floor>",
    ),
    (
        "<house><roof/><floor level='1'><room/></floor><garden/><floor level='2'><room/></floor></house>",
        "<floor> cannot follow <garden> in <house>",
        "move <floor> before <garden> on line 1",
    ),
    (
        "<house><roof/><floor level='1'><room/></floor><garden/><garden/></house>",
        "a second <garden> cannot stand in <house>",
        "join the two, or take one away",
    ),
    ("<house><roof/></house>", "<house> is incomplete: it needs <floor>", "add <floor> before </house>"),
    ("<house><garden/></house>", "<garden> comes too early in <house>", "put <roof> before it"),
    ("<room/>", "a document cannot start with <room>", "put it into <cellar> or <house>"),
    ("<huose/>", "there is no element <huose>", "did you mean <house>?"),
    ("<cellar><bottle>1956?</bottle></cellar>", "“1956?” is no value for <bottle>", "write 1956"),
    ("<cellar><bottle/></cellar>", "<bottle> has no value", "it takes a year (1956)"),
    ("<cellar><crate/></cellar>", "<crate> is empty: it needs <bottle>", "put <bottle> into it"),
]


@pytest.mark.parametrize(("document", "message", "help"), WHOLE)
def test_faults_of_the_whole(document: str, message: str, help: str, tmp_path: Path) -> None:
    root, rest = document.split(">", 1) if "/>" not in document[: document.index(">") + 1] else (document[:-2], ">")
    text = f'{root} xmlns="urn:house"' + (f"/{rest}" if rest == ">" else f">{rest}")
    found = told(tmp_path, text)
    assert message in found[0].message
    assert help in found[0].help
    assert found[0].line == 1
    assert found[0].column >= 1


ATTRIBUTES = [
    ("level='1' key='1' lock='2'", "@lock cannot stand beside @key in <floor>", "keep the key, or lock and bolt"),
    ("level='1' lock='2'", "<floor> needs @bolt", 'bolt="'),
    ("level='one'", "“one” is no value for @level of <floor>", "it takes a whole number"),
    ("level=''", "@level of <floor> has no value", "whole number"),
    ("level='1' side=''", "@side of <floor> has no value", "take it away, or give it a value: write “left” or “right”"),
    ("level='1' side='Left'", "“Left” is no value for @side of <floor>", "did you mean “left”?"),
    ("", "<floor> needs @level", 'level="'),
]


@pytest.mark.parametrize(("attributes", "message", "help"), ATTRIBUTES)
def test_attributes_of_a_floor(attributes: str, message: str, help: str, tmp_path: Path) -> None:
    text = f'<house xmlns="urn:house"><roof/><floor {attributes}><room/></floor></house>'
    (failure,) = told(tmp_path, text)
    assert message in failure.message
    assert help in failure.help


def test_two_attributes_that_one_excludes_are_told_together(tmp_path: Path) -> None:
    (failure,) = told(tmp_path, HOUSE.replace("level", "lock='1' bolt='2' key='3' level").format("<room/>"))
    assert failure.more == 1 or "cannot stand beside" in failure.message


def test_the_remedies_of_a_shop(tmp_path: Path) -> None:
    (failure,) = told(tmp_path, HOUSE.format("<room><sofa>x</sofa></room>"))
    (remedy,) = failure.remedies
    assert (remedy.kind, remedy.safety) == ("rename", "unsafe")
    assert [replacement for _, replacement in remedy.edits] == ['chair legs="4"', "chair"]


@pytest.mark.parametrize(
    ("inside", "safety"),
    [
        ("<Room/>", "safe"),
        ("<rооm/>", "safe"),
        ("<rooom/>", "unsafe"),
    ],
)
def test_a_name_is_certain_by_small_and_capital_letters_and_by_letters_that_look_the_same(
    tmp_path: Path, inside: str, safety: str
) -> None:
    (failure,) = told(tmp_path, HOUSE.format(inside))
    assert [remedy.safety for remedy in failure.remedies if remedy.edits] == [safety]


def test_attributes_of_a_shop_are_renamed_with_the_element(tmp_path: Path) -> None:
    (failure,) = told(tmp_path, HOUSE.format('<room><chaer feet="3">x</chaer></room>'))
    (remedy,) = failure.remedies
    assert [replacement for _, replacement in remedy.edits] == ["chair", "chair"] or not remedy.edits


@pytest.mark.parametrize("inside", ['<sofa legs="3">x</sofa>', "<chaer>x</chaer>", "<sofa>x</sofa>b<sofa>y</sofa>"])
def test_no_edits_where_they_would_not_do(inside: str, tmp_path: Path) -> None:
    (failure,) = told(tmp_path, HOUSE.format(f"<room>{inside}</room>"))
    assert [(remedy.safety, remedy.edits) for remedy in failure.remedies] == [("shown", ())]


def test_partners_come_first(tmp_path: Path) -> None:
    text = '<house xmlns="urn:house"><roof/><floor level="1"><room/></floor><garden><rose/>x</garden></house>'
    (failure,) = told(tmp_path, text)
    assert failure.help.startswith("put the words into <ivy>")
    (failure,) = told(tmp_path, text.replace("<rose/>", "<rose/><ivy/>"))
    assert failure.help == "take the words out of <garden>"


def test_without_a_vocabulary_names_are_shown_all_the_same(tmp_path: Path) -> None:
    (failure,) = told(tmp_path, HOUSE.format("<room><chaer/></room>"), None)
    assert failure.message == "there is no element <chaer>"
    assert failure.help == "did you mean <chair>?"
    assert failure.expected[0] == "{urn:house}chair"


def test_what_is_alike_is_told_once_unless_every_one_is_wanted(tmp_path: Path) -> None:
    schema = tmp_path / "house.rnc"
    schema.write_text(SCHEMA, encoding="utf-8")
    grammar = Grammar.load(str(schema))
    text = HOUSE.format("<room><lamp watt='x'/></room><room><lamp watt='y'/></room>").encode()
    assert [failure.more for failure in grammar.validate(text)] == [1]
    assert [failure.more for failure in grammar.validate(text, every=True)] == [0, 0]


@pytest.mark.parametrize("separator", ["", "\n  "])
def test_places_are_those_of_the_fault(separator: str, tmp_path: Path) -> None:
    (failure,) = told(tmp_path, HOUSE.format(f"{separator}<room><lamp{separator or ' '}watt='x'/></room>"))
    place = failure.places[0]
    assert place.line == 1 + 2 * bool(separator)
    assert place.end_column - place.column == 1
    assert [p.text for p in failure.places] == ["not a value it may have", "in this <room>"]
