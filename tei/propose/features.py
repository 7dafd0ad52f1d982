"""What speaks for or against a word being part of a person's name, as the names of features that have a weight."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import TYPE_CHECKING

from tei.propose.words import common, sort

if TYPE_CHECKING:
    from tei.core.view import View
    from tei.propose.survey import Survey
    from tei.propose.words import Words

_EDGE = "\0"
_UNSEEN = -9.0
_FEW = 150
"""Among so many documents it says little that a name stands in one of them only."""


def places(view: View, words: Words) -> list[str]:
    """For every word the kind of the block it stands in; in notes, "note" and the note's type."""
    kinds: list[str] = []
    starts, count, i = words.starts, len(words.starts), 0
    for stretch in view.stretches:
        kind = f"note{stretch.note.type}" if stretch.note is not None else stretch.block.kind
        first = i
        while i < count and starts[i] <= stretch.end:
            i += 1
        kinds += [kind] * (i - first)
    return kinds


def local(words: Words, kinds: Sequence[str], small: frozenset[str], i: int) -> list[str]:
    """The features of a word by itself and by its neighbours; `small` has what the text writes in small letters."""
    texts = words.texts
    count = len(texts)
    word = texts[i]
    before = texts[i - 1] if i else _EDGE
    before2 = texts[i - 2] if i > 1 else _EDGE
    after = texts[i + 1] if i + 1 < count else _EDGE
    after2 = texts[i + 2] if i + 2 < count else _EDGE
    me, left, right, kind, lower = sort(word), sort(before), sort(after), kinds[i], word.lower()
    return [
        "w=" + word,
        "b=" + before,
        "a=" + after,
        f"s={left} {me} {right}",
        f"sb={sort(before2)} {left} {me}",
        f"sa={me} {right} {sort(after2)}",
        f"ka={kind} {me} {right}",
        f"kb={kind} {before} {me}",
        f"l={lower in small} {me}",
        f"mb={me} {before}",
        f"ma={me} {after}",
        f"e={lower in common()} {me}",
    ]


def evidence(words: Words, capitals: Sequence[int], scores: Sequence[float], survey: Survey) -> list[list[str]]:
    """The features of every word by what is known of it elsewhere: in the document and in all documents surveyed."""
    texts, touches = words.texts, words.touches
    best: dict[str, list[float]] = {}
    for i, score in zip(capitals, scores, strict=True):
        best.setdefault(texts[i], []).append(score)
    for each in best.values():
        each.sort(reverse=True)
    at = dict(zip(capitals, scores, strict=True))
    seen, documents = survey.seen, survey.documents
    scale = 0 if documents < 2 else 1 if documents < _FEW else 2
    nothing = (0, _UNSEEN)
    every: list[list[str]] = []
    for i, score in zip(capitals, scores, strict=True):
        word = texts[i]
        own = best[word]
        other = _UNSEEN if len(own) == 1 else own[1] if own[0] == score else own[0]
        left = at.get(i - 1) if touches(i) else None
        right = at.get(i + 1) if touches(i + 1) else None
        me, step, often, elsewhere = sort(word), _step(score), _often(len(own)), _step(other)
        before = "n" if left is None else _step(left)
        after = "n" if right is None else _step(right)
        found = [
            f"o={step}",
            f"om={step} {me}",
            f"lr={before} {after}",
            f"lb={before} {step}",
            f"rb={after} {step}",
            f"d={elsewhere} {step}",
            f"dc={often} {step}",
            f"dm={elsewhere} {me}",
        ]
        if scale:
            number, highest = seen.get(word, nothing)
            share = _step(2 * log2((number + 0.5) / (documents + 1))) if scale == 2 else _often(number)
            top = _step(highest)
            found += [
                f"c={scale} {share} {step}",
                f"x={scale} {top} {step}",
                f"cx={scale} {share} {top}",
                f"cm={scale} {_often(number)} {me}",
            ]
            if left is not None or right is not None:
                number, highest = seen.get(texts[i + 1] if right is not None else texts[i - 1], nothing)
                found.append(f"q={scale} {_often(number)} {_step(highest)} {step}")
        every.append(found)
    return every


def _step(value: float) -> int:
    return round(max(-6.0, min(6.0, value)))


def _often(number: int) -> int:
    return min(6, number.bit_length() - 1)
