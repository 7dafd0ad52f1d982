"""Which of several persons a name means: what stands beside it, what the text said before, who is more prominent."""

from __future__ import annotations

import re
from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

from tei.core.names import RANKS, vocabulary

if TYPE_CHECKING:
    from tei.annotate.mentions import Mention, Person

_OPENS = r"(?:^|; |, |thereafter |also |and )"
_TITLE = re.compile(r"((?:[A-Z][\w'-]*\.?,? |of |for |the |and )+)\Z")
_LAST = re.compile(r"(?:[A-Z][\w'-]*\.?,?|of|for|the|and) \Z")
_OFFICE = re.compile(r"([^()\0;:]{4,110}) \(\Z")
_MONTHS = ("January February March April May June July August September October November December").split()
_MONTH = rf"(?:(?P<month>{'|'.join(_MONTHS)}) )?(?:\d{{1,2}}, )?(?P<year>1[89]\d\d|20\d\d)"
_DATE = re.compile(rf"\b(?P<month>{'|'.join(_MONTHS)}) \d{{1,2}}, (?P<year>1[89]\d\d)\b")
_UNTIL = re.compile(rf"(?:\b(?:until|to|through) |-){_MONTH}")
_SINCE = re.compile(rf"\b(?:from|since|after|beginning) {_MONTH}")
_BEGINS = r"(?:^|; |thereafter,? )"
_NATION = r"(?:[A-Z][\w-]+ )?"
_PROMINENT = (
    (re.compile(r"(?<!Vice )(?<!Former )President of the United States|^President\b(?!['’])", re.IGNORECASE), 1.5),
    (re.compile(rf"{_BEGINS}Secretary of State\b"), 1.5),
    (re.compile(rf"{_BEGINS}(?:Vice President|{_NATION}Prime Minister|Secretary of )"), 0.7),
    (re.compile(rf"{_BEGINS}{_NATION}(?:Foreign Minister|Minister (?:of|for) Foreign|Under Secretary|Chairman)"), 0.5),
    (re.compile(rf"{_BEGINS}{_NATION}Premier"), 0.5),
    (re.compile(rf"{_BEGINS}(?:Assistant Secretary|Ambassador|Director of Central)"), 0.4),
    (re.compile(rf"{_BEGINS}.{{0,15}}Special Assistant"), 0.5),
    (re.compile(rf"{_BEGINS}Deputy Secretary"), 0.2),
)
_EVERYWHERE = vocabulary(
    """Acting Affairs Ambassador Assistant Bureau Chairman Chief Committee Department Deputy Director Division First
    Foreign From General Member Minister Office Officer President Representative Secretary Special Staff State States
    The Under United"""
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
    # The long pattern is slow where nothing fits it.
    if not _LAST.search(text, max(0, start - 20), start):
        return ""
    found = _TITLE.search(text, max(0, start - 60), start)
    return found.group(1).strip(" ,") if found else ""


def office_before(text: str, start: int) -> str:
    """What stands before a name in parentheses: "the Assistant Secretary of State for Far Eastern Affairs ("."""
    if not text.endswith(" (", 0, start):
        return ""
    found = _OFFICE.search(text, max(0, start - 120), start)
    return found.group(1) if found else ""


@lru_cache(maxsize=65536)
def prominence(note: str) -> float:
    """How much more than others the holder of an office is meant by a bare surname, from 0 to 1.5."""
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


def nearness(description: str, text: str, at: int) -> float:
    """How much of what a description names stands around a place of the text, from 0 to 1."""
    words = _content(description) - _EVERYWHERE
    if not words:
        return 0.0
    around = text[max(0, at - 300) : at + 300]
    return min(2, sum(word in around for word in words)) / 2


@lru_cache(maxsize=65536)
def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[A-Z][\w-]+", text) if w not in ("The", "From", "Memorandum", "Letter"))


@lru_cache(maxsize=65536)
def served(description: str, month: int) -> bool:
    """Whether one of the offices in a description can have been held in a month (12 * year + month)."""
    return any(
        (not (until := _UNTIL.search(part)) or month <= _month(until, 12) + 1)
        and (not (since := _SINCE.search(part)) or month >= _month(since, 1) - 1)
        for part in re.split(r"; |\band |[Tt]hereafter", description)
    )


def written(text: str) -> int:
    """The month in which a document was written, as 12 * year + month: that of the first date; 0 if there is none."""
    found = _DATE.search(text, 0, 4000)
    return _month(found, 1) if found else 0


def _month(found: re.Match[str], otherwise: int) -> int:
    name = found["month"]
    return 12 * int(found["year"]) + (_MONTHS.index(name) + 1 if name else otherwise)


_WEIGHTS = (1.9, 1.7, 0.8, -2.1, 1.2, 1.1, 1.6, 1.1, 0.8, -0.3, 1.0)
"""How much each piece of evidence counts: weights of a logistic model of which of several persons editors meant."""

_LEAD, _BARE = 0.1, 0.4
"""How much likelier than the next the likeliest person must be: after a title, and where the surname stands alone."""


def _score(evidence: tuple[float, ...]) -> float:
    return sum(weight * piece for weight, piece in zip(_WEIGHTS, evidence, strict=True))


def decided(ranked: list[tuple[Person, float]], text: str, mention: Mention) -> bool:
    """Whether the first of the persons a mention can mean is likelier than the next, a bare surname needing more."""
    if len(ranked) == 1:
        return True
    told = title_before(text, mention.start) or office_before(text, mention.start)
    return ranked[0][1] - ranked[1][1] > (_LEAD if told else _BARE)


class Memory:
    """What a document has said so far of the persons in it."""

    def __init__(self, mentions: list[Mention], text: str) -> None:
        self._text = text
        self._known: dict[int, int] = {}
        for mention in mentions:
            if len(mention.candidates) > 1:
                continue
            if mention.strong:
                self._known.setdefault(id(mention.candidates[0]), mention.start)
        self._last: dict[tuple[str, str], Person] = {}
        self._written = written(text)

    def known(self, person: Person) -> bool:
        """Whether the document names the person in full."""
        return id(person) in self._known

    def choose(self, mention: Mention) -> list[tuple[Person, float]]:
        """The persons whom a mention can mean, the likelier first, and the probability of each."""
        title, office = title_before(self._text, mention.start), office_before(self._text, mention.start)
        key = (mention.surname.upper(), title.rpartition(" ")[2])
        scores = [_score(self.evidence(mention, person, title, office, key)) for person in mention.candidates]
        highest = max(scores)
        weights = [exp(score - highest) for score in scores]
        total = sum(weights)
        ranked = sorted(zip(mention.candidates, (w / total for w in weights), strict=True), key=lambda pair: -pair[1])
        if decided(ranked, self._text, mention):
            self._last[key] = ranked[0][0]
        return ranked

    def evidence(
        self, mention: Mention, person: Person, title: str, office: str, key: tuple[str, str]
    ) -> tuple[float, ...]:
        """What speaks for a person, in the order of the weights."""
        fit = agreement(person.office, title) if title else 0.0
        at = self._known.get(id(person))
        return (
            prominence(person.entry.note),
            float(fit > 4),
            float(2 <= fit < 4),
            float(fit < 0),
            likeness(person.office, title) if " " in title else 0.0,
            likeness(person.office, office) if office else 0.0,
            float(at is not None and at < mention.start),
            float(at is not None and at > mention.start),
            float(self._last.get(key) is person),
            float(bool(self._written) and not served(person.office, self._written)),
            nearness(person.office, self._text, mention.start),
        )
