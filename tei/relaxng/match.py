"""Whether a document matches a grammar: one pass over the events of expat, in memory that depends on depth alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tei.core.parse import Parser
from tei.relaxng.automaton import MIXED, READ, WHITE, Automaton, State, Values
from tei.relaxng.pattern import BLANK


class Invalid(Exception):
    """Raised at the first place where a document does not match."""


class Matcher:
    """Matches one document; its handlers are those of an expat parser with `}` as the separator of namespaces.

    The handlers raise Invalid at the first fault. What the automaton watches is given `record`.
    """

    def __init__(self, automaton: Automaton, record: object = None) -> None:
        self._automaton = automaton
        self._record = record
        self._scopes: dict[str, list[str | None]] = {}
        self.namespaces: dict[str, str] = {"xml": "http://www.w3.org/XML/1998/namespace"}
        """The prefixes in scope; "" is the default namespace."""

    def attach(self, parser: Parser) -> None:
        """Set the handlers of a parser."""
        # Names in the scope of one function are found sooner than attributes of an object, and these functions are
        # called for every tag.
        automaton, record, namespaces = self._automaton, self._record, self.namespaces
        state: State = automaton.start
        mode: int = WHITE
        stack: list[State | None] = []
        push, pop = stack.append, stack.pop
        texts: list[str] = []

        def start(name: str, attributes: Values) -> None:
            nonlocal state, mode
            step = state.steps.get(name) or automaton.step(state, name)
            if step is None:
                raise Invalid
            opened, after = step
            push(after)
            if attributes:
                names = tuple(attributes[::2])
                tag = opened.tags.get(names) or automaton.tag(opened, names)
                if tag is None:
                    raise Invalid
                for index, known, allows in tag.checks:
                    value = attributes[index]
                    if value not in known and not allows(value):
                        raise Invalid
                inside = tag.state or automaton.by_value(opened, attributes, namespaces)
                if tag.hook is not None:
                    tag.hook(record, attributes)
            else:
                inside = opened.bare
            if inside is None:
                raise Invalid
            state = inside
            if inside.mode is not mode:
                turn()

        def end(name: str) -> None:
            nonlocal state
            after = pop()
            if after is None:
                after = automaton.leave(state)
            elif not state.nullable:
                raise Invalid
            if after is None:
                raise Invalid
            state = after
            if after.mode is not mode:
                turn()

        def turn() -> None:
            """Set the handlers that the state asks for."""
            nonlocal mode
            mode = state.mode
            parser.CharacterDataHandler = handlers[mode]
            reading = mode is READ
            parser.StartElementHandler = start_after_text if reading else start
            parser.EndElementHandler = end_after_text if reading else end

        def blank(text: str) -> None:
            if text.strip(BLANK):
                raise Invalid

        def read(only: bool) -> None:
            nonlocal state
            after = automaton.read(state, "".join(texts), namespaces, only=only)
            texts.clear()
            if after is None:
                raise Invalid
            state = after
            turn()

        def start_after_text(name: str, attributes: Values) -> None:
            read(only=False)
            start(name, attributes)

        def end_after_text(name: str) -> None:
            # Whether a child has come before need not be known: no schema lets a value stand beside one (section 7.2).
            read(only=True)
            end(name)

        handlers: dict[int, Callable[[str], Any] | None] = {MIXED: None, WHITE: blank, READ: texts.append}
        parser.ordered_attributes = True
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._withdraw
        turn()

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        prefix = prefix or ""
        self._scopes.setdefault(prefix, []).append(self.namespaces.get(prefix))
        self.namespaces[prefix] = uri or ""

    def _withdraw(self, prefix: str | None) -> None:
        prefix = prefix or ""
        before = self._scopes[prefix].pop()
        if before is None:
            del self.namespaces[prefix]
        else:
            self.namespaces[prefix] = before
