"""The rules of the series: each has a name and a page, all are XPath 1.0, and both back ends find the same."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import pytest
from fragments import whole
from peers import packed, unpacked

from tei.core import resources
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.explain.page import FENCE, names, page
from tei.schematron import Finding, Schematron, Stopped
from tei.schematron.schema import severity
from tei.schematron.schematron import Engine

FILE = "schemas/frus.sch"
PAGES = [name for name in names() if name.startswith("frus-")]
WARNINGS = frozenset(
    "frus-affiliation frus-attachment-dateline frus-attachment-undated frus-beside-chapter frus-chapter "
    "frus-chapter-id frus-closer-signed frus-closers-together frus-date-reason frus-document-id frus-document-number "
    "frus-editor-name frus-signed-before frus-signed-break frus-signed-list frus-signed-strong".split()
)


@cache
def rules(engine: Engine = "lxml") -> Schematron:
    return Schematron.load(str(resources.path(FILE)), engine=engine)


def roles() -> list[tuple[str, str]]:
    """The id of each assertion, and how bad it is."""
    return [
        (assertion.id, severity(assertion, rule, pattern))
        for pattern in rules().schema.patterns
        for rule in pattern.rules
        for assertion in rule.assertions
    ]


def documents(name: str) -> list[Edition]:
    """The documents on the page of a rule, Wrong before Right."""
    blocks = FENCE.findall(page(name).text)
    return [Edition(Source(file, whole(text))) for kind, file, text in blocks if kind == "file"]


def told(edition: Edition, engine: Engine) -> list[tuple[object, ...]]:
    """What a back end finds: the rules, the nodes, the words, and what the fixes change."""
    outcomes = list(rules(engine).validate(edition))
    assert not [each for each in outcomes if isinstance(each, Stopped)]
    found = cast("list[Finding]", outcomes)
    return [
        (each.assertion.id, each.node, " ".join(each.message.split()), [offer.changes for offer in each.offers])
        for each in found
    ]


def test_the_profile_has_the_rules() -> None:
    assert Profile.load("frus")["validate"]["schematron"] == FILE


def test_every_rule_has_a_name_of_its_own_and_a_page() -> None:
    named = Counter(name for name, _ in roles())
    assert set(named) == set(PAGES)
    assert set(named.values()) == {1}


def test_how_bad_each_is() -> None:
    others = {name: how for name, how in roles() if how != "error"}
    assert others == {**dict.fromkeys(WARNINGS, "warning"), "frus-date-zone": "info"}


def test_all_are_xpath_1() -> None:
    assert rules().plan.beyond == ()
    assert not any(rules().plan.unmended.values())


@pytest.mark.parametrize("name", PAGES)
def test_the_page_shows_its_rule_alone(name: str) -> None:
    wrong, right = documents(name)
    assert {rule for rule, *_ in told(wrong, "lxml")} == {name}
    assert told(right, "lxml") == []


@pytest.mark.skipif(find_spec("saxonche") is None, reason="saxonche is not installed")
@pytest.mark.parametrize("name", PAGES)
def test_both_back_ends_find_the_same(name: str) -> None:
    for edition in documents(name):
        assert told(edition, "saxon") == told(edition, "lxml")


@pytest.mark.skipif(find_spec("saxonche") is None, reason="saxonche is not installed")
def test_both_back_ends_find_the_same_in_a_volume(tmp_path: Path) -> None:
    (volume,) = unpacked([path for path in packed() if path.name.startswith("frus1969-76v28.")], tmp_path)
    edition = Edition.load(str(volume))
    found = told(edition, "lxml")
    assert told(edition, "saxon") == found
    assert Counter(rule for rule, *_ in found)["frus-note-id"] == 5


CLEAN = {
    "pages in order, by number": '<ref target="#pg_70">70</ref>–<ref target="#pg_73">73</ref>',
    "pages in order, in Roman numbers": 'Here <pb n="II" xml:id="pg_II"/> and <pb n="IX" xml:id="pg_IX"/> are '
    '<ref target="#pg_II">II</ref>–<ref target="#pg_IX">IX</ref>',
    "two pages that are no range": '<ref target="#pg_73">73</ref>, <ref target="#pg_70">70</ref>',
    "a page with zeros": 'A <pb n="7" xml:id="pg_007"/> b',
    "a page in brackets": 'A <pb n="[30]" xml:id="pg_30"/> b',
    "a divided word": 'Oki<pb n="7" xml:id="pg_7"/>nawa',
    "another volume": '<ref target="frus1969-76v99#d1">Document 1</ref>',
    "a note after a note": 'A<note n="1" xml:id="d1fn1">B</note>\n <note n="2" xml:id="d1fn2">C</note>',
    "an inline note": 'A <note rend="inline">[B]</note>',
}


@pytest.mark.parametrize("words", CLEAN.values(), ids=CLEAN)
def test_what_is_right(words: str) -> None:
    assert told(Edition(Source("d1.xml", whole(f"<p>{words}</p>"))), "lxml") == []


WRONG = {
    "Roman numbers that fall": (
        'Here <pb n="II" xml:id="pg_II"/> and <pb n="IX" xml:id="pg_IX"/> are '
        '<ref target="#pg_IX">IX</ref>–<ref target="#pg_II">II</ref>',
        ["frus-page-range"],
    ),
    "the same page": ('<ref target="#pg_7">7</ref>–<ref target="#pg_7">7</ref>', ["frus-page-range"]),
    "a space behind a word": ('He left <note n="1" xml:id="d1fn1">B</note>', ["frus-note-space"]),
    "a space behind a note and a word": (
        'A<note n="1" xml:id="d1fn1">B</note> he left <note n="2" xml:id="d1fn2">C</note>',
        ["frus-note-space"],
    ),
    "another scheme": ('<ref target="ftp://example.org/">here</ref>', ["frus-target"]),
}


@pytest.mark.parametrize(("words", "names"), WRONG.values(), ids=WRONG)
def test_what_is_wrong(words: str, names: list[str]) -> None:
    found = told(Edition(Source("d1.xml", whole(f"<p>{words}</p>"))), "lxml")
    assert [name for name, *_ in found] == names
