"""Says a fault in words that people who encode understand: what is wrong, where, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from tei.relaxng.expect import folded, inside, next_names
from tei.relaxng.failure import Failure, Place, Remedy, Safety
from tei.relaxng.fault import Fault
from tei.relaxng.pattern import BLANK, Empty
from tei.relaxng.startwords import StartWords
from tei.relaxng.vocabulary import clark, either, local, nearest, shortened
from tei.relaxng.waysout import ways_out

MOST = 5
"""So many expectations a message lists."""

UNWRAP = "take its tags away and leave what is in it"


class Words(StartWords):
    """Makes failures of the faults of one document."""

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
        return replace(say(fault), more=fault.more + fault.elsewhere)

    def options(self, names: Sequence[str], parent: str = "", siblings: Collection[str] = ()) -> str:
        """The elements as a phrase; of many the likeliest, the rest by the names of their classes."""
        shown = self.likeliest(names, parent, siblings)
        if len(set(names)) <= MOST:
            return either(shown)
        classes = folded(names, self.names.classes)
        rest = f" (of {either(classes, 'and')})" if classes else ""
        return f"{', '.join(shown)} or {len(set(names)) - MOST} more{rest}"

    def fitting(self, names: Sequence[str], fault: Fault, holder: str) -> str:
        """The elements, of several those that the holder is there for, as a phrase."""
        parts = self.vocabulary.parts.get(local(holder), ())
        partners = {self.vocabulary.partners.get(name, "") for name in fault.siblings}
        chosen = [n for n in names if local(n) in partners]
        chosen += [n for n in names if local(n) in parts and n not in chosen]
        return either(self.likeliest(chosen or self.not_aside(names), holder, fault.siblings))

    def plain(self, names: Sequence[str]) -> list[str]:
        """The elements without those that hold almost anything."""
        return [name for name in names if local(name) not in self.vocabulary.aside]

    def not_aside(self, names: Sequence[str]) -> Sequence[str]:
        """The elements without those that hold almost anything; all, if there are no others."""
        return self.plain(names) or names

    def is_single(self, fault: Fault) -> bool:
        """Whether nothing else was passed over for the sake of the fault."""
        return not fault.more and not fault.is_followed

    def usual(self, names: Sequence[str]) -> list[str]:
        """Those of the elements that people often mean, or that the document has; all, if it is none."""
        return [name for name in names if local(name) in self.rank or self.used[name]] or list(names)

    def _unknown(self, fault: Fault) -> Failure:
        name = fault.element.name
        own, shown = local(name), self.shown(name)
        if fault.namespace:
            return self._wrong_namespace(fault, f"<{shortened(own)}>")
        message = f"there is no element {shown}"
        allowed = self._allowed(fault)
        remedies: tuple[Remedy, ...] = ()
        if fault.names:
            meant = fault.written or self.shown(fault.names[0])
            message += f": that is {fault.whose}" if fault.whose else self._script(fault)
            help = f"write {meant}" if fault.whose else f"did you mean {meant}?"
            is_here = fault.state is not None and fault.names[0] in next_names(fault.state)
            if not is_here and fault.wraps:
                parent = fault.parent.name if fault.parent else ""
                help = f"write {meant}, in {self.fitting(fault.wraps, fault, parent)}"
            elif not is_here and allowed:
                help += f"{'.' if fault.whose else ''} Here may come {allowed}"
            edits = fault.tags if fault.fits and self.is_single(fault) else ()
            safety: Safety = ("safe" if self._is_certain(fault) else "unsafe") if edits else "shown"
            remedies = (Remedy("rename", f"write {meant} instead", safety, edits),)
        elif fault.unwraps:
            help = UNWRAP + (f"; here may come {allowed}" if allowed else "")
            remedies = (self.unwrap(fault),)
        else:
            help = f"take it away; here may come {allowed}" if allowed else "take it away"
        return self.said(fault, message, "unknown element", help, remedies=remedies)

    def _is_certain(self, fault: Fault) -> bool:
        """Whether the name differs from the only one that it can be in nothing but small and capital letters.

        So it is, too, if it only has letters of another script that look the same.
        """
        if fault.written or fault.whose or fault.state is None:
            return False
        own = local(fault.plain or fault.element.name).casefold()
        return [name for name in next_names(fault.state) if local(name).casefold() == own] == [fault.names[0]]

    def _script(self, fault: Fault) -> str:
        """In which letters a name is written that looks like another one."""
        if not fault.plain:
            return ""
        strange = next(c for c in local(fault.element.name) if not c.isascii())
        script = unicodedata.name(strange, "strange").split()[0].capitalize()
        return f": it is written with a {script} letter"

    def _wrong_namespace(self, fault: Fault, shown: str) -> Failure:
        found = fault.element.name.rpartition("}")[0]
        called = self.vocabulary.namespaces.get(fault.namespace, "")
        wanted = shortened(fault.namespace, 80)
        of = f"that of {called}" if called else f"“{wanted}”"
        where = f"in the namespace “{shortened(found, 60)}”" if found else "in no namespace"
        declared = f'xmlns="{wanted}"'
        first = fault.parent is None
        help = f"write {declared} in the first tag of the file, {shown}" if first else f"write {declared} in this tag"
        if not first and found:
            help = f"{help}, or take away the declaration that puts it elsewhere"
        elif not first:
            help = f'take away xmlns="" from this tag, or {help}'
        return self.said(fault, f"{shown} is {where}, but should be in {of}", "in the wrong namespace", help)

    def _not_here(self, fault: Fault) -> Failure:
        name = self.shown(fault.element.name)
        if fault.parent is None:
            starts = either(self.likeliest(next_names(fault.state))) if fault.state is not None else ""
            message = f"a document cannot start with {name}"
            return self.said(fault, message, f"expected {starts}", f"put it into {starts}")
        parent = self.shown(fault.parent.name)
        if isinstance(fault.whole, Empty):
            message = f"{name} cannot stand in {parent}, which must be empty"
            help = f"close {parent} before it: <{shortened(local(fault.parent.name))}/>"
            return self.said(fault, message, "not allowed here", help)
        expected = self._expectation(fault, parent)
        if fault.previous is None and fault.element.name in inside(fault.whole) and not fault.names:
            first = self.fitting(next_names(fault.state), fault, fault.parent.name) if fault.state is not None else ""
            return self.said(fault, f"{name} comes too early in {parent}", expected, f"put {first} before it")
        if fault.names or not (fault.earlier or fault.again):
            help, remedies = ways_out(self, fault)
            message = f"{name} cannot stand in {parent}" + (f": that is {fault.whose}" if fault.whose else "")
            return self.said(fault, message, expected, help, remedies=remedies)
        return self._out_of_order(fault, name, parent, expected)

    def _out_of_order(self, fault: Fault, name: str, parent: str, expected: str) -> Failure:
        """An element that its parent may hold, but at another place."""
        if fault.earlier is not None:
            earlier = self.shown(fault.earlier.name)
            message = f"{name} cannot follow {earlier} in {parent}"
            words = f"move {name} before {earlier} on line {fault.earlier.line}"
            remedy, there = Remedy("move", words), fault.earlier.place(f"after this, no {name} may come")
        else:
            assert fault.again is not None
            message = f"a second {name} cannot stand in {parent}"
            words = "join the two, or take one away"
            remedy, there = Remedy("drop", words), fault.again.place("the first")
        parts = self.vocabulary.parts.get(local(fault.parent.name), ()) if fault.parent else ()
        wraps = [n for n in fault.wraps if fault.parent and n == fault.parent.name]
        if wraps := wraps or [n for n in self.plain(fault.wraps) if local(n) in parts]:
            words += f"; or put it into {either(self.likeliest(wraps, parent))}"
        elif fault.closes is not None and fault.parent is not None and fault.closes.name == fault.parent.name:
            words += f"; or end {parent} before it"
        return self.said(fault, message, expected, words, there, remedies=(remedy,))

    def _not_yet(self, fault: Fault) -> Failure:
        name = self.shown(fault.element.name)
        assert fault.later is not None
        later = self.shown(fault.later.name)
        inside = f" in {self.shown(fault.parent.name)}" if fault.parent else ""
        words = f"move {later} from line {fault.later.line} before {name}"
        return self.said(
            fault,
            f"{name} comes before {later}{inside}",
            f"{later} must come first",
            f"exchange the two: {words}",
            fault.later.place("this must come first"),
            remedies=(Remedy("move", words),),
        )

    def _missing(self, fault: Fault) -> Failure:
        parent = fault.parent.name if fault.parent else ""
        wanted, name = self.fitting(fault.names, fault, parent), self.shown(fault.element.name)
        inside = f" in {self.shown(parent)}" if parent else ""
        words = f"put {wanted} before {name}"
        message = f"{wanted} is missing before {name}{inside}"
        label = f"before this, {wanted} must come"
        return self.said(fault, message, label, words, remedies=(Remedy("insert", words),))

    def _incomplete(self, fault: Fault) -> Failure:
        own = fault.element.name
        wanted, name = self.fitting(fault.names, fault, own) or "more", self.shown(own)
        message = f"{name} is {'empty' if fault.is_leaf else 'incomplete'}: it needs {wanted}"
        words = f"put {wanted} into it" if fault.is_leaf else f"add {wanted} before </{shortened(local(own))}>"
        label = "something is missing in this element"
        said = self.said(fault, message, label, words, remedies=(Remedy("insert", words),))
        return replace(said, expected=tuple(map(clark, fault.names[:MOST])))

    def _text(self, fault: Fault) -> Failure:
        name, text = self.shown(fault.element.name), fault.value.strip(BLANK)
        quoted, own = shortened(fault.value), fault.element.name
        remedy = Remedy("wrap", "")
        if not quoted or not any(c.isprintable() and not c.isspace() for c in text):
            message = f"{_invisible(text)} stands directly in {name}"
            help = "remove it: it cannot be seen, but it counts as text"
            if len(text) == 1 and not fault.more:
                remedy = Remedy("drop", help, "unsafe", ((fault.place, ""),))
        elif isinstance(fault.whole, Empty):
            message = f"{name} must be empty, but holds “{quoted}”"
            help = f"close it before the text: <{shortened(local(own))}/>"
            # Another element may have been meant that may stand here and is there to hold text.
            others = self.names.inside(fault.parent.name) if fault.parent else ()
            if meant := [n for n in others if local(n) in self.vocabulary.instead.get(local(own), ())]:
                help = f"did you mean {either(self.likeliest(meant))}?; or {help}"
        else:
            holders = self.fitting(fault.wraps, fault, own)
            message = f"“{quoted}” stands directly in {name}"
            help = f"take the words out of {name}"
            if holders and not self._is_complete(fault):
                parts = self.vocabulary.parts.get(local(own), ())
                is_part = any(local(n) in parts for n in fault.wraps)
                help = f"put the words into {holders}" + ("" if is_part else f", or {help}")
        remedy = remedy if remedy.words else Remedy("wrap", help)
        return self.said(fault, message, "text is not allowed here", help, remedies=(remedy,))

    def _is_complete(self, fault: Fault) -> bool:
        """Whether each of the elements beside a text has its partner."""
        partners = [self.vocabulary.partners[name] for name in fault.siblings if name in self.vocabulary.partners]
        return bool(partners) and all(partner in fault.siblings for partner in partners)

    def unwrap(self, fault: Fault) -> Remedy:
        """That the tags of the element may go."""
        tags = (fault.begins, fault.ends)
        edits = tuple((tag, "") for tag in tags if tag is not None) if all(tags) and self.is_single(fault) else ()
        return Remedy("unwrap", UNWRAP, "unsafe" if edits else "shown", edits)

    def _allowed(self, fault: Fault) -> str:
        parent = fault.parent.name if fault.parent else ""
        return self.options(next_names(fault.state), parent, fault.siblings) if fault.state is not None else ""

    def _expectation(self, fault: Fault, parent: str) -> str:
        assert fault.state is not None
        assert fault.parent is not None
        names = next_names(fault.state)
        options = self.likeliest(names, fault.parent.name, fault.siblings)
        more = len(set(names)) - len(options)
        options += [f"{more} more"] if more > 0 else [f"the end of {parent}"] if fault.state.nullable else []
        return "not allowed here" + (f"; expected {either(options)}" if options else "")

    def said(
        self, fault: Fault, message: str, label: str, help: str, *there: Place, remedies: tuple[Remedy, ...] = ()
    ) -> Failure:
        """The failure, with the elements that were expected."""
        expected = next_names(fault.state) if fault.state is not None else ()
        near = nearest(fault.element.name, expected)
        ordered = sorted(expected, key=lambda n: (n != near, self.rank.get(local(n), len(self.rank)), -self.used[n]))
        names = tuple(map(clark, ordered[:MOST]))
        return self.failed(fault, message, label, help, *there, expected=names, remedies=remedies)


def _invisible(text: str) -> str:
    """Characters that cannot be seen, by the name of the first."""
    first = next((c for c in text if c.isspace() or not c.isprintable()), " ")
    name = unicodedata.name(first, "character").lower().replace("no-break space", "no-break space")
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name} (U+{ord(first):04X})"
