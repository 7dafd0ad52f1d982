"""CITATION.cff: how an edition is cited, for GitHub, Zenodo and programs that keep references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tei.core.diagnostic import Diagnostic
from tei.core.files import write
from tei.deposit.cff_yaml import read, written
from tei.deposit.collection import Collection
from tei.deposit.packed import sources
from tei.deposit.record import Identifier, Record, Related
from tei.deposit.schemas import Schemas, invalid
from tei.deposit.target import Target
from tei.render.agents import Agent

NAME = "CITATION.cff"
VERSION = "1.2.0"
MESSAGE = "If you use this edition, please cite it as below."

NOBODY = {"name": "anonymous"}
"""Who stands where an author must be named and nobody knows one (CFF 1.2.0, schema guide)."""

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[012])-(?:0[1-9]|[12]\d|3[01])")
_ADDRESS = re.compile(r"https?://\S+")
_EMAIL = re.compile(r"\S+@\S+\.\S{2,}")
_ORCID = re.compile(r"https://orcid\.org/(?:\d{4}-){3}\d{3}[\dX]")
_ISBN = re.compile(r"[0-9\- ]{10,17}X?")
_ISSN = re.compile(r"\d{4}-\d{3}[\dxX]")
_LISTED = re.compile(
    r"CC0-1\.0|CC-BY(?:-NC)?(?:-ND|-SA)?-(?:[1234]\.0|2\.5)|ODC-By-1\.0|ODbL-1\.0|PDDL-1\.0"
    r"|MIT|Apache-2\.0|GPL-3\.0-only|etalab-2\.0"
)
"""Licences for texts and data that the list of CFF 1.2.0 has; it is older than SPDX's own."""

_NAMED = ("doi", "url", "license-url", "date-released", "license")
_FORMS = {
    "doi": (_DOI, "a DOI without an address, like 10.5281/zenodo.1003150"),
    "url": (_ADDRESS, "an address with https"),
    "license-url": (_ADDRESS, "an address with https"),
    "date-released": (_DAY, "a day, like 2026-05-01"),
    "license": (_LISTED, "an identifier of the SPDX list as CFF 1.2.0 has it"),
}
_KNOWN = frozenset((
    "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords",
    "license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact",
    "repository-code", "title", "type", "url", "version",
))  # fmt: skip


def citation(collection: Collection) -> dict[str, Any]:
    """How a collection is cited, by the names of CFF 1.2.0; what its header does not say is left out.

    The authors are whom repositories cite it by, "anonymous" where nobody is named. A licence that the list of CFF
    does not have is given by its address; of several none is given, as they would be taken for a choice.
    """
    record = collection.record
    doi = _match(_DOI, record.doi)
    table = {
        "cff-version": VERSION,
        "message": MESSAGE,
        "type": "dataset",
        "title": record.title or collection.name,
        "authors": _authors(record.responsible),
        "version": record.version,
        "date-released": _match(_DAY, record.issued),
        "doi": doi,
        "url": collection.url,
        **_licence(record),
        "identifiers": [_identifier(each) for each in record.identifiers if each.value != doi],
        "abstract": record.abstract or next((each.text for each in record.descriptions), ""),
        "keywords": list(dict.fromkeys(each.term for each in record.subjects)),
        "contact": _contact(collection),
        "references": [_reference(each) for each in sources(collection)],
    }
    return _said(table)


