"""The lines of a stylesheet, each with the place in the schema that it was made from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from tei.core.diagnostic import Label
from tei.schematron.load import BASE, PLACE, alone
from tei.schematron.schema import XSL
from tei.schematron.xslt3.offline import asking
from tei.schematron.xslt3.regular import quick

OWN = "urn:x-tei:schematron:xslt3"
"""The namespace of the modes, functions and variables that are not the schema's own."""

_MARK = "\x1f"
"""What ends, in the text of copied elements, the number of the element whose start tag ends in that line."""

_PLACED = re.compile(rf' [\w.-]+:place="(\d+)"| xmlns:[\w.-]+="{re.escape(PLACE[1:].partition("}")[0])}"')
_LINES = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


@dataclass(frozen=True, slots=True)
class Origin:
    """What a line was made from: an expression and what it is (`test of <assert>`), or an element, and its place."""

    what: str
    expression: str
    place: Label


class Sheet:
    """A stylesheet as it grows; one expression a line, so that errors are those of one.

    `places` are those of the elements of the schema, by their numbers; `has_globals`: whether it has global variables.
    One that is `careful` goes on after what fails.
    """

    def __init__(self, places: Sequence[Label], *, has_globals: bool, careful: bool) -> None:
        self._places = places
        self._careful = careful
        # What fails in a global variable passes through the innermost of the `xsl:try` around its use.
        self._tries = 2 if has_globals else 1
        self._lines: list[str] = []
        self._origins: dict[int, Origin] = {}

    def add(self, text: str, origin: Origin | None = None) -> None:
        """Add a line, or several, that were made from one place, or from those of copied elements."""
        for line in text.split("\n"):
            number, marked, rest = line.rpartition(_MARK)
            self._lines.append(rest)
            if origin is not None:
                place = self._places[int(number)] if marked else origin.place
                self._origins[len(self._lines)] = Origin(origin.what, origin.expression, place)

    def begin(self, attributes: str = "") -> None:
        """Begin what may fail."""
        if self._careful:
            self.add(f"<xsl:try{attributes}>" + "<xsl:try>" * (self._tries - 1))
        else:
            self.add(f"<xsl:sequence{attributes}>")

    def end(self, instead: str) -> None:
        """End what may fail, with what comes instead of it then."""
        if self._careful:
            self.add(f"<xsl:catch>{instead}</xsl:catch></xsl:try>" * self._tries)
        else:
            self.add("</xsl:sequence>")

    def origin(self, line: int) -> Origin | None:
        """What a line, counted from 1, was made from."""
        return self._origins.get(line)

    def __str__(self) -> str:
        return "\n".join(self._lines)


def value(text: str) -> str:
    """A text as the value of an attribute, in quotes, without line breaks."""
    return quoteattr(text).translate(_LINES)


def words(text: str) -> str:
    """A text as an instruction that writes it."""
    return f"<xsl:text>{escape(text).translate(_LINES)}</xsl:text>" if text else ""


def base(element: etree._Element) -> str:
    """The attribute that keeps the base URI of an element of the schema."""
    return f" xml:base={value(element.base)}" if element.base else ""


def copied(element: etree._Element, **attributes: str) -> str:
    """An element of the schema as XML, with its namespaces and its base URI; `attributes` are given other values."""
    copy = alone(element)
    for each in copy.iter("*"):
        if etree.QName(each).namespace == XSL:
            for name, expression in each.attrib.items():
                if name not in ("match", "name", "href"):
                    each.set(name, quick(asking(str(expression))))
            if each.tag == f"{{{XSL}}}value-of" and "select" in each.attrib:
                each.set("select", in_turn(each.get("select", "")))
        elif BASE in each.attrib:
            del each.attrib[BASE]
    if etree.QName(copy).namespace == XSL and element.base:
        copy.set(BASE, element.base)
    for name, given in attributes.items():
        copy.set(name, given)
    text = etree.tostring(copy, encoding="unicode", with_tail=False)
    return _PLACED.sub(lambda found: f"\n{found[1]}{_MARK} " if found[1] else "", text)


def in_turn(expression: str) -> str:
    """The items of an expression, one by one.

    Saxon 13 breaks down, and the process with it, where `xsl:value-of` of version 1.0 has a step by itself that it sees
    to lead nowhere, as `parent::comment()`.
    """
    return f"for $_:each in ({expression}) return $_:each"


def declared(namespaces: Mapping[str, str]) -> str:
    """Declarations of namespaces, as attributes."""
    return "".join(
        f" xmlns:{prefix}={value(uri)}" for prefix, uri in namespaces.items() if prefix not in ("", "xml", "xmlns")
    )
