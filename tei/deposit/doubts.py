"""What is in a header and would be refused or misread: diagnostics of family H, with the line that cures each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from tei.core.diagnostic import Diagnostic, Severity, and_more
from tei.core.edition import NS, words
from tei.core.languages import fault
from tei.deposit.checksums import CHECKS, is_doi
from tei.deposit.collection import Collection, Resource
from tei.deposit.licences import spdx
from tei.deposit.metadata.said import T, attribute, date, is_date, language, licences, pointed, says
from tei.deposit.vocabulary import kind_of_identifier
from tei.render.identifiers import identifier

_STATED = ("zenodo", "datacite", "textgrid", "clarin", "oai", "rocrate", "cff")
_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/|orcid:)(\S+)", re.IGNORECASE)
_RESOLVER = re.compile(
    r"https?://(?:dx\.)?doi\.org/|doi:\s*|https?://(?:www\.)?(?:orcid|isni)\.org/(?:isni/)?", re.IGNORECASE
)
_BY = "https://creativecommons.org/licenses/by/4.0/"
_ISO = ("when", "from", "to", "notBefore", "notAfter")

Found = tuple[etree._Element, str, str]
"""An element of the header, what is wrong there, and the remedy."""


@dataclass(frozen=True)
class Doubt:
    """A kind of fault: its code, how bad it is, for which repositories it is one, and what finds it in a header."""

    code: str
    severity: Severity
    repositories: tuple[str, ...]
    find: Callable[[Resource, etree._Element], Iterator[Found]]


def doubtful(collection: Collection, repositories: Iterable[str]) -> Iterator[Diagnostic]:
    """What these repositories would refuse or misread in the headers of a collection, though it is there.

    The repositories are tables of data/repositories.toml. Each kind of fault is told once, at its first place.
    """
    asking = set(repositories)
    wanted = [doubt for doubt in DOUBTS if asking.intersection(doubt.repositories)]
    first: dict[str, Diagnostic] = {}
    counts: dict[str, int] = {}
    for resource in collection.resources if wanted else ():
        edition = resource.edition
        header = next(edition.tree.getroot().iterchildren(T + "teiHeader"), None)
        if header is None:
            continue
        for doubt in wanted:
            for element, message, remedy in doubt.find(resource, header):
                counts[doubt.code] = counts.get(doubt.code, 0) + 1
                if doubt.code not in first:
                    label = edition.label(element)
                    first[doubt.code] = Diagnostic(doubt.code, doubt.severity, message, (label,), help=remedy)
    for code, found in sorted(first.items()):
        yield Diagnostic(code, found.severity, found.message + and_more(counts[code] - 1), found.labels, found.help)


def _without_address(_: Resource, header: etree._Element) -> Iterator[Found]:
    for each in licences(header):
        if not pointed(each) and (says(words(each)) or each.get("target")):
            remedy = f'say which it is: <licence target="{_BY}">CC BY 4.0</licence>'
            yield each, "the licence has no address in the web, by which repositories know it", remedy


def _unknown_licence(_: Resource, header: etree._Element) -> Iterator[Found]:
    for each in licences(header):
        target = pointed(each)
        if target and not spdx(target):
            message = f"the licence at {target} has no name in the SPDX list, so that it is taken for one of your own"
            remedy = f'if it is a usual one, give its usual address: target="{_BY}"'
            yield each, message, remedy


def _languages(_: Resource, header: etree._Element) -> Iterator[Found]:
    named = [(each, attribute(each, "ident")) for each in header.iterfind("tei:profileDesc//tei:language", NS)]
    described = header.iterfind("tei:fileDesc/tei:titleStmt/tei:title", NS)
    named += [(each, language(each)) for each in (*described, *header.iterfind("tei:profileDesc/tei:abstract", NS))]
    for element, tag in named:
        wrong = fault(tag) if tag else None
        if wrong and wrong.kind in ("malformed", "unknown"):
            name = "ident" if element.tag == T + "language" else "xml:lang"
            remedy = f'write {name}="{wrong.meant}"' if wrong.meant else f'write a tag of BCP 47, such as {name}="en"'
            yield element, f"{tag!r} is no tag of a language (BCP 47)", remedy


def _dates(_: Resource, header: etree._Element) -> Iterator[Found]:
    paths = "fileDesc/tei:publicationStmt", "fileDesc/tei:editionStmt/tei:edition", "profileDesc/tei:creation"
    for path in paths:
        for each in header.iterfind(f"tei:{path}/tei:date", NS):
            said = words(each)
            given = [value for name in _ISO if (value := attribute(each, name))]
            wrong = [value for value in given if not is_date(value)]
            if wrong:
                yield each, f"{wrong[0]!r} is no date of ISO 8601", 'write a year, month or day: when="1955-08-06"'
            elif not given and says(said) and not is_date(said):
                year = date(each)
                message = f"of the date {said!r} only the year is understood" if year else f"{said!r} is no date"
                remedy = f'say it in figures, too: <date when="{year or "…"}-…-…">{said}</date>'
                yield each, message, remedy


def _names(resource: Resource, header: etree._Element) -> Iterator[Found]:
    """Persons in the record whose name is one piece, with the element that names each, else that of all."""
    record = resource.record
    agents = dict.fromkeys((*record.creators, *(each.agent for each in record.contributors)))
    statement = next(header.iterfind("tei:fileDesc/tei:titleStmt", NS), header)
    naming: dict[str, etree._Element] = {}
    for each in statement.iterdescendants("*"):
        naming.setdefault(words(each), each)
    for agent in agents:
        if agent.organisation or agent.family:
            continue
        marked = "<persName><surname>…</surname>, <forename>…</forename></persName>"
        remedy = f"tell its parts apart: {marked}, or <orgName>{agent.name}</orgName> if it is a body"
        message = f"nothing tells the family's name in {agent.name!r}, for which repositories ask"
        yield naming.get(agent.name, statement), message, remedy


def _numbers(header: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Elements with an identifier, its kind and its value without an address: `idno`, and pointers to an ORCID."""
    for idno in header.iter(T + "idno"):
        value = words(idno)
        type = idno.get("type", "")
        kind = kind_of_identifier(type)
        known = identifier(type, value).authority
        if says(value) and idno.find(T + "idno") is None:
            yield idno, known if known in CHECKS else kind, value
    for element in header.iter("*"):
        for name in ("ref", "key", "sameAs"):
            for found in map(_ORCID.fullmatch, element.get(name, "").split()):
                if found:
                    yield element, "ORCID", found[1]


