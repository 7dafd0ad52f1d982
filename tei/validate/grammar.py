"""Whether an edition keeps to a RELAX NG grammar, and where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tei import relaxng
from tei.core import resources
from tei.core.diagnostic import Diagnostic, Fix, Label, refusal
from tei.core.edition import Edition
from tei.core.source import Span
from tei.relaxng import Failure, Place
from tei.validate.place import with_origin
from tei.validate.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from tei.validate import Context

CODES = {
    "element unknown": "R101",
    "element not here": "R102",
    "element not yet": "R102",
    "element missing": "R103",
    "incomplete": "R103",
    "text not allowed": "R104",
    "attribute unknown": "R201",
    "attribute not here": "R201",
    "attribute missing": "R202",
    "value invalid": "R203",
    "id repeated": "L101",
    "id missing": "L102",
}
"""What each kind of failure is called in the reports."""


@dataclass(frozen=True)
class Grammar:
    """A RELAX NG grammar, ready to judge editions."""

    path: str
    _engine: relaxng.Grammar

    @classmethod
    def load(cls, path: str) -> Grammar:
        """The grammar in a file, in either syntax; a path of the package, such as `schemas/frus.rng`, is found there.

        Loaded once for each path. Raises Refused: P301 if there is no such file, P302 if it is
        no grammar that can be used.
        """
        found = path if Path(path).exists() else str(resources.path(path))
        if not Path(found).is_file():
            cure = "check the path; --schema takes a RELAX NG file (.rng or .rnc)"
            raise refusal("P301", f"there is no schema {path}", cure)
        return _loaded(found)

    def validate(self, edition: Edition) -> Iterator[Diagnostic]:
        """What is wrong with an edition by this grammar, in the order of its characters (R101 to R203)."""
        for failure in self._engine.validate(edition.source, vocabulary=VOCABULARY, record=_Unwatched()):
            yield _diagnostic(failure, edition)


class _Unwatched:
    """A record that nobody writes to: that ids are given once is told by the check of pointers."""

    def begin(self) -> None:
        """Nothing is to be forgotten."""


@cache
def _loaded(path: str) -> Grammar:
    return Grammar(path, relaxng.Grammar.load(path, watch=_nothing))


def _nothing(element: str, names: tuple[str, ...], types: tuple[str, ...]) -> None:
    return None


def grammar(edition: Edition, context: Context) -> Iterator[Diagnostic]:
    """The check: what is wrong with an edition by the profile's grammar."""
    yield from Grammar.load(context.schema).validate(edition)


def _diagnostic(failure: Failure, edition: Edition) -> Diagnostic:
    labels = tuple(map(_label, failure.places))
    if edition.raw is not None:
        labels = with_origin(edition, edition.element_at(labels[0].span.start), *labels)
    more = f" (and {failure.more} more like it)" if failure.more else ""
    return Diagnostic(CODES[failure.kind], "error", failure.message + more, labels, failure.help, _fix(failure))


def _label(place: Place) -> Label:
    start = place.source.offset(place.line, place.column)
    end = max(place.source.offset(place.end_line, place.end_column), start + 1)
    return Label(place.source, Span(start, end), place.text)


def _fix(failure: Failure) -> Fix | None:
    """The change that may be made without asking, where it is one stretch of characters."""
    for remedy in failure.remedies:
        if remedy.safety == "safe" and len(remedy.edits) == 1:
            [(place, replacement)] = remedy.edits
            label = _label(place)
            return Fix(label.source, label.span, replacement)
    return None
