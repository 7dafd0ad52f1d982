"""The automaton of a grammar: its states are derivatives, made when a document first leads to them, and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from tei.core.parse import Parser
from tei.relaxng.datatypes import Namespaces
from tei.relaxng.datatypes.space import tokens
from tei.relaxng.definitions import Definitions
from tei.relaxng.pattern import BLANK, OneOrMore, Pattern
from tei.relaxng.patterns import Patterns
from tei.relaxng.value import Data, List

MOST = 200_000
"""When so many patterns have been made, all are forgotten, and made again as they are needed."""

KNOWN = 20_000
"""So many strings that a value may have are remembered."""

LONGEST = 500
"""Strings with more characters are not remembered."""

Attributes = Mapping[str, str]
"""The attributes of a start tag, as expat gives them."""

Check = tuple[str, Callable[[str], object], Callable[[str], object]]
"""What is asked of an attribute's value: quick, and if that says no, with care."""


class Record(Protocol):
    """What is written by who watches the start tags of a document."""

    def begin(self, parser: Parser) -> None:
        """Forget what has been written: a parser reads the document from its beginning."""


Hook = Callable[[Any, Attributes], None]
"""Called with the record of a document and the attributes of a start tag."""

Watch = Callable[[str, tuple[str, ...], tuple[str, ...]], Hook | None]
"""Asked once for an element's name, the names of its attributes and for each whether it is an ID, IDREF or IDREFS;
what it returns is called with every such tag of every document."""

MIXED = 0
"""Text changes nothing."""
WHITE = 1
"""Only white space may come."""
READ = 2
"""Text must be read: it is a value, or leads to another state."""


class Invalid(Exception):
    """Raised at the first place where a document does not match."""


class State(dict[str, "Step"]):
    """What may come inside an element after what has come: where each child leads that has been met here.

    Where none may come of a name that is asked for, Invalid is raised.
    """

    __slots__ = ("automaton", "mode", "nullable", "pattern", "text")

    def __init__(self, automaton: Automaton, pattern: Pattern) -> None:
        super().__init__()
        self.automaton = automaton
        self.pattern = pattern
        self.nullable = pattern.nullable
        """Whether the element may end here."""
        self.text = None if pattern.data else pattern.text("text")
        """The pattern after any text but white space; None where that depends on the text."""
        self.mode = MIXED if self.text is pattern else WHITE if self.text is pattern.make.not_allowed else READ

    def __missing__(self, name: str) -> Step:
        step = self.automaton.step(self, name)
        if step is None:
            raise Invalid
        return step

    def __bool__(self) -> bool:
        return True


class Tags(dict[tuple[str, ...], "Tag"]):
    """The content of an element that has begun: where the start tags lead that have been met, by their attributes.

    Where attributes of the names that are asked for may not come together, Invalid is raised.
    """

    __slots__ = ("automaton", "name", "pattern")

    def __init__(self, automaton: Automaton, name: str, pattern: Pattern) -> None:
        super().__init__()
        self.automaton = automaton
        self.name = name
        self.pattern = pattern

    def __missing__(self, names: tuple[str, ...]) -> Tag:
        tag = self.automaton.tag(self, names)
        if tag is None:
            raise Invalid
        return tag

    def __bool__(self) -> bool:
        return True

    @property
    def bare(self) -> State | None:
        """The state without any attributes; None where some are missing."""
        return self.automaton.possible(self.pattern.close(self.automaton.patterns.not_allowed))


Tag = tuple[State | None, tuple[Check, ...], Hook | None]
"""What a start tag with attributes of certain names leads to, if certain values are right.

Where the state depends on the values, it is None, and the attributes are to be taken one by one.
"""

Step = tuple[State | None, Tags, State | None]
"""What an element leads to: the state in it if it has no attributes (None where it must have some), its start tags, and
the state after it (None where that shows only at its end)."""


class _Known(dict[str, bool]):
    """Which strings match, as far as they have been asked for; a bounded number."""

    __slots__ = ("_fits",)

    def __init__(self, fits: Callable[[str], bool]) -> None:
        super().__init__()
        self._fits = fits

    def __missing__(self, value: str) -> bool:
        fits = self._fits(value)
        if len(value) <= LONGEST:
            if len(self) >= KNOWN:
                self.clear()
            self[value] = fits
        return fits


