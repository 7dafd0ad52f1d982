"""The automaton of a grammar: its states are derivatives, made when a document first leads to them, and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tei.relaxng.datatypes import Namespaces
from tei.relaxng.definitions import Definitions
from tei.relaxng.pattern import BLANK, Data, Pattern, Patterns

MOST = 200_000
"""When so many patterns have been made, all are forgotten, and made again as they are needed."""

KNOWN = 2_000
"""So many strings that a value may have are remembered."""

Values = Sequence[str]
"""The names and values of a start tag's attributes in turn, as expat gives them."""

Check = tuple[int, set[str], Callable[[str], object]]
"""What is asked of a value: its index, strings known to be right, and what gives False for a string that is wrong."""

Hook = Callable[[Any, Values], None]
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


class State:
    """What may come inside an element after what has come; `steps` leads on, by the name of a child."""

    __slots__ = ("mode", "nullable", "pattern", "steps", "text")

    def __init__(self, pattern: Pattern) -> None:
        self.pattern = pattern
        self.nullable = pattern.nullable
        """Whether the element may end here."""
        self.steps: dict[str, Step] = {}
        self.text = None if pattern.data else pattern.text("text")
        """The pattern after any text but white space; None where that depends on the text."""
        self.mode: int = MIXED if self.text is pattern else WHITE if self.text is pattern.make.not_allowed else READ


class Tag:
    """What a start tag with attributes of certain names leads to: a state, if certain values are right.

    Where the state depends on the values, `state` is None and the attributes are to be taken one by one.
    """

    __slots__ = ("checks", "hook", "state")

    def __init__(self, state: State | None, checks: tuple[Check, ...], hook: Hook | None) -> None:
        self.state = state
        self.checks = checks
        self.hook = hook


class Opened:
    """The content of an element, before its attributes: `tags` by their names, `bare` the state without any."""

    __slots__ = ("bare", "name", "pattern", "tags")

    def __init__(self, name: str, pattern: Pattern, bare: State | None) -> None:
        self.name = name
        self.pattern = pattern
        self.bare = bare
        self.tags: dict[tuple[str, ...], Tag] = {}


Step = tuple[Opened, State | None]
"""What an element leads to inside, and the state after it; None where that shows only at its end."""


class Automaton:
    """Makes the states of one grammar and keeps them."""

    def __init__(self, definitions: Definitions, watch: Watch | None = None) -> None:
        self.patterns = Patterns(definitions)
        self.watch = watch
        self._states: dict[Pattern, State] = {}
        self._opened: dict[tuple[Pattern, str], Opened] = {}
        self._tests: dict[Pattern, tuple[set[str], Callable[[str], bool]]] = {}
        self.start = self.state(self.patterns.start)

    def _forget(self) -> None:
        """Forget all states; those that a document has just now remain good."""
        for state in self._states.values():
            state.steps.clear()
        self.patterns.forget()
        for made in (self._states, self._opened, self._tests):
            made.clear()
        self.start = self.state(self.patterns.start)

    def state(self, pattern: Pattern) -> State:
        """The state of a pattern without attributes."""
        if pattern not in self._states:
            self._states[pattern] = State(pattern)
        return self._states[pattern]

    def _possible(self, pattern: Pattern) -> State | None:
        return None if pattern is self.patterns.not_allowed else self.state(pattern)

    def step(self, state: State, name: str) -> Step | None:
        """Where a start tag of this name leads; None where it may not come."""
        if self.patterns.count > MOST:
            self._forget()
        found = state.pattern.open(name)
        if not found:
            return None
        if len(found) == 1:
            [(content, after)] = found.items()
            step: Step = self.opened(content, name), self.state(after)
        else:
            both = self.patterns.choice(self.patterns.after(content, after) for content, after in found.items())
            step = self.opened(both, name), None
        state.steps[name] = step
        return step

    def opened(self, content: Pattern, name: str) -> Opened:
        """The state of an element whose name has been read."""
        key = content, name
        if key not in self._opened:
            bare = self._possible(content.close(self.patterns.not_allowed))
            self._opened[key] = Opened(name, content, bare)
        return self._opened[key]

    def tag(self, opened: Opened, names: tuple[str, ...]) -> Tag | None:
        """Where attributes of these names lead; None where they may not come together."""
        left = opened.pattern
        checks: list[Check] = []
        types: list[str] = []
        by_value = False
        for index, name in enumerate(names):
            found = left.attribute(name)
            if not found:
                return None
            types.append(next(filter(None, map(_id_type, found)), ""))
            by_value = by_value or len(found) > 1 or any(map(_looks_at_namespaces, found))
            left = self.patterns.choice(found.values())
            if not by_value and self.patterns.any_text not in found:
                checks.append((2 * index + 1, *self._test(next(iter(found)))))
        closed = self._possible(left.close(self.patterns.not_allowed))
        if closed is None:
            return None
        hook = self.watch(opened.name, names, tuple(types)) if self.watch else None
        tag = Tag(None, (), hook) if by_value else Tag(closed, tuple(checks), hook)
        opened.tags[names] = tag
        return tag

    def _test(self, value: Pattern) -> tuple[set[str], Callable[[str], bool]]:
        """The strings that are known to match, and a function that tells of others."""
        if value not in self._tests:
            known: set[str] = set()
            if isinstance(value, Data) and value.value is None and value.excepted is None:
                # Identifiers are seldom met twice, so it is no use to remember them.
                self._tests[value] = known, value.datatype.allows
            else:
                self._tests[value] = known, _remembering(known, value)
        return self._tests[value]

    def by_value(self, opened: Opened, attributes: Values, namespaces: Namespaces) -> State | None:
        """The state after a start tag where the values of its attributes decide; None where they may not come."""
        left = opened.pattern
        for index in range(0, len(attributes), 2):
            name, value = attributes[index], attributes[index + 1]
            found = left.attribute(name).items()
            left = self.patterns.choice(after for taken, after in found if taken.takes(value, namespaces))
        return self._possible(left.close(self.patterns.not_allowed))

    def read(self, state: State, text: str, namespaces: Namespaces, *, only: bool) -> State | None:
        """The state after some text; `only` says that the element has nothing else. None where it may not come."""
        blank = not text.strip(BLANK)
        if blank and not only:
            # White space beside elements is nothing.
            return state
        after = state.text or state.pattern.text(text, namespaces)
        # As the only content it is either text or nothing (section 6.2.7).
        return self._possible(self.patterns.choice((state.pattern, after)) if blank else after)

    def leave(self, state: State) -> State | None:
        """The state after an end tag where it was open which of several elements it ends; None where none may end."""
        return self._possible(state.pattern.end())


def _remembering(known: set[str], value: Pattern) -> Callable[[str], bool]:
    def test(string: str) -> bool:
        fits = value.takes(string)
        if fits:
            if len(known) >= KNOWN:
                known.clear()
            known.add(string)
        return fits

    return test


def _looks_at_namespaces(value: Pattern) -> bool:
    if isinstance(value, Data) and value.datatype.needs_namespaces:
        return True
    return any(map(_looks_at_namespaces, value.parts))


def _id_type(value: Pattern) -> str:
    if isinstance(value, Data):
        return value.datatype.id_type
    return next(filter(None, map(_id_type, value.parts)), "")
