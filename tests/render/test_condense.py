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


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (
            '// Words.\nfunction a() {\n  // More.\n  return "//  :  ";\n\n}\n',
            'function a(){\nreturn "//  :  ";\n}\n',
        ),
        ("const a = (b, c) => b + c === 1 ? b : c\nd()", "const a=(b,c)=>b + c===1?b:c\nd()"),
        ("a = `x = ${ b } , y`; c = 'd , e';", "a=`x = ${ b } , y`;c='d , e';"),
        ("a = `${b ? `, c ${d} = e` : ''} = f` ; g = h", "a=`${b ? `, c ${d} = e` : ''} = f`;g=h"),
        ("a.replace(/ , | = /g, b); return / : /.test(c)", "a.replace(/ , | = /g,b);return / : /.test(c)"),
        ('a = b => /[/] = "/u.test(b) && c', 'a=b=> /[/] = "/u.test(b)&&c'),
        ("a = b / c + d / e; f = 1 / 2", "a=b / c + d / e;f=1 / 2"),
    ],
)
def test_a_script(script: str, expected: str) -> None:
    assert condensed("own.js", script) == expected


def test_what_pages_use_is_condensed() -> None:
    for name in (STYLE, SCRIPT):
        assert asset(name) == condensed(name, asset(name))
