"""A fragment as a whole HTML page: templates, style and script."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from tei.core.diagnostic import Diagnostic
from tei.core.profile import Profile
from tei.core.templates import environment
from tei.render.cite import citations
from tei.render.condense import condensed
from tei.render.metadata import Metadata

TEMPLATES = Path(__file__).parent / "templates"
ASSETS = Path(__file__).parent / "assets"
STYLE = "edition.css"
SCRIPT = "edition.js"

_PARTS = {
    STYLE: [f"style/{part}.css" for part in ("properties", "page", "text", "notes", "lists", "print")],
    SCRIPT: [f"script/{part}.js" for part in ("theme", "notes", "popover", "tools")],
}
"""The files of which each is made, in their order: what stands later wins, and may use what stands before it."""


@dataclass(frozen=True)
class Page:
    """One page to be read: `name` is its file's without suffix, `html` the whole of it.

    `diagnostics` tell what the stylesheet said while it ran (P407).
    """

    name: str
    title: str
    html: str = field(repr=False)
    metadata: Metadata = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()


def standalone(body: str, metadata: Metadata, profile: Profile) -> str:
    """A fragment of HTML in a page that needs no other file."""
    template = environment(TEMPLATES).get_template("document.html")
    own = title_of_whole(metadata)
    edition = edition_of(profile, own=own)
    edition["language"] = metadata.language if edition["title"] == own else ""
    return template.render(
        body=body,
        document=metadata,
        citations=citations(metadata, edition),
        edition=edition,
        root="",
        here="",
        navigation=(),
        assets={},
        style=asset(STYLE),
        script=asset(SCRIPT),
        digest=digest(asset(SCRIPT)),
    )


def edition_of(profile: Profile, title: str = "", url: str = "", own: str = "") -> dict[str, Any]:
    """What templates are told of the edition as a whole; `title` and `url` stand for the profile's.

    Without them it is called what the profile calls it, else what it calls itself (`own`), else as the profile is.

    `url` is the address at which the edition is published, "" or with a slash at its end; `epub` the name of its
    EPUB and `shelf` the title of the shelf on which it stands, if it has one; `language` that of its title.
    """
    url = url or profile["render"]["url"]
    return {
        "title": title or profile["render"]["edition"] or own or profile.title,
        "url": url if not url or url.endswith("/") else f"{url}/",
        "epub": "",
        "shelf": "",
        "language": "",
    }


def title_of_whole(metadata: Metadata) -> str:
    """What a document stands in, or is: one that says of what kind it is stands in something, known or not."""
    return metadata.whole.title or ("" if metadata.kind else metadata.heading)


@cache
def asset(name: str) -> str:
    """The characters of the style sheet or the script, condensed."""
    return condensed(name, "\n".join((ASSETS / part).read_text(encoding="utf-8") for part in _PARTS[name]))


def digest(script: str) -> str:
    """By what a policy knows a script that stands in the page (Content Security Policy Level 3, section 2.3.1)."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
