"""What holds of every page, whatever is on it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.core.diagnostic import Refused
from tei.core.document import Document
from tei.core.laws import nothing_lost, stable, text_kept
from tei.core.profile import Profile
from tei.core.source import Source
from tei.encode import encode
from tei.read import read
from tei.read.blocks import DEEPEST

PROFILES = [Profile.load(name) for name in Profile.names()]
SIGNS = (
    "\n|\n\n| |  |\t|\t\t|- |  • |• |* |1. |  1. |  2. |↩|↩\n|[Page 3]|[Page [4]] "
    "|[Page\n9]|[^1]|[^1]: |# |> |**|*|_|__|---"
    "|1|2|12|word1|Your 2012 and 269.3|Source: x|SUBJECT|Dulles|Dear Sir,|Yours,|P.S. x|[Enclosure]|Paris, May 3, 1956"
    "|38. Telegram From A to B1|501.BC/1–549: Telegram|\r\n|\r|\u2028|\x85|\xa0|‡|[2]|²"
    "|word. More words here.|Notes|____"
    "|(a) |  - |Attachment|Editorial Note|0|00|\ufe0f|‘|“|[Source: x]|[Here follow"
).split("|")
signs = st.one_of(st.sampled_from([*SIGNS, "|", "| "]), st.text(max_size=8))
pages = st.one_of(st.lists(signs, max_size=40).map("".join), st.text(max_size=200))
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@pytest.mark.parametrize(
    "text", ["__word1__", "__[Page 3]__", "A **word [Page 3]** b", "__word one1__ more", "_a_ **[Page 3]** b"]
)
def test_emphasis_is_of_text(text: str) -> None:
    document = read(Source("a.txt", text), PROFILES[0])
    assert nothing_lost(document) == []
    assert text_kept(document, encode(document, PROFILES[0])) == []


def test_reasons_are_told() -> None:
    with pytest.raises(Refused, match="no layout fits"):
        read(Source("a.txt", "[Page 81]"), PROFILES[0])


def trimmed(document: Document) -> bool:
    blocks = [*document.walk(), *(block for note in document.notes for outer in note.blocks for block in outer.walk())]
    texts = [document.text_of(block) for block in blocks]
    return all(text == text.strip() for text in texts)


@given(pages, st.sampled_from(PROFILES))
def test_the_laws_hold_for_every_page(text: str, profile: Profile) -> None:
    text = _FORBIDDEN.sub("", text)
    try:
        document = read(Source("a.txt", text), profile)
    except Refused:
        assert not re.sub(r"\[(Page|p\.)\s+\[?[\w–-]+\]?\]", "", text).strip()
        return
    assert nothing_lost(document) == []
    assert trimmed(document)
    edition = encode(document, profile)
    assert text_kept(document, edition) == []
    assert stable(edition) == []


@pytest.mark.parametrize("text", ["[Page 81]\n", " \n", "[Page 81] [Page 82]"])
def test_a_page_without_text_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read(Source("a.txt", text), PROFILES[0])
    (found,) = refused.value.diagnostics
    assert found.code == "T205"
    assert "wrapped: there is no line of text" in found.message
    assert "spaced: no blank line" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "- [Page\n9]\t0",  # a page mark broken between two lines, the second of them a row
        "↩[Page\n9]↩",  # one that leaves a note without text
        "12. Memorandum\n\n[Page 3] [Page 4] Words [Page 5]\n\n\tx[Page\n6]\n",
    ],
)
def test_the_law_held_once_it_did_not(text: str) -> None:
    assert nothing_lost(read(Source("a.txt", text), PROFILES[0])) == []


def test_long_pages_take_no_longer_than_they_are() -> None:
    spaces = " " * 200_000
    for text in (
        f"a{spaces}b",
        f"a\n{spaces}\nb",
        "1 " * 50_000,
        "| " * 50_000 + "|",
        "*" * 100_000,
        "\t" * 100_000 + "x",
    ):
        document = read(Source("a.txt", text), PROFILES[0])
        assert nothing_lost(document) == []


def _called(count: int) -> str:
    calls = "\n\n".join(f"Para {n} with a call.{n} And more." for n in range(1, count))
    notes = "\n".join(f"  {n}. Note number {n}, see Document {n}." for n in range(1, count))
    return f"38. Memorandum\n\n{calls}\n\n{notes}\n"


def _uncalled(count: int) -> str:
    notes = "\n".join(f"{n}. Note number {n}, see Document {n}." for n in range(1, count))
    return "38. Memorandum\n\n" + "More words are here to be read.\n\n" * 2 * count + f"Notes\n{notes}\n"


LONG = {
    "signs of emphasis without an end": "38. Memorandum\n\n" + " __a" * 20_000,
    "called notes": _called(1000),
    "notes called by signs": _called(1000).replace("call.", "call.*"),
    "notes without a call": _uncalled(1000),
    "lines that say what is enclosed": "Letter\n\nDear Sir,\nThank you.\nJohn Smith\n" + "Enclosure\n" * 2000,
    "signatures above enclosures": "Letter\n\n" + "Words of a text.\nJohn Smith\n[Enclosure]\n" * 10_000,
    "datelines of dashes": f"38. Memorandum\n\nParis, May 3, 1956{'-' * 60}a:b\n\nThank you.\n" * 40,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_texts_of_one_kind_are_read(text: str) -> None:
    profile = Profile.load("letters" if text.startswith("Letter") else "frus")
    document = read(Source("a.txt", text), profile)
    assert nothing_lost(document) == []


def test_lists_in_lists_end_somewhere() -> None:
    text = "38. Memorandum\n\n" + "\n".join(f"{' ' * 2 * i}- item {i}" for i in range(600))
    document = read(Source("a.txt", text), PROFILES[0])
    assert nothing_lost(document) == []
    assert sum(block.kind == "list" for block in document.walk()) == DEEPEST
    assert sum(block.kind == "item" for block in document.walk()) == 600
    assert text_kept(document, encode(document, PROFILES[0])) == []
