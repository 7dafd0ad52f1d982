from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.annotate import Context
from tei.annotate.people import people as people_of
from tei.core.authority import Authority, Entry
from tei.core.document import Mark
from tei.core.profile import Profile
from tei.core.view import View

People = Callable[..., Any]

LISTED = (
    ("p_AJM1", "Allison, John M.", "Ambassador to Japan until 1957"),
    ("p_DAW1", "Dulles, Allen W.", "Director of Central Intelligence"),
    ("p_DJF1", "Dulles, John Foster", "Secretary of State"),
    ("p_HHJ1", "Hoover, Herbert, Jr.", "Under Secretary of State"),
    ("p_BMG1", "Bundy, McGeorge", "President’s Special Assistant for National Security Affairs"),
    ("p_BWP1", "Bundy, William P.", "Assistant Secretary of State for Far Eastern Affairs"),
    ("p_RG1", "Rivers, General Paul", "Commander of the Third Army"),
    ("p_RS1", "Rivers, Susan", "Member of Parliament"),
    ("p_WH1", "White, Harry", "clerk"),
    ("p_MH1", "Macmillan, Harold", "Prime Minister"),
    ("p_CH1", "Caccia, Sir Harold", "British Ambassador"),
    ("p_BA1", "Brandt, Anton", "poet"),
    ("p_BB1", "Brandt, Berta", "painter"),
    ("p_NK1", "Nguyen Khanh", "General"),
    ("p_KHANH1", "Khanh", "see Nguyen Khanh"),
    ("p_X1", "Xeres", "see Yeres"),
    ("p_TQA1", "Tam Quang", "Buddhist leader"),
    ("p_CDM1", "Couve de Murville, Maurice", "French Foreign Minister"),
    ("p_ONS1", "O’Neill, Seán", "Minister"),
    ("p_MDH1", "Minh (“Tall Minh”)", "officer"),
    ("p_EA1", "Evans, Adlai", "Governor"),
    ("p_MA1", "May, Ann", "teacher"),
    ("p_PF1", "Powers, Fay", "Astronomer"),
    ("p_LAR1", "Lambert, Robert", "poet"),
    ("p_ROM1", "Romero, Mora", "Poet"),
    ("p_DV1", "Dell, Viscount Paul", "diplomat"),
    ("p_CVV1", "Cao Van Dinh", "General"),
)
AUTHORITY = Authority(
    (
        *(Entry(id, "person", name, note=note) for id, name, note in LISTED),
        Entry("p_HL1", "person", "Roe, David", ("Lord Harlan", "Roe-Gore, David"), "diplomat"),
        Entry("t_X1", "term", "NSC"),
    )
)


@pytest.fixture(scope="session")
def people(find: Callable[..., Any]) -> People:
    """Names and the ids they link to, without #."""

    def run(*paragraphs: str, head: str = "38. Editorial Note", **more: Any) -> Any:
        blocks = [("head", head), *(("p", p) for p in paragraphs), *more.pop("blocks", ())]
        return find("people", blocks, authority=AUTHORITY, **more)

    return run


