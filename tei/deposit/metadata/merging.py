"""One record for several editions."""

from __future__ import annotations

from collections.abc import Iterable
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
            related=tuple(each for each in _all(r.relatives("IsPartOf") for r in every) if _in_all(each, every)),
            fundings=_all(each.fundings for each in every),
        )
    )


def _all(lists: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(each for some in lists for each in some)


def _in_all(related: Related, records: Iterable[Record]) -> bool:
    return all(related in record.related for record in records)
