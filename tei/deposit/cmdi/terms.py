"""A record in the terms of Dublin Core, as the profile OLAC-DcmiTerms of the Component Registry has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tei.core.languages import terminological
from tei.deposit.dublincore import cited, point, resolved
from tei.deposit.record import UNKNOWN, Record, Related
from tei.deposit.vocabulary import TEI_XML, is_address, sound_tag

PROFILE = "clarin.eu:cr1:p_1288172614026"
"""The profile of the Component Registry."""

COMPONENT = "OLAC-DcmiTerms"
"""Its only component."""

TERMS = (
    "abstract", "accessRights", "accrualMethod", "accrualPeriodicity", "accrualPolicy", "alternative", "audience",
    "available", "bibliographicCitation", "conformsTo", "contributor", "coverage", "created", "creator", "date",
    "dateAccepted", "dateCopyrighted", "dateSubmitted", "description", "educationLevel", "extent", "format",
    "hasFormat", "hasPart", "hasVersion", "identifier", "instructionalMethod", "isFormatOf", "isPartOf",
    "isReferencedBy", "isReplacedBy", "isRequiredBy", "issued", "isVersionOf", "language", "license", "mediator",
    "medium", "modified", "provenance", "publisher", "references", "relation", "replaces", "requires", "rights",
    "rightsHolder", "source", "spatial", "subject", "tableOfContents", "temporal", "title", "type", "valid",
)  # fmt: skip
"""The elements of the component, in the order that they must have; each may be there as often as is wanted."""

TYPES = (
    "DCMIType", "DDC", "IMT", "LCC", "LCSH", "MESH", "NLM", "TGN", "UDC", "Box", "ISO3166", "ISO639-2", "ISO639-3",
    "Period", "Point", "RFC1766", "RFC3066", "RFC4646", "RFC5646", "URI", "W3CDTF",
)  # fmt: skip
"""What the attribute dcterms-type may say of the form of a value."""

ROLES = (
    "annotator", "author", "compiler", "consultant", "data_inputter", "depositor", "developer", "editor",
    "illustrator", "interpreter", "interviewer", "participant", "performer", "photographer", "recorder", "researcher",
    "research_participant", "responder", "signer", "singer", "speaker", "sponsor", "transcriber", "translator",
)  # fmt: skip
"""What the attribute olac-role may say of a contributor."""

_ROLES = {
    "Editor": "editor", "Translator": "translator", "Sponsor": "sponsor", "Researcher": "researcher",
    "DataCurator": "annotator", "DataCollector": "compiler", "DataManager": "developer",
}  # fmt: skip
_DATES = {
    "Issued": "issued", "Created": "created", "Updated": "modified", "Available": "available", "Valid": "valid",
    "Accepted": "dateAccepted", "Submitted": "dateSubmitted", "Copyrighted": "dateCopyrighted", "Coverage": "temporal",
}  # fmt: skip
_DESCRIPTIONS = {"Abstract": "abstract", "TableOfContents": "tableOfContents"}
_RELATIONS = {
    "IsDerivedFrom": "source", "IsPartOf": "isPartOf", "IsPublishedIn": "isPartOf", "HasPart": "hasPart",
    "IsVersionOf": "isVersionOf", "HasVersion": "hasVersion", "IsReferencedBy": "isReferencedBy",
    "IsCitedBy": "isReferencedBy", "References": "references", "Cites": "references", "Requires": "requires",
    "IsRequiredBy": "isRequiredBy", "Obsoletes": "replaces", "IsObsoletedBy": "isReplacedBy",
    "IsVariantFormOf": "isFormatOf", "IsOriginalFormOf": "hasFormat",
}  # fmt: skip


class Term(NamedTuple):
    """An element of the component: its name, what it says, its language, and attributes with what they say."""

    name: str
    text: str
    language: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


def terms(record: Record, *, several: bool) -> list[Term]:
    """What a record says, in the order of the component, nothing twice; without a title that is `:unav`."""
    said = dict.fromkeys(term for term in _said(record, several=several) if term.text)
    return sorted(said, key=lambda term: TERMS.index(term.name))


def _said(record: Record, *, several: bool) -> Iterator[Term]:
    if not record.title:
        yield Term("title", UNKNOWN)
    for title in record.titles:
        yield Term("alternative" if title.kind else "title", title.text, sound_tag(title.language))
    for agent in record.creators:
        yield Term("creator", agent.filed)
    for each in record.contributors:
        holds = each.role == "RightsHolder"
        role = (("olac-role", _ROLES[each.role]),) if each.role in _ROLES else ()
        yield Term("rightsHolder" if holds else "contributor", each.agent.filed, "", role)
    for funding in record.fundings:
        yield Term("contributor", funding.funder, "", (("olac-role", "sponsor"),))
    for subject in record.subjects:
        yield Term("subject", subject.term)
        yield _typed("subject", subject.address)
    for description in record.descriptions:
        yield Term(
            _DESCRIPTIONS.get(description.kind, "description"), description.text, sound_tag(description.language)
        )
    if record.version:
        yield Term("description", f"Version: {record.version}")
    yield Term("publisher", record.publisher)
    for date in record.dates:
        form = () if "/" in date.value else (("dcterms-type", "W3CDTF"),)
        yield Term(_DATES.get(date.kind, "date"), date.value, "", form)
    yield Term("type", "Collection" if several else "Text", "", (("dcterms-type", "DCMIType"),))
    yield Term("type", "primary text", "", (("olac-linguistic-type", "primary_text"),))
    yield Term("format", TEI_XML, "", (("dcterms-type", "IMT"),))
    for identifier in record.identifiers:
        yield _typed("identifier", resolved(identifier))
    for related in record.related:
        yield from _related(related)
    for tag in record.languages:
        code = terminological(tag)
        yield Term("language", tag, "", (("olac-language", code),) if code else ())
    for place in record.places:
        yield Term("spatial", place.name)
        if place.latitude:
            yield Term("spatial", point(place), "", (("dcterms-type", "Point"),))
    for licence in record.licences:
        yield _typed("license", licence.address)
        yield Term("rights", licence.name)


def _related(related: Related) -> Iterator[Term]:
    name = _RELATIONS.get(related.relation, "relation")
    yield Term(name, cited(related))
    if related.identifier:
        yield _typed(name, resolved(related.identifier))


def _typed(name: str, value: str) -> Term:
    """What is an address, and says so."""
    return Term(name, value, "", (("dcterms-type", "URI"),) if is_address(value) else ())
