"""Records of the normal form, generated."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from tei.deposit.metadata.said import says
from tei.deposit.record import (
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
from tei.deposit.vocabulary import DATES, DESCRIPTIONS, FOLLOWED, RELATIONS, ROLES
from tei.render.agents import Affiliation, Agent, parts_of

_LETTERS = st.sampled_from(f"{string.ascii_letters}{string.digits}.,;:-–’&<>\"'/()[]éßñ电報الع😀\u0301\u200d")
_WORD = st.text(_LETTERS, min_size=1, max_size=8)
WORDS = st.lists(_WORD, min_size=1, max_size=4).map(" ".join).filter(says)
MAYBE = st.just("") | WORDS
_TITLED = WORDS.filter(lambda text: text[-1] not in ",;:")
_CHARACTERS = st.sampled_from(string.ascii_letters + string.digits + "-._~!$&()*+,;=:@é报")


@st.composite
def addresses(draw: st.DrawFn) -> str:
    path = draw(st.text(_CHARACTERS, max_size=8))
    query = draw(st.sampled_from(["", "?a=b&c=%C3%A9", "#part", "?x#y"]))
    return f"{draw(st.sampled_from(['http', 'https']))}://example.org/{path}{query}"


ADDRESS = addresses()
TAG = st.sampled_from(["en", "de-AT", "zh-Hant", "grc", "fr-CA-x-old", "x-klingon", "sr-Latn-RS"])
_DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31)).map(date.isoformat)
_CUT = st.tuples(_DAYS, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0][: pair[1]])
_POINTS = _CUT | st.just("-0044-03-15") | _DAYS.map(lambda day: f"{day}T12:30:00Z")
_RANGES = st.tuples(_POINTS, _POINTS).filter(lambda pair: pair[0] != pair[1]).map("/".join)
_KINDS = st.sampled_from([*FOLLOWED, "Local", "dospubno", "OCLC"])
_DOI = st.text(_CHARACTERS, min_size=1, max_size=8).map(lambda end: f"10.5555/{end}")
IDENTIFIERS = st.one_of(
    st.builds(Identifier, st.just("DOI"), _DOI),
    st.builds(Identifier, _KINDS.filter(lambda kind: kind != "DOI"), WORDS),
)
_AFFILIATIONS = st.lists(st.builds(Affiliation, _TITLED, st.just("") | ADDRESS), max_size=2, unique=True)
_SCHEMES = [
    "https://orcid.org/0000-0002-1825-0097", "https://viaf.org/viaf/27864106", "https://d-nb.info/gnd/118540238",
    "https://www.wikidata.org/entity/Q42", "https://isni.org/isni/0000000121032683",
]  # fmt: skip


@st.composite
def agents(draw: st.DrawFn) -> Agent:
    identifiers = tuple(draw(st.lists(st.sampled_from(_SCHEMES) | ADDRESS, max_size=2, unique=True)))
    affiliations = tuple(draw(_AFFILIATIONS))
    if draw(st.booleans()):
        name = draw(_TITLED)
        return Agent(name, organisation=True, identifiers=identifiers, affiliations=affiliations)
    if draw(st.booleans()):
        name = draw(_TITLED.filter(lambda name: not parts_of(name)[0]))
        return Agent(name, identifiers=identifiers, affiliations=affiliations)
    family, given, suffix = (
        draw(_TITLED),
        draw(st.just("") | _TITLED),
        draw(st.sampled_from(["", "Jr.", "III", "of York"])),
    )
    made = Agent("", family, given, suffix, False, identifiers, affiliations)
    return replace(made, name=made.filed)


def _some(values: st.SearchStrategy, least: int = 0) -> st.SearchStrategy:
    return st.lists(values, min_size=least, max_size=3).map(tuple)


_PAGES = st.just("") | st.from_regex(r"[A-Za-z0-9]{1,4}", fullmatch=True)


@st.composite
def relations(draw: st.DrawFn) -> Related:
    relation = draw(st.sampled_from(["IsPartOf", "IsDerivedFrom", *RELATIONS]))
    title, number = draw(st.just("") | _TITLED), draw(st.none() | IDENTIFIERS)
    if not (title or number):
        title = draw(_TITLED)
    return Related(relation, title, number, draw(MAYBE), draw(_PAGES), draw(_PAGES))


def _dates(dates: tuple[Dated, ...], made: str, changed: str) -> tuple[Dated, ...]:
    last = [Dated(kind, value) for kind, value in (("Created", made), ("Updated", changed)) if value]
    return (*dates, *last)


_OTHER_DATES = [kind for kind in DATES if kind not in ("Created", "Updated")]
DATED = st.builds(
    _dates,
    _some(st.builds(Dated, st.sampled_from(_OTHER_DATES), _POINTS | _RANGES)),
    st.just("") | _POINTS | _RANGES,
    st.just("") | _CUT,
)
_KINDS_OF_TITLES = st.sampled_from(["Subtitle", "AlternativeTitle", "TranslatedTitle", "Other"])
TITLES = st.builds(
    lambda main, others: (main, *others),
    st.builds(Title, WORDS, st.just(""), st.just("") | TAG),
    _some(st.builds(Title, WORDS, _KINDS_OF_TITLES, st.just("") | TAG)),
)
_DEGREES = st.tuples(st.sampled_from(["35.68", "-90", "0", "12.5000"]), st.sampled_from(["139.76", "-180", "7"]))
PLACES = st.builds(
    lambda name, degrees: Place(name, *degrees),
    WORDS,
    st.just(("", "")) | _DEGREES,
)
_LICENCES = st.one_of(
    st.builds(Licence, WORDS, st.just("") | ADDRESS),
    st.builds(Licence, MAYBE, st.just("https://creativecommons.org/licenses/by/4.0/")),
)
_FUNDERS = st.sampled_from(["", "https://ror.org/018mejw64", "10.13039/501100001659", "grid.424150.6"])
FUNDINGS = st.builds(Funding, _TITLED, _FUNDERS | ADDRESS, MAYBE, MAYBE, st.just("") | ADDRESS)
SUBJECTS = st.builds(Subject, WORDS, st.just("") | ADDRESS | _TITLED, st.just("") | ADDRESS)


def _written_by_editors(record: Record, are: bool) -> Record:
    """A record whose authors are, where that is so, exactly who would be cited without them."""
    return normal(replace(record, creators=replace(record, creators=()).responsible if are else record.creators))


_RECORDS = st.builds(
    Record,
    titles=TITLES,
    creators=_some(agents()),
    contributors=_some(st.builds(Contributor, agents(), st.sampled_from(ROLES))),
    publisher=MAYBE,
    dates=DATED,
    languages=_some(TAG),
    licences=_some(_LICENCES),
    identifiers=_some(IDENTIFIERS),
    subjects=_some(SUBJECTS),
    places=_some(PLACES),
    descriptions=_some(st.builds(Description, WORDS, st.sampled_from(DESCRIPTIONS), st.just("") | TAG)),
    related=_some(relations()),
    fundings=_some(FUNDINGS),
    version=MAYBE,
)
RECORDS = st.builds(_written_by_editors, _RECORDS, st.sampled_from([True, *[False] * 5]))
"""Records as their docstring has the normal form."""
