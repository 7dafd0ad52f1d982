"""Pictures beside a TEI file come along; what is not there is no picture on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.site import build
from tei.site.pictures import beside, is_missing, shown

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "volume"
    (folder / "maps").mkdir(parents=True)
    (folder / "maps" / "a b.png").write_bytes(PNG)
    (folder / "scan.tif").write_bytes(b"II*\0")
    (tmp_path / "secret.png").write_bytes(PNG)
    return folder


@pytest.mark.parametrize(
    ("address", "there", "missing"),
    [
        ("maps/a%20b.png", True, False),
        ("./maps/../maps/a%20b.png", True, False),
        ("scan.tif", True, True),
        ("maps/none.png", False, True),
        ("../secret.png", False, True),
        ("%2e%2e/secret.png", False, True),
        ("/etc/passwd", False, True),
        ("maps/a%00b.png", False, True),
        ("", False, True),
        ("https://example.org/a.png", False, False),
        ("//example.org/a.png", False, False),
        ("http://[", False, False),
    ],
)
def test_what_stands_beside_a_file(address: str, there: bool, missing: bool, folder: Path) -> None:
    assert (beside(address, folder) is not None) == there
    assert is_missing(address, [folder]) == missing


def test_a_link_does_not_lead_out_of_the_folder(folder: Path) -> None:
    (folder / "out.png").symlink_to(folder.parent / "secret.png")
    assert list(shown(["out.png", "scan.tif", "maps/a%20b.png"], folder)) == [
        ("maps/a b.png", (folder / "maps" / "a b.png").resolve())
    ]


def test_pictures_come_along(folder: Path, tmp_path: Path) -> None:
    figures = "".join(
        f"<figure><graphic url='{url}'/><figDesc>{said}</figDesc></figure>"
        for url, said in (("maps/a%20b.png", "Map"), ("none.png", "Gone"), ("../secret.png", "Secret"))
    )
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>x</p>{figures}</body></text></TEI>"
    file = folder / "v.xml"
    file.write_text(xml, encoding="utf-8")
    build([Edition.load(str(file))], tmp_path / "out", Profile.load("plain"), search="none")
    page = (tmp_path / "out" / "v.html").read_text(encoding="utf-8")
    assert '<img src="maps/a%20b.png"' in page
    assert page.count("<img") == 1
    assert "Gone" in page
    assert "Secret" in page
    assert (tmp_path / "out" / "maps" / "a b.png").read_bytes() == PNG
    assert not list((tmp_path / "out").rglob("secret*"))
