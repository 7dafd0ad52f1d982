"""Names of persons that no list has, found by what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import TYPE_CHECKING

from tei.core.document import Mark
from tei.core.names import SUFFIXES, vocabulary
from tei.propose.model import scores, sheet
from tei.propose.survey import RESP, glance, survey
from tei.propose.words import sort

if TYPE_CHECKING:
    from tei.annotate import Context
    from tei.core.diagnostic import Diagnostic
    from tei.core.view import View
    from tei.propose.words import Words

_SURE = 0.3
"""From so much on a word is part of a name, as a logarithm of odds."""
_SURE_AMONG_FEW = 0.0
_FEW = 40
"""Of so few documents too little is known that names of persons of no account could be told from others."""
_FOLLOWS = -1.0
"""Beside a word of a name so much is enough."""

_INITIALS = frozenset({"initial", "initials"})
_BEFORE_SURNAMES = _INITIALS | {"forenames"}
_NAMED_AFTER = vocabulary("Foundation Institute Library University")
_TITLES = vocabulary(
    """Adm. Admiral Amb. Amb Ambassador Brig. Brigadier Capt. Captain Colonel Col. Congressman Deputy DepFonMin FonMin
    Gen. Gen General Governor Gov. Herr Lieutenant Lt. Madame Maj. Major Mayor Messrs. Minister Miss Mr Mr. Mrs. Ms.
    PriMin President Premier Rep. Representative Secretary Sen. Senator"""
)
"""What stands before names and not in them."""

_HIGHEST = 0.8
"""No name found without a list is surer: the editors leave many names unmarked."""


def names(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The names that a text has, whoever bears them; nothing where a list says who is meant and no more is wanted."""
    if context.survey is None and context.authority.persons:
        return
    first = sheet(view)
    if not first.capitals:
        return
    known = context.survey or survey([glance(first)])
    sure = _SURE if known.documents >= _FEW else _SURE_AMONG_FEW
    for start, end, odds in spans(first.words, first.capitals, scores(first, known), sure):
        yield Mark("persName", view.span(start, end), {}, RESP, min(_HIGHEST, 1 / (1 + exp(-odds))))


def spans(
    words: Words, capitals: Sequence[int], odds: Sequence[float], sure: float = _SURE
) -> Iterator[tuple[int, int, float]]:
    """The names among the words: start and end in the text, and the highest score of a word in it."""
    at = dict(zip(capitals, odds, strict=True))
    inside = _inside(words, capitals, at, sure)
    texts = words.texts
    run: list[int] = []
    for i in [*(i for i in capitals if i in inside), len(texts)]:
        if run and i == run[-1] + 1 and words.touches(i):
            run.append(i)
            continue
        while len(run) > 1 and texts[run[0]] in _TITLES:
            del run[0]
        if run and not (words.touches(run[-1] + 1) and texts[run[-1] + 1] in _NAMED_AFTER):
            last = _with_suffix(words, run[-1])
            if texts[run[0]] not in _TITLES | SUFFIXES:
                yield words.starts[run[0]], words.ends[last], max(at[each] for each in run)
        run = [i]


def _inside(words: Words, capitals: Sequence[int], at: Mapping[int, float], sure: float) -> set[int]:
    """The words that are part of a name: by themselves, or because they stand beside such a one."""
    texts, touches = words.texts, words.touches
    inside = {i for i in capitals if at[i] > sure}
    for i in reversed(capitals):
        if i + 1 in inside and touches(i + 1) and (at[i] > _FOLLOWS or _leads(texts[i])):
            inside.add(i)
    for i in capitals:
        if i - 1 in inside and touches(i):
            before = sort(texts[i - 1])
            continued = before in _INITIALS and (texts[i - 1] != "M." or i - 2 in inside)
            if at[i] > _FOLLOWS or continued or (before == "forenames" and sort(texts[i]) in _INITIALS):
                inside.add(i)
    return inside


def _leads(word: str) -> bool:
    # "M." may be Monsieur.
    return word != "M." and sort(word) in _BEFORE_SURNAMES


def _with_suffix(words: Words, last: int) -> int:
    """The index of the last word of a name that ends here, "Jr." included."""
    texts = words.texts
    for after in (last + 1, last + 2):
        if after < len(texts) and texts[after] in SUFFIXES and texts[after][0].isupper():
            return after if after == last + 1 or texts[last + 1] == "," else last
    return last
