"""The quick fixes of a schema (Schematron QuickFix): what each does, with those that it calls written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Literal, cast

from lxml import etree

from tei.core.diagnostic import refusal
from tei.core.registry import suggestion
from tei.schematron.expand import replaced
from tei.schematron.load import Loaded, local
from tei.schematron.message import content, plain
from tei.schematron.schema import SQF, Let, Operation, QuickFix

_KINDS = ("add", "delete", "replace", "stringReplace")
_OTHERS = ("description", "param", "user-entry")


def fixes(parent: etree._Element, loaded: Loaded) -> dict[str, QuickFix]:
    """The quick fixes that stand in a rule, or in the `fixes` of a schema, by their ids; a group names all of its own.

    Raises Refused (P302) for one that calls another which is not there.
    """
    holders = [parent, *(child for child in parent if child.tag == _tag("fixes"))]
    groups = [child for holder in holders for child in holder if child.tag == _tag("group")]
    found: dict[str, QuickFix] = {}
    for holder in (*holders, *groups):
        for child in holder:
            if child.tag == _tag("fix"):
                found[child.get("id", "")] = _fix(child, holder, loaded)
    return found


def group_members(root: etree._Element, name: str) -> tuple[str, ...]:
    """The ids of the fixes in a group of this id, wherever it stands."""
    for group in root.iter(_tag("group")):
        if group.get("id") == name:
            return tuple(child.get("id", "") for child in group if child.tag == _tag("fix"))
    return ()


def _tag(name: str) -> str:
    return f"{{{SQF}}}{name}"


def _fix(element: etree._Element, holder: etree._Element, loaded: Loaded) -> QuickFix:
    description = next(element.iterchildren(_tag("description")), None)
    title = next(description.iterchildren(_tag("title")), None) if description is not None else None
    group_condition = holder.get("use-when", "") if holder.tag == _tag("group") else ""
    conditions = [f"({each})" for each in (group_condition, element.get("use-when", "")) if each]
    return QuickFix(
        id=element.get("id", ""),
        title=content(title) if title is not None else (),
        operations=tuple(_operations(element, loaded, (element.get("id", ""),))),
        lets=tuple(_lets(element, loaded)),
        element=element,
        place=loaded.place(element),
        use_when=" and ".join(conditions),
        use_for_each=element.get("use-for-each", ""),
        role=element.get("role", ""),
        entries=tuple(plain(each) for each in element.iterchildren(_tag("user-entry"))),
    )


def _lets(element: etree._Element, loaded: Loaded, given: Mapping[str, str] | None = None) -> Iterator[Let]:
    """Its variables: parameters with what was given for them or their defaults, and `let`."""
    for child in element:
        if child.tag == _tag("param") or local(child) == "let":
            name = child.get("name", "")
            value = (given or {}).get(name) or child.get("default") or child.get("value")
            yield Let(name, value, child, loaded.place(child), child.get("type", child.get("as", "")))
        elif child.tag == _tag("call-fix"):
            called = _called(child, loaded)
            passed = {p.get("name", ""): p.get("select", "") for p in child.iterchildren(_tag("with-param"))}
            own = _suffix(child)
            yield from _lets(called, loaded, {name + own: select for name, select in passed.items()})


def _operations(element: etree._Element, loaded: Loaded, chain: tuple[str, ...]) -> Iterator[Operation]:
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if child.tag == _tag("call-fix"):
            called = _called(child, loaded)
            if called.get("id", "") in chain:
                raise refusal("P302", "a quick fix calls itself", "take the call away", loaded.place(child))
            yield from _operations(called, loaded, (*chain, called.get("id", "")))
        elif child.tag == _tag(name) and name not in (*_KINDS, *_OTHERS):
            message = f"<sqf:{name}> is nothing that a quick fix can do"
            raise refusal("P302", message, suggestion(name, list(_KINDS)), loaded.place(child))
        elif child.tag == _tag(name) and name in _KINDS:
            yield Operation(
                kind=cast("Literal['add', 'delete', 'replace', 'stringReplace']", name),
                element=child,
                place=loaded.place(child),
                match=child.get("match", "."),
                target=child.get("target", ""),
                node_type=child.get("node-type", ""),
                position=child.get("position", ""),
                select=child.get("select", ""),
                regex=child.get("regex", ""),
                flags=child.get("flags", ""),
                use_when=child.get("use-when", ""),
            )


def _called(call: etree._Element, loaded: Loaded) -> etree._Element:
    name = call.get("ref", "")
    known = {fix.get("id", ""): fix for fix in loaded.root.iter(_tag("fix"))}
    if name not in known:
        raise refusal("P302", f"there is no quick fix {name!r}", suggestion(name, list(known)), loaded.place(call))
    return _renamed(known[name], own) if (own := _suffix(call)) else known[name]


def _suffix(call: etree._Element) -> str:
    """What the variables of a fix get behind their names when it is called once more; "" for the first time."""
    before = (each for each in call.itersiblings(call.tag, preceding=True) if each.get("ref") == call.get("ref"))
    number = sum(1 for _ in before)
    return f".{number}" if number else ""


def _renamed(fix: etree._Element, suffix: str) -> etree._Element:
    """A copy of a fix with other names for its variables, so that each call has values of its own."""
    copied = deepcopy(fix)
    own = [child for child in copied if child.tag == _tag("param") or local(child) == "let"]
    names = {child.get("name", ""): f"${child.get('name')}{suffix}" for child in own}
    for element in copied.iter("*"):
        for attribute, value in element.attrib.items():
            element.set(attribute, replaced(str(value), names))
    for child in own:
        child.set("name", child.get("name", "") + suffix)
    return copied
