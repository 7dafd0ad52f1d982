"""The entries of the authority that a document points to, so that it can be read by itself."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei.core.authority import Authority, Entry
from tei.core.document import POINTERS, Document
from tei.core.namespaces import TEI
from tei.encode.write import Writer


def entries_of(document: Document, authority: Authority) -> list[Entry]:
    """The entries of the authority that the document's marks point to, by id."""
    used = {
        mark.attributes[name][1:]
        for mark in document.marks
        for name in POINTERS
        if mark.attributes.get(name, "").startswith("#")
    }
    return [authority.by_id[name] for name in sorted(used & authority.by_id.keys())]


def write_standoff(entries: Sequence[Entry], writer: Writer) -> None:
    """Write a `standOff` with these persons, terms and places; nothing if there are none."""
    if not entries:
        return
    writer.start("standOff")
    _list("listPerson", "person", "persName", [e for e in entries if e.kind == "person"], writer)
    _terms([e for e in entries if e.kind == "term"], writer)
    _list("listPlace", "place", "placeName", [e for e in entries if e.kind == "place"], writer)
    writer.end()


def standoff_element(entries: Sequence[Entry]) -> etree._Element | None:
    """The same as an element, for documents that have been written; None if there are no entries."""
    writer = Writer()
    write_standoff(entries, writer)
    written = writer.close().partition("?>")[2].strip()
    return etree.fromstring(written.replace("<standOff>", f'<standOff xmlns="{TEI}">', 1)) if written else None


def _list(outer: str, inner: str, name: str, entries: Sequence[Entry], writer: Writer) -> None:
    if not entries:
        return
    writer.start(outer)
    for entry in entries:
        writer.start(inner, {"xml:id": entry.id})
        for form in (entry.name, *entry.forms):
            writer.leaf(name, form)
        if entry.geo:
            writer.start("location")
            writer.leaf("geo", entry.geo)
            writer.end()
        for kind, date in (("birth", entry.birth), ("death", entry.death)):
            if date:
                writer.empty(kind, {"when": date})
        if entry.note:
            dates = {key: date for key, date in (("from", entry.begin), ("to", entry.end)) if date}
            writer.leaf("occupation" if dates else "note", entry.note, dates)
        for kind, value in entry.identifiers:
            writer.leaf("idno", value, {"type": kind} if kind else {})
        writer.end()
    writer.end()


def _terms(entries: Sequence[Entry], writer: Writer) -> None:
    if not entries:
        return
    writer.start("list", {"type": "gloss"})
    for entry in entries:
        writer.start("label", mixed=True)
        writer.leaf("term", entry.name, {"xml:id": entry.id})
        writer.end()
        writer.leaf("item", entry.note)
    writer.end()
