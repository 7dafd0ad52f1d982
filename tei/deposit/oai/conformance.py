"""Whether XML is a response of OAI-PMH 2.0, or an OAI Static Repository, without their schemas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from tei.deposit.oai.datestamps import is_datestamp
from tei.deposit.oai.protocol import DAYS, EMAIL, OAI, PREFIX, SECONDS, SET, STATIC, TOKEN, URI, VERBS

CODES = (
    "badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist", "noRecordsMatch",
    "noMetadataFormats", "noSetHierarchy",
)  # fmt: skip
"""The errors (section 3.6)."""

_CONTENT = {
    "OAI-PMH": f"responseDate request (?:(?:error )+|{'|'.join(f'{verb} ' for verb in VERBS)})",
    "Identify": "repositoryName baseURL protocolVersion (?:adminEmail )+earliestDatestamp deletedRecord granularity "
    "(?:compression )*(?:description )*",
    "ListMetadataFormats": "(?:metadataFormat )+",
    "metadataFormat": "metadataPrefix schema metadataNamespace ",
    "ListSets": "(?:set )+(?:resumptionToken )?",
    "set": "setSpec setName (?:setDescription )*",
    "ListIdentifiers": "(?:header )+(?:resumptionToken )?",
    "ListRecords": "(?:record )+(?:resumptionToken )?",
    "GetRecord": "record ",
    "record": "header metadata (?:about )*",
    "header": "identifier datestamp (?:setSpec )*",
}
"""What stands in each element, in this order (the schema OAI-PMH.xsd)."""

_STATIC_CONTENT = {
    **_CONTENT,
    "Repository": "Identify ListMetadataFormats (?:ListRecords )+",
    "Identify": _CONTENT["Identify"].replace("(?:compression )*", ""),
    "ListRecords": "(?:record )+",
    "header": "identifier datestamp ",
}
"""The same for a Static Repository (Specification for an OAI Static Repository, appendix 1)."""

_FOREIGN = ("metadata", "about", "description", "setDescription")

_FORMS: Mapping[str, Callable[[str], object]] = {
    "responseDate": lambda text: is_datestamp(text) and "T" in text,
    "request": re.compile(r"https?://\S+").fullmatch,
    "baseURL": re.compile(r"https?://\S+").fullmatch,
    "protocolVersion": "2.0".__eq__,
    "adminEmail": EMAIL.fullmatch,
    "earliestDatestamp": is_datestamp,
    "deletedRecord": ("no", "transient", "persistent").__contains__,
    "granularity": (DAYS, SECONDS).__contains__,
    "identifier": URI.fullmatch,
    "datestamp": is_datestamp,
    "setSpec": SET.fullmatch,
    "metadataPrefix": PREFIX.fullmatch,
    "schema": URI.fullmatch,
    "metadataNamespace": URI.fullmatch,
}


def faults(root: etree._Element) -> Iterator[str]:
    """What is wrong with a response or a Static Repository by the structure that it must have, in words."""
    name = etree.QName(root)
    if (name.namespace, name.localname) not in ((OAI, "OAI-PMH"), (STATIC, "Repository")):
        yield f"the outermost element is <{name.localname}>, not <OAI-PMH> or <Repository>"
        return
    yield from _structure(root, _CONTENT if name.namespace == OAI else _STATIC_CONTENT)
    if name.namespace == OAI:
        yield from _answering(root)
    else:
        yield from _by_days(root)


def _structure(element: etree._Element, contents: Mapping[str, str]) -> Iterator[str]:
    name = etree.QName(element).localname
    children = [child for child in element if isinstance(child.tag, str)]
    if name in _FOREIGN:
        if len(children) != 1 or etree.QName(children[0]).namespace in (OAI, STATIC, None):
            yield f"<{name}> does not have exactly one element, of another namespace"
        return
    names = "".join(f"{etree.QName(child).localname} " for child in children)
    if not re.fullmatch(contents.get(name, ""), names):
        yield f"<{name}> has {names.strip() or 'nothing'}, and that is not what it must have"
    text = element.text or ""
    if name in _FORMS and not _FORMS[name](text):
        yield f"“{text}” cannot be the {name}"
    for child in children:
        if etree.QName(child).namespace not in (OAI, STATIC):
            yield f"<{etree.QName(child).localname}> in <{name}> is of another namespace"
        else:
            yield from _structure(child, contents)


def _answering(root: etree._Element) -> Iterator[str]:
    """What is wrong with how a response refers to its request."""
    request = root.find(f"{{{OAI}}}request")
    told = [element.get("code", "") for element in root.iterchildren(f"{{{OAI}}}error")]
    yield from (f"there is no error {code}" for code in told if code not in CODES)
    if request is None:
        return
    if {"badVerb", "badArgument"} & set(told):
        if request.attrib:
            yield "of a request that is refused as such the arguments must not be told"
        return
    answered = [etree.QName(child).localname for child in root if etree.QName(child).localname in VERBS]
    if answered and answered != [request.get("verb")]:
        yield f"the request was {request.get('verb')}, the response is <{answered[0]}>"
    for token in root.iter(f"{{{OAI}}}{TOKEN}"):
        for name, form in (("cursor", r"[0-9]+"), ("completeListSize", r"0*[1-9][0-9]*")):
            if not re.fullmatch(form, token.get(name, "0" if name == "cursor" else "1")):
                yield f"“{token.get(name)}” cannot be the {name}"


def _by_days(root: etree._Element) -> Iterator[str]:
    """What a Static Repository may not have although OAI-PMH allows it."""
    for name, only in (("granularity", DAYS), ("deletedRecord", "no")):
        for element in root.iter(f"{{{OAI}}}{name}"):
            if element.text != only:
                yield f"the {name} of a Static Repository is {only}, not {element.text}"
    for element in root.iter(f"{{{OAI}}}datestamp"):
        if len(element.text or "") != len(DAYS):
            yield f"a datestamp of a Static Repository is a day, not {element.text}"
