"""Help with many options in it: each below the heading of what it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click


class Headed(click.Command):
    """A command whose help lists its options below headings; those that none names come last."""

    def __init__(self, *arguments: Any, headings: Mapping[str, Sequence[str]], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._headings = headings

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each heading with those that it names by their parameters."""
        options = {option.name: option for option in self.get_params(ctx) if isinstance(option, click.Option)}
        for heading, names in self._headings.items():
            self._write(heading, [options.pop(name) for name in names if name in options], ctx, formatter)
        self._write("More", list(options.values()), ctx, formatter)

    def _write(
        self, heading: str, options: Sequence[click.Option], ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section(heading):
                # Long options would else take the room of their explanations.
                formatter.write_dl(records, col_max=26)
