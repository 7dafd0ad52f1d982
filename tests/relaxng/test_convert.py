"""Which files a conversion takes, and where what comes of them goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.relaxng.convert import convert, convert_all, syntax

RNG = "http://relaxng.org/ns/structure/1.0"


def test_all_parts_are_taken_and_stay_where_they_are_to_one_another(tmp_path: Path) -> None:
    (tmp_path / "main").mkdir()
    (tmp_path / "our parts").mkdir()
    remote = 'external "http://example.org/a.rnc" | external "two"'
    (tmp_path / "main" / "one.rnc").write_text(f'include "../our%20parts/three.rnc"\nb = {remote}\n')
    (tmp_path / "main" / "two").write_text('external "../our%20parts/three.rnc"\n')
    (tmp_path / "our parts" / "three.rnc").write_text('include "../main/four.rng"\n')
    (tmp_path / "main" / "four.rng").write_text(f'<grammar xmlns="{RNG}"/>')
    texts = convert_all(str(tmp_path / "main" / "one.rnc"), ".rng")
    assert list(texts) == ["main/one.rng", "our parts/three.rng", "main/two.rng", "main/four.rng"]
    assert '<include href="../our%20parts/three.rng"/>' in texts["main/one.rng"]
    assert '<externalRef href="http://example.org/a.rnc"/>' in texts["main/one.rng"]
    assert '<externalRef href="two.rng"/>' in texts["main/one.rng"]


def test_the_syntax_is_what_the_name_says_or_the_first_character(tmp_path: Path) -> None:
    (tmp_path / "schema.xml").write_text(f'\n<grammar xmlns="{RNG}"/>')
    (tmp_path / "schema.txt").write_text("# <a>\nstart = a\n")
    assert syntax("a/b.RNC") == ".rnc"
    assert syntax(str(tmp_path / "schema.xml")) == ".rng"
    assert syntax(str(tmp_path / "schema.txt")) == ".rnc"
    assert convert(str(tmp_path / "schema.xml"), ".rnc") == ""
    assert convert(str(tmp_path / "schema.txt"), ".rnc") == "# <a>\n\nstart = a\n"


def test_what_is_no_schema_is_refused(tmp_path: Path) -> None:
    (tmp_path / "schema.rng").write_text(f'<grammar xmlns="{RNG}"><define/></grammar>')
    with pytest.raises(Refused) as refused:
        convert(str(tmp_path / "schema.rng"), ".rnc")
    assert refused.value.diagnostics[0].code == "P302"
    with pytest.raises(Refused) as refused:
        convert_all(str(tmp_path / "none.rng"), ".rnc")
    assert refused.value.diagnostics[0].code == "P301"


@pytest.mark.parametrize(
    ("written", "same"),
    [
        # What holds for most stands on the root, if nothing in it is to be inherited.
        ('default namespace = "urn:a" start = element a { element b { xsd:int } }', 'ns="urn:a" datatypeLibrary='),
        ('namespace a = "urn:a" start = element a:a { element b { text } }', 'name="a:a"'),
        ('namespace a = "urn:a" start = element a:a { element a:b { text } }', 'ns="urn:a"'),
        ('default namespace = "urn:a" start = element a { [ x [ ] ] (b, c) }', "<group>"),
        ('default namespace = "urn:a" start = element a { b, c }', '<element name="a">\n      <ref name="b"/>'),
        ('default namespace = "urn:a" start = element a >> x [] { b }', "<name>a</name>"),
        ('namespace x = "urn:x" start = element [ x:k = "" ] a { b }', '<name x:k="">a</name>'),
        ('namespace l = "" default namespace = "urn:a" start = element l:a { b } | element a { c } | element d { e }',
         '<name ns="">a</name>'),
    ],
)  # fmt: skip
def test_the_shorthands_of_xml(written: str, same: str, tmp_path: Path) -> None:
    path = tmp_path / "schema.rnc"
    path.write_text(written)
    assert same in convert(str(path), ".rng")


def test_what_follows_a_group_goes_on_to_follow_it(tmp_path: Path) -> None:
    path = tmp_path / "schema.rnc"
    path.write_text("element a { (b, c) >> x [ ] }")
    assert "</group>\n  <x" in convert(str(path), ".rng")
