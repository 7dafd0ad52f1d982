"""METS: valid by its schema, and every pointer leads to what there is."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kits import BARE, checked, collection, contents, made, said
from lxml import etree
from peers import folder as oracle
from scans import SURFACES, document, scanned

from tei.deposit.iiif import TARGET as IIIF
from tei.deposit.mets import TARGET, mets
from tei.deposit.mets.checking import faults
from tei.deposit.mets.kit import XSD
from tei.deposit.schemas import Schemas, at_hand

NS = {"m": "http://www.loc.gov/METS/", "x": "http://www.w3.org/1999/xlink", "mods": "http://www.loc.gov/mods/v3"}
UNNUMBERED = "<text><body><div type='document'><head>A</head><p/></div><div><head>B</head><p/></div></body></text>"


def found(tree: etree._Element, path: str) -> list[str]:
    return [str(each) for each in tree.xpath(path, namespaces=NS)]


def test_a_volume_with_pictures_is_told_whole(tmp_path: Path) -> None:
    volume = scanned(url="https://me.example/", email="me@me.example")
    kit = made(TARGET, tmp_path / "mets", volume)
    assert sorted(contents(kit)) == ["box/mets.xml", "box/tei/box.xml"]
    assert (kit / "box/tei/box.xml").read_bytes() == volume.resources[0].data
    tree = etree.parse(kit / "box" / "mets.xml").getroot()
    assert found(tree, "@OBJID | @LABEL | @TYPE") == ["10.5281/zenodo.1", "Letters from the harbour", "volume"]
    assert found(tree, "m:metsHdr/@LASTMODDATE") == ["2026-05-02T10:00:00Z"]
    assert found(tree, "m:metsHdr/m:agent/m:name/text()") == ["tei", "The editors", "Lind, Ada"]
    assert found(tree, "m:dmdSec/@ID") == ["dmd", "dmd_dc", "dmd_1", "dmd_2"]
    assert found(tree, "m:dmdSec[@ID='dmd_2']//mods:mods/mods:titleInfo/mods:title/text()") == ["2. Letter"]
    rights = "m:amdSec/m:rightsMD//*[local-name()='rights']/*/text()"
    licence = "https://creativecommons.org/licenses/by/4.0/deed.en"
    assert found(tree, rights) == ["The editors", "https://me.example/", "mailto:me@me.example", licence]
    assert found(tree, "m:fileSec/m:fileGrp/@USE") == ["TEI", "DEFAULT", "MASTER"]
    assert found(tree, "m:fileSec/m:fileGrp[@USE='MASTER']/m:file/m:FLocat/@x:href") == [
        "https://scans.example.com/box/1.tif"
    ]
    logical = "m:structMap[@TYPE='LOGICAL']//m:div"
    assert found(tree, f"{logical}/@LABEL") == [
        "Letters from the harbour", "Letters", "All of them", "Spring", "1. Letter", "2. Letter",
    ]  # fmt: skip
    assert found(tree, f"{logical}[@TYPE='document']/@DMDID") == ["dmd_1", "dmd_2"]
    assert found(tree, f"{logical}/m:fptr/m:area/@BEGIN") == ["comp1", "ch1", "d1", "d2"]
    pages = "m:structMap[@TYPE='PHYSICAL']/m:div/m:div"
    assert found(tree, f"{pages}/@ORDER") == ["1", "2", "3", "4"]
    assert found(tree, f"{pages}/@ORDERLABEL") == ["cover", "1", "2", "3"]
    assert found(tree, f"{pages}[2]/m:fptr/@FILEID") == ["img_2", "img_3"]
    second = found(tree, f"{logical}[@LABEL='2. Letter']/@ID")[0]
    assert found(tree, f"m:structLink/m:smLink[@x:from='{second}']/@x:to") == ["phys_3", "phys_4"]
    assert said(TARGET, kit).startswith("box/mets.xml was not compared with")


def test_a_single_document_is_the_only_division(tmp_path: Path) -> None:
    text = "<text><body><div type='letter' xml:id='d1'><head>A letter</head><p>Text.</p></div></body></text>"
    of = scanned(document("", text))
    tree = mets(of.resources[0], of)
    assert found(tree, "m:structMap/@TYPE") == ["LOGICAL"]
    assert found(tree, "m:structMap//m:div/@TYPE") == ["letter"]
    assert found(tree, "m:structMap//m:div/@DMDID") == ["dmd dmd_dc"]
    assert found(tree, "m:structMap//m:div/@LABEL") == ["Letters from the harbour"]


def test_what_a_header_does_not_say_is_not_there(tmp_path: Path) -> None:
    of = collection(BARE, "a", "b")
    kit = made(TARGET, tmp_path / "mets", of)
    tree = etree.parse(kit / "a" / "mets.xml").getroot()
    assert found(tree, "@OBJID | @LABEL | @TYPE") == ["a", "a", "text"]
    assert tree.find("m:amdSec", NS) is None
    assert [each.code for each in checked(TARGET, kit)] == ["P861"]
    plain = scanned(document("", UNNUMBERED, "<teiHeader/>"))
    tree = mets(plain.resources[0], plain)
    assert found(tree, "m:structMap//m:div/@LABEL") == ["box", "A", "B"]
    assert tree.find("m:structLink", NS) is None


@pytest.mark.parametrize("text", [document(), document(SURFACES, UNNUMBERED), document("", UNNUMBERED, "<teiHeader/>")])
def test_it_is_valid_by_the_schema(text: str, tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "mets", scanned(text, document("", UNNUMBERED)))
    with at_hand(oracle("TEI_ORACLE") / "deposit") as schemas:
        assert schemas.path(XSD)
        assert list(TARGET.check(kit, schemas)) == []
        file = kit / "box" / "mets.xml"
        file.write_text(file.read_text("utf-8").replace("<mets:fileSec>", "<mets:fileSec><mets:fil/>"), "utf-8")
        assert "R301" in {each.code for each in TARGET.check(kit, schemas)}


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (contents(made(TARGET, tmp_path / name, scanned())) for name in "ab")
    assert one == two


WORDS = st.sampled_from(["", "a", " ", "<note>n<pb/></note>", "<pb n='1'/>", "<pb xml:id='p{}' facs='#s{}'/>"])
LEAVES = st.builds("<p>{}{}</p>".format, WORDS, WORDS) | WORDS | st.just("<pb facs='https://a.example/{}.tif'/>")
TREES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        "<div{}>{}{}</div>".format,
        st.sampled_from(["", " type='document' xml:id='d{}'", " type='document'", " xml:id='d{}' n='7'"]),
        inner,
        inner,
    ),
    max_leaves=12,
)
PLATES = st.lists(
    st.sampled_from(["<surface xml:id='s{}'><graphic url='https://a.example/{}.png' width='3' height='4'/></surface>",
                     "<surface start='#p{}'><graphic url='https://a.example/{}.jpg'/></surface>"]), max_size=4,
)  # fmt: skip


def numbered(text: str) -> str:
    numbers = count(1)
    return re.sub(r"\{\}", lambda _: str(next(numbers)), text)


@settings(max_examples=60)
@given(TREES, PLATES)
def test_whatever_the_text_is_like_all_pointers_hold(tree: str, plates: list[str]) -> None:
    tree, facsimile = map(numbered, (tree, "".join(plates)))
    of = scanned(document(f"<facsimile>{facsimile}</facsimile>", f"<text><body>{tree}</body></text>"))
    with TemporaryDirectory() as place:
        assert list(faults(made(TARGET, Path(place, "mets"), of) / "box" / "mets.xml")) == []
        shown = made(IIIF, Path(place, "iiif"), of)
        assert [each.code for each in checked(IIIF, shown)] in (["P868"], ["P869"])


def changed(old: str, new: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    return change


def other_text(file: Path) -> None:
    (file.parent / "tei" / "box.xml").write_text("<TEI/>")


def no_text(file: Path) -> None:
    (file.parent / "tei" / "box.xml").unlink()


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (changed('ID="dmd_2"', 'ID="dmd_1"'), "the ID 'dmd_1' is given 2 times"),
        (changed('ID="phys_4"', 'ID="4"'), "the ID '4' is no name"),
        (changed('DMDID="dmd_1"', 'DMDID="dmd_9"'), "DMDID='dmd_9' of div points to nothing that it may point to"),
        (changed('DMDID="dmd_1"', 'DMDID="img_1"'), "DMDID='img_1' of div points to nothing that it may point to"),
        (changed('FILEID="img_2"', 'FILEID="img_7"'), "FILEID='img_7' of fptr points to nothing"),
        (changed('ADMID="amd"', 'ADMID="nobody"'), "ADMID='nobody' of div points to nothing"),
        (changed('xlink:to="phys_0"', 'xlink:to="phys_9"'), "to='phys_9' of smLink points to nothing"),
        (changed('ORDER="2"', 'ORDER="3"'), "the divisions in 'phys_0' do not come in the order of their ORDER"),
        (changed('ORDER="2"', 'ORDER="two"'), "the divisions in 'phys_0' do not come in the order of their ORDER"),
        (changed('<mets:div ID="phys_0" TYPE="physSequence">', "<mets:div/><mets:div>"), "has 2 outermost divisions"),
        (changed('BEGIN="d1"', 'BEGIN="d9"'), "'tei/box.xml' has no element with the xml:id 'd9'"),
        (changed("tei/box.xml", "../../secret.xml"), "the file '../../secret.xml' is not in the kit"),
        (other_text, "the checksum of 'tei/box.xml' does not hold"),
        (other_text, "has 6 bytes, not"),
        (no_text, "the file 'tei/box.xml' is not in the kit"),
        (lambda file: file.write_text("<mets/>"), "its outermost element is mets"),
        (lambda file: file.write_text('<mets xmlns="http://www.loc.gov/METS/"/>'), "it has no structMap"),
    ],
)
def test_what_is_wrong_is_found_without_a_schema(change: Callable[[Path], None], wanted: str, tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "mets", scanned())
    (tmp_path / "secret.xml").write_text("<x/>")
    assert list(faults(kit / "box" / "mets.xml")) == []
    change(kit / "box" / "mets.xml")
    told = checked(TARGET, kit)
    assert any(wanted in each.message for each in told if each.code == "P862"), told


def test_what_is_no_xml_is_told(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "mets", scanned())
    (kit / "box" / "mets.xml").write_text("<mets")
    assert "X101" in {each.code for each in TARGET.check(kit, Schemas())}
