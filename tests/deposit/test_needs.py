"""What repositories ask for and a header does not say, each with the line that cures it."""

from __future__ import annotations

import tomllib

import pytest
from lxml import etree

from tei.core import resources
from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit import Collection, collect
from tei.deposit.needs import HAS, lacking

FULL = """<teiHeader>
<fileDesc>
<titleStmt><title>T</title><editor>E</editor></titleStmt>
<publicationStmt><publisher>P</publisher><date when="2026"/><idno type="DOI">10.5555/1</idno>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability></publicationStmt>
<sourceDesc><bibl>S</bibl></sourceDesc>
</fileDesc>
<profileDesc><abstract><p>A</p></abstract><langUsage><language ident="en"/></langUsage>
<textClass><keywords><term>K</term></keywords></textClass></profileDesc>
</teiHeader>"""

with resources.path("data/repositories.toml").open("rb") as file:
    ASKED = tomllib.load(file)

GONE = {
    "title": "<title>T</title>",
    "creator": "<editor>E</editor>",
    "publisher": "<publisher>P</publisher>",
    "date": '<date when="2026"/>',
    "licence": '<availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability>',
    "language": '<langUsage><language ident="en"/></langUsage>',
    "identifier": '<idno type="DOI">10.5555/1</idno>',
    "source": "<bibl>S</bibl>",
    "keywords": "<textClass><keywords><term>K</term></keywords></textClass>",
    "abstract": "<abstract><p>A</p></abstract>",
}


def collection(*headers: str) -> Collection:
    texts = [f'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{h}<text><body><p>T</p></body></text></TEI>' for h in headers]
    editions = [(Edition(Source(f"{number}.xml", text)), "") for number, text in enumerate(texts)]
    return collect(editions, Profile.load("plain"), Authority())


def test_a_full_header_lacks_nothing() -> None:
    assert not list(lacking(collection(FULL), ASKED["repositories"]))


@pytest.mark.parametrize("thing", HAS)
def test_each_thing_that_is_gone_is_told_at_its_place(thing: str) -> None:
    assert GONE[thing] in FULL
    (found,) = lacking(collection(FULL.replace(GONE[thing], "")), ASKED["repositories"])
    assert ASKED["things"][thing]["line"] in found.help
    label = found.labels[0]
    parent = ASKED["things"][thing]["at"].rpartition("/")[2]
    assert label.source[label.span] == f"<{parent}>"


def test_what_is_required_is_an_error_and_what_is_wanted_is_none() -> None:
    without = collection(FULL.replace(GONE["licence"], ""))
    assert [(d.code, d.severity) for d in lacking(without, ["zenodo"])] == [("H105", "error")]
    assert [(d.code, d.severity) for d in lacking(without, ["oai"])] == [("H105", "info")]
    (both,) = lacking(without, ["oai", "zenodo", "textgrid"])
    assert "for which Zenodo and the TextGrid Repository ask" in both.message


def test_the_same_is_told_once_for_many() -> None:
    without = FULL.replace(GONE["licence"], "")
    (found,) = lacking(collection(FULL, without, without, without), ["zenodo"])
    assert found.message.endswith("(and 2 more like it)")
    assert found.labels[0].source.name == "1.xml"


def test_the_cure_names_what_is_to_be_made_first() -> None:
    bare = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"
    found = {each.code: each for each in lacking(collection(bare), ["zenodo"])}
    label = found["H105"].labels[0]
    assert label.source[label.span] == "<fileDesc>"
    assert "<publicationStmt>" in found["H105"].help
    assert next(lacking(collection(""), ["zenodo"])).labels


def test_the_lines_to_add_are_well_formed() -> None:
    for thing in ASKED["things"].values():
        assert etree.fromstring(thing["line"]) is not None
