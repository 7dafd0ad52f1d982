"""Says a fault in words that people who encode understand: what is wrong, where, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tei.relaxng.expect import Names, folded, inside, next_names
from tei.relaxng.failure import Failure, Place, Remedy, Safety
from tei.relaxng.fault import Fault
from tei.relaxng.pattern import Empty, Pattern
from tei.relaxng.startwords import StartWords
from tei.relaxng.vocabulary import Vocabulary, clark, either, local, nearest, shortened

MOST = 5
"""So many expectations a message lists."""


class Words(StartWords):
    """Makes failures of the faults of one document; `used` counts the elements that it has."""

    def __init__(self, names: Names, vocabulary: Vocabulary, used: Counter[str]) -> None:
        super().__init__(names, vocabulary)
        self._used = used
        self._rank = {name: index for index, name in enumerate(vocabulary.likeliest)}

    def failure(self, fault: Fault) -> Failure:
        """The fault in words."""
        say: Callable[[Fault], Failure] = {
            "element unknown": self._unknown,
            "element not here": self._not_here,
            "element not yet": self._not_yet,
            "element missing": self._missing,
            "incomplete": self._incomplete,
            "text not allowed": self._text,
            "attribute unknown": self.attribute,
            "attribute not here": self.attribute,
            "attribute missing": self.attribute_missing,
            "value invalid": self.value,
        }[fault.kind]
        return replace(say(fault), more=fault.more)

    def likeliest(self, names: Iterable[str], most: int = MOST) -> list[str]:
        """At most so many of the elements as they are written: what people mean most often, then what is used here."""
        unique = dict.fromkeys(names)
        last = len(self._rank)
        ordered = sorted(unique, key=lambda n: (self._rank.get(local(n), last), -self._used[n], local(n)))
        return [self.shown(name) for name in ordered[:most]]

    def options(self, names: Sequence[str]) -> str:
        """The elements as a phrase; of many the likeliest, the rest by the names of their classes."""
        shown = self.likeliest(names)
        if len(set(names)) <= MOST:
            return either(shown)
        classes = folded(names, self.names.classes)
        rest = f" (of {either(classes, 'and')})" if classes else ""
        return f"{', '.join(shown)} or {len(set(names)) - MOST} more{rest}"

    def _unknown(self, fault: Fault) -> Failure:
        name = fault.element.name
        own, shown = local(name), self.shown(name)
        if fault.namespace:
            return self._wrong_namespace(fault, f"<{shortened(own)}>")
        message = f"there is no element {shown}"
        written, whose = self.vocabulary.elements.get(own, ("", ""))
        remedies: tuple[Remedy, ...] = ()
        if written:
            message += f": that is {whose}"
            help = f"write {written}"
        elif fault.names:
            meant = fault.names[0]
            help = f"did you mean {self.shown(meant)}?"
            edits = tuple((place, local(meant)) for place, _ in fault.tags)
            safety: Safety = "safe" if fault.fits and edits else "unsafe"
            remedies = (Remedy("rename", f"rename it to {self.shown(meant)}", safety, edits),)
            if not fault.fits and (allowed := self._allowed(fault.state)) and meant not in next_names(fault.state):
                help += f" Here may come {allowed}" if allowed else ""
        elif fault.unwraps:
            allowed = self._allowed(fault.state)
            help = "take its tags away and leave what is in it" + (f"; here may come {allowed}" if allowed else "")
            remedies = (Remedy("unwrap", help),)
        else:
            allowed = self._allowed(fault.state)
            help = f"here may come {allowed}" if allowed else "take it away"
        return self._failed(fault, message, "unknown element", help, remedies=remedies)

    def _wrong_namespace(self, fault: Fault, shown: str) -> Failure:
        found = fault.element.name.rpartition("}")[0]
        called = self.vocabulary.namespaces.get(fault.namespace, "")
        of = f"that of {called}" if called else f"“{fault.namespace}”"
        where = f"in the namespace “{shortened(found, 60)}”" if found else "in no namespace"
        declared = f'xmlns="{fault.namespace}"'
        first = fault.parent is None
        help = f"write {declared} in the first tag of the file, {shown}" if first else f"write {declared} in this tag"
        if not first and found:
            help = f"{help}, or take away the declaration that puts it elsewhere"
        elif not first:
            help = f'take away xmlns="" from this tag, or {help}'
        return self._failed(fault, f"{shown} is {where}, but should be in {of}", "in the wrong namespace", help)

    def _not_here(self, fault: Fault) -> Failure:
        name = self.shown(fault.element.name)
        if fault.parent is None:
            starts = either(self.likeliest(next_names(fault.state)))
            message = f"a document cannot start with {name}"
            return self._failed(fault, message, f"expected {starts}", f"put it into {starts}")
        parent = self.shown(fault.parent.name)
        if isinstance(fault.whole, Empty):
            message = f"{name} cannot stand in {parent}, which must be empty"
            return self._failed(
                fault, message, "not allowed here", f"close {parent} before it: <{local(fault.parent.name)}/>"
            )
        expected = self._expectation(fault, parent)
        if fault.earlier or fault.again or (fault.previous is None and fault.element.name in inside(fault.whole)):
            return self._out_of_order(fault, name, parent, expected)
        help, remedies = self._ways_out(fault, name, parent)
        return self._failed(fault, f"{name} cannot stand in {parent}", expected, help, remedies=remedies)

    def _ways_out(self, fault: Fault, name: str, parent: str) -> tuple[str, tuple[Remedy, ...]]:
        """What to do with an element that its parent cannot hold: the remedies that were tried and worked."""
        if fault.names:
            meant = self.shown(fault.names[0])
            edits = tuple((place, local(fault.names[0])) for place, _ in fault.tags)
            return f"did you mean {meant}?", (Remedy("rename", f"rename it to {meant}", "unsafe", edits),)
        ways: list[Remedy] = []
        wraps = self._not_aside(fault.wraps)
        is_mixed = fault.state is not None and fault.state.text("text") is not fault.state.make.not_allowed
        wrap = Remedy("wrap", f"put it into {either(self.likeliest(wraps))}") if wraps else None
        if fault.nested and not (wraps and set(wraps) != set(fault.wraps)):
            outer, within = map(self.shown, fault.nested)
            wrap = Remedy("wrap", f"put it into {within} in {outer}")
        if fault.closes is not None:
            closes = Remedy("close", f"end {self.shown(fault.closes.name)} before it")
            ways = [closes, wrap] if is_mixed and wrap else [wrap, closes] if wrap else [closes]
        elif wrap:
            ways = [wrap]
        if fault.unwraps and not fault.is_leaf:
            ways.append(Remedy("unwrap", "take its tags away and leave what is in it"))
        if not ways:
            holders = self._not_aside(self.names.holders.get(fault.element.name, ()))
            ways = [Remedy("move", f"it may stand in {either(self.likeliest(holders))}")] if holders else []
        return "; or ".join(way.words for way in ways[:2]) or "take it away", tuple(ways)

    def _out_of_order(self, fault: Fault, name: str, parent: str, expected: str) -> Failure:
        """An element that its parent may hold, but at another place."""
        earlier = fault.earlier
        if earlier is not None:
            message = f"{name} cannot follow {self.shown(earlier.name)} in {parent}"
            words = f"move {name} before {self.shown(earlier.name)} on line {earlier.line}"
            remedy, there = Remedy("move", words), earlier.place(f"after this, no {name} may come")
        elif fault.again is not None:
            message = f"a second {name} cannot stand in {parent}"
            words = "join the two, or take one away"
            remedy, there = Remedy("drop", words), fault.again.place("the first")
        else:
            message = f"{name} comes too early in {parent}"
            words = f"first come {self.options(next_names(fault.state)) if fault.state else ''}"
            return self._failed(fault, message, expected, words)
        if fault.closes is not None and fault.parent is not None and fault.closes.name == fault.parent.name:
            words += f"; or end {parent} before it"
        return self._failed(fault, message, expected, words, there, remedies=(remedy,))

    def _not_yet(self, fault: Fault) -> Failure:
        name = self.shown(fault.element.name)
        assert fault.later is not None
        later = self.shown(fault.later.name)
        inside = f" in {self.shown(fault.parent.name)}" if fault.parent else ""
        words = f"move {later} from line {fault.later.line} before {name}"
        return self._failed(
            fault,
            f"{name} comes before {later}{inside}",
            f"{later} must come first",
            words,
            fault.later.place("this must come first"),
            remedies=(Remedy("move", words),),
        )

    def _missing(self, fault: Fault) -> Failure:
        wanted, name = either(self.likeliest(fault.names)), self.shown(fault.element.name)
        inside = f" in {self.shown(fault.parent.name)}" if fault.parent else ""
        words = f"put {wanted} before {name}"
        message = f"{wanted} is missing before {name}{inside}"
        return self._failed(
            fault, message, f"before this, {wanted} must come", words, remedies=(Remedy("insert", words),)
        )

    def _incomplete(self, fault: Fault) -> Failure:
        wanted, name = either(self.likeliest(fault.names)) or "more", self.shown(fault.element.name)
        message = f"{name} is {'empty' if fault.is_leaf else 'incomplete'}: it needs {wanted}"
        words = f"put {wanted} into it" if fault.is_leaf else f"add {wanted} before </{local(fault.element.name)}>"
        said = self._failed(
            fault, message, "something is missing in this element", words, remedies=(Remedy("insert", words),)
        )
        return replace(said, expected=tuple(map(clark, fault.names[:MOST])))

    def _text(self, fault: Fault) -> Failure:
        name = self.shown(fault.element.name)
        quoted = shortened(fault.value)
        if isinstance(fault.whole, Empty):
            message = f"{name} must be empty, but holds “{quoted}”"
            help = f"close it before the text: <{local(fault.element.name)}/>"
        else:
            holders = either(self.likeliest(self._not_aside(fault.wraps)))
            message = f"“{quoted}” stands directly in {name}"
            help = f"put the words into {holders}" if holders else f"take the words out of {name}"
        return self._failed(fault, message, "text is not allowed here", help, remedies=(Remedy("wrap", help),))

    def _allowed(self, state: Pattern | None) -> str:
        return self.options(next_names(state)) if state is not None else ""

    def _expectation(self, fault: Fault, parent: str) -> str:
        assert fault.state is not None
        names = next_names(fault.state)
        options = self.likeliest(names)
        more = len(set(names)) - len(options)
        options += [f"{more} more"] if more > 0 else [f"the end of {parent}"] if fault.state.nullable else []
        return "not allowed here" + (f"; expected {either(options)}" if options else "")

    def _not_aside(self, names: Sequence[str]) -> Sequence[str]:
        return [name for name in names if local(name) not in self.vocabulary.aside] or names

    def _failed(
        self, fault: Fault, message: str, label: str, help: str, *there: Place, remedies: tuple[Remedy, ...] = ()
    ) -> Failure:
        expected = next_names(fault.state) if fault.state is not None else ()
        near = nearest(fault.element.name, expected)
        ordered = sorted(expected, key=lambda n: (n != near, self._rank.get(local(n), len(self._rank)), -self._used[n]))
        return self.failed(
            fault, message, label, help, *there, expected=tuple(map(clark, ordered[:MOST])), remedies=remedies
        )
