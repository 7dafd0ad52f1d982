"""From a Document to the same Document with marks: names, terms, places, dates, references."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tei.annotate.overlap import settle
from tei.core.authority import Authority
from tei.core.diagnostic import Diagnostic
from tei.core.document import Document, Mark
from tei.core.profile import Profile
from tei.core.registry import Registry
from tei.core.view import View


@dataclass(frozen=True)
class Context:
    """What an annotator may look at besides the text."""

    profile: Profile
    authority: Authority


Annotator = Callable[[View, Context], Iterator[Mark | Diagnostic]]

ANNOTATORS = Registry(
    "tei.annotators",
    {
        "people": "tei.annotate.people:people",
        "correspondents": "tei.annotate.correspondents:correspondents",
        "terms": "tei.annotate.terms:terms",
        "places": "tei.annotate.places:places",
        "dates": "tei.annotate.dates:dates",
        "references": "tei.annotate.references:references",
        "emphasis": "tei.annotate.emphasis:emphasis",
    },
)


def annotate(document: Document, profile: Profile, authority: Authority) -> Document:
    """The document with the marks of the profile's annotators, overlaps settled, and their diagnostics.

    Raises Refused (P103) for an annotator that the profile names and nobody provides.
    """
    view = View.of(document)
    context = Context(profile, authority)
    marks: list[Mark] = list(document.marks)
    diagnostics: list[Diagnostic] = []
    for name in profile["annotate"]["annotators"]:
        annotator: Annotator = ANNOTATORS.load(name)
        for found in annotator(view, context):
            if isinstance(found, Mark):
                marks.append(found)
            else:
                diagnostics.append(found)
    return document.with_marks(settle(marks), tuple(diagnostics))
