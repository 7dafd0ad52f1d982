"""What documents can be chosen by where they are searched: who and what is named in them, their year and kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tei.render import Metadata

_YEAR = re.compile(r"-?\d{4}")


@dataclass(frozen=True, slots=True)
class Found:
    """A page that can be found: what it says of itself, and the ids of the entries that it mentions."""

    metadata: Metadata
    mentioned: Iterable[str] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """What documents can be chosen by: its values, each with a label and the numbers of the documents that have it."""

    name: str
    label: str
    many: bool
    values: tuple[tuple[str, str, tuple[int, ...]], ...]


def choices(pages: Sequence[Found], names: Mapping[str, tuple[str, str]]) -> Iterator[Field]:
    """What documents can be chosen by: persons and places named, year and kind; nothing that all have alike."""
    persons: dict[tuple[str, str], list[int]] = {}
    places: dict[tuple[str, str], list[int]] = {}
    years: dict[tuple[str, str], list[int]] = {}
    kinds: dict[tuple[str, str], list[int]] = {}
    known = {name: id for id, (kind, name) in names.items() if kind == "Places"}
    for number, page in enumerate(pages):
        metadata = page.metadata
        for id in dict.fromkeys(page.mentioned):
            kind, name = names.get(id, ("", ""))
            if kind in ("Persons", "Places"):
                (persons if kind == "Persons" else places).setdefault((id, name), []).append(number)
        if place := metadata.place.strip(" .,"):
            numbers = places.setdefault((known.get(place, place), place), [])
            numbers += [number] if number not in numbers[-1:] else []
        if year := _YEAR.match(metadata.date):
            years.setdefault((year[0], year[0]), []).append(number)
        if kind := metadata.genre or metadata.kind:
            label = kind.replace("-", " ")
            kinds.setdefault((kind, label[:1].upper() + label[1:]), []).append(number)
    for name, label, many, found in (
        ("person", "Person mentioned", True, persons),
        ("place", "Place", True, places),
        ("year", "Year", False, years),
        ("kind", "Kind of document", False, kinds),
    ):
        if len(found) > 1:
            ordered = sorted(found, key=lambda value: (value[1].casefold(), value[0]))
            alike = {said for said, number in Counter(said for _, said in ordered).items() if number > 1}
            yield Field(
                name,
                label,
                many,
                tuple(
                    (id, f"{said} ({id})" if said in alike else said, tuple(found[id, said])) for id, said in ordered
                ),
            )
