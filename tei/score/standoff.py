"""A document of TEI as plain texts with annotations over them, so that two encodings can be laid over each other.

A document is one main text and one text for each of its notes. White space does not count: offsets number the
characters that are not white space.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tei.core.namespaces import TEI

if TYPE_CHECKING:
    from lxml import etree

MAIN = "main"
"""The name of the main text; a note's is its number as printed, told from others of that number by a stroke."""

BLOCKS = frozenset({"head", "p", "item", "signed", "salute", "dateline", "cell", "note", "l", "ab", "label"})
"""The elements that are annotations without a value."""

VALUES: dict[str, tuple[str, ...]] = {
    "persName": ("corresp", "ref", "key"),
    "ref": ("target",),
    "gloss": ("target", "type"),
    "date": ("when", "from", "notBefore"),
    "hi": ("rend",),
    "placeName": (),
    "orgName": (),
    "q": (),
    "quote": (),
    "term": (),
}
"""The elements in blocks that are annotations, and the attributes of which the first that is there is the value."""

_T = f"{{{TEI}}}"


class Annotation(NamedTuple):
    """What an encoding says of a stretch of a text, or, where start and end are one, of a place in it.

    The value of an anchor is the name of the text of its note, that of a page break its number.
    """

    text: str
    kind: str
    start: int
    end: int
    value: str


class Text:
    """The main text of a document, or that of a note, with its number as printed and its type."""

    def __init__(self, name: str, number: str = "", type: str = "") -> None:
        self.name, self.number, self.type = name, number, type
        self.written: list[str] = []
        self.length = 0
        self._bare: list[str] = []

    def add(self, written: str | None) -> None:
        """Put characters at the end."""
        if written:
            self.written.append(written)
            if bare := "".join(written.split()):
                self._bare.append(bare)
                self.length += len(bare)

    @cached_property
    def bare(self) -> str:
        """The characters that are not white space."""
        return "".join(self._bare)

    @cached_property
    def whole(self) -> str:
        """The characters with the white space between them."""
        return "".join(self.written)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each character that counts stands in the whole, and where that ends."""
        return [*(at for at, character in enumerate(self.whole) if not character.isspace()), len(self.whole)]

    def excerpt(self, start: int, end: int) -> str:
        """The characters of a stretch, with single blanks between its words."""
        if start == end:
            return ""
        return " ".join(self.whole[self.offsets[start] : self.offsets[end - 1] + 1].split())


class Standoff:
    """The texts of a document, the main one first, then its notes in their order, and what is said of them.

    Annotations come in the order in which their elements end. `doubted` are elements whose values are not believed.
    """

    def __init__(self, element: etree._Element, doubted: Collection[etree._Element] = ()) -> None:
        self.texts: dict[str, Text] = {MAIN: Text(MAIN)}
        self.annotations: list[Annotation] = []
        self._doubted = doubted
        self._inside(element, self.texts[MAIN])

    @property
    def notes(self) -> list[Text]:
        """The texts of the notes, in document order."""
        return list(self.texts.values())[1:]

    def _inside(self, element: etree._Element, text: Text) -> None:
        text.add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._walk(child, text)
            text.add(child.tail)

    def _walk(self, element: etree._Element, text: Text) -> None:
        kind = element.tag.rpartition("}")[2]
        start = text.length
        if kind == "note" and element.get("rend") != "inline":
            self._note(element, text)
        elif kind == "pb":
            self.annotations.append(Annotation(text.name, kind, start, start, element.get("n", "")))
        else:
            self._inside(element, text)
            if text.length == start:
                return
            if kind in VALUES:
                self.annotations.append(Annotation(text.name, kind, start, text.length, self._value(element, kind)))
            elif kind in BLOCKS:
                # A note that stands in the line is a paragraph of the text.
                kind = "p" if kind == "note" else kind
                self.annotations.append(Annotation(text.name, kind, start, text.length, ""))

    def _note(self, element: etree._Element, text: Text) -> None:
        number = element.get("n") or str(len(self.texts))
        name = f"note {number}"
        again = 1
        while name in self.texts:
            again += 1
            name = f"note {number}/{again}"
        note = self.texts[name] = Text(name, number, element.get("type", ""))
        self.annotations.append(Annotation(text.name, "anchor", text.length, text.length, name))
        self._inside(element, note)
        self.annotations.append(Annotation(name, "note", 0, note.length, note.type))

    def _value(self, element: etree._Element, kind: str) -> str:
        if element in self._doubted:
            return ""
        # White space in a list of pointers is no difference.
        return next((value for name in VALUES[kind] if (value := " ".join(element.get(name, "").split()))), "")
