"""From a Document to a TEI Edition."""

from __future__ import annotations

from tei.core.authority import Authority
from tei.core.document import Document
from tei.core.edition import Edition
from tei.core.namespaces import TEI
from tei.core.profile import Profile
from tei.core.source import Source
from tei.encode.body import write_body
from tei.encode.header import write_header
from tei.encode.identify import Ids
from tei.encode.standoff import entries_of, write_standoff
from tei.encode.write import Writer

NOTHING = Authority()


def encode(document: Document, profile: Profile, authority: Authority = NOTHING) -> Edition:
    """The document as TEI P5, in the profile's practice.

    The entries of the authority that its marks point to stand in its `standOff`. Its name is
    the document's id with `.xml`.
    """
    settings = profile["document"]
    writer = Writer()
    writer.start("TEI", {"xmlns": TEI, "xml:lang": profile["encode"]["language"]})
    write_header(document, profile, writer)
    entries = entries_of(document, authority)
    write_standoff(entries, writer)
    writer.start("text")
    writer.start("body")
    attributes = {"type": settings["type"]}
    if document.kind:
        attributes["subtype"] = document.kind
    if document.number:
        attributes["n"] = document.number
    attributes["xml:id"] = document.id
    writer.start("div", attributes)
    write_body(document, writer, Ids(document, settings, (entry.id for entry in entries)))
    for _ in range(4):
        writer.end()
    return Edition(
        Source(f"{document.id}.xml", writer.close()), document.source, tuple(writer.origins), document.diagnostics
    )
