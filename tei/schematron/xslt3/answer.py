"""What the stylesheet of a schema says of a document, read as outcomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Literal, cast
from xml.sax.saxutils import escape

from lxml import etree

from tei.schematron.finding import Change, Finding, Fired, Node, Offer, Outcome, Stopped

if TYPE_CHECKING:
    from tei.schematron.xslt3.stylesheet import Stylesheet

_Kind = Literal["document", "element", "attribute", "text", "comment", "processing-instruction"]
_Where = Literal["instead", "before", "after", "first", "last", "attribute"]

_PLAINLY = (
    (re.compile(r"Access to URI (\S+) has been prohibited"), r"\1 is not at hand, and nothing is fetched"),
    (
        re.compile(
            r"(?:I/O error reported by XML parser processing|Document has been marked not available:) "
            r"(?:file:/*(?=/))?(/[^\s(]+)(?:\(.*)?"
        ),
        r"\1 cannot be read",
    ),
)
"""What Saxon says of files, and how it is said here."""


def outcomes(text: str, stylesheet: Stylesheet) -> Iterator[Outcome]:
    """The outcomes that the result of a stylesheet tells of, in its order."""
    parser = etree.XMLParser(huge_tree=True, collect_ids=False)
    for element in etree.fromstring(text.encode("utf-8"), parser).iterchildren("*"):
        match element.tag:
            case "fired":
                pattern, rule = stylesheet.rules[int(element.get("r", ""))]
                node = _node(element)
                assert node is not None
                yield Fired(pattern, rule, node)
            case "found":
                yield from _finding(element, stylesheet)
            case _:
                yield _stopped(element, stylesheet)


def _finding(element: etree._Element, stylesheet: Stylesheet) -> Iterator[Outcome]:
    pattern, rule, assertion = stylesheet.assertions[int(element.get("a", ""))]
    node = _node(element)
    assert node is not None
    subject = element.find("subject")
    yield Finding(
        pattern,
        rule,
        assertion,
        node,
        _words(element.find("said")),
        subject=None if subject is None else _node(subject),
        diagnostics=tuple((e.get("id", ""), _words(e)) for e in element.iterchildren("diagnostic")),
        properties=tuple((e.get("id", ""), _words(e)) for e in element.iterchildren("property")),
        offers=tuple(_offer(e, stylesheet) for e in element.iterchildren("offer")),
    )
    for stopped in element.iter("stopped"):
        yield _stopped(stopped, stylesheet)


def _node(element: etree._Element) -> Node | None:
    path = element.get("path")
    if path is None:
        return None
    return Node(
        tuple(map(int, path.split())),
        cast(_Kind, element.get("kind", "element")),
        element.get("name", ""),
        int(element.get("index", "0")),
        _address(element.get("document", "")),
    )


def _address(text: str) -> str:
    """An address of a file with the slashes that an empty authority takes, which Java leaves out."""
    return "file:///" + text.removeprefix("file:/") if re.match("file:/(?!/)", text) else text


def _words(element: etree._Element | None) -> str:
    """The text of an element, without what could not be evaluated in it."""
    if element is None:
        return ""
    return (element.text or "") + "".join(("" if e.tag == "stopped" else _words(e)) + (e.tail or "") for e in element)


def _stopped(element: etree._Element, stylesheet: Stylesheet) -> Stopped:
    origin = stylesheet.origin(int(element.get("line") or "0"))
    pattern = rule = assertion = None
    if number := element.get("a"):
        pattern, rule, assertion = stylesheet.assertions[int(number)]
    elif number := element.get("r"):
        pattern, rule = stylesheet.rules[int(number)]
    elif number := element.get("p"):
        pattern = stylesheet.patterns[int(number)]
    expression = origin.expression if origin else ""
    message = " ".join((element.text or "").split())
    for said, plainly in _PLAINLY:
        message = said.sub(plainly, message)
    return Stopped(message, expression, pattern, rule, assertion, _node(element))


def _offer(element: etree._Element, stylesheet: Stylesheet) -> Offer:
    title = " ".join(_words(element.find("title")).split())
    changes = tuple(change for each in element.iterchildren("change") for change in _changes(each))
    return Offer(stylesheet.fixes[int(element.get("f", ""))], title, changes)


def _changes(element: etree._Element) -> Iterator[Change]:
    node = _node(element)
    assert node is not None
    where = cast(_Where, element.get("where", ""))
    if element.get("parts"):
        at = 0
        for part in element:
            end = at + int(part.get("length", ""))
            if part.tag == "new":
                yield Change(node, where, _content(part), span=(at, end))
            at = end
    elif (name := element.get("new")) is not None:
        yield Change(node, where, element.text or "", "" if name == node.name else name)
    elif (new := element.find("new")) is not None:
        # What stands in place of an attribute is its value.
        yield Change(node, where, new.text or "" if node.kind == "attribute" else _content(new))


def _content(element: etree._Element) -> str:
    """What an element holds as XML, without declarations of namespaces that nothing in it uses."""
    parts = [escape(element.text or "")]
    for child in element:
        alone = deepcopy(child)
        if isinstance(alone.tag, str):
            etree.cleanup_namespaces(alone)
        parts.append(etree.tostring(alone, encoding="unicode"))
    return "".join(parts)
