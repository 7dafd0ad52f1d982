"""Volumes to be bound, and an EPUB as a strict reader sees it: every file, link and id, and the words of its texts."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from lxml import etree
from reading import words

from tei.core.edition import Edition

X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OUTER = ("http:", "https:", "mailto:")

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Letters &amp; Notes</title><author>Ann Ames</author>"
    "<editor>Bo Berg</editor></titleStmt><publicationStmt><publisher>Press</publisher><pubPlace>Oslo</pubPlace>"
    "<date when='2020'>2020</date><idno type='DOI'>10.1234/abc</idno><idno type='ISBN'>978-3-16-148410-0</idno>"
    "<availability><licence target='https://example.org/by'>CC BY</licence></availability></publicationStmt>"
    "<sourceDesc><p>x</p></sourceDesc></fileDesc>"
    "<revisionDesc><change when='2021-02-03'>x</change><change when='2020'>y</change></revisionDesc></teiHeader>"
)
"""What a header says of a volume."""


def volume(*documents: str, header: str = HEADER, front: str = "", name: str = "letters.xml") -> Edition:
    """A volume of documents with these bodies."""
    body = "".join(
        f"<div type='document' xml:id='d{n}' n='{n}'><head>{n}. Letter</head>{text}</div>"
        for n, text in enumerate(documents, 1)
    )
    chapter = f"<div type='chapter' xml:id='ch1'><head>Chapter</head>{body}</div>"
    xml = (
        f"<TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'>{header}"
        f"<text><front>{front}</front><body>{chapter}</body></text></TEI>"
    )
    return Edition.decode(xml.encode(), name)


@dataclass
class Ocf:
    """What a container holds; `faults` are what no reader should have to bear."""

    data: bytes
    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, etree._Element] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        with zipfile.ZipFile(BytesIO(self.data)) as archive:
            first = archive.infolist()[0]
            if (first.filename, first.compress_type) != ("mimetype", zipfile.ZIP_STORED):
                self.faults.append("the media type is not first, or is packed")
            self.files = {name: archive.read(name) for name in archive.namelist()}
        if self.files["mimetype"] != b"application/epub+zip":
            self.faults.append("another media type")
        container = etree.fromstring(self.files["META-INF/container.xml"])
        path = next(e.get("full-path", "") for e in container.iter("{*}rootfile"))
        self.package = etree.fromstring(self.files[path])
        self.folder = posixpath.dirname(path)
        self.items = {e.get("id", ""): e for e in self.package.iter(f"{OPF}item")}
        hrefs = {self.at(path, e.get("href", "")): e for e in self.items.values()}
        stored = set(self.files) - {"mimetype", "META-INF/container.xml", path}
        self.faults += [f"{name} is not in the manifest" for name in stored - set(hrefs)]
        self.faults += [f"{name} is not there" for name in set(hrefs) - stored]
        for name, item in hrefs.items():
            if item.get("media-type") == "application/xhtml+xml":
                self.pages[name] = etree.fromstring(self.files[name])
        self.spine = [
            self.at(path, self.items[e.get("idref", "")].get("href", "")) for e in self.package.iter(f"{OPF}itemref")
        ]
        self.faults += [f"{name} is not in the spine" for name in set(self.pages) - set(self.spine)]
        self._check()

    def _check(self) -> None:
        ids = {name: [e.get("id") for e in page.iter("*") if e.get("id")] for name, page in self.pages.items()}
        for name, page in self.pages.items():
            self.faults += [f"{name}: id {id} twice" for id in set(ids[name]) if ids[name].count(id) > 1]
            for element in page.iter("*"):
                if etree.QName(element).localname in ("script", "iframe", "object", "form"):
                    self.faults.append(f"{name}: <{element.tag}>")
                self.faults += [f"{name}: {a}" for a in map(str, element.attrib) if a.startswith("on")]
                for attribute in ("href", "src"):
                    if attribute in element.attrib:
                        self._follow(name, element.get(attribute, ""), element, ids)

    def _follow(self, name: str, link: str, element: etree._Element, ids: dict[str, list[str | None]]) -> None:
        if link.startswith(OUTER):
            if element.tag != f"{X}a":
                self.faults.append(f"{name}: {link} is loaded from elsewhere")
            return
        path, _, id = link.partition("#")
        target = self.at(name, unquote(path)) if path else name
        if target not in self.files or (id and id not in ids.get(target, ())):
            self.faults.append(f"{name}: {link} leads nowhere")

    @staticmethod
    def at(name: str, href: str) -> str:
        """The name of the file to which a relative address in another leads."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), href))

    def page(self, name: str) -> etree._Element:
        """One of the texts, by the name of its page."""
        return self.pages[f"{self.folder}/text/{name}.xhtml"]

    def said(self, name: str) -> list[str]:
        """All values of an element of Dublin Core."""
        return [words("".join(map(str, e.itertext()))) for e in self.package.iter(DC + name)]

    def meta(self, name: str) -> list[str]:
        """All values of a property."""
        return [e.text or "" for e in self.package.iter(f"{OPF}meta") if e.get("property") == name]

    def nav(self, kind: str) -> list[tuple[str, str]]:
        """The links of one of the lists of navigation, with their words."""
        page = self.pages[f"{self.folder}/nav.xhtml"]
        return [
            (words("".join(map(str, a.itertext()))), a.get("href", ""))
            for nav in page.iter(f"{X}nav")
            if nav.get(TYPE) == kind
            for a in nav.iter(f"{X}a")
        ]

    def text(self, name: str) -> str:
        """The characters of a text in the order of the source: each note at its call, nothing that is generated."""
        body = self.page(name).find(f"{X}body")
        assert body is not None
        notes = {e.get("id", ""): e for e in body.iter(f"{X}aside") if e.get(TYPE) == "footnote"}

        def inside(element: etree._Element) -> Iterator[str]:
            yield element.text or ""
            for child in element:
                called = next((a.get("href", "")[1:] for a in child.iter(f"{X}a") if a.get(TYPE) == "noteref"), "")
                if child.get("class", "").split()[:1] == ["call"]:
                    yield from inside(notes[called])
                elif child not in notes.values() and "data-generated" not in child.attrib:
                    yield child.get("alt", "")
                    yield from inside(child)
                yield child.tail or ""

        return "".join("".join(inside(body)).split())
