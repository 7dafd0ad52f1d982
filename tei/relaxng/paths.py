"""Which patterns may not stand within which (RELAX NG, section 7.1)."""

from __future__ import annotations

from tei.core.diagnostic import Refused, refusal
from tei.relaxng.reduce import Reduced
from tei.relaxng.simple import Definition, Pattern

Within = dict[str, Pattern]
"""The kinds of pattern that stand in one, elements and attributes and lists not entered, with the first of each.

Under "repeated" stands an attribute in a group or an interleave, which no repetition may hold.
"""

_IN_ATTRIBUTE = ("element", "attribute")
_IN_LIST = ("element", "attribute", "list", "text", "interleave")
_IN_EXCEPT = ("element", "attribute", "list", "text", "group", "interleave", "oneOrMore", "empty")
_IN_START = ("attribute", "text", "data", "value", "list", "group", "interleave", "oneOrMore", "empty")

_SHOWN = {
    "element": "an element",
    "attribute": "an attribute",
    "list": "a list",
    "text": "<text/>",
    "data": "a value without element",
    "value": "a value without element",
    "group": "a sequence",
    "interleave": "an interleave",
    "oneOrMore": "a repetition",
    "empty": "nothing at all",
}


class Paths:
    """What stands within every pattern of a schema; checks section 7.1 on the way."""

    def __init__(self, reduced: Reduced) -> None:
        """Raises Refused (P302) where a pattern stands in one that may not hold it."""
        self._definitions: dict[Definition, Within] = {}
        for definition in reduced.definitions:
            self._definitions[definition] = self.within(definition.meaning)
        for element in reduced.elements:
            self.within(element.parts[0])
        _refuse(
            reduced.start,
            self.within(reduced.start),
            _IN_START,
            "a document begins with {}",
            "a document has one root: <start> leads to an element, or to a choice of elements",
            "",
        )

    def within(self, pattern: Pattern) -> Within:
        """The kinds of pattern in this one, itself included."""
        match pattern.kind:
            case "ref":
                assert pattern.definition is not None
                return self._definitions[pattern.definition]
            case "attribute":
                _refuse(
                    pattern,
                    self.within(pattern.parts[0]),
                    _IN_ATTRIBUTE,
                    "an attribute holds {}",
                    "the value of an attribute is text: describe it by <text/>, <data>, <value> or <list>",
                    "this attribute",
                )
            case "list":
                _refuse(
                    pattern,
                    self.within(pattern.parts[0]),
                    _IN_LIST,
                    "a list holds {}",
                    "the items of a list are words: describe them by <data> and <value>",
                    "this list",
                )
            case "data" if pattern.parts:
                _refuse(
                    pattern,
                    self.within(pattern.parts[0]),
                    _IN_EXCEPT,
                    "{} is excepted from <data>",
                    "values can be excepted: <data>, <value>, or <choice> of them",
                    "excepted from this <data>",
                )
            case "choice" | "group" | "interleave" | "oneOrMore":
                return self._several(pattern)
        return {pattern.kind: pattern}

    def _several(self, pattern: Pattern) -> Within:
        found: Within = {pattern.kind: pattern}
        for part in pattern.parts:
            for kind, one in self.within(part).items():
                found.setdefault(kind, one)
        if pattern.kind in ("group", "interleave") and "attribute" in found:
            found.setdefault("repeated", found["attribute"])
        if pattern.kind == "oneOrMore" and "repeated" in found:
            raise refusal(
                "P302",
                "an attribute is repeated together with something else",
                "an attribute occurs once in an element: put it outside the repetition",
                found["repeated"].node.label("this attribute"),
                pattern.node.label("repeated by this"),
            )
        return found


def _refuse(pattern: Pattern, within: Within, forbidden: tuple[str, ...], message: str, remedy: str, role: str) -> None:
    kind = next((kind for kind in within if kind in forbidden), "")
    if kind:
        raise _refused(pattern, within[kind], message.format(_SHOWN[kind]), remedy, role)


def _refused(outer: Pattern, inner: Pattern, message: str, remedy: str, role: str) -> Refused:
    labels = [inner.node.label("not allowed here" if role else "not a root element")]
    if role and outer.node is not inner.node:
        labels.append(outer.node.label(role))
    return refusal("P302", message, remedy, *labels)
