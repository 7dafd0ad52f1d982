"""Options that several verbs have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def profile(command: Command) -> Command:
    """Add --profile."""
    return click.option(
        "--profile",
        default="frus",
        show_default=True,
        metavar="NAME|FILE",
        help="The project's practice: frus, letters, plain, or a TOML file of your own.",
    )(command)


def encoding(command: Command) -> Command:
    """Add --authority and --header."""
    command = click.option("--header", metavar="FILE", help="What the teiHeader is to say, as TOML.")(command)
    return click.option(
        "--authority", metavar="FILE", help="Persons, terms and places: TEI, CSV, or the text of a printed list."
    )(command)


def working(command: Command) -> Command:
    """Add --jobs, --scheduler, --format and --quiet."""
    command = click.option("-q", "--quiet", is_flag=True, help="Show errors only.")(command)
    command = click.option(
        "--format",
        "form",
        default="terminal",
        show_default=True,
        metavar="NAME",
        help="How findings are shown: terminal, concise or json.",
    )(command)
    command = click.option(
        "--scheduler", default="", metavar="ADDRESS", help="Work on the Dask cluster whose scheduler is there."
    )(command)
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Worker processes.  [default: one, or the number of cores for 64 files and more]",
    )(command)
