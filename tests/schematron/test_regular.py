"""Regular expressions in the syntax of Java match what they match in that of XPath."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei.schematron.xslt3.regular import java, quick

saxonche = pytest.importorskip("saxonche")

ATOMS = [
    "a", "B", "é", "’", "“", " ", "\n", "-", "&", "#", ".", r"\.", r"\\", r"\(", r"\d", r"\D", r"\s", r"\S", r"\w",
    r"\W", r"\n", r"\p{L}", r"\P{Lu}", r"\p{P}", r"\p{Nd}", "[abc]", "[^abc]", r"[a-c\d]", r"[^\s\]]", r"[\D]", "[’”]",
    "[a&b]", "[-a]", "[a-]", "[a^]", r"[\^a]", "(a|b)", "(?:ab|c)", "^", "$", "|",
]  # fmt: skip
TIMES = ["", "", "", "?", "*", "+", "{2}", "{1,2}", "{1,}", "*?", "+?", "??"]
CHARACTERS = "aAbBcCé ’“”-&#.\\()[]|^$\n\t\u0085\u2028\u00a0\u0660\u0301_5\U0001d7d9\U0001f600ſK"
CALLS = [
    "matches($t, {})",
    "matches($t, {}, 'i')",
    "tokenize($t, {}) => string-join('/')",
    "replace($t, {}, '_')",
    "$t => matches({})",
    "analyze-string($t, {})/* ! (name() || ':' || .) => string-join('/')",
]


@cache
def processor() -> Any:
    return saxonche.PySaxonProcessor(license=False)


def answers(expression: str, text: str) -> str:
    """What Saxon says of an expression about `$t`, or that it is an error."""
    asked = processor().new_xpath_processor()
    asked.declare_variable("t")
    asked.set_parameter("t", processor().make_string_value(text))
    try:
        return str(asked.evaluate(expression))
    except saxonche.PySaxonApiError:
        return "error"


def quoted(regex: str) -> str:
    return "'" + regex.replace("'", "''") + "'"


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(ATOMS), st.sampled_from(TIMES)), min_size=1, max_size=5),
    st.text(CHARACTERS, max_size=8),
    st.sampled_from(CALLS),
)
def test_the_faster_engine_says_the_same(pieces: list[tuple[str, str]], text: str, call: str) -> None:
    expression = call.format(quoted("".join(atom + times for atom, times in pieces)))
    assert answers(quick(expression), text) == answers(expression, text)


@pytest.mark.parametrize(
    "regex",
    [r"\i\c*", "[a-z-[aeiou]]", "a++", "[a&&b]", r"(a)\1", r"\p{IsGreek}", "a{", "]", "[]", "[a", "(?i)a", "*a", "\\",
     r"[\w]", r"[^\S]"],
)  # fmt: skip
def test_what_java_reads_otherwise_is_left(regex: str) -> None:
    assert java(regex) is None
    assert quick(f"matches(., {quoted(regex)})") == f"matches(., {quoted(regex)})"


@pytest.mark.parametrize(
    ("expression", "better"),
    [
        (r"matches(., '\d') and replace(@n, 'a.', 'b') = 'c'",
         r"matches(., '\p{Nd}', ';j') and replace(@n, 'a[^\n\r]', 'b', ';j') = 'c'"),
        ("matches(replace(., 'a', ''), \"'b\", 'i')", "matches(replace(., 'a', '', ';j'), '''b', 'i;j')"),
        ("x ! (. => tokenize(','))", "x ! (. => tokenize(',', ';j'))"),
        ("fn:matches(f(., (1, 2)), 'a')", "fn:matches(f(., (1, 2)), 'a', ';j')"),
    ],
)  # fmt: skip
def test_calls_are_found_wherever_they_stand(expression: str, better: str) -> None:
    assert re.sub(r"\s+", " ", quick(expression)) == re.sub(r"\s+", " ", better)


@pytest.mark.parametrize(
    "expression",
    ["matches(., $r)", "matches(., concat('a', .))", "my:matches(., 'a')", "tokenize(.)", "replace(., 'a', '$0')",
     "matches(., 'a', 'm')", "matches(., 'é', 'i')", "matches(., '[a-]', 'i')",
     "\"matches(., 'a')\"", "matches#2", "$matches", "matches(., 'a'",
     "matches(. (: why, :), 'a')", "matches(., 'a', $flags)"],
)  # fmt: skip
def test_all_else_stays_as_it_is(expression: str) -> None:
    assert quick(expression) == expression
