"""The documents of TEI files, and which of two encodings belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic, Label, and_more, refusal
from tei.core.edition import XML_ID, Edition, refuse_foreign
from tei.core.namespaces import TEI

if TYPE_CHECKING:
    from lxml import etree

_T = f"{{{TEI}}}"

MOST = 10
"""So many documents without a counterpart are told one by one."""


@dataclass(frozen=True)
class Encoding:
    """One document of a TEI file: its id, its element, and the other names that it may be known by."""

    id: str
    element: etree._Element = field(repr=False)
    edition: Edition = field(repr=False)
    names: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.edition.source.name

    def label(self, text: str = "") -> Label:
        """Where it begins."""
        return self.edition.label(self.element, text)


def encodings(edition: Edition) -> list[Encoding]:
    """The documents of a file: `div` of the type "document", or, where there is none, each `text` as a whole.

    A document's id is its `xml:id`, that of the file's root, or the name of the file without its ending; one that is
    alone in its file is known by the file's name, too. Raises Refused: P801 for what is not TEI, P802 for TEI without
    a document.
    """
    refuse_foreign(edition)
    root = edition.tree.getroot()
    found = [div for div in root.iter(f"{_T}div") if div.get("type") == "document"] or [
        text
        for text in root.iter(f"{_T}text")
        if text.find(f".//{_T}text") is None and "".join(map(str, text.itertext())).strip()
    ]
    if not found:
        message = f'{edition.source.name} has no document: no <div type="document">, and no <text> with words in it'
        raise refusal("P802", message, "name only files that hold texts", edition.label(root))
    stem = Path(edition.source.name).stem
    alone = (stem,) if len(found) == 1 else ()
    return [Encoding(_id(each) or (root.get(XML_ID) if alone else "") or stem, each, edition, alone) for each in found]


def _id(element: etree._Element) -> str:
    """The id of a document; that of a text is its own or that of its TEI element."""
    around = element if element.tag == f"{_T}div" else element.getparent()
    return element.get(XML_ID) or (around.get(XML_ID) if around is not None else "") or ""


def refuse_doubles(found: Iterable[Encoding]) -> None:
    """Raise Refused (P803) where two documents have one id, naming both places."""
    first: dict[str, Encoding] = {}
    for each in found:
        other = first.setdefault(each.id, each)
        if other is not each:
            message = f"two documents have the id {each.id!r}, so that nobody can tell which one is meant"
            remedy = "give each an xml:id of its own, or compare the files one by one"
            raise refusal("P803", message, remedy, each.label("again here"), other.label("first here"))


def paired(
    given: Sequence[Encoding], gold: Sequence[Encoding]
) -> tuple[list[tuple[Encoding | None, Encoding]], list[Diagnostic]]:
    """The documents of gold in order, each with its encoding, None where there is none; and what has no counterpart.

    They belong together by their ids, else by the names of their files; one document and one document belong together
    in any case. Diagnostics: P804 a document of gold without an encoding, P805 one that gold has not got. Raises
    Refused (P803) where two documents of a side have one id.
    """
    refuse_doubles(given)
    refuse_doubles(gold)
    if len(given) == len(gold) == 1:
        return [(given[0], gold[0])], []
    free = {each.id: each for each in given}
    taken: dict[str, Encoding] = {each.id: free.pop(each.id) for each in gold if each.id in free}
    by_name = {name: each for each in free.values() for name in (each.id, *each.names)}
    for wanted in gold:
        if wanted.id not in taken:
            found = next((by_name[name] for name in (wanted.id, *wanted.names) if name in by_name), None)
            if found is not None and found.id in free:
                taken[wanted.id] = free.pop(found.id)
    pairs = [(taken.get(each.id), each) for each in gold]
    missing = [each for found, each in pairs if found is None]
    diagnostics = [
        *told("P804", missing, "has no encoding: it counts as if nothing had been given", "encode it, too"),
        *told("P805", list(free.values()), "is not in gold, and was not counted", "check its xml:id and file name"),
    ]
    return pairs, diagnostics


def told(code: str, found: Sequence[Encoding], message: str, remedy: str) -> Iterator[Diagnostic]:
    """A warning for each of these documents, up to MOST."""
    for number, each in enumerate(found[:MOST], 1):
        more = and_more(len(found) - MOST) if number == MOST and len(found) > MOST else ""
        yield Diagnostic(code, "warning", f"{each.id} {message}{more}", (each.label(),), help=remedy)
