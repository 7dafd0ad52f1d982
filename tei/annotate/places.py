"""Places: where a document was written, and the places that an authority knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tei.annotate.dates import creation
from tei.annotate.forms import Forms, Hit
from tei.annotate.overlap import apart
from tei.annotate.when import Dates
from tei.core.diagnostic import Diagnostic, Label
from tei.core.document import Mark
from tei.core.view import Stretch, View

if TYPE_CHECKING:
    from tei.annotate import Context
    from tei.core.authority import Authority, Entry

_PLACE = re.compile(
    r"""[\s\[(“"]*
        (?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day\b.*
          |(?P<place>[^\W\d_a-z][^\d\[\]()?“”;:]*?)[?,\]]*\s*(?:(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day,?\s*)?)
        [\[(]?""",
    re.VERBOSE | re.DOTALL,
)
_LONGEST = 60


def places(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The places in the datelines and, where the authority has places, all of these that the text names.

    L302 for a name that several places of the authority have; it is marked and left without a link.
    """
    gazetteer = context.authority.derived(Gazetteer) if context.authority.places else None
    link = context.profile["annotate"]["places"]["link"]
    plain = Dates(view.text)
    written: list[tuple[int, int]] = []
    for line in view.stretches:
        if line.block.kind == "dateline" and (place := _written(plain, line)):
            written.append(place)
            entries = gazetteer.named(view.text[slice(*place)]) if gazetteer else ()
            yield from _marked(view, *place, entries, link, 0.98)
    if gazetteer:
        for hit in gazetteer.mentions(view.text):
            if not any(first < hit.end and hit.start < last for first, last in written):
                yield from _marked(view, hit.start, hit.end, hit.meaning, link, 0.8)


def _written(dates: Dates, line: Stretch) -> tuple[int, int] | None:
    """The place in a dateline, which stands before the date."""
    when = creation(dates, line)
    end = when.start if when else line.end
    found = _PLACE.fullmatch(dates.text, line.start, end)
    if not found or not found["place"] or len(found["place"]) > _LONGEST:
        return None
    start, end = found.span("place")
    return start, start + len(dates.text[start:end].rstrip(" ,."))


def _marked(
    view: View, start: int, end: int, entries: Sequence[Entry], link: str, cert: float
) -> Iterator[Mark | Diagnostic]:
    span = view.span(start, end)
    attributes = {link: f"#{entries[0].id}"} if len(entries) == 1 else {}
    yield Mark("placeName", span, attributes, "tei.places", cert)
    if len(entries) > 1:
        yield Diagnostic(
            "L302",
            "warning",
            f"{view.text[start:end]!r} can be {' or '.join(f'{e.name} ({e.id})' for e in entries)}",
            (Label(view.document.source, span, "left without a link"),),
            help="link it by hand, or give the places names that differ",
        )


class Gazetteer:
    """The names of an authority's places."""

    def __init__(self, authority: Authority) -> None:
        self._named: dict[str, list[Entry]] = {}
        for entry in authority.places:
            for form in dict.fromkeys((entry.name, *entry.forms)):
                self._named.setdefault(form, []).append(entry)
        self._forms = Forms(self._named)

    def named(self, form: str) -> Sequence[Entry]:
        """The places of this name."""
        return self._named.get(form, ())

    def mentions(self, text: str) -> Iterator[Hit[list[Entry]]]:
        """The names in a text with their places, the longest where several begin; they do not overlap."""
        return apart(self._forms.hits(text))
