"""Whether an edition keeps to a RELAX NG grammar, and where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tei import relaxng
from tei.core import resources
from tei.core.diagnostic import Diagnostic, Fix, and_more, refusal
from tei.core.edition import Edition
from tei.relaxng import Failure
from tei.validate.collect import Collected, watch
from tei.validate.place import edit, labels
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
}
"""What each kind of failure is called in the reports; that ids are sound is told by the check of pointers."""


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
        found = resources.found(path)
        if not Path(found).is_file():
            cure = "check the path; --schema takes a RELAX NG file (.rng or .rnc)"
            raise refusal("P301", f"there is no schema {path}", cure)
        return _loaded(found)

    def validate(self, edition: Edition, context: Context | None = None) -> Iterator[Diagnostic]:
        """What is wrong with an edition by this grammar, in the order of its characters (R101 to R203).

        What is collected on the way is left in the context, for the checks that come after.
        """
        record = Collected()
        every = context is not None and context.every
        for failure in self._engine.validate(edition.source, vocabulary=VOCABULARY, every=every, record=record):
            yield _diagnostic(failure, edition)
        if context is not None:
            context.record = record


@cache
def _loaded(path: str) -> Grammar:
    return Grammar(path, relaxng.Grammar.load(path, watch))


def _diagnostic(failure: Failure, edition: Edition) -> Diagnostic:
    where = labels(edition, *failure.places)
    more = and_more(failure.more)
    return Diagnostic(CODES[failure.kind], "error", failure.message + more, where, failure.help, tuple(_fixes(failure)))


def _fixes(failure: Failure) -> Iterator[Fix]:
    """The changes that would mend it, those that may be made without asking first."""
    for safety in ("safe", "unsafe"):
        for remedy in failure.remedies:
            if remedy.safety == safety and remedy.edits:
                edits = (edit(place, replacement) for place, replacement in remedy.edits)
                yield Fix(tuple(edits), safety == "safe", remedy.words)
