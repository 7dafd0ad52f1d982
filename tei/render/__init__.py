"""From an Edition to a Page: HTML that is read, cited and used, or plain text."""

from __future__ import annotations

from collections.abc import Mapping

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render.metadata import Metadata
from tei.render.page import Page, standalone
from tei.render.plain import plain
from tei.render.transform import NONE_GIVEN, fragment

__all__ = ["Metadata", "Page", "fragment", "plain", "render"]


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
    (P401 to P403) where the stylesheet cannot be read, is no XSLT 1.0, or stops.
    """
    body = fragment(edition, profile, documents=documents, stylesheet=stylesheet, parameters=parameters)
    metadata = Metadata.of(edition)
    whole = body.lstrip()[:15].lower().startswith(("<!doctype", "<html"))
    html = body if whole else standalone(body, metadata, profile)
    return Page(metadata.name, metadata.title, html, metadata)
