"""Says what is wrong with attributes and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from tei.relaxng.cure import Cure, Question, cure, examples
from tei.relaxng.expect import Names, attribute_names, folded
from tei.relaxng.failure import Failure, Place, Remedy, Safety
from tei.relaxng.fault import Fault
from tei.relaxng.pattern import Pattern
from tei.relaxng.values import because, in_words, is_list, listed, takes
from tei.relaxng.vocabulary import Vocabulary, attribute, clark, either, in_tag, local, shortened, stranger

MOST = 5
"""So many attributes or values a message lists."""

LONGEST = 380
"""So many characters a message or its help has at most."""

FEW = 120
"""An attribute that more elements have than these is no sign of one of them."""


class StartWords:
    """Says the faults of start tags, and of values, in words; `used` counts the elements of the document."""

    def __init__(self, names: Names, vocabulary: Vocabulary, used: Counter[str]) -> None:
        self.names = names
        self.vocabulary = vocabulary
        self.used = used
        self.rank = {name: index for index, name in enumerate(vocabulary.likeliest)}

    def shown(self, name: str) -> str:
        """An element as it is written."""
        return self.vocabulary.shown(name)

    def likeliest(
        self, names: Iterable[str], parent: str = "", siblings: Collection[str] = (), most: int = MOST
    ) -> list[str]:
        """At most so many of the elements as they are written.

        Those first that belong to a sibling, then what the parent is there to hold, what people mean most often, and
        what is used in the document.
        """
        parts = list(self.vocabulary.parts.get(local(parent), ()))
        partners = {self.vocabulary.partners.get(name, "") for name in siblings}

        def rank(name: str) -> tuple[bool, int, int, int, str]:
            own = local(name)
            part = parts.index(own) if own in parts else len(parts)
            return own not in partners, part, self.rank.get(own, len(self.rank)), -self.used[name], own

        return [self.shown(name) for name in sorted(dict.fromkeys(names), key=rank)[:most]]

    def attribute(self, fault: Fault) -> Failure:
        """An attribute that the element cannot have."""
        name, shown = self.shown(fault.element.name), attribute(fault.attribute)
        if fault.beside and fault.beside_place is not None:
            pair = f"{local(fault.beside)} {local(fault.attribute)}"
            other = attribute(fault.beside)
            return self.failed(
                fault,
                f"{shown} cannot stand beside {other} in {name}",
                "not allowed here",
                self.vocabulary.advice.get(pair, f"keep one of the two, {other} or {shown}"),
                replace(fault.beside_place, text="excluded by this"),
                remedies=self._drop(fault),
            )
        free = [n for n in attribute_names(fault.whole) if n != fault.attribute] if fault.whole is not None else []
        free = [n for n in free if n not in fault.given]
        written, whose = stranger(self.vocabulary.attributes, fault.element.name, fault.attribute)
        message = f"{name} cannot have {shown}" + (f": that is {whose}" if whose else "")
        said = [other for other in written if other[:1] != "@"]
        if fault.names:
            help, remedies = self._renamed(fault)
            help += " Or take it away" if "" in said else ""
        elif said:
            help = f"write {said[0]}" if said[0] else "take it away"
            remedies = () if said[0] else self._drop(fault)
        else:
            help, remedies = "; or ".join(self._elsewhere(fault, free)), self._drop(fault)
        expected = tuple(map(clark, (*fault.names, *free)[:MOST]))
        return self.failed(fault, message, "not allowed here", help, expected=expected, remedies=remedies)

    def _renamed(self, fault: Fault) -> tuple[str, tuple[Remedy, ...]]:
        """The attribute under the name that was meant."""
        meant, written = attribute(fault.names[0]), in_tag(fault.names[0])
        can_be_written = fault.fits and f"@{written}" == meant
        edits = ((fault.name_place, written),) if fault.name_place is not None and can_be_written else ()
        # What differs in nothing but small and capital letters from the only one that it can be is certain.
        alike = [n for n in attribute_names(fault.whole) if n.casefold() == fault.attribute.casefold()] if edits else []
        safety: Safety = ("safe" if alike == [fault.names[0]] else "unsafe") if edits else "shown"
        remedy = Remedy("rename", f"rename it to {meant}", safety, edits)
        if fault.fits:
            return f"did you mean {meant}?", (remedy,)
        patterns = tuple(fault.whole.attribute(fault.names[0])) if fault.whole is not None else ()
        better = cure(Question(fault.value, patterns, self.vocabulary, attribute=local(fault.names[0])))
        return f"did you mean {meant}? For its value, {better.words}", (remedy,)

    def _elsewhere(self, fault: Fault, free: list[str]) -> list[str]:
        """Where the attribute may stand, what stands here for it, and what may stand here at all."""
        name, shown = self.shown(fault.element.name), attribute(fault.attribute)
        words = ["take it away"]
        bearers = self.names.attributes.get(fault.attribute, ())
        within = set(self.names.inside(fault.element.name))
        near = [bearer for bearer in bearers if bearer in within] or bearers
        if bearers and len(bearers) <= FEW:
            words.append(f"put it on {either(self.likeliest(near)[:3])}, which may have {shown}")
        other = self.vocabulary.stand_ins.get(local(fault.attribute))
        if other and (stand_in := next((n for n in free if local(n) == other), "")):
            words.append(f"write {attribute(stand_in)} here")
        if len(words) == 1 and free:
            particular = [n for n in free if local(n) not in self.vocabulary.common]
            classes = folded(free, self.names.attribute_classes, 2)
            more = f" and those of {either(classes, 'and')}" if classes and len(free) > MOST else ""
            words.append(f"{name} may have {either([attribute(n) for n in (particular or free)[:MOST]])}{more}")
        elif not free and not fault.given.keys() - {fault.attribute}:
            words.append(f"{name} has no attributes")
        return words

    def attribute_missing(self, fault: Fault) -> Failure:
        """Attributes that the element must have."""
        fewest = min(map(len, fault.missing), default=0)
        sets = [way for way in fault.missing if len(way) == fewest]
        wanted = either([either([attribute(n) for n in sorted(way)], "and") for way in sets[:MOST]]) or "an attribute"
        names = sorted(sets[0])[:MOST] if sets else []
        name = names[0] if names else ""
        values = tuple(fault.whole.attribute(name)) if fault.whole is not None else ()
        shown = in_tag(name)
        options = [option for option in listed(values) if option.strip()]
        example = self._example(fault, name)
        written = " ".join(f'{in_tag(n)}="{shortened(self._example(fault, n))}"' for n in names)
        help = f"write for example {written}"
        others = [option for option in options if option != example]
        if others:
            rest = f" ({len(options)} in all)" if len(others) > MOST else ""
            help += f"; other values are {either([shortened(o) for o in others[:MOST]])}{rest}"
        elif words := self.vocabulary.advice.get(shown) or in_words(values, self.vocabulary):
            help += f": {words}" if shown in self.vocabulary.advice else f": it takes {words}"
        message = f"{self.shown(fault.element.name)} needs {wanted}"
        expected = tuple(sorted({clark(n) for way in sets for n in way}))
        return self.failed(fault, message, f"{wanted} is missing", help, expected=expected)

    def _example(self, fault: Fault, name: str) -> str:
        """A value that an attribute may have."""
        values = tuple(fault.whole.attribute(name)) if fault.whole is not None else ()
        return examples(Question("", values, self.vocabulary, local(fault.element.name), in_tag(name)))

    def value(self, fault: Fault) -> Failure:
        """A value that an attribute or an element cannot have."""
        name = self.shown(fault.element.name)
        owner = f"{attribute(fault.attribute)} of {name}" if fault.attribute else name
        quoted = shortened(fault.value, 60)
        message = f"“{quoted}” is no value for {owner}" if quoted else f"{owner} has no value"
        asked = Question(
            fault.value,
            fault.values,
            self.vocabulary,
            local(fault.element.name),
            in_tag(fault.attribute) if fault.attribute else "",
            may_have=lambda other, value: _may_have(fault, other, value),
            is_needed=fault.is_needed,
        )
        found = cure(asked)
        token = _token(fault) if found.value is None and found.attributes is None else ""
        if token:
            message += f": “{shortened(token)}” is wrong"
            found = cure(replace(asked, value=token))
        elif quoted and (reason := because(fault.value, fault.values)):
            message += f": {reason}"
        return replace(
            self.failed(
                fault,
                message,
                "not a value it may have",
                found.words,
                remedies=_remedies(fault, found, token),
                expected=tuple(listed(fault.values)[:MOST]),
            ),
            value=fault.value,
        )

    def _drop(self, fault: Fault) -> tuple[Remedy, ...]:
        """That the attribute may be taken away."""
        edits = ((fault.drop_place, ""),) if fault.drop_place is not None and not fault.more else ()
        return (Remedy("drop", "take it away", "unsafe" if edits else "shown", edits),)

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


def _remedies(fault: Fault, found: Cure, token: str) -> tuple[Remedy, ...]:
    """The change of the value, or of the whole attribute, that the cure is."""
    if found.value is not None:
        whole = fault.value.replace(token, found.value) if token else found.value
        # Behind a change the whole must be right, not only the word.
        is_right = takes(fault.values, whole) and fault.value.strip() and not _asks_for_more(fault, whole)
        edits = ((fault.place, _escaped(whole)),) if is_right else ()
        return (Remedy("replace", found.words, found.safety if edits else "shown", edits),)
    if found.attributes is None or fault.drop_place is None:
        return ()
    written = "".join(f' {name}="{_escaped(value)}"' for name, value in found.attributes)
    return (Remedy("replace" if written else "drop", found.words, found.safety, ((fault.drop_place, written),)),)


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("'", "&apos;")


def _may_have(fault: Fault, name: str, value: str) -> bool:
    """Whether the element may have another attribute with a value, instead of the one at fault."""
    if fault.whole is None or any(local(other) == name for other in fault.given if other != fault.attribute):
        return False
    return any(takes(fault.whole.attribute(n), value) for n in attribute_names(fault.whole) if local(n) == name)


def _asks_for_more(fault: Fault, value: str) -> bool:
    """Whether the tag, in order with some value, would with this one lack an attribute."""
    if not fault.attribute or fault.whole is None:
        return False
    nothing = fault.whole.make.not_allowed
    some = meant = fault.whole
    for name, given in fault.given.items():
        if not some.attribute(name):
            # It has been taken before, or the tag cannot have it.
            continue
        is_own = name == fault.attribute
        some = some.make.choice(after for v, after in some.attribute(name).items() if is_own or v.takes(given))
        given = value if is_own else given
        meant = meant.make.choice(after for v, after in meant.attribute(name).items() if v.takes(given))
    return some.close(nothing) is not nothing and meant.close(nothing) is nothing


def _token(fault: Fault) -> str:
    """The one of several words in a value that is wrong; "" where the value is not a list of words."""
    tokens = fault.value.split()
    if len(tokens) < 2 or not is_list(fault.values):
        return ""
    right = [token for token in tokens if any(_allows(pattern, token) for pattern in fault.values)]
    wrong = [token for token in tokens if token not in right]
    return wrong[0] if right and len(wrong) == 1 else ""


def _allows(pattern: Pattern, token: str) -> bool:
    """Whether a word may be one of a list."""
    return pattern.takes(token)
