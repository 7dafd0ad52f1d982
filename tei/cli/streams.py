"""The standard streams: what goes in and out there, how wide and whether in colour, and how far the work is."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click

from tei.core.diagnostic import refusal


def coloured(stream: TextIO | None) -> bool:
    """Whether what people read there is in colour: on a terminal, unless the environment has it otherwise.

    Source: no-color.org, force-color.org and bixense.com/clicolors for the variables; terminfo(5) for dumb terminals.
    """
    wanted = {key: os.environ.get(key, "") for key in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM")}
    if wanted["NO_COLOR"] or stream is None:
        return False
    if any(wanted[key] not in ("", "0") for key in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and wanted["CLICOLOR"] != "0" and wanted["TERM"] != "dumb"


def width() -> int:
    """How many columns the terminal has; 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def put(text: str | bytes) -> None:
    """Write to standard output. Raises Refused (P108) if that is not possible; a closed pipe is left to click."""
    try:
        if sys.stdout is None:
            raise OSError(errno.EBADF, "it is closed")
        # What is a colour, and what is not, was decided before.
        click.echo(text, nl=False, color=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"cannot write to standard output: {error.strerror}"
        raise refusal("P108", message, "name a folder with -o, or make room") from None


def standard_input() -> bytes:
    """All bytes of standard input. Raises OSError."""
    if sys.stdin is None:
        raise OSError(errno.EBADF, "it is closed")
    return sys.stdin.buffer.read()


@contextmanager
def progress(verb: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error while the work goes on, on a terminal only; yields what moves it on by one file."""
    if total < 2 or sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Findings that go to a file must not pass through the bar.
    redirect = sys.stdout is not None and sys.stdout.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=redirect) as bar:
        task = bar.add_task(verb, total=total)
        yield lambda: bar.advance(task)
