"""A document as a few lines of text, so that a case can say what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei.core.document import Block, Document
from tei.core.laws import nothing_lost
from tei.core.profile import Profile
from tei.core.source import Source
from tei.read import read


def reads(text: str, profile: str = "frus", name: str = "a.txt") -> Document:
    """The text, read; nothing of it may be lost."""
    document = read(Source(name, text), Profile.load(profile))
    assert nothing_lost(document) == []
    return document


def outline(document: Document) -> str:
    """Every block on a line, indented by depth, with its text; notes last, behind the words they hang on."""
    return "\n".join([*_blocks(document, document.blocks, 0), *_notes(document)])


def _blocks(document: Document, blocks: Sequence[Block], depth: int) -> Iterator[str]:
    for block in blocks:
        words = " ".join(document.text_of(block).split())
        kind = block.kind + "".join(f"/{block.attributes[key]}" for key in ("type", "rend") if key in block.attributes)
        yield f"{'  ' * depth}{kind}{': ' + words if words else ''}"
        yield from _blocks(document, block.children, depth + 1)


def _notes(document: Document) -> Iterator[str]:
    for note in document.notes:
        words = " | ".join(" ".join(document.text_of(block).split()) for block in note.blocks)
        place = document.source.text[max(note.place - 12, 0) : note.place].split() or [""]
        yield f"{note.number}{'' if note.call else '?'} @{place[-1]} {words}"
