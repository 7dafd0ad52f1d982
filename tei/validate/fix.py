"""Fixes made in the characters of a file, until there are none left to make; all else in it stays as it is."""

from __future__ import annotations

import os
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from itertools import pairwise
from pathlib import Path

from tei.core.diagnostic import Diagnostic, Edit, Fix, Refused
from tei.core.edits import edited
from tei.core.files import write
from tei.core.source import Source, Span
from tei.validate.sound import broken
from tei.validate.written import Written

ROUNDS = 20
"""So many times a file is checked anew for what can be fixed in it."""

Check = Callable[[bytes], Iterable[Diagnostic]]
"""Gives what may be fixed in a file of these bytes."""


@dataclass(frozen=True)
class Fixed:
    """What came of fixing one file: its bytes now, and how many fixes of which code were made."""

    data: bytes = field(repr=False)
    made: Mapping[str, int] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why the file was left as it is, if it was although there are fixes (P601, P602)."""
    waiting: int = 0
    """How many findings are left that only fixes mend which are not safe."""


def fix(name: str, data: bytes, check: Check, *, unsafe: bool = False) -> Fixed:
    """The file after the safe fixes of what the check finds in it, and with `unsafe` after all.

    In each round those are made whose edits lie in this file and do not overlap those of an earlier one, and the
    result is checked anew. A file to which it comes back keeps the state that it came back to. Before anything is
    given back, it is proved that it is well-formed if the file was, and that safe fixes have left the text as it was.
    """
    try:
        before = Written.of(data, name)
    except Refused:
        # The check tells what is wrong with it.
        return Fixed(data)
    if before.encoded(before.text) != data:
        message = f"{name} cannot be written back in {before.encoding} as it is; nothing in it was fixed"
        return Fixed(data, {}, (Diagnostic("P602", "error", message, help="save it as UTF-8, then fix it"),))
    now, made = data, Counter[str]()
    seen = {sha256(data).digest(): made}
    for _ in range(ROUNDS):
        written = Written.of(now, name)
        codes, edits, waiting = _round(check(now), written, unsafe=unsafe)
        now = written.encoded(edited(written.text, edits))
        made = made + codes
        if (state := sha256(now).digest()) in seen:
            if now != data and (fault := broken(before, Written.of(now, name), unsafe=unsafe)):
                return _faulty(data, f"the fixes of {name} would {fault}")
            return Fixed(now, seen[state], (), waiting)
        seen[state] = made
    return _faulty(data, f"the fixes of {name} come to no end")


def _faulty(data: bytes, message: str) -> Fixed:
    help = "this is a fault of tei: please report it, with the file"
    return Fixed(data, {}, (Diagnostic("P601", "error", f"{message}; it was left as it is", help=help),))


def _round(found: Iterable[Diagnostic], written: Written, *, unsafe: bool) -> tuple[Counter[str], list[Edit], int]:
    """The fixes that can be made together, by code, their edits as they are written, and how many more are unsafe."""
    codes = Counter[str]()
    edits: list[Edit] = []
    waiting = 0
    source = Source(written.name, written.text)
    taken: list[Span] = []
    for diagnostic in found:
        for each in sorted(diagnostic.fixes, key=lambda each: not each.safe):
            if not (changes := _changes(each, written)):
                continue
            if not ((each.safe and diagnostic.is_fix_certain) or unsafe):
                waiting += 1
            elif not any(_overlaps(span, taken) for span, _ in changes):
                codes[diagnostic.code] += 1
                edits += (Edit(source, span, replacement) for span, replacement in changes)
                for span, _ in changes:
                    insort(taken, span)
            break
    return codes, edits, waiting


def _changes(fix: Fix, written: Written) -> list[tuple[Span, str]]:
    """The edits of one fix as they are written; none if they are not all in this file, or overlap each other."""
    changes: list[tuple[Span, str]] = []
    for edit in fix.edits:
        span = written.span(edit.source, edit.span)
        if span is None:
            return []
        changes.append((span, edit.replacement))
    spans = sorted(span for span, _ in changes)
    return [] if any(one.end > other.start for one, other in pairwise(spans)) else changes


def _overlaps(span: Span, taken: list[Span]) -> bool:
    """Whether a span overlaps one of others; what is put in at the edge of another change has its order, too."""
    at = bisect_left(taken, span)
    for other in taken[max(at - 1, 0) : at + 1]:
        if span.start < other.end and other.start < span.end:
            return True
        if not (len(span) and len(other)) and span.start <= other.end and other.start <= span.end:
            return True
    return False


def save(path: Path, before: bytes, after: bytes) -> tuple[Diagnostic, ...]:
    """Write a fixed file, unless somebody else has written it in the meantime (P602). Raises Refused (P108)."""
    whole = Path(os.path.realpath(path))
    if whole.read_bytes() != before:
        message = f"{path} was changed by somebody else while it was checked; nothing in it was fixed"
        return (Diagnostic("P602", "error", message, help="run the command again"),)
    write(whole, after)
    return ()


def difference(name: str, before: bytes, after: bytes) -> str:
    """What fixing has changed, as a unified diff; "" if nothing."""
    from difflib import unified_diff

    old, new = (list(StringIO(Written.of(data, name).text)) for data in (before, after))
    return "".join(_ended(unified_diff(old, new, name, name)))


def _ended(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
