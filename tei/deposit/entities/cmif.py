"""Letters in the Correspondence Metadata Interchange Format (CMIF 1, TEI Correspondence SIG), for correspSearch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from tei.core.edition import XML_ID
from tei.core.namespaces import TEI
from tei.deposit.collection import Collection, Resource
from tei.deposit.entities.survey import Leaf, Letter, Named
from tei.deposit.record import UNKNOWN
from tei.render.identifiers import identifier

FILE = "cmif.xml"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The one licence under which the format lets an index be given away."""

_STATEMENT = "This file is licensed under the terms of the Creative Commons License CC-BY 4.0"
_NOBODY = "Unknown"
_PREFERRED = ("GND", "VIAF", "Library of Congress", "BnF", "GeoNames", "Wikidata")
"""Whose identifiers are understood, best first; that of anybody else is better than none."""

_DAY = re.compile(r"-?\d{4}(?:-\d\d(?:-\d\d)?)?(?![\d-])")
_T = f"{{{TEI}}}"
# The type stubs do not know that the default namespace has no prefix.
_NSMAP: Any = {None: TEI}


class Index:
    """An index of letters that is written letter by letter."""

    def __init__(self, file: Any, sources: Mapping[str, str], source: str) -> None:
        self._file = file
        self._sources = sources
        self._source = source
        self.letters = 0

    def put(self, leaf: Leaf, letter: Letter) -> None:
        """Write a letter."""
        source = self._sources.get(leaf.resource.volume, self._source)
        key = leaf.metadata.number or leaf.resource.name
        description = etree.Element(
            _T + "correspDesc", {"key": key, "ref": leaf.address, "source": f"#{source}"}, nsmap=_NSMAP
        )
        _act(description, "sent", letter.senders, letter.origin, _dated(letter.sent))
        _act(description, "received", letter.receivers, letter.destination, {})
        self._file.write(description, pretty_print=True)
        self.letters += 1


@contextmanager
def writing(collection: Collection, folder: Path) -> Iterator[Index]:
    """The index of the letters of a collection, in the file of a folder; no file if no letter is put into it."""
    volumes = [resource for resource in collection.resources if resource.documents]
    # Single documents have the collection for their source, each volume is one of its own.
    whole = _uuid(collection.address("") or collection.name)
    sources = {each.name: _uuid(collection.address(each.name)) for each in volumes if len(collection.resources) > 1}
    path = folder / FILE
    with etree.xmlfile(str(path), encoding="UTF-8") as file:
        file.write_declaration()
        with file.element(_T + "TEI", nsmap=_NSMAP):
            with file.element(_T + "teiHeader"):
                file.write(_described(collection, volumes, sources, whole), pretty_print=True)
                with file.element(_T + "profileDesc"):
                    file.write("\n")
                    index = Index(file, sources, whole)
                    yield index
            text = etree.Element(_T + "text", nsmap=_NSMAP)
            etree.SubElement(etree.SubElement(text, _T + "body"), _T + "p")
            file.write(text, pretty_print=True)
    if not index.letters:
        path.unlink()


def _uuid(name: str) -> str:
    """A UUID that stays the same, and begins with a letter as an id must."""
    found = (str(uuid5(NAMESPACE_URL, f"{name}#{number}")) for number in count())
    return next(each for each in found if each[0].isalpha())


def _described(
    collection: Collection, volumes: Sequence[Resource], sources: Mapping[str, str], whole: str
) -> etree._Element:
    """What the header says of the index; nobody's name is that of the letters' writers."""
    record = collection.record
    description = etree.Element(_T + "fileDesc", nsmap=_NSMAP)
    titles = etree.SubElement(description, _T + "titleStmt")
    etree.SubElement(titles, _T + "title").text = f"Letters in: {collection.title}"
    named = [each.agent.spoken for each in record.contributors if each.role == "Editor"]
    named = named or [each.agent.spoken for each in record.contributors] or [record.publisher or UNKNOWN]
    for name in dict.fromkeys(named):
        editor = etree.SubElement(titles, _T + "editor")
        editor.text = name
        if collection.email:
            editor.text += " "
            etree.SubElement(editor, _T + "email").text = collection.email
    published = etree.SubElement(description, _T + "publicationStmt")
    etree.SubElement(published, _T + "publisher").text = record.publisher or UNKNOWN
    etree.SubElement(published, _T + "idno", {"type": "url"}).text = collection.address(f"entities/{FILE}")
    changed = max(resource.modified for resource in collection.resources)
    etree.SubElement(published, _T + "date", {"when": changed})
    licence = etree.SubElement(etree.SubElement(published, _T + "availability"), _T + "licence", {"target": LICENCE})
    licence.text = _STATEMENT
    described = etree.SubElement(description, _T + "sourceDesc")
    for volume in volumes if sources else ():
        _source(described, volume.record.title, sources[volume.name], collection)
    if len(sources) < len(collection.resources):
        _source(described, collection.title, whole, collection)
    return description


def _source(described: etree._Element, title: str, id: str, collection: Collection) -> None:
    printed = next(collection.record.relatives("IsDerivedFrom"), None) is not None
    kind = ("hybrid" if printed else "online") if collection.url else "print"
    bibl = etree.SubElement(described, _T + "bibl", {"type": kind, XML_ID: id})
    parts = (title or UNKNOWN, collection.record.publisher, collection.record.year, collection.url)
    bibl.text = ", ".join(filter(None, parts))


def _act(
    description: etree._Element, type: str, parties: Sequence[Named], place: Named | None, date: Mapping[str, str]
) -> None:
    action = etree.SubElement(description, _T + "correspAction", {"type": type})
    for party in parties:
        _name(action, "orgName" if party.organisation else "persName", party)
    if not parties:
        etree.SubElement(action, _T + "persName").text = _NOBODY
    if place:
        _name(action, "placeName", place)
    if date:
        etree.SubElement(action, _T + "date", dict(date))


def _name(action: etree._Element, tag: str, named: Named) -> None:
    best = min(map(_rank, named.addresses), default=None)
    name = etree.SubElement(action, _T + tag, {"ref": best[1]} if best else {})
    name.text = named.entry.name if named.entry else named.name


def _rank(address: str) -> tuple[int, str]:
    known = identifier("", address).authority
    return (_PREFERRED.index(known) if known in _PREFERRED else len(_PREFERRED)), address


def _dated(when: Mapping[str, str]) -> dict[str, str]:
    """The attributes of a date as far as the format takes them: to the day, without the hour."""
    return {name: found[0] for name, value in when.items() if (found := _DAY.match(value))}
