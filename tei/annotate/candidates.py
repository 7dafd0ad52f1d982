"""Which of several persons a name means: what stands beside it, what the text said before, who is more prominent."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from tei.core.names import RANKS, vocabulary

if TYPE_CHECKING:
    from tei.annotate.mentions import Mention, Person

MARGIN = 0.15
"""How much better than the next a candidate must be."""

_OPENS = r"(?:^|; |, |thereafter |also |and )"
_TITLE = re.compile(r"((?:[A-Z][\w'-]*\.?,? |of |for |the |and )+)\Z")
_OFFICE = re.compile(r"([^()\0;:]{4,110}) \(\Z")
_BEGINS = r"(?:^|; |thereafter,? )"
_PROMINENT = (
    (re.compile(r"(?<!Vice )(?<!Former )President of the United States|^President\b", re.IGNORECASE), 1.0),
    (re.compile(_BEGINS + r"Secretary of State\b"), 0.9),
    (re.compile(_BEGINS + r"(?:Vice President|Prime Minister|Secretary of |Director of Central Intelligence)"), 0.7),
    (re.compile(_BEGINS + r"(?:\w+ )?(?:Foreign Minister|Under Secretary|Chairman|Premier)"), 0.5),
    (re.compile(_BEGINS + r"(?:Assistant Secretary|Ambassador|.{0,10}Special Assistant)"), 0.4),
)
_ABBREVIATED = dict(
    pair.split(":")
    for pair in vocabulary(
        """Gen.:General Gen:General Generals:General Amb.:Ambassador Amb:Ambassador Ambassadors:Ambassador Sen.:Senator
        Senators:Senator Sec.:Secretary Secy:Secretary Secretaries:Secretary Adm.:Admiral Rep.:Representative
        Congressman:Representative Col.:Colonel Gov.:Governor FonMin:Minister PriMin:Minister"""
    )
)


def title_before(text: str, start: int) -> str:
    """The words of rank or office right before a name, "" if there are none."""
    found = _TITLE.search(text, max(0, start - 60), start)
    return found.group(1).strip(" ,") if found else ""


def office_before(text: str, start: int) -> str:
    """What stands before a name in parentheses: "the Assistant Secretary of State for Far Eastern Affairs ("."""
    found = _OFFICE.search(text, max(0, start - 120), start)
    return found.group(1) if found else ""


@lru_cache(maxsize=65536)
def prominence(note: str) -> float:
    """How likely a bare surname means the holder of this office, from 0 to 1."""
    return max((weight for pattern, weight in _PROMINENT if pattern.search(note)), default=0.0)


@lru_cache(maxsize=65536)
def agreement(description: str, title: str) -> float:
    """How well a title fits a description, from -1 to 4.5."""
    full = [_ABBREVIATED.get(word, word) for word in title.split()]
    ranks = [word for word in full if word[0].isupper()]
    if not ranks:
        return 0.0
    last = ranks[-1]
    if last in ("Mr.", "Messrs.", "MR."):
        return -0.5 if re.search(r"\b(?:General|Admiral|Colonel|Sir|Lord)\b", description[:40]) else 0.0
    part = rf"\b{re.escape(last)}\b"
    named = re.search(part, description)
    if last not in RANKS and not named:
        return 0.0
    nation = r"(?:Acting |U\.S\. |[A-Z]\w+(?:ish|ese|an|ch|iet) )?"
    if re.search(rf"{_OPENS}{nation}{re.escape(' '.join(full))}\b", description):
        return 4.5
    if re.search(rf"{_OPENS}(?:\w+ ){{0,2}}{part}(?! of the President)", description):
        return 2.0
    return 0.3 if named else -1.0


@lru_cache(maxsize=65536)
def likeness(description: str, office: str) -> float:
    """How many of the words of an office a part of the description has, from 0 to 1."""
    wanted = _content(office)
    if not wanted:
        return 0.0
    return max(len(wanted & _content(part)) for part in description.split(";")) / len(wanted)


@lru_cache(maxsize=65536)
def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[A-Z][\w-]+", text) if w not in ("The", "From", "Memorandum", "Letter"))


class Memory:
    """What a document has said so far of the persons in it."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._known: dict[int, int] = {}
        for mention in mentions:
            if mention.strong and len(mention.candidates) == 1:
                self._known.setdefault(id(mention.candidates[0]), mention.start)
        self._last: dict[tuple[str, str], Person] = {}

    def known(self, person: Person) -> bool:
        """Whether the document names the person in full."""
        return id(person) in self._known

    def choose(self, text: str, mention: Mention) -> tuple[Person | None, float]:
        """The person meant, None if that cannot be decided, and how sure that is, from 0 to 1."""
        title, office = title_before(text, mention.start), office_before(text, mention.start)
        key = (mention.surname.upper(), title.rpartition(" ")[2])
        last = self._last.get(key)
        scored = sorted(
            ((self._score(mention, person, title, office, last), -i) for i, person in enumerate(mention.candidates)),
            reverse=True,
        )
        lead = scored[0][0] - scored[1][0]
        if lead < MARGIN:
            return None, 0.5
        best = mention.candidates[-scored[0][1]]
        self._last[key] = best
        return best, min(0.95, 0.5 + lead / 6)

    def _score(self, mention: Mention, person: Person, title: str, office: str, last: Person | None) -> float:
        score = prominence(person.entry.note)
        if title:
            score += agreement(person.office, title)
        if office:
            score += 4 * likeness(person.office, office)
        if (at := self._known.get(id(person))) is not None:
            score += 2.0 if at < mention.start else 1.0
        return score + (1.5 if last is person else 0.0)
