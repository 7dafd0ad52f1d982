"""Dublin Core: a record of fifteen elements for each text (the one that every harvester reads)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei.deposit import filing
from tei.deposit.element import LANG, add, document
from tei.deposit.record import Identifier, Place, Record, Related
from tei.deposit.vocabulary import TEI_XML, sound_tag

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSD = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
ELEMENTS = (
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
    "source", "language", "relation", "coverage", "rights",
)  # fmt: skip
"""The elements of the Dublin Core Metadata Element Set 1.1."""

_URNS = {"ISBN": "urn:isbn:", "ISSN": "urn:issn:"}


def dublin_core(record: Record, address: str = "", *, type: str = "Text") -> etree._Element:
    """A record in unqualified Dublin Core, as OAI-PMH wants it (`oai_dc:dc`, OAI-PMH 2.0, section 5).

    `address` is that at which the text is published, `type` a word of the DCMI Type Vocabulary. Languages of titles
    and descriptions are told by xml:lang, DOIs, handles, ISBN and ISSN are given as URIs.
    """
    root = document("dc", OAI_DC, XSD, {"oai_dc": OAI_DC, "dc": DC})
    for name, text, language in dict.fromkeys(_statements(record, address, type)):
        if text:
            add(root, f"{{{DC}}}{name}", text, {LANG: sound_tag(language)})
    return root


def _statements(record: Record, address: str, type: str) -> Iterator[tuple[str, str, str]]:
    """Element, text and language, in the order of the element set."""
    for title in record.titles:
        yield "title", title.text, title.language
    creators = record.responsible
    for agent in creators:
        yield "creator", agent.filed, ""
    for subject in record.subjects:
        yield "subject", subject.term, ""
        yield "subject", subject.address, ""
    for description in record.descriptions:
        yield "description", description.text, description.language
    if record.version:
        yield "description", f"Version: {record.version}", ""
    yield "publisher", record.publisher, ""
    for contributor in record.contributors:
        if contributor.agent not in creators:
            yield "contributor", contributor.agent.filed, ""
    for funding in record.fundings:
        yield "contributor", funding.funder, ""
    for date in sorted(record.dates, key=lambda each: each.kind != "Issued"):
        if date.kind != "Coverage":
            yield "date", date.value, ""
    yield "type", type, ""
    yield "format", TEI_XML, ""
    yield "identifier", address, ""
    for identifier in record.identifiers:
        yield "identifier", resolved(identifier), ""
    yield from _relations(record)
    for language in record.languages:
        yield "language", language, ""
    for place in record.places:
        yield "coverage", place.name, ""
        yield "coverage", point(place), ""
    for date in record.dates:
        if date.kind in ("Coverage", "Created"):
            yield "coverage", date.value, ""
    for licence in record.licences:
        yield "rights", licence.name, ""
        yield "rights", licence.address, ""


def resolved(identifier: Identifier) -> str:
    """An identifier as a URI, where one can be made of it; else its kind and its value, such as "Local: 24"."""
    value = identifier.value
    if "://" in value or value.casefold().startswith(("urn:", "info:", "ark:")):
        return value
    if identifier.kind in _URNS:
        return _URNS[identifier.kind] + value.replace(" ", "")
    return identifier.address or f"{identifier.kind}: {value}"


def _relations(record: Record) -> Iterator[tuple[str, str, str]]:
    for each in record.related:
        name = "source" if each.relation == "IsDerivedFrom" else "relation"
        yield name, cited(each), ""
        if each.identifier:
            yield name, resolved(each.identifier), ""


def cited(related: Related) -> str:
    """Title, volume and pages, as they stand in a list of references."""
    pages = related.pages
    parts = related.title, related.volume, f"pp. {pages}" if "–" in pages else pages and f"p. {pages}"
    return ", ".join(filter(None, parts))


def point(place: Place) -> str:
    """The degrees of a place as the DCMI Point Encoding Scheme has them; "" where they are not known."""
    return f"east={place.longitude}; north={place.latitude}; name={place.name}" if place.latitude else ""


def _written(record: Record, several: bool) -> etree._Element:
    return dublin_core(record, type="Collection" if several else "Text")


def _faults(root: etree._Element) -> Iterator[tuple[str, str]]:
    names = [etree.QName(child) for child in root.iterchildren("*")]
    for name in names:
        if name.namespace != DC or name.localname not in ELEMENTS:
            yield f"<{name.localname}> is no element of Dublin Core", ""
    if "title" not in {name.localname for name in names}:
        yield "a record without a title cannot be found", "add <title> to <titleStmt>"


TARGET = filing.target("Dublin Core", _written, XSD, _faults, asks="oai")
