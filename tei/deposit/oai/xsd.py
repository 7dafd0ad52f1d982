"""The W3C Schemas of OAI-PMH and of what is embedded in its answers, put together as one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from lxml import etree

from tei.core.diagnostic import Diagnostic, Refused
from tei.core.edition import Edition
from tei.core.namespaces import TEI
from tei.deposit.datacite import KERNEL
from tei.deposit.datacite.writing import XSD as KERNEL_XSD
from tei.deposit.dublincore import OAI_DC
from tei.deposit.dublincore import XSD as OAI_DC_XSD
from tei.deposit.oai.formats import OAI_DATACITE, OAI_DATACITE_XSD
from tei.deposit.oai.protocol import IDENTIFIER, IDENTIFIER_XSD, OAI, OAI_XSD, STATIC, STATIC_XSD
from tei.deposit.schemas import Schemas
from tei.validate.association import XSD
from tei.validate.foreign import Schema

_XS = "http://www.w3.org/2001/XMLSchema"
_ENVELOPES = {OAI: (OAI_XSD, ("OAI-PMH",)), STATIC: (STATIC_XSD, ("Repository",))}
_EMBEDDED = {
    IDENTIFIER: (IDENTIFIER_XSD, ("oai-identifier",)),
    OAI_DC: (OAI_DC_XSD, ("dc",)),
    OAI_DATACITE: (OAI_DATACITE_XSD, ("oai_datacite",)),
    KERNEL: (KERNEL_XSD, ("resource",)),
}
"""By namespace: the address of the schema, and which elements of it are embedded."""

_TEI = ("TEI", "teiCorpus")


class Xsd:
    """Judges answers by the schemas that are at hand.

    What has no schema at hand is declared here with anything in it: OAI-PMH.xsd demands that all is declared, and what
    is embedded can be judged where that one is not at hand. TEI is not looked into: ids that texts of one list share
    would be taken for faults, and each text has been judged by its own schema.
    """

    def __init__(self, schemas: Schemas) -> None:
        self._schemas = schemas
        self._folder = TemporaryDirectory(prefix="tei-")
        self._numbers = count()
        self._paths: dict[str, Path | None] = {}
        self._made: dict[str, Schema | Refused | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._folder.cleanup()

    def check(self, file: Path, root: etree._Element) -> Iterator[Diagnostic]:
        """What is wrong with a file by its schemas (R301), and with which of them it was not compared (P861)."""
        namespace = etree.QName(root).namespace or ""
        if namespace not in _ENVELOPES:
            return
        if namespace not in self._made:
            self._made[namespace] = self._load(namespace)
        made = self._made[namespace]
        if isinstance(made, Refused):
            yield from self._schemas.not_checked(file, _ENVELOPES[namespace][0], made.diagnostics[0].message)
            return
        for each, (address, names) in {namespace: _ENVELOPES[namespace], **_EMBEDDED}.items():
            found = next(root.iter(*(f"{{{each}}}{name}" for name in names)), None)
            if found is not None and self._path(address) is None:
                yield from self._schemas.not_checked(file, address)
        if made:
            yield from made.validate(Edition.load(str(file)))

    def _path(self, address: str) -> Path | None:
        if address not in self._paths:
            self._paths[address] = self._schemas.path(address)
        return self._paths[address]

    def _load(self, namespace: str) -> Schema | Refused | None:
        """The schemas for answers in a namespace; None where none is at hand, Refused where one is of no use."""
        root = etree.Element(f"{{{_XS}}}schema", nsmap={"xs": _XS})
        used = {namespace: _ENVELOPES[namespace], **_EMBEDDED}
        if not any(self._path(address) for address, _ in used.values()):
            return None
        for each, (address, names) in used.items():
            path = self._path(address) or self._declaring(each, names)
            _import(root, each, path)
        _import(root, TEI, self._declaring(TEI, _TEI, "skip"))
        try:
            return Schema.load(str(self._write(root)), XSD)
        except Refused as refused:
            return refused

    def _declaring(self, namespace: str, names: tuple[str, ...], process: str = "lax") -> Path:
        """A schema that declares these elements with anything in them, and how that is to be looked at."""
        root = etree.Element(f"{{{_XS}}}schema", targetNamespace=namespace, nsmap={"xs": _XS})
        for name in names:
            element = etree.SubElement(root, f"{{{_XS}}}element", name=name)
            content = etree.SubElement(element, f"{{{_XS}}}complexType", mixed="true")
            anything = etree.SubElement(content, f"{{{_XS}}}sequence")
            unbounded = {"minOccurs": "0", "maxOccurs": "unbounded"}
            etree.SubElement(anything, f"{{{_XS}}}any", unbounded, processContents=process)
            etree.SubElement(content, f"{{{_XS}}}anyAttribute", processContents=process)
        return self._write(root)

    def _write(self, root: etree._Element) -> Path:
        file = Path(self._folder.name, f"{next(self._numbers)}.xsd")
        root.getroottree().write(str(file))
        return file


def _import(schema: etree._Element, namespace: str, file: Path) -> None:
    etree.SubElement(schema, f"{{{_XS}}}import", namespace=namespace, schemaLocation=file.absolute().as_uri())
