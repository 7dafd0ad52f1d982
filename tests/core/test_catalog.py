from __future__ import annotations

import os
from pathlib import Path

import pytest

from tei.core.catalog import VARIABLE, Catalog, named, using
from tei.core.diagnostic import Refused

NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
TEI = "http://www.tei-c.org/schema"

ENTRIES = f"""
<!DOCTYPE catalog PUBLIC "-//OASIS//DTD XML Catalogs V1.1//EN" "http://www.oasis-open.org/none.dtd">
<catalog xmlns="{NAMESPACE}" prefer="public">
  <public publicId="-//TEI//DTD  Main//EN" uri="main.dtd"/>
  <group prefer="system" xml:base="deep/">
    <public publicId="-//TEI//DTD Shy//EN" uri="shy.dtd"/>
    <system systemId="{TEI}/a b.dtd" uri="ab.dtd"/>
  </group>
  <uri name="{TEI}/all.rng" uri="file:all.rng"/>
  <uri name="{TEI}/exact.rng" uri="exact.rng"/>
  <rewriteURI uriStartString="{TEI}/" rewritePrefix="short/"/>
  <rewriteURI uriStartString="{TEI}/deep/" rewritePrefix="long/"/>
  <uriSuffix uriSuffix="/x.rng" uri="suffix.rng"/>
  <uriSuffix uriSuffix="/y/x.rng" uri="longer.rng"/>
  <rewriteSystem systemIdStartString="{TEI}/sys/" rewritePrefix="sys/"/>
  <systemSuffix systemIdSuffix="z.dtd" uri="z.dtd"/>
  <uri name="urn:away" uri="https://example.org/away.rng"/>
  <uri name="half"/>
  <other xmlns="u" name="half" uri="half"/>
</catalog>
""".strip()


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    (tmp_path / "c.xml").write_text(ENTRIES)
    return Catalog.load(str(tmp_path / "c.xml"))


