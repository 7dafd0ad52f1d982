"""The three laws, over generated documents, and each breach of them seen."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import raw_texts

from tei.annotate import annotate
from tei.core.authority import Authority, Entry
from tei.core.diagnostic import Refused
from tei.core.document import Document, Dropped
from tei.core.laws import nothing_lost, stable, text_kept
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.encode import encode
from tei.read import read

AUTHORITY = Authority(
    (
        Entry("p_AJM1", "person", "Allison, John M.", note="Ambassador to Japan"),
        Entry("p_DJF1", "person", "Dulles, John Foster", note="Secretary of State"),
        Entry("t_TY1", "term", "treaty", note="an agreement"),
    )
)
PROFILES = [Profile.load(name) for name in Profile.names()]


def document(text: str, profile: Profile) -> Document:
    return annotate(read(Source.decode(text.encode(), "d1.txt"), profile), profile, AUTHORITY)


@given(raw_texts(), st.sampled_from(PROFILES))
def test_nothing_is_lost(text: str, profile: Profile) -> None:
    assert nothing_lost(document(text, profile)) == []


@given(raw_texts(), st.sampled_from(PROFILES))
def test_the_text_is_kept(text: str, profile: Profile) -> None:
    read_ = document(text, profile)
    assert text_kept(read_, encode(read_, profile, AUTHORITY)) == []


@given(raw_texts(), st.sampled_from(PROFILES))
def test_the_encoding_is_stable(text: str, profile: Profile) -> None:
    edition = encode(document(text, profile), profile, AUTHORITY)
    assert stable(edition) == []
    assert encode(document(text, profile), profile, AUTHORITY) == edition
    assert len(edition.origins) == len(list(edition.elements())) == len(edition.positions)


@given(st.text(max_size=300), st.sampled_from(PROFILES))
def test_the_laws_hold_for_any_text(text: str, profile: Profile) -> None:
    try:
        read_ = document(text, profile)
    except (Refused, UnicodeEncodeError):
        return
    edition = encode(read_, profile, AUTHORITY)
    assert [*nothing_lost(read_), *text_kept(read_, edition), *stable(edition)] == []


@pytest.fixture
def sample(seeds: Path) -> Document:
    profile = Profile.load("frus")
    return read(Source.load(seeds / "004_13cc1198e4dd46ea.txt"), profile)


def test_lost_characters_are_seen(sample: Document) -> None:
    (lost,) = nothing_lost(replace(sample, blocks=sample.blocks[1:]))
    assert lost.code == "T901"
    assert "these characters are lost: “38. Telegram From" in lost.message
    assert str(lost.labels[0]).endswith("004_13cc1198e4dd46ea.txt:1:1")
    (end,) = nothing_lost(replace(sample, notes=sample.notes[:-1], marks=(), dropped=(*sample.dropped, _call(sample))))[
        -1:
    ]
    assert "In telegram 300" in end.message


def _call(sample: Document) -> Dropped:
    call = sample.notes[-1].call
    assert call is not None
    return Dropped(call, "a call")


def test_characters_used_twice_are_seen(sample: Document) -> None:
    twice, *_ = nothing_lost(replace(sample, dropped=(*sample.dropped, Dropped(Span(4, 12), "again"))))
    assert "these characters are used twice: “Telegram”" in twice.message


def test_changed_text_is_seen(sample: Document) -> None:
    edition = encode(sample, Profile.load("frus"))
    for change in ("Eyes only", "Diet had adjourned"):
        other = replace(edition, source=Source("d38.xml", edition.source.text.replace(change, change.upper())))
        (found,) = text_kept(sample, other)
        assert found.code == "T902"
        assert change[1:4] in found.message
    fewer = replace(sample, notes=sample.notes[:-1])
    (found,) = text_kept(fewer, edition)
    assert "the text has 3 notes, its encoding 4" in found.message


def test_a_moved_note_is_seen(sample: Document) -> None:
    edition = encode(sample, Profile.load("frus"))
    note = re.search('<note n="4".*?</note>', edition.source.text, re.DOTALL)
    assert note
    text = edition.source.text.replace(note[0], "").replace("<p>Meanwhile", f"<p>{note[0]}Meanwhile")
    (found,) = text_kept(sample, replace(edition, source=Source("d38.xml", text)))
    assert "<note n='4'> does not stand where it should" in found.message


def test_dropped_words_are_seen(sample: Document) -> None:
    block = sample.blocks[1]
    rest = tuple(b for b in sample.blocks if b is not block)
    dropped = tuple(Dropped(span, "no reason") for span in block.spans)
    found = nothing_lost(replace(sample, blocks=rest, dropped=dropped))
    assert {d.message.partition(":")[0] for d in found} == {"these characters are dropped"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<body>\n      <div", "<body>\n      <div"),
        ("</head>\n", "</head>EXTRA\n"),
        ('<pb n="81" xml:id="pg_81"/>', ""),
        ('<pb n="81" xml:id="pg_81"/>', '<pb n="82" xml:id="pg_81"/>'),
        ('<note n="2" xml:id="d38fn2">', "<note>"),
        ("treaty to replace it.</p>\n        <p>", "treaty to replace it."),
        ("<p>Meanwhile", "<p>Mean<hi>w</hi>hile"),
        ("<signed>Dulles</signed>", "<p>Dulles</p>"),
    ],
)
def test_what_is_moved_or_merged_is_seen(sample: Document, old: str, new: str) -> None:
    edition = encode(sample, Profile.load("frus"))
    assert re.search(old, edition.source.text, re.DOTALL)
    text = re.sub(old, new, edition.source.text, count=1, flags=re.DOTALL)
    found = text_kept(sample, replace(edition, source=Source("d38.xml", text)))
    assert [d.code for d in found] == ([] if old == new else ["T902"])


def test_unstable_writing_is_seen(sample: Document) -> None:
    edition = encode(sample, Profile.load("frus"))
    other = replace(edition, source=Source("d38.xml", edition.source.text.replace('n="38"', "n='38'")))
    (found,) = stable(other)
    assert found.code == "T903"
    assert (
        found.labels[0]
        .source.line(found.labels[0].source.position(found.labels[0].span.start)[0])
        .strip()
        .startswith("<div")
    )