def _said(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table without what is empty."""
    return {key: value for key, value in table.items() if value}


def _match(form: re.Pattern[str], value: str) -> str:
    return value if form.fullmatch(value) else ""


def _authors(agents: Iterable[Agent]) -> list[dict[str, str]]:
    """The agents as CFF has them, each once."""
    named: list[dict[str, str]] = []
    for each in agents:
        table = _author(each)
        if table not in named:
            named.append(table)
    return named or [NOBODY]


def _author(agent: Agent) -> dict[str, str]:
    orcid = next((each for each in agent.identifiers if _ORCID.fullmatch(each)), "")
    website = next((each for each in agent.identifiers if each != orcid and _ADDRESS.fullmatch(each)), "")
    if agent.family:
        names = {"family-names": agent.family, "given-names": agent.given, "name-suffix": agent.suffix}
    else:
        names = {"name": agent.name}
    return _said({**names, "orcid": orcid, "website": website})


def _licence(record: Record) -> dict[str, str]:
    if len(record.licences) != 1:
        return {}
    (licence,) = record.licences
    if _LISTED.fullmatch(licence.spdx):
        return {"license": licence.spdx}
    return {"license-url": _match(_ADDRESS, licence.address)}


def _identifier(identifier: Identifier) -> dict[str, str]:
    kind = "doi" if identifier.kind == "DOI" and _DOI.fullmatch(identifier.value) else "other"
    if kind == "other" and _ADDRESS.fullmatch(identifier.value):
        kind = "url"
    return {"type": kind, "value": identifier.value, "description": identifier.kind}


def _contact(collection: Collection) -> list[dict[str, str]]:
    if not _EMAIL.fullmatch(collection.email):
        return []
    return [{"name": collection.record.publisher or collection.title or collection.name, "email": collection.email}]


def _reference(source: Related) -> dict[str, Any]:
    """What the edition was made from; its authors are known to none."""
    number = source.identifier
    kind, value = (number.kind.casefold(), number.value) if number else ("", "")
    forms = {"doi": _DOI, "isbn": _ISBN, "issn": _ISSN, "url": _ADDRESS}
    own = {kind: value} if kind in forms and forms[kind].fullmatch(value) else {}
    return _said(
        {
            "type": "book" if "isbn" in own else "generic",
            "title": source.title or value,
            "authors": [NOBODY],
            "volume": source.volume,
            "start": source.first_page,
            "end": source.last_page,
            **own,
            "identifiers": [_identifier(number)] if number and not own else [],
        }
    )


def _make(collection: Collection, folder: Path) -> None:
    write(folder / NAME, written(citation(collection)))


def _check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    """What CFF 1.2.0 would refuse, by what its schema says of the names that are used here."""
    file = folder / NAME
    if not file.is_file():
        yield invalid(file, f"there is no {NAME}")
        return
    try:
        table = read(file.read_text(encoding="utf-8"))
    except ValueError as error:
        yield invalid(file, f"it cannot be read as YAML: {error}", "write each string in double quotes")
        return
    yield from (invalid(file, message) for message in _faults(table))


def _faults(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name} is not known to CFF {VERSION}" for name in table if name not in _KNOWN)
    if table.get("cff-version") != VERSION:
        yield f"cff-version is not {VERSION}"
    if table.get("type", "dataset") not in ("dataset", "software"):
        yield "type is neither dataset nor software"
    for name in ("message", "title"):
        if not isinstance(table.get(name), str) or not table[name]:
            yield f"{name} is not there"
    yield from _wrong_authors("authors", table.get("authors"))
    for name in _NAMED:
        form, said = _FORMS[name]
        if name in table and not form.fullmatch(str(table[name])):
            yield f"{name} is not {said}: {table[name]}"
    for place, each in enumerate(_tables(table.get("identifiers", []))):
        if each.get("type") not in ("doi", "url", "swh", "other") or not each.get("value"):
            yield f"identifiers/{place} lacks a type or a value"
        elif each["type"] in _FORMS and not _FORMS[each["type"]][0].fullmatch(str(each["value"])):
            yield f"identifiers/{place} is not {_FORMS[each['type']][1]}: {each['value']}"
    for place, each in enumerate(_tables(table.get("references", []))):
        if not (each.get("type") and each.get("title")):
            yield f"references/{place} lacks a type or a title"
        yield from _wrong_authors(f"references/{place}/authors", each.get("authors"))
    for name in ("authors", "contact", "identifiers", "keywords", "references"):
        items = table.get(name, [None])
        if not isinstance(items, list) or not items or len({repr(each) for each in items}) < len(items):
            yield f"{name} is no list of one or more different items"


def _wrong_authors(name: str, given: object) -> Iterator[str]:
    """Why these cannot be authors: each is a person with names, or else has one name."""
    authors = _tables(given)
    if not authors:
        yield f"{name} has nobody; one is needed"
    for place, each in enumerate(authors):
        names = set(each) & {"family-names", "given-names"}
        if bool(names) == ("name" in each):
            yield f"{name}/{place} is neither a person with family-names or given-names nor an entity with a name"
        if "orcid" in each and not _ORCID.fullmatch(str(each["orcid"])):
            yield f"{name}/{place}/orcid is not an address at https://orcid.org/: {each['orcid']}"
        if "website" in each and not urlsplit(str(each["website"])).hostname:
            yield f"{name}/{place}/website is no address: {each['website']}"


def _tables(given: object) -> list[Mapping[str, Any]]:
    return [each if isinstance(each, Mapping) else {} for each in given] if isinstance(given, list) else []


TARGET = Target("CITATION.cff", _make, _check)
