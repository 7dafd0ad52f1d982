"""What an audit finds in invented documents, what it leaves alone, and what its fixes make of them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from fragments import whole
from volumes import document, person, volume

from tei.audit import AUDITS, audit
from tei.audit.finding import Finding
from tei.audit.lists import lists
from tei.audit.volume import Volume
from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.edits import edited
from tei.core.profile import Profile

FRUS = Profile.load("frus")
CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]


def text(xml: str) -> str:
    """The characters between tags."""
    return re.sub(r"<[^>]*>", "", xml)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_finds(case: dict[str, Any]) -> None:
    edition = volume(case["documents"])
    told = [each for _, each in audit([edition], FRUS) if each.code.startswith("A")]
    assert [each.code for each in told] == case["codes"], [each.message for each in told]
    if "says" in case:
        assert case["says"] in told[0].message
    for each in told:
        for fix in each.fixes:
            assert not fix.safe
            after = edited(edition.source.text, fix.edits)
            assert text(after) == text(edition.source.text)
            assert Edition.decode(after.encode(), "after.xml")
    if "becomes" in case:
        assert case["becomes"] in edited(edition.source.text, told[0].fixes[0].edits)


def test_the_most_errors_expected_come_first() -> None:
    documents = [document(n, f"Mr. {person('p_CP1', 'Haverford')} came.") for n in range(1, 9)]
    edition = volume(*documents, document(9, "Mr. <persName>Calder</persName> came."))
    (first, one), (second, other) = [(gain, each) for gain, each in audit([edition], FRUS) if each.code[0] == "A"]
    assert (one.code, other.code) == ("A101", "A104")
    assert first > second
    assert first == pytest.approx(8 * one.doubt)
    assert len(one.labels) == 3
    assert one.severity == "warning"


def test_what_is_less_likely_wrong_is_a_remark() -> None:
    assert Finding("A101", "It may be so.", 0.4, [], "look").diagnostic().severity == "info"


def test_checks_of_validation_are_weighed() -> None:
    found = audit([volume(document(1, 'See <ref target="#p_X1">him</ref>.'))], FRUS)
    assert {each.code: (gain, each.doubt) for gain, each in found}["L102"] == (0.95, 0.95)


@pytest.mark.parametrize(("number", "told"), [(19, False), (20, True)])
def test_a_rule_that_is_seldom_broken_is_broken_by_oversight(number: int, told: bool) -> None:
    table = '<table rows="2" cols="1"><row><cell>One</cell></row></table>'
    documents = [document(n, "He came.") for n in range(2, number + 1)]
    first = document(1, "He left.").replace("</p>", f"</p>{table}")
    messages = [each.message for _, each in audit([volume(first, *documents)], FRUS) if each.code == "S101"]
    assert any("2 rows" in message for message in messages) == told


def test_a_call_explains_the_notes_that_are_missing() -> None:
    notes = [f'<note n="{n}" xml:id="d1fn{n}">So.</note>' for n in (1, 3)]
    found = audit([volume(document(1, f"He came.{notes[0]} He saw.2 He won.{notes[1]}"))], FRUS)
    assert [each.code for _, each in found if each.code in ("A602", "L403")] == ["A602"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Then Mr. Vedeler left.", 1),
        ("it was for the Vedeler then.", 1),
        ("the Vedeler Institute and Harold Vedeler, the Anglo-Vedeler talks, Vedeler’d, vedeler", 0),
    ],
)
def test_without_lists_names_are_held_against_each_other(words: str, number: int) -> None:
    documents = [document(n, f"Mr. {person('p_X1', 'Vedeler')} came.") for n in range(1, 7)]
    xml = whole("<body>" + "".join([*documents, document(7, words)]) + "</body>")
    edition = Edition.decode(xml.encode(), "volume.xml")
    told = list(AUDITS.load("left")(Volume.of([edition], FRUS, lists([edition]))))
    assert [each.message.partition(",")[0] for each in told] == ["“Vedeler” is not tagged once"] * number


def test_of_two_entries_with_one_id_the_first_counts() -> None:
    items = "".join(f'<item><persName xml:id="p_A1">{name}</persName>, a.</item>' for name in ("Ashe, Ann", "Ashe, Al"))
    edition = Edition.decode(whole(f"<body><list>{items}</list></body>").encode(), "twice.xml")
    assert [entry.name for entry in lists([edition]).entries] == ["Ashe, Ann"]


HABIT = [f"Later Mr. {person('p_CP1', 'Calder')} left." for _ in range(5)]
WRONG = person("p_HMS1", "Calder")
FORMS = {
    "a CDATA section": ("I saw <![CDATA[Mr. Calder]]> there.", None),
    "a comment": (WRONG.replace(">C", "><!-- <persName corresp='#p_X'> -->C"), '<persName corresp="#p_CP1"><!--'),
    "words in two tags": ("I saw Mr. Cut<hi>ler</hi> there.", None),
}


@pytest.mark.parametrize("name", FORMS)
def test_fixes_do_not_touch_what_is_no_markup(name: str) -> None:
    words, becomes = FORMS[name]
    edition = volume(*(document(n, words) for n, words in enumerate([*HABIT, words], 1)))
    fixes = [fix for _, each in audit([edition], FRUS) if each.code in ("A101", "A201") for fix in each.fixes]
    after = [edited(edition.source.text, fix.edits) for fix in fixes]
    assert [text.count(becomes) for text in after] == [1] if becomes else after == []
    assert all("<!-- <persName corresp='#p_X'> -->" in text for text in after)


def test_a_tag_has_the_prefix_of_the_others() -> None:
    plain = volume(*(document(n, words) for n, words in enumerate([*HABIT, "Later Mr. Calder left."], 1)))
    prefixed = re.sub(r"<(/?)(?=[A-Za-z])", r"<\1t:", plain.source.text).replace("xmlns=", "xmlns:t=")
    edition = Edition.decode(prefixed.encode(), "prefixed.xml")
    (found,) = [each for _, each in audit([edition], FRUS) if each.code == "A201"]
    after = edited(prefixed, found.fixes[0].edits)
    assert 'Mr. <t:persName corresp="#p_CP1">Calder</t:persName> left.</t:p>\n</t:div></t:body>' in after


def test_values_are_escaped() -> None:
    reading = next(iter(Volume.of([volume(document(1, HABIT[0]))], FRUS, Authority()).readings))
    (each,) = [each for each in reading.tagged if each.words == "Calder"]
    (edit,) = each.pointing("https://example.org/?a=1&b='2'")
    assert edit.replacement == "https://example.org/?a=1&amp;b=&apos;2&apos;"
