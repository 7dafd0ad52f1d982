"""Persons proposed for the names that were seen: variant forms gathered, persons of one surname kept apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from tei.core.authority import Entry
from tei.core.names import PARTICLES, PREFIXES, RANKS, SUFFIXES, Minter, Name, fits, folded

if TYPE_CHECKING:
    from tei.propose.sightings import Sighting

_OFFICES = 3
"""So many offices are named, the most frequent."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart: surname, forenames and suffix; `whole` says that it is not turned round in a list."""

    surname: str
    forenames: tuple[str, ...] = ()
    suffix: str = ""
    whole: bool = False

    @property
    def listed(self) -> str:
        """The name as a list has it: "Allison, John M."; an Asian name as it is used."""
        if self.whole:
            return " ".join(self.forenames)
        return ", ".join(filter(None, (self.surname, " ".join(self.forenames), self.suffix)))

    @property
    def key(self) -> str:
        """What all names of one surname share."""
        return folded(self.surname.rpartition(" ")[2]).casefold()

    def agrees(self, other: Parts) -> bool:
        """Whether both can be one person's: no forename of one contradicts the other's, and no suffix."""
        if self.suffix and other.suffix and self.suffix.rstrip(".") != other.suffix.rstrip("."):
            return False
        mine, theirs = _plain(self.forenames), _plain(other.forenames)
        if self.whole or other.whole:
            return self.whole == other.whole and mine == theirs
        if _is_later(mine, theirs) or _is_later(theirs, mine):
            return True
        return all(fits(a, (b,)) or fits(b, (a,)) for a, b in zip(mine, theirs, strict=False))


def _plain(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(folded, words))


def _is_later(some: Sequence[str], full: Sequence[str]) -> bool:
    """Whether somebody goes by his later forenames: "Foster" of "John Foster", "Graham" of "J. Graham"."""
    return 0 < len(some) < len(full) and full[-len(some) :] == some and len(some[0].rstrip(".")) > 1


@dataclass(slots=True)
class Person:
    """A proposed person: the fullest name, all forms as printed, and where they were seen."""

    name: Parts
    forms: Counter[str] = field(default_factory=Counter)
    seen: list[Sighting] = field(default_factory=list)

    def takes(self, form: str, sightings: Sequence[Sighting]) -> None:
        """Add the places where a form was seen."""
        self.forms[form] += len(sightings)
        self.seen += sightings


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that is proposed, and the places where its forms were seen, in order."""

    entry: Entry
    seen: tuple[Sighting, ...]


@lru_cache(maxsize=65536)
def parts(form: str) -> Parts:
    """The parts of a name as texts have it: "John M. Allison", "DULLES", "Chou En-lai", "Ngo Dinh Diem"."""
    words = [_small(word) for word in form.replace(",", " ").replace(".", ". ").split()]
    while len(words) > 1 and words[0] in RANKS:
        del words[0]
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    if len(words) == 1:
        return Parts(words[0], (), suffix)
    handles = Name.parse(" ".join(words)).handles
    first, last = folded(words[0]), folded(words[-1])
    if last != handles[0] and handles[-1] == first and "-" in last and last != last.title():
        return Parts(words[0], tuple(words), suffix, whole=True)
    if handles == (last,):
        return Parts(words[-1], tuple(words), suffix, whole=True)
    at = len(words) - 1
    while at > 0 and folded(words[at - 1]).lower() in PARTICLES:
        at -= 1
    return Parts(" ".join(words[at:]), tuple(words[:at]), suffix)


def _small(word: str) -> str:
    """A word in capitals as names are written elsewhere."""
    return word.title() if len(word) > 3 and word.isupper() and word.isalpha() else word


def persons(sightings: Iterable[Sighting]) -> list[Person]:
    """The persons whom the names mean, by their names in a list."""
    groups: defaultdict[str, defaultdict[str, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    for sighting in sightings:
        groups[parts(sighting.form).key][sighting.form].append(sighting)
    found = [person for forms in groups.values() for person in _apart(forms)]
    return sorted(found, key=lambda person: (person.name.listed.casefold(), person.name.listed))


def _apart(forms: dict[str, list[Sighting]]) -> list[Person]:
    """The persons of one surname: full forms that agree are one; the surname alone is whom its document names so."""
    full = [form for form in forms if parts(form).forenames]
    # The fullest come first, so that an initial finds the name that it stands for; else those with their accents.
    full.sort(key=lambda form: (-_fullness(parts(form)), -len(forms[form]), folded(form) == form, form))
    made: list[Person] = []
    for form in full:
        fitting = [p for p in made if all(parts(form).agrees(parts(other)) for other in p.forms)]
        person = max(fitting, key=lambda p: _nearness(p, forms[form])) if fitting else Person(parts(form))
        if not fitting:
            made.append(person)
        person.takes(form, forms[form])
    bare = sorted(form for form in forms if form not in full)
    if bare and not made:
        made.append(Person(parts(bare[0])))
    files = [{sighting.file for sighting in person.seen} for person in made]
    for form in bare:
        given: defaultdict[int, list[Sighting]] = defaultdict(list)
        for sighting in forms[form]:
            here = [i for i, known in enumerate(files) if sighting.file in known] or range(len(made))
            given[max(here, key=lambda i: (len(files[i]), -i))].append(sighting)
        for index, own in given.items():
            made[index].takes(form, own)
    return made


def _fullness(name: Parts) -> float:
    """The number of forenames, an initial for a half, a suffix for less."""
    return sum(1.0 if len(word.rstrip(".")) > 1 else 0.5 for word in name.forenames) + 0.25 * bool(name.suffix)


def _nearness(person: Person, sightings: Sequence[Sighting]) -> tuple[int, int]:
    """How many documents name the person too, and how often it was seen."""
    files = {sighting.file for sighting in person.seen}
    return sum(sighting.file in files for sighting in sightings), len(person.seen)


def proposals(sightings: Sequence[Sighting], taken: Iterable[str] = ()) -> list[Proposal]:
    """An entry for every person who was seen, with ids that are not yet taken; equal for any order of the work."""
    ids = Minter(taken)
    order = {sighting: index for index, sighting in reversed(list(enumerate(sightings)))}
    made = []
    for person in persons(sightings):
        offices = Counter(sighting.office for sighting in person.seen if sighting.office)
        note = "; ".join(sorted(offices, key=lambda office: (-offices[office], office))[:_OFFICES])
        name = person.name.listed
        forms = sorted(person.forms, key=lambda form: (-person.forms[form], form))
        entry = Entry(
            ids.new(name, PREFIXES["person"]), "person", name, tuple(form for form in forms if form != name), note
        )
        made.append(Proposal(entry, tuple(sorted(set(person.seen), key=order.__getitem__))))
    return made
