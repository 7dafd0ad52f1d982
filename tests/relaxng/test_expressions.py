"""Regular expressions of XML Schema: every construct against a plain reading of it, and what is not one."""

import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.relaxng.datatypes.automaton import automaton
from tei.relaxng.datatypes.expressions import Expression, ExpressionError
from tei.relaxng.datatypes.syntax import parse

Test = Callable[[str], bool]
Ends = Callable[[str, int], set[int]]
"""Where a part that begins at an offset of a text can end."""

CHARACTERS = "ab1-é.: _Ż中٣\n"

ESCAPES: dict[str, Test] = {
    r"\s": lambda c: c in " \t\n\r",
    r"\d": lambda c: unicodedata.category(c) == "Nd",
    r"\w": lambda c: unicodedata.category(c)[0] not in "PZC",
    r"\i": lambda c: c.isalpha() or c in "_:",
    r"\c": lambda c: c.isalnum() or c in "_:-.",
    r"\p{L}": str.isalpha,
    r"\p{Lu}": str.isupper,
    r"\p{IsBasicLatin}": str.isascii,
    r"\p{IsCyrillic}": lambda c: False,
}


def complement(test: Test) -> Test:
    return lambda c: not test(c)


ESCAPES |= {name[:2].upper() + name[2:]: complement(test) for name, test in ESCAPES.items()}


def literal(character: str) -> tuple[str, Test]:
    return ("\\" + character if character in ".-" else character), lambda c: c == character


ranges = st.sampled_from([("a-z", "a", "z"), ("à-ü", "à", "ü"), ("0-9", "0", "9"), (r"\--:", "-", ":")])
members = st.one_of(
    st.sampled_from(CHARACTERS).map(literal),
    st.sampled_from(sorted(ESCAPES)).map(lambda name: (name, ESCAPES[name])),
    ranges.map(lambda r: (r[0], lambda c: r[1] <= c <= r[2])),
)


@st.composite
def groups(draw: st.DrawFn, depth: int = 0) -> tuple[str, Test]:
    parts = draw(st.lists(members, min_size=1, max_size=3))
    negated = draw(st.booleans())
    without = draw(st.none() if depth == 2 else st.none() | groups(depth + 1))
    source = "[" + "^" * negated + "".join(part for part, _ in parts) + ("-" + without[0] if without else "") + "]"

    def test(c: str) -> bool:
        inside = any(one(c) for _, one in parts) is not negated
        return inside and not (without and without[1](c))

    return source, test


@given(groups())
def test_a_group_has_the_characters_it_says(group: tuple[str, Test]) -> None:
    source, test = group
    expression = Expression(source)
    assert {c for c in CHARACTERS if expression.matches(c)} == {c for c in CHARACTERS if test(c)}


def single(part: tuple[str, Test]) -> tuple[str, Ends]:
    source, test = part
    return source, lambda text, at: {at + 1} if at < len(text) and test(text[at]) else set()


def sequence(parts: list[tuple[str, Ends]]) -> tuple[str, Ends]:
    def ends(text: str, at: int) -> set[int]:
        here = {at}
        for _, part in parts:
            here = {end for start in here for end in part(text, start)}
        return here

    return "".join(f"({source})" for source, _ in parts), ends


def choice(parts: list[tuple[str, Ends]]) -> tuple[str, Ends]:
    return "|".join(source for source, _ in parts), lambda text, at: {e for _, part in parts for e in part(text, at)}


def repetition(part: tuple[str, Ends], times: tuple[str, int, int]) -> tuple[str, Ends]:
    sign, least, most = times

    def ends(text: str, at: int) -> set[int]:
        here, found = {at}, set[int]()
        for count in range(min(most, len(text) + least + 1) + 1):
            found |= here if count >= least else set()
            here = {end for start in here for end in part[1](text, start)}
        return found

    return f"({part[0]}){sign}", ends


TIMES = [
    ("?", 0, 1),
    ("*", 0, 99),
    ("+", 1, 99),
    ("{2}", 2, 2),
    ("{1,2}", 1, 2),
    ("{2,}", 2, 99),
    ("{0}", 0, 0),
    ("{1}", 1, 1),
]
expressions = st.recursive(
    st.one_of(members.filter(lambda m: len(m[0]) < 3 or (m[0][0] == "\\" and m[0][1] != "-")), groups()).map(single),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(sequence),
        st.lists(inner, min_size=1, max_size=3).map(choice),
        st.builds(repetition, inner, st.sampled_from(TIMES)),
    ),
    max_leaves=6,
)


