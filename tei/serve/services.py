"""What is served to programs: DTS and OAI-PMH of the editions as they are now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import Protocol

from tei.deposit.answer import Answer
from tei.deposit.collection import Collection
from tei.pipeline import Depositing, collection_of
from tei.serve.builder import Builder

Parameters = Sequence[tuple[str, str]]
Ask = Callable[[Parameters], Answer]

DTS = {"/dts/": "entry", "/dts/collection": "collection", "/dts/navigation": "navigation", "/dts/document": "document"}
"""The endpoints of DTS, by their paths."""

OAI = "/oai"
"""The path of the OAI-PMH repository."""


class Holdings(Protocol):
    """What there is to be served; `version` is another object once that is something else."""

    @property
    def version(self) -> object:
        """What stands for all that is held now."""

    def collection(self, address: str) -> Collection:
        """The collection of this version, or of a later one, published at an address."""


@dataclass(frozen=True)
class Fixed:
    """A collection that does not change."""

    version: Collection

    def collection(self, address: str) -> Collection:
        """The collection, which says itself where it is published."""
        return self.version


class Written:
    """The editions of a builder, published while they are written."""

    def __init__(self, builder: Builder, title: str = "") -> None:
        self._builder = builder
        self._title = title
        self._last: Collection | None = None

    @property
    def version(self) -> object:
        """What the builder has published last."""
        return self._builder.published

    def collection(self, address: str) -> Collection:
        """The collection of what the builder has published last; what is as it was in the one before is taken over."""
        published = self._builder.published
        assert published
        # What is new here is to be harvested, whatever day its header names (OAI-PMH 2.0, section 2.7.1).
        said = Depositing(self._title, address, published.line.profile["deposit"]["email"], latest=True)
        made, _ = collection_of(published.line, published.editions, said)
        before = {each.name: each for each in self._last.resources} if self._last else {}
        kept = tuple(
            old if (old := before.get(new.name)) == new and old.profile is new.profile else new
            for new in made.resources
        )
        self._last = replace(made, resources=kept)
        return self._last


def answering(collection: Collection, address: str) -> Mapping[str, Ask]:
    """What answers for a collection that is published at an address, by the paths there."""
    from tei.deposit.dts import Service
    from tei.deposit.oai import Repository

    service = Service(collection, f"{address}dts/")
    repository = Repository(collection, f"{address}{OAI[1:]}", compression=("gzip",))
    return {**{path: partial(service.answer, endpoint) for path, endpoint in DTS.items()}, OAI: repository.answer}


class Services:
    """The services for what is held, made anew once that has changed; to be asked from any thread.

    `address` is where they are found: the site's, whose paths they have.
    """

    def __init__(
        self,
        holdings: Holdings,
        address: str,
        make: Callable[[Collection, str], Mapping[str, Ask]] = answering,
    ) -> None:
        self._holdings = holdings
        self.address = f"{address.rstrip('/')}/"
        self._make = make
        self._lock = Lock()
        self._made: tuple[object, Mapping[str, Ask]] | None = None

    @property
    def version(self) -> object:
        """The version of what is held now."""
        return self._holdings.version

    def answer(self, path: str, parameters: Parameters) -> tuple[object, Answer]:
        """The answer of the service at a path, and the version that it is of."""
        version, asks = self._current()
        return version, asks[path](parameters)

    def _current(self) -> tuple[object, Mapping[str, Ask]]:
        with self._lock:
            # One that changes meanwhile is taken for the older one, and made anew the next time.
            version = self._holdings.version
            if self._made is None or self._made[0] is not version:
                self._made = version, self._make(self._holdings.collection(self.address), self.address)
            return self._made
