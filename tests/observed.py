"""What one check finds in a document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.validate import Context
from tei.validate.observe import Check, observe

HEADER = "<teiHeader/>"
DOCUMENT = '<div type="document" xml:id="d{0}" n="{0}"><head>{0}. Telegram</head>{1}</div>'


def tei(body: str, header: str = HEADER) -> str:
    """A document with this in its body."""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'


def findings(check: Check, text: str, *, settings: dict[str, Any] | None = None, **options: Any) -> list[Diagnostic]:
    """What the check finds in the characters of a file; `settings` go before those of the profile's [validate]."""
    profile = Profile.load("plain")
    profile = replace(profile, sections={**profile.sections, "validate": {**profile["validate"], **(settings or {})}})
    edition = Edition(Source("a.xml", text))
    return list(observe(edition, Context(profile, "", (), **options), [check]))


def told(check: Check, text: str, **options: Any) -> list[tuple[str, str]]:
    """The code and the characters of each finding."""
    found = findings(check, text, **options)
    return [(each.code, each.labels[0].source[each.labels[0].span]) for each in found]
