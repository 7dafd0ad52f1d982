"""From a Document to the same Document with marks: names, terms, places, dates, references."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei.annotate.doubts import doubts
from tei.annotate.overlap import settle
from tei.core.authority import Authority
from tei.core.diagnostic import Diagnostic
from tei.core.document import Document, Mark
from tei.core.profile import Profile
from tei.core.registry import Registry
from tei.core.view import View

if TYPE_CHECKING:
    from tei.annotate.style import Style
    from tei.propose.survey import Survey


@dataclass(frozen=True)
class Context:
    """What an annotator may look at besides the text; `survey` tells of the names in all texts of the run."""

    profile: Profile
    authority: Authority
    survey: Survey | None = None


Annotator = Callable[[View, Context], Iterator[Mark | Diagnostic]]

ANNOTATORS = Registry(
    "tei.annotators",
    {
        "people": "tei.annotate.people:people",
        "names": "tei.propose.names:names",
        "correspondents": "tei.annotate.correspondents:correspondents",
        "terms": "tei.annotate.terms:terms",
        "places": "tei.annotate.places:places",
        "dates": "tei.annotate.dates:dates",
        "references": "tei.annotate.references:references",
        "emphasis": "tei.annotate.emphasis:emphasis",
    },
)


def annotate(
    document: Document,
    profile: Profile,
    authority: Authority,
    style: Style | None = None,
    survey: Survey | None = None,
) -> Document:
    """The document with the marks of the profile's annotators, overlaps settled, and their diagnostics.

    With a `style`, the marks are as that house style has them. With a `survey`, names that the authority does not
    have are marked too. What is in doubt is told at the end.
    Raises Refused (P103) for an annotator that the profile names and nobody provides.
    """
    if style:
        profile = style.over(profile)
    view = View.of(document)
    context = Context(profile, authority, survey)
    marks: list[Mark] = list(document.marks)
    diagnostics: list[Diagnostic] = []
    for name in profile["annotate"]["annotators"]:
        annotator: Annotator = ANNOTATORS.load(name)
        for found in annotator(view, context):
            if isinstance(found, Mark):
                marks.append(found)
            else:
                diagnostics.append(found)
    settled = settle(survey.confirmed(marks) if survey else marks)
    if style:
        settled = settle(style.apply(document, settled, authority))
    marked = document.with_marks(settled)
    return replace(marked, diagnostics=(*document.diagnostics, *diagnostics, *doubts(marked, authority)))
