"""TEI files to pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.pipeline.line import Diagnostics


@dataclass(frozen=True)
class Rendering:
    """The settings of a run that renders."""

    profile: Profile
    stylesheet: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


def render_tei(rendering: Rendering, name: str, data: bytes) -> tuple[str, Diagnostics]:
    """The HTML page of one TEI file, and what the stylesheet said. Raises Refused if it is no XML or that fails."""
    from tei.render import render

    edition = Edition.decode(data, name)
    page = render(edition, rendering.profile, stylesheet=rendering.stylesheet, parameters=rendering.parameters)
    return page.html, page.diagnostics
