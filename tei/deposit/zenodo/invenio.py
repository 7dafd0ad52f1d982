"""A record as InvenioRDM takes it: the body of POST /api/records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from typing import Any

from tei.core.clock import this_year
from tei.core.languages import terminological
from tei.deposit.dublincore import cited
from tei.deposit.record import UNKNOWN, Description, Identifier, Licence, Record
from tei.deposit.vocabulary import TEI_XML, is_address
from tei.deposit.zenodo.schemes import OTHER, identified, identifiers_of, is_valid
from tei.render.agents import Agent

TEXT = "publication-other"
"""The resource type of a single text (in DataCite: Text)."""

TEXTS = "publication-annotationcollection"
"""The resource type of several texts, or of a volume of them (in DataCite: Collection)."""

OWN_DOIS = ("10.5281/", "10.5072/")
"""What DOIs begin with that Zenodo and its sandbox assign: they cannot be given to it."""

SHORTEST = 3
"""So many characters a title and a description must have."""

_TITLES = {
    "Subtitle": "subtitle", "AlternativeTitle": "alternative-title", "TranslatedTitle": "translated-title",
    "Other": "other",
}  # fmt: skip
_DESCRIPTIONS = {
    "Abstract": "abstract", "Methods": "methods", "SeriesInformation": "series-information",
    "TableOfContents": "table-of-contents", "TechnicalInfo": "technical-info", "Other": "other",
}  # fmt: skip
_LICENCES = re.compile(
    r"cc-by(?:-nc)?(?:-nd|-sa)?-(?:[123]\.0|2\.5|4\.0)|cc-by(?:-sa)?-3\.0-at|cc-by-3\.0-us|cc-by-sa-2\.0-uk|"
    r"cc-by-nc-nd-3\.0-igo|cc0-1\.0|apache-2\.0|mit|odbl-1\.0|odc-by-1\.0|pddl-1\.0|gpl-3\.0-(?:only|or-later)"
)
"""The licences that are sure to be in the vocabulary; a record with one that is not is refused."""
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")

Json = dict[str, Any]


def invenio(record: Record, address: str = "", *, several: bool = False) -> Json:
    """A record for InvenioRDM, public and with files; `address` is that at which the text is published, if it is.

    Whom it is cited by are its creators, with their role where they did not write it. What must be there and is not
    known is `:unav`; without a date of issue it is the year of SOURCE_DATE_EPOCH, else of the clock. A DOI that
    somebody else assigned goes along, so that no second one is made.
    Source: InvenioRDM metadata reference; REST API, drafts and records.
    """
    metadata = {
        "resource_type": {"id": TEXTS if several else TEXT},
        "creators": list(_creators(record)) or [{"person_or_org": {"type": "organizational", "name": UNKNOWN}}],
        "title": record.title or UNKNOWN,
        "additional_titles": list(_titles(record)),
        "publisher": record.publisher,
        "publication_date": edtf(record.issued) or record.issued or this_year(),
        "subjects": [{"subject": term} for term in dict.fromkeys(each.term for each in record.subjects)],
        "contributors": list(_contributors(record)),
        "dates": list(_dates(record)),
        "languages": [{"id": code} for code in languages(record)],
        "identifiers": list(_identifiers(record, address)),
        "related_identifiers": list(_related(record)),
        "formats": [TEI_XML],
        "version": record.version,
        "rights": [_rights(each) for each in record.licences],
        "description": description(record),
        "additional_descriptions": list(_descriptions(record)),
        "locations": _locations(record),
        "funding": list(_funding(record)),
        "references": [{"reference": each} for each in references(record)],
    }
    made: Json = {
        "access": {"record": "public", "files": "public"},
        "files": {"enabled": True},
        "metadata": {key: value for key, value in metadata.items() if value},
    }
    if doi := _foreign_doi(record):
        made["pids"] = {"doi": {"identifier": doi, "provider": "external"}}
    return made


def edtf(value: str) -> str:
    """A date or a period as EDTF has it at level 0, without the time of the day; "" where it is none."""
    ends = [_day(end) for end in value.split("/")]
    if len(ends) > 2 or not all(ends):
        return ""
    if len(ends) == 2 and ends[1] < ends[0] and not ends[0].startswith(ends[1]):
        return ""
    return "/".join(ends)


def languages(record: Record) -> list[str]:
    """The languages as codes of ISO 639-3, the main one first."""
    return list(dict.fromkeys(filter(None, map(terminological, record.languages))))


def description(record: Record) -> str:
    """What it is about as HTML: the abstract, else what else is said of it."""
    found = _main_description(record)
    return _html(found.text) if found else ""


def licence_of(licence: Licence) -> str:
    """The name of a licence in the vocabulary; "" for one that need not be there."""
    name = licence.spdx.lower()
    return name if _LICENCES.fullmatch(name) else ""


def references(record: Record) -> list[str]:
    """What the text comes from or refers to, and what has no identifier by which that could be said."""
    said = (cited(each) for each in record.related if each.identifier is None and each.relation != "IsPartOf")
    return list(dict.fromkeys(filter(None, said)))


def _day(value: str) -> str:
    found = _DAY.fullmatch(value)
    if not found or int(found[1]) == 0:
        return ""
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return ""
    return "-".join(filter(None, found.groups()))


def _creators(record: Record) -> Iterator[Json]:
    roles = {each.agent: each.role for each in reversed(record.contributors)} if not record.creators else {}
    for agent in record.responsible:
        role = {"role": {"id": roles[agent].lower()}} if agent in roles else {}
        yield {**_agent(agent), **role}


def _contributors(record: Record) -> Iterator[Json]:
    for each in record.contributors:
        if each.agent not in record.responsible:
            yield {**_agent(each.agent), "role": {"id": each.role.lower()}}


def _agent(agent: Agent) -> Json:
    """A person or an organisation; of a person whose name is not told apart all of it is the family's name."""
    named: Json = {"type": "organizational", "name": agent.name}
    if not agent.organisation:
        given = ", ".join(filter(None, (agent.given, agent.suffix)))
        named = {"type": "personal", "family_name": agent.family or agent.name}
        named |= {"given_name": given} if given else {}
    if identifiers := identifiers_of(agent.identifiers):
        named["identifiers"] = identifiers
    belongs = [{"name": name} for name in dict.fromkeys(each.name for each in agent.affiliations)]
    return {"person_or_org": named, **({"affiliations": belongs} if belongs else {})}


