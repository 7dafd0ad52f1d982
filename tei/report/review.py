"""What is in doubt, for a person to look at: the places where most errors are to be expected first."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import tei
from tei.core.diagnostic import Diagnostic, Label, refusal
from tei.core.files import write
from tei.core.templates import environment
from tei.report.words import says

_CONTEXT = 90
"""So many characters are shown before a place, and as many behind it."""

_MOST = 2000
"""A page has so many places at most, so that browsers can show it; a table has all."""

_BLANKS = re.compile(r"\s+")
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Place:
    """One decision to look at: how likely it is wrong, in how many places it was made, and the first of these.

    `before`, `text` and `after` are the words there, white space made single. It holds no Source, so that those of
    many documents can be kept.
    """

    doubt: float
    places: int
    code: str
    file: str
    line: int
    column: int
    text: str
    message: str
    help: str
    before: str
    after: str
    lines: str

    @classmethod
    def of(cls, diagnostic: Diagnostic) -> Place:
        """The place of a diagnostic that has a doubt and a label."""
        first, *others = diagnostic.labels
        # A label that says something of itself is no further place of the same decision.
        alike = [first, *(label for label in others if not label.text)]
        line, column = first.source.position(first.span.start)
        before, text, after = _words(first)
        lines = ", ".join(dict.fromkeys(str(label.source.position(label.span.start)[0]) for label in alike))
        return cls(
            diagnostic.doubt,
            len(alike),
            diagnostic.code,
            first.source.name,
            line,
            column,
            text,
            diagnostic.message,
            diagnostic.help,
            before,
            after,
            lines,
        )

    @property
    def expected(self) -> float:
        """How many errors are to be expected here."""
        return self.doubt * self.places


def _words(label: Label) -> tuple[str, str, str]:
    text, span = label.source.text, label.span
    before = _BLANKS.sub(" ", text[max(0, span.start - _CONTEXT) : span.start])
    after = _BLANKS.sub(" ", text[span.end : span.end + _CONTEXT])
    if span.start > _CONTEXT:
        before = f"… {before.partition(' ')[2]}"
    if span.end + _CONTEXT < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return before, _BLANKS.sub(" ", label.source[span]), after


class Review:
    """Gathers what is in doubt, and writes it where it is to be looked at: a page (.html) or a table (.csv).

    Raises Refused (P112) for a file whose name ends otherwise.
    """

    def __init__(self, path: str | None = None) -> None:
        self._path = Path(path) if path else None
        self._places: list[Place] = []
        self.count = 0
        if self._path and self._path.suffix.lower() not in (".html", ".htm", ".csv"):
            raise refusal("P112", f"cannot tell what {path} is to be", "let its name end in .html or .csv")

    def take(self, diagnostic: Diagnostic) -> None:
        """Take what is in doubt; without a file to write it is only counted."""
        self.count += 1
        if self._path:
            self._places.append(Place.of(diagnostic))

    def finish(self) -> str:
        """Write what was gathered; returns what to say of it. Raises Refused (P108) when it cannot be written."""
        places = sorted(self._places, key=lambda place: (-place.expected, place.file, place.line, place.column))
        if self._path:
            page = self._path.suffix.lower() != ".csv"
            write(self._path, "".join(_page(places) if page else _table(places)))
        if not self.count:
            return ""
        noun = "1 place is" if self.count == 1 else f"{self.count} places are"
        return f"{noun} in doubt" + (f": see {self._path}" if self._path else ": --review FILE lists them")


def _table(places: Sequence[Place]) -> Iterator[str]:
    """Rows of CSV (RFC 4180), with the byte order mark by which spreadsheets know UTF-8."""
    yield "\ufeff"
    for row in ([field.name for field in fields(Place)], *map(astuple, places)):
        line = io.StringIO()
        csv.writer(line).writerow(row)
        yield line.getvalue()


def _page(places: Sequence[Place]) -> Iterator[str]:
    template = environment(_TEMPLATES).get_template("review.html")
    kinds = {code: says(code) for code in sorted({place.code for place in places})}
    expected = round(sum(place.expected for place in places))
    yield template.render(
        places=places[:_MOST],
        total=len(places),
        kinds=kinds,
        decided=sum(place.places for place in places),
        expected=expected,
        version=tei.__version__,
    )
