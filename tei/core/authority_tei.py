"""An authority read from TEI: `standOff` lists, or the lists of persons and terms of a printed volume."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lxml import etree

from tei.core.authority import Authority, Entry, Kind, collect
from tei.core.authority_values import faults, without
from tei.core.diagnostic import Diagnostic, Label, Refused, refusal
from tei.core.edition import XML_ID, Edition, words
from tei.core.names import PREFIXES, Minter
from tei.core.namespaces import TEI
from tei.core.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_T = f"{{{TEI}}}"
_NAMED = {"person": "persName", "place": "placeName"}


def from_tei(data: bytes, name: str) -> Authority:
    """The persons, terms and places of a TEI file, wherever in it they stand.

    Read are `person` with `persName`, `place` with `placeName`, `term` in the `label` of a list
    (TEI P5, 14.3 Names and 13.3 Lists), and the `item` of a printed list that holds a `persName`
    or a `term` with an `xml:id`. Values that TEI cannot take are left out with a diagnostic (P207).
    Raises Refused as `Authority.load` says.
    """
    try:
        edition = Edition.decode(data, name)
    except Refused as refused:
        raise Refused(
            *(
                Diagnostic("P202", "error", f"the authority file {name} cannot be read: {d.message}", d.labels, d.help)
                for d in refused.diagnostics
            )
        ) from None
    root = edition.tree.getroot()
    dropped: list[Diagnostic] = []
    found = [
        (_sound(entry, element, edition, dropped), partial(edition.label, element)) for entry, element in entries(root)
    ]
    authority = collect(found, tuple(dropped))
    if not authority:
        at = edition.positions[0]
        place = Label(edition.source, Span(at, at + 1), "the root")
        if root.tag.startswith(_T):
            message = f"the authority file {name} names no person, term or place"
            remedy = "it needs a standOff with listPerson/person/persName, list/label/term or listPlace/place/placeName"
        else:
            message = f"the authority file {name} is not TEI: its root is <{etree.QName(root).localname}>"
            remedy = f'the root must be TEI, teiCorpus or standOff in the namespace "{TEI}"'
        raise refusal("P203", message, remedy, place)
    return authority


def _sound(entry: Entry, element: _Element, edition: Edition, dropped: list[Diagnostic]) -> Entry:
    """The entry without what TEI cannot take: nobody need correct a volume in print to use it."""
    found = list(faults(entry))
    if not found:
        return entry
    label = edition.label(element)
    line, _ = label.source.position(label.span.start)
    for fault in found:
        message = f"{fault.field} {fault.value!r} of {entry.name!r} in line {line} of {label.source.name} {fault.wrong}"
        dropped.append(Diagnostic("P207", "warning", f"{message}, and is left out", (label,), fault.remedy))
    return without(entry, found)


def entries(root: _Element) -> Iterator[tuple[Entry, _Element]]:
    """The persons, terms and places of a tree as `from_tei` reads them, values unchecked, each with its element."""
    ids = Minter(given for element in root.iter("*") if (given := element.get(XML_ID)))
    for element in root.iter(_T + "person", _T + "place", _T + "item", _T + "label"):
        kind = element.tag[len(_T) :]
        if kind == "item":
            yield from _printed(element)
        elif kind == "label":
            if (found := _term(element, ids)) is not None:
                yield found
        elif (entry := _listed(element, kind, ids)) is not None:
            yield entry, element


def _listed(element: _Element, kind: str, ids: Minter) -> Entry | None:
    names = list(element.iter(_T + _NAMED[kind]))
    forms = [form for form in map(listed_name, names) if form]
    if not forms:
        return None
    given = element.get(XML_ID) or names[0].get(XML_ID)
    described = ("note", "occupation", "affiliation", "desc")
    begin, end = _term_of_office(element)
    geo = element.find(f"{_T}location/{_T}geo")
    return Entry(
        given or ids.new(forms[0], PREFIXES[kind]),
        "person" if kind == "person" else "place",
        forms[0],
        tuple(dict.fromkeys(f for f in forms[1:] if f != forms[0])),
        "; ".join(text for e in element.iter(*(_T + d for d in described)) if (text := words(e))),
        tuple((e.get("type", ""), words(e)) for e in element.iter(_T + "idno")),
        begin,
        end,
        words(geo),
        _when(element.find(_T + "birth")),
        _when(element.find(_T + "death")),
    )


def listed_name(element: _Element) -> str:
    """The name as a list prints it; one that is given in parts is put together, surname first."""
    parts: dict[str, str] = {}
    for part in element.iter(*(_T + p for p in ("surname", "forename", "roleName", "nameLink", "genName"))):
        local = part.tag[len(_T) :]
        parts[local] = f"{parts[local]} {words(part)}" if local in parts else words(part)
    if "surname" not in parts:
        return words(element).rstrip(" ,;:")
    fore = " ".join(parts[p] for p in ("roleName", "forename") if p in parts)
    last = " ".join(parts[p] for p in ("nameLink", "surname") if p in parts)
    return ", ".join(part for part in (last, fore, parts.get("genName", "")) if part)


def _term_of_office(element: _Element) -> tuple[str, str]:
    """The first and the last day of the one office that the file describes; of several, none is said."""
    offices = list(element.iter(*(_T + t for t in ("occupation", "affiliation", "state"))))
    if len(offices) != 1:
        return "", ""
    (office,) = offices
    return office.get("from") or office.get("notBefore") or "", office.get("to") or office.get("notAfter") or ""


def _when(element: _Element | None) -> str:
    return (element.get("when") or "") if element is not None else ""


def _term(label: _Element, ids: Minter) -> tuple[Entry, _Element] | None:
    """A term of a list of labels and items; a label of another list has no term and is none."""
    term = label.find(_T + "term")
    item = next(label.itersiblings(_T + "item"), None)
    if term is None or item is None:
        return None
    name = words(term).strip(" ,;:")
    given = term.get(XML_ID) or label.get(XML_ID) or ids.new(name, PREFIXES["term"])
    return Entry(given, "term", name, note=words(item)), term


def _printed(item: _Element) -> Iterator[tuple[Entry, _Element]]:
    """The entry of a list as printed: a name with an id, and after it what it is."""
    for element in item.iter(_T + "persName", _T + "term"):
        given, name = element.get(XML_ID), words(element).strip(" ,;:")
        if given and name and next(element.iterancestors(_T + "item")) is item:
            kind: Kind = "term" if element.tag == _T + "term" else "person"
            yield Entry(given, kind, name, note=words(item).removeprefix(words(element)).strip(" ,;:.")), element
            return
