"""What repositories want to know of an edition, as one value that all of them are served from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from tei.deposit.licences import spdx
from tei.deposit.vocabulary import FOLLOWED, sound_address
from tei.render.agents import Agent

T = TypeVar("T")

UNKNOWN = ":unav"
"""What stands where a repository's schema wants something that nobody knows (DataCite 4.7, appendix 3)."""

UNASSIGNED = ":tba"
"""What stands where the repository will assign something, such as a DOI (DataCite 4.7, appendix 3)."""

_RESOLVERS = {"DOI": "https://doi.org/", "Handle": "https://hdl.handle.net/"}


@dataclass(frozen=True, slots=True)
class Title:
    """A title; `kind` is "" for the main one, else Subtitle, AlternativeTitle, TranslatedTitle or Other."""

    text: str
    kind: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who had a part in the edition, and which: a contributorType of DataCite, such as Editor."""

    agent: Agent
    role: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and what happened then: a dateType of DataCite; a range is written with a slash (ISO 8601)."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: its words and its address in the web, each "" where the header does not say it."""

    name: str
    address: str = ""

    @property
    def spdx(self) -> str:
        """Its name in the SPDX list, such as CC-BY-4.0; "" where that has none."""
        return spdx(self.address)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier and its kind, such as DOI, ISBN or URL."""

    kind: str
    value: str

    @property
    def address(self) -> str:
        """The address in the web of what it identifies; "" where none is known."""
        resolver = _RESOLVERS.get(self.kind, "") if self.value else ""
        return sound_address(self.value) or sound_address(f"{resolver}{self.value}")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an edition is about: a word, the vocabulary that has it, and its address there."""

    term: str
    scheme: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the text comes from, or is about; degrees as decimal numbers, "" where they are not known."""

    name: str
    latitude: str = ""
    longitude: str = ""


@dataclass(frozen=True, slots=True)
class Description:
    """Words about an edition; `kind` is a descriptionType of DataCite, such as Abstract."""

    text: str
    kind: str = "Abstract"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Something that an edition comes from, is part of, or otherwise has to do with.

    `relation` is a relationType of DataCite: the edition IsDerivedFrom its source, IsPartOf its series. One of
    `title` and `identifier` is there at least.
    """

    relation: str
    title: str = ""
    identifier: Identifier | None = None
    volume: str = ""
    first_page: str = ""
    last_page: str = ""

    @property
    def pages(self) -> str:
        """The first and the last page, such as "7–9", or the only one."""
        return "–".join(dict.fromkeys(filter(None, (self.first_page, self.last_page))))


