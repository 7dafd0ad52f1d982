"""The paragraphs of a page as one document: how it opens, its blocks, how it ends, what is enclosed with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from tei.core.document import Block, ncname
from tei.read.blocks import body, plain
from tei.read.ending import encloses, ending
from tei.read.lines import Paragraph
from tei.read.opening import Opening, opening
from tei.read.settings import Settings


@dataclass(frozen=True, slots=True)
class Division:
    """What becomes the document's `div`: its number as printed, its kind, its blocks."""

    number: str
    kind: str
    blocks: tuple[Block, ...]


def divide(text: str, paragraphs: Sequence[Paragraph], settings: Settings) -> Division:
    """The document that these paragraphs make.

    Nothing may follow a closer within its division (TEI P5, macro model.divBottom). So where an
    enclosure follows the signature, the message and each enclosure become divisions of their own.
    """
    begun = opening(text, paragraphs, settings)
    rest = paragraphs[begun.length :]
    borders = encloses(text, rest, settings) if settings.divides(begun.number) else []
    if not borders:
        return Division(begun.number, begun.kind, (*begun.blocks, *_message(text, rest, settings, begun)))
    parts = [rest[a:b] for a, b in zip([0, *borders], [*borders, len(rest)], strict=True)]
    divisions = [
        Block(
            "div",
            (),
            tuple(_message(text, part, settings, begun)),
            {"type": _type(text, part) if index else "message"},
        )
        for index, part in enumerate(parts)
    ]
    return Division(begun.number, begun.kind, (*begun.blocks, *divisions))


def _type(text: str, part: Sequence[Paragraph]) -> str:
    title = plain(text, part[0]).lower()
    return next((kind for kind in ("enclosure", "annex", "appendix") if kind in title), "attachment")


def _message(text: str, paragraphs: Sequence[Paragraph], settings: Settings, begun: Opening) -> list[Block]:
    end = ending(text, paragraphs, settings)
    dated = settings.inner_datelines and not begun.number
    return [*body(text, paragraphs[: end.start], settings, labelled=begun.labelled, dated=dated), *end.blocks]


def identity(name: str, number: str, patterns: Mapping[str, Any]) -> str:
    """The `xml:id` of a document, by its number if it has one, else by the name of its file, made a valid NCName."""
    stem = PurePath(name).stem
    pattern = patterns["id"] if number else patterns["unnumbered"]
    return ncname(pattern.format(number=number, stem=stem), instead="_")
