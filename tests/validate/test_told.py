from __future__ import annotations

from pathlib import Path

import pytest
from observed import findings, tei, told

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.validate import validate
from tei.validate.element import MOST, Element
from tei.validate.languages import Languages
from tei.validate.observe import Hook, Observer
from tei.validate.typography import Typography


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("One  two", (1, 1)),
        ("&lt;&#x41;One  two", (1, 11)),
        ("<!-- a  b -->One  two", (1, 14)),
        ("a<?x y?>One  two", (1, 9)),
        ("<![CDATA[a<]]>One  two", (1, 15)),
        ("a\r\nOne  two", (2, 1)),
        ("a\n\nOne  two;&gt;", (3, 1)),
        ("One  two &lt;a&#x3e; b;", (1, 1)),
        ("One  two<!-- a  b --> b<?x y?>", (1, 1)),
        ("One  <![CDATA[two ]]>b", (1, 1)),
        ("One  two\r\nthree --&gt; ?>", (1, 1)),
    ],
)
def test_places_in_texts(text: str, place: tuple[int, int]) -> None:
    ((label,),) = ((each.labels) for each in findings(Typography, tei(f"<p>\n{text}</p>")))
    line, column = label.source.position(label.span.start)
    assert (line - 1, column - 3) == place
    assert label.source[label.span] == "  "


def test_what_a_comment_cuts_is_not_put_right() -> None:
    (found,) = findings(Typography, tei("<p>One <!-- a --> two</p>"))
    assert found.labels[0].source[found.labels[0].span] == " <!-- a --> "
    assert found.fixes == ()


def test_a_text_from_an_entity_has_the_place_behind_it() -> None:
    text = '<!DOCTYPE TEI [<!ENTITY e "One  two">]>' + tei("<p>&e; three</p>")
    assert told(Typography, text) == [("T301", "<")]
    assert findings(Typography, text)[0].fixes == ()


def test_what_a_dtd_gives_is_not_put_right() -> None:
    dtd = "<!DOCTYPE TEI [<!ATTLIST seg xml:lang CDATA 'ger'><!ENTITY e \"<foreign xml:lang='lat'/>\">]>"
    found = findings(Languages, dtd + tei("<p><seg>Eins</seg>&e;<seg xml:lang='fre'/></p>"))
    assert [(each.code, len(each.fixes)) for each in found] == [("T503", 0), ("T503", 0), ("T503", 1)]


def test_a_document_in_two_files(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">One  two</p>', encoding="utf-8")
    whole = tmp_path / "whole.xml"
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    whole.write_text(tei(f"<div>{include}<p>Three  four</p></div>"), encoding="utf-8")
    found = validate(Edition.load(str(whole)), Profile.load("plain"), only=("typography",))
    assert sorted(Path(each.labels[0].source.name).name for each in found) == ["part.xml", "whole.xml"]
    assert {each.labels[0].source[each.labels[0].span] for each in found} == {"  "}


class Everything(Observer):
    """Gathers the body."""

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """The body begins."""
        return lambda attributes: self.reading.gather(element, attributes, self._tell) if element == "body" else None

    def _tell(self, body: Element) -> None:
        words = f"{body.words} | {len(list(body.all()))} | {len(list(body.find('div/*/hi')))}"
        self.told.tell("X101", "info", words, lambda: (body.tag.whole(),), help="")


def test_elements_are_gathered() -> None:
    (found,) = findings(Everything, tei("<div><p>A <hi>b</hi><note>c</note></p><p>d</p></div>"))
    assert found.message == "A bd | 6 | 1"
    (found,) = findings(Everything, tei("<p>a</p>" * MOST))
    assert found.message.endswith(f"| {MOST // 2 + 1} | 0")


def test_what_the_grammar_has_told_is_not_told_again() -> None:
    text = tei("<div type='document' xml:id='d1'><p><hi rend='itallic'>A</hi></p></div>")
    codes = [each.code for each in validate(Edition.decode(text.encode(), "a.xml"), Profile.load("frus"))]
    assert "R203" in codes
    assert "T522" not in codes
