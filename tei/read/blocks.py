"""Paragraphs, lists and quotations: the blocks between a document's head and its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.core.document import Block
from tei.core.source import Span
from tei.read.lines import Paragraph, continued
from tei.read.settings import Settings
from tei.read.tables import is_table_line, table

ITEMS = frozenset({"item", "numbered"})
"""Kinds of paragraphs that are items of a list."""
DEEPEST = 20
"""Lists stand in lists down to this depth; what is indented further belongs to the deepest."""

_CALLED = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[.,;:!?”’\"')\]])|(?<=\b1[5-9]\d\d)|(?<=\b20\d\d))(?:\d{1,3}|[*†‡§]{1,2}|\[\^?\d+\])$"
)
_LABEL = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,5})[.)]|\([^)\s]{1,5}\))\s+(?=\S)")


def plain(text: str, paragraph: Paragraph) -> str:
    """The words of a paragraph on one line, without a call behind the last."""
    words = " ".join(text[paragraph.start : paragraph.end].split())
    return _CALLED.sub("", words).rstrip()


def body(text: str, paragraphs: Sequence[Paragraph], settings: Settings, *, labelled: bool = False) -> list[Block]:
    """The blocks of these paragraphs; `labelled` says that the numbers of items are `label`s of their own."""
    blocks: list[Block] = []
    spaced, parted = is_spaced(paragraphs), sum(paragraph.gap for paragraph in paragraphs) > 1
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        until = index + 1
        if is_table_line(text, paragraphs, index, parted):
            while until < len(paragraphs) and is_table_line(text, paragraphs, until, parted, inside=True):
                until += 1
            blocks.append(table(text, paragraphs[index:until]))
        elif paragraph.kind in ITEMS:
            until = _end_of_list(paragraphs, index)
            blocks.append(_list(text, paragraphs[index:until], labelled))
        elif paragraph.kind == "quote":
            while until < len(paragraphs) and paragraphs[until].kind == "quote":
                until += 1
            blocks.append(Block("quote", (), tuple(Block("p", p.spans) for p in paragraphs[index:until])))
        elif (kind := _list_type(text, paragraphs, index, settings)) is not None:
            until = _end_of_list(paragraphs, index + 1)
            inner = _list(text, paragraphs[index + 1 : until], labelled=False)
            children = (Block("head", paragraph.spans), *inner.children)
            blocks.append(Block("list", (), children, {"type": kind}))
        else:
            rend = {"rend": "heading"} if paragraph.kind == "heading" else {}
            while spaced and until < len(paragraphs) and _same(text, paragraphs, until, settings):
                until += 1
            spans = continued(text, *(line.spans for line in paragraphs[index:until]))
            blocks.append(Block("p", spans, (), rend))
        index = until
    return blocks


def _same(text: str, paragraphs: Sequence[Paragraph], index: int, settings: Settings) -> bool:
    """Whether a line goes on with the block of the line before: no blank line parts them."""
    return (
        paragraphs[index].kind == "text"
        and paragraphs[index - 1].kind == "text"
        and not paragraphs[index].gap
        and not is_table_line(text, paragraphs, index, True)
        and _list_type(text, paragraphs, index, settings) is None
    )


def is_spaced(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether blank lines part the blocks, so that lines without one between them belong together."""
    text = [p.gap for p in paragraphs[1:] if p.kind == "text"]
    return sum(text) * 2 > len(text)


def _list_type(text: str, paragraphs: Sequence[Paragraph], index: int, settings: Settings) -> str | None:
    """The type of a list whose title this is: items follow it."""
    if index + 1 == len(paragraphs) or paragraphs[index + 1].kind not in ITEMS:
        return None
    return settings.list_type(plain(text, paragraphs[index]))


def _end_of_list(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where the list that begins here ends; a paragraph indented below an item belongs to it."""
    first = paragraphs[start]
    for index in range(start + 1, len(paragraphs)):
        paragraph = paragraphs[index]
        deeper = paragraph.indent > first.indent + 1
        if paragraph.kind != first.kind and not (deeper and paragraph.kind in ("text", *ITEMS)):
            return index
    return len(paragraphs)


def _list(text: str, items: Sequence[Paragraph], labelled: bool, depth: int = 1) -> Block:
    """Items, the deeper indented ones as lists inside the item before them."""
    base = items[0].indent if depth < DEEPEST else max(item.indent for item in items)
    children: list[Block] = []
    labels = [_LABEL.match(text, item.start, item.end) for item in items]
    own = [(item, label) for item, label in zip(items, labels, strict=True) if item.indent <= base + 1]
    with_labels = all(label and (labelled or item.kind == "numbered") for item, label in own)
    index = 0
    while index < len(items):
        item, label = items[index], labels[index]
        until = index + 1
        while until < len(items) and (items[until].indent > base + 1 or items[until].kind not in ITEMS):
            until += 1
        inner = _inside(text, items[index + 1 : until], labelled, depth + 1)
        spans = item.spans
        if with_labels and label is not None:
            sign = Span(item.start, item.start + len(label.group().rstrip()))
            children.append(Block("label", (sign,)))
            spans = (Span(label.end(), spans[0].end), *spans[1:])
        if any(block.kind == "p" for block in inner):
            children.append(Block("item", (), (Block("p", spans), *inner)))
        else:
            children.append(Block("item", spans, tuple(inner)))
        index = until
    return Block("list", (), tuple(children))


def _inside(text: str, paragraphs: Sequence[Paragraph], labelled: bool, depth: int) -> list[Block]:
    """What stands inside an item below its first paragraph: lists and paragraphs."""
    blocks: list[Block] = []
    index = 0
    while index < len(paragraphs):
        until = index + 1
        if paragraphs[index].kind in ITEMS:
            while until < len(paragraphs) and paragraphs[until].kind in ITEMS:
                until += 1
            blocks.append(_list(text, paragraphs[index:until], labelled, depth))
        else:
            blocks.append(Block("p", paragraphs[index].spans))
        index = until
    return blocks
