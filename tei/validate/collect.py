"""What the checks of pointers and dates want to know of a document, collected in the pass that matches its grammar."""

from __future__ import annotations

from collections import defaultdict

from tei.core.namespaces import TEI, XML
from tei.core.parse import Parser, parse
from tei.core.source import Source
from tei.relaxng.automaton import Attributes, Hook
from tei.validate.calendar import before

ID = f"{XML}}}id"
"""The name of `xml:id`, as the parser has it."""

POINTING = frozenset(
    "target targetEnd corresp ref ana facs rendition resp who toWhom source hand decls scheme wit edRef "
    "next prev sameAs copyOf synch exclude select spanTo change mergedIn inst "
    "active passive mutual nymRef lemmaRef calendar datingPoint period since origin start end".split()
)
"""The attributes of TEI whose values are pointers."""

STRETCHES = (("from", "to"), ("from", "notAfter"), ("notBefore", "to"), ("notBefore", "notAfter"))
"""The attributes that say when something begins and ends."""

_ENDS = ("from", "to")
_SPANNING = frozenset(f"{TEI}}}{name}" for name in ("span", "app", "arc"))
"""Elements whose `from` and `to` are pointers, not dates."""

_PREFIX = f"{TEI}}}prefixDef"
_PREFIX_NAMES = ("ident", "matchPattern", "replacementPattern")

_DATED = frozenset(f"{TEI}}}{name}" for name in ("correspAction", "birth", "death"))


class Seen:
    """A pointer as it stands in a document: where first, and how often."""

    __slots__ = ("column", "line", "source", "times")

    def __init__(self, source: Source | None, line: int, column: int) -> None:
        self.source = source
        """The file, where it is not the document's own."""
        self.line = line
        self.column = column
        self.times = 1


class Collected:
    """The identifiers and pointers of one document, and whether its dates are worth a closer look."""

    def __init__(self) -> None:
        self.begin(None)

    def begin(self, parser: Parser) -> None:
        """Forget all: a parser reads the document from its beginning."""
        self._parser = parser
        self.ids: set[str] = set()
        self.repeated: set[str] = set()
        """Identifiers that are given more than once."""
        self.pointers: defaultdict[str, dict[str, Seen]] = defaultdict(dict)
        """The values of each attribute that points; but for those that point to what had been read before."""
        self.prefixes: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        """Of each prefix of pointers that the header defines the patterns, and what stands for what these match."""
        self.dated = False
        """Whether there are dates that may contradict each other."""

    def point(self, name: str, value: str) -> None:
        """Keep a value of a pointing attribute that is new, in the tag that has just been read."""
        parser = self._parser
        source = getattr(parser, "source", None)
        self.pointers[name][value] = Seen(source, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)


def watch(element: str, names: tuple[str, ...], types: tuple[str, ...]) -> Hook | None:
    """What is to be done with the start tags of an element that has attributes of these names."""
    pointing = [name for name in names if name in POINTING or (name in _ENDS and element in _SPANNING)]
    identified = ID in names
    stretches = [(first, last) for first, last in STRETCHES if first in names and last in names]
    dated = element in _DATED
    prefixed = element == _PREFIX and set(_PREFIX_NAMES).issubset(names)

    def collect(record: Collected, attributes: Attributes) -> None:
        if identified:
            value = attributes[ID]
            if value in record.ids:
                record.repeated.add(value)
            record.ids.add(value)
        for name in pointing:
            value = attributes[name]
            seen = record.pointers[name].get(value)
            if seen is not None:
                seen.times += 1
            elif value[:1] != "#" or value[1:] not in record.ids:
                record.point(name, value)
        if prefixed:
            ident, match, replacement = (attributes[name] for name in _PREFIX_NAMES)
            record.prefixes[ident].append((match, replacement))
        if dated or any(before(attributes[last], attributes[first]) for first, last in stretches):
            record.dated = True

    return collect if pointing or identified or stretches or dated or prefixed else None


def collected(source: Source) -> Collected:
    """What is collected of a document that no grammar has been asked about."""
    record = Collected()
    hooks: dict[tuple[str, ...], Hook | None] = {}

    def start(element: str, attributes: Attributes) -> None:
        names = tuple(attributes)
        key = (element, *names)
        if key not in hooks:
            hooks[key] = watch(element, names, ())
        if (hook := hooks[key]) is not None:
            hook(record, attributes)

    def attach(parser: Parser) -> None:
        record.begin(parser)
        parser.StartElementHandler = start

    parse(source, attach)
    return record
