"""What repositories ask for and a header does not say, each with the line that cures it."""

from __future__ import annotations

import re
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
from tei.validate.header import CODES

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


TEXT = '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{}<text><body><p>T</p></body></text></TEI>'


def collection(*headers: str) -> Collection:
    return collected(*(Edition(Source(f"{number}.xml", TEXT.format(h))) for number, h in enumerate(headers)))


def collected(*editions: Edition) -> Collection:
    return collect([(each, "") for each in editions], Profile.load("plain"), Authority())


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
    (wanted,) = lacking(without, ["oai"])
    assert (wanted.code, wanted.severity) == ("H105", "info")
    assert "for which OAI-PMH with Dublin Core asks" in wanted.message
    (both,) = lacking(without, ["oai", "zenodo", "textgrid"])
    assert "which Zenodo and the TextGrid Repository require" in both.message


def test_the_same_is_told_once_for_many() -> None:
    without = FULL.replace(GONE["licence"], "")
    (found,) = lacking(collection(FULL, without, without, without), ["zenodo"])
    assert found.message.endswith("(and 2 more like it)")
    assert found.labels[0].source.name == "1.xml"


CURES = {
    "what it stands in is there": (FULL.replace(GONE["abstract"], ""), "H110", "{line} to <profileDesc>"),
    "what it stands in is to be made": (
        re.sub("<profileDesc>.*</profileDesc>", "", FULL, flags=re.DOTALL),
        "H110",
        "<profileDesc>{line}</profileDesc> to <teiHeader>, after <fileDesc>",
    ),
    "there is prose": (
        re.sub(
            "<publicationStmt>.*</publicationStmt>", "<publicationStmt><p>P</p></publicationStmt>", FULL, flags=re.S
        ),
        "H104",
        "{line} to <publicationStmt>, in place of its <p>",
    ),
    "no part of the file's description": (
        "<teiHeader><fileDesc/></teiHeader>",
        "H105",
        "<publicationStmt>{line}</publicationStmt> to <fileDesc>",
    ),
    "no header": ("", "H101", "<teiHeader><fileDesc><titleStmt>{line}</titleStmt></fileDesc></teiHeader> to <TEI>"),
}
"""A header, a code, and what its cure is, with the line of the table in it."""


@pytest.mark.parametrize("name", CURES)
def test_the_cure_is_what_is_to_be_written(name: str) -> None:
    header, code, cure = CURES[name]
    line = next(each["line"] for thing, each in ASKED["things"].items() if CODES.get(thing) == code)
    found = {each.code: each for each in lacking(collection(header), ["zenodo"])}[code]
    assert found.help == f"add {cure.format(line=line)}"
    label = found.labels[0]
    assert label.source[label.span].startswith(cure.rpartition(" to ")[2].split(">")[0])


def test_the_cure_for_a_raw_text_is_a_line_of_its_header_file() -> None:
    text = TEXT.format(FULL.replace(GONE["publisher"], "").replace(GONE["language"], ""))
    encoded = Edition(Source("d1.xml", text), raw=Source("d1.txt", "T"))
    found = {each.code: each.help for each in lacking(collected(encoded), ["datacite"])}
    assert found["H103"] == 'say `publisher = "…"` in the file of --header'
    assert found["H106"].startswith("add <langUsage>")


def test_the_lines_to_add_are_well_formed() -> None:
    for thing in ASKED["things"].values():
        assert etree.fromstring(thing["line"]) is not None
