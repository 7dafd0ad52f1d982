"""What InvenioRDM demands of a record besides its JSON Schema: what it would answer with 400, or not publish."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tei.deposit.vocabulary import DATES, RELATIONS, ROLES, is_address
from tei.deposit.zenodo.invenio import SHORTEST, edtf
from tei.deposit.zenodo.schemes import is_valid

MOST_FILES = 100
"""So many files a record may have."""

LARGEST = 50_000_000_000
"""So many bytes the files of a record may have together, unless Zenodo grants more."""

LONGEST_VERSION = 191
"""So many characters the version may have."""

TEXT: Mapping[str, object] = {"type": "string"}
_SCHEMED = {"identifier": TEXT, "scheme": TEXT}
REGISTRY: Mapping[str, object] = {
    "local://definitions-v1.0.0.json": {
        "identifier": TEXT,
        "scheme": TEXT,
        "identifiers_with_scheme": {"type": "object", "additionalProperties": False, "properties": _SCHEMED},
    },
    "local://definitions-v2.0.0.json": {"files-simple": {"type": "object"}},
}
"""What the JSON Schema refers to in a registry of its own, as far as a record has it that we make."""

_ID = re.compile(r"[a-z0-9][a-z0-9.-]*")
_AGENT_SCHEMES = ("orcid", "isni", "gnd", "ror")
_MARKUP = re.compile(r"<\s*(?:script|style|iframe|object|embed)\b|\son\w+\s*=", re.IGNORECASE)


class Fault(NamedTuple):
    """What would be refused: where, as names with slashes, what is wrong there, and the element that cures it."""

    where: str
    said: str
    cure: str = ""


def faults(record: object) -> Iterator[Fault]:
    """What InvenioRDM would refuse in the body of POST /api/records.

    Source: InvenioRDM metadata reference, and the answers of its REST API.
    """
    whole = _table(record)
    metadata = _table(whole.get("metadata"))
    if not metadata:
        yield Fault("metadata", "there are none")
        return
    yield from _access(whole)
    if not _id(metadata.get("resource_type")):
        yield Fault("metadata/resource_type", "it needs an id of the vocabulary, such as dataset")
    yield from _agents(metadata, "creators", "<author>, <editor> or <respStmt>")
    if not metadata.get("creators"):
        yield Fault("metadata/creators", "there must be one", "add <author>, <editor> or <respStmt> to <titleStmt>")
    yield from _agents(metadata, "contributors", "<editor> or <respStmt>")
    if len(str(metadata.get("title") or "").strip()) < SHORTEST:
        yield Fault("metadata/title", f"it must have {SHORTEST} characters", "give <title> in <titleStmt> more words")
    yield from _dates(metadata)
    yield from _words(metadata)
    yield from _vocabularies(metadata)
    yield from _identifiers(metadata, whole)
    yield from _rights(metadata)


def _access(whole: Mapping[str, Any]) -> Iterator[Fault]:
    access = _table(whole.get("access"))
    for part in ("record", "files"):
        if access.get(part, "public") not in ("public", "restricted"):
            yield Fault(f"access/{part}", "it is public or restricted")
    if not isinstance(_table(whole.get("files")).get("enabled"), bool):
        yield Fault("files/enabled", "it is true or false")


def _agents(metadata: Mapping[str, Any], name: str, element: str) -> Iterator[Fault]:
    for place, each in _numbered(metadata, name):
        agent = _table(each.get("person_or_org"))
        at = f"{place}/person_or_org"
        if agent.get("type") not in ("personal", "organizational"):
            yield Fault(f"{at}/type", "it is personal or organizational")
        wanted = "family_name" if agent.get("type") == "personal" else "name"
        if not str(agent.get(wanted) or "").strip():
            yield Fault(f"{at}/{wanted}", "it cannot be blank", f"name somebody in {element}")
        schemes = Counter(str(_table(known).get("scheme")) for known in _list(agent.get("identifiers")))
        for scheme, number in schemes.items():
            if scheme not in _AGENT_SCHEMES:
                yield Fault(f"{at}/identifiers", f"the scheme {scheme} is none of {', '.join(_AGENT_SCHEMES)}")
            elif number > 1:
                yield Fault(f"{at}/identifiers", f"there may be only one of {scheme}", f"keep one in {element}")
        for known in map(_table, _list(agent.get("identifiers"))):
            if not is_valid(str(known.get("scheme")), str(known.get("identifier") or "")):
                yield Fault(f"{at}/identifiers", f"{known.get('identifier')} is no valid {known.get('scheme')}")
        if name == "contributors" or each.get("role"):
            yield from _one_of(each.get("role"), f"{place}/role", ROLES)


def _dates(metadata: Mapping[str, Any]) -> Iterator[Fault]:
    said = str(metadata.get("publication_date") or "")
    if not said or edtf(said) != said:
        cure = 'add <date when="2026-05-01"> to <publicationStmt>'
        yield Fault("metadata/publication_date", f"{said!r} is no date or period of EDTF, level 0", cure)
    for place, each in _numbered(metadata, "dates"):
        if not edtf(str(each.get("date") or "")):
            yield Fault(f"{place}/date", f"{each.get('date')!r} is no date or period of EDTF, level 0")
        yield from _one_of(each.get("type"), f"{place}/type", DATES)


def _words(metadata: Mapping[str, Any]) -> Iterator[Fault]:
    for name, part in (("additional_titles", "title"), ("additional_descriptions", "description")):
        for place, each in _numbered(metadata, name):
            if len(str(each.get(part) or "")) < SHORTEST:
                yield Fault(f"{place}/{part}", f"it must have {SHORTEST} characters")
            if not _id(each.get("type")):
                yield Fault(f"{place}/type", "it needs an id of the vocabulary")
            if _MARKUP.search(str(each.get(part) or "")):
                yield Fault(f"{place}/{part}", "it has markup that may do harm")
    said = metadata.get("description")
    if said is not None and len(str(said)) < SHORTEST:
        yield Fault("metadata/description", f"it must have {SHORTEST} characters")
    if _MARKUP.search(str(said)):
        yield Fault("metadata/description", "it has markup that may do harm")
    if len(str(metadata.get("version") or "")) > LONGEST_VERSION:
        cure = 'say it shortly: <edition n="1.0">'
        yield Fault("metadata/version", f"it may have {LONGEST_VERSION} characters", cure)


def _vocabularies(metadata: Mapping[str, Any]) -> Iterator[Fault]:
    for place, each in _numbered(metadata, "languages"):
        if not re.fullmatch(r"[a-z]{3}", str(each.get("id") or "")):
            yield Fault(place, f"{each.get('id')!r} is no code of ISO 639-3", "correct @ident of <language>")
    for place, each in _numbered(metadata, "subjects"):
        if bool(each.get("id")) == bool(each.get("subject")):
            yield Fault(place, "it has either an id or a subject")
    for place, each in _numbered(metadata, "funding"):
        funder, award = _table(each.get("funder")), _table(each.get("award"))
        if not (funder.get("id") or funder.get("name")):
            yield Fault(f"{place}/funder", "it needs a name", "name it in <funder>")
        if award and not (award.get("id") or (award.get("title") and award.get("number"))):
            yield Fault(f"{place}/award", "it needs a title and a number")
    for place, each in _numbered(_table(metadata.get("locations")), "features", "metadata/locations"):
        if not any(each.get(part) for part in ("geometry", "place", "identifiers", "description")):
            yield Fault(place, "it needs a place or a geometry")
    for place, each in _numbered(metadata, "references"):
        if not str(each.get("reference") or "").strip():
            yield Fault(place, "it needs the reference in words")


def _identifiers(metadata: Mapping[str, Any], whole: Mapping[str, Any]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for name in ("identifiers", "related_identifiers"):
        for place, each in _numbered(metadata, name):
            value, scheme = str(each.get("identifier") or ""), str(each.get("scheme") or "")
            if not is_valid(scheme, value):
                yield Fault(place, f"{value!r} is no valid identifier of the scheme {scheme!r}", "correct <idno>")
            if name == "identifiers" and (scheme, value) in seen:
                yield Fault(place, f"{value!r} is there twice", "keep one <idno>")
            seen |= {(scheme, value)} if name == "identifiers" else set()
            if name == "related_identifiers":
                yield from _one_of(each.get("relation_type"), f"{place}/relation_type", RELATIONS)
    for scheme, each in _table(whole.get("pids")).items():
        if not is_valid(scheme, str(_table(each).get("identifier") or "")):
            yield Fault(f"pids/{scheme}", "it is not valid", 'correct <idno type="DOI">')
        if not _table(each).get("provider"):
            yield Fault(f"pids/{scheme}/provider", "it is external for what another agency assigned")


def _rights(metadata: Mapping[str, Any]) -> Iterator[Fault]:
    cure = 'add <licence target="https://creativecommons.org/licenses/by/4.0/"> to <availability>'
    for place, each in _numbered(metadata, "rights"):
        if not each.get("id") and not each.get("title"):
            yield Fault(place, "it needs an id or a title", cure)
        elif each.get("id") and len(each) > 1:
            yield Fault(place, "it has either an id or words of its own, not both")
        elif each.get("id") and not _ID.fullmatch(str(each["id"])):
            yield Fault(f"{place}/id", f"{each['id']!r} is no name of a licence in small letters")
        if each.get("link") and not is_address(str(each["link"])):
            yield Fault(f"{place}/link", f"{each['link']!r} is no address in the web", cure)


def _one_of(value: object, place: str, known: tuple[str, ...]) -> Iterator[Fault]:
    name = _id(value)
    if name not in {each.lower() for each in known}:
        yield Fault(place, f"{name!r} is not in the vocabulary" if name else "it needs an id of the vocabulary")


def _id(value: object) -> str:
    return str(_table(value).get("id") or "")


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _numbered(holder: Mapping[str, Any], name: str, at: str = "metadata") -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of a list, each with its place; what is no table is as one without entries."""
    for number, each in enumerate(_list(holder.get(name))):
        yield f"{at}/{name}/{number}", _table(each)
