"""Patterns and their derivatives: what may still come after what has come.

The algorithm is James Clark's (An algorithm for RELAX NG validation, 2002): the derivative of a pattern with respect to
a piece of a document matches what the pattern matches after that piece. Choices, groups and interleaves have any number
of parts; equal patterns of one `Patterns` are one object, so that the derivatives of one are worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tei.relaxng.datatypes import Namespaces
from tei.relaxng.definitions import Expression
from tei.relaxng.nameclass import contains, is_finite, listed

if TYPE_CHECKING:
    from tei.relaxng.patterns import Patterns

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


class Joined(Pattern):
    """Matches what all of its parts match, in some order; attributes may come in any."""

    __slots__ = ()

    def _nullable(self) -> bool:
        return all(part.nullable for part in self.parts)

    def _join(self, parts: Iterable[Pattern]) -> Pattern:
        """The same of other parts."""
        raise NotImplementedError

    def attribute(self, name: str) -> Alternatives:
        found: Alternatives = {}
        for index, part in enumerate(self.parts):
            if part.attributes:
                before, rest = self.parts[:index], self.parts[index + 1 :]
                joined = {v: self._join((*before, after, *rest)) for v, after in part.attribute(name).items()}
                self.make.add(found, joined)
        return found

    def close(self, missing: Pattern) -> Pattern:
        return self._join(part.close(missing) for part in self.parts) if self.attributes else self


class Group(Joined):
    """Matches what its parts match one after the other; attributes may come in any order."""

    __slots__ = ()

    def _join(self, parts: Iterable[Pattern]) -> Pattern:
        return self.make.group(parts)

    def open(self, name: str) -> Alternatives:
        found: Alternatives = {}
        for index, part in enumerate(self.parts):
            rest = self.parts[index + 1 :]
            found_here = part.open(name)
            self.make.add(found, {begun: self.make.group((after, *rest)) for begun, after in found_here.items()})
            if not part.nullable:
                break
        return found

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        found: list[Pattern] = []
        for index, part in enumerate(self.parts):
            found.append(self.make.group((part.text(text, namespaces), *self.parts[index + 1 :])))
            if not part.nullable:
                break
        return self.make.choice(found)


class Interleave(Joined):
    """Matches what its parts match, mixed in any way."""

    __slots__ = ()

    def _join(self, parts: Iterable[Pattern]) -> Pattern:
        return self.make.interleave(parts)

    def open(self, name: str) -> Alternatives:
        found: Alternatives = {}
        for index, part in enumerate(self.parts):
            before, rest = self.parts[:index], self.parts[index + 1 :]
            found_here = part.open(name)
            mixed = {begun: self.make.interleave((*before, after, *rest)) for begun, after in found_here.items()}
            self.make.add(found, mixed)
        return found

    def text(self, text: str, namespaces: Namespaces | None = None) -> Pattern:
        parts = self.parts
        return self.make.choice(
            self.make.interleave((*parts[:index], part.text(text, namespaces), *parts[index + 1 :]))
            for index, part in enumerate(parts)
        )


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
