"""How a collection is cited, by the names of CFF 1.2.0."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from tei.deposit.collection import Collection
from tei.deposit.packages import sources
from tei.deposit.record import Identifier, Record, Related
from tei.render.agents import Agent

NAME = "CITATION.cff"
VERSION = "1.2.0"
MESSAGE = "If you use this edition, please cite it as below."

NOBODY = {"name": "anonymous"}
"""Who stands where an author must be named and nobody knows one (CFF 1.2.0, schema guide)."""

DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+")
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[012])-(?:0[1-9]|[12]\d|3[01])")
ADDRESS = re.compile(r"https?://\S+")
_EMAIL = re.compile(r"\S+@\S+\.\S{2,}")
ORCID = re.compile(r"https://orcid\.org/(?:\d{4}-){3}\d{3}[\dX]")
_ISBN = re.compile(r"[0-9\- ]{10,17}X?")
_ISSN = re.compile(r"\d{4}-\d{3}[\dxX]")
LISTED = re.compile(
    r"CC0-1\.0|CC-BY(?:-NC)?(?:-ND|-SA)?-(?:[1234]\.0|2\.5)|ODC-By-1\.0|ODbL-1\.0|PDDL-1\.0"
    r"|MIT|Apache-2\.0|GPL-3\.0-only|etalab-2\.0"
)
"""Licences for texts and data that the list of CFF 1.2.0 has; it is older than SPDX's own."""


def citation(collection: Collection) -> dict[str, Any]:
    """How a collection is cited, by the names of CFF 1.2.0; what its header does not say is left out.

    The authors are whom repositories cite it by, "anonymous" where nobody is named. A licence that the list of CFF
    does not have is given by its address; of several none is given, as they would be taken for a choice.
    """
    record = collection.record
    doi = _match(DOI, record.doi)
    table = {
        "cff-version": VERSION,
        "message": MESSAGE,
        "type": "dataset",
        "title": record.title or collection.name,
        "authors": _authors(record.responsible),
        "version": record.version,
        "date-released": _match(DAY, record.issued),
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
    orcid = next((each for each in agent.identifiers if ORCID.fullmatch(each)), "")
    website = next((each for each in agent.identifiers if each != orcid and ADDRESS.fullmatch(each)), "")
    if agent.family:
        names = {"family-names": agent.family, "given-names": agent.given, "name-suffix": agent.suffix}
        names["affiliation"] = "; ".join(dict.fromkeys(each.name for each in agent.affiliations))
    else:
        names = {"name": agent.name}
    return _said({**names, "orcid": orcid, "website": website})


def _licence(record: Record) -> dict[str, str]:
    if len(record.licences) != 1:
        return {}
    (licence,) = record.licences
    if LISTED.fullmatch(licence.spdx):
        return {"license": licence.spdx}
    return {"license-url": _match(ADDRESS, licence.address)}


def _identifier(identifier: Identifier) -> dict[str, str]:
    kind = "doi" if identifier.kind == "DOI" and DOI.fullmatch(identifier.value) else "other"
    if kind == "other" and ADDRESS.fullmatch(identifier.value):
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
    forms = {"doi": DOI, "isbn": _ISBN, "issn": _ISSN, "url": ADDRESS}
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
