"""Marks stand beside the tags that diagnostics concern, and change nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from fragments import whole
from volumes import document, person, written

from tei.core.diagnostic import Diagnostic, Label
from tei.core.edition import TAG, Edition
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.render import fragment
from tei.serve.marks import marked, numbers, renumbered, unmarked
from tei.site.parts import divide

PROFILE = Profile.load("frus")
SAMPLES = sorted((Path(__file__).parent.parent / "render" / "samples").glob("*.xml"))
VOLUME = written(document(1, f"Seen by {person('p_HMS1', 'Haverford')}.", "More.<pb n='2'/>") + document(2, "Nothing."))
LINK = re.compile(r'<a class="diagnostic"[^>]*>\d+</a>')


def said(edition: Edition, *offsets: int, source: Source | None = None) -> list[Diagnostic]:
    label = source or edition.source
    return [Diagnostic("T301", "error", "wrong", (Label(label, Span(at, at + 1)),)) for at in offsets]


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("<p>A word</p>", "<p>", "<p>#A word</p>"),
        ('<p n="1>2">A word</p>', "1>2", '<p n="1>2">#A word</p>'),
        ("<p>A word</p>", "word", "<p>#A word</p>"),
        ("<p>A <hi>b</hi> word</p>", "word", "<p>A <hi>b</hi>#word</p>"),
        ("<p>A <hi>b</hi> word</p>", "</hi>", "<p>A <hi>b#</hi> word</p>"),
        ("<p>A<lb/>word</p>", "<lb/>", "<p>A#<lb/>word</p>"),
        ("<p>A<!--no-->word</p>", "no", "<p>A#<!--no-->word</p>"),
        ("<p>A<![CDATA[<x>]]>word</p>", "<x>", "<p>A#<![CDATA[<x>]]>word</p>"),
    ],
)
def test_a_mark_stands_between_tags_and_text(text: str, at: str, wanted: str) -> None:
    edition = Edition(Source("d1.xml", whole(text)))
    start = edition.source.text.index(text)
    found = marked(edition, said(edition, start + text.index(at)))
    before, _, after = found.source.text.partition("<?tei-diagnostic 1?>")
    assert (
        (before + "#" + after)[start:].replace(" #", "#").startswith(wanted.replace(" #", "#").partition("#")[0] + "#")
    )
    assert before + after == edition.source.text


def test_what_is_not_in_the_text_has_no_mark() -> None:
    edition = Edition(Source("d1.xml", whole("<p>A word</p>")))
    text = edition.source.text
    other = Source("other.xml", "<a/>")
    nowhere = [Diagnostic("P101", "error", "without a place")]
    header = said(edition, text.index("<titleStmt"), len(text) - 1)
    assert marked(edition, [*nowhere, *header, *said(edition, 0, source=other)]) is edition
    included = Edition(
        replace(edition.source, text=text.replace("<p>", '<p xmlns:xi="http://www.w3.org/2001/XInclude">'))
    )
    assert marked(included, said(included, text.index("A word"))) is included


def test_what_is_said_of_a_raw_text_stands_at_the_element_made_of_it() -> None:
    raw = Source("1.txt", "Head\n\nFirst.\n\nSecond.\n")
    text = whole("<p>Second.</p>")
    edition = Edition(Source("d1.xml", text), raw)
    spans = [Span(14, 21) if element.tag.endswith("}p") else None for element in edition.elements()]
    edition = replace(edition, origins=tuple(spans))
    assert "<p><?tei-diagnostic 1?>Second." in marked(edition, said(edition, 15, source=raw)).source.text
    assert marked(edition, said(edition, 1, source=raw)) is edition


def test_marks_are_numbered_anew() -> None:
    text = "<p><?tei-diagnostic 7?>a<?tei-diagnostic 3?></p>"
    assert numbers(text) == [7, 3]
    assert renumbered(text, [7, 3]) == "<p><?tei-diagnostic 1?>a<?tei-diagnostic 2?></p>"
    assert unmarked(text) == "<p>a</p>"


def crowded(edition: Edition) -> Edition:
    """The edition with a mark at every tag."""
    return marked(edition, said(edition, *(tag.start() for tag in TAG.finditer(edition.source.text))))


EDITIONS = [*(Edition.load(str(path)) for path in SAMPLES), Edition(Source("volume.xml", VOLUME))]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: Path(edition.source.name).stem)
def test_the_text_without_its_marks_is_as_it_was(edition: Edition) -> None:
    found = crowded(edition)
    assert len(numbers(found.source.text)) > 5
    assert unmarked(found.source.text) == edition.source.text
    before, after = divide(edition, PROFILE), divide(found, PROFILE)
    assert [part.name for part in after] == [part.name for part in before]
    for part, with_marks in zip(before, after, strict=True):
        if "standOff" not in part.edition.source.text:
            assert unmarked(with_marks.edition.source.text) == part.edition.source.text


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: Path(edition.source.name).stem)
def test_a_page_without_its_marks_is_the_built_one(edition: Edition) -> None:
    for part in divide(edition, PROFILE):
        plain = fragment(part.edition, PROFILE)
        seen = fragment(crowded(part.edition), PROFILE)
        assert LINK.search(seen)
        assert LINK.sub("", seen) == plain
