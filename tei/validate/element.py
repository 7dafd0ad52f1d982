"""A small part of a document, collected while it is read: an element with what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tei.validate.told import Tag

MOST = 20_000
"""So many elements and texts of one part are collected at most."""


@dataclass(slots=True)
class Element:
    """An element, by its name (TEI's go by the local one), its attributes, its place, and what is in it."""

    name: str
    attributes: dict[str, str]
    tag: Tag
    children: list[Element | str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its text without the notes in it, white space made single."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.name != "note":
                yield from child._texts()

    @property
    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def find(self, path: str) -> Iterator[Element]:
        """The elements at a path of names, such as `fileDesc/titleStmt/title`; `*` is an element of any name."""
        step, _, rest = path.partition("/")
        for child in self.elements:
            if step in ("*", child.name):
                if rest:
                    yield from child.find(rest)
                else:
                    yield child

    def all(self) -> Iterator[Element]:
        """It, and all elements in it, in the order of the document."""
        yield self
        for child in self.elements:
            yield from child.all()


class Gathering:
    """Collects one element while it is read."""

    def __init__(self, element: Element, done: Callable[[Element], None]) -> None:
        self._open = [element]
        self._element = element
        self._done = done
        self._count = 0

    def start(self, element: Element) -> None:
        """An element begins in it."""
        self._add(element)
        self._open.append(element)

    def text(self, text: str) -> None:
        """There is a text in it."""
        self._add(text)

    def _add(self, child: Element | str) -> None:
        self._count += 1
        if self._count <= MOST:
            self._open[-1].children.append(child)

    def end(self) -> bool:
        """An element ends; whether it was the one that is collected."""
        self._open.pop()
        return not self._open

    def tell(self) -> None:
        """Hand over the element, which is whole."""
        self._done(self._element)
