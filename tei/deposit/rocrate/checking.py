"""Why a crate would be refused (RO-Crate 1.2), judged by its files alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from os.path import isfile
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from tei.core.diagnostic import Diagnostic
from tei.deposit.rocrate.graph import METADATA, PREVIEW, every
from tei.deposit.schemas import Schemas, invalid
from tei.deposit.values import value_of

_SPECIFICATION = re.compile(r"https://w3id\.org/ro/crate/1\.\d+(?:-DRAFT)?")
_DATE = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?)?")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|#|_:")
_DOCTYPE = re.compile(rb"\s*<!doctype html>", re.IGNORECASE)

Entities = Mapping[str, Mapping[str, Any]]


def check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    """What is wrong with the description of a crate, and what in the folder is not as it says.

    Source: RO-Crate 1.2, "RO-Crate Structure", "Root Data Entity" and "Data Entities".
    """
    file = folder / METADATA
    try:
        entities = _entities(value_of(file))
    except OSError:
        yield invalid(file, f"there is no {METADATA}")
        return
    except ValueError as error:
        yield invalid(file, f"it cannot be read: {error}")
        return
    yield from (invalid(file, message) for message in _described(entities))
    yield from (invalid(file, message) for message in _files(folder, entities))
    if (folder / PREVIEW).is_file() and not _DOCTYPE.match((folder / PREVIEW).read_bytes()):
        yield invalid(folder / PREVIEW, "it does not begin as a page of HTML5 does")


def _entities(crate: Any) -> Entities:
    """The entities by their ids. Raises ValueError where there are none, or where two have one id."""
    graph = crate.get("@graph") if isinstance(crate, dict) else None
    if not isinstance(graph, list) or not all(
        isinstance(e, dict) and e.get("@id") and isinstance(e["@id"], str) and e.get("@type") for e in graph
    ):
        raise ValueError("it has no @graph of entities, each with @id and @type")
    if "@context" not in crate:
        raise ValueError("it has no @context")
    entities = {each["@id"]: each for each in graph}
    if len(entities) < len(graph):
        raise ValueError("two entities have one @id")
    return entities


def _described(entities: Entities) -> Iterator[str]:
    descriptor = entities.get(METADATA, {})
    versions = [str(each) for each in _references(descriptor.get("conformsTo"))]
    if not any(_SPECIFICATION.fullmatch(each) for each in versions):
        yield f"{METADATA} does not say to which version of RO-Crate it conforms"
    root = entities.get("".join(_references(descriptor.get("about"))), {})
    if "Dataset" not in every(root.get("@type")):
        yield f"{METADATA} is about no Dataset"
    for name in ("name", "description", "license", "datePublished"):
        if not root.get(name):
            yield f"the root lacks {name}"
    if not _DATE.fullmatch(str(root.get("datePublished", "0000"))):
        yield f"datePublished is no date of ISO 8601: {root['datePublished']}"
    for each in _references(root.get("publisher")):
        if not {"Person", "Organization"} & set(every(entities.get(each, {}).get("@type"))):
            yield f"the publisher {each} is neither a Person nor an Organization"
    for id, entity in entities.items():
        for name, value in entity.items():
            for each in _references(value):
                if each not in entities and (each.startswith("#") or not _ELSEWHERE.match(each)):
                    yield f"{name} of {id} is {each}, which is not described"


def _files(folder: Path, entities: Entities) -> Iterator[str]:
    root = entities.get("./", {})
    parts = set(_references(root.get("hasPart")))
    listed: set[str] = set()
    for id, entity in entities.items():
        if "File" not in every(entity["@type"]) or _ELSEWHERE.match(id):
            continue
        path = unquote(id)
        listed.add(path)
        if id not in parts:
            yield f"{id} is no part of the root"
        if path.startswith("/") or ".." in PurePosixPath(path).parts:
            yield f"{id} leads out of the crate"
        elif not isfile(folder / path):
            yield f"{id} is not there"
        else:
            yield from _file(folder / path, entity)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    yield from (f"{each} is not described" for each in sorted(found - listed - {METADATA, PREVIEW}))


def _file(file: Path, entity: Mapping[str, Any]) -> Iterator[str]:
    data = file.read_bytes()
    if str(entity.get("contentSize")) != str(len(data)):
        yield f"{entity['@id']} has {len(data)} bytes, and contentSize says {entity.get('contentSize', 'nothing')}"
    if entity.get("sha256") != sha256(data).hexdigest():
        yield f"{entity['@id']} is not the file with this sha256"


def _references(value: Any) -> list[str]:
    return [str(each["@id"]) for each in every(value) if isinstance(each, dict) and "@id" in each]
