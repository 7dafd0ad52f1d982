"""The Schematron that is embedded in a RELAX NG grammar or in an ODD, as one schema."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from tei.core.address import address_of
from tei.core.edition import Edition
from tei.core.namespaces import TEI
from tei.schematron.load import BASE, PLACE, Loaded, local
from tei.schematron.schema import ISO, SQF, XSL

RNG = "http://relaxng.org/ns/structure/1.0"
_TOP = frozenset(("ns", "let", "pattern", "phase", "diagnostics", "properties"))
_PREFIXES = {"tei": TEI, "rng": RNG, "sch": ISO}
_SPECIFIED = ("elementSpec", "classSpec", "macroSpec", "attDef")


def extracted(edition: Edition) -> Loaded | None:
    """The schema that is embedded in a document, with the places of its elements; None for a document of its own kind.

    In RELAX NG patterns stand anywhere as annotations, rules by themselves are patterns (ISO/IEC 19757-3:2020, annex
    F); in an ODD they stand in `constraintSpec/constraint`, assertions by themselves apply to what is specified around
    them (TEI Guidelines, 23.3.4 and 23.5.2). Inclusions of grammars are not followed.
    """
    root = edition.tree.getroot()
    if not isinstance(root.tag, str) or local(root):
        return None
    is_grammar = etree.QName(root).namespace == RNG
    if not is_grammar and root.find(f".//{{{TEI}}}schemaSpec") is None and root.tag != f"{{{TEI}}}schemaSpec":
        return None
    loaded = Loaded(etree.Element(f"{{{ISO}}}schema", nsmap={"sch": ISO, "sqf": SQF, "xsl": XSL, "tei": TEI}))
    loaded.places.append(edition.label(root))
    loaded.root.set(PLACE, "0")
    loaded.root.set(BASE, address_of(edition.source.name))
    if not is_grammar:
        # In an ODD these need no declaration.
        for prefix, uri in _PREFIXES.items():
            etree.SubElement(loaded.root, f"{{{ISO}}}ns", prefix=prefix, uri=uri)
    originals = list(edition.elements())
    numbered = deepcopy(root)
    for number, element in enumerate(numbered.iter("*")):
        element.set(PLACE, str(number))
    for own in _parts(numbered):
        for element in own.iter("*"):
            if number_there := element.get(PLACE):
                element.set(PLACE, str(len(loaded.places)))
                loaded.places.append(edition.label(originals[int(number_there)]))
        loaded.root.append(own)
    return loaded


def _parts(root: etree._Element) -> Iterator[etree._Element]:
    """Copies of what belongs to the schema; of namespaces that are declared again and again each once."""
    declared: set[tuple[str, str]] = set()
    for element in root.iter("*"):
        for own in _own(element):
            if local(own) == "ns":
                pair = own.get("prefix", ""), own.get("uri", "")
                if pair in declared:
                    continue
                declared.add(pair)
            yield own


def _own(element: etree._Element) -> Iterator[etree._Element]:
    """A copy of what an element gives to the schema: itself, or itself in the pattern or the rule that it means."""
    parent = element.getparent()
    name = local(element)
    if parent is None or local(parent) or parent.tag == f"{{{SQF}}}fixes" or _is_instruction(parent):
        return
    if name in _TOP or element.tag == f"{{{SQF}}}fixes" or _is_instruction(element):
        yield _copy(element)
    elif name == "rule":
        yield _within("pattern", _copy(element))
    elif name in ("assert", "report") and (context := _context(parent)):
        yield _within("pattern", _within("rule", _copy(element), context=context))


def _is_instruction(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{XSL}}}")


def _copy(element: etree._Element) -> etree._Element:
    copied = deepcopy(element)
    copied.tail = None
    return copied


def _within(name: str, element: etree._Element, **attributes: str) -> etree._Element:
    holder = etree.Element(f"{{{ISO}}}{name}", attrib=attributes)
    holder.append(element)
    return holder


def _context(constraint: etree._Element) -> str:
    """What assertions by themselves in an ODD apply to: the element or attribute that is specified around them."""
    around = [e for e in constraint.iterancestors("*") if etree.QName(e).localname in _SPECIFIED]
    attribute = next((f"@{e.get('ident')}" for e in around if etree.QName(e).localname == "attDef"), "")
    holder = next((e for e in around if etree.QName(e).localname == "elementSpec"), None)
    if holder is None:
        return attribute if attribute else ""
    element = f"tei:{holder.get('ident')}"
    return f"{element}/{attribute}" if attribute else element
