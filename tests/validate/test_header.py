from __future__ import annotations

import pytest
from observed import findings, tei

from tei.validate.header import CODES, Header, repositories

WHOLE = """<teiHeader><fileDesc><titleStmt><title>A</title><editor>B</editor></titleStmt>
<publicationStmt><publisher>C</publisher><date when="2026"/><idno>D</idno>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability></publicationStmt>
<sourceDesc><bibl>E</bibl></sourceDesc></fileDesc>
<encodingDesc><refsDecl><p>F</p></refsDecl></encodingDesc>
<profileDesc><abstract><p>G</p></abstract><langUsage><language ident="en"/></langUsage>
<textClass><keywords><term>H</term></keywords></textClass></profileDesc></teiHeader>"""


def lacks(header: str, *chosen: str) -> list[tuple[str, str]]:
    return [(each.code, each.severity) for each in findings(Header, tei("", header), settings={"repositories": chosen})]


@pytest.mark.parametrize("repository", repositories())
def test_a_whole_header_is_enough_for_all(repository: str) -> None:
    assert lacks(WHOLE, repository) == []


@pytest.mark.parametrize(
    ("repository", "wanted"),
    [
        ("core", [("H101", "info"), ("H103", "info"), ("H108", "info")]),
        ("dts", [("H101", "warning"), ("H102", "info"), ("H106", "info"), ("H111", "info")]),
    ],
)
def test_an_empty_header(repository: str, wanted: list[tuple[str, str]]) -> None:
    assert lacks("<teiHeader/>", repository) == wanted


def test_all_together() -> None:
    assert [code for code, _ in lacks("<teiHeader/>", *repositories())] == list(CODES.values())
    assert lacks("<teiHeader/>") == []


def test_what_says_nothing() -> None:
    header = "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt></fileDesc></teiHeader>"
    assert ("H101", "warning") in lacks(header.format("Untitled"), "dts")
    assert ("H101", "warning") in lacks(header.format(" Title "), "dts")
    assert ("H101", "warning") not in lacks(header.format("Unwritten"), "dts")


def test_only_the_first_header_counts() -> None:
    assert lacks(WHOLE + "<TEI><teiHeader/></TEI>", "core") == []


def test_who_asks_is_told() -> None:
    found = findings(Header, tei(""), settings={"repositories": ["zenodo", "dts"]})
    assert found[0].message == "the header lacks a title, for which Zenodo and Distributed Text Services ask"
    assert found[0].help == "add <title> to <titleStmt>"
