"""What one run of a verb shares: files in, work, progress, diagnostics out, and the exit status."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tei.cli.ending import end_cleanly, let_go
from tei.cli.status import status
from tei.cli.streams import coloured, progress, put, standard_input, width
from tei.core.diagnostic import Diagnostic, Refused, unreadable
from tei.core.files import Input, collect, is_edition, refuse_overwriting, write
from tei.core.source import has_markup

if TYPE_CHECKING:
    from tei.batch import Result, Task, Work
    from tei.pipeline import Pipeline
    from tei.report.review import Review
    from tei.validate.baseline import Baseline

Value = TypeVar("Value")

FEW = 64
"""So many files are done sooner in one process than workers would have started."""

MUCH = 8_000_000
"""Unless they have so many bytes together."""


class Session:
    """Collects what is found, shows it, and ends the command with the status that the findings ask for.

    Used as a context: on leaving it, the summary is printed and the command exits with 0 (clean), 1 (errors
    found), 2 (wrong usage or settings) or 3 (a fault of tei itself). Findings go to standard error, or, where
    they are what the command is for (`findings` is true), to standard output, or into the file that is named for
    them (`output`) when the command ends.
    """

    def __init__(
        self, form: str = "terminal", *, quiet: bool = False, findings: bool = False, output: str | None = None
    ) -> None:
        from tei.report import is_whole

        self._form = form
        self._whole = is_whole(form)
        self._quiet = quiet
        self._findings = findings
        self._output = Path(output) if output not in (None, "-") else None
        self._pieces: list[str] = []
        self._files: list[str] = []
        self._kept: list[Diagnostic] = []
        self._settings: dict[Diagnostic, None] = {}
        self._count: Counter[str] = Counter()
        self._first: dict[str, str] = {}
        self._status = 0
        self._given: bytes | None = None
        self._summary = ""
        self._counts = True
        self._fail_on = "error"
        self._most: int | None = None
        self._told = 0
        self._untold = 0
        self._partly: set[str] = set()
        self._baseline: Baseline | None = None
        self._review: Review | None = None

    def __enter__(self) -> Session:
        end_cleanly()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        let_go()
        if isinstance(error, Refused):
            # What is refused outside the work on a file concerns the settings of the whole run.
            self.tell(error.diagnostics)
            self._status = max(self._status, 2)
        elif error is not None:
            return None
        elif self._baseline:
            self._close(self._baseline)
        self._finish()
        sys.exit(self._status)

    def _instead(self, refused: Refused) -> None:
        """Tell on standard error that the report cannot be written where it should go."""
        self._findings, self._form, self._whole, self._output = False, "terminal", False, None
        self.tell(refused.diagnostics)

    def tell(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Take diagnostics: count them, and show them at once unless the format wants them all together."""
        for diagnostic in diagnostics:
            if self._review and diagnostic.doubt:
                self._review.take(diagnostic)
                if self._form == "terminal":
                    continue
            if not diagnostic.labels or diagnostic.code.startswith("P"):
                # A fault of the settings is one fault, however many files it meets.
                if diagnostic in self._settings:
                    continue
                self._settings[diagnostic] = None
            self._count[diagnostic.severity] += 1
            self._first.setdefault(diagnostic.severity, diagnostic.code)
            asked = status(diagnostic, self._fail_on)
            self._status = max(self._status, asked)
            if self._quiet and diagnostic.severity != "error" and not asked:
                continue
            if self._most is not None and self._told >= self._most and not diagnostic.code.startswith("P"):
                self._untold += 1
                self._partly.update(label.source.name for label in diagnostic.labels[:1])
                continue
            self._told += 1
            if self._whole:
                self._kept.append(diagnostic)
            else:
                self._show([diagnostic])

    @property
    def has_errors(self) -> bool:
        """Whether an error was found until now."""
        return self._count["error"] > 0

    def limit(self, fail_on: str = "error", most: int | None = None, baseline: Baseline | None = None) -> None:
        """Set from which severity on findings make the command fail, how many are told, and those that are not new."""
        self._fail_on, self._most, self._baseline = fail_on, most, baseline

    def reviewing(self, path: str | None, read: Iterable[str | None]) -> None:
        """Gather what is in doubt for a review; at a terminal it is only counted.

        Raises Refused as `Review` does, and (P108) where it would take the place of a file that is read.
        """
        from tei.report.review import Review

        refuse_overwriting(path, read, "--review")
        self._review = Review(path)

    def _close(self, baseline: Baseline) -> None:
        try:
            self.tell(baseline.finish())
        except Refused as refused:
            self.tell(refused.diagnostics)

    def fail(self) -> None:
        """Make the command end with 1 at least, although nothing was found that asks for it."""
        self._status = max(self._status, 1)

    def say(self, summary: str, *, counts: bool = True) -> None:
        """Set the sentence that stands before the count of findings at the end, or without it if there are none."""
        self._summary, self._counts = summary, counts

    def _show(self, diagnostics: Sequence[Diagnostic]) -> None:
        from tei.report import report

        stream = sys.stdout if self._findings else sys.stderr
        columns = 100 if self._output else width()
        colour = not self._output and coloured(stream)
        # A file whose findings are not shown must not look as if it had none.
        files = [file for file in self._files if file not in self._partly] if self._partly else self._files
        shown = report(diagnostics, self._form, colour=colour, width=columns, files=files)
        if self._output:
            self._pieces.append(shown)
            return
        if not self._findings:
            click.echo(shown, err=True, nl=False, color=True)
            return
        try:
            put(shown)
        except Refused:
            # That standard output fails can be told on standard error only.
            self._findings = False
            raise

    def _finish(self) -> None:
        doubts = ""
        try:
            if self._review:
                doubts = self._review.finish()
            if self._whole:
                self._show(self._kept)
            if self._output:
                write(self._output, "".join(self._pieces))
                self._explain_failure()
        except Refused as refused:
            self._instead(refused)
        # A report that is one whole must not be followed by anything where it goes.
        if (self._quiet and not self._status) or (self._whole and not self._findings):
            return
        from tei.report.words import counts

        nothing = "Nothing new" if self._baseline else "Nothing to complain of"
        sentences = [
            self._summary,
            counts(self._count.elements()) or (nothing if self._counts and not doubts else ""),
            f"{self._untold} of them not shown" if self._untold else "",
            doubts,
            self._baseline.summary if self._baseline else "",
            self._advice(),
        ]
        click.echo(". ".join(filter(None, sentences)) + ".", err=True)

    def _explain_failure(self) -> None:
        """Tell on standard error what kept the work from being done; nobody looks for that in a report."""
        from tei.report import report

        errors = [diagnostic for diagnostic in self._settings if diagnostic.severity == "error"]
        click.echo(report(errors, width=width()), err=True, nl=False)

    def _advice(self) -> str:
        """Where to read about what was found, if findings are what the command is for, and people read them."""
        code = self._first.get("error") or self._first.get("warning")
        return f"More: tei explain {code}" if code and self._findings and self._form == "terminal" else ""

    def pipeline(
        self, profile: str, authority: str | None, header: str | None = None, style: str | None = None
    ) -> Pipeline:
        """The settings of a run from the options of the same names. Raises Refused for what cannot be used."""
        from tei.pipeline import Pipeline

        line = Pipeline.load(profile, authority, header, style)
        self.tell(line.authority.diagnostics)
        return line

    def collect(
        self, arguments: Sequence[str], endings: Sequence[str], *, otherwise: Sequence[str] = (), apart: bool = True
    ) -> list[Input]:
        """The files that the arguments name; what cannot be used is told. See `tei.core.files.collect`.

        Raises Refused (P108) if the report would take the place of one of them.
        """
        inputs, diagnostics = collect(arguments, endings, otherwise=otherwise, apart=apart)
        self.tell(diagnostics)
        self.spare(each.path for each in inputs)
        return inputs

    def parted(self, inputs: Sequence[Input]) -> tuple[list[Input], list[Input]]:
        """The raw texts among files, and the TEI: told by their names, standard input by how it begins."""
        raw: list[Input] = []
        finished: list[Input] = []
        for each in inputs:
            is_tei = is_edition(each.path)
            # Where it cannot be read, that is told when the work begins.
            with suppress(OSError):
                is_tei = is_tei or (each.path == "-" and has_markup(self._standard_input()))
            (finished if is_tei else raw).append(each)
        return raw, finished

    def spare(self, read: Iterable[str | None]) -> None:
        """Raise Refused (P108) if the report would take the place of one of these files, which are read."""
        output, self._output = self._output, None
        refuse_overwriting(output, read)
        self._output = output

    def reads(self, inputs: Sequence[Input]) -> None:
        """Take files into the report, those in which nothing is found, too."""
        self._files += dict.fromkeys(each.name for each in inputs)

    def run(
        self,
        work: Work[Value],
        settings: object,
        inputs: Sequence[Input],
        *,
        jobs: int | None = None,
        scheduler: str = "",
        verb: str = "",
        streamed: bool = False,
    ) -> Iterator[tuple[Input, Value]]:
        """Do the work on every file, tell what is found, and yield the files that gave a value, in order.

        With `streamed` the work is given the path of a file, where it can be, and reads it by itself.
        """
        from tei import batch

        if jobs is None:
            few = len(inputs) < FEW and (len(inputs) < 2 or sum(each.size for each in inputs) < MUCH)
            jobs = 1 if few else batch.cores()
        by_name = {each.name: each for each in inputs}
        self.reads(inputs)
        with batch.pool(jobs, scheduler) as workers, progress(verb, len(inputs)) as advance:
            tasks = self._tasks(inputs, streamed=streamed and not scheduler)
            results: Iterator[Result[Value]] = batch.run(work, settings, tasks, workers)
            for result in results:
                advance()
                found = result.diagnostics
                self.tell(self._baseline.new(result.name, found) if self._baseline else found)
                if result.value is not None:
                    yield by_name[result.name], result.value

    def spread(
        self,
        work: Callable[[Any, Any], Value],
        settings: object,
        items: Sequence[Any],
        *,
        jobs: int | None = None,
        scheduler: str = "",
        verb: str = "",
    ) -> Iterator[Value | None]:
        """Do the work on every value, each with a `name`; tell what fails, and yield None for it."""
        from tei import batch

        jobs = jobs or (1 if len(items) < FEW else batch.cores())
        with batch.pool(jobs, scheduler) as workers, progress(verb, len(items)) as advance:
            for result in batch.spread(work, settings, items, workers):
                advance()
                self.tell(result.diagnostics)
                yield result.value

    def _tasks(self, inputs: Sequence[Input], *, streamed: bool) -> Iterator[Task]:
        from tei.batch import Task

        for each in inputs:
            path = Path(each.path)
            if streamed and path.is_file():
                yield Task(each.name, path)
                continue
            try:
                data = self._standard_input() if each.path == "-" else path.read_bytes()
            except OSError as error:
                self.tell([unreadable(each.name, error)])
            else:
                yield Task(each.name, data)

    def _standard_input(self) -> bytes:
        """All of standard input, also for whom wants it again."""
        if self._given is None:
            self._given = standard_input()
        return self._given

    def write(self, text: str | bytes, path: Path | None) -> bool:
        """Write a file, or to standard output where there is no path; false, and told, if that failed."""
        try:
            if path is None:
                put(text)
            else:
                write(path, text)
        except Refused as refused:
            self.tell(refused.diagnostics)
            return False
        return True
