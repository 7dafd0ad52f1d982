"""Packages for eXist-db."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from kits import BARE, BY, FULL, checked, collection, contents, made, said
from lxml import etree

from tei.deposit.collection import Collection
from tei.deposit.exist import TARGET
from tei.deposit.exist.descriptors import (
    abbreviation,
    deployment_descriptor,
    index_configuration,
    package_descriptor,
    version,
)
from tei.deposit.record import Identifier, Licence

BOTH = collection(FULL, "d1", "d2")


def rewritten(folder: Path, name: str, change: Callable[[str], str]) -> Path:
    """A package with one of its files changed."""
    kit = made(TARGET, folder, BOTH)
    (package,) = kit.iterdir()
    with zipfile.ZipFile(package) as archive:
        files = {each: archive.read(each) for each in archive.namelist()}
    files[name] = change(files.get(name, b"").decode()).encode()
    with zipfile.ZipFile(package, "w") as archive:
        for each, data in files.items():
            archive.writestr(each, data)
    return kit


def texts(root: etree._Element) -> dict[str, str]:
    return {etree.QName(each).localname: each.text or "" for each in root}


def test_a_package_is_sound_and_the_same_each_time(tmp_path: Path) -> None:
    kit = made(TARGET, tmp_path / "a", BOTH)
    assert checked(TARGET, kit) == []
    assert contents(kit) == contents(made(TARGET, tmp_path / "b", BOTH))
    (package,) = kit.iterdir()
    assert package.name == "plain-text-2.1.0.xar"
    with zipfile.ZipFile(package) as archive:
        assert archive.namelist() == ["expath-pkg.xml", "repo.xml", "collection.xconf", "data/d1.xml", "data/d2.xml"]
        assert archive.read("data/d1.xml") == BOTH.resources[0].data
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_descriptors_say_what_the_header_says() -> None:
    package = package_descriptor(BOTH)
    assert dict(package.attrib) == {
        "name": "https://doi.org/10.5281/zenodo.1003150", "abbrev": "plain-text", "version": "2.1.0", "spec": "1.0",
    }  # fmt: skip
    meta = deployment_descriptor(BOTH)
    assert texts(meta) | {"author": ""} == {
        "description": "Zwei Télégrammes 電報", "author": "", "website": "https://doi.org/10.5281/zenodo.1003150",
        "status": "stable", "license": "CC-BY-4.0", "copyright": "true", "type": "library", "target": "plain-text",
        "permissions": "",
    }  # fmt: skip
    named = [each.text for each in meta if str(each.tag).endswith("}author")]
    assert named == ["John Foster Dulles", "Department of State"]
    assert "password" not in etree.tostring(meta, encoding="unicode")


def test_what_nobody_knows_is_empty(tmp_path: Path) -> None:
    assert checked(TARGET, made(TARGET, tmp_path / "a", collection(BARE))) == []
    said = texts(deployment_descriptor(collection(BARE)))
    assert (said["author"], said["license"], said["copyright"], said["website"]) == (":unav", "", "true", "")


def test_the_public_domain_has_no_copyright() -> None:
    free = Licence("", "https://creativecommons.org/publicdomain/zero/1.0/")
    assert texts(deployment_descriptor(collection(replace(FULL, licences=(free,)))))["copyright"] == "false"
    assert texts(deployment_descriptor(collection(replace(FULL, licences=(free, BY)))))["copyright"] == "true"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [("2", "2.0.0"), ("2.1", "2.1.0"), ("1.02.3", "1.2.3"), ("second", "2026.5.2"), ("", "2026.5.2"),
     ("1.2.3.4", "2026.5.2")],
)  # fmt: skip
def test_a_version_has_three_numbers(said: str, wanted: str) -> None:
    assert version(collection(replace(FULL, version=said))) == wanted


def test_the_day_may_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert version(collection(BARE)) == "1970.1.2"


def test_a_name_keeps_to_the_edition_and_a_collection_has_a_plain_one() -> None:
    def name(of: Collection) -> str:
        return package_descriptor(of).get("name", "")

    bare = collection(BARE)
    assert name(collection(FULL, url="https://example.org/a")) == "https://example.org/a/"
    assert name(bare) == name(collection(BARE)) != name(replace(bare, name="other"))
    assert name(bare).startswith("urn:uuid:")
    unfit = replace(FULL, identifiers=(Identifier("DOI", "10.1234/<a b>"),))
    assert name(collection(unfit)).startswith("urn:uuid:")
    assert abbreviation(replace(bare, name="a.b_c")) == "a-b-c"
    assert abbreviation(replace(bare, name="._")) == "edition"


def test_the_index_names_its_place() -> None:
    assert b"/db/system/config/db/apps/plain" in etree.tostring(index_configuration(BOTH))


@pytest.mark.parametrize(
    ("name", "old", "new", "wanted"),
    [
        ("expath-pkg.xml", "<package ", "<pack ", "expath-pkg.xml is not well-formed XML"),
        ("expath-pkg.xml", 'expath.org/ns/pkg"', 'expath.org/ns"', "the root is not <package> of EXPath"),
        ("expath-pkg.xml", 'name="https:', 'name="', "@name is not an absolute URI"),
        ("expath-pkg.xml", '"plain-text"', '"a b"', "@abbrev is not a name without blanks"),
        ("expath-pkg.xml", '"2.1.0"', '"2.1"', "@version is not a version of three numbers"),
        ("expath-pkg.xml", '"1.0"', '"2.0"', "@spec is not 1.0"),
        ("expath-pkg.xml", "title>", "t>", "there is no <title>"),
        ("expath-pkg.xml", "processor=", "p=", "names neither a processor nor a package"),
        ("repo.xml", "xquery/repo", "xquery", "the root is not <meta> of eXist-db"),
        ("repo.xml", "author>", "writer>", "there is no <author>"),
        ("repo.xml", ">library<", ">data<", "<type> is neither application nor library"),
        ("repo.xml", ">true<", "><", "<copyright> is neither true nor false"),
        ("repo.xml", ">plain-text<", ">../plain<", "<target> is no path in the database"),
        ("repo.xml", 'user="admin"', 'password="x"', "<permissions> has a password that everybody can read"),
        ("repo.xml", 'user="admin"', "", "<permissions> has no user"),
        ("repo.xml", "rw-r--r--", "all", "<permissions> has no mode"),
        ("collection.xconf", "index>", "indexes>", "collection.xconf is not well-formed XML"),
        ("collection.xconf", "collection-config", "config", "the root is not <collection> with an <index>"),
        ("collection.xconf", "xmlns:tei", "xmlns:t", "the prefix of tei:div is not declared"),
        ("data/d2.xml", "</p>", "", "data/d2.xml is not well-formed XML"),
    ],
)
def test_what_would_be_refused_is_told(tmp_path: Path, name: str, old: str, new: str, wanted: str) -> None:
    kit = rewritten(tmp_path / "a", name, lambda text: text.replace(old, new))
    assert wanted in said(TARGET, kit)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("../x.xml", "'../x.xml' leads out of the folder"),
        ("/etc/x.xml", "'/etc/x.xml' leads out of the folder"),
        ("C:\\x.xml", "leads out of the folder"),
        ("DATA/d1.xml", "'DATA/d1.xml' is there twice"),
    ],
)
def test_names_that_do_harm_are_told(tmp_path: Path, name: str, wanted: str) -> None:
    assert wanted in said(TARGET, rewritten(tmp_path / "a", name, lambda text: "<x/>"))


def test_links_and_what_is_missing_are_told(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("data/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.xar", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    found = said(TARGET, tmp_path)
    for wanted in ("'data/link' is a link", "expath-pkg.xml is not there", "there is no text in data/"):
        assert wanted in found


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    assert "there is no package" in said(TARGET, tmp_path)
    (tmp_path / "a.xar").write_bytes(b"PK")
    assert "cannot be unzipped" in said(TARGET, tmp_path)


def test_what_is_damaged_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xar", "w") as archive:
        archive.writestr("repo.xml", "<meta>unmistakable</meta>")
    damaged = (tmp_path / "a.xar").read_bytes().replace(b"unmistakable", b"unmistakeable"[:12], 1)
    (tmp_path / "a.xar").write_bytes(damaged)
    assert said(TARGET, tmp_path) == "repo.xml is damaged"
