"""Whether a document matches a grammar: one pass over the events of expat, in memory that depends on depth alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tei.core.parse import Parser
from tei.relaxng.automaton import KNOWN, MIXED, READ, WHITE, Attributes, Automaton, Invalid, Record, State
from tei.relaxng.pattern import BLANK
from tei.relaxng.scope import Scope


def _allowed(state: State | None) -> State:
    """The state, if there is one. Raises Invalid."""
    if state is None:
        raise Invalid
    return state


class _Blank(dict[str, None]):
    """Takes text where only white space may come: what has been met is known, so that the next is taken quickly."""

    def __missing__(self, text: str) -> None:
        if text.strip(BLANK):
            raise Invalid
        if len(self) < KNOWN:
            self[text] = None


class Matcher:
    """Matches one document; its handlers are those of an expat parser with `}` as the separator of namespaces.

    The handlers raise Invalid at the first fault. What the automaton watches is written to `record`.
    """

    def __init__(self, automaton: Automaton, record: Record | None = None) -> None:
        self._automaton = automaton
        self._record = record
        self.namespaces = Scope()
        """The prefixes in scope; "" is the default namespace."""

    def attach(self, parser: Parser) -> None:
        """Set the handlers of a parser."""
        # Names in the scope of one function are found sooner than attributes of an object, and these functions are
        # called for every tag.
        automaton, record, namespaces = self._automaton, self._record, self.namespaces
        if record is not None:
            record.begin(parser)
        state: State = automaton.start
        mode: int = WHITE
        stack: list[Any] = []
        push, pop = stack.append, stack.pop
        texts: list[str] = []

        def start(name: str, attributes: Attributes) -> None:
            nonlocal state
            inside, tags, after = state[name]
            push(after)
            if attributes:
                inside, checks, hook = tags[tuple(attributes)]
                for key, quick, allows in checks:
                    value = attributes[key]
                    if not quick(value) and not allows(value):
                        raise Invalid
                if hook is not None:
                    hook(record, attributes)
                if inside is None:
                    inside = _allowed(automaton.by_value(tags, attributes, namespaces))
            elif inside is None:
                raise Invalid
            state = inside
            if inside.mode is not mode:
                turn()

        def end(name: str) -> None:
            nonlocal state
            if state.nullable:
                state = pop()
            elif pop() is None:
                # Which of several elements it was shows only here.
                state = _allowed(automaton.leave(state))
            else:
                raise Invalid
            if state.mode is not mode:
                turn()

        def turn() -> None:
            """Set the handlers that the state asks for."""
            nonlocal mode
            before, mode = mode, state.mode
            parser.CharacterDataHandler = handlers[mode]
            if mode is READ:
                parser.StartElementHandler, parser.EndElementHandler = start_after_text, end_after_text
            elif before is READ:
                parser.StartElementHandler, parser.EndElementHandler = start, end

        def read(only: bool) -> None:
            nonlocal state
            state = _allowed(automaton.read(state, "".join(texts), namespaces, only=only))
            texts.clear()
            turn()

        def start_after_text(name: str, attributes: Attributes) -> None:
            read(only=False)
            start(name, attributes)

        def end_after_text(name: str) -> None:
            # Whether a child has come before need not be known: no schema lets a value stand beside one (section 7.2).
            read(only=True)
            end(name)

        handlers: dict[int, Callable[[str], Any] | None] = {
            MIXED: None,
            WHITE: _Blank().__getitem__,
            READ: texts.append,
        }
        parser.buffer_text = True
        namespaces.follow(parser)
        parser.StartElementHandler, parser.EndElementHandler = start, end
        turn()
