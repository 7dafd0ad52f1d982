"""Manifests of IIIF: a canvas for each picture, ranges for the divisions, and what is wrong with others."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from kits import checked, contents, made, said
from scans import SURFACES, document, scanned

from tei.deposit.iiif import TARGET
from tei.deposit.iiif.checking import faults

URL = "https://me.example/edition"
BOX = f"{URL}/iiif/box"


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """The kit of a text with pictures."""
    return made(TARGET, tmp_path / "iiif", scanned(url=URL))


def test_a_manifest_says_what_the_text_is(kit: Path) -> None:
    assert checked(TARGET, kit) == []
    assert sorted(contents(kit)) == ["box/box.xml", "box/manifest.json", "collection.json"]
    found = read(kit / "box" / "manifest.json")
    assert found["id"] == f"{BOX}/manifest.json"
    assert found["label"] == {"en": ["Letters from the harbour"]}
    assert found["summary"] == {"en": ["About ships."]}
    assert found["rights"] == "http://creativecommons.org/licenses/by/4.0/"
    assert found["requiredStatement"]["value"] == {"none": ["The editors", "CC BY 4.0"]}
    assert found["navDate"] == "1901-02-03T00:00:00Z"
    assert {"label": {"en": ["Editor"]}, "value": {"none": ["Lind, Ada"]}} in found["metadata"]
    assert (found["provider"][0]["id"], found["homepage"][0]["id"]) == (f"{URL}/", f"{URL}/")
    assert found["seeAlso"][0]["id"] == f"{BOX}/box.xml"
    (item,) = read(kit / "collection.json")["items"]
    assert item == {name: found[name] for name in ("id", "type", "label")}


def test_each_page_has_a_canvas_of_the_size_of_its_picture(kit: Path) -> None:
    items = read(kit / "box" / "manifest.json")["items"]
    assert [each["label"] for each in items] == [{"none": [f"[{n}]"]} for n in ("cover", "1", "2", "3")]
    assert [(each["width"], each["height"]) for each in items] == [
        (2000, 3000), (1050, 1550), (2100, 3100), (1000, 1500),
    ]  # fmt: skip
    (painting,) = items[1]["items"][0]["items"]
    assert painting["target"] == items[1]["id"] == f"{BOX}/canvas/2"
    assert painting["body"] == {
        "id": "https://scans.example.com/box/1.png",
        "type": "Image",
        "format": "image/png",
        "height": 1550,
        "width": 1050,
    }
    assert [each["id"] for each in items[1]["rendering"]] == ["https://scans.example.com/box/1.tif"]
    services = [items[n]["items"][0]["items"][0]["body"]["service"] for n in (2, 3)]
    assert services == [
        [{"id": "https://images.example.com/iiif/3/two", "type": "ImageService3", "profile": "level0"}],
        [{
            "@id": "https://images.example.com/iiif/2/three",
            "@type": "ImageService2",
            "profile": "http://iiif.io/api/image/2/level0.json",
        }],
    ]  # fmt: skip


def test_each_division_has_a_range(kit: Path) -> None:
    (everything,) = read(kit / "box" / "manifest.json")["structures"]
    (chapter,) = everything["items"]
    assert everything["label"] == {"none": ["All of them"]}
    assert [each["label"]["none"] for each in chapter["items"]] == [["1. Letter"], ["2. Letter"]]
    assert [[each["id"] for each in letter["items"]] for letter in chapter["items"]] == [
        [f"{BOX}/canvas/2", f"{BOX}/canvas/3"],
        [f"{BOX}/canvas/3", f"{BOX}/canvas/4"],
    ]


def test_what_stands_before_the_parts_of_a_division_is_its_own(tmp_path: Path) -> None:
    pages = [f"<pb facs='https://a.example/i/{n}/full/10,20/0/default.jpg'/>" for n in range(3)]
    text = f"<text><body><div><p>{pages[0]}a{pages[1]}b</p><div>{pages[2]}c</div></div><div/></body></text>"
    kit = made(TARGET, tmp_path / "iiif", scanned(document("", text), url=URL))
    outer, empty = read(kit / "box" / "manifest.json")["structures"]
    assert [each["type"] for each in outer["items"]] == ["Canvas", "Canvas", "Range"]
    assert [each["id"] for each in empty["items"]] == [f"{BOX}/canvas/3"]


def test_pages_with_one_picture_share_its_canvas(tmp_path: Path) -> None:
    facsimile = (
        "<facsimile><surface xml:id='s'><graphic url='https://a.example/2/x/info.json' width='30px' height='20px'/>"
        "</surface><surface xml:id='t'><graphic url='https://a.example/y/info.json' width='30' height='20'/></surface>"
        "<surface xml:id='u'><graphic url='https://a.example/z' width='30' height='20' mimeType='image/x-own'/>"
        "<graphic url='https://a.example/zz' width='30' height='20'/></surface>"
        "<surface xml:id='v'><graphic url='https://a.example/unmeasured.png'/></surface></facsimile>"
    )
    text = (
        "<text><body><p><pb n='1' facs='#s'/>a<pb n='2' facs='#s'/>b<pb n='2' facs='#t'/>c<pb facs='#u'/>d"
        "<pb facs='#v'/>e</p></body></text>"
    )
    kit = made(TARGET, tmp_path / "iiif", scanned(document(facsimile, text), url=URL))
    first, second, third = read(kit / "box" / "manifest.json")["items"]
    assert first["label"] == {"none": ["[1], [2]"]}
    assert third["label"] == {"none": ["4"]}
    bodies = [each["items"][0]["items"][0]["body"] for each in (first, second, third)]
    assert [each["id"] for each in bodies] == [
        "https://a.example/2/x/full/full/0/default.jpg",
        "https://a.example/y/full/max/0/default.jpg",
        "https://a.example/zz",
    ]
    assert [each["service"][0].get("type", "2") for each in bodies[:2]] == ["2", "ImageService3"]
    assert third["rendering"][0]["format"] == "image/x-own"
    assert "structures" not in read(kit / "box" / "manifest.json")


@pytest.mark.parametrize(
    ("address", "rights"),
    [
        ("https://creativecommons.org/publicdomain/mark/1.0/", "http://creativecommons.org/publicdomain/mark/1.0/"),
        ("https://creativecommons.org/licenses/by-sa/3.0/de/", "http://creativecommons.org/licenses/by-sa/3.0/de/"),
        ("http://creativecommons.org/licenses/by/4.0", "http://creativecommons.org/licenses/by/4.0/"),
        ("http://rightsstatements.org/page/InC-EDU/1.0/", "http://rightsstatements.org/vocab/InC-EDU/1.0/"),
        ("https://opensource.org/licenses/MIT", None),
    ],
)
def test_only_licences_that_may_be_named_are_rights(address: str, rights: str | None, tmp_path: Path) -> None:
    text = document().replace("https://creativecommons.org/licenses/by/4.0/deed.en", address)
    kit = made(TARGET, tmp_path / "iiif", scanned(text, url=URL))
    assert read(kit / "box" / "manifest.json").get("rights") == rights
    assert checked(TARGET, kit) == []


def test_texts_without_pictures_are_a_collection_of_nothing(tmp_path: Path) -> None:
    texts = [document("", f"<text><body><p>{each}</p></body></text>") for each in ("None.", "<pb facs='0001'/>Number.")]
    kit = made(TARGET, tmp_path / "none", scanned(*texts, url=URL))
    assert sorted(contents(kit)) == ["collection.json"]
    assert read(kit / "collection.json")["items"] == []
    (said_,) = checked(TARGET, kit)
    assert (said_.code, said_.severity) == ("P869", "info")


def test_an_address_that_is_nobodys_is_told(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "iiif", scanned(document(SURFACES, header="<teiHeader/>")))
    (said_,) = checked(TARGET, kit)
    assert (said_.code, said_.severity) == ("P868", "warning")
    found = read(kit / "box" / "manifest.json")
    assert found["id"] == "https://example.org/iiif/box/manifest.json"
    assert not {"provider", "homepage", "rights", "requiredStatement", "navDate"} & set(found)


def test_the_reader_of_others_understands_it(kit: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        prezi = pytest.importorskip("iiif_prezi3", reason="iiif-prezi3 is not installed")
    found = prezi.Manifest(**read(kit / "box" / "manifest.json"))
    assert len(found.items) == 4
    assert len(prezi.Collection(**read(kit / "collection.json")).items) == 1


def put(path: str, value: object) -> Callable[[Any], None]:
    """A change of the value at a place; of one that is there to None takes it away."""

    def change(whole: Any) -> None:
        *steps, last = [int(each) if each.isdigit() else each for each in path.split("/")]
        for step in steps:
            whole = whole[step]
        if value is None:
            del whole[last]
        else:
            whole[last] = value

    return change


PAGE = "items/0/items/0"


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (put("type", "sc:Manifest"), "it is neither a Manifest nor a Collection"),
        (put("@context", "http://iiif.io/api/presentation/2/context.json"), "its @context is not"),
        (put("@context", []), "its @context is not"),
        (put("id", "manifest.json"), "/id: 'manifest.json' is no address"),
        (put("label", "A title"), "/label: it is no table of languages"),
        (put("label", None), "/label: it is no table of languages"),
        (put("label", {"en": "A title"}), "/label/en: it is no list of strings"),
        (put("summary", {"in English": ["x"]}), "/summary: 'in English' is no language"),
        (put("metadata/0/value", {"en": [1]}), "/metadata/value/en: it is no list of strings"),
        (
            put("rights", "https://opensource.org/licenses/MIT"),
            "/rights: 'https://opensource.org/licenses/MIT' is none",
        ),
        (put("navDate", "1901"), "/navDate: '1901' is no date with a time"),
        (put("items", []), "/items: Manifest has none"),
        (put("items", ["x"]), "/items: not all of them are objects"),
        (put("items/0/type", "Range"), "/items/0: 'Range' is not allowed in Manifest"),
        (put("items/0/width", 0), "/items/0/width: 0 is no positive number"),
        (put("items/0/height", True), "/items/0/height: True is no positive number"),
        (put("items/0/id", f"{BOX}/canvas/2"), f"/id: '{BOX}/canvas/2' is the id of something else, too"),
        (put("items/0/id", f"{BOX}/canvas/1#x"), "has a fragment"),
        (put("items/0/items", []), "/items/0/items: Canvas has none"),
        (put(f"{PAGE}/items/0/motivation", "commenting"), "motivation: it is 'commenting', not 'painting'"),
        (put(f"{PAGE}/items/0/body", {"id": "x.png", "type": "Image"}), "body: it is no Image with an address"),
        (put(f"{PAGE}/items/0/body/width", None), "body/width: None is no positive number"),
        (put(f"{PAGE}/items/0/target", f"{BOX}/canvas/9"), f"there is no canvas '{BOX}/canvas/9'"),
        (put("structures/0/items/0/items/0/items/0/id", f"{BOX}/canvas/9"), f"there is no canvas '{BOX}/canvas/9'"),
        (put("structures/0/type", "sc:Range"), "/structures/0: its type is 'sc:Range', not 'Range'"),
        (put("structures/0/items/0", {"type": "SpecificResource", "source": "x"}), "there is no canvas 'x'"),
    ],
)
def test_what_is_wrong_with_a_manifest_is_found(change: Callable[[Any], None], wanted: str, kit: Path) -> None:
    file = kit / "box" / "manifest.json"
    whole = read(file)
    change(whole)
    file.write_text(json.dumps(whole))
    assert wanted in "\n".join(faults(file))


def test_what_is_wrong_with_a_collection_is_found(kit: Path) -> None:
    (kit / "box" / "manifest.json").write_text("{}")
    told = said(TARGET, kit)
    assert "it is neither a Manifest nor a Collection" in told
    assert f"/items/0: the manifest '{BOX}/manifest.json' is not in the kit" in told
    (kit / "box" / "manifest.json").write_text("[]")
    assert "is not in the kit" in said(TARGET, kit)
    (kit / "collection.json").write_text("{")
    assert "it is no JSON" in said(TARGET, kit)
