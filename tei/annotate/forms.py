"""Many forms of names and terms, found in a text at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import ahocorasick

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """A form at a place in a text (offsets, half-open), and what it stands for."""

    start: int
    end: int
    form: str
    meaning: T


class Forms(Generic[T]):
    """Forms as they stand in texts, each with what it stands for."""

    def __init__(self, forms: Mapping[str, T]) -> None:
        self._automaton = ahocorasick.Automaton()
        for form, meaning in forms.items():
            self._automaton.add_word(form, (form, meaning))
        if forms:
            self._automaton.make_automaton()

    def hits(self, text: str, joined: bool = False) -> Iterator[Hit[T]]:
        """The places where a form stands as a word or as several; they may overlap.

        With `joined`, a capital after a small letter begins a word too: "SmithJones".
        """
        if not len(self._automaton):
            return
        for last, (form, meaning) in self._automaton.iter(text):
            end = last + 1
            start = end - len(form)
            if _apart(text, end, joined) and _apart(text, start, joined):
                yield Hit(start, end, form, meaning)


def _apart(text: str, at: int, joined: bool) -> bool:
    """Whether a word can end and another begin at this offset."""
    before, after = text[at - 1 : at], text[at : at + 1]
    if not (before.isalnum() and after.isalnum()):
        return True
    return joined and before.islower() and after.isupper()
