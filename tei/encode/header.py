"""The teiHeader: what the header file says, and what the document says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tei.core.document import Document
from tei.core.profile import Profile
from tei.encode.write import Writer


def write_header(document: Document, profile: Profile, header: Mapping[str, Any], writer: Writer) -> None:
    """Write a teiHeader."""
    writer.start("teiHeader")
    writer.start("fileDesc")
    writer.start("titleStmt")
    writer.leaf("title", document.id)
    writer.end()
    writer.start("publicationStmt")
    writer.leaf("p", "Unpublished.")
    writer.end()
    writer.start("sourceDesc")
    writer.leaf("p", document.source.name)
    for _ in range(3):
        writer.end()
