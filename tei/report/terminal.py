"""Diagnostics for people: the message, the lines it is about, and what helps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap

from tei.core.diagnostic import Diagnostic, Label, Severity
from tei.report.snippet import snippets

_COLOURS: dict[Severity, str] = {"error": "1;31", "warning": "1;33", "info": "1;36"}
_QUIET = "34"
_STRONG = "1"


def terminal(diagnostics: Iterable[Diagnostic], *, colour: bool = False, width: int = 100) -> str:
    """The diagnostics with their lines of source, long lines cut around the place, each followed by a blank line."""
    paint = _painted if colour else _plain
    return "".join("\n".join(_lines(diagnostic, paint, width)) + "\n\n" for diagnostic in diagnostics)


Paint = Callable[[str, str], str]


def _painted(text: str, how: str) -> str:
    """The text in a colour (ECMA-48, select graphic rendition)."""
    return f"\033[{how}m{text}\033[0m" if text else text


def _plain(text: str, how: str) -> str:
    return text


def _lines(diagnostic: Diagnostic, paint: Paint, width: int) -> Iterator[str]:
    main = _COLOURS[diagnostic.severity]
    yield paint(f"{diagnostic.severity}[{diagnostic.code}]", main) + paint(f": {diagnostic.message}", _STRONG)
    shown = [label for label in diagnostic.labels if label.source is diagnostic.labels[0].source]
    numbers = [label.source.position(label.span.start)[0] for label in shown]
    gutter = max((len(str(number)) for number in numbers), default=1) + 1
    if shown:
        yield f"{' ' * gutter}{paint('-->', _QUIET)} {shown[0]}"
        yield from _snippets(shown, gutter, paint, main, width)
    for label in diagnostic.labels:
        if label not in shown:
            yield f"{' ' * gutter}{paint('-->', _QUIET)} {label}   {label.text}".rstrip()
    if diagnostic.help:
        first, *rest = wrap(diagnostic.help, max(width - gutter - 9, 30), break_long_words=False)
        yield f"{' ' * gutter} {paint('=', _QUIET)} {paint('help', _STRONG)}: {first}"
        yield from (" " * (gutter + 9) + line for line in rest)


def _snippets(labels: list[Label], gutter: int, paint: Paint, main: str, width: int) -> Iterator[str]:
    """The lines of the labels in their order in the file, each label under its line; the main one has carets."""
    bar = f"{' ' * gutter} {paint('|', _QUIET)}"
    yield bar
    last, text = 0, ""
    for label, snippet in snippets(labels, width - gutter - 3):
        if (snippet.number, snippet.text) != (last, text):
            if last and snippet.number > last + 1:
                yield paint("...", _QUIET)
            yield f"{paint(str(snippet.number).rjust(gutter), _QUIET)} {paint('|', _QUIET)} {snippet.text}".rstrip()
        last, text = snippet.number, snippet.text
        main_one = label is labels[0]
        for line in snippet.underlined("^" if main_one else "-", label.text):
            yield f"{bar} {paint(line, main if main_one else _QUIET)}"
