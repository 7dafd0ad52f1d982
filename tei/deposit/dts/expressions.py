"""XPath as TEI headers have it: unprefixed names are of TEI, and it is run as XPath 1.0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from tei.core.edition import words
from tei.core.namespaces import TEI
from tei.schematron.expression import (
    Call,
    Expression,
    Filter,
    Negative,
    Operator,
    Path,
    Root,
    Step,
    Variable,
    parts,
    prefixes,
    write,
)
from tei.schematron.xpath import NotXPath1, parse

__all__ = ["NotXPath1", "XPath", "read"]

_OWN = "tei-p5"
"""The prefix of names without one."""

_FUNCTIONS = frozenset(
    "boolean ceiling concat contains count false floor id lang last local-name name namespace-uri normalize-space not "
    "number position round starts-with string string-length substring substring-after substring-before sum translate "
    "true".split()
)
_COMPARISONS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_PLACES = ("position", "last")


@dataclass(frozen=True)
class XPath:
    """An expression that is ready to be run; threads may share it."""

    text: str
    run: etree.XPath
    tree: Expression = field(repr=False)

    def elements(self, context: etree._Element | etree._ElementTree) -> list[etree._Element]:
        """The elements that it finds, in document order. Raises NotXPath1 where it gives no nodes, but a value."""
        found = self._found(context, 1, 1)
        if not isinstance(found, list):
            raise NotXPath1("it gives a value, not elements")
        return [each for each in found if isinstance(each, etree._Element) and isinstance(each.tag, str)]

    def value(self, context: etree._Element, position: int, last: int) -> str:
        """The value that it has at an element, the first of several; `position` is that among what was matched."""
        found = self._found(context, position, last)
        return next(iter(_strings(found)), "")

    def values(self, context: etree._Element, position: int, last: int) -> list[tuple[str, etree._Element]]:
        """All its values at an element that are not empty, each with the element that has it."""
        found = self._found(context, position, last)
        holders = found if isinstance(found, list) else [found]
        pairs = ((_string(each), each if isinstance(each, etree._Element) else context) for each in holders)
        return [(text, holder) for text, holder in pairs if text]

    def _found(self, context: etree._Element | etree._ElementTree, position: int, last: int) -> object:
        try:
            return self.run(context, position=position, last=last)
        except etree.XPathError as error:
            raise NotXPath1(str(error)) from None


def read(text: str, namespaces: Mapping[str | None, str]) -> XPath:
    """An expression of a header, with the namespaces that are in scope there.

    TEI P5, section 16.2.5.4, lets it be XPath of any version. Raises NotXPath1 for what XPath 1.0 does not have.
    """
    tree = parse(text)
    known = {prefix: name for prefix, name in namespaces.items() if prefix} | {_OWN: TEI}
    if unknown := prefixes(tree) - {*known, "xml"}:
        raise NotXPath1(f"the prefix “{min(unknown)}” is not declared")
    for each in parts(tree):
        if isinstance(each, Variable):
            raise NotXPath1(f"there is no variable ${each.name}")
        if isinstance(each, Call) and each.name not in _FUNCTIONS:
            raise NotXPath1(f"the function {each.name}() is not of XPath 1.0")
    try:
        translated = _translated(tree, outside=True)
        return XPath(text, etree.XPath(write(translated), namespaces=known), translated)
    except (etree.XPathError, ValueError) as error:
        raise NotXPath1(str(error)) from None


def _translated(tree: Expression, *, outside: bool) -> Expression:
    """The same in XPath 1.0 with prefixes; `outside` of predicates, position() is that among what was matched."""

    def inner(each: Expression) -> Expression:
        return _translated(each, outside=outside)

    match tree:
        case Call(name, ()) if outside and name in _PLACES:
            return Variable(name)
        case Call(name, arguments):
            return Call(name, tuple(map(inner, arguments)))
        case Operator("||", left, right):
            return Call("concat", (inner(left), inner(right)))
        case Operator(sign, left, right) if sign != "is":
            return Operator(_COMPARISONS.get(sign, sign), inner(left), inner(right))
        case Negative(operand):
            return Negative(inner(operand))
        case Filter(primary, predicates):
            return Filter(inner(primary), _predicates(predicates))
        case Path(start, steps):
            begun = start if start is None or isinstance(start, Root) else inner(start)
            return Path(begun, tuple(map(_step, steps)))
        case Operator():
            raise NotXPath1("“is” is not of XPath 1.0")
    return tree


def _step(step: Step) -> Step:
    own = step.axis not in ("attribute", "namespace") and not any(sign in step.test for sign in ":(*")
    return replace(step, test=f"{_OWN}:{step.test}" if own else step.test, predicates=_predicates(step.predicates))


def _predicates(predicates: tuple[Expression, ...]) -> tuple[Expression, ...]:
    return tuple(_translated(each, outside=False) for each in predicates)


def _strings(found: object) -> list[str]:
    return [_string(each) for each in found] if isinstance(found, list) else [_string(found)]


def _string(value: object) -> str:
    if isinstance(value, etree._Element):
        return words(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return " ".join(str(value).split())
