"""What a dateline reads like: where and when, and nothing else."""

from __future__ import annotations

import re

from tei.core.calendar import MONTH

_DAY = r"\d{1,2}(?:st|nd|rd|th|d)?(?: \[\d\d?\??\])?"
_DATE = (
    rf"(?:{MONTH} ?{_DAY}(?: ?(?:[–—/-]|and|,) ?(?:{MONTH} )?{_DAY})? ?,? ?\[?\d{{4}}"
    rf"|{_DAY} (?:of )?{MONTH} ?,? ?\d{{4}}|{MONTH},? \d{{4}}"
    r"|[Uu]ndated|\[?(?:n\. ?d\.|no date)|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
DATELINE = re.compile(
    r"\W{0,2}(?:(?!Dear|Date\b)(?P<place>[^\W\d_][^:;!]{0,80}?)[\s,.\]—–-])?\W{0,2}"
    rf"(?P<date>{_DATE})(?![\w/])(?P<tail>.{{0,70}})"
)
_HOUR = r"\d{1,4}(?:[:.]\d\d)?"
_NOON = r"(?:[ap]\W{0,3}m\b|noon|midnight)"
_TAIL = re.compile(
    rf"\W*+(?:(?:at|about|approximately|circa|c\.)\W*+)?(?:{_HOUR}\W*+)?"
    rf"(?:(?:{_NOON}|hours|o'clock|Z\b|GMT|morning|afternoon|evening|night)\W*+)?"
    rf"(?:(?:to|and)\W*+)?(?:{_HOUR}\W*+)?(?:{_NOON}\W*+)?(?P<rest>[^.;:]{{0,30}})\W*"
)
_DAYS = re.compile(r"\d ?[–—-] ?(?:[A-Z][a-z]+ )?\d")
_SENTENCE = re.compile(
    r"\b(?:[Mm]inutes|[Mm]emorand(?:um|a)|[Ll]etter|[Mm]essages?|[Tt]ext|[Mm]eeting|[Cc]onferences?|[Cc]onversations?"
    r"|[Pp]oints|[Rr]eport|[Nn]otes?|[Ss]tatements?|[Ss]ummary|[Rr]eply|[Ss]tatus|[Pp]rogram|[Aa]ddition|[Bb]riefing"
    r"|[Dd]irective|[Mm]emo|[Pp]ara|[Ii]tem|dated|with|your|this|that|is|am|are|was|were|be|been|has|have|should|would"
    r"|will|approved)\b"
)


def is_dateline(words: str, *, days: bool = True) -> bool:
    """Whether a line says where and when, and nothing else, be it on several `days`.

    What begins with a quotation mark is part of a text that is quoted.
    """
    if len(words) > 150 or words.endswith(":") or words[:1] in "“\"'‘":
        return False
    match = DATELINE.match(words)
    if not match or _SENTENCE.search(match["place"] or ""):
        return False
    if not days and _DAYS.search(match["date"]):
        return False
    tail = _TAIL.fullmatch(match["tail"])
    return bool(tail and not _SENTENCE.search(tail["rest"]))
