"""Abbreviations and terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic
from tei.core.document import Mark
from tei.core.view import View

if TYPE_CHECKING:
    from tei.annotate import Context


def terms(view: View, context: Context) -> Iterator[Mark | Diagnostic]:
    """The abbreviations and terms of the authority in a text."""
    yield from ()
