"""What a page of an edition that is being written has besides the built one: its diagnostics, and what reloads it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from posixpath import basename, dirname, relpath
from urllib.parse import quote

from tei.core.diagnostic import Diagnostic, Refused
from tei.core.templates import environment
from tei.report import report
from tei.report.words import NOUNS, counts, described, name
from tei.serve.state import Noted, State
from tei.site.page import page

FOLDER = "-"
"""Where the server's own files are; no page of a site is in a folder of this name."""

INDEX = "index.html"
"""The page that a folder of a site is shown by."""

_TEMPLATES = Path(__file__).parent / "templates"
_PLACE = re.compile(r'<a class="diagnostic" id="at-diagnostic-(\d+)"')
_COLUMNS = 88


@dataclass(frozen=True)
class Finding:
    """A diagnostic as the panel has it; `placed` tells whether the page has a mark for it."""

    number: int
    diagnostic: Diagnostic
    placed: bool = False

    @property
    def severity(self) -> str:
        """What a finding of this kind is called."""
        return NOUNS[self.diagnostic.severity]

    @property
    def rule(self) -> str:
        """The code and the name of the rule."""
        return name(self.diagnostic)

    @property
    def where(self) -> str:
        """File, line and column of the main place; "" where it has none."""
        return str(self.diagnostic.labels[0]) if self.diagnostic.labels else ""

    @property
    def fix(self) -> str:
        """What would mend it; "" where nothing is known to."""
        return described(self.diagnostic.fix) if self.diagnostic.fix else ""


def dressed(html: str, address: str, state: State) -> str:
    """A built page with what is told on it: marks beside the places, and a panel at its end.

    `address` is that of the page in the site. Nothing else of the page is changed, and nothing at all where nothing is
    to be told.
    """
    noted = state.pages.get(address)
    if noted and noted.job and noted.settings:
        # A stylesheet that fails now is told as a problem, and the page stays.
        with suppress(Refused):
            html = page(noted.settings, noted.job)
    placed = {int(number) for number in _PLACE.findall(html)}
    findings = _numbered(noted.diagnostics, placed) if noted else []
    html = _PLACE.sub(lambda found: _titled(found, findings), html)
    problems = _problems(state, noted)
    listed = _listed(state, dirname(address)) if basename(address) == INDEX else []
    elsewhere = [finding for found in state.elsewhere.values() for finding in _numbered(found)]
    elsewhere = elsewhere if address == INDEX else []
    if not (findings or problems or listed or elsewhere):
        return html
    told = (
        environment(_TEMPLATES)
        .get_template("panel.html")
        .render(
            problems=report(problems, width=_COLUMNS) if problems else "",
            findings=findings,
            listed=listed,
            elsewhere=elsewhere,
            counts=counts(each.diagnostic.severity for each in (findings or elsewhere)),
            total=counts(d.severity for each in state.pages.values() for d in each.diagnostics),
        )
    )
    return before_end(html, "body", told)


def before_end(html: str, element: str, more: str) -> str:
    """The page with something more at the end of its head or body, or, if it has none, at its own end."""
    before, tag, after = html.rpartition(f"</{element}>")
    return f"{before}{more}{tag}{after}" if tag else html + more


def _numbered(diagnostics: Iterable[Diagnostic], placed: Iterable[int] = ()) -> list[Finding]:
    return [Finding(number, each, number in set(placed)) for number, each in enumerate(diagnostics, 1)]


def _titled(mark: re.Match[str], findings: list[Finding]) -> str:
    """A mark with what it marks."""
    number = int(mark[1])
    if number > len(findings):
        return mark[0]
    finding = findings[number - 1]
    told = f"{finding.severity} {finding.rule}: {finding.diagnostic.message}"
    return mark[0].replace(
        'class="diagnostic"', f'class="diagnostic {finding.diagnostic.severity}" title="{escape(told)}"'
    )


def _problems(state: State, noted: Noted | None) -> list[Diagnostic]:
    """Why what is shown is not what was written; on the page of a document nothing of other documents."""
    files = ("", noted.file) if noted else tuple(state.problems)
    return [diagnostic for file in files for diagnostic in state.problems.get(file, ())]


def _listed(state: State, folder: str) -> list[tuple[str, str, str]]:
    """The documents in a folder of the site that have diagnostics: where they are from there, title, how many."""
    return [
        (quote(relpath(noted.address, folder or ".")), noted.title, counts(d.severity for d in noted.diagnostics))
        for noted in state.pages.values()
        if noted.diagnostics and noted.address.startswith(f"{folder}/" if folder else "")
    ]
