"""A resource as METS: descriptions, rights, files, and its divisions and pages (METS 1.12.1)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from lxml import etree

from tei.core.document import ncname
from tei.deposit.collection import UNDATED, Collection, Resource, plain
from tei.deposit.dublincore import dublin_core
from tei.deposit.element import add
from tei.deposit.facsimile import Facsimile, Picture
from tei.deposit.mods import XLINK, mods
from tei.deposit.outline import Division, outline
from tei.deposit.vocabulary import TEI_XML

METS = "http://www.loc.gov/METS/"
DV = "http://dfg-viewer.de/"

PLACE = "tei/{}.xml"
"""Where the TEI of a resource of this name stands, seen from its METS."""

TEI_FILE = "tei"
"""The ID of the file of TEI."""

_TYPE, _HREF, _FROM, _TO = (f"{{{XLINK}}}{name}" for name in ("type", "href", "from", "to"))
_ALTERNATIVE = ("image/tiff", "image/jp2")
"""Pictures that no browser shows: those that others are made of."""


def mets(resource: Resource, collection: Collection) -> etree._Element:
    """A resource as a METS document.

    What has an ID is numbered through, so that no name in the text can get in the way. Logical divisions are those of
    the text, the physical ones its pages; of pictures only those in the web are named.
    Source: METS Schema 1.12.1.
    """
    return _Writer(resource, collection).write()


class _Writer:
    def __init__(self, resource: Resource, collection: Collection) -> None:
        self._resource = resource
        self._record = resource.record
        self._collection = collection
        root = resource.edition.tree.getroot()
        self._facsimile = Facsimile.of(root, collection.url)
        self._divisions = outline(root, self._facsimile.begins)
        # The type stubs want no more than strings as prefixes.
        self._root = etree.Element(f"{{{METS}}}mets", nsmap={"mets": METS, "xlink": XLINK})
        self._descriptions: dict[str, str] = {}
        self._pictures: dict[Picture, str] = {}
        self._links: list[tuple[str, str]] = []
        self._numbers = count(1)

    def write(self) -> etree._Element:
        record, resource = self._record, self._resource
        self._root.set("OBJID", record.doi or resource.name)
        self._root.set("LABEL", record.title or resource.name)
        self._root.set("TYPE", "volume" if resource.documents else "text")
        self._header()
        described = self._described()
        rights = self._rights()
        self._files()
        top = self._logical(described, rights)
        if self._facsimile.pages:
            self._physical(top)
        return self._root

    def _header(self) -> None:
        """Who made it and of what; changed when the text was, if that is known: it depends on nothing else."""
        modified = self._resource.modified
        dated = "" if modified.startswith(UNDATED) else modified
        header = add(self._root, "metsHdr", "", {"LASTMODDATE": dated})
        software = {"ROLE": "CREATOR", "TYPE": "OTHER", "OTHERTYPE": "SOFTWARE"}
        add(add(header, "agent", "", software), "name", "tei")
        if self._record.publisher:
            publisher = {"ROLE": "DISSEMINATOR", "TYPE": "ORGANIZATION"}
            add(add(header, "agent", "", publisher), "name", self._record.publisher)
        for editor in self._record.editors:
            kind = "ORGANIZATION" if editor.organisation else "INDIVIDUAL"
            add(add(header, "agent", "", {"ROLE": "EDITOR", "TYPE": kind}), "name", editor.filed)
        for identifier in self._record.identifiers:
            add(header, "altRecordID", identifier.value, {"TYPE": identifier.kind})

    def _described(self) -> str:
        """Write what describes the text, and each document of a volume; the IDs of the first."""
        address = self._collection.url
        self._describe("dmd", "MODS", mods(self._record, address))
        self._describe("dmd_dc", "DC", dublin_core(self._record, address))
        for number, document in enumerate(self._resource.documents, start=1):
            self._descriptions[document.name] = f"dmd_{number}"
            self._describe(f"dmd_{number}", "MODS", mods(document.record))
        return "dmd dmd_dc"

    def _describe(self, id: str, kind: str, described: etree._Element) -> None:
        section = add(self._root, "dmdSec", "", {"ID": id})
        add(add(section, "mdWrap", "", {"MDTYPE": kind, "MIMETYPE": "text/xml"}), "xmlData").append(described)

    def _rights(self) -> str:
        """Write whose it is and under which licence, as DFG Viewer shows it; the ID of that."""
        record, collection = self._record, self._collection
        licence = next((each.address or each.name for each in record.licences), "")
        said = {
            "owner": record.publisher,
            "ownerSiteURL": collection.url,
            "ownerContact": f"mailto:{collection.email}" if collection.email else "",
            "license": licence,
        }
        if not any(said.values()):
            return ""
        section = add(add(self._root, "amdSec", "", {"ID": "amd"}), "rightsMD", "", {"ID": "rights"})
        kind = {"MIMETYPE": "text/xml", "MDTYPE": "OTHER", "OTHERMDTYPE": "DVRIGHTS"}
        data = add(add(section, "mdWrap", "", kind), "xmlData")
        rights = etree.SubElement(data, f"{{{DV}}}rights", nsmap={"dv": DV})
        for name, value in said.items():
            if value:
                add(rights, name, value)
        return "amd"

    def _files(self) -> None:
        section = add(self._root, "fileSec")
        group = add(section, "fileGrp", "", {"USE": "TEI"})
        data, name = self._resource.data, self._resource.name
        said = {
            "ID": TEI_FILE,
            "MIMETYPE": TEI_XML,
            "SIZE": str(len(data)),
            "CHECKSUM": self._resource.digest,
            "CHECKSUMTYPE": "SHA-256",
        }
        _located(add(group, "file", "", said), PLACE.format(name))
        for picture in dict.fromkeys(picture for page in self._facsimile.pages for picture in page.pictures):
            self._pictures[picture] = f"img_{len(self._pictures) + 1}"
        for use in ("DEFAULT", "MASTER"):
            chosen = {picture: id for picture, id in self._pictures.items() if _use(picture) == use}
            if chosen:
                group = add(section, "fileGrp", "", {"USE": use})
            for picture, id in chosen.items():
                _located(add(group, "file", "", {"ID": id, "MIMETYPE": picture.media}), picture.address)

    def _logical(self, described: str, rights: str) -> str:
        """Write the divisions; the ID of the outermost."""
        top = add(self._root, "structMap", "", {"TYPE": "LOGICAL"})
        said = {"DMDID": described, "ADMID": rights}
        if len(self._divisions) == 1:
            (whole,) = self._divisions
            return self._division(top, whole, {**said, "LABEL": self._record.title or whole.label})
        kind = "volume" if self._resource.documents else "text"
        said |= {"TYPE": kind, "LABEL": self._record.title or self._resource.name}
        all = add(top, "div", "", {"ID": "log_0", **said})
        add(all, "fptr", "", {"FILEID": TEI_FILE})
        for division in self._divisions:
            self._division(all, division)
        return "log_0"

    def _division(self, parent: etree._Element, division: Division, said: Mapping[str, str] | None = None) -> str:
        id = f"log_{next(self._numbers)}"
        described = self._descriptions.get(plain(ncname(division.id, instead="_"))) if division.id else ""
        kinds = {"ID": id, "TYPE": division.kind, "LABEL": division.label, "DMDID": described or ""}
        element = add(parent, "div", "", {**kinds, **(said or {})})
        _point(element, division.id)
        self._links += [(id, f"phys_{number + 1}") for number in division.pages]
        for part in division.parts:
            self._division(element, part)
        return id

    def _physical(self, top: str) -> None:
        """Write the pages, and which divisions stand on them; the outermost stands on all."""
        sequence = add(add(self._root, "structMap", "", {"TYPE": "PHYSICAL"}), "div")
        sequence.set("ID", "phys_0")
        sequence.set("TYPE", "physSequence")
        for number, page in enumerate(self._facsimile.pages, start=1):
            said = {"ID": f"phys_{number}", "TYPE": "page", "ORDER": str(number), "ORDERLABEL": page.label}
            element = add(sequence, "div", "", said)
            for picture in page.pictures:
                add(element, "fptr", "", {"FILEID": self._pictures[picture]})
            _point(element, page.id)
        links = add(self._root, "structLink")
        for logical, physical in ((top, "phys_0"), *self._links):
            add(links, "smLink", "", {_FROM: logical, _TO: physical})


def _use(picture: Picture) -> str:
    """Which pictures it belongs to: those that are shown, or those that these are made of."""
    return "MASTER" if picture.media in _ALTERNATIVE else "DEFAULT"


def _located(file: etree._Element, address: str) -> None:
    add(file, "FLocat", "", {"LOCTYPE": "URL", _TYPE: "simple", _HREF: address})


def _point(element: etree._Element, id: str) -> None:
    """Point to the place with this `xml:id` in the TEI; no ID, no pointer."""
    if id:
        area = {"FILEID": TEI_FILE, "BEGIN": id, "BETYPE": "IDREF"}
        add(add(element, "fptr"), "area", "", area)
