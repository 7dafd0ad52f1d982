"""The pages of a text and the pictures of them."""

from __future__ import annotations

import pytest
from scans import document, root, scanned

from tei.deposit.facsimile import Facsimile, Page, Picture, unmeasured, unreachable

SCANS = "https://scans.example.com/box/"
IMAGES = "https://images.example.com/iiif"
TIFF = Picture(f"{SCANS}1.tif", "image/tiff", 2100, 3100)
PNG = Picture(f"{SCANS}1.png", "image/png", 1050, 1550)


def test_pages_have_the_pictures_that_point_to_them_or_that_they_point_to() -> None:
    assert Facsimile.of(root()).pages == (
        Page("cover", "cover", (Picture(f"{SCANS}cover.jpg", "image/jpeg", 2000, 3000),)),
        Page("p1", "1", (TIFF, PNG)),
        Page("p2", "2", (Picture(f"{IMAGES}/3/two/full/max/0/default.jpg", "image/jpeg", 2100, 3100),)),
        Page("", "3", (Picture(f"{IMAGES}/2/three/full/1000,1500/0/default.jpg", "image/jpeg", 1000, 1500),)),
    )


def test_surfaces_without_page_breaks_stand_where_they_stand_among_the_others() -> None:
    facsimile = (
        "<facsimile><graphic url='https://a.example/0.png' n='flyleaf'/><surface xml:id='s1'>"
        "<graphic url='https://a.example/1.png'/></surface><surface n='map'><graphic url='https://a.example/map.png'/>"
        "</surface><surface n='empty'/><surface xml:id='s2'><graphic url='https://a.example/2.png'/></surface></facsimile>"
    )
    text = "<text><body><p><pb n='1' facs='#s1'/>a<pb n='2' facs='#s2'/>b<pb n='3' facs='#gone'/></p></body></text>"
    found = Facsimile.of(root(facsimile, text))
    assert [page.label for page in found.pages] == ["flyleaf", "1", "map", "2", "3"]
    assert sorted(found.begins.values()) == [1, 3, 4]
    assert found.pages[4].pictures == ()


def test_a_text_without_page_breaks_has_the_pages_of_its_surfaces() -> None:
    found = Facsimile.of(root(text="<text><body><p>Text.</p></body></text>"))
    assert [page.id for page in found.pages] == ["cover", "", "f2"]
    assert Facsimile.of(root("", "<text><body><p>Text.</p></body></text>")).pages == ()


@pytest.mark.parametrize(
    ("graphic", "surface", "size"),
    [
        ("width='200px' height='300px'", "", (200, 300)),
        ("width='200' height='300.0px'", "ulx='0' uly='0' lrx='9' lry='9'", (200, 300)),
        ("width='20cm' height='30cm'", "ulx='-10.5' uly='0' lrx='89.5' lry='200'", (100, 200)),
        ("width='200px'", "", (0, 0)),
        ("width='0px' height='0px'", "ulx='5' uly='5' lrx='5' lry='9'", (0, 0)),
        ("width='99999999999999999999px' height='1px'", "ulx='0' uly='0' lrx='1e999' lry='nan'", (0, 0)),
    ],
)
def test_sizes_are_those_of_the_picture_else_of_the_surface(graphic: str, surface: str, size: tuple[int, int]) -> None:
    facsimile = f"<facsimile><surface {surface}><graphic url='https://a.example/x' {graphic}/></surface></facsimile>"
    ((picture,),) = (page.pictures for page in Facsimile.of(root(facsimile, "<text/>")).pages)
    assert (picture.media, picture.width, picture.height) == ("", *size)


@pytest.mark.parametrize(
    ("request_", "size"),
    [
        ("full/400,600/0/default.jpg", (400, 600)),
        ("10,20,400,600/max/0/gray.png", (400, 600)),
        ("10,20,400,600/400,/0/color.jpg", (0, 0)),
        ("pct:1,2,3.5,4/max/!90/default.jpg", (0, 0)),
        ("square/max/0/default.jpg", (0, 0)),
        ("full/0,600/0/default.jpg", (0, 0)),
    ],
)
def test_sizes_are_those_that_the_image_api_is_asked_for(request_: str, size: tuple[int, int]) -> None:
    text = f"<text><body><pb facs='https://a.example/i/x/{request_}'/></body></text>"
    facsimile = f"<facsimile><surface><graphic url='https://a.example/i/x/{request_}'/></surface></facsimile>"
    for tree in (root("", text), root(facsimile, "<text/>")):
        ((picture,),) = (page.pictures for page in Facsimile.of(tree).pages)
        assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    ("facs", "address"),
    [
        ("scans/1.png", "https://me.example/edition/scans/1.png"),
        ("HTTPS://a.example/1", "https://a.example/1"),
        ("0001", None),
        ("#", None),
        ("file:///etc/passwd.png", ""),
        ("ftp://a.example/1.jpg", ""),
        ("http://[1.png", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_page_break_names_pictures_in_the_web(facs: str, address: str | None) -> None:
    found = Facsimile.of(root("", f"<text><body><pb facs='{facs}'/></body></text>"), "https://me.example/edition/")
    (page,) = found.pages
    assert [picture.address for picture in page.pictures] == ([address] if address else [])
    assert bool(found.nowhere) == (address == "")


def test_what_is_no_picture_is_left_out_and_what_is_relative_to_nothing_is_nowhere() -> None:
    facsimile = (
        "<facsimile><surface><graphic url='https://a.example/x.pdf'/><graphic url='1.png'/><graphic/>"
        "<graphic url='http://[1.png'/><graphic url='https://a.example/1' mimeType='image/jpg'/></surface></facsimile>"
    )
    found = Facsimile.of(root(facsimile, "<text/>"), "ftp://a.example/")
    assert found.pages == (Page("", "", (Picture("https://a.example/1", "image/jpeg"),)),)
    assert (len(found.nowhere), len(found.unmeasured)) == (3, 1)


def test_what_is_left_out_is_told_once() -> None:
    assert list(unreachable(scanned(document("", "<text/>")))) == []
    facsimile = "<facsimile><surface><graphic url='1.png'/><graphic url='2.png'/></surface></facsimile>"
    both = document(facsimile, "<text/>")
    collection = scanned(document(), both, both)
    (said,) = unreachable(collection)
    assert (said.code, said.severity) == ("H221", "warning")
    assert "3 more like it" in said.message
    assert said.labels[0].source.name == "box2.xml"
    assert list(unmeasured(collection)) == []
    published = scanned(both, url="https://me.example")
    assert list(unreachable(published)) == []
    (said,) = unmeasured(published)
    assert said.code == "H222"
