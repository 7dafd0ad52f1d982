"""One pass over the tags and texts of a document for all checks that look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.core.namespaces import TEI
from tei.core.parse import Parser, parse
from tei.core.source import Source
from tei.relaxng.automaton import Attributes
from tei.validate.element import Element, Gathering
from tei.validate.told import Passage, Tag, Told

if TYPE_CHECKING:
    from tei.validate import Context

Hook = Callable[[Attributes], None]
"""Called with the attributes of a start tag."""

Leave = Callable[[], None]
"""Called at an end tag."""

Hear = Callable[[str], None]
"""Called with a text that is more than white space, as far as it goes without a tag."""

MILESTONES = frozenset("pb lb cb gb milestone anchor index".split())
"""Elements that stand at a point of the text, so that one that has nothing but these is empty."""


class Observer:
    """A check that is told of the tags and texts of one document while it is read.

    Elements of TEI go by their local names, others by namespace, `}`, local name.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.told = reading.told

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """Asked once for an element and the names of its attributes: what is to be called with such start tags."""
        return None

    def leave(self, element: str) -> Leave | None:
        """Asked once for an element: what is to be called at its end tags."""
        return None

    def hearer(self) -> Hear | None:
        """Asked once: what is to be called with texts."""
        return None

    def hollow(self, element: str) -> None:
        """An element ends that has nothing in it but milestones and white space."""

    def finish(self) -> None:
        """The document has been read to its end."""


Check = Callable[["Reading"], Observer]


class _Element(dict[tuple[str, ...], tuple[Hook, ...]]):
    """What is to be done with the tags of one name: at its start by the names of its attributes, and at its end."""

    __slots__ = ("_observers", "leaves", "name", "weight")

    def __init__(self, name: str, observers: Sequence[Observer]) -> None:
        super().__init__()
        self._observers = observers
        self.name = name.removeprefix(f"{TEI}}}")
        self.weight = self.name not in MILESTONES
        self.leaves = tuple(filter(None, (observer.leave(self.name) for observer in observers)))

    def __missing__(self, names: tuple[str, ...]) -> tuple[Hook, ...]:
        self[names] = hooks = tuple(filter(None, (observer.watch(self.name, names) for observer in self._observers)))
        return hooks


class _Elements(dict[str, _Element]):
    def __init__(self, observers: Sequence[Observer]) -> None:
        super().__init__()
        self._observers = observers

    def __missing__(self, name: str) -> _Element:
        self[name] = element = _Element(name, self._observers)
        return element


class Reading:
    """The reading of one document: where it is, and what has been found."""

    def __init__(self, edition: Edition, context: Context, checks: Sequence[Check]) -> None:
        self.edition = edition
        self.context = context
        self.profile = context.profile
        self._checks = checks

    @property
    def here(self) -> Tag:
        """The tag that has just been read."""
        parser = self._parser
        return Tag(self._source, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def passage(self, text: str) -> Passage:
        """The text that is being heard, with its place."""
        parser = self._parser
        return Passage(self._source, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, text)

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._stack)

    @property
    def _source(self) -> Source:
        source: Source = getattr(self._parser, "source", self.edition.source)
        return source

    def gather(self, name: str, attributes: Attributes, done: Callable[[Element], None]) -> None:
        """Have the element whose start tag has just been read collected, with all in it, and told of at its end."""
        self._gatherings.append(Gathering(Element(name, dict(attributes), self.here), done))

    def await_text(self, hear: Hear) -> None:
        """Have something called with the next text that is more than white space."""
        self._awaited.append(hear)

    @property
    def last_text(self) -> str:
        """The text that was heard last."""
        return self._last[0]

    def attach(self, parser: Parser) -> None:
        """Begin anew with a parser."""
        self._parser = parser
        self._gatherings: list[Gathering] = []
        self._awaited: list[Hear] = []
        self._last = [""]
        self.told = Told(self.edition, every=self.context.every)
        self._observers = observers = [check(self) for check in self._checks]
        # Names in the scope of one function are found sooner than attributes of an object, and these functions are
        # called for every tag.
        elements, gatherings = _Elements(observers), self._gatherings
        awaited, last = self._awaited, self._last
        hearers = [hearer for observer in observers if (hearer := observer.hearer())]
        texts: list[str] = []
        filled = 0
        stack = self._stack = list[int]()
        push, pop = stack.append, stack.pop

        def hear() -> None:
            nonlocal filled
            text = texts[0] if len(texts) == 1 else "".join(texts)
            texts.clear()
            for gathering in gatherings:
                gathering.text(text)
            if not text.isspace():
                filled += 1
                if awaited:
                    for hearer in awaited:
                        hearer(text)
                    awaited.clear()
                for hearer in hearers:
                    hearer(text)
                last[0] = text

        def start(name: str, attributes: Attributes) -> None:
            nonlocal filled
            if texts:
                hear()
            element = elements[name]
            filled += element.weight
            push(filled)
            if gatherings:
                for gathering in gatherings:
                    gathering.start(Element(element.name, dict(attributes), self.here))
            for hook in element[tuple(attributes)]:
                hook(attributes)

        def end(name: str) -> None:
            if texts:
                hear()
            element = elements[name]
            if pop() == filled and element.weight:
                for observer in observers:
                    observer.hollow(element.name)
            if gatherings:
                # What is done with one may begin no other.
                for gathering in [each for each in gatherings if each.end()]:
                    gatherings.remove(gathering)
                    gathering.tell()
            for leave in element.leaves:
                leave()

        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = texts.append

    def diagnostics(self) -> Iterator[Diagnostic]:
        """What the checks have found."""
        for observer in self._observers:
            observer.finish()
        return self.told.diagnostics()


def observe(edition: Edition, context: Context, checks: Sequence[Check]) -> Iterator[Diagnostic]:
    """What several checks find in an edition that is read once for all of them."""
    if checks:
        reading = Reading(edition, context, checks)
        parse(edition.source, reading.attach)
        yield from reading.diagnostics()


def is_observer(check: object) -> bool:
    """Whether a check looks at a document while it is read."""
    return isinstance(check, type) and issubclass(check, Observer)
