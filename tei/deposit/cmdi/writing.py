"""A record as CMDI 1.2: the envelope, with what it is about, and the component."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from tei.deposit.cmdi.terms import COMPONENT, PROFILE, terms
from tei.deposit.element import LANG, add, document
from tei.deposit.record import Record

CMD = "http://www.clarin.eu/cmd/1"
CMDP = f"{CMD}/profiles/{PROFILE}"
ENVELOPE_XSD = "https://infra.clarin.eu/CMDI/1.x/xsd/cmd-envelop.xsd"
PROFILE_XSD = f"https://catalog.clarin.eu/ds/ComponentRegistry/rest/registry/1.x/profiles/{PROFILE}/xsd"

RESOURCES = ("Metadata", "Resource", "SearchService", "SearchPage", "LandingPage")
"""What something may be that a record is about (ResourceType)."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """Something that a record is about: what it is, its address, and its media type."""

    type: str
    address: str
    media: str = ""


def cmdi(
    record: Record,
    proxies: Iterable[Proxy],
    *,
    created: str = "",
    link: str = "",
    collection: str = "",
    part_of: str = "",
    several: bool = False,
) -> etree._Element:
    """A record as `CMD` of CMDI 1.2, in the terms of Dublin Core.

    `created` is the day on which it was made, `link` its own address, `collection` the title under which CLARIN shows
    it, `part_of` the address of the record of the whole.
    Source: CMDI 1.2 specification, section 3.1; Component Registry, profile OLAC-DcmiTerms.
    """
    root = document("CMD", CMD, f"{ENVELOPE_XSD} {CMDP} {PROFILE_XSD}", {"cmd": CMD, "cmdp": CMDP})
    root.set("CMDVersion", "1.2")
    header = add(root, "Header")
    add(header, "MdCreator", "tei")
    for name, text in (
        ("MdCreationDate", created),
        ("MdSelfLink", link),
        ("MdProfile", PROFILE),
        ("MdCollectionDisplayName", collection),
    ):
        if text:
            add(header, name, text)
    resources = add(root, "Resources")
    listed = add(resources, "ResourceProxyList")
    for number, proxy in enumerate(proxies, 1):
        each = add(listed, "ResourceProxy", "", {"id": f"r{number}"})
        add(each, "ResourceType", proxy.type, {"mimetype": proxy.media})
        add(each, "ResourceRef", proxy.address)
    add(resources, "JournalFileProxyList")
    add(resources, "ResourceRelationList")
    if part_of:
        add(add(root, "IsPartOfList"), "IsPartOf", part_of)
    component = add(add(root, "Components"), f"{{{CMDP}}}{COMPONENT}")
    for term in terms(record, several=several):
        add(component, term.name, term.text, {**dict(term.attributes), LANG: term.language})
    return root
