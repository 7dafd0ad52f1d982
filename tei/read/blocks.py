"""Paragraphs, lists and quotations: the blocks between a document's head and its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tei.core.document import Block
from tei.core.source import Span
from tei.read.dateline import is_dateline
from tei.read.lines import Paragraph, continued
from tei.read.settings import Settings
from tei.read.tables import is_table_line, table

ITEMS = frozenset({"item", "numbered", "lettered"})
"""Kinds of paragraphs that are items of a list."""
DEEPEST = 20
"""Lists stand in lists down to this depth; what is indented further belongs to the deepest."""

_CALLED = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[.,;:!?”’\"')\]])|(?<=\b1[5-9]\d\d)|(?<=\b20\d\d))(?:\d{1,3}|[*†‡§]{1,2}|\[\^?\d+\])$"
)
LONGEST_CALL = 12
"""A call, brackets included, has no more characters than this."""
_LABEL = re.compile(r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxlc]{1,5})[.)]|\([^)\s]{1,5}\))\s+(?=\S)")


_COUNT = re.compile(r"(?P<open>\(?)(?P<n>\d{1,2}|[a-z]{1,5})(?P<close>[.)])\s+(?=\S)")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_SENTENCE_END = frozenset(".:;,?!")
LONGEST_DATELINE = 120
"""A dateline inside a document has no more characters than this."""
LONGEST_ITEM = 400
"""Paragraphs that are longer than this are no items of a list, though they are numbered."""


def plain(text: str, paragraph: Paragraph) -> str:
    """The words of a paragraph on one line, without a call behind the last."""
    words = " ".join(text[paragraph.start : paragraph.end].split())
    call = _CALLED.search(words, max(len(words) - LONGEST_CALL, 0))
    return words[: call.start()].rstrip() if call else words


def body(
    text: str, paragraphs: Sequence[Paragraph], settings: Settings, *, labelled: bool = False, dated: bool = False
) -> list[Block]:
    """The blocks of these paragraphs.

    `labelled` says that the numbers of items are `label`s of their own, `dated` that there are datelines among them.
    """
    if settings.numbered:
        paragraphs = _numbered(text, paragraphs)
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
        elif dated and _is_dated(text, paragraphs, index):
            blocks.append(Block("dateline", paragraph.spans))
        else:
            rend = {"rend": "heading"} if paragraph.kind == "heading" else {}
            while spaced and until < len(paragraphs) and _same(text, paragraphs, until, settings):
                until += 1
            spans = continued(text, *(line.spans for line in paragraphs[index:until]))
            blocks.append(Block("p", spans, (), rend))
        index = until
    return blocks


def _is_dated(text: str, paragraphs: Sequence[Paragraph], index: int) -> bool:
    """Whether this is the dateline of what is enclosed: it stands below a title, and something follows it."""
    return (
        0 < index < len(paragraphs) - 1
        and paragraphs[index].is_line(LONGEST_DATELINE)
        and is_dateline(plain(text, paragraphs[index]), days=False)
        and plain(text, paragraphs[index - 1])[-1:] not in _SENTENCE_END
    )


def _numbered(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, those that count on from 1, a or i as items of a list."""
    found = list(paragraphs)
    index = 0
    while index < len(found):
        until = max(_counted(text, found, index, count) for count in (int, _letter, _roman))
        if until - index > 1:
            # Two lists, one right below the other, are told apart by their kinds.
            digits = _COUNT.match(text, found[index].start)
            kind = "numbered" if digits and digits["n"].isdecimal() else "lettered"
            found[index:until] = [replace(paragraph, kind=kind) for paragraph in found[index:until]]
        index = max(until, index + 1)
    return found


def _counted(text: str, paragraphs: Sequence[Paragraph], start: int, count: Callable[[str], int]) -> int:
    """Where a run of paragraphs ends whose labels count on from one, all set alike; the start if there is none."""
    shape = None
    for index in range(start, len(paragraphs)):
        paragraph = paragraphs[index]
        label = _COUNT.match(text, paragraph.start, paragraph.end) if paragraph.kind == "text" else None
        if not label or paragraph.end - paragraph.start > LONGEST_ITEM:
            return index
        try:
            value = count(label["n"])
        except ValueError:
            return index
        if value != index - start + 1 or (shape and shape != label.group("open", "close")):
            return index
        shape = label.group("open", "close")
    return len(paragraphs)


def _letter(label: str) -> int:
    if len(label) > 1 or not label.isalpha():
        raise ValueError(label)
    return ord(label) - ord("a") + 1


def _roman(label: str) -> int:
    if label not in _ROMAN:
        raise ValueError(label)
    return _ROMAN.index(label) + 1


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
    with_labels = all(label and (labelled or item.kind != "item") for item, label in own)
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
