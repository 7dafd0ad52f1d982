"""Edits made on the characters of a text; what is outside of them stays as it is."""

from __future__ import annotations

from collections.abc import Iterable

from tei.core.diagnostic import Edit


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits of one Source that do not overlap; what is put in at one place stands in the order given."""
    pieces: list[str] = []
    last = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += (text[last : edit.span.start], edit.replacement)
        last = edit.span.end
    pieces.append(text[last:])
    return "".join(pieces)
