"""What a simplified schema may not say (RELAX NG, sections 7.2 to 7.4)."""

from __future__ import annotations

from tei.core.diagnostic import Label, Refused, refusal
from tei.relaxng.names import shown as shown_names
from tei.relaxng.overlap import Named, shown, union
from tei.relaxng.paths import Paths
from tei.relaxng.reduce import Reduced
from tei.relaxng.simple import Definition, Pattern

_Content = tuple[int, Pattern]
"""A content type (section 7.2) with what made it so."""
_EMPTY, _COMPLEX, _SIMPLE = range(3)


def restrict(reduced: Reduced) -> None:
    """Refuse a schema that breaks a rule of section 7. Raises Refused (P302) with the places at fault."""
    paths = Paths(reduced)
    _Contents(reduced)
    _Attributes(reduced)
    _Interleaves(reduced, paths)


class _Contents:
    """Section 7.2: a value is all that its element holds."""

    def __init__(self, reduced: Reduced) -> None:
        self._definitions: dict[Definition, _Content | Refused] = {}
        for definition in reduced.definitions:
            try:
                self._definitions[definition] = self._type(definition.meaning)
            except Refused as refused:
                # It is wrong only where it is used as content, not in a list.
                self._definitions[definition] = refused
        for element in reduced.elements:
            self._type(element.parts[0])

    def _type(self, pattern: Pattern) -> _Content:
        match pattern.kind:
            case "ref":
                assert pattern.definition is not None
                known = self._definitions[pattern.definition]
                if isinstance(known, Refused):
                    raise known
                return known
            case "data" | "value" | "list":
                return _SIMPLE, pattern
            case "text" | "element":
                return _COMPLEX, pattern
            case "attribute":
                self._type(pattern.parts[0])
                return _EMPTY, pattern
            case "empty" | "notAllowed":
                return _EMPTY, pattern
            case "choice":
                return max((self._type(part) for part in pattern.parts), key=lambda content: content[0])
            case "oneOrMore":
                content = self._type(pattern.parts[0])
                return content if content[0] < _SIMPLE else self._clash(content, content)
        content = _EMPTY, pattern
        for part in pattern.parts:
            other = self._type(part)
            if content[0] + other[0] > _SIMPLE:
                self._clash(content, other)
            content = max(content, other, key=lambda content: content[0])
        return content

    def _clash(self, one: _Content, other: _Content) -> _Content:
        first, second = one[1], other[1]
        if first is second:
            message = "a value is repeated outside a list"
        elif one[0] == other[0]:
            message = "two values follow each other outside a list"
        else:
            text = first if one[0] == _COMPLEX else second
            kind = "text" if text.kind == "text" else "elements"
            message = f"a value stands beside {kind} in the content of one element"
        labels = [second.node.label("and this" if first is not second else "repeated")]
        if first is not second:
            labels.append(first.node.label("beside this"))
        remedy = "use <list> for values between white space, <text/> beside elements, <choice> for one or the other"
        raise refusal("P302", message, remedy, *labels)


class _Attributes:
    """Section 7.3: attributes of one name stand in different choices; those of any name are repeated."""

    def __init__(self, reduced: Reduced) -> None:
        self._definitions: dict[Definition, tuple[Named, Pattern | None]] = {}
        for definition in reduced.definitions:
            self._definitions[definition] = self._found(definition.meaning)
        for element in reduced.elements:
            _, single = self._found(element.parts[0])
            if single is not None:
                raise refusal(
                    "P302",
                    f"an attribute of {shown_names(single.names)} can occur once only",
                    "wrap it in <zeroOrMore> or <oneOrMore>: where a name class has no end, there may be several",
                    single.node.label("not repeated"),
                    element.node.label("in this element"),
                )

    def _found(self, pattern: Pattern) -> tuple[Named, Pattern | None]:
        """The attributes in a pattern; the first of a class without end that no repetition holds."""
        match pattern.kind:
            case "ref":
                assert pattern.definition is not None
                return self._definitions[pattern.definition]
            case "attribute":
                named = Named.of(pattern)
                return named, pattern if named.infinite else None
            case "oneOrMore":
                return self._found(pattern.parts[0])[0], None
            case "choice" | "group" | "interleave":
                pass
            case _:
                return _NONE, None
        found = [one for part in pattern.parts if (one := self._found(part))[0] is not _NONE]
        if not found:
            return _NONE, None
        single = next((single for _, single in found if single is not None), None)
        if len(found) == 1:
            return found[0][0], single
        if pattern.kind == "choice":
            return union(named for named, _ in found), single
        everything = Named()
        for named, _ in found:
            clash = everything.clash(named)
            if clash is not None:
                raise _twice(pattern, *clash)
            everything.add(named)
        return everything, single


_NONE = Named()


def _twice(pattern: Pattern, name: str, first: Pattern, second: Pattern) -> Refused:
    what = f"the attribute {shown(name)}" if shown(name) else "an attribute of any name"
    remedy = "an attribute occurs once: drop one of the two, make a <choice> of them, or except the name from one"
    how = "referred to" if first is second else "described"
    return refusal("P302", f"{what} is {how} twice for one element", remedy, *_both(pattern, first, second))


class _Interleaves:
    """Section 7.4: it is clear to which part of an interleave an element or a text belongs."""

    def __init__(self, reduced: Reduced, paths: Paths) -> None:
        self._paths = paths
        self._definitions: dict[Definition, Named] = {}
        self._elements: dict[Pattern, Named] = {}
        roots = [definition.meaning for definition in reduced.definitions]
        roots += [element.parts[0] for element in reduced.elements]
        if all("interleave" not in paths.within(root) for root in roots):
            return
        for definition in reduced.definitions:
            self._definitions[definition] = self._found(definition.meaning)
        for element in reduced.elements:
            self._found(element.parts[0])

    def _found(self, pattern: Pattern) -> Named:
        """The elements in a pattern."""
        match pattern.kind:
            case "ref":
                assert pattern.definition is not None
                return self._definitions[pattern.definition]
            case "element":
                if pattern not in self._elements:
                    self._elements[pattern] = Named.of(pattern)
                return self._elements[pattern]
            case "choice" | "group" | "oneOrMore":
                return union(map(self._found, pattern.parts))
            case "interleave":
                return self._interleaved(pattern)
        return _NONE

    def _interleaved(self, pattern: Pattern) -> Named:
        everything = Named()
        text: Pattern | None = None
        for part in pattern.parts:
            other = self._paths.within(part).get("text")
            if text is not None and other is not None:
                raise refusal(
                    "P302",
                    "two parts of an interleave hold text",
                    "text may belong to one part: leave it to <mixed>, or take one of the two away",
                    other.node.label("text here"),
                    text.node.label("and text here"),
                    pattern.node.label("interleaved by this"),
                )
            text = text or other
            named = self._found(part)
            clash = everything.clash(named)
            if clash is not None:
                raise _unclear(pattern, *clash)
            everything.add(named)
        return everything


def _unclear(pattern: Pattern, name: str, first: Pattern, second: Pattern) -> Refused:
    what = f"the element {shown(name)}" if shown(name) else "an element of any name"
    return refusal(
        "P302",
        f"{what} occurs in two parts of an interleave",
        "keep it in one part, or use a repeated <choice> instead of <interleave>",
        *_both(pattern, first, second),
    )


def _both(pattern: Pattern, first: Pattern, second: Pattern) -> list[Label]:
    labels = [second.node.label("here")]
    if first is not second:
        labels.append(first.node.label("and here"))
    return [*labels, pattern.node.label(f"both in this <{pattern.node.name}>")]
