"""Whether the dates of an edition are possible together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.core.namespaces import TEI
from tei.core.parse import Parser, parse
from tei.relaxng import Place
from tei.relaxng.places import Places
from tei.validate.calendar import before
from tei.validate.collect import STRETCHES
from tei.validate.place import labels
from tei.validate.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from tei.validate import Context

_LETTER, _PERSON = f"{TEI}}}correspDesc", f"{TEI}}}person"
_CURE = "correct the one that is wrong"

Dated = tuple[str, Place]
"""A date and where it stands."""


def dates(edition: Edition, context: Context) -> Iterator[Diagnostic]:
    """Stretches that end before they begin (D201), letters received before sent (D202), deaths before births (D203)."""
    if context.collected(edition).dated:
        reading = _Reading(edition)
        parse(edition.source, reading.attach)
        yield from reading.found


class _Reading:
    """Reads a document for its dates."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def attach(self, parser: Parser) -> None:
        """Begin anew with a parser."""
        self.found: list[Diagnostic] = []
        self._open: list[str] = [""]
        self._actions: list[str] = []
        self._dates: list[dict[str, Dated]] = []
        self._places = Places(parser, self._edition.source)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end

    def _start(self, element: str, attributes: Mapping[str, str]) -> None:
        if len(attributes) > 1:
            self._stretch(element, attributes)
        if element in (_LETTER, _PERSON):
            self._dates.append({})
        own = element.rpartition("}")[2]
        parent = self._open[-1]
        if own == "correspAction":
            self._actions.append(attributes.get("type", ""))
        kind = self._actions[-1] if parent.endswith("}correspAction") and own == "date" else own
        if self._dates and "when" in attributes and (kind is not own or parent == _PERSON):
            dated = attributes["when"], self._places.attribute("when", value=True)
            self._dates[-1].setdefault(kind, dated)
        self._open.append(element)

    def _end(self, element: str) -> None:
        self._open.pop()
        if element == _LETTER:
            dates = self._dates.pop()
            message = "the letter is received ({}) before it is sent ({})"
            self._in_order("D202", dates.get("sent"), dates.get("received"), message)
        elif element == _PERSON:
            dates = self._dates.pop()
            self._in_order(
                "D203", dates.get("birth"), dates.get("death"), "the person dies ({}) before being born ({})"
            )
        elif element.endswith("}correspAction"):
            self._actions.pop()

    def _stretch(self, element: str, given: Mapping[str, str]) -> None:
        for first, last in STRETCHES:
            begin, end = given.get(first, ""), given.get(last, "")
            if before(end, begin):
                here = self._places.attribute(last, "earlier than the beginning", value=True)
                there = self._places.attribute(first, "the beginning", value=True)
                message = f"{VOCABULARY.shown(element)} ends ({end}) before it begins ({begin})"
                self._tell("D201", message, here, there, cure="exchange the two, or correct one")

    def _in_order(self, code: str, first: Dated | None, second: Dated | None, message: str) -> None:
        if first is not None and second is not None and before(second[0], first[0]):
            self._tell(code, message.format(second[0], first[0]), second[1], first[1], cure=_CURE)

    def _tell(self, code: str, message: str, here: Place, there: Place, *, cure: str) -> None:
        where = labels(self._edition, here, there)
        self.found.append(Diagnostic(code, "error", message, where, cure))
