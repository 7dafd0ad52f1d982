from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.core.source import Span
from tei.encode.write import Writer

characters = st.text(
    st.characters(
        exclude_categories=["Cs"], exclude_characters=[chr(c) for c in range(32) if c not in (9, 10, 13)] + ["￾", "￿"]
    )
)


@given(characters, characters)
def test_any_text_and_any_value_come_back(text: str, value: str) -> None:
    writer = Writer()
    writer.start("p", {"n": value}, mixed=True)
    writer.text(text)
    writer.end()
    written = writer.close()
    root = etree.fromstring(written.encode())
    assert (root.text or "") == text
    assert root.get("n") == value
    assert written.endswith(etree.tostring(root, encoding="unicode") + "\n")


def test_only_what_holds_no_text_is_indented() -> None:
    writer = Writer()
    writer.start("div", {}, Span(0, 9))
    writer.start("p", mixed=True)
    writer.text("a ")
    writer.start("note")
    writer.leaf("p", "b")
    writer.end()
    writer.end()
    writer.empty("pb", {"n": "1"}, Span(3, 4))
    writer.start("list")
    writer.end()
    writer.end()
    expected = '<div>\n  <p>a <note><p>b</p></note></p>\n  <pb n="1"/>\n  <list/>\n</div>\n'
    assert writer.close().partition("\n")[2] == expected
    assert writer.origins == [Span(0, 9), None, None, None, Span(3, 4), None]
