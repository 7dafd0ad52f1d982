"""Says what is wrong with attributes and values."""

from __future__ import annotations

from dataclasses import replace

from tei.relaxng.expect import Names, attribute_names, folded
from tei.relaxng.failure import Failure, Place, Remedy
from tei.relaxng.fault import Fault
from tei.relaxng.pattern import Pattern
from tei.relaxng.values import cure, in_words, listed
from tei.relaxng.vocabulary import Vocabulary, attribute, clark, either, local, shortened

MOST = 5
"""So many attributes or values a message lists."""

LONGEST = 380
"""So many characters a message or its help has at most."""


class StartWords:
    """Says the faults of start tags, and of values, in words."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self.names = names
        self.vocabulary = vocabulary

    def shown(self, name: str) -> str:
        """An element as it is written."""
        return self.vocabulary.shown(name)

    def attribute(self, fault: Fault) -> Failure:
        """An attribute that the element cannot have."""
        name, shown = self.shown(fault.element.name), attribute(fault.attribute)
        message = f"{name} cannot have {shown}"
        if fault.beside and fault.beside_place is not None:
            return self.failed(
                fault,
                f"{shown} cannot stand beside {attribute(fault.beside)} in {name}",
                "not allowed here",
                self.vocabulary.examples.get(f"{local(fault.beside)} {local(fault.attribute)}", "keep one of the two"),
                replace(fault.beside_place, text="excluded by this"),
            )
        free = [n for n in attribute_names(fault.whole) if n != fault.attribute] if fault.whole is not None else []
        own = local(fault.attribute)
        other, whose = self.vocabulary.attributes.get(f"{local(fault.element.name)}/{own}") or (
            self.vocabulary.attributes.get(own, ("", ""))
        )
        remedies: tuple[Remedy, ...] = ()
        if other:
            message += f": that is {whose}"
            help = f"write {other}" if " " in other else f"write @{other}"
        elif fault.names:
            meant = attribute(fault.names[0])
            help = f"did you mean {meant}?"
            edit = (replace(fault.place, end_column=fault.place.column + len(own)), meant[1:])
            remedies = (Remedy("rename", f"rename it to {meant}", "safe" if fault.fits else "unsafe", (edit,)),)
        elif free:
            particular = [n for n in free if local(n) not in self.vocabulary.common]
            classes = folded(free, self.names.attribute_classes, 2)
            more = f" and those of {either(classes, 'and')}" if classes and len(free) > MOST else ""
            help = f"{name} may have {either([attribute(n) for n in (particular or free)[:MOST]])}{more}"
        else:
            help = f"take it away: {name} has no attributes" if fault.kind == "attribute not here" else "take it away"
        return self.failed(
            fault, message, "not allowed here", help, expected=tuple(map(clark, free[:MOST])), remedies=remedies
        )

    def attribute_missing(self, fault: Fault) -> Failure:
        """Attributes that the element must have."""
        fewest = min(map(len, fault.missing), default=0)
        sets = [way for way in fault.missing if len(way) == fewest]
        wanted = either([either([attribute(n) for n in sorted(way)], "and") for way in sets[:MOST]]) or "an attribute"
        name = sorted(sets[0])[0] if sets else ""
        values = tuple(fault.whole.attribute(name)) if fault.whole is not None else ()
        shown = attribute(name)[1:]
        options = listed(values)
        if options:
            help = f'write for example {shown}="{options[0]}"'
            help += f"; other values are {either(options[1 : MOST + 1])}" if len(options) > 1 else ""
        else:
            words = in_words(values, self.vocabulary)
            help = self.vocabulary.examples.get(shown, f"its value is {words}" if words else f'write {shown}="…"')
        message = f"{self.shown(fault.element.name)} needs {wanted}"
        expected = tuple(sorted({clark(n) for way in sets for n in way}))
        return self.failed(fault, message, f"{wanted} is missing", help, expected=expected)

    def value(self, fault: Fault) -> Failure:
        """A value that an attribute or an element cannot have."""
        name = self.shown(fault.element.name)
        owner = f"{attribute(fault.attribute)} of {name}" if fault.attribute else name
        quoted = shortened(fault.value, 60)
        message = f"“{quoted}” is no value for {owner}" if quoted else f"{owner} has no value"
        if token := self._token(fault):
            message += f": “{shortened(token)}” is wrong"
        words, replacement = cure(token or fault.value, fault.values, self.vocabulary)
        remedies: tuple[Remedy, ...] = ()
        if replacement:
            whole = fault.value.replace(token, replacement) if token else replacement
            remedies = (Remedy("replace", words, "safe", ((fault.place, whole),)),)
        said = self.failed(
            fault,
            message,
            "not a value it may have",
            words,
            remedies=remedies,
            expected=tuple(listed(fault.values)[:MOST]),
        )
        return replace(said, value=fault.value)

    def _token(self, fault: Fault) -> str:
        """The one of several words in a value that is wrong; "" where the value is not a list of words."""
        tokens = fault.value.split()
        if len(tokens) < 2:
            return ""
        right = [token for token in tokens if any(_allows(pattern, token) for pattern in fault.values)]
        wrong = [token for token in tokens if token not in right]
        return wrong[0] if right and len(wrong) == 1 else ""

    def failed(
        self,
        fault: Fault,
        message: str,
        label: str,
        help: str,
        *there: Place,
        expected: tuple[str, ...] = (),
        remedies: tuple[Remedy, ...] = (),
    ) -> Failure:
        """The failure that says so; the parent's opening is its last place."""
        parent = fault.parent
        around = (parent.place(f"in this {self.shown(parent.name)}"),) if parent and fault.kind != "incomplete" else ()
        return Failure(
            fault.kind,
            shortened(message, LONGEST),
            (replace(fault.place, text=label), *there, *around),
            shortened(help, LONGEST),
            clark(fault.element.name),
            clark(parent.name) if parent else "",
            clark(fault.attribute),
            fault.value,
            expected,
            remedies,
        )


def _allows(pattern: Pattern, token: str) -> bool:
    """Whether a word may be one of a list."""
    return pattern.takes(token)
