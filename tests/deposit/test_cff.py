"""How an edition is cited, as CITATION.cff."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kits import AUTHOR, BARE, BY, FULL, ORCID, checked, collection, made, said

from tei.deposit.cff import TARGET
from tei.deposit.cff.fields import citation
from tei.deposit.cff.yaml import read, written
from tei.deposit.record import Dated, Identifier, Licence, Record, Related
from tei.render.agents import Affiliation, Agent

yaml = pytest.importorskip("yaml")

FAIR = citation(collection(url="https://example.org/", email="me@example.org"))


def test_all_that_a_header_says_is_there(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "cff", collection(url="https://example.org/", email="me@example.org"))
    assert checked(TARGET, kit) == []
    table = yaml.safe_load((kit / "CITATION.cff").read_text("utf-8"))
    assert table == FAIR == {
        "cff-version": "1.2.0",
        "message": "If you use this edition, please cite it as below.",
        "type": "dataset",
        "title": "Zwei Télégrammes 電報",
        "authors": [
            {"family-names": "Dulles", "given-names": "John Foster", "website": "https://viaf.org/viaf/27864106"},
            {"name": "Department of State"},
        ],
        "version": "2.1",
        "date-released": "2026-05-01",
        "doi": "10.5281/zenodo.1003150",
        "url": "https://example.org/",
        "license": "CC-BY-4.0",
        "identifiers": [{"type": "other", "value": "v23", "description": "frus"}],
        "abstract": "Two telegrams.",
        "keywords": ["Diplomacy", "Japan"],
        "contact": [{"name": "The makers", "email": "me@example.org"}],
        "references": [
            {"type": "book", "title": "The printed volume", "authors": [{"name": "anonymous"}], "volume": "XXIII",
             "start": "1", "end": "3", "isbn": "0-16-024348-0"}
        ],
    }  # fmt: skip


def test_what_nobody_knows_is_left_out_but_an_author(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "cff", collection(BARE))
    assert checked(TARGET, kit) == []
    table = citation(collection(BARE))
    assert (table["authors"], table["title"]) == ([{"name": "anonymous"}], "d1")
    assert set(table) == {"cff-version", "message", "type", "title", "authors"}


@pytest.mark.parametrize(
    ("change", "name", "wanted"),
    [
        ({"licences": (Licence("PD", "https://creativecommons.org/publicdomain/mark/1.0/"),)}, "license-url",
         "https://creativecommons.org/publicdomain/mark/1.0/"),
        ({"licences": (Licence("Ours"),)}, "license", None),
        ({"licences": (BY, Licence("MIT", "https://opensource.org/license/mit"))}, "license", None),
        ({"dates": (Dated("Issued", "2026"),)}, "date-released", None),
        ({"identifiers": (Identifier("DOI", "10.1/ä"),)}, "identifiers",
         [{"type": "other", "value": "10.1/ä", "description": "DOI"}]),
        ({"identifiers": (Identifier("DOI", "10.1234/a"), Identifier("DOI", "10.1234/b"))}, "identifiers",
         [{"type": "doi", "value": "10.1234/b", "description": "DOI"}]),
        ({"identifiers": (Identifier("URL", "https://x.org/"),)}, "identifiers",
         [{"type": "url", "value": "https://x.org/", "description": "URL"}]),
        ({"creators": (AUTHOR, replace(AUTHOR, suffix=""))}, "authors", [citation(collection())["authors"][0]]),
        ({"creators": (Agent("X", identifiers=(ORCID,)),)}, "authors", [{"name": "X", "orcid": ORCID}]),
        ({"related": (Related("IsDerivedFrom", "", Identifier("Handle", "1/2")),)}, "references",
         [{"type": "generic", "title": "1/2", "authors": [{"name": "anonymous"}],
           "identifiers": [{"type": "other", "value": "1/2", "description": "Handle"}]}]),
    ],
)  # fmt: skip
def test_what_cff_does_not_allow_is_said_otherwise(change: dict[str, Any], name: str, wanted: object) -> None:
    table = citation(collection(replace(FULL, **change)))
    assert table.get(name) == wanted


def test_only_persons_have_an_affiliation() -> None:
    bodies = (Affiliation("An Academy"), Affiliation("An Office", "https://ror.org/00ayhx656"))
    people = (Agent("A, B", "A", "B", affiliations=bodies), Agent("C", organisation=True, affiliations=bodies))
    assert citation(collection(replace(BARE, creators=people)))["authors"] == [
        {"family-names": "A", "given-names": "B", "affiliation": "An Academy; An Office"},
        {"name": "C"},
    ]


def test_what_is_no_address_is_no_contact() -> None:
    assert "contact" not in citation(collection(email="nobody"))
    assert citation(collection(Record(), email="a@b.org"))["contact"] == [{"name": "d1", "email": "a@b.org"}]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"colour": "red"}, "colour is not known to CFF 1.2.0"),
        ({"cff-version": "1.1.0"}, "cff-version is not 1.2.0"),
        ({"type": "book"}, "type is neither dataset nor software"),
        ({"title": ""}, "title is not there"),
        ({"authors": []}, "authors has nobody; one is needed"),
        ({"authors": [{"given-names": "A", "name": "A"}]}, "authors/0 is neither a person"),
        ({"authors": ["A"]}, "authors/0 is neither a person"),
        ({"authors": [{"name": "A", "orcid": "0000"}]}, "authors/0/orcid is not an address"),
        ({"authors": [{"name": "A", "website": "x"}]}, "authors/0/website is no address"),
        ({"license": "CC-PDM-1.0"}, "license is not an identifier of the SPDX list"),
        ({"date-released": "2026"}, "date-released is not a day"),
        ({"doi": "https://doi.org/10.1/2"}, "doi is not a DOI"),
        ({"url": "ftp"}, "url is not an address"),
        ({"identifiers": [{"type": "isbn", "value": "1"}]}, "identifiers/0 lacks a type or a value"),
        ({"identifiers": [{"type": "doi", "value": "1"}]}, "identifiers/0 is not a DOI"),
        ({"references": [{"type": "book"}]}, "references/0 lacks a type or a title"),
        ({"references": [{"type": "book"}]}, "references/0/authors has nobody"),
        ({"keywords": "a"}, "keywords is no list"),
        ({"keywords": ["a", "a"]}, "keywords is no list of one or more different items"),
    ],
)
def test_what_would_be_refused_is_told(tmp_path: Path, change: dict[str, Any], wanted: str) -> None:
    (tmp_path / "CITATION.cff").write_text(written({**FAIR, **change}), "utf-8")
    assert wanted in said(TARGET, tmp_path)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title: unquoted\n", "line 1 has a value that is not in quotes"),
        ('title: "a"\ntitle: "b"\n', "line 2 has no name, or one that is there already"),
        ("title:\n", "line 1 has no value"),
        ('"a"\n', "line 1 has no name"),
        ('  title: "a"\n', "line 1 is indented as no other"),
        ('title: "a"\n    b: "c"\n', "line 2 is indented as no other"),
        ('keywords:\n  - a\n', "line 2 has a value that is not in quotes"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_told_with_its_line(tmp_path: Path, text: str, wanted: str) -> None:
    (tmp_path / "CITATION.cff").write_text(text, "utf-8")
    assert wanted in said(TARGET, tmp_path)


def test_a_kit_without_its_file_is_told(tmp_path: Path) -> None:
    assert said(TARGET, tmp_path) == "there is no CITATION.cff"


STRINGS = st.text(st.characters(exclude_categories=("Cs",)))
# Some words are no strings in YAML 1.1 unless they are quoted; no name of CFF is one of them.
VALUES = frozenset("true false yes no on off null".split())
KEYS = st.from_regex(r"[a-z][a-z-]{0,8}", fullmatch=True).filter(lambda key: key not in VALUES)
FLAT = st.dictionaries(KEYS, STRINGS)
TABLES = st.recursive(
    FLAT,
    lambda inner: st.dictionaries(KEYS, STRINGS | inner | st.lists(STRINGS | inner)),
    max_leaves=8,
)


@given(TABLES)
@settings(max_examples=40)
def test_yaml_is_read_as_it_was_meant(table: dict[str, Any]) -> None:
    text = written(table)
    assert read(text) == table
    assert (yaml.safe_load(text) or {}) == table