def names(found: Any) -> list[tuple[str, str]]:
    return [(text, attributes.get("ref", "")[1:]) for text, attributes in found.marks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw Allison there.", [("Allison", "p_AJM1")]),
        ("Eyes only Ambassador Allison.", [("Allison", "p_AJM1")]),
        ("Allison’s plan, and Allison's plan", [("Allison", "p_AJM1"), ("Allison", "p_AJM1")]),
        ("John M. Allison and J.M. Allison", [("John M. Allison", "p_AJM1"), ("J.M. Allison", "p_AJM1")]),
        ("Signed ALLISON and Allison, John M.", [("ALLISON", "p_AJM1"), ("Allison, John M.", "p_AJM1")]),
        ("Allisonia, McAllison and O’Allison", []),
        ("Peter Allison and K. Allison are others", []),
        ("by Herbert Hoover, Jr., and Hoover", [("Herbert Hoover, Jr.", "p_HHJ1"), ("Hoover", "p_HHJ1")]),
        ("Herbert Hoover, Sr., wrote", [("Herbert Hoover", "p_HHJ1")]),
        ("John Quincy Allison and John X. Allison", [("John Quincy Allison", "p_AJM1"), ("John X. Allison", "p_AJM1")]),
        ("Allen Dulles and J.F. Dulles", [("Allen Dulles", "p_DAW1"), ("J.F. Dulles", "p_DJF1")]),
        ("Secretary Dulles spoke", [("Dulles", "p_DJF1")]),
        ("Couve and M. Couve de Murville", [("Couve", "p_CDM1"), ("Couve de Murville", "p_CDM1")]),
        ("Sean O'Neill", [("Sean O'Neill", "p_ONS1")]),
        ("saw Tall Minh", [("Tall Minh", "p_MDH1")]),
        ("Lord Harlan and David Roe-Gore", [("Lord Harlan", "p_HL1"), ("David Roe-Gore", "p_HL1")]),
        ("Tam Quang came to Quang Ngai", [("Tam Quang", "p_TQA1")]),
        ("in the Hoover Library", []),
        ("General Rivers and Mr. Rivers", [("Rivers", "p_RG1"), ("Rivers", "p_RS1")]),
        ("the Sec. Dulles of old", [("Dulles", "p_DJF1")]),
        ("in Of The Rivers (Rivers)", [("Rivers", ""), ("Rivers", "")]),
        ("a quiet man of the house (Rivers)", [("Rivers", "")]),
        ("We met Xeres", [("Xeres", "p_X1")]),
        ("the AllisonHoover talks", [("Allison", "p_AJM1"), ("Hoover", "p_HHJ1")]),
        ("Mr. AllisonEUR and Mr. HooverS/P", [("Allison", "p_AJM1"), ("Hoover", "p_HHJ1")]),
        ("AllisonEurope, McHoover and HooverSmith", []),
        ("Dinh Government, Dinh Govt, Dinh US policy", [("Dinh", "p_CVV1")] * 3),
        ("Dinh Tri came to Dinh Hoa with Dinh A. and Dinh Van", []),
        ("Hoover-Smith, Smith-Hoover and Hoover-type", [("Hoover", "p_HHJ1")]),
        ("the Allison-Hoover talks", [("Allison", "p_AJM1"), ("Hoover", "p_HHJ1")]),
        ("Bob Lambert and Rob Lambert", [("Bob Lambert", "p_LAR1"), ("Rob Lambert", "p_LAR1")]),
        ("the Lambert Material", []),
        ("They met Harry. White agreed with Lambert.", [("Lambert", "p_LAR1")]),
        ("he saw Basil Lambert and Mr. Basil Lambert", []),
        (
            "he saw Poet Lambert, Surveyor Lambert, Amb Allison and Anton Allison",
            [("Lambert", "p_LAR1"), ("Lambert", "p_LAR1"), ("Allison", "p_AJM1")],
        ),
        ("PROPOSED Lambert Talks. On Lambert", [("Lambert", "p_LAR1")] * 2),
        ("Viscount Dell, Lord Dell and Dell", [("Viscount Dell", "p_DV1"), ("Lord Dell", "p_DV1"), ("Dell", "p_DV1")]),
        ("Lord Lambert and Viscount Allison", [("Lambert", "p_LAR1"), ("Allison", "p_AJM1")]),
        ("B. Lambert thought of him", [("Lambert", "p_LAR1")]),
        ("B. Lambert, clerk", []),
        ("Mr. de Murville", [("de Murville", "p_CDM1")]),
        ("M. Romero and M. Couve", [("M. Romero", "p_ROM1"), ("Couve", "p_CDM1")]),
    ],
)
def test_names(people: People, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(people(text)) == expected


def test_an_entry_that_only_refers_to_another_stands_for_it(people: People) -> None:
    assert names(people("Khanh and Nguyen Khanh")) == [("Khanh", "p_NK1"), ("Nguyen Khanh", "p_NK1")]


def test_a_name_that_can_be_two_people_keeps_both(people: People) -> None:
    found = people("Then Brandt wrote.")
    assert names(found) == [("Brandt", "")]
    assert {target for target, _ in found.others[0]} == {"#p_BA1", "#p_BB1"}


def test_the_full_name_decides_for_the_surname_after_it(people: People) -> None:
    assert names(people("Anton Brandt came.", "Brandt wrote.")) == [("Anton Brandt", "p_BA1"), ("Brandt", "p_BA1")]
    assert names(people("Brandt wrote.", "Berta Brandt came."))[0] == ("Brandt", "p_BB1")


def test_a_title_decides_again_where_it_is_used_again(people: People) -> None:
    assert [link for _, link in names(people("Secretary Dulles, then Allen Dulles, then Secretary Dulles."))] == [
        "p_DJF1",
        "p_DAW1",
        "p_DJF1",
    ]


def test_the_office_before_brackets_decides(people: People) -> None:
    office = "Assistant Secretary of State for Far Eastern Affairs"
    head = f"7. Memorandum From the {office} (Bundy) to Secretary of State Dulles"
    found = people(head=head, by="frus")
    assert found.marks == [
        ("Bundy", {"corresp": "#p_BWP1", "type": "from"}),
        ("Dulles", {"corresp": "#p_DJF1", "type": "to"}),
    ]


def test_a_surname_that_is_also_a_word_needs_more(people: People) -> None:
    for text in (
        "The White House was white. White walls.",
        "On May 3 the Western Powers met.",
        "In the White Book",
        "May",
    ):
        assert names(people(text)) == []
    assert names(people("They say White was late, but May was not.")) == [("White", "p_WH1")]
    assert names(people("Ann May came. They say May was late on May 3.")) == [("Ann May", "p_MA1"), ("May", "p_MA1")]
    assert names(people("the astronomer Powers")) == []
    assert names(people("Astronomer Powers")) == [("Powers", "p_PF1")]
    assert names(people("Mr. White came.")) == [("White", "p_WH1")]
    assert names(people("A clerk (White) came.")) == [("White", "p_WH1")]
    assert names(people("Harry White came, and White said so. White walls.")) == [
        ("Harry White", "p_WH1"),
        ("White", "p_WH1"),
    ]


def test_a_forename_alone_means_a_correspondent_who_is_addressed(people: People) -> None:
    head = "9. Letter From Prime Minister Macmillan to Ambassador Allison"
    letter = people("Dear John: I agree. John will see.", "Yours", "Harold", head=head)
    assert names(letter)[2:] == [("John", "p_AJM1"), ("John", "p_AJM1"), ("Harold", "p_MH1")]
    assert names(people("Harold came with John Smith.", head=head))[2:] == []
    assert names(people("Sir Harold came, and Uncle Harold.", "Harold", "Caccia left.")) == [
        ("Harold", "p_CH1"),
        ("Harold", "p_CH1"),
        ("Caccia", "p_CH1"),
    ]
    assert names(people("Dear Harold,")) == []


def test_an_uncommon_forename_needs_only_that_the_person_is_in_the_document(people: People) -> None:
    assert names(people("Evans was told, and Adlai agreed.")) == [("Evans", "p_EA1"), ("Adlai", "p_EA1")]
    assert names(people("Adlai agreed.")) == []


PIECES = st.sampled_from(
    [*"John M. J.M. Dulles DULLES Allen Secretary Mr. Brandt Harold Sir Couve de , ( ) ’s . Jr.".split()]
)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=4))
def test_marks_are_apart_and_each_in_one_block(
    composed: Callable[..., View], find: Callable[..., Any], paragraphs: list[str]
) -> None:
    blocks = [("head", paragraphs[0]), *(("p", p) for p in paragraphs[1:])]
    view = composed(blocks)
    said = people_of(view, Context(Profile.load("frus"), AUTHORITY))
    spans = [m.span for m in said if isinstance(m, Mark)]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    find("people", blocks, authority=AUTHORITY)
    find("correspondents", blocks, authority=AUTHORITY)


