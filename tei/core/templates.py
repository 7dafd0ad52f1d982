"""Pages from templates of Jinja2."""

from __future__ import annotations

import traceback
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tei.core.diagnostic import Label, Refused, refusal
from tei.core.source import Source, Span

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

OURS = "tei:"
"""What stands before the name of a template that comes with tei, for others of this name to extend."""

_COMMON = Path(__file__).parent / "pages"


@cache
def environment(*folders: Path, before: Path | None = None) -> Environment:
    """Jinja2 with the templates of these folders, then those that pages have in common; the first that has one wins.

    Those of a folder `before` all others stand for them, and may extend what they stand for, by OURS and its name.
    Everything is escaped but what a template calls safe; `{{ language | tongue }}` is an attribute. One that fails
    raises Refused (P404) with the place in it.
    """
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

    class Told(Environment):
        def handle_exception(self, source: str | None = None) -> NoReturn:
            try:
                super().handle_exception(source)
            except Refused:
                raise
            except Exception as error:
                raise _refused(error) from None

    ours = FileSystemLoader([*folders, _COMMON])
    theirs = (FileSystemLoader(before),) if before else ()
    prefix, delimiter = OURS[:-1], OURS[-1]
    told = Told(
        loader=ChoiceLoader([*theirs, ours, PrefixLoader({prefix: ours}, delimiter)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    told.filters["tongue"] = _tongue
    return told


def _tongue(language: str) -> Markup:
    """The attribute that marks words of another language than that of the pages, which is English."""
    from markupsafe import Markup

    return Markup("" if language.partition("-")[0] in ("", "en") else ' lang="{}"').format(language)


def _refused(error: Exception) -> Refused:
    """That a template cannot be used, with the innermost line of one that was read when it failed."""
    lines = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    if own := getattr(error, "filename", None):
        lines.append((own, getattr(error, "lineno", 1)))
    labels: list[Label] = []
    for file, line in reversed(lines):
        if not file.endswith(".py") and Path(file).is_file():
            source = Source(file, Path(file).read_text(encoding="utf-8", errors="replace"))
            start = source.offset(line)
            labels.append(Label(source, Span(start, start + max(len(source.line(line)), 1))))
            break
    name = f"the template {Path(labels[0].source.name).name}" if labels else "a template"
    remedy = "correct it, or take it away; see jinja.palletsprojects.com for the syntax"
    return refusal("P404", f"{name} cannot be used: {error}", remedy, *labels)
