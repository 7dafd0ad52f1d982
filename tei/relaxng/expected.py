"""What may be written at a place of a document: for editors that complete what people type."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Literal
from xml.parsers import expat

from tei.core.diagnostic import Refused
from tei.core.source import Source
from tei.relaxng.expect import attribute_names, missing_attributes, next_names, required
from tei.relaxng.frame import Frame
from tei.relaxng.pattern import Pattern
from tei.relaxng.values import listed
from tei.relaxng.vocabulary import clark, local

if TYPE_CHECKING:
    from tei.relaxng.diagnose import Diagnosis

_MARKUP = re.compile(r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:"[^"]*"|'[^']*'|[^"'<>])*>""", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\s+([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')""")
_VALUE = re.compile(r"""\s+([^\s=<>"'/]+)\s*=\s*["'][^"'<]*\Z""")


@dataclass(frozen=True)
class Expected:
    """What may come at a place; names are in Clark notation, the ones that must come first."""

    kind: Literal["content", "attribute", "value", "nothing"]
    elements: tuple[str, ...] = ()
    """Elements that may begin here."""
    attributes: tuple[str, ...] = ()
    """Attributes that the start tag may yet have."""
    values: tuple[str, ...] = ()
    """Values that the grammar lists for the attribute; it may allow others, too."""
    text: bool = False
    """Whether text may stand here."""
    end: str = ""
    """The element that may end here."""


def expected(diagnosis: Diagnosis, before: str) -> Expected:
    """What may come behind these characters, the beginning of a document."""
    begun = _begun(before)
    head = before if begun < 0 else before[:begun]
    # That the document is not at its end here is no fault of it.
    with suppress(expat.ExpatError, Refused):
        diagnosis.faults(Source("document.xml", head))
    frame = diagnosis.frames[-1]
    tag = before[begun:] if begun >= 0 else ""
    if tag.startswith(("<!", "<?", "</")):
        return Expected("nothing", end=clark(frame.spot.name) if tag.startswith("</") else "")
    name = re.match(r"<([^\s/>]*)\s", tag)
    if name:
        return _in_tag(diagnosis, frame, name[1], tag[name.end(1) :])
    if frame.state is None:
        return Expected("content")
    state = frame.state.pattern
    needed = {n for group in required(state) for n in group}
    elements = sorted(next_names(state), key=lambda n: n not in needed)
    text = not tag and (state.data or state.text("text") is not state.make.not_allowed)
    may_end = (state.nullable or state.end().nullable) and bool(frame.spot.name)
    return Expected("content", tuple(map(clark, elements)), text=text, end=clark(frame.spot.name) if may_end else "")


def _begun(text: str) -> int:
    """Where markup begins that is not finished at the end of the text; -1 where there is none."""
    at = text.find("<")
    while at >= 0:
        found = _MARKUP.match(text, at)
        if found is None:
            return at
        at = text.find("<", found.end())
    return -1


def _in_tag(diagnosis: Diagnosis, frame: Frame, written: str, rest: str) -> Expected:
    """What may come in a start tag after its name and what is written of its attributes."""
    namespaces = dict(diagnosis.places.namespaces)
    given = {attribute: unescape(quoted[1:-1]) for attribute, quoted in _ATTRIBUTE.findall(rest)}
    for declaration in [each for each in given if each == "xmlns" or each.startswith("xmlns:")]:
        namespaces[declaration[6:]] = given.pop(declaration)

    def expanded(written: str, *, of_element: bool = False) -> str:
        prefix, _, own = written.rpartition(":")
        namespace = namespaces.get(prefix, "") if prefix or of_element else ""
        return f"{namespace}}}{own}" if namespace else own

    name = expanded(written, of_element=True)
    step = diagnosis.automaton.step(frame.state, name) if frame.state is not None else None
    if step is None and not diagnosis.names.is_known(name):
        return Expected("attribute")
    left: Pattern = (step[1] if step else diagnosis.anywhere(name)).pattern
    for attribute, value in given.items():
        if found := left.attribute(expanded(attribute)):
            fitting = [after for taken, after in found.items() if taken.takes(value, namespaces)]
            left = left.make.choice(fitting or found.values())
    if (open_value := _VALUE.search(rest)) is not None:
        return Expected("value", values=tuple(listed(left.attribute(expanded(open_value[1])))))
    needed = {n for way in missing_attributes(left) for n in way}
    free = set(attribute_names(left)) - set(map(expanded, given))
    names = sorted(free, key=lambda n: (n not in needed, local(n), n))
    return Expected("attribute", attributes=tuple(map(clark, names)))