@settings(max_examples=300)
@given(expressions, st.text(CHARACTERS, max_size=8))
def test_an_expression_matches_what_its_plain_reading_says(expression: tuple[str, Ends], text: str) -> None:
    source, ends = expression
    wanted = len(text) in ends(text, 0)
    assert Expression(source).matches(text) is wanted
    machine = automaton(parse(source))
    assert machine is not None
    assert machine.matches(text) is wanted


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a{", "a number is expected, at character 3"),
        ("a{2", "“}” is expected, but the expression ends, at character 4"),
        ("a{2,1}", "2 is more than 1, at character 6"),
        ("a**", "“*” has nothing before it to repeat, at character 3"),
        ("(?:a)", "“?” has nothing before it to repeat, at character 2"),
        ("(a", "“)” is expected, but the expression ends, at character 3"),
        ("(a]", "“]” must be written \\], at character 3"),
        ("a)", "“)” closes nothing, at character 2"),
        ("a]", "“]” must be written \\], at character 2"),
        ("{", "“{” must be written \\{, at character 1"),
        ("a\\", "“\\” has nothing after it, at character 2"),
        (r"\$", "there is no escape “\\$”, at character 1"),
        (r"\p{Cs}", "Unicode has no category “Cs”, at character 4"),
        (r"\p{IsElvish}", "Unicode has no block “Elvish”, at character 4"),
        (r"\pL", "“{” is expected, not “L”, at character 3"),
        ("[a", "“[” is not closed, at character 1"),
        ("[", "the expression ends within brackets, at character 2"),
        ("[]", "“]” must be written \\] here, at character 2"),
        ("[a-c-e]", "“-” must be written \\- here, at character 5"),
        ("[z-a]", "the range “z-a” ends before it begins, at character 2"),
        (r"[a-\d]", "the ends of a range must be single characters, at character 2"),
        ("[a-z-[a]b]", "“]” is expected, not “b”, at character 9"),
        ("(" * 101 + ")" * 101, "more than 100 parentheses are open, at character 102"),
    ],
)
def test_what_is_not_an_expression_is_told_with_its_place(source: str, message: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        Expression(source)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("source", "matching", "others"),
    [
        ("^a$", ["^a$"], ["a"]),
        ("[a-]+", ["a-"], ["b"]),
        ("[-a]+", ["a-"], ["b"]),
        ("[^-]", ["a"], ["-"]),
        ("[a-z-[aeiou]]+", ["xyz"], ["xaz"]),
        ("", [""], ["a"]),
        ("a|", ["a", ""], ["b"]),
        ("a{0}", [""], ["a"]),
        ("a{99999999999}", [], ["a"]),
        ("a{1," + "9" * 2000 + "}", ["aaa"], [""]),
        (r"[^\d\D]", [], ["a", "1", "é"]),
        (r"\P{IsBasicLatin}", ["é"], ["e"]),
        (r"\n\t\\\.", ["\n\t\\."], ["nt\\."]),
        (".", [" ", "𝒳"], ["\n", "\r", ""]),
        ("((a?)?)*", ["", "a" * 50], ["b"]),
        ("(a+)?", ["", "aa"], ["b"]),
        ("(ab){2}", ["abab"], ["ab"]),
    ],
)
def test_particular_expressions(source: str, matching: list[str], others: list[str]) -> None:
    expression = Expression(source)
    assert [text for text in matching if not expression.matches(text)] == []
    assert [text for text in others if expression.matches(text)] == []


@pytest.mark.parametrize(
    "source",
    ["(a+)+b", "(a|aa)*b", "(.*,){11}P", "((a?){2,})*b", r"(\p{L}|\p{N}|\p{P}|\p{S})+ ", r"(\w+\s?)*!", "(a*)*(a*)*b"],
)
def test_a_long_text_takes_no_longer_than_its_length(source: str) -> None:
    assert not Expression(source).matches("a," * 3000)
    assert not Expression(source).matches("aé" * 3000)


def test_an_automaton_that_would_be_too_large_is_not_built() -> None:
    assert automaton(parse("(a{0,100}){0,100}")) is None
    assert Expression("(a{0,100}){0,100}b").matches("aab")


def test_an_automaton_forgets_states_rather_than_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tei.relaxng.datatypes.automaton._STATES", 2)
    machine = automaton(parse("(a|b)*a(a|b){3}"))
    assert machine is not None
    for text in ("abbaabababaabbb", "abbaabababababb", "abbaababababbbbb", "aaaa"):
        assert machine.matches(text) is (text[-4] == "a")


def test_ascii_needs_no_library_beyond_the_standard_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "regex", None)
    expression = Expression(r"[^\p{C}\p{Z}]+")
    assert expression.matches("persName")
    assert not expression.matches("pers Name")
