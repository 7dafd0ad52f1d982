"""What is in a header and would be refused or misread, told at its place."""

from __future__ import annotations

import pytest
from lxml import etree

from tei.core.authority import Authority
from tei.core.diagnostic import Diagnostic
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit import collect
from tei.deposit.doubts import DOUBTS, doubtful

HEADER = """<teiHeader><fileDesc>
<titleStmt><title>T</title><editor ref="https://orcid.org/0000-0002-1825-0097">Ada Holt</editor></titleStmt>
<publicationStmt><publisher>P</publisher><date when="2026"/><idno type="DOI">10.5555/1</idno>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>
</publicationStmt><sourceDesc><bibl>S <idno type="ISBN">0-16-024348-3</idno></bibl></sourceDesc></fileDesc>
<profileDesc><creation><date notBefore="1955">1955</date></creation><langUsage><language ident="en"/></langUsage>
</profileDesc></teiHeader>"""
CASES = (
    ("H201", ' target="https://creativecommons.org/licenses/by/4.0/"', "", "<licence>"),
    ("H201", "creativecommons.org/licenses/by/4.0/", " terms", '<licence target="https:// terms">'),
    ("H202", "creativecommons.org/licenses/by/4.0", "example.org", '<licence target="https://example.org/">'),
    ("H203", 'ident="en"', 'ident="en_US"', '<language ident="en_US"/>'),
    ("H203", "<title>", '<title xml:lang="English">', '<title xml:lang="English">'),
    ("H204", 'when="2026"', 'when="26.3.2026"', '<date when="26.3.2026"/>'),
    ("H204", 'when="2026"', 'when="2026-02-30"', '<date when="2026-02-30"/>'),
    ("H204", 'notBefore="1955">1955', ">spring 1955", "<date >"),
    ("H204", 'notBefore="1955">1955', ">last spring", "<date >"),
    ("H205", "Ada Holt", "Voltaire", '<editor ref="https://orcid.org/0000-0002-1825-0097">'),
    ("H205", ">Ada Holt", "><name>Voltaire</name>, of course", "<name>"),
    ("H206", "0097", "0079", '<editor ref="https://orcid.org/0000-0002-1825-0079">'),
    ("H206", "348-3", "348-7", '<idno type="ISBN">'),
    ("H206", "10.5555/1", "5555/1", '<idno type="DOI">'),
    ("H207", 'type="DOI">', 'type="URL">https://doi.org/', '<idno type="URL">'),
)
ALL = {name for doubt in DOUBTS for name in doubt.repositories}


def told(*headers: str, repositories: set[str] = ALL) -> list[Diagnostic]:
    texts = [f'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n{h}<text><body><p>T</p></body></text></TEI>' for h in headers]
    editions = [(Edition(Source(f"{number}.xml", text)), "") for number, text in enumerate(texts)]
    return list(doubtful(collect(editions, Profile.load("plain"), Authority()), repositories))


def test_a_sound_header_raises_no_doubt() -> None:
    assert told(HEADER) == []
    assert told("") == []


@pytest.mark.parametrize(("code", "sound", "doubted", "place"), CASES)
def test_each_doubt_is_told_at_its_place(code: str, sound: str, doubted: str, place: str) -> None:
    assert sound in HEADER
    (found,) = told(HEADER.replace(sound, doubted))
    assert found.code == code
    label = found.labels[0]
    assert label.source[label.span] == place
    assert found.help
    assert told(HEADER.replace(sound, doubted), repositories={"core", "dts"}) == []


def test_the_same_is_told_once_for_many() -> None:
    wrong = HEADER.replace('ident="en"', 'ident="english"')
    (found,) = told(HEADER, wrong, wrong)
    assert found.message.endswith("(and 1 more like it)")
    assert found.labels[0].source.name == "1.xml"


def test_who_is_named_by_the_text_alone_is_told_at_the_title() -> None:
    sent = '<correspDesc><correspAction type="sent"><persName>Voltaire</persName></correspAction></correspDesc>'
    (found,) = told(HEADER.replace("</profileDesc>", f"{sent}</profileDesc>"))
    label = found.labels[0]
    assert (found.code, label.source[label.span]) == ("H205", "<titleStmt>")


def test_the_lines_that_cure_are_well_formed() -> None:
    for code, sound, doubted, _ in CASES:
        (found,) = told(HEADER.replace(sound, doubted))
        lines = found.help[found.help.find("<") : found.help.rfind(">") + 1]
        assert found.code == code
        assert etree.fromstring(f"<x>{lines.replace('>, or <', '><')}</x>") is not None
