"""Options that several verbs have, and what is made of their values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from tei.core.diagnostic import refusal
from tei.core.files import Input
from tei.core.settings import MAILBOX, SITE

TEMPLATES = "templates"
"""The folder of templates that is taken where none is named."""

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
    """Add --authority, --style, --header and --review."""
    command = click.option(
        "--review", metavar="FILE", help="List what is in doubt, the worst first: a page (.html) or a table (.csv)."
    )(command)
    return describing(command)


def describing(command: Command) -> Command:
    """Add --authority, --style and --header."""
    command = click.option("--header", metavar="FILE", help="What the teiHeader is to say, as TOML.")(command)
    command = click.option("--style", metavar="FILE", help="The house style, as `tei learn` writes it.")(command)
    return click.option(
        "--authority", metavar="FILE", help="Persons, terms and places: TEI, CSV, or the text of a printed list."
    )(command)


def title(command: Command) -> Command:
    """Add --title."""
    return click.option("--title", default="", metavar="TEXT", help="The title of the edition.")(command)


def templates(command: Command) -> Command:
    """Add --templates; see `templates_in`."""
    return click.option(
        "--templates",
        metavar="DIR",
        help="Templates that stand for ours of the same names.  [default: the folder templates, if there is one]",
    )(command)


def stylesheet(command: Command) -> Command:
    """Add --xslt and --param."""
    command = click.option(
        "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter for the stylesheet."
    )(command)
    return click.option(
        "--xslt", default="", metavar="FILE", help="Your own stylesheet (XSLT 1.0 to 3.0) in place of the profile's."
    )(command)


def telling(command: Command) -> Command:
    """Add --format and --quiet."""
    command = click.option("-q", "--quiet", is_flag=True, help="Show errors only.")(command)
    return click.option(
        "--format",
        "form",
        default="terminal",
        show_default=True,
        metavar="NAME",
        callback=_known_form,
        help="How findings are shown: terminal, summary, concise, json, jsonl, sarif, github, gitlab, junit or html.",
    )(command)


def working(command: Command) -> Command:
    """Add --jobs, --scheduler, --format and --quiet."""
    command = telling(command)
    command = click.option(
        "--scheduler", default="", metavar="ADDRESS", help="Work on the Dask cluster whose scheduler is there."
    )(command)
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Worker processes.  [default: one, or the number of cores for 64 files or 8 MB and more]",
    )(command)


def selecting(command: Command) -> Command:
    """Add what chooses among the findings: --select, --ignore, --fail-on, --max and the baseline."""
    command = click.option(
        "--update-baseline", is_flag=True, help="Record what is found now in the baseline, and tell nothing of it."
    )(command)
    command = click.option("--baseline", metavar="FILE", help="Tell only what is not recorded in this file.")(command)
    return choosing(command)


def choosing(command: Command) -> Command:
    """Add --select, --ignore, --fail-on and --max."""
    for option in (
        click.option(
            "--max",
            "most",
            type=click.IntRange(1),
            metavar="N",
            show_default=False,
            help="Show so many findings at most.",
        ),
        click.option(
            "--fail-on",
            type=click.Choice(["error", "warning", "info", "never"]),
            metavar="SEVERITY",
            help="Which findings make the exit status 1: error, warning (and worse), info or never.  [default: error]",
        ),
        click.option(
            "--ignore",
            multiple=True,
            metavar="CODES",
            help="Do not tell these. What is longer wins: with --ignore R --select R102, R102 is told.",
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="CODES",
            help="Tell only these: codes, their beginnings, names of rules (R, T30, frus-*), listed with commas.",
        ),
    ):
        command = option(command)
    return command


def project(command: Command) -> Command:
    """Add --config and --no-config."""
    command = click.option("--no-config", is_flag=True, help="Read no tei.toml.")(command)
    return click.option(
        "--config",
        metavar="FILE",
        help="The project's settings.  [default: the nearest tei.toml, upwards from the current folder]",
    )(command)


def templates_in(given: str | None) -> Path | None:
    """The folder of templates: the one that is given, else `templates` beside the user, if it is there.

    Raises Refused (P101) where a folder that is given is not there.
    """
    folder = Path(given or TEMPLATES)
    if given and not folder.is_dir():
        raise refusal("P101", f"there is no folder {given}", "check the path given with --templates")
    return folder if folder.is_dir() else None


def address(given: str) -> str:
    """The address that --url gives. Raises Refused (P105) for one that no site can have."""
    if given and not SITE.fullmatch(given):
        remedy = "write it as https://example.org/edition/"
        raise refusal("P105", f"--url is no address of a site: {given!r}", remedy)
    return given


def mailbox(given: str) -> str:
    """The address that --email gives. Raises Refused (P105) for one to which nobody can write."""
    if given and not MAILBOX.fullmatch(given):
        raise refusal("P105", f"--email is no e-mail address: {given!r}", "write it as name@example.org")
    return given


def listed(values: Sequence[str]) -> tuple[str, ...]:
    """The words of an option that may be given several times and list several each time, with commas."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def _known_form(context: click.Context, parameter: click.Parameter, value: str) -> str:
    from tei.core.registry import suggestion
    from tei.report import REPORTS

    if value not in REPORTS.table and value not in REPORTS.names():
        raise click.BadParameter(f"there is no format {value!r}; {suggestion(value, REPORTS.names())}")
    return value


def known_checks(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names of checks as they are; click tells of one that there is not."""
    if values:
        from tei.core.registry import suggestion
        from tei.validate import CHECKS

        for value in values:
            if value not in CHECKS.table and value not in CHECKS.names():
                raise click.BadParameter(f"there is no check {value!r}; {suggestion(value, CHECKS.names())}")
    return values


def assignment(text: str) -> tuple[str, str]:
    """The name and the value of `NAME=VALUE`. Raises click.UsageError for anything else."""
    name, equals, value = text.partition("=")
    if not (name and equals):
        raise click.UsageError(f"--param wants NAME=VALUE, not {text!r}")
    return name, value


def folder(output: str | None, inputs: Sequence[Input]) -> Path | None:
    """The folder for the results, None for standard output. Raises Refused (P111) if several would go there."""
    if output not in (None, "-"):
        return Path(str(output))
    if len(inputs) > 1:
        raise refusal("P111", f"{len(inputs)} files cannot all go to standard output", "name a folder with -o")
    return None


def count(number: int, noun: str) -> str:
    """How many there are, in words: "1 text", "3 texts"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
