"""What CFF 1.2.0 would refuse, judged by the file alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tei.core.diagnostic import Diagnostic
from tei.deposit.cff.fields import ADDRESS, DAY, DOI, LISTED, NAME, ORCID, VERSION
from tei.deposit.cff.yaml import read
from tei.deposit.schemas import Schemas, invalid

_NAMED = ("doi", "url", "license-url", "date-released", "license")
_FORMS = {
    "doi": (DOI, "a DOI without an address, like 10.5281/zenodo.1003150"),
    "url": (ADDRESS, "an address with https"),
    "license-url": (ADDRESS, "an address with https"),
    "date-released": (DAY, "a day, like 2026-05-01"),
    "license": (LISTED, "an identifier of the SPDX list as CFF 1.2.0 has it"),
}
_KNOWN = frozenset((
    "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords",
    "license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact",
    "repository-code", "title", "type", "url", "version",
))  # fmt: skip


def check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
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
        if "orcid" in each and not ORCID.fullmatch(str(each["orcid"])):
            yield f"{name}/{place}/orcid is not an address at https://orcid.org/: {each['orcid']}"
        if "website" in each and not urlsplit(str(each["website"])).hostname:
            yield f"{name}/{place}/website is no address: {each['website']}"


def _tables(given: object) -> list[Mapping[str, Any]]:
    return [each if isinstance(each, Mapping) else {} for each in given] if isinstance(given, list) else []
