"""Whether every ID of a document is given once and every IDREF leads to one (RELAX NG DTD Compatibility, section 5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tei.core.parse import Attach, Parser
from tei.core.source import Source
from tei.relaxng.automaton import Attributes, Hook
from tei.relaxng.datatypes.space import tokens
from tei.relaxng.failure import Failure, Place
from tei.relaxng.pattern import BLANK
from tei.relaxng.places import Places
from tei.relaxng.vocabulary import Vocabulary, attribute, clark, shortened


class Identifiers:
    """The identifiers of one document, and the references to them."""

    def __init__(self) -> None:
        self.begin(None)

    def begin(self, parser: Parser) -> None:
        """Forget all."""
        self._given: set[str] = set()
        self._referred: set[str] = set()
        self.repeated: set[str] = set()
        """The identifiers that are given more than once."""
        self.names: dict[str, str] = {}
        """The attributes that hold identifiers or references, with the type of what they hold."""

    def give(self, name: str, value: str) -> None:
        """Note an identifier, in an attribute of this name."""
        if value in self._given:
            self.repeated.add(value)
        self._given.add(value)
        self.names[name] = "ID"

    def refer(self, name: str, value: str) -> None:
        """Note references to identifiers, in an attribute of this name."""
        self._referred.update(tokens(value))
        self.names[name] = "IDREFS"

    @property
    def missing(self) -> set[str]:
        """The identifiers that are referred to, but given to no element."""
        return self._referred - self._given


def watch(element: str, names: tuple[str, ...], types: tuple[str, ...]) -> Hook | None:
    """Collects the values of ID, IDREF and IDREFS in an Identifiers."""
    typed = [(name, kind) for name, kind in zip(names, types, strict=False) if kind]

    def collect(record: Identifiers, attributes: Attributes) -> None:
        for name, kind in typed:
            if kind == "ID":
                record.give(name, attributes[name].strip(BLANK))
            else:
                record.refer(name, attributes[name])

    return collect if typed else None


def unsound(
    source: Source, read: Callable[[Attach], None], identifiers: Identifiers, vocabulary: Vocabulary
) -> list[Failure]:
    """The places of identifiers that are given again, and of references that lead nowhere; `read` gives the events."""
    finder = _Finder(source, identifiers, vocabulary)
    read(finder.attach)
    return finder.failures


class _Finder:
    """Finds the places of what is wrong with the identifiers of a document."""

    def __init__(self, source: Source, identifiers: Identifiers, vocabulary: Vocabulary) -> None:
        self._source = source
        self._names = identifiers.names
        self._repeated = identifiers.repeated
        self._missing = identifiers.missing
        self._vocabulary = vocabulary

    def attach(self, parser: Parser) -> None:
        """Begin anew with a parser."""
        self.failures: list[Failure] = []
        self._first: dict[str, Place] = {}
        self._places = Places(parser, self._source)
        parser.StartElementHandler = self._start
        self._places.namespaces.follow(parser)

    def _start(self, element: str, attributes: Attributes) -> None:
        for name, value in attributes.items():
            kind = self._names.get(name)
            if kind == "ID" and value.strip(BLANK) in self._repeated:
                self._given(element, name, value.strip(BLANK))
            elif kind and kind != "ID":
                for token in tokens(value):
                    if token in self._missing:
                        self._dangling(element, name, token)

    def _given(self, element: str, name: str, value: str) -> None:
        place = self._places.attribute(name, "the same identifier again", value=True)
        first = self._first.setdefault(value, place)
        if first is not place:
            there = replace(first, text="given here first")
            message = f"two elements have the identifier “{shortened(value)}”"
            help = "give one of them another one, and see which of the two each reference to it means"
            places = (place, there)
            self.failures.append(
                Failure("id repeated", message, places, help, clark(element), attribute=clark(name), value=value)
            )

    def _dangling(self, element: str, name: str, value: str) -> None:
        place = self._places.attribute(name, "leads nowhere", value=True)
        shown = self._vocabulary.shown(element)
        message = f"{attribute(name)} of {shown} refers to “{shortened(value)}”, but no element has that identifier"
        help = "correct the reference, or give the element that is meant this identifier"
        self.failures.append(
            Failure("id missing", message, (place,), help, clark(element), attribute=clark(name), value=value)
        )
