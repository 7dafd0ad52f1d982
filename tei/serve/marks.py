"""Where in a TEI document its diagnostics are shown: as processing instructions beside the tags that they concern."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from tei.core.diagnostic import Diagnostic
from tei.core.edition import TAG, Edition
from tei.core.source import Source
from tei.core.spread import is_spread

_MARK = re.compile(r"<\?tei-diagnostic (\d+)\?>")
_LINKS = frozenset("persName placeName orgName geogName name rs term gloss ref date".split())
"""Elements that may become links on the page."""
_PHRASES = _LINKS | frozenset("hi emph foreign title q abbr expan choice sic corr orig reg seg w".split())
"""Elements in which these, or parts of these, stand."""
_TEXT = re.compile(r"<(?:[\w.-]+:)?text[\s>/]")


def marked(edition: Edition, diagnostics: Sequence[Diagnostic]) -> Edition:
    """The edition with `<?tei-diagnostic N?>` at the place of each diagnostic that has one in its text, from 1 on.

    A mark stands between two tags or between a tag and text, never within text: behind the tag that the first label
    names or that stands before it, before an element that is empty or a link. Without the marks the characters are
    the same. What concerns the header, another file, or a file that is spread over several has no mark.
    """
    if is_spread(edition.source):
        return edition
    text = edition.source.text
    tags = _Tags(text)
    places = sorted(
        (place, number)
        for number, diagnostic in enumerate(diagnostics, 1)
        if (offset := _offset(edition, diagnostic)) is not None and (place := tags.beside(offset)) is not None
    )
    if not places:
        return edition
    pieces: list[str] = []
    last = 0
    for place, number in places:
        pieces += (text[last:place], f"<?tei-diagnostic {number}?>")
        last = place
    return Edition(Source(edition.source.name, "".join(pieces) + text[last:]))


def unmarked(text: str) -> str:
    """The characters without the marks."""
    return _MARK.sub("", text)


def numbers(text: str) -> list[int]:
    """The numbers of the marks in a text, in their order."""
    return [int(found) for found in _MARK.findall(text)]


def renumbered(text: str, order: Iterable[int]) -> str:
    """The text with its marks numbered from 1 on, in the order given."""
    new = {number: place for place, number in enumerate(order, 1)}
    return _MARK.sub(lambda found: f"<?tei-diagnostic {new[int(found[1])]}?>", text)


class _Tags:
    """The tags, comments and instructions in the text of a document, and places between them."""

    def __init__(self, text: str) -> None:
        begin = _TEXT.search(text)
        self._tags = list(TAG.finditer(text, begin.start())) if begin else []
        self._starts = [tag.start() for tag in self._tags]

    def beside(self, offset: int) -> int | None:
        """Where a mark for what stands at this offset goes; None before the text begins, and behind its end."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or index == len(self._tags) - 1:
            return None
        tag = self._tags[index]
        before = tag["empty"] or ((tag["end"] or tag[0][1] in "!?") and offset < tag.end())
        link = self._link(index - 1 if before else index)
        if link is not None:
            return link
        return tag.start() if before else tag.end()

    def _link(self, index: int) -> int | None:
        """Where the outermost element begins that is a link around the place behind a tag: no link can be in it."""
        found, closed = None, 0
        for tag in reversed(self._tags[: index + 1]):
            if tag["empty"] or tag[0][1] in "!?":
                continue
            if tag["end"]:
                closed += 1
            elif closed:
                closed -= 1
            else:
                name = tag[0].strip("<>").split()[0].rpartition(":")[2]
                if name not in _PHRASES:
                    break
                found = tag.start() if name in _LINKS else found
        return found


def _offset(edition: Edition, diagnostic: Diagnostic) -> int | None:
    """The place of a diagnostic in the characters of an edition; in those of its raw text, the element made of it."""
    if not diagnostic.labels:
        return None
    label = diagnostic.labels[0]
    if label.source.name == edition.source.name:
        return label.span.start
    if edition.raw is None or label.source.name != edition.raw.name:
        return None
    at = label.span.start
    around = [
        (len(origin), -index)
        for index, origin in enumerate(edition.origins)
        if origin is not None and origin.start <= at < origin.end
    ]
    return edition.positions[-min(around)[1]] if around else None
