"""What is wrong with the attributes of a start tag."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.relaxng.automaton import Attributes
from tei.relaxng.expect import attribute_names, is_needed, missing_attributes
from tei.relaxng.failure import Kind
from tei.relaxng.fault import Fault
from tei.relaxng.pattern import Pattern
from tei.relaxng.vocabulary import Stranger, attribute, local, nearest, stranger

if TYPE_CHECKING:
    from tei.relaxng.diagnose import Diagnosis


def faults_of_attributes(diagnosis: Diagnosis, opened: Pattern, attributes: Attributes) -> Pattern:
    """The pattern of the content behind a start tag that is not in order; its faults are noted."""
    tag = _StartTag(diagnosis, opened, dict(attributes))
    return tag.close()


class _StartTag:
    """Takes the attributes of one start tag, one after the other."""

    def __init__(self, diagnosis: Diagnosis, opened: Pattern, given: dict[str, str]) -> None:
        self._diagnosis = diagnosis
        self._spot = diagnosis.frames[-1].spot
        self._make = diagnosis.patterns
        self._opened = opened
        self._given = given
        self._taken: list[str] = []
        self._strange: list[str] = []
        self._left = opened
        # The type comes first: it decides what else there may be.
        for name in sorted(given, key=lambda name: name != "type"):
            self._take(name)

    def _take(self, name: str) -> None:
        value, namespaces = self._given[name], self._diagnosis.places.namespaces
        found = self._left.attribute(name)
        fitting = self._make.choice(after for v, after in found.items() if v.takes(value, namespaces))
        if not found:
            self._strange.append(name)
        elif fitting is not self._make.not_allowed:
            self._left = fitting
            self._taken.append(name)
        else:
            fault = self._note("value invalid", name, value=True)
            fault.values = tuple(found)
            fault.is_needed = is_needed(self._left, name)
            self._left = self._make.choice(found.values())
            self._taken.append(name)

    def close(self) -> Pattern:
        """What is left behind the tag, with what is strange or missing noted."""
        for name in self._strange:
            self._tell_strange(name)
        inside = self._left.close(self._make.not_allowed)
        if inside is not self._make.not_allowed:
            return inside
        diagnosis = self._diagnosis
        fault = Fault("attribute missing", diagnosis.places.tag(), self._spot, diagnosis.parent)
        fault.whole, fault.missing = self._left, missing_attributes(self._left)
        fault.given = self._given
        diagnosis.found.append(fault)
        return self._left.close(self._make.empty)

    def _tell_strange(self, name: str) -> None:
        """An attribute that the element cannot have, or not beside another one."""
        diagnosis, value = self._diagnosis, self._given[name]
        beside = next((other for other in self._taken if _exclude(self._opened, other, name)), "")
        told = (fault for fault in diagnosis.found if fault.element is self._spot and fault.beside == beside)
        if beside and (first := next(told, None)):
            first.more += 1
            return
        is_known = bool(beside) or name in diagnosis.names.attributes
        meant = "" if beside else self._meant(name)
        fault = self._note("attribute not here" if is_known else "attribute unknown", name)
        if beside:
            fault.beside, fault.beside_place = beside, diagnosis.places.attribute(beside)
        elif meant:
            found = self._left.attribute(meant)
            fitting = [after for v, after in found.items() if v.takes(value, diagnosis.places.namespaces)]
            fault.names, fault.fits = (meant,), bool(fitting)
            self._left = self._make.choice(fitting or found.values())

    def _meant(self, name: str) -> str:
        """The attribute that a strange one will have been meant to be; "" if none comes to mind."""
        free = [other for other in attribute_names(self._left) if other not in self._given]
        known = self._diagnosis.vocabulary.attributes
        element, own = self._spot.name, local(name)
        # What is known of this very element comes first, then the name in another namespace, or joined to its prefix.
        particular = known.get(f"{local(element)}/{own}")
        ways = (
            self._first(particular, free, name),
            next((n for n in free if local(n) == own), ""),
            next((n for n in free if _joined(n) == re.sub(r"[\W_]", "", own).lower()), ""),
            self._first(stranger(known, element, name), free, name),
            "" if particular else nearest(name, free),
        )
        if near := next(filter(None, ways), ""):
            return near
        missing = [next(iter(way)) for way in missing_attributes(self._left) if len(way) == 1]
        fitting = (n for n in missing if any(v.takes(self._given[name]) for v in self._left.attribute(n)))
        return next(fitting, "")

    def _first(self, strange: Stranger | None, free: list[str], name: str) -> str:
        """The first of the attributes written for another's that the element may have, at best with the value."""
        value = self._given[name]
        others = [other.removeprefix("@").rpartition(":")[2] for other in (strange or ((), ""))[0] if other[:1] == "@"]
        found = [n for other in others for n in free if local(n) == other]
        fitting = (n for n in found if any(v.takes(value) for v in self._left.attribute(n)))
        return next(fitting, found[0] if found else "")

    def _note(self, kind: Kind, name: str, *, value: bool = False) -> Fault:
        diagnosis = self._diagnosis
        place = diagnosis.places.attribute(name, value=value)
        fault = Fault(kind, place, self._spot, diagnosis.parent, whole=self._left, attribute=name)
        fault.value, fault.given = self._given[name], self._given
        fault.name_place = diagnosis.places.attribute_name(name)
        fault.drop_place = diagnosis.places.attribute_and_blank(name)
        diagnosis.found.append(fault)
        return fault


def _exclude(opened: Pattern, one: str, other: str) -> bool:
    """Whether an element may have each of two attributes, but not both."""
    make = opened.make
    after = make.choice(opened.attribute(one).values())
    return bool(opened.attribute(other)) and not after.attribute(other)


def _joined(name: str) -> str:
    """A name with its prefix, but without the colon."""
    return attribute(name).lstrip("@").replace(":", "").lower() if "}" in name else ""
