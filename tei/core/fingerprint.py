"""What a finding is known by in a later run, when the lines around it have moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from tei.core.diagnostic import Diagnostic, Label
from tei.core.files import relative

_AROUND = 80
"""So many characters of its line on either side tell a place from others; lines of XML can be very long."""

_INSIDE = 400
"""So many characters of the place itself are looked at."""


def fingerprints(diagnostics: Iterable[Diagnostic], named: Callable[[str], str] = relative) -> Iterator[str]:
    """For each diagnostic 32 hexadecimal digits, made of its code, its rule, its file and the text at its place.

    White space, numbers of lines and the words of the message do not count. Findings that are alike in all of this are
    told apart by their order, so give those of a file, or of a whole run, together. `named` gives the
    name that a file has in this, by default its path from the current folder.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for diagnostic in diagnostics:
        known = (diagnostic.code, diagnostic.rule, *_place(diagnostic, named))
        seen[known] += 1
        yield sha256("\0".join((*known, str(seen[known]))).encode("utf-8", "replace")).hexdigest()[:32]


def _place(diagnostic: Diagnostic, named: Callable[[str], str]) -> tuple[str, str]:
    if not diagnostic.labels:
        return "", diagnostic.message
    label = diagnostic.labels[0]
    return named(label.source.name), " ".join(_text(label).split())


def _text(label: Label) -> str:
    text, start = label.source.text, label.span.start
    end = min(max(label.span.end, start), start + _INSIDE)
    # The line breaks nearest to the place bound what is looked at, if they are near enough.
    before = text[max(start - _AROUND, 0) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    return before + text[start:end] + after
