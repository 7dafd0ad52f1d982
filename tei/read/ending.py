"""How a message ends: the complimentary close, the signature, what is written below it, and what is enclosed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tei.core.document import Block
from tei.read.blocks import plain
from tei.read.lines import Paragraph, continued
from tei.read.settings import Settings

LONGEST_NAME = 70
"""A line of a signature has no more characters than this."""
MOST_LINES = 12
"""A signature has no more lines than this."""
LONGEST_END = 32
"""Above an enclosure, so many paragraphs are looked through for a signature."""

_PARTICLES = r"[js]r\.?|de(?:[A-Z]\w*)?|da|di|del|della|der|den|von|van|la|le|du|bin|ibn|al|y|and|of|the|for|zu"
_NAME = re.compile(
    r"(?:/?[sS]/ ?)?[\[(“\"]?"
    rf"(?:(?:[A-Z][\w’'.-]*|(?:{_PARTICLES})(?!\w)|\([A-Z][\w. ]*\))(?:,? |,?$|(?=[\])”\"]))){{1,9}}"
    r"[\])”\"]?"
)
_RANKS = "|".join(
    "Lieutenant Lt Brigadier Brig Rear Commodore Colonel Col Commander General Gen Admiral Adm Captain Capt Major Maj "
    "USN USA USAF USMC".split()
)
_OFFICES = "|".join(
    "Chairman Chair Secretary President Director Ambassador Minister Counselor Consul Chargé Administrator Adviser "
    "Advisor Assistant Attorney Chief Commanding Commissioner Comptroller Coordinator Editor Governor Member Officer "
    "Premier Professor Representative Senator Treasurer Department Bureau Office".split()
)
_TITLE = re.compile(
    r"(?:(?:The|Acting|Deputy|Assistant|Under|Vice|Special|Permanent|Executive|Associate|Senior|Chief|First|Second|Third"
    rf"|Press) )*(?:{_RANKS}|{_OFFICES}|United States|U\.S\.|Joint Chiefs)\b.*"
)
_NO_SIGNATURE = re.compile(
    r"(?:{})\b".format(
        "|".join(
            "Attachments? Enclosures? Annex Appendix Tab Top Secret Confidential Restricted Unclassified Conclusions? "
            "Summary End Approved? Disapproved? Agree Disagree None Yes No Copy Draft Washington Distribution Concur "
            "Noted? Adjourn\\w* Next Other Recommendations? Thank Best Warm Sincerely Yours Respectfully Regards "
            "Faithfully With Very Message Unquote Clearances? Drafted Option Part Section Page Table Source From "
            "Action Subject References? Participants? Hastily".split()
        )
    ),
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|[Jj]r|[Ss]r|Esq|Ret|M\.D|Ph\.D|U\.S|USN|USA|Gen|Col|[A-Z][A-Z]+|[A-Z][a-z])\.[)\]”\"]?$"
)
CLOSE = re.compile(
    r"(?:I (?:am|remain),? .{0,40}|(?:Very |Most |Ever |Always )?(?:Sincerely|Yours|Respectfully|Faithfully|Cordially"
    r"|Truly|Affectionately)\b.{0,40}|(?:With |Kind|Warm|Best|All )[^.;:]{0,60}|Love)[,.—–-]*",
    re.IGNORECASE,
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
    bracket = _bracket(text, paragraphs[:copies])
    start = _signature(text, paragraphs[: copies if bracket is None else copies - 1], spaced)
    if start is None or start == 0:
        return Ending(len(paragraphs))
    if bracket is not None and start == bracket + 1:
        start = bracket
        inner = _signed(text, paragraphs[start + 1 : copies - 1], spaced)
        signs = [Block("seg", paragraphs[index].spans) for index in (bracket, copies - 1)]
        children = [signs[0], *inner, signs[1]]
    else:
        children = _signed(text, paragraphs[start:copies], spaced)
    above = plain(text, paragraphs[start - 1])
    if spaced and start > 1 and not paragraphs[start].gap and above.startswith("For ") and above.endswith(":"):
        start -= 1
        children.insert(0, Block("seg", paragraphs[start].spans))
    if settings.salute and start > 1 and CLOSE.fullmatch(plain(text, paragraphs[start - 1])):
        start -= 1
        children.insert(0, Block("salute", paragraphs[start].spans))
    children += [Block("seg", p.spans) for p in paragraphs[copies:until]]
    blocks = [Block("closer", (), tuple(children))]
    if postscript is not None:
        lines = list(paragraphs[postscript:])
        signed = lines.pop() if len(lines) > 1 and _is_named(text, lines[-1]) else None
        children = [Block("p", p.spans) for p in lines]
        if signed:
            children.append(Block("signed", signed.spans))
        blocks.append(Block("postscript", (), tuple(children)))
    return Ending(start, tuple(blocks))


def _bracket(text: str, paragraphs: Sequence[Paragraph]) -> int | None:
    """Where the bracket opens in which a signature is supplied, if it closes at the end, each on its own line."""
    if not paragraphs or text[paragraphs[-1].start] != "]" or plain(text, paragraphs[-1]) != "]":
        return None
    lines = range(len(paragraphs) - 2, max(len(paragraphs) - MOST_LINES, 0), -1)
    return next((index for index in lines if plain(text, paragraphs[index]) == "["), None)


def _postscript(text: str, paragraphs: Sequence[Paragraph]) -> int | None:
    """Where the last paragraphs become a postscript."""
    for index in range(max(len(paragraphs) - 4, 1), len(paragraphs)):
        if POSTSCRIPT.match(text, paragraphs[index].start):
            return index if all(p.kind == "text" for p in paragraphs[index:]) else None
    return None


def _signature(text: str, paragraphs: Sequence[Paragraph], spaced: bool) -> int | None:
    """Where the signature begins that stands at the end of these paragraphs: a name, with titles below it."""
    last = len(paragraphs) - 1
    for index in range(last, max(last - MOST_LINES, 0), -1):
        if not paragraphs[index].is_line(LONGEST_NAME):
            return None
        words = plain(text, paragraphs[index])
        title = bool(_TITLE.match(words))
        above = index > 1 and _is_named(text, paragraphs[index - 1])
        below = above and spaced and not paragraphs[index].gap
        if is_name(words) and not title and not below:
            return index
        if not title and not below:
            return None
    return None


def _signed(text: str, lines: Sequence[Paragraph], spaced: bool) -> list[Block]:
    """The name with the lines right below it; lines parted from it by a blank line stand beside it."""
    index = 1
    while index < len(lines) and not (spaced and lines[index].gap):
        index += 1
    spans = continued(text, *(line.spans for line in lines[:index]))
    return [Block("signed", spans), *(Block("seg", line.spans) for line in lines[index:])]


def _is_named(text: str, line: Paragraph) -> bool:
    return line.is_line(LONGEST_NAME) and is_name(plain(text, line))


def is_name(words: str) -> bool:
    """Whether a line may be the name of one who signs: capitals, initials, few words, no sentence."""
    if not words or len(words) > LONGEST_NAME or _NO_SIGNATURE.match(words) or not _NAME.fullmatch(words):
        return False
    # One that ends with a quotation mark and does not begin with one ends a message that is quoted.
    if words[-1] in ",;:" or (words[-1] == "”" and words[0] != "“"):
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
        and ending(text, paragraphs[max(index - LONGEST_END, 0) : index], settings).blocks
    ]
