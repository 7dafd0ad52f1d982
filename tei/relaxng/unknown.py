"""What an element that the grammar does not know was meant to be: tried on the grammar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tei.relaxng.expect import accepts, next_names
from tei.relaxng.fault import Edits, Fault
from tei.relaxng.frame import Frame
from tei.relaxng.pattern import Pattern
from tei.relaxng.vocabulary import Stranger, local, nearest, stranger

if TYPE_CHECKING:
    from tei.relaxng.automaton import Tags
    from tei.relaxng.diagnose import Diagnosis

_LOOKALIKES = str.maketrans(
    "абвгеёзіјкмнорстухѕАВЕЗІЈКМНОРСТУХЅαβεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abbreesijkmhopctyxsABE3IJKMHOPCTYXSaBeiKvoptuxABEZHIKMNOPTYX",
)
"""Letters of the Cyrillic and the Greek script that look like Latin ones."""


_MISPLACED = frozenset(("element not here", "element not yet", "element missing"))


class Written(NamedTuple):
    """How something is written in the grammar: the name of an element, and its tag with attributes."""

    name: str
    shape: str


def unknown(
    diagnosis: Diagnosis, parent: Frame, frame: Frame, fault: Fault, attributes: Mapping[str, str]
) -> Tags | None:
    """The content of the element that this one was most likely meant to be; the fault is noted."""
    fault.kind = "element unknown"
    assert fault.state is not None
    name = fault.element.name
    expected = next_names(fault.state)
    namespace, _, own = name.rpartition("}")
    meant = _called(diagnosis, own, expected)
    if meant and (not namespace or not parent.spot.name or meant in expected):
        fault.namespace, fault.names = meant.rpartition("}")[0], (meant,)
        # One declaration puts all elements of the namespace right, so it is told once.
        diagnosis.taken[namespace] = fault.namespace
        diagnosis.found.append(fault)
    else:
        meant = _meant(diagnosis, fault, name, expected)
        fault.names = (meant,) if meant else ()
        frame.fault = fault
        fault.tags = _tags(diagnosis, fault, attributes)
        around = parent.fault
        if fault.whose and around is not None and around.whose == fault.whose:
            around.more += 1
        else:
            diagnosis.tell(parent, fault, name)
    after = fault.state.make.choice(fault.state.open(meant).values()) if meant else diagnosis.patterns.not_allowed
    if after is diagnosis.patterns.not_allowed:
        parent.lost = True
    else:
        frame.after = parent.state = diagnosis.automaton.state(after)
    return diagnosis.anywhere(meant) if meant else None


def known(diagnosis: Diagnosis, frame: Frame, fault: Fault, expected: Sequence[str]) -> None:
    """Judge what the element was taken for by what is in it, now that it ends."""
    # What is wrong with its children may only be so because it was meant to be another one.
    diagnosis.found[frame.mark :] = [
        f for f in diagnosis.found[frame.mark :] if f is fault or f.attribute or not is_within(f, frame)
    ]
    if not fault.names:
        return
    if not accepts(diagnosis.content(fault.names[0]), frame.children):
        strange = diagnosis.vocabulary.elements.get(local(fault.element.name), ((), ""))
        for way in strange[0]:
            other = written(diagnosis, ((way,), ""), expected)
            if other and other.name in expected and accepts(diagnosis.content(other.name), frame.children):
                fault.names, fault.written, fault.tags = (other.name,), other.shape, ()
                break
    fault.fits = fault.names[0] in expected and accepts(diagnosis.content(fault.names[0]), frame.children)
    if fault.names[0] not in expected:
        fault.wraps = tuple(n for n in expected if fault.names[0] in next_names(diagnosis.content(n)))
    if fault.tags and fault.ends:
        fault.tags = (*fault.tags, (diagnosis.places.name(), local(fault.names[0])))


def is_within(fault: Fault, frame: Frame) -> bool:
    """Whether a fault is that an element holds a text, or a child, that it should not."""
    return fault.element is frame.spot or (fault.parent is frame.spot and fault.kind in _MISPLACED)


def _meant(diagnosis: Diagnosis, fault: Fault, name: str, expected: Sequence[str]) -> str:
    known, vocabulary, own = diagnosis.names.elements, diagnosis.vocabulary, local(name)
    fault.plain = _plain(own)
    if fault.plain and (same := _called(diagnosis, fault.plain, expected)):
        return same
    fault.plain = ""
    strange = vocabulary.elements.get(own) or vocabulary.elements.get(own.lower(), ((), ""))
    alike = next((n for n in expected if local(n).lower() == own.lower()), "")
    if alike and not strange[1]:
        return alike
    if found := written(diagnosis, strange, expected):
        fault.written, fault.whose = found.shape, strange[1]
        return found.name
    namespace = name.rpartition("}")[0]
    if namespace and not any(n.rpartition("}")[0] == namespace for n in known):
        # What has a namespace of its own is not misspelt.
        return ""
    return alike or nearest(name, expected) or nearest(name, known)


def _called(diagnosis: Diagnosis, own: str, expected: Sequence[str]) -> str:
    """The element of this local name, of several best one that may come here; "" if there is none."""
    names = diagnosis.names.called.get(own, ())
    return next((name for name in names if name in expected), next(iter(names), ""))


def _plain(name: str) -> str:
    """The name in Latin letters, if some of its letters only look like such; else ""."""
    plain = unicodedata.normalize("NFKC", name).translate(_LOOKALIKES)
    return plain if plain != name and plain.isascii() else ""


def written(diagnosis: Diagnosis, strange: Stranger, expected: Iterable[str]) -> Written | None:
    """How the element of another vocabulary is written: best as one that may come, else as any that the grammar has."""
    ways = [(way, re.split(r"[ /]", way)[0]) for way in strange[0]]
    expected = [*expected]
    for names in (expected, diagnosis.names.elements):
        for way, element in ways:
            if name := next((n for n in names if local(n) == element), ""):
                return _shaped(diagnosis, name, way)
    return None


def _shaped(diagnosis: Diagnosis, name: str, way: str) -> Written:
    """The tag, with the attributes and the values that the grammar has."""
    opened = diagnosis.anywhere(name).pattern
    attributes: dict[str, str] = {}
    for attribute, value in re.findall(r'([\w:.\-]+)="([^"]*)"', way):
        taken = opened.attribute(attribute)
        same = (value, *diagnosis.vocabulary.values.get(value, ()))
        fitting = next((v for v in same if v == "…" or any(pattern.takes(v) for pattern in taken)), "")
        if taken and fitting:
            attributes[attribute] = fitting
    written = "".join(f' {attribute}="{value}"' for attribute, value in attributes.items())
    own = local(name)
    shape = f"<{own}{written}/>" if way.endswith("/") else f"<{own}{written}>…</{own}>" if written else f"<{own}>"
    return Written(name, shape)


def _tags(diagnosis: Diagnosis, fault: Fault, given: Mapping[str, str]) -> Edits:
    """The changes that make the start tag right; none if that takes more than other names."""
    if not fault.names:
        return ()
    name = fault.names[0]
    left = diagnosis.anywhere(name).pattern
    fixed = dict(re.findall(r' ([\w:.\-]+)="([^"…]+)"', fault.written))
    edits = [(diagnosis.places.name(), local(name) + "".join(f' {n}="{v}"' for n, v in fixed.items()))]
    for attribute, value in [*fixed.items(), *given.items()]:
        if attribute in given and attribute in fixed:
            return ()
        other = attribute if left.attribute(attribute) else _other(diagnosis, fault, left, attribute)
        place = diagnosis.places.attribute_name(attribute)
        if other != attribute and place is not None:
            edits.append((place, other))
        left = left.make.choice(after for v, after in left.attribute(other).items() if v.takes(value))
    return tuple(edits) if left.close(left.make.not_allowed) is not left.make.not_allowed else ()


def _other(diagnosis: Diagnosis, fault: Fault, left: Pattern, attribute: str) -> str:
    """The attribute, of no namespace, that is written for another vocabulary's."""
    others, _ = stranger(diagnosis.vocabulary.attributes, fault.element.name, attribute)
    return next((n for n in (other.removeprefix("@") for other in others) if left.attribute(n)), attribute)
