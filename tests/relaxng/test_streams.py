"""Documents as streams: pieces that end anywhere, any encoding, and memory that does not grow with the document."""

from __future__ import annotations

from pathlib import Path

import pytest
from relaxng.schemas import simplified

from tei.core import stream
from tei.core.references import _growing
from tei.relaxng import Grammar, automaton, diagnose
from tei.relaxng.failure import Failure

SCHEMA = """
start = element doc { (item | group | any)* }
item = element item { attribute id { xsd:ID }?, attribute kind { "a" | "b" }?, xsd:token { minLength = "1" } }
group = element list { attribute * { text }*, item+ }
any = element any { element (* - item) { attribute * { text }*, text }* }
"""

DOCUMENT = """<!-- é --><doc xmlns:n="urn:n">\r\n<item id="a" kind="c">é𝔸<![CDATA[<&]]>\r</item>\r\r
<n:item xmlns="urn:n" kind='𝔸
'/><list>é𝔸 ]] <item>x</item></list>\t<other/><?é 𝔸?><item id="a">𝔸<item/></item>
<item> \r\n </item></doc>"""


@pytest.fixture
def grammar(tmp_path: Path) -> Grammar:
    return Grammar(simplified(tmp_path, SCHEMA, "schema.rnc"))


def told(failures: list[Failure]) -> list[tuple[str, int, int, str]]:
    return [(failure.kind, failure.line, failure.column, failure.message) for failure in failures]


def test_the_places_are_those_of_the_characters(grammar: Grammar) -> None:
    assert [each[:3] for each in told(list(grammar.validate(DOCUMENT.encode())))] == [
        ("value invalid", 2, 20),
        ("element unknown", 5, 1),
        ("value invalid", 5, 1),
        ("value invalid", 5, 29),
        ("text not allowed", 6, 10),
        ("element unknown", 6, 38),
        ("id repeated", 6, 63),
        ("element not here", 6, 67),
        ("value invalid", 6, 67),
        ("value invalid", 7, 1),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 100])
def test_pieces_may_end_anywhere(grammar: Grammar, size: int, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(list(grammar.validate(DOCUMENT.encode())))
    # The first piece must show the encoding.
    monkeypatch.setattr(stream, "CHUNK", size if encoding.startswith("utf-8") else size + 4)
    assert told(list(grammar.validate(DOCUMENT.encode(encoding)))) == whole


def test_of_large_files_only_excerpts_are_read(
    grammar: Grammar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = told(list(grammar.validate(DOCUMENT.encode())))
    path = tmp_path / "a.xml"
    path.write_bytes(DOCUMENT.encode())
    monkeypatch.setattr(stream, "LARGE", 1)
    assert told(list(grammar.validate(path))) == whole


def test_pieces_grow_where_the_parser_makes_no_headway() -> None:
    class Parser:
        CurrentByteIndex = 0

    parser, sizes = Parser(), []
    for piece in _growing((b"x" for _ in range(100)), parser):
        sizes.append(len(piece))
        if sum(sizes) > 60:
            parser.CurrentByteIndex += 1
    assert sizes[:7] == [1, 2, 4, 8, 16, 32, 1]
    assert sum(sizes) == 100


def test_what_is_remembered_is_bounded(grammar: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(automaton, "MOST", 300)
    made = grammar._automaton
    elements = "".join(f"<e{n} a{n}='x'/>" for n in range(2_000))
    assert grammar.is_valid(f"<doc><any>{elements}</any></doc>".encode())
    assert len(made._tags) <= 300
    tags = "".join(f"<list a{n}='x'><item>x</item></list>" for n in range(2_000))
    assert grammar.is_valid(f"<doc>{tags}</doc>".encode())
    assert sum(map(len, made._tags.values())) <= 300
    assert not grammar.is_valid(b"<doc><other/></doc>")


def test_long_values_are_not_remembered() -> None:
    asked: list[str] = []
    known = automaton._Known(lambda value: bool(asked.append(value)) or True)
    short, long = "x", "x" * (automaton.LONGEST + 1)
    for value in (short, short, long, long):
        assert known[value]
    assert asked == [short, long, long]
    assert list(known) == [short]


def test_alike_faults_are_counted_as_they_come(grammar: Grammar, monkeypatch: pytest.MonkeyPatch) -> None:
    part = "<list>x<item kind='c'>x</item><foo><item/></foo><item/></list><bar/><list/><item>x<item>x</item></item>"
    text = f"<doc>{part * 40}<any/></doc>".encode()
    whole = list(grammar.validate(text))
    assert len(whole) < 12
    assert whole[0].more == 39
    monkeypatch.setattr(diagnose, "FAULTS", 3)
    assert told(list(grammar.validate(text))) == told(whole)
    assert [each.more for each in grammar.validate(text)] == [each.more for each in whole]
    every = list(grammar.validate(text, every=True))
    assert len(every) == 40 * len({each.column for each in every if each.column < len(part) + 6})
