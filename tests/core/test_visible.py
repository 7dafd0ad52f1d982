from __future__ import annotations

import pytest

from tei.core.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zürich, 東京\xa0\ue000", "Zürich, 東京\xa0\ue000"),
        ("a\x1b[31mb\x7f", "a␛[31mb␡"),
        ("a\nb\tc", "a␊b␉c"),
        ("a\x9b31m\u202e\u2066\u2028", "a\ufffd31m\ufffd\ufffd\ufffd"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_lines_stay_where_they_are_wanted() -> None:
    assert visible("a\n\tb\r\x00", lines=True) == "a\n\tb␍␀"
