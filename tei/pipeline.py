"""The line from raw text to edition; the only module that names every stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tei.annotate import annotate
from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.encode import encode
from tei.read import read


@dataclass(frozen=True)
class Pipeline:
    """The settings that all documents of one run share."""

    profile: Profile
    authority: Authority = field(default_factory=Authority)
    header: Mapping[str, Any] = field(default_factory=dict)

    def edition(self, source: Source) -> Edition:
        """The TEI edition of one raw text."""
        document = annotate(read(source, self.profile), self.profile, self.authority)
        return encode(document, self.profile, self.header)
