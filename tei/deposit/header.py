"""A teiHeader that says what a record says, for texts whose record comes from somewhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from lxml import etree

from tei.core.edition import XML_ID
from tei.core.namespaces import TEI
from tei.deposit.element import LANG, add, outermost
from tei.deposit.record import Dated, Description, Funding, Identifier, Place, Record, Related, Subject, is_series
from tei.deposit.vocabulary import is_address, sound_tag
from tei.render.agents import Agent

_TITLES = {
    "Subtitle": "sub", "AlternativeTitle": "alt", "TranslatedTitle": "translated", "Other": "other",
}  # fmt: skip
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def header(record: Record) -> etree._Element:
    """A record as `teiHeader`, valid by TEI P5; `tei.deposit.metadata.record_of` undoes it.

    What the header must have and the record does not is left empty. What is related is a `seriesStmt`, or a `bibl` in
    `sourceDesc`, with its relation as `@type` if it is no source; a vocabulary without an address is a `taxonomy`.
    """
    root = outermost("teiHeader", TEI)
    file = add(root, "fileDesc")
    _title_statement(file, record)
    if record.version:
        add(add(file, "editionStmt"), "edition", record.version, {"n": record.version})
    made = [each for each in record.dates if each.kind == "Created"][-1:]
    changed = [each for each in record.dates if each.kind == "Updated" and _DAY.fullmatch(each.value)][-1:]
    _publication(file, record, [each for each in record.dates if each not in (*made, *changed)])
    for series in filter(is_series, record.related):
        _series(file, series)
    _notes(file, [each for each in record.descriptions if each.kind != "Abstract"])
    _sources(file, [each for each in record.related if not is_series(each)])
    schemes = dict.fromkeys(each.scheme for each in record.subjects if each.scheme and not is_address(each.scheme))
    taxonomies = {scheme: f"scheme-{number}" for number, scheme in enumerate(schemes, 1)}
    _taxonomies(root, taxonomies)
    _profile(root, record, made, taxonomies)
    if changed:
        add(add(root, "revisionDesc"), "change", "", {"when": changed[0].value})
    return root


def _title_statement(file: etree._Element, record: Record) -> None:
    statement = add(file, "titleStmt")
    for title in record.titles:
        add(statement, "title", title.text, {"type": _TITLES.get(title.kind, ""), LANG: sound_tag(title.language)})
    if not record.titles:
        add(statement, "title")
    for agent in record.creators:
        _agent(add(statement, "author"), agent)
    for contributor in record.contributors:
        if contributor.role == "Editor":
            _agent(add(statement, "editor"), contributor.agent)
        else:
            responsible = add(statement, "respStmt")
            add(responsible, "resp", contributor.role)
            _agent(responsible, contributor.agent)
    for funding in record.fundings:
        _funder(statement, funding)


def _agent(parent: etree._Element, agent: Agent) -> None:
    """A name in its parts, as it is filed."""
    kind = "orgName" if agent.organisation else "persName"
    name = add(parent, kind, "" if agent.family else agent.name, {"ref": " ".join(agent.identifiers)})
    parts = ("surname", agent.family, ""), ("forename", agent.given, ""), ("roleName", agent.suffix, "suffix")
    for tag, text, type in parts if agent.family else ():
        if text:
            if len(name):
                name[-1].tail = ", "
            add(name, tag, text, {"type": type})
    for each in agent.affiliations:
        add(add(name, "affiliation"), "orgName", each.name, {"ref": each.address})


def _funder(statement: etree._Element, funding: Funding) -> None:
    funder = add(statement, "funder", "", {"ref": funding.identifier})
    add(funder, "orgName", funding.funder)
    if funding.award or funding.address:
        add(funder, "idno", funding.award, {"type": "grant", "source": funding.address})
    if funding.title:
        add(funder, "title", funding.title)


def _publication(file: etree._Element, record: Record, dates: Iterable[Dated]) -> None:
    """The imprint; what is no publisher must follow one."""
    statement = add(file, "publicationStmt")
    add(statement, "publisher", record.publisher)
    for each in dates:
        _date(statement, each, {"type": each.kind})
    for number in record.identifiers:
        _number(statement, number)
    for licence in record.licences:
        add(add(statement, "availability"), "licence", licence.name, {"target": licence.address})


def _date(parent: etree._Element, date: Dated, attributes: dict[str, str]) -> None:
    first, slash, last = date.value.partition("/")
    when = {"from": first, "to": last} if slash else {"when": first}
    add(parent, "date", "–".join(filter(None, (first, last))), {**attributes, **when})


def _number(parent: etree._Element, number: Identifier) -> None:
    add(parent, "idno", number.value, {"type": number.kind})


def _series(file: etree._Element, series: Related) -> None:
    statement = add(file, "seriesStmt")
    add(statement, "title", series.title)
    if series.volume:
        add(statement, "biblScope", series.volume, {"unit": "volume"})
    if series.identifier:
        _number(statement, series.identifier)


def _notes(file: etree._Element, notes: Sequence[Description]) -> None:
    statement = add(file, "notesStmt") if notes else file
    for note in notes:
        add(statement, "note", note.text, {"type": note.kind, LANG: sound_tag(note.language)})


def _sources(file: etree._Element, sources: Sequence[Related]) -> None:
    described = add(file, "sourceDesc")
    for each in sources:
        _bibl(described, each)
    if not sources:
        add(described, "p")


def _bibl(parent: etree._Element, related: Related) -> None:
    bibl = add(parent, "bibl", "", {"type": "" if related.relation == "IsDerivedFrom" else related.relation})
    if related.title:
        add(bibl, "title", related.title)
    if related.volume:
        add(bibl, "biblScope", related.volume, {"unit": "volume"})
    if related.first_page or related.last_page:
        add(bibl, "biblScope", "", {"unit": "page", "from": related.first_page, "to": related.last_page})
    if related.identifier:
        _number(bibl, related.identifier)


def _taxonomies(root: etree._Element, taxonomies: dict[str, str]) -> None:
    if not taxonomies:
        return
    declared = add(add(root, "encodingDesc"), "classDecl")
    for scheme, id in taxonomies.items():
        add(add(declared, "taxonomy", "", {XML_ID: id}), "bibl", scheme)


def _profile(root: etree._Element, record: Record, made: Iterable[Dated], taxonomies: dict[str, str]) -> None:
    profile = etree.Element(f"{{{TEI}}}profileDesc")
    for each in record.descriptions:
        if each.kind == "Abstract":
            add(add(profile, "abstract", "", {LANG: sound_tag(each.language)}), "p", each.text)
    for date in made:
        _date(add(profile, "creation"), date, {})
    if record.languages:
        usage = add(profile, "langUsage")
        for tag in record.languages:
            add(usage, "language", tag, {"ident": tag})
    if record.places:
        setting = add(add(profile, "settingDesc"), "listPlace")
        for place in record.places:
            _place(setting, place)
    if record.subjects:
        _subjects(add(profile, "textClass"), record.subjects, taxonomies)
    if len(profile):
        root.append(profile)


def _place(setting: etree._Element, place: Place) -> None:
    element = add(setting, "place")
    add(element, "placeName", place.name)
    if place.latitude and place.longitude:
        add(add(element, "location"), "geo", f"{place.latitude} {place.longitude}")


def _subjects(parent: etree._Element, subjects: Iterable[Subject], taxonomies: dict[str, str]) -> None:
    for scheme, some in groupby(subjects, key=lambda each: each.scheme):
        keywords = add(parent, "keywords", "", {"scheme": f"#{taxonomies[scheme]}" if scheme in taxonomies else scheme})
        for each in some:
            add(keywords, "term", each.term, {"ref": each.address})
