"""Patterns and their derivatives: what may still come after what has come.

The algorithm is James Clark's (An algorithm for RELAX NG validation, 2002): the derivative of a pattern with respect to
a piece of a document matches what the pattern matches after that piece. Choices, groups and interleaves have any number
of parts; equal patterns of one `Patterns` are one object, so that the derivatives of one are worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from tei.relaxng.datatypes import Datatype, Namespaces, datatype
from tei.relaxng.datatypes.space import tokens
from tei.relaxng.definitions import Definitions, Expression
from tei.relaxng.nameclass import contains, is_finite, listed

BLANK = " \t\r\n"
"""White space, as XML has it."""

Alternatives = dict["Pattern", "Pattern"]
"""Ways to go on: from what is begun (an element's content, an attribute's value) to what comes after it."""


class Pattern:
    """A pattern; its parts are patterns."""

    __slots__ = ("attributes", "data", "make", "nullable", "order", "parts")

    def __init__(self, make: Patterns, *parts: Pattern) -> None:
        make.count += 1
        make.serial += 1
        self.make = make
        self.parts = parts
        self.order = make.serial
        self.nullable = self._nullable()
        self.attributes: bool = any(part.attributes for part in parts)
        """Whether attributes may be met in it, outside of elements."""
        self.data: bool = any(part.data for part in parts)
        """Whether it looks at the characters of text, not only at whether there is some."""

    def _nullable(self) -> bool:
        return False

    def open(self, name: str) -> Alternatives:
        """What a start tag of this name leads to: the content of the element, and what follows the element."""
        return {}

    def attribute(self, name: str) -> Alternatives:
        """What an attribute of this name leads to: its value, and what else the start tag and the content may be."""
        return {}

    def close(self, missing: Pattern) -> Pattern:
        """What is left at the end of a start tag; `missing` takes the place of attributes that have not come."""
        return self

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        """What is left after some text."""
        return self.make.not_allowed

    def end(self) -> Pattern:
        """What follows the elements that may end here, where several are told apart only at their end."""
        return self.make.not_allowed

    def takes(self, value: str, namespaces: Namespaces | None = None) -> bool:
        """Whether it matches a string, as the value of an attribute or the only text of an element (section 6.2.7)."""
        return (self.nullable and not value.strip(BLANK)) or self.text(value, namespaces).nullable


class Empty(Pattern):
    """Matches nothing at all being there."""

    __slots__ = ()

    def _nullable(self) -> bool:
        return True


class NotAllowed(Pattern):
    """Matches nothing."""

    __slots__ = ()


class Text(Pattern):
    """Matches any text, in as many pieces as come."""

    __slots__ = ()

    def _nullable(self) -> bool:
        return True

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        return self


class Data(Pattern):
    """Matches the strings of a datatype but those of a pattern, or those that are equal to a value."""

    __slots__ = ("datatype", "excepted", "namespaces", "value")

    def __init__(
        self,
        make: Patterns,
        datatype: Datatype,
        excepted: Pattern | None = None,
        value: str | None = None,
        namespaces: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(make)
        self.data = True
        self.datatype = datatype
        self.excepted = excepted
        self.value = value
        self.namespaces = namespaces

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        if self.value is not None:
            fits = self.datatype.equal(self.value, text, self.namespaces, namespaces)
        else:
            fits = self.datatype.allows(text, namespaces) and not (
                self.excepted is not None and self.excepted.takes(text, namespaces)
            )
        return self.make.empty if fits else self.make.not_allowed


class List(Pattern):
    """Matches a string if its tokens, one after the other, match its part."""

    __slots__ = ()

    def __init__(self, make: Patterns, part: Pattern) -> None:
        super().__init__(make, part)
        self.data = True

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        left = self.parts[0]
        for token in tokens(text):
            left = left.text(token, namespaces)
        return self.make.empty if left.nullable else self.make.not_allowed


class Choice(Pattern):
    """Matches what one of its parts matches."""

    __slots__ = ("_by_name", "_others")

    def __init__(self, make: Patterns, *parts: Pattern) -> None:
        super().__init__(make, *parts)
        self._by_name: dict[str, list[Pattern]] | None = None
        self._others: list[Pattern] = []

    def _nullable(self) -> bool:
        return any(part.nullable for part in self.parts)

    def open(self, name: str) -> Alternatives:
        if self._by_name is None:
            self._by_name = self._index()
        found: Alternatives = {}
        for part in (*self._by_name.get(name, ()), *self._others):
            self.make.add(found, part.open(name))
        return found

    def _index(self) -> dict[str, list[Pattern]]:
        """The elements by their names: a choice of TEI has hundreds; what has no such name goes with the others."""
        by_name: dict[str, list[Pattern]] = {}
        for part in self.parts:
            if isinstance(part, Element) and part.listed is not None:
                for name in part.listed:
                    by_name.setdefault(name, []).append(part)
            else:
                self._others.append(part)
        return by_name

    def attribute(self, name: str) -> Alternatives:
        found: Alternatives = {}
        for part in self.parts:
            if part.attributes:
                self.make.add(found, part.attribute(name))
        return found

    def close(self, missing: Pattern) -> Pattern:
        return self.make.choice(part.close(missing) for part in self.parts) if self.attributes else self

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        return self.make.choice(part.text(text, namespaces) for part in self.parts)

    def end(self) -> Pattern:
        return self.make.choice(part.end() for part in self.parts)


class Group(Pattern):
    """Matches what its parts match one after the other; attributes may come in any order."""

    __slots__ = ()

    def _nullable(self) -> bool:
        return all(part.nullable for part in self.parts)

    def open(self, name: str) -> Alternatives:
        found: Alternatives = {}
        for index, part in enumerate(self.parts):
            rest = self.parts[index + 1 :]
            found_here = part.open(name)
            self.make.add(found, {begun: self.make.group((after, *rest)) for begun, after in found_here.items()})
            if not part.nullable:
                break
        return found

    def attribute(self, name: str) -> Alternatives:
        return _in_one_part(self.parts, name, self.make.group, self.make)

    def close(self, missing: Pattern) -> Pattern:
        return self.make.group(part.close(missing) for part in self.parts) if self.attributes else self

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        found: list[Pattern] = []
        for index, part in enumerate(self.parts):
            found.append(self.make.group((part.text(text, namespaces), *self.parts[index + 1 :])))
            if not part.nullable:
                break
        return self.make.choice(found)


class Interleave(Pattern):
    """Matches what its parts match, mixed in any way."""

    __slots__ = ()

    def _nullable(self) -> bool:
        return all(part.nullable for part in self.parts)

    def open(self, name: str) -> Alternatives:
        found: Alternatives = {}
        for index, part in enumerate(self.parts):
            before, rest = self.parts[:index], self.parts[index + 1 :]
            found_here = part.open(name)
            mixed = {begun: self.make.interleave((*before, after, *rest)) for begun, after in found_here.items()}
            self.make.add(found, mixed)
        return found

    def attribute(self, name: str) -> Alternatives:
        return _in_one_part(self.parts, name, self.make.interleave, self.make)

    def close(self, missing: Pattern) -> Pattern:
        return self.make.interleave(part.close(missing) for part in self.parts) if self.attributes else self

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        parts = self.parts
        return self.make.choice(
            self.make.interleave((*parts[:index], part.text(text, namespaces), *parts[index + 1 :]))
            for index, part in enumerate(parts)
        )


def _in_one_part(
    parts: tuple[Pattern, ...], name: str, join: Callable[[Iterable[Pattern]], Pattern], make: Patterns
) -> Alternatives:
    found: Alternatives = {}
    for index, part in enumerate(parts):
        if part.attributes:
            before, rest = parts[:index], parts[index + 1 :]
            make.add(found, {value: join((*before, after, *rest)) for value, after in part.attribute(name).items()})
    return found


class OneOrMore(Pattern):
    """Matches what its part matches, once or more."""

    __slots__ = ()

    def _nullable(self) -> bool:
        return self.parts[0].nullable

    def _again(self, found: Alternatives) -> Alternatives:
        more = self.make.choice((self, self.make.empty))
        return {begun: self.make.group((after, more)) for begun, after in found.items()}

    def open(self, name: str) -> Alternatives:
        return self._again(self.parts[0].open(name))

    def attribute(self, name: str) -> Alternatives:
        return self._again(self.parts[0].attribute(name)) if self.attributes else {}

    def close(self, missing: Pattern) -> Pattern:
        return self.make.one_or_more(self.parts[0].close(missing)) if self.attributes else self

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        [part] = self.parts
        left, more = part.text(text, namespaces), self.make.choice((self, self.make.empty))
        if left is self.make.any_text and left in (part, *part.parts):
            # Text that may be repeated is the same as text: (text | a)+ remains itself.
            return more
        return self.make.group((left, more))


class Attribute(Pattern):
    """Matches one attribute of a class of names, whose value its part matches."""

    __slots__ = ("names",)

    def __init__(self, make: Patterns, names: Expression, value: Pattern) -> None:
        super().__init__(make, value)
        self.names = names
        self.attributes = True
        self.data = False

    def attribute(self, name: str) -> Alternatives:
        return {self.parts[0]: self.make.empty} if contains(self.names, name) else {}

    def close(self, missing: Pattern) -> Pattern:
        return missing


class Element(Pattern):
    """Matches one element of a class of names; its content is made when one is met."""

    __slots__ = ("_content", "index", "listed", "names")

    def __init__(self, make: Patterns, index: int, names: Expression) -> None:
        super().__init__(make)
        self.index = index
        self.names = names
        self.listed = frozenset(listed(names)) if is_finite(names) else None
        self._content: Pattern | None = None

    @property
    def content(self) -> Pattern:
        """The attributes and the content of the element."""
        if self._content is None:
            self._content = self.make.pattern(self.make.definitions.elements[self.index].content)
        return self._content

    def open(self, name: str) -> Alternatives:
        if name in self.listed if self.listed is not None else contains(self.names, name):
            return {self.content: self.make.empty}
        return {}


class After(Pattern):
    """Matches the rest of an element (its first part) and what follows the element (its second)."""

    __slots__ = ()

    def __init__(self, make: Patterns, inside: Pattern, follows: Pattern) -> None:
        super().__init__(make, inside, follows)
        self.attributes = inside.attributes
        self.data = inside.data

    def open(self, name: str) -> Alternatives:
        inside, follows = self.parts
        return {begun: self.make.after(after, follows) for begun, after in inside.open(name).items()}

    def attribute(self, name: str) -> Alternatives:
        inside, follows = self.parts
        return {value: self.make.after(after, follows) for value, after in inside.attribute(name).items()}

    def close(self, missing: Pattern) -> Pattern:
        return self.make.after(self.parts[0].close(missing), self.parts[1]) if self.attributes else self

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        inside, follows = self.parts
        # Text of white space alone may as well not be there, for each of the elements that this may be.
        left = inside.text(text, namespaces)
        return self.make.after(left, follows)

    def end(self) -> Pattern:
        return self.parts[1] if self.parts[0].nullable else self.make.not_allowed


class Patterns:
    """Makes the patterns of one grammar, each once."""

    kinds: ClassVar[Mapping[str, type[Pattern]]] = {"choice": Choice, "group": Group, "interleave": Interleave}

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.count = 0
        """How many patterns have been made since the last time that they were forgotten."""
        self.serial = 0
        self._made: dict[object, Pattern] = {}
        self._referred: dict[str, Pattern] = {}
        self._elements: dict[int, Element] = {}
        self.empty: Pattern = Empty(self)
        self.not_allowed: Pattern = NotAllowed(self)
        self.any_text: Pattern = Text(self)

    def forget(self) -> None:
        """Forget which patterns have been made; those in use remain good, and equal ones may be made again."""
        self._made.clear()
        self.count = 0

    @property
    def start(self) -> Pattern:
        """What the document as a whole matches."""
        return self.pattern(self.definitions.start)

    def pattern(self, expression: Expression) -> Pattern:
        """The pattern of an expression of the definitions."""
        kind, *rest = expression
        match kind:
            case "empty":
                return self.empty
            case "notAllowed":
                return self.not_allowed
            case "text":
                return self.any_text
            case "ref":
                name = rest[0]
                if name not in self._referred:
                    self._referred[name] = self.pattern(self.definitions.patterns[name])
                return self._referred[name]
            case "element":
                return self.element(rest[0])
            case "attribute":
                names, value = rest
                return self._once(Attribute, names, self.pattern(value))
            case "oneOrMore":
                return self.one_or_more(self.pattern(rest[0]))
            case "list":
                return self._once(List, self.pattern(rest[0]))
            case "data":
                library, name, params, excepted = rest
                return self._once(
                    Data, datatype(library, name, params), None if excepted is None else self.pattern(excepted)
                )
            case "value":
                library, name, value, namespaces = rest
                return self._value(datatype(library, name), value, namespaces)
        parts = map(self.pattern, rest)
        join = {"choice": self.choice, "group": self.group, "interleave": self.interleave}[kind]
        return join(parts)

    def element(self, index: int) -> Element:
        """The element pattern at this index of the definitions."""
        if index not in self._elements:
            self._elements[index] = Element(self, index, self.definitions.elements[index].names)
        return self._elements[index]

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        """What one of the patterns matches: without order, repetition, and what matches nothing."""
        found: dict[Pattern, None] = {}
        for pattern in patterns:
            if isinstance(pattern, Choice):
                found.update(dict.fromkeys(pattern.parts))
            elif pattern is not self.not_allowed:
                found[pattern] = None
        if self.empty in found and any(p.nullable and p is not self.empty for p in found):
            del found[self.empty]
        if not found:
            return self.not_allowed
        if len(found) == 1:
            return next(iter(found))
        return self._once(Choice, *sorted(found, key=_order))

    def group(self, patterns: Iterable[Pattern]) -> Pattern:
        """What the patterns match one after the other."""
        return self._joined(Group, patterns)

    def interleave(self, patterns: Iterable[Pattern]) -> Pattern:
        """What the patterns match in any mixture."""
        return self._joined(Interleave, patterns)

    def _joined(self, kind: type[Group] | type[Interleave], patterns: Iterable[Pattern]) -> Pattern:
        found: list[Pattern] = []
        for pattern in patterns:
            if pattern is self.not_allowed:
                return pattern
            if isinstance(pattern, kind):
                found += pattern.parts
            elif pattern is not self.empty:
                found.append(pattern)
        if kind is Interleave:
            found.sort(key=_order)
        if len(found) < 2:
            return found[0] if found else self.empty
        return self._once(kind, *found)

    def one_or_more(self, pattern: Pattern) -> Pattern:
        """What the pattern matches, once or more."""
        if pattern in (self.empty, self.not_allowed, self.any_text) or isinstance(pattern, OneOrMore):
            return pattern
        return self._once(OneOrMore, pattern)

    def after(self, inside: Pattern, follows: Pattern) -> Pattern:
        """The rest of an element and what follows it."""
        if self.not_allowed in (inside, follows):
            return self.not_allowed
        return self._once(After, inside, follows)

    def add(self, found: Alternatives, more: Alternatives) -> None:
        """Add alternatives; where one begins as another does, either may follow."""
        for begun, after in more.items():
            if after is not self.not_allowed:
                found[begun] = self.choice((found[begun], after)) if begun in found else after

    def _value(self, datatype: Datatype, value: str, namespaces: tuple[tuple[str, str], ...]) -> Pattern:
        key = (Data, datatype, value, namespaces)
        if key not in self._made:
            self._made[key] = Data(self, datatype, None, value, dict(namespaces))
        return self._made[key]

    def _once(self, kind: Callable[..., Pattern], *arguments: object) -> Pattern:
        key = (kind, *arguments)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = kind(self, *arguments)
        return made


def _order(pattern: Pattern) -> int:
    return pattern.order
