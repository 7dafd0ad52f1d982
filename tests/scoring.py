"""Documents to compare, from pieces of TEI."""

from __future__ import annotations

from lxml import etree

from tei.core.namespaces import TEI
from tei.score import Comparison


def document(inside: str) -> etree._Element:
    """A document with these blocks."""
    return etree.fromstring(f'<div xmlns="{TEI}" type="document" xml:id="d1">{inside}</div>')


def comparison(given: str, gold: str, raw: str | None = None) -> Comparison:
    """One document laid over the other."""
    return Comparison(document(given), document(gold), raw)


def counts(given: str, gold: str, raw: str | None = None) -> dict[str, tuple[int, int, int]]:
    """Right, given and gold of each category of which there is any."""
    return {
        category: (count.right, count.given, count.gold)
        for category, count in comparison(given, gold, raw).counts.items()
        if count.given or count.gold
    }
