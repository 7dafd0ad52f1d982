"""A RELAX NG grammar: loaded once, it judges documents and says what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from tei.core.parse import Attach, parse
from tei.core.source import Source
from tei.core.stream import Stored
from tei.relaxng import soundness
from tei.relaxng.automaton import Automaton, Invalid, Record, Watch
from tei.relaxng.definitions import Definitions
from tei.relaxng.failure import Failure
from tei.relaxng.match import Matcher
from tei.relaxng.vocabulary import Vocabulary, clark

if TYPE_CHECKING:
    from lxml import etree

    from tei.relaxng.diagnose import Diagnosis
    from tei.relaxng.expected import Expected
    from tei.relaxng.outline import Outline

Readable = Union[str, os.PathLike[str], bytes, Source, "etree._ElementTree", "etree._Element"]
"""A document: the path of its file, its bytes, its characters, or a tree of lxml, which knows lines only."""

Read = Callable[[Attach], None]


class Grammar:
    """A RELAX NG grammar (ISO/IEC 19757-2), with what has been found out about it by the documents that it judged.

    A grammar may judge any number of documents, one after the other; it is not to be shared between threads.
    """

    def __init__(self, definitions: Definitions, watch: Watch | None = None) -> None:
        """The grammar of a simplified schema; `watch` sees the start tags of the documents (see `Watch`).

        With a `watch` of one's own, IDs are not compared: whoever watches does that.
        """
        self.definitions = definitions
        self._identifies = watch is None
        self._automaton = Automaton(definitions, watch or soundness.watch)

    @classmethod
    def load(cls, path: str | os.PathLike[str], watch: Watch | None = None) -> Grammar:
        """The grammar in a file of the XML syntax, or, if its name ends in `.rnc`, of the compact syntax.

        Simplified schemas are kept on disk (see `tei.relaxng.cache`). Raises Refused: P301 if there is no such
        file, P302, with the place, if it is no correct schema (RELAX NG, sections 3, 4 and 7).
        """
        from tei.relaxng.cache import definitions

        return cls(definitions(os.fspath(path)), watch)

    def is_valid(self, document: Readable, record: Record | None = None) -> bool:
        """Whether a document matches, and its IDs are sound; found out in one pass, to the first fault.

        Memory depends on the depth of the document alone (and on its identifiers). Raises expat.ExpatError if it is
        not well-formed, Refused (P101, X102) if it cannot be read.
        """
        return self._matches(_read(document), record)

    def _matches(self, read: Read, record: Record | None) -> bool:
        identifiers = soundness.Identifiers()
        if record is None and self._identifies:
            record = identifiers
        try:
            read(Matcher(self._automaton, record).attach)
        except Invalid:
            return False
        return not (identifiers.repeated or identifiers.missing)

    def validate(
        self,
        document: Readable,
        *,
        vocabulary: Vocabulary | None = None,
        every: bool = False,
        record: Record | None = None,
    ) -> Iterator[Failure]:
        """What is wrong with a document, in the order of its places; nothing if it is valid.

        Faults of the same kind are told once, with their number, unless `every` one is wanted. `vocabulary` says how
        people speak of the elements. A valid document is read once, another one again from its beginning.
        Raises as `is_valid` does.
        """
        source, read = _source(document), _read(document)
        if self._matches(read, record):
            return
        from tei.relaxng.group import grouped
        from tei.relaxng.words import Words

        identifiers = soundness.Identifiers() if record is None and self._identifies else None
        vocabulary = vocabulary or self._vocabulary
        diagnosis = self._diagnosis(vocabulary, record or identifiers, every=every)
        faults = diagnosis.faults(source, read)
        words = Words(self._names, vocabulary, diagnosis.used)
        failures = [words.failure(fault) for fault in faults]
        if identifiers is not None and (identifiers.repeated or identifiers.missing):
            failures += soundness.unsound(source, read, identifiers, vocabulary)
        yield from grouped(failures, every=every)

    def expected(self, document: str | Source, offset: int, vocabulary: Vocabulary | None = None) -> Expected:
        """What may be written at an offset of a document, for an editor to complete.

        `document` is its text, which need not be finished or valid; what stands behind the offset is not looked at.
        Offsets are in characters.
        """
        from tei.relaxng.expected import expected

        text = document if isinstance(document, str) else document.text
        return expected(self._diagnosis(vocabulary or self._vocabulary), text[:offset])

    def elements(self) -> tuple[str, ...]:
        """The names of all elements that the grammar lists, in Clark notation, in its order."""
        return tuple(map(clark, self._names.elements))

    def attributes(self) -> dict[str, tuple[str, ...]]:
        """The names of all attributes that the grammar lists, each with its elements, in Clark notation."""
        return {clark(name): tuple(map(clark, bearers)) for name, bearers in self._names.attributes.items()}

    def outline(self, name: str, vocabulary: Vocabulary | None = None) -> Outline:
        """What the grammar says of an element wherever it stands: its holders, its content, its attributes.

        The name, one of `elements`, is in Clark notation; KeyError is raised for any other.
        """
        from tei.relaxng.outline import outline

        return outline(name.removeprefix("{"), self._names, self._automaton.patterns, vocabulary or self._vocabulary)

    def _diagnosis(self, vocabulary: Vocabulary, record: Record | None = None, *, every: bool = False) -> Diagnosis:
        from tei.relaxng.diagnose import Diagnosis

        return Diagnosis(self._automaton, self._names, vocabulary, record, every=every)

    @property
    def _vocabulary(self) -> Vocabulary:
        """The elements of the namespace that documents start with are shown without saying so."""
        return Vocabulary({name.rpartition("}")[0]: "" for name in self._names.first})

    @cached_property
    def _names(self) -> Any:
        from tei.relaxng.expect import Names

        return Names(self.definitions)


def _source(document: Readable) -> Source:
    if isinstance(document, Source):
        return document
    if isinstance(document, bytes):
        return Stored("document.xml", document)
    if isinstance(document, (str, os.PathLike)):
        return Stored(os.fspath(document), Path(document))
    # The characters of a tree are gone.
    return Source("document.xml", "")


def _read(document: Readable) -> Read:
    """What gives the events of a document to the handlers that it is told to attach."""
    if isinstance(document, (Source, bytes, str, os.PathLike)):
        return partial(parse, _source(document))
    from tei.relaxng.tree import walk

    return partial(walk, document)
