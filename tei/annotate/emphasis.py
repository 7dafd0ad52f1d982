"""Emphasis that house style fixes, so that it can be given back where a text lost it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from tei.annotate.dates import practice
from tei.core.diagnostic import Diagnostic
from tei.core.document import Mark
from tei.core.view import View

if TYPE_CHECKING:
    from tei.annotate import Context

CERT = 0.81
"""How sure the marks of a rule are that does not say it."""

_WHOLE = (r"\S(?:[^\0]*\S)?",)


def emphasis(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The words and the blocks that the profile's rules set off, as `hi` with the rule's `rend`.

    A rule is a table: `words`, patterns that begin and end where a word does and set off what they
    match, or their group `hi`; `blocks`, kinds of blocks of the document itself to which the rule
    keeps, each marked whole if there are no words; `opening`, patterns of the words with which such
    a block begins; `from` and `until`, the first and the last year of the practice in which it holds; `cert`, how sure
    its marks are.
    """
    rules = context.profile["annotate"]["emphasis"]
    year = practice(view, context.profile) if any("from" in rule or "until" in rule for rule in rules) else None
    for rule in rules:
        if _holds(rule, year):
            for found in _matches(view, rule):
                if not view.text[found.start() - 1 : found.start()].isalnum():
                    span = view.span(*found.span("hi" if "hi" in found.re.groupindex else 0))
                    yield Mark("hi", span, {"rend": rule["rend"]}, "tei.emphasis", rule.get("cert", CERT))


def _matches(view: View, rule: Mapping[str, Any]) -> Iterator[re.Match[str]]:
    opening = "opening" in rule
    pattern = _union(tuple(rule["opening"] if opening else rule.get("words", _WHOLE)))
    for start, end in _places(view, rule.get("blocks")):
        if not opening:
            yield from pattern.finditer(view.text, start, end)
        elif first := pattern.match(view.text, start, end):
            yield first


def _holds(rule: Mapping[str, Any], year: int | None) -> bool:
    if "from" not in rule and "until" not in rule:
        return True
    return year is not None and rule.get("from", 0) <= year <= rule.get("until", 9999)


def _places(view: View, kinds: list[str] | None) -> Iterator[tuple[int, int]]:
    """Where a rule holds: everywhere, or in the document's own blocks of some kinds, heads of lists left out."""
    if kinds is None:
        yield 0, len(view.text)
        return
    for stretch in view.stretches:
        kind = stretch.block.kind
        if kind in kinds and stretch.note is None and (kind != "head" or stretch.parent is None):
            yield stretch.start, stretch.end


@cache
def _union(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(words))
