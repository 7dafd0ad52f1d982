"""The OAI Static Repository: all records in one file, which a gateway offers to harvesters."""

from __future__ import annotations

from typing import IO

from tei.deposit.collection import UNDATED
from tei.deposit.oai.formats import Format
from tei.deposit.oai.items import Item
from tei.deposit.oai.protocol import DAYS, OAI, OAI_XSD, STATIC, STATIC_XSD
from tei.deposit.oai.repository import Repository
from tei.deposit.oai.response import Writer, document

PREFIXES = ("oai_dc", "oai_datacite")
"""The formats that are in the file; whole texts would make it too large for gateways."""

NAME = "static-repository.xml"

MOST = 5000
"""Static Repositories are for so many texts and documents: collections of up to 5,000 records, of which each format has
its own (Specification for an OAI Static Repository, section 1)."""


def write_static_repository(repository: Repository, address: str, file: IO[bytes]) -> None:
    """Write a repository as one file that is to be published at an address.

    It has no sets, no tokens and no time but days (Specification for an OAI Static Repository, 3.2). Its base URL is to
    be that which the gateway gives it; until one does, it is the address of the file.
    """
    formats = [repository.formats[prefix] for prefix in PREFIXES if prefix in repository.formats]
    schemas = {OAI: OAI_XSD, **{form.namespace: form.schema for form in formats}}
    with document(file, "Repository", STATIC, {STATIC: STATIC_XSD, **schemas}, {"oai": OAI}) as writer:
        with writer.container("Identify", namespace=STATIC):
            for name, text in repository.identification(address, DAYS):
                writer.element(name, text)
        with writer.container("ListMetadataFormats", namespace=STATIC):
            for form in formats:
                writer.format(form)
        for form in formats:
            with writer.container("ListRecords", {"metadataPrefix": form.prefix}, STATIC):
                for item in repository.items.every:
                    _write(writer, repository.identifier(item.resource.id), item, form)


def _write(writer: Writer, identifier: str, item: Item, form: Format) -> None:
    with writer.container("record"):
        with writer.container("header"):
            writer.element("identifier", identifier)
            writer.element("datestamp", item.datestamp[: len(UNDATED)])
        with writer.container("metadata"):
            writer.embed(form.make(item.resource, item.address))
