"""What is wrong with a METS document by itself: pointers, files, the order of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import new
from itertools import pairwise
from os.path import isfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.core.edition import XML_ID, Edition
from tei.deposit.mets.document import METS
from tei.deposit.mods import XLINK

_M = f"{{{METS}}}"
_HREF = f"{{{XLINK}}}href"
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
_POINTERS = {
    "FILEID": {_M + "file"},
    "DMDID": {_M + "dmdSec"},
    "ADMID": {_M + name for name in ("amdSec", "techMD", "rightsMD", "sourceMD", "digiprovMD")},
    f"{{{XLINK}}}from": {_M + "div"},
    f"{{{XLINK}}}to": {_M + "div"},
}
"""What the attributes that point may point to."""


def faults(file: Path) -> Iterator[str]:
    """What is wrong with a METS file and the files that it names beside it; none of it is told by the schema.

    Raises Refused as `Edition.tree` does.
    """
    root = Edition.load(str(file)).tree.getroot()
    if root.tag != _M + "mets":
        yield f"its outermost element is {root.tag}, not mets of {METS}"
        return
    yield from _ids(root)
    yield from _pointers(root)
    yield from _maps(root)
    for each in root.iter(_M + "file"):
        for located in each.iterchildren(_M + "FLocat"):
            yield from _located(root, each, located.get(_HREF, ""), file.parent)


def _own(root: etree._Element) -> Iterator[etree._Element]:
    """The elements of METS itself."""
    return root.iter(_M + "*")


def _ids(root: etree._Element) -> Iterator[str]:
    counted = Counter(id for each in _own(root) if (id := each.get("ID")) is not None)
    yield from (f"the ID {id!r} is given {times} times" for id, times in counted.items() if times > 1)
    yield from (f"the ID {id!r} is no name" for id in counted if not _NAME.fullmatch(id))


def _pointers(root: etree._Element) -> Iterator[str]:
    known = {id: str(each.tag) for each in _own(root) if (id := each.get("ID"))}
    for element in _own(root):
        for name, targets in _POINTERS.items():
            for id in element.get(name, "").split():
                if known.get(id, "") not in targets:
                    label = etree.QName(name).localname
                    yield f"{label}={id!r} of {etree.QName(element).localname} points to nothing that it may point to"


def _maps(root: etree._Element) -> Iterator[str]:
    """What is wrong with the maps: each has one outermost division, pages come in their order."""
    maps = list(root.iterchildren(_M + "structMap"))
    if not maps:
        yield "it has no structMap"
    for each in maps:
        divisions = list(each.iterchildren(_M + "div"))
        if len(divisions) != 1:
            yield f"the structMap {each.get('TYPE', '')} has {len(divisions)} outermost divisions, not one"
        for division in each.iter(_M + "div"):
            orders = [order for part in division.iterchildren(_M + "div") if (order := part.get("ORDER"))]
            numbers = [int(order) for order in orders if re.fullmatch(r"\d{1,9}", order)]
            if len(numbers) < len(orders) or any(b <= a for a, b in pairwise(numbers)):
                yield f"the divisions in {division.get('ID', 'a division')!r} do not come in the order of their ORDER"


def _located(root: etree._Element, element: etree._Element, address: str, folder: Path) -> Iterator[str]:
    """What is wrong with a file of the kit: that it is not there, another one, or lacks a place that is pointed to."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return
    place = folder / unquote(parts.path)
    # What is no file may be a link in a circle, and leads nowhere.
    if not isfile(place) or not place.resolve().is_relative_to(folder.resolve()):
        yield f"the file {address!r} is not in the kit"
        return
    data = place.read_bytes()
    if (size := element.get("SIZE")) and size != str(len(data)):
        yield f"the file {address!r} has {len(data)} bytes, not {size}"
    algorithm = _ALGORITHMS.get(element.get("CHECKSUMTYPE", ""))
    if algorithm and new(algorithm, data).hexdigest() != element.get("CHECKSUM", "").lower():
        yield f"the checksum of {address!r} does not hold"
    begins = {
        area.get("BEGIN", "")
        for area in root.iter(_M + "area")
        if area.get("FILEID") == element.get("ID") and area.get("BETYPE") == "IDREF"
    }
    if begins:
        ids = {each.get(XML_ID) for each in Edition.decode(data, str(place)).tree.iter("*")}
        yield from (f"{address!r} has no element with the xml:id {id!r}" for id in sorted(begins - ids))
