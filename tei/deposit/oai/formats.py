"""The formats in which an item is given: Dublin Core, DataCite in the envelope for OAI-PMH, and the TEI itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from tei.core.namespaces import TEI
from tei.deposit.collection import Resource
from tei.deposit.datacite import KERNEL, datacite
from tei.deposit.dublincore import OAI_DC, dublin_core
from tei.deposit.dublincore import XSD as OAI_DC_XSD
from tei.deposit.element import add, document
from tei.deposit.record import UNKNOWN

OAI_DATACITE = "http://schema.datacite.org/oai/oai-1.1/"
OAI_DATACITE_XSD = "http://schema.datacite.org/oai/oai-1.1/oai.xsd"
TEI_XSD = "https://www.tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd"


@dataclass(frozen=True)
class Format:
    """A metadata format: its prefix, its W3C Schema, its namespace, and what makes the metadata of a resource.

    `make` is given the address at which the resource is published, "" if there is none.
    """

    prefix: str
    schema: str
    namespace: str
    make: Callable[[Resource, str], etree._Element]


def _dublin_core(resource: Resource, address: str) -> etree._Element:
    return dublin_core(resource.record, address)


def _datacite(resource: Resource, address: str) -> etree._Element:
    """DataCite in its envelope (DataCite OAI Schema 1.1); the symbol of a datacentre is not known here."""
    root = document("oai_datacite", OAI_DATACITE, OAI_DATACITE_XSD)
    add(root, "schemaVersion", KERNEL.rpartition("kernel-")[2])
    add(root, "datacentreSymbol", UNKNOWN)
    add(root, "payload").append(datacite(resource.record, address))
    return root


def _tei(resource: Resource, address: str) -> etree._Element:
    """The TEI as it is, without declaration and document type; what its entities stand for is put in their place.

    Ids stay as well, although texts of one list may share them: no part of OAI-PMH gives them a meaning.
    """
    root = resource.edition.tree.getroot()
    if None in root.nsmap:
        return root
    # What is in no namespace must not come into the one that is the default around it.
    written = etree.tostring(root, encoding="unicode", with_tail=False)
    name = len(f"<{root.prefix}:{etree.QName(root).localname}" if root.prefix else f"<{root.tag}")
    return etree.fromstring(f'{written[:name]} xmlns=""{written[name:]}', etree.XMLParser(huge_tree=True))


FORMATS = (
    Format("oai_dc", OAI_DC_XSD, OAI_DC, _dublin_core),
    Format("oai_datacite", OAI_DATACITE_XSD, OAI_DATACITE, _datacite),
    Format("tei", TEI_XSD, TEI, _tei),
)
"""The formats of every item; Dublin Core is the one that every repository must have."""
