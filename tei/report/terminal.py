"""Diagnostics for people: the message, the lines it is about, and what helps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import wrap

from tei.core.diagnostic import Diagnostic, Label, Severity
from tei.core.visible import painted, visible
from tei.report.snippet import snippets
from tei.report.words import described, name

COLOURS: dict[Severity, str] = {"error": "1;31", "warning": "1;33", "info": "1;36"}
QUIET = "34"
STRONG = "1"


def terminal(diagnostics: Iterable[Diagnostic], *, colour: bool = False, width: int = 100, **_: object) -> str:
    """The diagnostics with their lines of source, long lines cut around the place, each followed by a blank line."""
    paint = painted if colour else plain
    return "".join("\n".join(_lines(diagnostic, paint, width)) + "\n\n" for diagnostic in diagnostics)


Paint = Callable[[str, str], str]


def plain(text: str, how: str) -> str:
    """The text as it is."""
    return text


def _lines(diagnostic: Diagnostic, paint: Paint, width: int) -> Iterator[str]:
    main = COLOURS[diagnostic.severity]
    message = visible(diagnostic.message, lines=True)
    yield paint(f"{diagnostic.severity}[{name(diagnostic)}]", main) + paint(f": {message}", STRONG)
    by_file: dict[str, list[Label]] = {}
    for label in diagnostic.labels:
        by_file.setdefault(label.source.name, []).append(label)
    numbers = [label.source.position(label.span.start)[0] for label in diagnostic.labels]
    gutter = max((len(str(number)) for number in numbers), default=1) + 1
    for labels in by_file.values():
        looked_at = any(label.source.text or label.text for label in labels)
        yield f"{' ' * gutter}{paint('-->', QUIET)} {visible(str(labels[0]) if looked_at else labels[0].source.name)}"
        if looked_at:
            yield from _snippets(labels, diagnostic.labels[0], gutter, paint, main, width)
    yield from _remedies(diagnostic, gutter, paint, width)


def _snippets(labels: Sequence[Label], first: Label, gutter: int, paint: Paint, main: str, width: int) -> Iterator[str]:
    """The lines of the labels in their order in the file, each label under its line; the first of all has carets."""
    bar = f"{' ' * gutter} {paint('|', QUIET)}"
    yield bar
    last, text = 0, ""
    for label, snippet in snippets(labels, width - gutter - 3):
        if (snippet.number, snippet.text) != (last, text):
            if last and snippet.number > last + 1:
                yield paint("...", QUIET)
            yield f"{paint(str(snippet.number).rjust(gutter), QUIET)} {paint('|', QUIET)} {snippet.text}".rstrip()
        last, text = snippet.number, snippet.text
        is_main = label is first
        for line in snippet.underlined("^" if is_main else "-"):
            yield f"{bar} {paint(line, main if is_main else QUIET)}"


def _remedies(diagnostic: Diagnostic, gutter: int, paint: Paint, width: int) -> Iterator[str]:
    """What helps, and what `tei validate --fix` would do; the other fixes that there are, without a word of how."""
    fix = diagnostic.fix
    if diagnostic.help and not (fix and described(fix) == diagnostic.help):
        yield from _remark("help", diagnostic.help, gutter, paint, width)
    if fix:
        option = "--fix" if diagnostic.is_fix_certain else "--unsafe-fixes"
        yield from _remark("fix", f"{described(fix)} ({option})", gutter, paint, width)
    for other in diagnostic.fixes:
        if other is not fix:
            yield from _remark("or", described(other), gutter, paint, width)


def _remark(kind: str, text: str, gutter: int, paint: Paint, width: int) -> Iterator[str]:
    indent = gutter + len(kind) + 5
    first, *rest = wrap(
        visible(text, lines=True), max(width - indent, 30), break_long_words=False, break_on_hyphens=False
    ) or [""]
    yield f"{' ' * gutter} {paint('=', QUIET)} {paint(kind, STRONG)}: {first}"
    yield from (" " * indent + line for line in rest)
