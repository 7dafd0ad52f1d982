"""A record as `.zenodo.json`: what Zenodo reads from a repository of GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any

from tei.core.calendar import first_day
from tei.deposit.record import UNKNOWN, Record
from tei.deposit.vocabulary import ROLES
from tei.deposit.zenodo.invenio import description, edtf, invenio, languages, licence_of, references
from tei.deposit.zenodo.schemes import identifiers_of
from tei.render.agents import Agent

CONTRIBUTORS = tuple(role for role in ROLES if role != "Translator")
"""What a contributor may be."""

RELATIONS = (
    "isCitedBy", "cites", "isSupplementTo", "isSupplementedBy", "isContinuedBy", "continues", "isDescribedBy",
    "describes", "hasMetadata", "isMetadataFor", "isNewVersionOf", "isPreviousVersionOf", "isPartOf", "hasPart",
    "isReferencedBy", "references", "isDocumentedBy", "documents", "isCompiledBy", "compiles", "isVariantFormOf",
    "isOriginalFormOf", "isIdenticalTo", "isReviewedBy", "reviews", "isDerivedFrom", "isSourceOf", "requires",
    "isRequiredBy", "isObsoletedBy", "obsoletes",
)  # fmt: skip
"""How something may be related."""


def legacy(record: Record, address: str = "", *, several: bool = False) -> dict[str, Any]:
    """The metadata of a deposition as Zenodo had them before InvenioRDM, and reads them still.

    Only a complete day is a date of publication here: of a year it is the first of January. One licence is given, by
    its name; other licences are told in the notes.
    Source: Zenodo REST API, deposit metadata.
    """
    issued = edtf(record.issued).partition("/")[0]
    named = [name for each in record.licences if (name := licence_of(each))]
    said = [" ".join(filter(None, (each.name, each.address))) for each in record.licences if not licence_of(each)]
    known = invenio(record, address, several=several)
    title = str(known["metadata"]["title"])
    metadata = {
        "upload_type": "publication",
        "publication_type": "annotationcollection" if several else "other",
        "title": title,
        "creators": [_agent(each) for each in record.responsible] or [{"name": UNKNOWN}],
        "contributors": list(_contributors(record)),
        "description": description(record) or f"<p>{escape(title, quote=False)}</p>",
        "publication_date": first_day(issued) if issued else "",
        "access_right": "open",
        "license": named[0] if named else "",
        "notes": "; ".join(said),
        "doi": known.get("pids", {}).get("doi", {}).get("identifier", ""),
        "keywords": list(dict.fromkeys(each.term for each in record.subjects)),
        "language": next(iter(languages(record)), ""),
        "version": record.version,
        "related_identifiers": list(_related(known["metadata"].get("related_identifiers", ()))),
        "references": references(record),
        "imprint_publisher": record.publisher,
    }
    return {key: value for key, value in metadata.items() if value}


def _agent(agent: Agent) -> dict[str, str]:
    known = {each["scheme"]: each["identifier"] for each in identifiers_of(agent.identifiers)}
    belongs = {"affiliation": agent.affiliations[0].name} if agent.affiliations else {}
    return {"name": agent.filed, **belongs, **{each: known[each] for each in ("orcid", "gnd") if each in known}}


def _contributors(record: Record) -> Iterator[dict[str, str]]:
    for each in record.contributors:
        if each.agent not in record.responsible:
            yield {**_agent(each.agent), "type": each.role if each.role in CONTRIBUTORS else "Other"}


def _related(related: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    relations = {each.lower(): each for each in RELATIONS}
    for each in related:
        if relation := relations.get(each["relation_type"]["id"]):
            yield {"identifier": each["identifier"], "relation": relation}
