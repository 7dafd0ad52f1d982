"""Diagnostics as one page for colleagues, which needs no other file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tei
from tei.core.diagnostic import Diagnostic
from tei.core.templates import environment
from tei.report import Whole
from tei.report.snippet import Snippet, snippets
from tei.report.words import NOUNS, counts, described, name, says

_WIDTH = 110
"""So many columns of a line are shown; a narrow window lets the reader move along it."""

_TEMPLATES = Path(__file__).parent / "templates"
_NO_FILE = "Settings"


@dataclass(frozen=True)
class Finding:
    """A diagnostic with what the page shows of it; `number` is that of its place on the page."""

    number: int
    diagnostic: Diagnostic

    @property
    def rule(self) -> str:
        """The code and the name of the rule."""
        return name(self.diagnostic)

    @property
    def file(self) -> str:
        """The file of its main place."""
        return self.diagnostic.labels[0].source.name if self.diagnostic.labels else _NO_FILE

    @property
    def where(self) -> str:
        """The line and the column of its main place; "" where it has none."""
        return str(self.diagnostic.labels[0]).removeprefix(self.file).strip(":") if self.diagnostic.labels else ""

    def places(self) -> Iterator[tuple[str, list[tuple[Snippet, bool]]]]:
        """Where the first label in each file stands; the labels there with their lines, and which is the main."""
        labels = self.diagnostic.labels
        for file in dict.fromkeys(label.source.name for label in labels):
            here = [label for label in labels if label.source.name == file]
            line, column = here[0].source.position(here[0].span.start)
            where = f"Line {line}, column {column}"
            lines = [(snippet, label is labels[0]) for label, snippet in snippets(here, _WIDTH)]
            yield where if file == self.file else f"{file}, {where.lower()}", lines

    def fixes(self) -> list[tuple[str, str]]:
        """What each fix does, and which option makes it; only the first is ever made."""
        option = "--fix" if self.diagnostic.is_fix_certain else "--unsafe-fixes"
        ordered = sorted(self.diagnostic.fixes, key=lambda fix: fix is not self.diagnostic.fix)
        return [(described(fix), "" if at else option) for at, fix in enumerate(ordered)]


@Whole
def html(diagnostics: Iterable[Diagnostic], *, files: Sequence[str] = (), **_: object) -> str:
    """The diagnostics as a page of HTML: in sum by rule and by file, then each with its lines and what helps."""
    found = sorted(diagnostics, key=lambda diagnostic: diagnostic.labels[0].source.name if diagnostic.labels else "")
    findings = [Finding(number, diagnostic) for number, diagnostic in enumerate(found, 1)]
    told = {finding.file for finding in findings}
    return (
        environment(_TEMPLATES)
        .get_template("report.html")
        .render(
            counts=counts,
            findings=findings,
            rules=_groups(findings, "rule"),
            files=_groups(findings, "file"),
            clean=[file for file in files if file not in told],
            severities={
                key: noun for key, noun in NOUNS.items() if any(f.diagnostic.severity == key for f in findings)
            },
            version=tei.__version__,
        )
    )


def _groups(findings: list[Finding], key: str) -> list[dict[str, Any]]:
    """The findings of each rule or of each file, the most first for rules, by name for files."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(getattr(finding, key), []).append(finding)
    order = sorted(groups, key=lambda group: (-len(groups[group]), group)) if key == "rule" else list(groups)
    return [
        {
            "name": group,
            "says": (says(group) or groups[group][0].diagnostic.message) if key == "rule" else "",
            "findings": groups[group],
            "counts": counts(finding.diagnostic.severity for finding in groups[group]),
        }
        for group in order
    ]
