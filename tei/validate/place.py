"""From the places that a reading of a document tells to the labels of diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.core.diagnostic import Edit, Label
from tei.core.edition import Edition
from tei.core.source import Source, Span
from tei.core.stream import excerpt
from tei.relaxng import Place

if TYPE_CHECKING:
    from lxml import etree


def labels(edition: Edition, *places: Place) -> tuple[Label, ...]:
    """The labels of these places; the second is where in the raw text the first was made from, if that is known."""
    found = tuple(map(label, places))
    if edition.raw is None:
        return found
    return with_origin(edition, edition.element_at(found[0].span.start), *found)


def label(place: Place) -> Label:
    """The label of a place; of a very long file it holds only the lines that are shown."""
    source, span = _stretch(place)
    return Label(source, Span(span.start, max(span.end, span.start + 1)), place.text)


def edit(place: Place, replacement: str) -> Edit:
    """The edit that puts other characters in a place; one that begins where it ends is the place to put them in."""
    return Edit(*_stretch(place), replacement)


def _stretch(place: Place) -> tuple[Source, Span]:
    source = excerpt(place.source, place.line, place.end_line)
    start = source.offset(place.line, place.column)
    return source, Span(start, source.offset(place.end_line, place.end_column))


def with_origin(edition: Edition, element: etree._Element, here: Label, *there: Label) -> tuple[Label, ...]:
    """The places that concern an element, with that in the raw text which it was made from, if known, as the second.

    The nearest element around it stands in for one that was not made from anything.
    """
    around = (edition.origin(at) for at in (element, *element.iterancestors()))
    origin = next(filter(None, around), None)
    return (here, *([origin] if origin else []), *there)