RESOLVED: list[tuple[dict[str, str], str | None]] = [
    ({"public": "-//TEI//DTD Main//EN"}, "main.dtd"),
    ({"public": " -//TEI//DTD\n Main//EN"}, "main.dtd"),
    ({"public": "urn:publicid:-:TEI:DTD+Main:EN"}, "main.dtd"),
    ({"system": "urn:publicid:-:TEI:DTD+Main:EN"}, "main.dtd"),
    ({"uri": "urn:publicid:-:TEI:DTD+Main:EN"}, "main.dtd"),
    ({"public": "-//TEI//DTD Main//EN", "system": "other.dtd"}, "main.dtd"),
    ({"public": "-//TEI//DTD Shy//EN", "system": "other.dtd"}, None),
    ({"public": "-//TEI//DTD Shy//EN"}, "deep/shy.dtd"),
    ({"system": f"{TEI}/a b.dtd"}, "deep/ab.dtd"),
    ({"system": f"{TEI}/a%20b.dtd"}, "deep/ab.dtd"),
    ({"system": f"{TEI}/a b.dtd", "public": "-//TEI//DTD Main//EN"}, "deep/ab.dtd"),
    ({"system": f"{TEI}/sys/m/q.dtd"}, "sys/m/q.dtd"),
    ({"system": "http://a/z.dtd"}, "z.dtd"),
    ({"uri": f"{TEI}/exact.rng"}, "exact.rng"),
    ({"uri": f"{TEI}/else.rng"}, "short/else.rng"),
    ({"uri": f"{TEI}/deep/else.rng"}, "long/else.rng"),
    ({"uri": "http://a/x.rng"}, "suffix.rng"),
    ({"uri": "http://a/y/x.rng"}, "longer.rng"),
    ({"uri": "urn:away"}, None),
    ({"uri": "half"}, None),
    ({"uri": "http://a/none"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("asked", "expected"), RESOLVED, ids=str)
def test_entries(catalog: Catalog, tmp_path: Path, asked: dict[str, str], expected: str | None) -> None:
    assert catalog.resolve(**asked) == (tmp_path / expected if expected else None)


def write(folder: Path, **catalogs: str) -> Catalog:
    for name, entries in catalogs.items():
        (folder / f"{name}.xml").write_text(f'<catalog xmlns="{NAMESPACE}">{entries}</catalog>')
    return Catalog.load(str(folder / f"{next(iter(catalogs))}.xml"))


def test_catalogs_that_are_referred_to(tmp_path: Path) -> None:
    catalog = write(
        tmp_path,
        a='<nextCatalog catalog="none.xml"/><nextCatalog catalog="http://example.org/c.xml"/>'
        '<nextCatalog catalog="b.xml"/><nextCatalog catalog="c.xml"/>',
        b='<nextCatalog catalog="a.xml"/><nextCatalog catalog="b.xml"/><uri name="u" uri="from-b"/>',
        c='<uri name="u" uri="from-c"/><uri name="v" uri="from-c"/><system systemId="s" uri="from-c"/>',
    )
    assert catalog.resolve(uri="u") == tmp_path / "from-b"
    assert catalog.resolve(uri="v") == tmp_path / "from-c"
    assert catalog.resolve(system="s") == tmp_path / "from-c"
    assert catalog.resolve(uri="w", system="w", public="w") is None


def test_catalogs_that_are_charged_with_names_are_asked_alone(tmp_path: Path) -> None:
    catalog = write(
        tmp_path,
        a='<delegatePublic publicIdStartString="-//A" catalog="p.xml"/>'
        '<delegatePublic publicIdStartString="-//A//B" catalog="q.xml"/>'
        '<delegateSystem systemIdStartString="http://a/" catalog="p.xml"/>'
        '<delegateURI uriStartString="http://a/" catalog="p.xml"/>'
        '<nextCatalog catalog="n.xml"/>',
        p='<public publicId="-//A//B//C" uri="p"/><public publicId="-//A//B//D" uri="p"/>'
        '<system systemId="http://a/s" uri="p"/><uri name="http://a/u" uri="p"/>',
        q='<public publicId="-//A//B//C" uri="q"/>',
        n='<public publicId="-//A//E" uri="n"/><uri name="http://a/n" uri="n"/><system systemId="http://a/n" uri="n"/>',
    )
    assert catalog.resolve(public="-//A//B//C") == tmp_path / "q"
    assert catalog.resolve(public="-//A//B//D") == tmp_path / "p"
    assert catalog.resolve(public="-//A//E") is None
    assert catalog.resolve(system="http://a/s") == tmp_path / "p"
    assert catalog.resolve(system="http://a/n") is None
    assert catalog.resolve(uri="http://a/u") == tmp_path / "p"
    assert catalog.resolve(uri="http://a/n") is None


def test_a_catalog_must_be_one(tmp_path: Path) -> None:
    broken = {
        "<other/>": "begins with <other>",
        "<catalog/>": "begins with <catalog>",
        f"<catalog xmlns='{NAMESPACE}'>": "not well-formed",
    }
    for number, (text, message) in enumerate(broken.items()):
        path = tmp_path / f"{number}.xml"
        path.write_text(text)
        with pytest.raises(Refused, match=message) as refused:
            Catalog.load(str(path))
        assert refused.value.diagnostics[0].code == "P303"
    with pytest.raises(Refused, match="cannot read"):
        Catalog.load(str(tmp_path / "none.xml"))


def test_the_environment_names_catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert named().resolve(uri="u") is None
    write(tmp_path, one='<uri name="u" uri="1"/>')
    write(tmp_path, two='<uri name="u" uri="2"/><uri name="v" uri="2"/>')
    (tmp_path / "two.xml").rename(tmp_path / "the second.xml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, f"none.xml one.xml {(tmp_path / 'the second.xml').as_uri()}")
    assert named().resolve(uri="u") == tmp_path / "1"
    assert named().resolve(uri="v") == tmp_path / "2"


def test_catalogs_are_used_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, one='<uri name="u" uri="1"/>')
    write(tmp_path, two='<uri name="u" uri="2"/>')
    one, two = str(tmp_path / "one.xml"), str(tmp_path / "two.xml")
    monkeypatch.delenv(VARIABLE, raising=False)
    with using([two]):
        assert named().resolve(uri="u") == tmp_path / "2"
        with using([one]):
            assert named().resolve(uri="u") == tmp_path / "1"
        with using([]):
            assert named().resolve(uri="u") == tmp_path / "2"
    assert VARIABLE not in os.environ
    with pytest.raises(Refused), using([str(tmp_path / "none.xml")]):
        raise AssertionError