class Automaton:
    """Makes the states of one grammar and keeps them."""

    def __init__(self, definitions: Definitions, watch: Watch | None = None) -> None:
        self.patterns = Patterns(definitions)
        self.watch = watch
        self._states: dict[Pattern, State] = {}
        self._tags: dict[tuple[Pattern, str], Tags] = {}
        self._checks: dict[Pattern, tuple[Callable[[str], object], Callable[[str], object]]] = {}
        self._refused: set[tuple[Pattern, str]] = set()
        self.start = self.state(self.patterns.start)

    def _forget(self) -> None:
        """Forget all states; those that a document has just now remain good."""
        for state in self._states.values():
            state.clear()
        for made in (self._states, self._tags, self._checks, self._refused):
            made.clear()
        self.patterns.forget()
        self.start = self.state(self.patterns.start)

    def _remember(self) -> None:
        """Make room for what will be remembered of one more tag."""
        self.patterns.count += 1
        if self.patterns.count > MOST:
            self._forget()

    def state(self, pattern: Pattern) -> State:
        """The state of a pattern without attributes."""
        if pattern not in self._states:
            self._states[pattern] = State(self, pattern)
        return self._states[pattern]

    def possible(self, pattern: Pattern) -> State | None:
        """The state of a pattern; None for one that matches nothing."""
        return None if pattern is self.patterns.not_allowed else self.state(pattern)

    def step(self, state: State, name: str) -> Step | None:
        """Where a start tag of this name leads; None where it may not come."""
        if name in state:
            return state[name]
        if (state.pattern, name) in self._refused:
            return None
        self._remember()
        found = state.pattern.open(name)
        if not found:
            self._refused.add((state.pattern, name))
            return None
        if len(found) == 1:
            [(content, follows)] = found.items()
            tags, after = self.tags(content, name), self.state(follows)
        else:
            both = self.patterns.choice(self.patterns.after(content, follows) for content, follows in found.items())
            tags, after = self.tags(both, name), None
        state[name] = step = tags.bare, tags, after
        return step

    def tags(self, content: Pattern, name: str) -> Tags:
        """The start tags of an element whose name has been read."""
        key = content, name
        if key not in self._tags:
            self._tags[key] = Tags(self, name, content)
        return self._tags[key]

    def tag(self, tags: Tags, names: tuple[str, ...]) -> Tag | None:
        """Where attributes of these names lead; None where they may not come together."""
        if names in tags:
            return tags[names]
        self._remember()
        left = tags.pattern
        checks: list[Check] = []
        types: list[str] = []
        by_value = False
        for name in names:
            found = left.attribute(name)
            if not found:
                return None
            types.append(next(filter(None, map(_id_type, found)), ""))
            by_value = by_value or len(found) > 1 or any(map(_looks_at_namespaces, found))
            left = self.patterns.choice(found.values())
            if not by_value and self.patterns.any_text not in found:
                checks.append((name, *self._check(next(iter(found)))))
        closed = self.possible(left.close(self.patterns.not_allowed))
        if closed is None:
            return None
        hook = self.watch(tags.name, names, tuple(types)) if self.watch else None
        tags[names] = tag = (None, (), hook) if by_value else (closed, tuple(checks), hook)
        return tag

    def _check(self, value: Pattern) -> tuple[Callable[[str], object], Callable[[str], object]]:
        """Two functions that tell whether a string matches: a quick one, and one to be asked if that says no."""
        if value not in self._checks:
            if isinstance(value, Data) and value.value is None and value.excepted is None and value.datatype.id_type:
                # Identifiers are seldom met twice, so it is no use to remember them.
                self._checks[value] = value.datatype.quick, value.datatype.allows
            else:
                self._checks[value] = _Known(_fits(value)).__getitem__, _refuse
        return self._checks[value]

    def by_value(self, tags: Tags, attributes: Attributes, namespaces: Namespaces) -> State | None:
        """The state after a start tag where the values of its attributes decide; None where they may not come."""
        left = tags.pattern
        for name, value in attributes.items():
            found = left.attribute(name).items()
            left = self.patterns.choice(after for taken, after in found if taken.takes(value, namespaces))
        return self.possible(left.close(self.patterns.not_allowed))

    def read(self, state: State, text: str, namespaces: Namespaces, *, only: bool) -> State | None:
        """The state after some text; `only` says that the element has nothing else. None where it may not come."""
        blank = not text.strip(BLANK)
        if blank and not only:
            # White space beside elements is nothing.
            return state
        after = state.text or state.pattern.text(text, namespaces)
        # As the only content it is either text or nothing (section 6.2.7).
        return self.possible(self.patterns.choice((state.pattern, after)) if blank else after)

    def leave(self, state: State) -> State | None:
        """The state after an end tag where it was open which of several elements it ends; None where none may end."""
        return self.possible(state.pattern.end())


def _fits(value: Pattern) -> Callable[[str], bool]:
    """What tells whether a string matches; quicker than the derivative for lists of one datatype."""
    match value:
        case List(parts=(OneOrMore(parts=(Data(value=None, excepted=None, datatype=datatype),)),)):
            quick, allows = datatype.quick, datatype.allows

            def each(string: str) -> bool:
                found = tokens(string)
                if len(found) == 1:
                    return bool(quick(found[0])) or allows(found[0])
                return bool(found) and all(map(allows, found))

            return each
    return value.takes


def _refuse(value: str) -> bool:
    return False


def _looks_at_namespaces(value: Pattern) -> bool:
    if isinstance(value, Data):
        return value.datatype.needs_namespaces or (value.excepted is not None and _looks_at_namespaces(value.excepted))
    return any(map(_looks_at_namespaces, value.parts))


def _id_type(value: Pattern) -> str:
    if isinstance(value, Data):
        return value.datatype.id_type
    return next(filter(None, map(_id_type, value.parts)), "")
