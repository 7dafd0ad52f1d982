from __future__ import annotations

import pytest
from scoring import comparison

from tei.score.difference import differences, value
from tei.score.standoff import Annotation, Standoff

CASES = {
    "missing": ("<p>Alder</p>", "<p><hi>Alder</hi></p>", [("missing", "hi", "Alder", None)]),
    "extra": ("<p><hi>Alder</hi></p>", "<p>Alder</p>", [("extra", "hi", None, "Alder")]),
    "another value": (
        '<p><persName corresp="#p_A">Alder</persName></p>',
        '<p><persName corresp="#p_B">Alder</persName></p>',
        [("value", "persName+corresp", "Alder [#p_B]", "Alder [#p_A]")],
    ),
    "a link that is missing": (
        "<p><persName>Alder</persName></p>",
        '<p><persName corresp="#p_B">Alder</persName></p>',
        [("missing", "persName+corresp", "Alder [#p_B]", "Alder")],
    ),
    "a link on a name that gold leaves without one": (
        '<p><persName corresp="#p_A">Alder</persName></p>',
        "<p><persName>Alder</persName></p>",
        [],
    ),
    "a page's number": (
        '<p>One <pb n="8"/> two.</p>',
        '<p>One <pb n="9"/> two.</p>',
        [("value", "pb", "[9]", "[8]")],
    ),
    "a note's number": (
        '<p>One.<note n="3">A remark.</note></p>',
        '<p>One.<note n="2">A remark.</note></p>',
        [("value", "note+n", "A remark. [2]", "A remark. [3]")],
    ),
    "an anchor": (
        '<p>One.<note n="1">A remark.</note> Two.</p>',
        '<p>One. Two.<note n="1">A remark.</note></p>',
        [("missing", "anchor", "[1]", None), ("extra", "anchor", None, "[1]")],
    ),
    "two of one place, of which one is right": (
        '<p><hi rend="a"><hi rend="b">Alder</hi></hi></p>',
        '<p><hi rend="b">Alder</hi></p>',
        [("extra", "hi", None, "Alder [a]")],
    ),
    "characters": (
        "<p>One, two.</p>",
        "<p>One two, yes.</p>",
        [("extra", "text", None, ","), ("missing", "text", ", yes", None)],
    ),
    "characters at the ends": (
        "<p>One!</p>",
        "<p>So One</p>",
        [("extra", "text", None, "!"), ("missing", "text", "So", None)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_differs(name: str) -> None:
    given, gold, expected = CASES[name]
    both = comparison(given, gold)

    def shown(side: Standoff, category: str, annotation: Annotation | None) -> str | None:
        if annotation is None:
            return None
        words = side.texts[annotation.text].excerpt(annotation.start, annotation.end)
        said = value(side, category, annotation)
        return " ".join(filter(None, (words, f"[{said}]" if said else "")))

    found = [
        (
            each.kind,
            each.category,
            shown(both.gold, each.category, each.gold),
            shown(both.given, each.category, each.given),
        )
        for each in differences(both)
    ]
    assert found == expected


def test_what_the_raw_text_has_not_got_is_no_difference() -> None:
    lost = "<dateline>Rome, the first of May, 1961, in the morning of that day</dateline>"
    raw = "The Minister called on the Secretary in the morning."
    assert differences(comparison(f"<p>{raw}</p>", f"{lost}<p>{raw}</p>", raw)) == []
    assert differences(comparison("<p>Else.</p>", lost, raw)) != []


def test_the_differences_are_as_many_as_the_faults() -> None:
    from accuracy import encoded
    from gold import Volume

    for scored in encoded(Volume.small(), "all").documents:
        found = [each.category for each in differences(scored.comparison())]
        for category in ("p", "head", "persName", "gloss", "ref"):
            assert found.count(category) == scored.counts[category].wrong
