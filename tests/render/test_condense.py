"""Styles and scripts in fewer characters."""

from __future__ import annotations

import pytest

from tei.render.condense import condensed
from tei.render.page import SCRIPT, STYLE, asset


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("/* Words */\n\na, b > c {\n  color: red;\n  margin: 0 auto;\n}\n", "a,b>c{color:red;margin:0 auto}\n"),
        ('a::after { content: ", : ; { /" / ""; }', 'a::after{content:", : ; { /" / ""}\n'),
        ("a :hover { top: calc(1px + 2 * 3px) }", "a :hover{top:calc(1px + 2 * 3px)}\n"),
        ("@media (min-width: 9rem) {\n  a { b: c; }\n}", "@media (min-width:9rem){a{b:c}}\n"),
    ],
)
def test_a_style_sheet(style: str, expected: str) -> None:
    assert condensed("own.css", style) == expected


def test_a_script() -> None:
    script = '// Words.\nfunction a() {\n  // More.\n  return "//  :  ";\n\n}\n'
    assert condensed("own.js", script) == 'function a() {\nreturn "//  :  ";\n}\n'


def test_what_pages_use_is_condensed() -> None:
    for name in (STYLE, SCRIPT):
        assert asset(name) == condensed(name, asset(name))
