"""Which attributes are identifiers: the rules of RELAX NG DTD Compatibility, section 5, for whole schemas."""

from __future__ import annotations

from collections.abc import Iterator

from tei.core.diagnostic import Refused, refusal
from tei.relaxng.datatypes import IdType, datatype
from tei.relaxng.nameclass import contains, is_finite, listed
from tei.relaxng.names import shown
from tei.relaxng.overlap import shown as shown_name
from tei.relaxng.reduce import Reduced
from tei.relaxng.simple import Definition, Pattern


def identify(reduced: Reduced) -> None:
    """Refuse a schema in which it is not clear what is an ID, an IDREF or IDREFS.

    Raises Refused (P302) where such a type is not the whole content of an attribute with one name, where its element
    may have any name, and where an attribute of one name has such a type in one description of an element only.
    """
    types = _Types(reduced)
    if types.typed:
        _Attributes(reduced, types)


class _Types:
    """The attributes that are ID, IDREF or IDREFS."""

    def __init__(self, reduced: Reduced) -> None:
        self.typed: dict[Pattern, IdType] = {}
        # What of these types a definition holds outside attributes.
        self._loose: dict[Definition, Pattern | None] = {}
        for definition in reduced.definitions:
            self._loose[definition] = self._outside(definition.meaning)
        for element in reduced.elements:
            loose = self._outside(element.parts[0])
            if loose is not None:
                raise _misplaced(loose, "the content of an element")

    def _outside(self, pattern: Pattern) -> Pattern | None:
        """The first `data` or `value` of such a type that no attribute holds; attributes are looked at on the way."""
        match pattern.kind:
            case "ref":
                assert pattern.definition is not None
                return self._loose[pattern.definition]
            case "attribute":
                self._attribute(pattern)
                return None
            case "element":
                return None
            case "data" | "value" if _type(pattern):
                return pattern
        found = [self._outside(part) for part in pattern.parts]
        return next(filter(None, found), None)

    def _attribute(self, attribute: Pattern) -> None:
        content = attribute.parts[0]
        while content.kind == "ref":
            assert content.definition is not None
            content = content.definition.meaning
        kind: IdType = _type(content) if content.kind in ("data", "value") else ""
        inside = [content] if not kind else content.parts
        loose = next(filter(None, map(self._outside, inside)), None)
        if loose is not None:
            raise _misplaced(loose, "a part of the value of an attribute")
        if not kind:
            return
        if attribute.names[0] != "name":
            raise refusal(
                "P302",
                f"the type {kind} is given to attributes of {shown(attribute.names)}",
                f"give {kind} to an attribute of one name, such as xml:id",
                attribute.node.label("has no single name"),
                content.node.label(f"the type {kind}"),
            )
        self.typed[attribute] = kind


class _Attributes:
    """The types of the same attribute of the same element compared."""

    def __init__(self, reduced: Reduced, types: _Types) -> None:
        self._types = types
        self._names = {name for attribute in types.typed for name in listed(attribute.names)}
        self._definitions: dict[Definition, list[Pattern]] = {}
        self._relevant: dict[Pattern, bool] = {}
        for definition in reduced.definitions:
            self._definitions[definition] = list(dict.fromkeys(self._found(definition.meaning)))
        described = [(element, dict.fromkeys(self._found(element.parts[0]))) for element in reduced.elements]
        # By the names of the element and of the attribute: the attribute that was met first.
        known: dict[tuple[str, str], Pattern] = {}
        for element, attributes in described:
            for attribute in attributes:
                if attribute in types.typed:
                    self._note(element, attribute, known)
        for element, attributes in described:
            for attribute in attributes:
                if attribute not in types.typed:
                    for (name, identifier), other in known.items():
                        if contains(attribute.names, identifier) and contains(element.names, name):
                            raise self._conflict(name, identifier, other, attribute)

    def _found(self, pattern: Pattern) -> Iterator[Pattern]:
        """The attributes in a pattern that have such a type somewhere."""
        match pattern.kind:
            case "ref":
                assert pattern.definition is not None
                yield from self._definitions[pattern.definition]
            case "attribute":
                if pattern not in self._relevant:
                    self._relevant[pattern] = any(contains(pattern.names, name) for name in self._names)
                if self._relevant[pattern]:
                    yield pattern
            case "choice" | "group" | "interleave" | "oneOrMore":
                for part in pattern.parts:
                    if part.kind != "element":
                        yield from self._found(part)

    def _note(self, element: Pattern, attribute: Pattern, known: dict[tuple[str, str], Pattern]) -> None:
        kind = self._types.typed[attribute]
        if not is_finite(element.names):
            raise refusal(
                "P302",
                f"an element of {shown(element.names)} has an attribute of type {kind}",
                f"an attribute of type {kind} needs an element whose names are listed: list them, or use type NCName",
                attribute.node.label(f"of type {kind}"),
                element.node.label("its element may have any name"),
            )
        for identifier in listed(attribute.names):
            for name in listed(element.names):
                other = known.setdefault((name, identifier), attribute)
                if self._types.typed[other] != kind:
                    raise self._conflict(name, identifier, other, attribute)

    def _conflict(self, name: str, identifier: str, first: Pattern, second: Pattern) -> Refused:
        one, other = (self._types.typed.get(attribute, "") for attribute in (first, second))
        what = f"the attribute {shown_name(identifier)} of <{shown_name(name)}>"
        return refusal(
            "P302",
            f"{what} is of type {one} here and {f'of type {other}' if other else 'not'} there: conflicting ID-types",
            f"give it type {one} wherever the element is described, or except its name from what describes any name",
            second.node.label(f"of type {other}" if other else f"not of type {one}"),
            first.node.label(f"of type {one}"),
        )


def _type(pattern: Pattern) -> IdType:
    library, name = pattern.value[:2]
    return datatype(library, name, pattern.value[2] if pattern.kind == "data" else ()).id_type


def _misplaced(pattern: Pattern, place: str) -> Refused:
    kind = _type(pattern)
    return pattern.node.refused(
        f"the type {kind} stands in {place}",
        f"{kind} must be all that an attribute holds; elsewhere use NCName, or a list of NCName",
    )
