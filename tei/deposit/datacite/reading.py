"""A record from XML of the DataCite Metadata Schema, of any version of kernel 4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei.deposit.datacite.writing import AUTHORS, KERNEL, LANGUAGES
from tei.deposit.element import LANG
from tei.deposit.record import (
    UNASSIGNED,
    UNKNOWN,
    Contributor,
    Dated,
    Description,
    Funding,
    Identifier,
    Licence,
    Place,
    Record,
    Related,
    Subject,
    Title,
    normal,
)  # fmt: skip
from tei.render.agents import Affiliation, Agent

_NS = {"d": KERNEL}
_VALUES = frozenset((UNKNOWN, UNASSIGNED))
_NUMBERED = re.compile(r"(?P<kind>[^:]+): (?P<value>.+)")


def read(element: etree._Element) -> Record:
    """The record that a `resource` of DataCite holds: what `datacite` writes is read as it was.

    Standard values for what is not known are left out; what a record has no place for (sizes, formats, polygons) too.
    """
    contributors = tuple(
        Contributor(_agent(each), each.get("contributorType", "Other")) for each in _each(element, "contributor")
    )
    bare = Record(contributors=contributors)
    creators = tuple(agent for each in _each(element, "creators/d:creator") if (agent := _agent(each)).name)
    descriptions, languages, authors = _descriptions(element)
    found = Record(
        titles=tuple(
            Title(text, each.get("titleType", ""), each.get(LANG, ""))
            for each in _each(element, "titles/d:title")
            if (text := _text(each))
        ),
        # Who is cited for want of an author is among the contributors already.
        creators=creators if authors or creators != bare.responsible else (),
        contributors=contributors,
        publisher=_text(element.find("d:publisher", _NS)),
        dates=tuple(_dates(element)),
        languages=languages,
        licences=tuple(Licence(_text(each), each.get("rightsURI", "")) for each in _each(element, "rights")),
        identifiers=tuple(_identifiers(element)),
        subjects=tuple(
            Subject(_text(each), each.get("schemeURI", each.get("subjectScheme", "")), each.get("valueURI", ""))
            for each in _each(element, "subject")
        ),
        places=tuple(_places(element)),
        descriptions=descriptions,
        related=tuple(_related(element)),
        fundings=tuple(map(_funding, _each(element, "fundingReference"))),
        version=_text(element.find("d:version", _NS)),
    )
    return normal(found)


def _each(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """The elements of a path from a child of `resource`, or in a list that is one."""
    return element.iterfind(f"d:{path}" if "/" in path else f"*/d:{path}", _NS)


def _text(element: etree._Element | None) -> str:
    """The text of an element, "" for a standard value of what is not known."""
    said = "" if element is None else " ".join(" ".join(map(str, element.itertext())).split())
    return "" if said in _VALUES else said


def _said(element: etree._Element, name: str) -> str:
    return _text(element.find(f"d:{name}", _NS))


def _agent(element: etree._Element) -> Agent:
    name = element.find("d:creatorName", _NS)
    name = element.find("d:contributorName", _NS) if name is None else name
    called, family, given = _text(name), _said(element, "familyName"), _said(element, "givenName")
    filed = ", ".join(filter(None, (family, given)))
    suffix = called.removeprefix(f"{filed}, ") if family and called.startswith(f"{filed}, ") else ""
    return Agent(
        called,
        family,
        given if family else "",
        suffix,
        name is not None and name.get("nameType") == "Organizational",
        tuple(map(_text, element.iterfind("d:nameIdentifier", _NS))),
        tuple(
            Affiliation(_text(each), each.get("affiliationIdentifier", ""))
            for each in element.iterfind("d:affiliation", _NS)
        ),
    )


def _dates(element: etree._Element) -> Iterator[Dated]:
    found = [(each.get("dateType", "Other"), " ".join((each.text or "").split())) for each in _each(element, "date")]
    # Where no date of issue is known, one says so, and the year is only what the schema demands.
    if not any(kind == "Issued" for kind, _ in found):
        found.insert(0, ("Issued", _said(element, "publicationYear")))
    yield from (Dated(kind, value) for kind, value in found if value and value not in _VALUES)


def _identifiers(element: etree._Element) -> Iterator[Identifier]:
    main = element.find("d:identifier", _NS)
    if main is not None and _text(main):
        yield Identifier(main.get("identifierType", "DOI"), _text(main))
    for each in _each(element, "alternateIdentifier"):
        yield Identifier(each.get("alternateIdentifierType", ""), _text(each))


def _descriptions(element: etree._Element) -> tuple[tuple[Description, ...], tuple[str, ...], bool]:
    """The descriptions but for those of our own; the languages that one of these lists, and whether one says that the
    creators are authors."""
    language = _said(element, "language")
    languages: tuple[str, ...] = (language,) if language else ()
    descriptions: list[Description] = []
    authors = False
    for each in _each(element, "description"):
        text, kind = _text(each), each.get("descriptionType", "Other")
        if kind == "TechnicalInfo" and text.startswith(LANGUAGES):
            languages = tuple(text.removeprefix(LANGUAGES).split(", "))
        elif kind == "TechnicalInfo" and text == AUTHORS:
            authors = True
        else:
            descriptions.append(Description(text, kind, each.get(LANG, "")))
    return tuple(descriptions), languages, authors


def _places(element: etree._Element) -> Iterator[Place]:
    for each in _each(element, "geoLocation"):
        point = each.find("d:geoLocationPoint", _NS)
        degrees = ("", "") if point is None else (_said(point, "pointLatitude"), _said(point, "pointLongitude"))
        if name := _said(each, "geoLocationPlace"):
            yield Place(name, *degrees)


def _related(element: etree._Element) -> Iterator[Related]:
    """What is related: the items, then the identifiers that belong to none of them."""
    items = [_item(each) for each in _each(element, "relatedItem")]
    yield from items
    told = {(each.relation, each.identifier) for each in items}
    for each in _each(element, "relatedIdentifier"):
        relation = each.get("relationType", "")
        number = Identifier(each.get("relatedIdentifierType", ""), _text(each))
        if (relation, number) not in told:
            yield Related(relation, identifier=number)


def _item(element: etree._Element) -> Related:
    identified = element.find("d:relatedItemIdentifier", _NS)
    number = None
    if identified is not None:
        number = Identifier(identified.get("relatedItemIdentifierType", "Local"), _text(identified))
    elif found := _NUMBERED.fullmatch(_said(element, "number")):
        number = Identifier(found["kind"], found["value"])
    return Related(
        element.get("relationType", ""),
        _said(element, "titles/d:title"),
        number,
        _said(element, "volume"),
        _said(element, "firstPage"),
        _said(element, "lastPage"),
    )


def _funding(element: etree._Element) -> Funding:
    award = element.find("d:awardNumber", _NS)
    return Funding(
        _said(element, "funderName"),
        _said(element, "funderIdentifier"),
        _text(award),
        _said(element, "awardTitle"),
        "" if award is None else award.get("awardURI", ""),
    )
