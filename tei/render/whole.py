"""What a header says of the edition that a document stands in: title, editors, imprint, licence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from tei.core.calendar import in_calendar
from tei.core.edition import NS, words
from tei.core.namespaces import TEI
from tei.render.agents import Agent, agent

_VOLUME = ("volumenumber", "volume-number", "volumeNumber")
_SERIES = ("series",)
_SUBSERIES = ("subseries", "sub-series")
_ASIDE = {*_VOLUME, *_SERIES, *_SUBSERIES, "volume", "sub", "short", "alt", "desc", "gmd"}
_GENERAL = re.compile(r"general|series", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DEPICTED = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Whole:
    """An edition or a volume, each "" or empty where its header does not say it.

    `editors` has those of the volume before those of the series; `identifiers` are pairs of type and value as `idno`
    has them; `licence_address` is the licence's address in the web.
    """

    title: str = ""
    series: str = ""
    subseries: str = ""
    volume: str = ""
    authors: tuple[Agent, ...] = ()
    editors: tuple[Agent, ...] = ()
    publisher: str = ""
    place: str = ""
    year: str = ""
    licence: str = ""
    licence_address: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, header: etree._Element | None, entries: Mapping[str, etree._Element], *, titled: bool) -> Whole:
        """What a header says of the whole; with `titled` its title is that of the whole, else of one document in it."""
        if header is None:
            return cls()
        typed = {
            t.get("type", ""): words(t) for t in reversed(header.findall("tei:fileDesc/tei:titleStmt/tei:title", NS))
        }
        levels = {t.get("level", ""): words(t) for t in header.iterfind(".//tei:sourceDesc//tei:title", NS)}
        made = header.find("tei:fileDesc/tei:publicationStmt", NS)
        published = made if made is not None else etree.Element(f"{{{TEI}}}publicationStmt")
        licence = published.find(".//tei:licence", NS)
        target = licence.get("target", "") if licence is not None else ""
        dated = published.find("tei:date", NS)
        year = _YEAR.search((dated.get("when", "") or words(dated)) if dated is not None else "")
        return cls(
            title=_main(header) if titled else levels.get("m", levels.get("s", "")),
            series=_typed(typed, _SERIES) or words(header.find("tei:fileDesc/tei:seriesStmt/tei:title", NS)),
            subseries=_typed(typed, _SUBSERIES),
            volume=_typed(typed, _VOLUME)
            or words(header.find("tei:fileDesc/tei:seriesStmt/tei:biblScope[@unit='volume']", NS)),
            authors=_named(header.findall("tei:fileDesc/tei:titleStmt/tei:author", NS), entries) if titled else (),
            editors=_named(
                sorted(header.iterfind("tei:fileDesc/tei:titleStmt/tei:editor", NS), key=is_general), entries
            ),
            publisher=words(published.find("tei:publisher", NS)),
            place=words(published.find("tei:pubPlace", NS)),
            year=year[0] if year else "",
            licence=words(licence) or words(published.find("tei:availability", NS)),
            licence_address=target if _DEPICTED.fullmatch(target) else "",
            identifiers=tuple(
                (idno.get("type", ""), value) for idno in published.iterfind("tei:idno", NS) if (value := words(idno))
            ),
        )

    def identifier(self, *kinds: str) -> str:
        """The first identifier of one of these kinds, in the order of the kinds; capitals do not matter."""
        known = {kind.casefold(): value for kind, value in reversed(self.identifiers)}
        return next((known[kind] for kind in kinds if kind in known), "")


def has_whole_title(header: etree._Element | None) -> bool:
    """Whether the titles of a header are told apart as only a volume's or a series' are."""
    titles = [] if header is None else header.findall("tei:fileDesc/tei:titleStmt/tei:title", NS)
    return any(t.get("type", "") in ("complete", *_VOLUME, *_SERIES, *_SUBSERIES) for t in titles)


def revised(header: etree._Element) -> str:
    """The day of the last change that a header tells of, as ISO 8601; "" where it tells of none."""
    changes = header.iterfind(".//tei:revisionDesc//tei:change", NS)
    days = (change.get("when", "") or words(change)[:10] for change in changes)
    return max((day[:10] for day in days if _DAY.fullmatch(day[:10]) and in_calendar(day)), default="")


def _main(header: etree._Element) -> str:
    """The title of the whole: the complete one, the main one, or the first that is not one of its parts."""
    titles = header.findall("tei:fileDesc/tei:titleStmt/tei:title", NS)
    for kind in ("complete", "main"):
        if found := next((words(t) for t in titles if t.get("type") == kind and words(t)), ""):
            return found
    return next((words(t) for t in titles if t.get("type", "") not in _ASIDE and words(t)), "") or ", ".join(
        dict.fromkeys(filter(None, map(words, titles)))
    )


def _typed(titles: Mapping[str, str], kinds: tuple[str, ...]) -> str:
    return next((titles[kind] for kind in kinds if titles.get(kind)), "")


def is_general(element: etree._Element) -> bool:
    """Whether an `editor` is that of a series, not of a volume."""
    return bool(_GENERAL.search(element.get("role", "")))


def _named(elements: list[etree._Element], entries: Mapping[str, etree._Element]) -> tuple[Agent, ...]:
    return tuple(found for e in elements if (found := agent(e, entries)))
