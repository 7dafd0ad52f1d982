"""The house style that a document was edited in, which changed with the years of a series."""

from __future__ import annotations

from tei.annotate.dates import document_year
from tei.core.profile import Profile
from tei.core.view import View


def practice(view: View, profile: Profile) -> int | None:
    """The year whose house style a document follows; None where that is not known.

    It is the document's own year, but for an early document that has the source note of later
    volumes: a volume that goes back to years of the old style is edited in the new one.
    """
    year = document_year(view)
    marker = profile["read"]["source-note"]
    if year is not None and year <= profile["annotate"]["references"]["pages-until"] and marker and marker in view.text:
        return None
    return year
