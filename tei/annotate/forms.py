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

    def hits(self, text: str) -> Iterator[Hit[T]]:
        """The places where a form stands as a word or as several; they may overlap."""
        if not len(self._automaton):
            return
        for last, (form, meaning) in self._automaton.iter(text):
            end = last + 1
            start = end - len(form)
            if not (text[end : end + 1].isalnum() or text[start - 1 : start].isalnum()):
                yield Hit(start, end, form, meaning)
