"""How a message ends: the complimentary close, the signature, what is written below it, and what is enclosed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei.core.document import Block
from tei.read.blocks import plain
from tei.read.lines import Paragraph
from tei.read.settings import Settings

LONGEST_NAME = 70
"""A signature has no more characters than this."""

_NAME = re.compile(
    r"(?:/?[sS]/ ?)?[\[(“\"]?(?:(?:[A-Z][\w’'.-]*|[A-Z]\.(?: ?[A-Z]\.)*|de|da|di|del|della|der|den|von|van|la|le|du|bin|ibn|al|y|and|of|the|for|zu"
    r"|\([A-Z][\w. ]*\)),? ?){1,9}[\])”\"]?"
)
_TITLE = re.compile(
    r"(?:The |Acting |Deputy |Assistant |Under |Vice |Special |Permanent |Executive |Associate |Senior |Chief )*"
    r"(?:Chairman|Chair|Secretary|President|Director|Ambassador|Minister|Counselor|Consul|Chargé|Administrator|Adviser|Advisor|Assistant"
    r"|Attorney|Chief|Commander|Commissioner|Colonel|Comptroller|Coordinator|Editor|General|Admiral|Captain|Major|Governor|Member|Officer|Premier"
    r"|Professor|Representative|Senator|Treasurer|United States|U\.S\.|USN|USA|USAF|USMC|Joint Chiefs|Department|Bureau|Office|For the)\b.*"
)
_NO_NAME = re.compile(
    r"(?:Attachments?|Enclosures?|Annex|Appendix|Tab|Top Secret|Secret|Confidential|Restricted|Unclassified|Conclusions?|Summary|End|Approved?"
    r"|Disapproved?|Agree|Disagree|None|Yes|No|Copy|Draft|Washington|Distribution|Concur|Noted?|Adjourn\w*|Next|Other|Recommendations?|Thank|Best|Warm"
    r"|Sincerely|Yours|Respectfully|Regards|Faithfully|With|Very|Message ends|Unquote|Clearances?|Drafted|Option|Part|Section|Page|Table|Source)\b",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|Jr|Sr|Esq|Ret|M\.D|Ph\.D|U\.S|USN|USA|Gen|Col|[A-Z][A-Z]+|[A-Z][a-z])\.[)\]”\"]?$"
)
CLOSE = re.compile(
    r"(?:I (?:am|remain),? .{0,40}|(?:Very |Most |Ever |Always )?(?:[Ss]incerely|[Yy]ours|[Rr]espectfully|[Ff]aithfully|[Cc]ordially|[Tt]ruly|[Aa]ffectionately)"
    r"\b.{0,40}|(?:With |Kind|Warm|Best|All )[^.;:]{0,60}|Love)[,.—–-]*"
)
POSTSCRIPT = re.compile(r"P\. ?(?:P\. ?)?S\b")
_COPIES = re.compile(r"(?:cc|c\.c\.|bcc|Copy to|Copies to|Encl(?:osures?|s)?\b|Enc\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ending:
    """The blocks that a message ends with; `start` is the first paragraph that they take."""

    start: int
    blocks: tuple[Block, ...] = ()


def ending(text: str, paragraphs: Sequence[Paragraph], settings: Settings) -> Ending:
    """The closer and the postscript of a message, if it is signed."""
    until = len(paragraphs)
    spaced = any(p.gap for p in paragraphs[1:])
    postscript = _postscript(text, paragraphs)
    if postscript is not None:
        until = postscript
    copies = until
    while settings.salute and copies > 1 and _COPIES.match(plain(text, paragraphs[copies - 1])):
        copies -= 1
    start = _signature(text, paragraphs[:copies], spaced, postscript is not None)
    if start is None or start == 0:
        return Ending(len(paragraphs))
    children: list[Block] = []
    signed = _signed(text, paragraphs[start:copies], spaced)
    if settings.salute and start > 1 and CLOSE.fullmatch(plain(text, paragraphs[start - 1])):
        start -= 1
        children.append(Block("salute", paragraphs[start].spans))
    children += signed
    children += [Block("seg", p.spans) for p in paragraphs[copies:until]]
    blocks = [Block("closer", (), tuple(children))]
    if postscript is not None:
        blocks.append(Block("postscript", (), tuple(Block("p", p.spans) for p in paragraphs[postscript:])))
    return Ending(start, tuple(blocks))


def _postscript(text: str, paragraphs: Sequence[Paragraph]) -> int | None:
    """Where the last paragraphs become a postscript."""
    for index in range(max(len(paragraphs) - 4, 1), len(paragraphs)):
        if POSTSCRIPT.match(text, paragraphs[index].start):
            return index if all(p.kind == "text" for p in paragraphs[index:]) else None
    return None


def _signature(text: str, paragraphs: Sequence[Paragraph], spaced: bool, sure: bool) -> int | None:
    """Where the signature begins that stands at the end of these paragraphs."""
    index = len(paragraphs) - 1
    lines = 0
    while index > 0 and lines < 4:
        words = plain(text, paragraphs[index])
        if paragraphs[index].kind != "text" or len(words) > LONGEST_NAME:
            return None
        if is_name(words) and not (_TITLE.match(words) and index > 1 and _may_sign(text, paragraphs[index - 1])):
            return _first_line(text, paragraphs, index, spaced)
        if not _TITLE.match(words) and not is_name(words):
            return None
        index -= 1
        lines += 1
    return None


def _may_sign(text: str, paragraph: Paragraph) -> bool:
    words = plain(text, paragraph)
    return paragraph.kind == "text" and len(words) <= LONGEST_NAME and is_name(words)


def _first_line(text: str, paragraphs: Sequence[Paragraph], index: int, spaced: bool) -> int:
    """A line "For the Ambassador:" right above a name is part of the signature."""
    above = plain(text, paragraphs[index - 1])
    if spaced and index > 1 and not paragraphs[index].gap and above.startswith("For ") and above.endswith(":"):
        return index - 1
    return index


def _signed(text: str, lines: Sequence[Paragraph], spaced: bool) -> list[Block]:
    """The name with the lines right below it; lines parted from it by a blank line stand beside it."""
    spans = list(lines[0].spans)
    index = 1
    while index < len(lines) and not (spaced and lines[index].gap):
        spans += lines[index].spans
        index += 1
    return [Block("signed", tuple(spans)), *(Block("seg", line.spans) for line in lines[index:])]


def is_name(words: str) -> bool:
    """Whether a line may be the name of one who signs: capitals, initials, few words, no sentence."""
    if not words or len(words) > LONGEST_NAME or _NO_NAME.match(words) or not _NAME.fullmatch(words):
        return False
    if words[-1] in ",;:":
        return False
    return words[-1] != "." or bool(_ABBREVIATED.search(words))


def encloses(text: str, paragraphs: Sequence[Paragraph], settings: Settings) -> list[int]:
    """Where enclosures begin: at a line such as "[Enclosure]" below a signature."""
    if settings.enclosure is None:
        return []
    return [
        index
        for index in range(2, len(paragraphs))
        if paragraphs[index].kind in ("text", "heading")
        and settings.enclosure.match(plain(text, paragraphs[index]))
        and ending(text, paragraphs[:index], settings).blocks
    ]
