from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.core.namespaces import XML
from tei.core.source import Source
from tei.core.spread import is_spread

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def test_most_documents_are_in_one_file() -> None:
    for text in ("<a/>", "<!DOCTYPE a [<!ENTITY e 'words'>]><a>SYSTEM &e;</a>", "<!DOCTYPE a><a/>"):
        assert not is_spread(Source("a.xml", text))
    for text in (f"<a {XI}/>", "<!DOCTYPE a SYSTEM 'a.dtd'><a/>", '<!DOCTYPE a [<!ENTITY e\n PUBLIC "x" "y">]><a/>'):
        assert is_spread(Source("a.xml", text))


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    (tmp_path / "part.xml").write_text('\n <p xmlns="u" n="é">é<q/></p>', encoding="utf-8")
    (tmp_path / "more.xml").write_text("<p/>text")
    (tmp_path / "a.dtd").write_text('<!ENTITY more SYSTEM "more.xml">')
    (tmp_path / "a.xml").write_text(
        f'<!DOCTYPE a SYSTEM "a.dtd">\n<a xmlns="u" {XI}>é<b/>\n<xi:include href="part.xml"/>&more;<c/></a>',
        encoding="utf-8",
    )
    return Edition.load(str(tmp_path / "a.xml"))


def test_the_tree_has_all_files(edition: Edition) -> None:
    root = edition.tree.getroot()
    assert [element.tag for element in edition.elements()] == ["{u}a", "{u}b", "{u}p", "{u}q", "{u}p", "{u}c"]
    assert "".join(root.itertext()) == "é\nétext"
    assert root[1].get(f"{{{XML}}}base") == "part.xml"
    assert root.nsmap[None] == "u"


def test_every_element_has_its_place(edition: Edition) -> None:
    labels = [edition.label(element) for element in edition.elements()]
    assert [Path(str(label)).name for label in labels] == [
        "a.xml:2:1",
        "a.xml:2:58",
        "part.xml:2:2",
        "part.xml:2:22",
        "more.xml:1:1",
        "a.xml:3:36",
    ]
    assert [label.source[label.span] for label in labels[1:]] == ["<b/>", '<p xmlns="u" n="é">', "<q/>", "<p/>", "<c/>"]
    outer = [edition.source.position(at) for at in edition.positions]
    assert outer == [(2, 1), (2, 58), (3, 1), (3, 1), (3, 30), (3, 36)]


def test_all_that_is_missing_is_told() -> None:
    text = f'<a {XI}><xi:include href="none-1.xml"/><xi:include href="none-2.xml"/></a>'
    with pytest.raises(Refused) as refused:
        Edition.decode(text.encode(), "a.xml")
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["X103", "X103"]


@pytest.mark.parametrize("inside", ["<b>", "&none;", "\x01", "&#0;"])
def test_what_is_not_well_formed_is_told(inside: str) -> None:
    with pytest.raises(Refused) as refused:
        Edition.decode(f"<a {XI}>{inside}</a>".encode(), "a.xml")
    assert refused.value.diagnostics[0].code == "X101"
