"""The schemas that a document names itself, in `<?xml-model?>` (Associating XML Documents with Schemas 1.0)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any
from xml.parsers import expat

from tei.core.address import address_of, joined
from tei.core.diagnostic import Diagnostic, Label, Refused, refusal
from tei.core.edition import Edition
from tei.core.fetched import at_hand
from tei.core.references import place
from tei.core.source import Source
from tei.core.stream import chunks

RELAX_NG, XSD, DTD, SCHEMATRON = "RELAX NG", "W3C Schema", "DTD", "Schematron"
"""The schema languages."""

_BY_NAMESPACE = {
    "http://relaxng.org/ns/structure/1.0": RELAX_NG,
    "http://www.w3.org/2001/XMLSchema": XSD,
    "http://purl.oclc.org/dsdl/schematron": SCHEMATRON,
    "http://www.ascc.net/xml/schematron": SCHEMATRON,
}
_BY_TYPE = {
    "application/relax-ng-compact-syntax": RELAX_NG,
    "application/x-rnc": RELAX_NG,
    "application/xml-dtd": DTD,
}
_BY_ENDING = {
    "rng": RELAX_NG,
    "rnc": RELAX_NG,
    "xsd": XSD,
    "dtd": DTD,
    "sch": SCHEMATRON,
    "isosch": SCHEMATRON,
    "schematron": SCHEMATRON,
}
_PAIR = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True, slots=True)
class Association:
    """One `<?xml-model?>`: the reference to the schema, its language ("" if it is none of ours), and its place."""

    href: str
    language: str
    label: Label
    phase: str = ""
    """The phase of Schematron that is wanted."""


class _Root(Exception):
    """Raised where the prolog ends."""


def associations(source: Source) -> Iterator[Association]:
    """The schemas that the instructions in a document's prolog name, in their order; those without href name none."""
    found: list[tuple[str, int, int]] = []
    parser = expat.ParserCreate("utf-8")

    def instruction(target: str, data: str) -> None:
        if target == "xml-model":
            found.append((data, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def root(name: str, attributes: Any) -> None:
        raise _Root

    parser.ProcessingInstructionHandler = instruction
    parser.StartElementHandler = root
    try:
        for piece in chunks(source):
            parser.Parse(piece, False)
    except (_Root, expat.ExpatError):
        # What is wrong with the file itself is told where all of it is read.
        pass
    for data, line, column in found:
        values = {name: unescape(one or other) for name, one, other in _PAIR.findall(data)}
        if href := values.get("href", "").strip():
            kind, namespace = values.get("type", "").strip(), values.get("schematypens", "").strip()
            known = _BY_NAMESPACE.get(namespace) or _BY_TYPE.get(kind)
            # Names that say something else are right about it, whatever the file is called.
            guessed = "" if namespace else language(href)
            label = place(source, line, column, "named here")
            yield Association(href, known or guessed, label, values.get("phase", ""))


def resolved(named: Association, edition: Edition) -> str:
    """The path of the schema that a document names. Raises Refused (P301) if it is not there."""
    address = joined(address_of(edition.source.name), named.href)
    path = at_hand(address)
    if os.path.isfile(path):
        # Paths are best told as they are best typed: from here.
        return os.path.relpath(path) if Path(path).is_relative_to(Path.cwd()) else path
    raise refusal(
        "P301",
        f"there is no schema {named.href}, which the document names",
        "correct the reference, or choose another schema with --schema",
        named.label,
    )


def at_its_place(named: Association, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What a schema that the document names has found; that it cannot be used is told with the place that names it."""
    try:
        yield from found
    except Refused as refused:
        for diagnostic in refused.diagnostics:
            labels = diagnostic.labels if named.label in diagnostic.labels else (*diagnostic.labels, named.label)
            yield replace(diagnostic, labels=labels)


def language(name: str) -> str:
    """The schema language of a file by the ending of its name; "" if that says nothing."""
    path = name.partition("#")[0].partition("?")[0]
    return _BY_ENDING.get(path.rpartition(".")[2].lower(), "")
