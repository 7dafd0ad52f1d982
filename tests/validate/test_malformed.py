from __future__ import annotations

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.validate import validate

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><p>B</p></publicationStmt>
<sourceDesc><p>C</p></sourceDesc></fileDesc></teiHeader>
<text><body>
<p>One <hi rend="italic">two</hi> & three.</p>
<p>Four.</p>
</body></text></TEI>
"""


def found(text: str) -> list[tuple[str, str]]:
    edition = Edition(Source("a.xml", text))
    return [(d.code, str(d.labels[0])) for d in validate(edition, Profile.load("plain"))]


def test_a_fault_of_the_tags_alone() -> None:
    assert found(TEXT) == [("X101", "a.xml:5:35")]


def test_what_else_is_wrong_is_told_at_its_place() -> None:
    text = TEXT.replace("Four.</p>", "Four. <persname>Five</persname> <date when='1956-13-01'/></p>")
    assert found(text) == [("X101", "a.xml:5:35"), ("R101", "a.xml:6:10"), ("R203", "a.xml:6:48")]


def test_an_unclosed_element_and_a_pointer() -> None:
    text = TEXT.replace("& three", "and three").replace("Four.</p>", 'Four. <ref target="#nowhere">x</p>')
    codes = [code for code, _ in found(text)]
    assert codes == ["X101", "L102"]


def test_what_is_no_xml_is_told_alone() -> None:
    assert found("") == [("X101", "a.xml:1:1")]
    assert found("Dear cousin,") == [("X101", "a.xml:1:1")]
