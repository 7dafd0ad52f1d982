"""A TEI document: its characters, its tree, where every tag stands and what it was made from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from tei.core.diagnostic import Diagnostic, Label, Refused, refusal, unreadable
from tei.core.encodings import characters
from tei.core.namespaces import TEI, XML
from tei.core.references import place
from tei.core.source import Source, Span

if TYPE_CHECKING:
    from lxml import etree

    from tei.core.spread import Place

XML_ID = f"{{{XML}}}id"
NS = {"tei": TEI, "xml": XML}

TAG = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?P<end>/)?[^\s/>]+(?:"[^"]*"|'[^']*'|[^"'>])*?(?P<empty>/)?>""",
    re.DOTALL,
)
"""One tag, comment, processing instruction or CDATA section of well-formed XML (XML 1.0, section 2.4)."""

_NOTE = f"{{{TEI}}}note"


@dataclass(frozen=True)
class Edition:
    """One TEI document.

    `origins` gives, for each element in document order, the span of `raw` that it was made
    from, or None; it is empty for a document that was read from a file.
    """

    source: Source
    raw: Source | None = None
    origins: tuple[Span | None, ...] = field(default=(), repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()

    def __getstate__(self) -> dict[str, object]:
        # What is computed from the characters is left behind: lxml's trees cannot travel between processes.
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    @classmethod
    def load(cls, path: str) -> Edition:
        """The TEI document in a file. Raises Refused (P101, X101, X102) when it is not well-formed XML."""
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise Refused(unreadable(path, error)) from None
        return cls.decode(data, path)

    @classmethod
    def decode(cls, data: bytes, name: str) -> Edition:
        """The TEI document in these bytes; see `load`."""
        edition = cls(Source(name, characters(data, name)))
        # Parsed now, so that a fault is told now.
        _ = edition.tree
        return edition

    @cached_property
    def tree(self) -> etree._ElementTree:
        """The parsed document, with what it draws on in other files.

        Raises Refused with the place where it is not well-formed (X101), or where what it draws on is not there.
        """
        # A document that is only streamed needs none of these.
        from lxml import etree

        from tei.core.entities import refuse_bombs

        if self._spread:
            return self._spread[0]
        # Ids are not collected: lxml refuses a document that repeats one, and telling the two places is a
        # check's work. Entities are resolved within the file only (the type stubs know no third way).
        internal: Any = "internal"
        parser = etree.XMLParser(
            resolve_entities=internal,
            no_network=True,
            load_dtd=False,
            collect_ids=False,
            huge_tree=True,
            remove_blank_text=False,
        )
        try:
            refuse_bombs(self.source)
            root = etree.fromstring(self.source.text.encode("utf-8"), parser, base_url=self.source.name)
        except (etree.XMLSyntaxError, UnicodeEncodeError) as error:
            # What is wrong is looked for only now: sound files need no words.
            from tei.core.wellformed import faults

            if (found := faults(self.source)) or not isinstance(error, etree.XMLSyntaxError):
                raise Refused(*found) from None
            line, column = error.position
            at = self.source.offset(line, column)
            raise refusal(
                "X101",
                f"not well-formed XML: {error.msg}",
                "every element must be closed, and & and < written &amp; and &lt;",
                Label(self.source, Span(at, at + 1)),
            ) from None
        return root.getroottree()

    @cached_property
    def _spread(self) -> tuple[etree._ElementTree, list[Place]] | None:
        from tei.core.spread import is_spread, tree

        return tree(self.source) if is_spread(self.source) else None

    @cached_property
    def positions(self) -> tuple[int, ...]:
        """The offset of the `<` of every element's start tag, in document order.

        An element of another file stands where this file draws on that one.
        """
        text = self.source.text
        data = text.encode("utf-8")
        bytewise: list[int] = []
        if self._spread:
            bytewise += (outer for *_, outer in self._spread[1])
        else:
            parser = expat.ParserCreate()
            parser.StartElementHandler = lambda name, attributes: bytewise.append(parser.CurrentByteIndex)
            parser.Parse(data, True)
        if len(data) == len(text):
            return tuple(bytewise)
        offsets: list[int] = []
        characters = last = 0
        for at in bytewise:
            characters += len(data[last:at].decode("utf-8"))
            last = at
            offsets.append(characters)
        return tuple(offsets)

    @cached_property
    def _order(self) -> dict[etree._Element, int]:
        return {element: index for index, element in enumerate(self.elements())}

    def elements(self) -> Iterator[etree._Element]:
        """Every element in document order; comments and processing instructions are left out."""
        return self.tree.getroot().iter("*")

    def label(self, element: etree._Element, text: str = "") -> Label:
        """The element's start tag as a place."""
        index = self._order[element]
        start = self.positions[index]
        if self._spread:
            source, line, column, _ = self._spread[1][index]
            if source is not self.source:
                return place(source, line, column, text)
        # A tag may hold ">" in the value of an attribute; what an entity stands for has no tag here.
        found = TAG.match(self.source.text, start)
        return Label(self.source, Span(start, found.end() if found else start + 1), text)

    def element_at(self, offset: int) -> etree._Element:
        """The element whose start tag is the last to begin at or before an offset."""
        index = max(bisect_right(self.positions, offset) - 1, 0)
        return next(islice(self.elements(), index, None))

    def origin(self, element: etree._Element) -> Label | None:
        """The place in the raw text that an element was made from, if it was made from one."""
        index = self._order[element]
        span = self.origins[index] if self.raw is not None and index < len(self.origins) else None
        return Label(self.raw, span, "encoded from this line") if span and self.raw is not None else None


def refuse_foreign(edition: Edition) -> None:
    """Raise Refused (P801) for XML whose root is no element of TEI, and as `Edition.tree` does."""
    root = edition.tree.getroot()
    if not str(root.tag).startswith(f"{{{TEI}}}"):
        name = str(root.tag).rpartition("}")[2]
        remedy = f'TEI has elements of the namespace "{TEI}": check that this is the file, and that it declares it'
        raise refusal("P801", f"{edition.source.name} is not TEI: its root is <{name}>", remedy, edition.label(root))


def words(element: etree._Element | None, without: Collection[object] = (_NOTE,)) -> str:
    """The element's text, white space made single; "" where there is no element.

    It is `without` the text of these elements in it, which are the notes if nothing else is said.
    """
    return "" if element is None else " ".join("".join(_texts(element, without)).split())


def _texts(element: etree._Element, without: Collection[object]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in without and isinstance(child.tag, str):
            yield from _texts(child, without)
        yield child.tail or ""