def test_names_in_notes(people: People) -> None:
    assert names(people("Text.", notes=["Drafted by Allison and Couve."])) == [
        ("Allison", "p_AJM1"),
        ("Couve", "p_CDM1"),
    ]


def test_without_an_authority_nothing_is_named(find: Callable[..., Any]) -> None:
    assert find("people", [("p", "Allison came.")]).marks == []
    assert find("terms", [("p", "NSC met.")]).marks == []


def test_the_seeds_own_authority(find: Callable[..., Any]) -> None:
    authority = Authority.load(Path(__file__).parents[2] / "seeds" / "authority.xml")
    found = find(
        "people", [("p", "Sebald signed for Hoover; Kono’s visit; Shigemitsu.")], authority=authority, by="frus"
    )
    assert [(text, attributes["corresp"]) for text, attributes in found.marks] == [
        ("Sebald", "#p_SWJ1"),
        ("Hoover", "#p_HHJ1"),
        ("Kono", "#p_KI1"),
        ("Shigemitsu", "#p_SM1"),
    ]


HEADS = [
    (
        "38. Telegram From the Department of State to the Embassy in Japan",
        [("Department of State", "from"), ("Embassy in Japan", "to")],
    ),
    (
        "4. Telegram From the Mission to the United Nations to the Department of State, Paris, May 4",
        [("Mission to the United Nations", "from"), ("Department of State", "to")],
    ),
    ("5. Report to the Council by the Executive Secretary (Doe)", [("Council", "to"), ("Doe", "from")]),
    ("The Consul at Hanoi ( Doe ) to the Secretary of State", [("Doe", "from"), ("Secretary of State", "to")]),
    ("6. Memorandum From John Doe of the Staff to President Roe", [("John Doe", "from"), ("Roe", "to")]),
    ("7. Letter From Secretary of State Doe to the Council", [("Doe", "from"), ("Council", "to")]),
    ("7. Letter From Ann Lee to Senator Helen B. Poe", [("Ann Lee", "from"), ("Helen B. Poe", "to")]),
    ("8. Letter From the Bank of Defense Doe to the Council", [("Bank of Defense Doe", "from"), ("Council", "to")]),
    ("9. Letter From the Council (Draft) to the Bank", [("Bank", "to")]),
    ("10. Memorandum of Conversation", []),
    ("11. Letter From the Council", []),
    ("The Council", []),
]


