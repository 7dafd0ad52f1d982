"""The command line: one file a verb; the only code that prints, reads options and exits."""

from __future__ import annotations

from importlib import import_module

import click

from tei import __version__

VERBS = {
    "encode": "Turn raw texts into TEI, one file each.",
    "validate": "Check TEI files: grammar, pointers, dates.",
    "audit": "List what is probably wrong in finished TEI, best first.",
    "render": "Turn TEI files into accessible HTML pages.",
    "build": "Make the whole edition: encode, validate, render, index.",
    "deposit": "Make what repositories ingest: BagIt, METS, DataCite, DTS, OAI-PMH and more.",
    "serve": "Look at the edition in a browser while it is written.",
    "learn": "Learn the house style of finished documents, for encode --style.",
    "score": "Compare an encoding with gold, category by category.",
    "explain": "Tell what a code means, what a TEI element is for.",
    "schema": "Convert schemas from one syntax to the other, fetch them from the web.",
}
"""The verbs and what each does; a verb's module is imported when it is called."""


class Verbs(click.Group):
    """A group whose commands are imported on first use, so that `tei --help` starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb, or None for an unknown one."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"tei.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb's command; for an unknown verb a usage error that proposes the nearest one."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from tei.core.registry import suggestion

            raise click.UsageError(f"there is no verb {args[0]!r}; {suggestion(args[0], list(VERBS))}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="tei")
def main() -> None:
    """Turn raw text into TEI XML, prove it valid, publish it.

    \b
    tei build texts/ -o edition/          the whole way: open edition/index.html
    tei encode texts/ -o tei/             raw texts to TEI, one file each
    tei validate tei/                     what is wrong, where, and what helps

    Exit status: 0 clean, 1 errors found, 2 wrong usage or settings, 3 a fault of tei itself.
    """