def _checksums(_: Resource, header: etree._Element) -> Iterator[Found]:
    for element, kind, value in _numbers(header):
        bare = _bare(value)
        if kind in CHECKS and not CHECKS[kind](bare):
            why = "its form is not 10.…/…" if kind == "DOI" else "a digit must be wrong, its check digit does not fit"
            line = '<idno type="DOI">10.…/…</idno>' if kind == "DOI" else f"the {kind}"
            yield element, f"{bare} is no {kind}: {why}", f"compare {line} with where it comes from"


def _hidden_dois(_: Resource, header: etree._Element) -> Iterator[Found]:
    published = header.iterfind("tei:fileDesc/tei:publicationStmt//tei:idno", NS)
    for idno in published:
        value = _bare(words(idno))
        kind = kind_of_identifier(idno.get("type", ""))
        if kind and kind != "DOI" and is_doi(value):
            remedy = f'write <idno type="DOI">{value}</idno>'
            message = f"the DOI {value} is called {idno.get('type')}, so that it is not taken for that of the text"
            yield idno, message, remedy


def _bare(value: str) -> str:
    """An identifier without the address of its resolver."""
    found = _RESOLVER.match(value)
    return value[found.end() :] if found else value


DOUBTS = (
    Doubt("H201", "warning", _STATED, _without_address),
    Doubt("H202", "info", ("zenodo", "datacite", "cff"), _unknown_licence),
    Doubt("H203", "warning", _STATED, _languages),
    Doubt("H204", "warning", _STATED, _dates),
    Doubt("H205", "warning", ("zenodo", "datacite", "cff"), _names),
    Doubt("H206", "error", _STATED, _checksums),
    Doubt("H207", "warning", _STATED, _hidden_dois),
)
"""The kinds of faults, by code."""
