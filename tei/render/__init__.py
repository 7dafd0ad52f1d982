"""From an Edition to a Page: HTML that is read, cited and used, or plain text."""

from __future__ import annotations

from collections.abc import Mapping

from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render.metadata import Metadata
from tei.render.page import Page, standalone
from tei.render.plain import plain
from tei.render.transform import NONE_GIVEN, addresses, fragment, markup

__all__ = ["Metadata", "Page", "fragment", "plain", "render"]

_HELP = "this is what the stylesheet was written to say, by xsl:message"


def render(
    edition: Edition,
    profile: Profile,
    *,
    documents: Mapping[str, str] = NONE_GIVEN,
    stylesheet: str = "",
    parameters: Mapping[str, str] = NONE_GIVEN,
) -> Page:
    """The edition as one HTML page that needs no other file: style and script stand in it.

    `documents` gives the address for the ids of other files ("d37" or "d37fn2" to "d37.html"), so that
    references to them become links. `stylesheet` is a path and stands for the profile's own, `parameters`
    go to it as strings. A stylesheet that makes a whole page of its own is left to it. Raises Refused
    (P401 to P406, see `transformed`) where the stylesheet cannot be read, is no XSLT, or stops.
    """
    stylesheet = stylesheet or profile["render"]["stylesheet"]
    made = markup(edition, stylesheet, {**addresses(edition, profile, documents), **parameters})
    body = made.text
    metadata = Metadata.of(edition)
    whole = body.lstrip()[:15].lower().startswith(("<!doctype", "<html"))
    html = body if whole else standalone(body, metadata, profile)
    said = tuple(Diagnostic("P407", "info", f"{stylesheet} says: {message}", help=_HELP) for message in made.messages)
    return Page(metadata.name, metadata.title, html, metadata, said)
