"""What fails in a template is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.diagnostic import Refused
from tei.core.templates import environment


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<p>\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("{% if", 1, "end of template"),
        ("<p>\n\n{{ 1 // 0 }}", 3, "by zero"),
        ("{% extends 'none.html' %}", 1, "none.html"),
    ],
)
def test_the_line_of_a_template_that_fails(text: str, line: int, words: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        environment(tmp_path).get_template("page.html").render()
    (told,) = refused.value.diagnostics
    assert told.code == "P404"
    assert words in told.message
    assert str(told.labels[0]).endswith(f"page.html:{line}:1")


def test_a_refusal_is_left_as_it_is(tmp_path: Path) -> None:
    def refuse() -> None:
        raise Refused

    (tmp_path / "page.html").write_text("{{ refuse() }}", "utf-8")
    with pytest.raises(Refused) as refused:
        environment(tmp_path).get_template("page.html").render(refuse=refuse)
    assert refused.value.diagnostics == ()


def test_a_template_without_a_file() -> None:
    with pytest.raises(Refused, match="a template cannot be used"):
        environment().from_string("{{ nothing }}").render()


def test_a_template_may_extend_the_one_that_it_stands_for(tmp_path: Path) -> None:
    for folder, text in {
        "ours": "{% block head %}<h1>{% endblock %}{% block foot %}<hr>{% endblock %}",
        "own": "{% extends 'tei:base.html' %}{% block foot %}{{ super() }}<p>{% endblock %}",
    }.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "base.html").write_text(text, "utf-8")
    (tmp_path / "ours" / "page.html").write_text("{% extends 'base.html' %}", "utf-8")
    templates = environment(tmp_path / "ours", before=tmp_path / "own")
    assert templates.get_template("page.html").render() == "<h1><hr><p>"
