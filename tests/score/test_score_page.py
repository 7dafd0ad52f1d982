from __future__ import annotations

import re

import pytest
from accuracy import encoded
from gold import Volume
from page import Page
from scoring import comparison

from tei.score import Score
from tei.score.html import html
from tei.score.sides import Sides


@pytest.fixture(scope="module")
def score() -> Score:
    return encoded(Volume.small(), "all")


def test_it_stands_alone_and_its_links_lead_somewhere(score: Score) -> None:
    page = Page(html(score, worst=20))
    assert (page.open, page.fetched) == ([], [])
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


def test_both_sides_have_all_of_their_text(score: Score) -> None:
    for scored in score.documents:
        both = scored.comparison()
        rows = list(Sides(both, scored.counts, "").rows())
        for side, pieces in (("gold", [row.gold for row in rows]), ("given", [row.given for row in rows])):
            shown = "".join(
                re.sub(r'<span class="(tag|point)">.*?</span>|<a .*?</a>', "", piece or "") for piece in pieces
            )
            texts = getattr(both, side).texts.values()
            words = "".join(Page(shown).words.split())
            assert sorted(words) == sorted("".join(text.bare for text in texts))


def test_differences_have_numbers_that_lead_there_and_back(score: Score) -> None:
    for scored in score.worst(20):
        sides = Sides(scored.comparison(), scored.counts, "x-")
        rows = [*sides.rows()]
        shown = "".join(filter(None, (piece for row in rows for piece in (row.gold, row.given))))
        for number, difference, gold, given in sides.differences:
            assert f'id="{sides.place(number)}"' in shown
            assert f'href="#x-n{number}"' in shown
            assert gold or given
            assert difference.category in scored.counts
        assert any(row.differs for row in rows) == bool(sides.differences)


def pieces(given: str, gold: str, raw: str | None = None) -> list[tuple[str | None, str | None]]:
    both = comparison(given, gold, raw)
    return [(row.gold, row.given) for row in Sides(both, both.counts, "").rows()]


def test_blocks_stand_beside_each_other() -> None:
    block = '<span class="block"><span class="tag">p</span> {}</span>'
    found = pieces("<p>One.</p>\n<p>Two.</p>", "<p>One.</p> <p>Two.</p>")
    assert found == [(block.format("One.") + " ", block.format("One.") + "\n"), (block.format("Two."),) * 2]


def test_what_differs_is_marked() -> None:
    (row,) = pieces("<p>A <hi>b</hi> c</p>", "<p>A b <hi rend='italic'>c</hi></p>")
    gold, given = row
    assert (
        '<span class="span extra" title="hi" data-category="hi">b</span>'
        '<span class="numbers"><a class="n" id="given2" href="#n2">2</a></span> c'
    ) in str(given)
    assert (
        '<span class="span missing" title="hi italic" data-category="hi">c</span>'
        '<span class="numbers"><a class="n" id="gold1" href="#n1">1</a></span></span>'
    ) in str(gold)


def test_calls_pages_and_notes() -> None:
    both = '<p>One<note n="1">A remark.</note> <pb n="9"/> two.</p>'
    main, note = pieces(both, both)
    assert main[0] == main[1]
    assert 'One<span class="point">note 1</span>  <span class="point">page 9</span>two.' in str(main[0])
    assert note[0] == note[1] == '<span class="block"><span class="tag">note 1</span> A remark.</span>'


def test_a_note_without_its_like_stands_alone() -> None:
    one, other = '<p>A<note n="1">Of the Minister.</note></p>', "<p>A</p>"
    assert [given is None for _, given in pieces(other, one)] == [False, True]
    assert [gold is None for gold, _ in pieces(one, other)] == [False, True]


def test_characters_and_what_does_not_count() -> None:
    long = "The Minister called on the Secretary in the morning."
    (first, *_) = pieces("<p>So, he left.</p>", "<p>So he left &amp; came.</p>")
    assert '<span class="extra" data-category="text"><span class="said">,</span></span>' in str(first[1])
    assert '<span class="missing" data-category="text"><span class="said">&amp; came</span></span>' in str(first[0])
    found = pieces(f"<p>{long}</p>", f"<dateline>Rome</dateline><p>{long}</p>", long)
    assert '<span class="uncounted">Rome</span>' in "".join(str(gold) for gold, _ in found)


def test_nothing_to_show(score: Score) -> None:
    right = Score(tuple(scored for scored in score.documents if not scored.wrong), score.categories)
    assert "Nothing differs." in Page(html(right, worst=9)).words
    assert "none was asked for" in Page(html(score, worst=0)).words
    one = Score(tuple(score.worst(1)), ("p",))
    assert "The document with differences" in Page(html(one, worst=3)).words
    assert "The 2 documents of" in Page(html(score, worst=2)).words


def test_a_difference_that_is_shown_nowhere_leads_to_its_own_line() -> None:
    both = comparison("<p>A</p><p>B</p>", "<hi><p>A</p><p>B</p></hi>")
    sides = Sides(both, both.counts, "")
    assert len(list(sides.rows())) == 2
    assert [each.difference.category for each in sides.differences] == ["hi"]
    assert sides.place(1) == "n1"
