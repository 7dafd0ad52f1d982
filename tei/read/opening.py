"""How a document begins: its head, the number in it, the note on its source, dateline, address and salutation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei.core.document import Block
from tei.read.blocks import plain
from tei.read.dateline import is_dateline
from tei.read.lines import Paragraph, continued
from tei.read.settings import Settings

_RECEIVED = re.compile(r"[\[(]Rec(?:eived|’d|'d)\b")
SALUTE = re.compile(
    r"(?:My |To |Your )?(?:[Dd]ear(?:est)?|DEAR|Sirs?|Gentlemen|Madam|Mesdames|Excellency|Mr\. President|Messrs?\.?)\b"
    r"[^.!?;]{0,60}[,:.—–-]*"
)
LONGEST_SEG = 59
"""A line that stands with the dateline has no more characters than this."""
LONGEST_TITLE = 200
"""A first paragraph of more characters is no heading, where the profile does not say how headings look."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The blocks that a document begins with, and how many paragraphs they took.

    `labelled` says that in documents of this kind the numbers of items are labels.
    """

    number: str
    kind: str
    blocks: tuple[Block, ...]
    length: int
    labelled: bool = False


def opening(text: str, paragraphs: Sequence[Paragraph], settings: Settings) -> Opening:
    """The head and the opener of a document."""
    first = paragraphs[0]
    blocks: list[Block] = []
    number, index, labelled = "", 0, False
    match = settings.head.match(text, first.start, first.end) if settings.head else None
    if match:
        number = match["number"]
    elif settings.file_number and len(paragraphs) > 1 and (line := settings.file_number.match(plain(text, first))):
        blocks.append(Block("note", first.spans, (), {"type": "source", "rend": "inline"}))
        index, labelled = 1, bool(line.groupdict().get("labels"))
    kind = ""
    if index < len(paragraphs) and (settings.head or _is_title(text, paragraphs)):
        head = paragraphs[index]
        blocks.append(Block("head", head.spans))
        index += 1
        title = plain(text, head)[match.end() - first.start if match else 0 :]
        kind = "editorial-note" if settings.editorial_note and title == settings.editorial_note else ""
    if settings.source_note and index < len(paragraphs) and _is_source(text, paragraphs[index], settings):
        blocks.append(Block("note", paragraphs[index].spans, (), {"type": "source", "rend": "inline"}))
        index += 1
    opener, length = _opener(text, paragraphs[index:], settings, headed=index > 0)
    if opener:
        blocks.append(opener)
    return Opening(number, kind, tuple(blocks), index + length, labelled)


def _is_source(text: str, paragraph: Paragraph, settings: Settings) -> bool:
    return text.startswith("[" + settings.source_note, paragraph.start) and text[paragraph.end - 1] == "]"


def _is_title(text: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the first paragraph of a page of no known style is a heading."""
    first = paragraphs[0]
    if first.kind == "heading":
        return True
    words = plain(text, first)
    if first.kind != "text" or len(paragraphs) < 2 or len(words) > LONGEST_TITLE or words[-1:] in (*".,;:!?", ""):
        return False
    letter = any(SALUTE.fullmatch(plain(text, p)) for p in paragraphs[:8])
    return not letter and not is_dateline(words)


def _opener(
    text: str, paragraphs: Sequence[Paragraph], settings: Settings, *, headed: bool
) -> tuple[Block | None, int]:
    """Dateline and what stands with it, address and salutation; and how many paragraphs they are."""
    salute = _salute(text, paragraphs) if settings.salute else None
    dated = _dated(text, paragraphs[: salute if salute is not None else 3])
    if salute is not None:
        children = [
            Block("dateline", p.spans) if i in dated else Block("address", (), (Block("addrLine", p.spans),))
            for i, p in enumerate(paragraphs[:salute])
            if p.kind == "text"
        ]
        if len(children) == salute:
            children.append(Block("salute", paragraphs[salute].spans))
            return Block("opener", (), tuple(_one_address(children))), salute + 1
    if not dated or not (dated[0] == 0 or (headed and _together(paragraphs, dated[0]))):
        return None, 0
    until = dated[-1] + 1
    if any(p.gap for p in paragraphs):
        # Lines that stand with the dateline, such as "secret", belong to the opener.
        while until < len(paragraphs) and not paragraphs[until].gap and paragraphs[until].is_line(LONGEST_SEG):
            until += 1
    lines: list[Block] = []
    for index, line in enumerate(paragraphs[:until]):
        if lines and lines[-1].kind == "dateline" and _RECEIVED.match(text, line.start, line.end):
            lines[-1] = Block("dateline", continued(text, lines[-1].spans, line.spans))
        else:
            lines.append(Block("dateline" if index in dated else "seg", line.spans))
    return Block("opener", (), tuple(lines)), until


def _together(paragraphs: Sequence[Paragraph], index: int) -> bool:
    return not any(p.gap for p in paragraphs[1 : index + 1])


def _dated(text: str, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Which of these are datelines: the first, and those that follow it at once."""
    found: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        # Below other lines, several days are those of the meeting that a title names.
        if paragraph.kind == "text" and is_dateline(plain(text, paragraph), days=index == 0):
            if not _RECEIVED.match(text, paragraph.start, paragraph.end):
                found.append(index)
        elif found:
            break
    return found


def _salute(text: str, paragraphs: Sequence[Paragraph]) -> int | None:
    """Which of the first paragraphs is a salutation that stands alone."""
    for index, paragraph in enumerate(paragraphs[:8]):
        words = plain(text, paragraph)
        if len(words) > 120:
            return None
        if SALUTE.fullmatch(words) and words[-1:] in ",:—–-!.":
            return index
    return None


def _one_address(lines: Sequence[Block]) -> list[Block]:
    """The same blocks, lines of an address that follow one another joined to one."""
    joined: list[Block] = []
    for child in lines:
        if child.kind == "address" and joined and joined[-1].kind == "address":
            joined[-1] = Block("address", (), (*joined[-1].children, *child.children))
        else:
            joined.append(child)
    return joined
