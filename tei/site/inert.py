"""Whether a browser that opens a file of XML by itself shows it and does no more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
_DRAWN = ("http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML")
_RUNNING = frozenset(
    "script foreignobject handler listener set animate animatemotion animatetransform discard iframe embed audio video "
    "style maction annotation-xml semantics".split()
)
_PICTURES = tuple(f"data:image/{kind};" for kind in ("png", "jpeg", "gif", "webp"))


def is_inert(tree: etree._ElementTree) -> bool:
    """Whether a browser finds nothing in a tree that it would run or load, as in elements of XHTML, SVG and MathML."""
    if any(True for _ in tree.iter(f"{{{XHTML}}}*")) or any(_before(tree)):
        return False
    return all(map(_shows, tree.iter(*(f"{{{namespace}}}*" for namespace in _DRAWN))))


def is_inert_file(path: Path) -> bool:
    """Whether a file of XML is inert; one that cannot be parsed is not: browsers run what stands before the fault."""
    known = path.stat()
    return _is_inert_file(path, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=1024)
def _is_inert_file(path: Path, modified: int, size: int) -> bool:
    try:
        tree = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (OSError, etree.XMLSyntaxError):
        return False
    # What an entity stands for, or a DOCTYPE adds to an element, is not in the tree.
    hidden = any(True for _ in tree.iter(etree.Entity)) or b"<!ATTLIST" in etree.tostring(tree)
    return is_inert(tree) and not hidden


def _before(tree: etree._ElementTree) -> Iterator[bool]:
    """Whether what stands before the root names a stylesheet (Associating Style Sheets with XML documents 1.0)."""
    return (
        isinstance(each, etree._ProcessingInstruction) and str(each.target).startswith("xml-stylesheet")
        for each in tree.getroot().itersiblings(preceding=True)
    )


def _shows(element: etree._Element) -> bool:
    if etree.QName(element).localname.lower() in _RUNNING:
        return False
    return all(_is_plain(etree.QName(name).localname.lower(), value) for name, value in element.attrib.items())


def _is_plain(name: str, value: str | bytes) -> bool:
    bare = "".join(str(value).split()).lower()
    if name.startswith("on") or "\\" in bare or "image-set(" in bare or bare.count("url(") != bare.count("url(#"):
        return False
    return name not in ("href", "src") or bare.startswith(("#", *_PICTURES))
