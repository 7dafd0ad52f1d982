"""Says a fault in words that an editor understands: what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tei.core.diagnostic import Diagnostic, Fix, Label
from tei.core.edition import TEI, Edition
from tei.validate import place
from tei.validate.faults import Fault
from tei.validate.names import ASIDE, GLOBAL, attribute, either, likeliest, local, nearest, shown
from tei.validate.pattern import EMPTY, NOTHING, Pattern, after_text, attributes_in, expected, names_in, values_of
from tei.validate.reading import Reading
from tei.validate.values import in_words, listed, mended_date, takes

MOST = 5
"""How many expectations a message lists."""

_EXAMPLES = {
    "xml:id": 'for example xml:id="d5fn2"; no other element of the document may have the same',
    "n": 'write the number or the sign as printed, for example n="2"',
    "target": 'write where it leads, for example target="#d5fn2" for an element of this document',
    "url": 'write where the picture is, for example url="images/0134.jpg"',
}


class Wording:
    """Puts the faults of one edition into words; `grammar` is the name of the grammar's file."""

    def __init__(self, edition: Edition, reading: Reading, grammar: str) -> None:
        self._edition = edition
        self._reading = reading
        self._grammar = grammar

    def diagnostic(self, fault: Fault) -> Diagnostic:
        """The fault as a diagnostic; its second label is the origin in the raw text, where that is known."""
        said = {
            "unknown": self._unknown,
            "misplaced": self._misplaced,
            "too early": self._too_early,
            "incomplete": self._incomplete,
            "text": self._text,
            "attribute": self._attribute,
            "attributes missing": self._attributes_missing,
            "value": self._value,
        }[fault.kind](fault)
        labels = place.with_origin(self._edition, fault.element, *said.labels)
        again = f" (and {fault.again} more like it)" if fault.again else ""
        return replace(said, message=said.message + again, labels=labels)

    def _unknown(self, fault: Fault) -> Diagnostic:
        element = fault.element
        here = self._edition.label(element, "unknown element")
        own = f"{{{TEI}}}{local(element.tag)}"
        if own in self._reading.elements:
            here = self._edition.label(element, "its namespace is missing or another one")
            return _error(
                "R101",
                f"<{local(element.tag)}> is not in the namespace of TEI",
                here,
                help=f'write xmlns="{TEI}" in the first tag of the file, <TEI>',
            )
        options = either(likeliest(expected(fault.state), MOST))
        message = f"there is no element {shown(element.tag)}"
        if fault.names:
            return _error("R101", message, here, help=f"did you mean {shown(fault.names[0])}?")
        allowed = f"; here come {options}" if options else ""
        return _error("R101", message, here, help=f"{self._grammar} lists the elements of this project{allowed}")

    def _misplaced(self, fault: Fault) -> Diagnostic:
        element, name = fault.element, shown(fault.element.tag)
        parent = element.getparent()
        if parent is None:
            here = self._edition.label(element, "not allowed as the first element")
            return _error("R102", f"a document cannot start with {name}", here, help="put it into <TEI>")
        inside = shown(parent.tag)
        if fault.content is EMPTY:
            here = self._edition.label(element, "not allowed here")
            return _error(
                "R102",
                f"{name} cannot stand in {inside}, which must be empty",
                here,
                help=f"close {inside} before it: <{local(parent.tag)}/>",
            )
        here = self._edition.label(element, self._expectation(fault, inside))
        if element.tag in names_in(fault.content):
            return self._out_of_order(fault, inside, here)
        holders = self._reading.elements[element.tag]
        wraps = _not_aside([holder for holder in holders if holder in expected(fault.state)])
        return _error(
            "R102",
            f"{name} cannot stand in {inside}",
            here,
            help=f"put it into {either(likeliest(wraps or holders, MOST))}",
        )

    def _expectation(self, fault: Fault, inside: str) -> str:
        options = likeliest(expected(fault.state), MOST) + ([f"the end of {inside}"] if fault.state.nullable else [])
        return "not allowed here" + (f"; expected {either(options)}" if options else "")

    def _out_of_order(self, fault: Fault, inside: str, here: Label) -> Diagnostic:
        """An element that its parent may hold, but at another place."""
        name, earlier = shown(fault.element.tag), fault.earlier
        if fault.previous is None or earlier is None:
            first = either(likeliest(expected(fault.state), MOST))
            return _error("R102", f"{name} comes too early in {inside}", here, help=f"first come {first}")
        if earlier.tag == fault.element.tag:
            there = self._edition.label(earlier, "the first")
            message = f"a second {name} cannot stand in {inside}"
            return _error("R102", message, here, there, help="join the two, or take one away")
        before = self._edition.label(fault.previous, f"after this, no {name} may come")
        line, _ = self._edition.source.position(self._edition.label(earlier).span.start)
        message = f"{name} cannot follow {shown(fault.previous.tag)} in {inside}"
        return _error("R102", message, here, before, help=f"move {name} before {shown(earlier.tag)} on line {line}")

    def _too_early(self, fault: Fault) -> Diagnostic:
        wanted, name = either(likeliest(fault.names, MOST)), shown(fault.element.tag)
        parent = fault.element.getparent()
        inside = f" in {shown(parent.tag)}" if parent is not None else ""
        here = self._edition.label(fault.element, f"before this, {wanted} must come")
        return _error("R103", f"{wanted} is missing before {name}{inside}", here, help=f"put {wanted} before {name}")

    def _incomplete(self, fault: Fault) -> Diagnostic:
        wanted, name = either(likeliest(fault.names, MOST)), shown(fault.element.tag)
        here = self._edition.label(fault.element, "something is missing in this element")
        empty = not len(fault.element)
        return _error(
            "R103",
            f"{name} is {'empty' if empty else 'incomplete'}: it needs {wanted}",
            here,
            help=f"put {wanted} into it" if empty else f"add {wanted} before </{local(fault.element.tag)}>",
        )

    def _text(self, fault: Fault) -> Diagnostic:
        element, name = fault.element, shown(fault.element.tag)
        here = place.text_in(self._edition, element, fault.previous, "text is not allowed here")
        words = " ".join(fault.value.split())
        quoted = words if len(words) < 40 else words[:36].rsplit(" ", 1)[0] + " …"
        if fault.content is EMPTY:
            message, cure = (
                f"{name} must be empty, but holds “{quoted}”",
                f"close it before the text: <{local(element.tag)}/>",
            )
        else:
            names = expected(fault.state) or sorted(names_in(fault.content))
            holders = _not_aside([n for n in names if after_text(self._reading.inside(n)) is not NOTHING])
            message, cure = (
                f"“{quoted}” stands directly in {name}",
                f"put the words into {either(likeliest(holders, MOST))}",
            )
        return _error("R104", message, here, help=cure)

    def _attribute(self, fault: Fault) -> Diagnostic:
        name, shown_as = shown(fault.element.tag), attribute(fault.attribute)
        here = place.attribute(self._edition, fault.element, fault.attribute, "not allowed here")
        if fault.beside:
            other = place.attribute(self._edition, fault.element, fault.beside, "excluded by this")
            cure = "keep @when for one day, @from and @to (or @notBefore and @notAfter) for a stretch of time"
            return _error(
                "R201",
                f"{shown_as} cannot stand beside {attribute(fault.beside)} in {name}",
                here,
                other,
                help=cure if {fault.attribute, fault.beside} & {"when", "from", "to"} else "keep one of the two",
            )
        free = [n for n in attributes_in(fault.content) if n not in fault.element.attrib]
        if fault.names:
            cure = f"did you mean {attribute(fault.names[0])}?"
        else:
            own = [n for n in free if local(n) not in GLOBAL]
            cure = f"{name} may have {either([attribute(n) for n in (own or free)[:MOST]])}" if free else "take it away"
        return _error("R201", f"{name} cannot have {shown_as}", here, help=cure)

    def _attributes_missing(self, fault: Fault) -> Diagnostic:
        fewest = min(map(len, fault.attributes))
        sets = [s for s in fault.attributes if len(s) == fewest]
        wanted = either([either([attribute(n) for n in sorted(s)], "and") for s in sets[:MOST]])
        here = self._edition.label(fault.element, f"{wanted} is missing")
        name = sorted(sets[0])[0]
        values = values_of(fault.content, name)
        if options := listed(values):
            cure = f'write for example {local(name)}="{options[0]}"'
            cure += f"; other values are {either(options[1 : MOST + 1])}" if len(options) > 1 else ""
        else:
            cure = _EXAMPLES.get(attribute(name)[1:], f"its value is {in_words(values) or 'up to you'}")
        return _error("R202", f"{shown(fault.element.tag)} needs {wanted}", here, help=cure)

    def _value(self, fault: Fault) -> Diagnostic:
        name = shown(fault.element.tag)
        if fault.attribute:
            here = place.attribute(self._edition, fault.element, fault.attribute, "not a value it may have", value=True)
            owner = f"{attribute(fault.attribute)} of {name}"
        else:
            here, owner = place.text_in(self._edition, fault.element, None, "not a value it may have"), name
        message = f"“{fault.value}” is no value for {owner}" if fault.value.strip() else f"{owner} has no value"
        cure, replacement = _cure_of_value(fault.value, fault.values)
        fix = Fix(self._edition.source, here.span, replacement) if replacement else None
        return Diagnostic("R203", "error", message, (here,), cure, fix)


def _cure_of_value(value: str, patterns: tuple[Pattern, ...]) -> tuple[str, str]:
    """What to write instead, in words; and the value itself where there is no doubt."""
    options, words = listed(patterns), in_words(patterns)
    if near := nearest(value, options):
        return f"did you mean “{near}”?", ""
    mended = mended_date(value)
    if mended and any(takes(p, mended) for p in patterns):
        return f"write {mended}", mended
    if mended and mended == value.strip():
        return f"there is no such day or time; it takes {words}", ""
    if options:
        rest = f" ({len(options)} in all)" if len(options) > MOST else ""
        more = f", or {words}" if words else ""
        return f"write {either([f'“{o}”' for o in options[:MOST]])}{rest}{more}", ""
    return f"it takes {words}" if words else "see the grammar for what it may be", ""


def _not_aside(names: Sequence[str]) -> Sequence[str]:
    return [name for name in names if local(name) not in ASIDE] or names


def _error(code: str, message: str, *labels: Label, help: str) -> Diagnostic:
    return Diagnostic(code, "error", message, labels, help)
