"""A house style: what its rules do to marks, and its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tei.annotate import annotate
from tei.annotate.overlap import settle
from tei.annotate.style import Rule, Style
from tei.annotate.stylefile import written
from tei.core.authority import Authority, Entry
from tei.core.diagnostic import Refused
from tei.core.document import Mark
from tei.core.profile import Profile
from tei.core.source import Span
from tei.core.view import View

Composed = Callable[..., View]

TALK = (
    ("head", "12. Talk With General Marsh"),
    ("p", "General Marsh met Home, and Lord Home left."),
    ("signed", "A. Ray Chair"),
)


AUTHORITY = Authority(
    (Entry("p_1", "person", "Marsh, General Ann"), Entry("p_3", "person", "Marsh", note="see Marsh, General Ann"))
)


def rule(do: str, kind: str = "persName", *, give: str = "", unless: bool = False, **when: str) -> Rule:
    gives = (("rend" if kind == "hi" else "corresp", give),) if give else ()
    return Rule(do, kind, tuple(when.items()), gives, unless=unless)


def styled(view: View, names: Sequence[str], *rules: Rule) -> list[str]:
    """What is marked, in the order of the text, when all places of these names are proposed: kind, words, value."""
    text = view.document.source.text
    marks = []
    for name in names:
        at = text.find(name)
        while at >= 0:
            others = (("#p_3", 0.2),) if name == "Marsh" else ()
            marks.append(Mark("persName", Span(at, at + len(name)), {"corresp": "#p_1"}, others=others))
            at = text.find(name, at + 1)
    found = settle(Style(rules).apply(view.document, marks, AUTHORITY))
    return [
        " ".join(
            [mark.kind[0], text[mark.span.start : mark.span.end], *(v for v in mark.attributes.values() if v != "#p_1")]
        )
        for mark in found
    ]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([], ["p Marsh", "p Marsh", "p Home", "p Home"]),
        ([rule("take-before", rank="before")], ["p General Marsh", "p General Marsh", "p Home", "p Home"]),
        (
            [rule("take-before", before="General"), rule("take-before", before="General", block="p", unless=True)],
            ["p General Marsh", "p Marsh", "p Home", "p Home"],
        ),
        ([rule("leave", block="head")], ["p Marsh", "p Home", "p Home"]),
        ([rule("leave", words="Home"), rule("leave", before="Lord", unless=True)], ["p Marsh", "p Marsh", "p Home"]),
        ([rule("leave", entry="#p_1")], []),
        ([rule("link", words="Home", give="#p_2")], ["p Marsh", "p Marsh", "p Home #p_2", "p Home #p_2"]),
        ([rule("refer", reference="yes")], ["p Marsh #p_3", "p Marsh #p_3", "p Home", "p Home"]),
        ([rule("leave", choice="several")], ["p Home", "p Home"]),
        ([rule("leave", choice="one")], ["p Marsh", "p Marsh"]),
        (
            [rule("take-before", listed="before, listed"), rule("take-before", listed="before, not listed")],
            ["p General Marsh", "p General Marsh", "p Home", "p Lord Home"],
        ),
        ([rule("take-before", listed="before, not listed")], ["p Marsh", "p Marsh", "p Home", "p Lord Home"]),
        ([rule("take-after", after=",")], ["p Marsh", "p Marsh", "p Home,", "p Home"]),
        (
            [rule("take-before", before="Lord"), rule("drop-first", first="Lord")],
            ["p Marsh", "p Marsh", "p Home", "p Home"],
        ),
        ([rule("drop-last", last="Marsh")], ["p Marsh", "p Marsh", "p Home", "p Home"]),
    ],
)
def test_rules_on_what_is_proposed(composed: Composed, rules: list[Rule], expected: list[str]) -> None:
    assert styled(composed(TALK), ["Marsh", "Home"], *rules) == expected


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([rule("tag", words="General Marsh", give="#p_9")], ["p General Marsh #p_9", "p General Marsh #p_9"]),
        ([rule("tag", words="Marsh", give="#p_9")], ["p Marsh", "p Marsh"]),
        ([rule("tag", "hi", words="00", give="italic")], ["h 12 italic", "p Marsh", "p Marsh"]),
        (
            [rule("tag", "hi", part="block", block="signed", give="strong")],
            ["p Marsh", "p Marsh", "h A. Ray Chair strong"],
        ),
        (
            [rule("tag", "hi", part="opening", ends="", after=".", give="italic")],
            ["h 12 italic", "p Marsh", "p Marsh", "h A italic"],
        ),
    ],
)
def test_rules_that_tag(composed: Composed, rules: list[Rule], expected: list[str]) -> None:
    assert styled(composed(TALK), ["Marsh"], *rules) == expected


def test_what_follows_the_name_in_a_signature(composed: Composed) -> None:
    found = styled(composed(TALK), ["A. Ray"], rule("tag", "hi", part="rest", block="signed", size="1", give="italic"))
    assert found == ["p A. Ray", "h Chair italic"]


def test_a_border_does_not_leave_its_block_nor_is_anything_left_empty(composed: Composed) -> None:
    view = composed((("p", "Home"), ("p", "met Home")))
    moves = [rule("take-before", block="p"), rule("drop-last", block="p"), rule("take-after", block="p")]
    assert styled(view, ["Home"], moves[0]) == ["p Home", "p met Home"]
    assert styled(view, ["Home"], moves[1]) == ["p Home", "p Home"]
    assert styled(view, ["Home"], moves[2]) == ["p Home", "p Home"]
    assert styled(view, ["met Home"], rule("drop-first", words="met Home")) == ["p Home"]


def test_milestones_and_what_has_no_place_stay(composed: Composed) -> None:
    view = composed((("p", "Home left"), ("p", "Rusk came")), pages=["81"])
    across = Mark("hi", view.span(5, 12), {"rend": "italic"})
    marks = [*view.document.marks, across]
    assert (
        Style((rule("leave", "hi", block="p"), rule("leave", "pb", block="p"))).apply(view.document, marks, AUTHORITY)
        == marks
    )


def test_traits_of_places(composed: Composed) -> None:
    view = composed((("p", "  (1) He said no."), ("p", " ")), notes=["See 7 of them, by all."])
    tagged = {
        "begins": rule("tag", "hi", part="block", begins="(", ends=".", size="2–4", give="a"),
        "note": rule("tag", "hi", part="block", block="note", begins="A", size="5–9", give="b"),
        "shape": rule("tag", "hi", part="block", shape="(0) Aa aa …", give="c"),
    }
    assert styled(view, [], tagged["begins"]) == ["h (1) He said no. a"]
    assert styled(view, [], tagged["note"]) == ["h See 7 of them, by all. b"]
    assert styled(view, [], tagged["shape"]) == ["h (1) He said no. c"]


def test_a_style_in_annotate(composed: Composed) -> None:
    view = composed((("p", "Mr. Dulles called. See vol. III."),))
    authority = Authority((Entry("p_DJF1", "person", "Dulles, John Foster"),))
    profile = Profile.load("plain")
    kinds = [mark.kind for mark in annotate(view.document, profile, authority).marks]
    style = Style((rule("leave", words="Dulles"),), {"references.alone": False, "dates.scope": "dateline"})
    assert "persName" in kinds
    assert [mark.kind for mark in annotate(view.document, profile, authority, style).marks] == []
    assert style.over(profile)["annotate"]["references"]["alone"] is False
    assert profile["annotate"]["references"]["alone"] is True


WHOLE = Style(
    (
        Rule("take-before", "persName", (("rank", "before"),), (), 36, 31),
        Rule("leave", "persName", (("words", 'a "b" \\ }\x7f'),), (), 3, 3),
        Rule("leave", "persName", (("words", "x"), ("block", "p")), (), 2, 0, True),
        Rule("tag", "foreign", (("words", "démarche"),), (("xml:lang", "fr"), ("rend", "italic")), 4, 4),
    ),
    {"references.alone": True, "dates.scope": "text"},
    20,
)


@pytest.mark.parametrize("style", [WHOLE, Style()])
def test_what_is_written_is_read_again(style: Style, tmp_path: Path) -> None:
    path = tmp_path / "style.toml"
    path.write_text(written(style), encoding="utf-8")
    assert Style.load(path) == style
    assert written(Style.load(path)) == written(style)


@pytest.mark.parametrize(
    ("text", "code", "place", "says"),
    [
        ("drop = []", "P811", "1:1", "leave"),
        ('\n[settings]\n"references.pages" = true', "P811", "3:2", "profile"),
        ('leave = [\n  { kind = "hi", words = "}" },\n  { words = "x" },\n]', "P812", "3:3", "kind"),
        ('leave = [{ kind = "hi" }]', "P812", "1:10", "words"),
        ('tag = [{ kind = "hi", block = "p" }]', "P812", "1:8", "part"),
        ('leave = [ # {\n { kind = "hi", word = "x" }]', "P813", "2:2", "words"),
        ('leave = [{ kind = "hi", words = 7 }]', "P814", "1:10", "docs/style.md"),
        ('tag = [{ kind = "hi", words = "a", give = { rend = 1 } }]', "P814", "1:8", "docs/style.md"),
        ('leave = [ "Home" ]', "P814", "1:1", "braces"),
        ("leave = 3", "P814", "1:1", "docs/style.md"),
        ('documents = "many"', "P814", "1:1", "number"),
        ('[settings]\n"dates.scope" = "all"', "P814", "2:2", '"text" or "dateline"'),
        ('[[leave]]\nkind = "hi"\nwords = true', "P814", "1:3", "docs/style.md"),
        ("settings = [", "P104", "1:12", "toml.io"),
        ('leave = [{ kind = "persname", words = "x" }]', "P814", "1:10", 'write "persName"'),
        ('leave = [{ kind = "a b", words = "x" }]', "P814", "1:10", "TEI element"),
        ('tag = [{ kind = "hi", words = "a", give = { "re nd" = "x" } }]', "P814", "1:8", "attributes"),
        ('leave = [{ kind = "date", words = "May 5" }]', "P814", "1:10", 'words = "May 0"'),
        ('leave = [{ kind = "persName", rank = "yes" }]', "P814", "1:10", '"before" or "first"'),
        ('tag = [{ kind = "hi", part = "blok" }]', "P814", "1:8", '"block"'),
        ('leave = [{ kind = "hi", size = "3" }]', "P814", "1:10", '"2–4"'),
        ('leave = [{ kind = "hi", words = "a", seen = -1 }]', "P814", "1:10", "number of places"),
        ('leave = [{ kind = "hi", words = "a", seen = 2, right = 9 }]', "P814", "1:10", "no more than"),
        ('link = [{ kind = "persName", words = "a" }]', "P812", "1:9", "corresp"),
    ],
)
def test_what_a_file_must_not_say(text: str, code: str, place: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "style.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        Style.load(path)
    (found,) = refused.value.diagnostics
    assert found.code == code
    assert str(found.labels[0]).endswith(f"style.toml:{place}")
    assert says in found.help


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot read"):
        Style.load(tmp_path / "none.toml")
