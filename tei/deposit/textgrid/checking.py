"""What is wrong with a folder to import into TextGrid: objects without metadata, what they lack, paths to nothing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.deposit.textgrid.metadata import COLLECTION, EDITION, GENRES, NAMESPACE, WORK

MANY = 1_000_000
"""More than there can be."""

_T = f"{{{NAMESPACE}}}"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_AGGREGATES = "{http://www.openarchives.org/ore/terms/}aggregates"
_AUTHORITY = "id* value"

# textgrid-metadata_2010.xsd: what is in each element, in this order; the sign says how often, none is once.
_CONTENT = {
    "object": "generic item? edition? work? collection? custom? relations?",
    "generic": "provided generated?",
    "provided": "title+ identifier* format notes?",
    "item": "rightsHolder*",
    "edition": "isEditionOf agent+ source* formOfNotation* language* license?",
    "source": "bibliographicCitation? objectCitation?",
    "bibliographicCitation": "author* editor* editionTitle+ placeOfPublication* publisher* dateOfPublication? "
    "editionNo? series* volume? issue? spage? epage? bibIdentifier?",
    "work": "agent* abstract* dateOfCreation spatial* temporal* subject* genre+ type*",
    "collection": "collector+ abstract? collectionDescription* spatial* temporal* subject*",
    "spatial": _AUTHORITY,
    "temporal": _AUTHORITY,
    "subject": _AUTHORITY,
    "placeOfPublication": _AUTHORITY,
}
_TIMES = {"": (1, 1), "?": (0, 1), "*": (0, MANY), "+": (1, MANY)}
_KINDS = {COLLECTION: "collection", EDITION: "edition", WORK: "work"}
_LANGUAGE = re.compile(r"[a-z]{3}")


def faults(folder: Path) -> Iterator[tuple[Path, str]]:
    """What is wrong, each with the file in which it is.

    Source: the schema textgrid-metadata_2010.xsd.
    """
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    formats: dict[Path, str] = {}
    for file in files:
        if file.suffix == ".meta":
            described = file.with_name(file.name.removesuffix(".meta"))
            if not described.is_file():
                yield file, f"there is no {described.name} that it describes"
            try:
                root = Edition.load(str(file)).tree.getroot()
            except Refused as refused:
                yield from ((file, each.message) for each in refused.diagnostics)
                continue
            formats[_real(described)] = (root.findtext(f"{_T}generic/{_T}provided/{_T}format") or "").strip()
            yield from ((file, message) for message in _described(root))
        elif not Path(f"{file}.meta").is_file():
            yield file, f"it has no metadata: there is no {file.name}.meta"
    for file, format in formats.items():
        if "tg.aggregation" in format and file.is_file():
            try:
                yield from ((file, message) for message in _aggregated(file, format, formats))
            except Refused as refused:
                yield from ((file, each.message) for each in refused.diagnostics)


def _real(path: Path) -> Path:
    """Where a path leads to; a link in a circle leads to itself."""
    return Path(os.path.realpath(path))


def _described(root: etree._Element) -> Iterator[str]:
    """What is wrong with the metadata of an object."""
    if root.tag != f"{_T}object":
        yield f"its outermost element is {root.tag}, not object of {NAMESPACE}"
        return
    for element in root.iter(f"{_T}*"):
        yield from _content(element)
    format = (root.findtext(f"{_T}generic/{_T}provided/{_T}format") or "").strip()
    kind = _KINDS.get(format, "item")
    if root.find(f"{_T}{kind}") is None:
        yield f"an object of the format {format!r} has no <{kind}>"
    for language in root.iter(f"{_T}language"):
        if not _LANGUAGE.fullmatch(language.text or ""):
            yield f"the language {language.text!r} is no code of three letters (ISO 639-3)"
    for genre in root.iter(f"{_T}genre"):
        if genre.text not in GENRES:
            yield f"the genre {genre.text!r} is none of {', '.join(GENRES)}"


def _content(element: etree._Element) -> Iterator[str]:
    """What is wrong with the children of an element: too few, too many, or not in their order."""
    name = etree.QName(element).localname
    if name not in _CONTENT:
        if len(element) == 0 and not (element.text or "").strip() and name != "notes":
            yield f"<{name}> is empty"
        return
    children = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
    wanted = [re.fullmatch(r"(\w+)(\W?)", each) for each in _CONTENT[name].split()]
    allowed = {each[1]: _TIMES[each[2]] for each in wanted if each}
    for child in dict.fromkeys(children):
        if child not in allowed:
            yield f"<{child}> is not allowed in <{name}>"
    for child, (least, most) in allowed.items():
        times = children.count(child)
        if times < least:
            yield f"<{name}> lacks <{child}>"
        elif times > most:
            yield f"<{name}> has {times} times <{child}>"
    order = [list(allowed).index(child) for child in children if child in allowed]
    if order != sorted(order):
        yield f"what is in <{name}> does not come in the order {', '.join(allowed)}"


def _aggregated(file: Path, format: str, formats: dict[Path, str]) -> Iterator[str]:
    """What is wrong with what an aggregation is made of, and with the work that an edition is of."""
    root = Edition.load(str(file)).tree.getroot()
    paths = [each.get(_RESOURCE, "") for each in root.iter(_AGGREGATES)]
    members = {path: _real(file.parent / path) for path in paths}
    if not paths:
        yield "it aggregates nothing"
    yield from (f"it aggregates {path!r}, which is not in the folder" for path in paths if members[path] not in formats)
    if format != EDITION:
        return
    if WORK not in {formats.get(member) for member in members.values()}:
        yield "there is no work in the edition"
    metadata = Edition.load(f"{file}.meta").tree.getroot()
    of = metadata.findtext(f"{_T}edition/{_T}isEditionOf") or ""
    if formats.get(_real(file.parent / of.strip())) != WORK:
        yield f"it is said to be an edition of {of!r}, which is no work in the folder"
