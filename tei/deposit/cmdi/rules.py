"""What CMDI 1.2 demands of a record: the envelope, and the component of the profile."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tei.deposit.cmdi.terms import COMPONENT, PROFILE, ROLES, TERMS, TYPES
from tei.deposit.cmdi.writing import CMD, CMDP, RESOURCES

_C = f"{{{CMD}}}"
_P = f"{{{CMDP}}}"
_HEADER = ("MdCreator", "MdCreationDate", "MdSelfLink", "MdProfile", "MdCollectionDisplayName")
_PARTS = (["Header", "Resources", "Components"], ["Header", "Resources", "IsPartOfList", "Components"])
_LISTS = ["ResourceProxyList", "JournalFileProxyList", "ResourceRelationList"]
_VALUES = {
    "dcterms-type": re.compile("|".join(map(re.escape, TYPES))),
    "olac-role": re.compile("|".join(ROLES)),
    "olac-language": re.compile(r"[A-Za-z]{2,3}"),
    "olac-linguistic-type": re.compile("language_description|lexicon|primary_text"),
}
_WHERE = {
    "olac-role": ("contributor",), "olac-language": ("language", "subject"), "olac-linguistic-type": ("type",),
}  # fmt: skip


def faults(root: etree._Element) -> Iterator[tuple[str, str]]:
    """What is wrong with a record, and what cures it.

    Source: CMDI 1.2 specification, section 3.1; Component Registry, profile OLAC-DcmiTerms.
    """
    if root.tag != f"{_C}CMD":
        yield "it is no record of CMDI 1.2", ""
        return
    if root.get("CMDVersion") != "1.2":
        yield "CMDVersion must be 1.2", ""
    if _names(root) not in _PARTS:
        yield "it has to be made of Header, Resources and Components", ""
    yield from _header(root)
    yield from _resources(root)
    yield from _components(root)


def _header(root: etree._Element) -> Iterator[tuple[str, str]]:
    header = root.find(f"{_C}Header")
    names = [] if header is None else _names(header)
    if names != sorted(names, key=_place) or any(name not in _HEADER for name in names):
        yield f"the header is to have {', '.join(_HEADER)}, in this order", ""
    if any(number > 1 for name, number in Counter(names).items() if name != "MdCreator"):
        yield "the header says something twice", ""
    said = root.findtext(f"{_C}Header/{_C}MdProfile", "").strip()
    if said != PROFILE:
        yield f"the profile must be {PROFILE}, not {said!r}", ""
    day = root.findtext(f"{_C}Header/{_C}MdCreationDate")
    if day is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d", day.strip()):
        yield f"{day!r} is no day", ""


def _resources(root: etree._Element) -> Iterator[tuple[str, str]]:
    resources = root.find(f"{_C}Resources")
    if resources is None or _names(resources) != _LISTS:
        yield f"the resources are {', '.join(_LISTS)}, in this order", ""
        return
    proxies = list(resources.iterfind(f"{_C}ResourceProxyList/{_C}ResourceProxy"))
    if not proxies:
        yield "it is about nothing: there is no ResourceProxy", ""
    ids = Counter(proxy.get("id", "") for proxy in proxies)
    for id, number in ids.items():
        if number > 1 or not re.fullmatch(r"[^\W\d][\w.-]*", id):
            yield f"{id!r} is no id for a ResourceProxy, or is there twice", ""
    for proxy in proxies:
        kind = proxy.findtext(f"{_C}ResourceType", "")
        if _names(proxy) != ["ResourceType", "ResourceRef"] or kind not in RESOURCES:
            yield f"a ResourceProxy has a ResourceType, one of {', '.join(RESOURCES)}, and a ResourceRef", ""
        elif not proxy.findtext(f"{_C}ResourceRef", "").strip():
            yield "a ResourceRef is empty", "say with --url where the collection is published"


def _components(root: etree._Element) -> Iterator[tuple[str, str]]:
    component = root.find(f"{_C}Components/{_P}{COMPONENT}")
    if component is None or len(root.findall(f"{_C}Components/*")) != 1:
        yield f"the components are one {COMPONENT}", ""
        return
    names = _names(component)
    unknown = [name for name in names if name not in TERMS]
    if unknown:
        yield f"{COMPONENT} has no {unknown[0]}", ""
    elif names != sorted(names, key=TERMS.index):
        yield f"the elements of {COMPONENT} are in the order of the alphabet", ""
    if not component.findtext(f"{_P}title", "").strip():
        yield "it has no title", "add <title> to <titleStmt>"
    for element in component.iterchildren("*"):
        name = etree.QName(element).localname
        for attribute, form in _VALUES.items():
            value = element.get(attribute)
            if value is None:
                continue
            if name not in _WHERE.get(attribute, (name,)) or not form.fullmatch(value):
                yield f"<{name} {attribute}={value!r}> is not known to {COMPONENT}", ""
        if len(element):
            yield f"<{name}> has elements inside", ""


def _names(element: etree._Element) -> list[str]:
    """The names of the elements in an element; one of a wrong namespace with that."""
    space = etree.QName(element).namespace
    found = (etree.QName(child) for child in element.iterchildren("*"))
    return [child.localname if child.namespace == space else child.text for child in found]


def _place(name: str) -> int:
    return _HEADER.index(name) if name in _HEADER else len(_HEADER)