def _language(tag: str) -> Json:
    return {"lang": {"id": code}} if (code := terminological(tag)) else {}


def _titles(record: Record) -> Iterator[Json]:
    for title in record.titles:
        if title.kind and len(title.text) >= SHORTEST:
            yield {"title": title.text, "type": {"id": _TITLES.get(title.kind, "other")}, **_language(title.language)}


def _dates(record: Record) -> Iterator[Json]:
    told = record.issued
    for each in record.dates:
        if each.kind == "Issued" and each.value == told:
            continue
        if value := edtf(each.value):
            # Not every vocabulary has the kind that DataCite was given last.
            kind: Json = {"type": {"id": each.kind.lower()}}
            if each.kind == "Coverage":
                kind = {"type": {"id": "other"}, "description": "Coverage"}
            yield {"date": value, **kind}


def _foreign_doi(record: Record) -> str:
    """The DOI that another agency assigned; "" without one."""
    dois = (each.value for each in record.identifiers if each.kind == "DOI" and is_valid("doi", each.value))
    return next((doi for doi in dois if not doi.startswith(OWN_DOIS)), "")


def _identifiers(record: Record, address: str) -> Iterator[Json]:
    taken = Identifier("DOI", _foreign_doi(record))
    found = [identified(each) for each in record.identifiers if each != taken]
    found += [{"identifier": address, "scheme": "url"}] if is_address(address) else []
    yield from _distinct(found)


def _related(record: Record) -> Iterator[Json]:
    """What it has to do with, by identifiers that are valid; the vocabulary of relations may lack "Other"."""
    found = []
    for each in record.related:
        value = identified(each.identifier) if each.identifier else {"scheme": OTHER}
        if value["scheme"] != OTHER and each.relation != "Other":
            found.append({**value, "relation_type": {"id": each.relation.lower()}})
    yield from _distinct(found)


def _distinct(found: Iterable[Json]) -> Iterator[Json]:
    yield from {repr(each): each for each in found}.values()


def _rights(licence: Licence) -> Json:
    """A licence by its name in the vocabulary, else by its words and its address, but never by both."""
    if name := licence_of(licence):
        return {"id": name}
    link = {"link": licence.address} if is_address(licence.address) else {}
    return {"title": {"en": licence.name or licence.address}, **link}


def _main_description(record: Record) -> Description | None:
    said = [each for each in record.descriptions if len(each.text) >= SHORTEST]
    return next((each for each in said if each.kind == "Abstract"), said[0] if said else None)


def _descriptions(record: Record) -> Iterator[Json]:
    main = _main_description(record)
    for each in record.descriptions:
        if each is not main and len(each.text) >= SHORTEST:
            kind = {"type": {"id": _DESCRIPTIONS.get(each.kind, "other")}}
            yield {"description": _html(each.text), **kind, **_language(each.language)}
    for series in record.relatives("IsPartOf"):
        if series.identifier is None and len(cited(series)) >= SHORTEST:
            yield {"description": _html(cited(series)), "type": {"id": "series-information"}}


def _html(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _locations(record: Record) -> Json:
    features: list[Json] = []
    for place in record.places:
        feature: Json = {"place": place.name} if place.name else {}
        if place.latitude and place.longitude:
            point = [float(place.longitude), float(place.latitude)]
            feature["geometry"] = {"type": "Point", "coordinates": point}
        features += [feature] if feature else []
    return {"features": features} if features else {}


def _funding(record: Record) -> Iterator[Json]:
    for each in record.fundings:
        award: Json = {}
        if each.award or each.title:
            award = {"title": {"en": each.title or each.award}, "number": each.award or each.title}
            if is_address(each.address):
                award["identifiers"] = [{"identifier": each.address, "scheme": "url"}]
        yield {"funder": {"name": each.funder}, **({"award": award} if award else {})}
