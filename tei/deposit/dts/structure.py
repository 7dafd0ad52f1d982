"""How a text is cited: the citation trees that a header declares by `refsDecl` and `citeStructure`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from tei.core import resources
from tei.core.diagnostic import Diagnostic
from tei.core.edition import NS, XML_ID, Edition, words
from tei.core.namespaces import TEI
from tei.deposit.dts.expressions import NotXPath1, XPath, read

_T = f"{{{TEI}}}"


@dataclass(frozen=True)
class CiteStructure:
    """One kind of citable unit: what its elements are, what identifies each, and the kinds of units within it."""

    unit: str
    match: XPath
    use: XPath
    delim: str
    data: tuple[tuple[str, XPath], ...]
    inner: tuple[CiteStructure, ...]
    element: etree._Element = field(repr=False, compare=False)


@dataclass(frozen=True)
class CitationTree:
    """A way of citing a text; `name` identifies it among the others of the text, `description` is for people."""

    name: str
    structures: tuple[CiteStructure, ...]
    description: str = ""


@dataclass(frozen=True)
class Declared:
    """The citation trees of a header, the default first, and what in it was of no use."""

    edition: Edition
    trees: tuple[CitationTree, ...]
    diagnostics: tuple[Diagnostic, ...]


def declared(edition: Edition) -> Declared:
    """The citation trees that the header of an edition declares (TEI P5, section 16.2.5.4), each `refsDecl` being one.

    The default is the one with `default="true"`, else the first. A structure that cannot be used is left out, with
    those within it (H261).
    """
    found: list[Diagnostic] = []
    root = edition.tree.getroot()
    declarations = [
        each
        for each in root.iterfind("tei:teiHeader/tei:encodingDesc//tei:refsDecl", NS)
        if each.find("tei:citeStructure", NS) is not None
    ]
    declarations.sort(key=lambda each: each.get("default") not in ("true", "1"))
    trees: list[CitationTree] = []
    for number, each in enumerate(declarations, 1):
        name = each.get("n") or each.get(XML_ID) or f"tree{number}"
        if name in {tree.name for tree in trees}:
            name = f"{name}-{number}"
        structures = tuple(_structures(each, edition, found))
        if structures:
            trees.append(CitationTree(name, structures, " ".join(words(p) for p in each.iterchildren(_T + "p"))))
    return Declared(edition, tuple(trees), tuple(found))


@lru_cache(maxsize=8)
def standard(name: str) -> Declared:
    """The citation trees of a file, for texts whose headers declare none. Raises Refused as `Edition.load` does."""
    return declared(Edition.load(resources.found(name)))


def _structures(around: etree._Element, edition: Edition, found: list[Diagnostic]) -> Iterator[CiteStructure]:
    for element in around.iterchildren(_T + "citeStructure"):
        try:
            match, use = (_expression(element, name) for name in ("match", "use"))
            data = tuple((_property(each), _expression(each, "use")) for each in element.iterchildren(_T + "citeData"))
        except NotXPath1 as reason:
            found.append(unusable(edition, element, str(reason)))
            continue
        inner = tuple(_structures(element, edition, found))
        unit = element.get("unit") or "unit"
        yield CiteStructure(unit, match, use, element.get("delim", ""), data, inner, element)


def _property(element: etree._Element) -> str:
    """The property that a `citeData` gives, with a prefix that is declared there as the address it stands for."""
    written = element.get("property", "").strip()
    prefix, _, name = written.partition(":")
    namespace = element.nsmap.get(prefix)
    return f"{namespace}{name}" if prefix and namespace else written


def _expression(element: etree._Element, name: str) -> XPath:
    text = element.get(name, "").strip()
    if not text:
        raise NotXPath1(f"@{name} is missing")
    try:
        return read(text, element.nsmap)
    except NotXPath1 as reason:
        raise NotXPath1(f"@{name}: {reason}") from None


def unusable(edition: Edition, element: etree._Element, reason: str) -> Diagnostic:
    """H261: that a `citeStructure` cannot be used, and why."""
    unit = element.get("unit") or "unit"
    message = f"the citation structure of “{unit}” is left out: {reason}"
    remedy = "write @match and @use in XPath 1.0, with the names of TEI unprefixed"
    return Diagnostic("H261", "error", message, (edition.label(element),), help=remedy)