@dataclass(frozen=True, slots=True)
class Funding:
    """Who paid, and for what: the funder's address or number, the award's number, title and address."""

    funder: str
    identifier: str = ""
    award: str = ""
    title: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a header says of an edition, each empty where it does not say it.

    Names of persons are as they are filed, "Dulles, John Foster", where their parts are known. `languages` are
    tags of BCP 47, the first is the main one.

    A record of the normal form is the same after it was written as DataCite XML or as a teiHeader and read again
    (`tei.deposit.datacite`, `tei.deposit.header`):

    - texts are characters of XML with single blanks between words and none around them, and say something: none is
      "…" or "unknown"; names and titles of related things do not end in "," ";" or ":";
    - kinds are words of the vocabularies (tei.deposit.vocabulary), kinds of identifiers as `kind_of_identifier` has
      them; languages have the form of a tag, and addresses that of a URI of http or https;
    - of a person with `family` the name is as it is filed; of one without, nothing in the name tells parts apart; a
      body has no parts; identifiers of agents are addresses;
    - the first title is the only main one; a DOI is without the address of its resolver and stands
      before other identifiers, abstracts stand before other descriptions;
    - dates are of ISO 8601, a range has two different ends; those of the making follow all others but that of the last
      change, which is a day, month or year;
    - series stand before sources, these before what else is related, and of all of these, those of which only an
      identifier is known come last; pages, the numbers of funders and kinds are single words;
    - degrees are decimal numbers, both or none; nothing is there twice.

    `normal` brings about the order and strikes what is there twice; what reads headers and files sees to the rest.
    """

    titles: tuple[Title, ...] = ()
    creators: tuple[Agent, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    dates: tuple[Dated, ...] = ()
    languages: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    subjects: tuple[Subject, ...] = ()
    places: tuple[Place, ...] = ()
    descriptions: tuple[Description, ...] = ()
    related: tuple[Related, ...] = ()
    fundings: tuple[Funding, ...] = ()
    version: str = ""

    @property
    def title(self) -> str:
        """The main title."""
        return next((title.text for title in self.titles if not title.kind), "")

    @property
    def language(self) -> str:
        """The main language."""
        return self.languages[0] if self.languages else ""

    @property
    def issued(self) -> str:
        """When it was published: a date of ISO 8601, maybe only a year."""
        return self.date("Issued")

    @property
    def year(self) -> str:
        """The year in which it was published, of four digits."""
        return self.issued[:4] if self.issued[:4].isdecimal() else ""

    @property
    def doi(self) -> str:
        """The DOI without the address of its resolver."""
        return self.identifier("DOI")

    @property
    def editors(self) -> tuple[Agent, ...]:
        """The editors."""
        return tuple(each.agent for each in self.contributors if each.role == "Editor")

    @property
    def responsible(self) -> tuple[Agent, ...]:
        """Whom repositories cite it by: who wrote it, else who edited it, else who else had a part in it."""
        return self.creators or self.editors or tuple(dict.fromkeys(each.agent for each in self.contributors))

    @property
    def abstract(self) -> str:
        """What it is about, in a few sentences."""
        return next((each.text for each in self.descriptions if each.kind == "Abstract"), "")

    def date(self, kind: str) -> str:
        """The first date of a kind."""
        return next((each.value for each in self.dates if each.kind == kind), "")

    def identifier(self, kind: str) -> str:
        """The first identifier of a kind; capitals do not matter."""
        return next((each.value for each in self.identifiers if each.kind.casefold() == kind.casefold()), "")

    def relatives(self, relation: str) -> Iterator[Related]:
        """What it has this relation to."""
        return (each for each in self.related if each.relation == relation)


def normal(record: Record) -> Record:
    """A record with its parts in the order of the normal form, and nothing in it twice."""
    told = {(each.relation, each.identifier) for each in record.related if not is_bare(each)}
    related = [each for each in record.related if not (is_bare(each) and (each.relation, each.identifier) in told)]
    return replace(
        record,
        titles=_distinct(record.titles),
        creators=_distinct(record.creators),
        contributors=_distinct(record.contributors),
        dates=_distinct(sorted(record.dates, key=lambda each: _LATE.get(each.kind, 0))),
        languages=_distinct(record.languages),
        licences=_distinct(record.licences),
        identifiers=_distinct(sorted(record.identifiers, key=lambda each: each.kind != "DOI")),
        subjects=_distinct(record.subjects),
        places=_distinct(record.places),
        descriptions=_distinct(sorted(record.descriptions, key=lambda each: each.kind != "Abstract")),
        related=_distinct(sorted(related, key=_rank)),
        fundings=_distinct(record.fundings),
    )


def is_series(related: Related) -> bool:
    """Whether a whole is one that has volumes, and no volume that has pages."""
    return related.relation == "IsPartOf" and bool(related.title) and not (related.first_page or related.last_page)


_LATE = {"Created": 1, "Updated": 2}


def _rank(related: Related) -> int:
    if is_bare(related):
        return 3
    return 0 if is_series(related) else 1 if related.relation == "IsDerivedFrom" else 2


def is_bare(related: Related) -> bool:
    """Whether nothing is known of a related thing but an identifier of a kind that repositories follow."""
    number = related.identifier
    known = number is not None and number.kind in FOLLOWED
    return known and related == Related(related.relation, identifier=number)


def _distinct(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def filed(agent: Agent) -> Agent:
    """A person or an organisation under the name by which it is filed."""
    return replace(agent, name=agent.filed)