@pytest.mark.parametrize(("head", "expected"), HEADS)
def test_the_parties_of_a_head(find: Callable[..., Any], head: str, expected: list[tuple[str, str]]) -> None:
    assert [(text, a["type"]) for text, a in find("correspondents", [("head", head)]).marks] == expected


def test_the_names_in_a_head_that_names_no_sender(find: Callable[..., Any]) -> None:
    head = "3. Notes of a Meeting Between the Minister (Doe) and the Ambassador (Roe) (Draft)"
    assert find("correspondents", [("head", head)]).marks == [("Doe", {}), ("Roe", {})]


def test_who_signs_and_is_not_in_the_list_is_not_named(find: Callable[..., Any]) -> None:
    assert find("correspondents", [("p", "Doe"), ("signed", "Ann Doe")], authority=AUTHORITY).marks == []


def test_house_manner_can_leave_nicknames(people: People) -> None:
    assert [text for text, _ in people("Bob Lambert and Robert Lambert", by="frus").marks] == ["Robert Lambert"]


def test_signatures(find: Callable[..., Any]) -> None:
    signed = [("signed", s) for s in ("John Q. Doe, Jr.", "Doe", "[Ann de Roe]", "J.", "for the Secretary")]
    found = find("correspondents", [("p", "Doe"), *signed])
    assert [text for text, _ in found.marks] == ["John Q. Doe, Jr.", "Doe", "Ann de Roe"]


def test_a_name_in_a_signature_ends_with_its_line(find: Callable[..., Any]) -> None:
    signed = [("signed", s) for s in ("J. H. Smith\nSecretary", "Ann Roe \nActing", "A. B. Poe,\nConsul General")]
    found = find("correspondents", [("p", "Doe"), *signed])
    assert [text for text, _ in found.marks] == ["J. H. Smith", "Ann Roe", "A. B. Poe"]
