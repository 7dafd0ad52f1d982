"""Elements of XML, added one by one, and the files of XML in a kit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from lxml import etree

from tei.core.namespaces import XML

LANG = f"{{{XML}}}lang"

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def language_at(element: etree._Element) -> str:
    """The language that an element declares, else the nearest around it that declares one; "" for none."""
    return next((each.get(LANG, "") for each in (element, *element.iterancestors()) if each.get(LANG)), "")


def outermost(name: str, namespace: str, prefixes: Mapping[str, str] | None = None) -> etree._Element:
    """An element that stands in no other, of a namespace that is the default one unless `prefixes` has it."""
    spaces: dict[Any, str] = {**(prefixes or {})}
    if namespace not in spaces.values():
        # The type stubs do not know that the default namespace has no prefix.
        spaces = {None: namespace, **spaces}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=spaces)


def document(name: str, namespace: str, schema: str, prefixes: Mapping[str, str] | None = None) -> etree._Element:
    """The root of a document, as `outermost` makes it, with the address of its W3C Schema."""
    root = outermost(name, namespace, {**(prefixes or {}), "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{namespace} {schema}")
    return root


def add(
    parent: etree._Element, name: str, text: str = "", attributes: Mapping[str, str] | None = None
) -> etree._Element:
    """A new last child of an element, in its namespace, with those of these attributes that are not empty."""
    child = etree.SubElement(parent, name if name[0] == "{" else f"{{{etree.QName(parent).namespace}}}{name}")
    for key, value in (attributes or {}).items():
        if value:
            child.set(key, value)
    if text:
        child.text = text
    return child


def read(file: Path | IO[bytes]) -> etree._Element:
    """The root of a file of a kit; no entity is resolved and nothing is fetched.

    Raises OSError where it cannot be read, `etree.XMLSyntaxError` where it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True, collect_ids=False)
    return etree.parse(str(file) if isinstance(file, Path) else file, parser).getroot()


def write(element: etree._Element, file: Path) -> None:
    """Write an element and what is in it into a file of XML, indented. Raises OSError where that fails."""
    file.write_bytes(etree.tostring(element.getroottree(), encoding="UTF-8", xml_declaration=True, pretty_print=True))
