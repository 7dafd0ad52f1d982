"""What several reports say in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from tei.core import resources
from tei.core.diagnostic import Diagnostic, Fix, Severity

NOUNS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "remark"}
"""The severities, the worst first, and what a finding of each is called."""

_LONGEST = 60
"""Of an edit so many characters are shown."""


def name(diagnostic: Diagnostic) -> str:
    """The code, and behind it the name of the rule where there is one: "S101 frus-note-id"."""
    return f"{diagnostic.code} {diagnostic.rule}".rstrip()


@cache
def says(diagnostic_name: str) -> str:
    """What findings of this name say, as the title of the page about it has it; "" if there is none."""
    page = resources.path(f"explain/pages/{diagnostic_name.rpartition(' ')[2]}.md")
    if not page.is_file():
        return ""
    with page.open(encoding="utf-8") as lines:
        return next(lines, "").partition(": ")[2].strip()


def described(fix: Fix) -> str:
    """What a fix does."""
    if fix.words:
        return fix.words
    if len(fix.edits) != 1:
        return f"{len(fix.edits)} edits"
    (edit,) = fix.edits
    old, new = _short(edit.source[edit.span]), _short(edit.replacement)
    if not old:
        return f"put {new} in"
    return f"put {new} in the place of {old}" if new else f"take {old} out"


def _short(text: str) -> str:
    text = " ".join(text.split()) or text
    if not text:
        return ""
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[: _LONGEST - 1]}…”"


def counts(severities: Iterable[str]) -> str:
    """How many of each severity there are, in words: "2 errors, 1 warning"; "" for none."""
    number = Counter(severities)
    return ", ".join(
        f"{number[severity]} {noun}{'' if number[severity] == 1 else 's'}"
        for severity, noun in NOUNS.items()
        if number[severity]
    )
