"""One record for several editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from tei.deposit.record import Dated, Record, Related, Title, normal

T = TypeVar("T")


def merged(records: Iterable[Record], title: str) -> Record:
    """What is to be said of several editions together under one title: what any says, but of series what all say."""
    every = list(records)
    issued = max((each.issued for each in every), default="")
    made = sorted(day for each in every for day in each.date("Created").split("/") if day)
    created = "/".join(dict.fromkeys((made[0], made[-1]))) if made else ""
    return normal(
        Record(
            titles=(Title(title),) if title else (),
            creators=_all(each.creators for each in every),
            contributors=_all(each.contributors for each in every),
            publisher=next((each.publisher for each in every if each.publisher), ""),
            dates=tuple(Dated(kind, value) for kind, value in (("Issued", issued), ("Created", created)) if value),
            languages=_all(each.languages for each in every),
            licences=_all(each.licences for each in every),
            subjects=_all(each.subjects for each in every),
            places=_all(each.places for each in every),
            related=tuple(_shared(every)),
            fundings=_all(each.fundings for each in every),
        )
    )


def _all(lists: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(each for some in lists for each in some)


def _shared(records: Sequence[Record]) -> Iterator[Related]:
    """What all are part of; of a series, in whichever volumes, the number of these only where it is one."""
    found = [{_unnumbered(each): each for each in record.relatives("IsPartOf")} for record in records]
    for each in (whole for record in records[:1] for whole in record.relatives("IsPartOf")):
        if all(_unnumbered(each) in wholes for wholes in found):
            yield each if all(each in wholes.values() for wholes in found) else _unnumbered(each)


def _unnumbered(related: Related) -> Related:
    return replace(related, volume="", first_page="", last_page="")
