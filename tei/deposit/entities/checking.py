"""Whether a kit of entities is sound: what its files say of each other, and what correspSearch asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from tei.core.diagnostic import Diagnostic, Label, Refused, and_more
from tei.core.edition import NS, XML_ID, Edition
from tei.core.namespaces import TEI
from tei.core.source import Span
from tei.deposit.entities import cmif, linked
from tei.deposit.entities.csvw import METADATA
from tei.deposit.entities.rows import faults
from tei.deposit.schemas import ANEW, Schemas, invalid
from tei.deposit.values import value_of
from tei.deposit.vocabulary import is_address
from tei.validate.grammar import Grammar

GRAMMAR = "schemas/tei.rng"

_DATE = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_REQUIRED = (
    "titleStmt/tei:title",
    "titleStmt/tei:editor",
    "publicationStmt/tei:publisher",
    "publicationStmt/tei:idno[@type='url']",
    "publicationStmt/tei:date[@when]",
    "publicationStmt/tei:availability/tei:licence",
    "sourceDesc/tei:bibl[@type]",
)


def check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    """What is wrong with the tables, the linked data and the letters (P862, and R101 to R203 for these).

    That the letters have no address yet is told as P867.
    """
    try:
        yield from faults(folder, value_of(folder / METADATA))
    except (OSError, ValueError) as error:
        yield invalid(folder / METADATA, f"{METADATA} cannot be read: {error}", ANEW)
    yield from _linked(folder / linked.FILE)
    if (folder / cmif.FILE).exists():
        yield from _letters(folder / cmif.FILE)


def _linked(file: Path) -> Iterator[Diagnostic]:
    try:
        found: Any = value_of(file)
        nodes = [node for node in found["@graph"] if isinstance(node, dict)]
        vocabulary = found["@context"]["@vocab"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield invalid(file, f"{file.name} is no graph in JSON-LD: {error}", ANEW)
        return
    if vocabulary != linked.CONTEXT["@vocab"]:
        yield invalid(file, f"the words of {file.name} are those of {vocabulary}, not of schema.org", ANEW)
    ids = Counter(str(node.get("@id", "")) for node in nodes)
    if wrong := [id for id, times in ids.items() if times > 1 or not id]:
        yield invalid(file, f"the @id {wrong[0]!r} is given to more than one node or none{_more(wrong)}", ANEW)
    lost = [id for id in dict.fromkeys(_pointers(nodes)) if id not in ids]
    if lost:
        yield invalid(file, f"there is no node {lost[0]!r} in {file.name}{_more(lost)}", ANEW)


def _pointers(nodes: list[dict[str, Any]]) -> Iterator[str]:
    """The ids of the nodes that others point to."""
    for node in nodes:
        for value in node.values():
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and "@id" in each:
                    yield str(each["@id"])


def _more(found: list[str]) -> str:
    return and_more(len(found) - 1)


def _letters(file: Path) -> Iterator[Diagnostic]:
    try:
        edition = Edition.load(str(file))
    except Refused as refused:
        yield from refused.diagnostics
        return
    yield from Grammar.load(GRAMMAR).validate(edition)
    root = edition.tree.getroot()
    for path in _REQUIRED:
        if root.find(f"tei:teiHeader/tei:fileDesc/tei:{path}", NS) is None:
            name = path.replace("tei:", "")
            yield invalid(file, f"{file.name} lacks {name}, without which correspSearch takes no index", ANEW)
    sources = {bibl.get(XML_ID, "") for bibl in root.iter(f"{{{TEI}}}bibl")}
    for id in sorted(id for id in sources if not _UUID.fullmatch(id)):
        yield invalid(file, f"the id of a source, {id!r}, is no UUID", ANEW)
    for licence in root.iter(f"{{{TEI}}}licence"):
        if licence.get("target") != cmif.LICENCE:
            yield invalid(file, f"the licence is not {cmif.LICENCE}, under which alone an index is taken", ANEW)
    for letter in root.iter(f"{{{TEI}}}correspDesc"):
        yield from (_at(edition, letter, message) for message in _faults(letter, sources))
    idno = root.find(".//tei:idno", NS)
    if idno is not None and not is_address(idno.text or ""):
        message = f"{file.name} says neither its own address nor those of the letters: correspSearch cannot link them"
        yield Diagnostic("P867", "info", message, help="give the address at which the edition is published with --url")


def _faults(letter: etree._Element, sources: set[str]) -> Iterator[str]:
    """What correspSearch would refuse in a letter (CMIF 1: documentation and schema of the TEI Correspondence SIG)."""
    name = f"the letter {letter.get('key', '')}".strip()
    if letter.get("source", "").removeprefix("#") not in sources:
        yield f"{name} is from no source that is described"
    for type in ("sent", "received"):
        action = letter.find(f"tei:correspAction[@type='{type}']", NS)
        if action is None:
            yield f'{name} lacks who {type} it: <correspAction type="{type}">'
        elif action.find("tei:persName", NS) is None and action.find("tei:orgName", NS) is None:
            yield f"{name} has no name of who {type} it"
    for date in letter.iter(f"{{{TEI}}}date"):
        if not date.attrib or not all(_DATE.fullmatch(str(value)) for value in date.attrib.values()):
            yield f"{name} has a date that is no YYYY-MM-DD, YYYY-MM or YYYY"


def _at(edition: Edition, element: etree._Element, message: str) -> Diagnostic:
    label = edition.label(element)
    return Diagnostic("P862", "error", message, (label or Label(edition.source, Span(0, 0)),), help=ANEW)
