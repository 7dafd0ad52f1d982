"""Whether the dates of an edition are possible together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from lxml import etree

from tei.core.diagnostic import Diagnostic, Label
from tei.core.edition import TEI, Edition
from tei.validate import place
from tei.validate.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from tei.validate import Context

_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?)?)?)?(Z|[+-]\d\d:\d\d)?")


def dates(edition: Edition, context: Context) -> Iterator[Diagnostic]:
    """Stretches that end before they begin (D201), letters received before sent (D202), deaths before births (D203)."""
    for element in edition.elements():
        if len(element.attrib) > 1:
            yield from _stretch_of(edition, element)
        if element.tag == f"{{{TEI}}}correspDesc":
            actions = {action.get("type", ""): action for action in element.iterchildren(f"{{{TEI}}}correspAction")}
            sent, received = (_dated(actions.get(kind), "date") for kind in ("sent", "received"))
            yield from _in_order(edition, "D202", sent, received, "the letter is received ({}) before it is sent ({})")
        elif element.tag == f"{{{TEI}}}person":
            birth, death = (_dated(element, kind) for kind in ("birth", "death"))
            yield from _in_order(edition, "D203", birth, death, "the person dies ({}) before being born ({})")


def _stretch_of(edition: Edition, element: etree._Element) -> Iterator[Diagnostic]:
    first = "from" if "from" in element.attrib else "notBefore"
    last = "to" if "to" in element.attrib else "notAfter"
    begin, end = element.get(first, ""), element.get(last, "")
    if _before(end, begin):
        here = place.attribute(edition, element, last, "earlier than the beginning", value=True)
        there = place.attribute(edition, element, first, "the beginning", value=True)
        message = f"{VOCABULARY.shown(element.tag)} ends ({end}) before it begins ({begin})"
        yield _diagnostic("D201", message, edition, element, here, there, cure="exchange the two, or correct one")


def _dated(parent: etree._Element | None, name: str) -> etree._Element | None:
    children = parent.iterchildren(f"{{{TEI}}}{name}") if parent is not None else ()
    return next((child for child in children if "when" in child.attrib), None)


def _in_order(
    edition: Edition, code: str, first: etree._Element | None, second: etree._Element | None, message: str
) -> Iterator[Diagnostic]:
    if first is not None and second is not None and _before(second.get("when", ""), first.get("when", "")):
        here = place.attribute(edition, second, "when", "earlier than the other date", value=True)
        there = place.attribute(edition, first, "when", "the other date", value=True)
        said = message.format(second.get("when"), first.get("when"))
        yield _diagnostic(code, said, edition, second, here, there, cure="correct the one that is wrong")


def _before(one: str, other: str) -> bool:
    """Whether the whole of one date lies before the whole of another; where a value is no date, it does not."""
    a, b = _stretch(one), _stretch(other)
    if a is None or b is None:
        return False
    (_, last, zone), (first, _, other_zone) = a, b
    if zone is not None and other_zone is not None:
        last, first = last - zone, first - other_zone
    return last < first


def _stretch(value: str) -> tuple[datetime, datetime, timedelta | None] | None:
    """The first and the last second that a date can mean, and its distance from UTC; None for other values."""
    found = _VALUE.fullmatch(value)
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
    zone = _zone(found[7]) if found[7] else None
    try:
        first = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0)
        if hour is not None:
            return first, first, zone
        if day:
            after = first + timedelta(days=1)
        else:
            after = datetime(first.year + (month in (None, 12)), (month or 12) % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None
    return first, after - timedelta(seconds=1), zone


def _zone(written: str) -> timedelta:
    if written == "Z":
        return timedelta()
    ahead = timedelta(hours=int(written[1:3]), minutes=int(written[4:6]))
    return -ahead if written[0] == "-" else ahead


def _diagnostic(
    code: str, message: str, edition: Edition, element: etree._Element, here: Label, *there: Label, cure: str
) -> Diagnostic:
    return Diagnostic(code, "error", message, place.with_origin(edition, element, here, *there), cure)
