"""The text of a page as it is searched: its blocks, each with the place that can be linked to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from tei.render import Metadata

HEADING = "heading"
"""What a block of a heading is called."""

_HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt figcaption figure footer header hr li main nav"
    " ol p pre section summary table tbody td tfoot th thead tr ul".split()
).union(_HEADS)
_UNREAD = ("script", "style", "template")
_ENDED = re.compile(r"(?<!\.\w)[\s.,;]+$")
_NAMED = ("permalink", "number")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, note, cell or heading: the id at or around it, what that is called ("note 3"), its characters."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """What is searched of a page, and what is shown of it where it is found."""

    title: str
    date: str
    place: str
    language: str
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, body: str, metadata: Metadata) -> Fragment:
        """What is searched of a page with this text."""
        day, place = (_ENDED.sub("", said) for said in (metadata.day or metadata.date, metadata.place))
        return cls(metadata.title, day, place, metadata.language, tuple(blocks(body)))

    def written(self) -> str:
        """The fragment as JSON, which `read` reads."""
        parts = [part for block in self.blocks for part in (block.id, block.label, block.text)]
        told = [self.title, self.date, self.place, self.language, *parts]
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, written: str) -> Fragment:
        """The fragment that was written so."""
        title, date, place, language, *parts = json.loads(written)
        return cls(title, date, place, language, tuple(map(Block, parts[::3], parts[1::3], parts[2::3])))


def blocks(body: str) -> Iterator[Block]:
    """The blocks of a text in HTML, in its order; what is marked `data-generated` is no text."""
    walk = _Walk()
    walk.visit(html.fragment_fromstring(body, create_parent="div"), "")
    walk.close("")
    return walk.blocks()


class _Walk:
    def __init__(self) -> None:
        self._labels: dict[str, str] = {}
        self._found: list[tuple[str, bool, list[str]]] = []
        self._pieces: list[str] = []

    def blocks(self) -> Iterator[Block]:
        for id, heading, texts in self._found:
            yield Block(id, HEADING if heading else self._labels.get(id, ""), " ".join(texts))

    def visit(self, element: etree._Element, id: str) -> None:
        """Take the text of an element; `id` is that of the block around it."""
        name = element.tag
        block = name in _BLOCKS
        inner = element.get("id", id) if block else id
        if block:
            self.close(id)
            if "source" in element.get("class", "").split():
                self._labels[inner] = "source note"
        elif name == "br":
            self._pieces.append(" ")
        self._pieces.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and child.tag not in _UNREAD:
                generated = child.get("data-generated")
                if generated is None:
                    self.visit(child, inner)
                elif generated in _NAMED and inner:
                    # "Note 3, link" is said of the link, not of the note.
                    self._labels[inner] = child.get("aria-label", "").partition(",")[0].lower()
            self._pieces.append(child.tail or "")
        if block:
            self.close(inner, name in _HEADS)

    def close(self, id: str, heading: bool = False) -> None:
        """End a block; what has the same place as the one before goes with it."""
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if not text:
            return
        if self._found and self._found[-1][:2] == (id, heading):
            self._found[-1][2].append(text)
        else:
            self._found.append((id, heading, [text]))
