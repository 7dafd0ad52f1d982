"""The command line: one file a verb; the only code that prints, reads options and exits."""

from __future__ import annotations

from pathlib import Path

import click

from tei.core.authority import Authority
from tei.core.profile import Profile
from tei.core.source import Source


@click.group()
def main() -> None:
    """Turn raw text into TEI XML, prove it valid, publish it."""


@main.command()
@click.argument("raw", nargs=-1)
@click.option("-o", "--output")
@click.option("--profile", default="frus")
@click.option("--authority")
def encode(raw: tuple[str, ...], output: str, profile: str, authority: str | None) -> None:
    """PROVISIONAL."""
    from tei.pipeline import Pipeline

    line = Pipeline(Profile.load(profile), Authority.load(authority) if authority else Authority())
    for folder in raw:
        for path in sorted(Path(folder).glob("*.txt")):
            try:
                text = line.edition(Source.load(path)).source.text
                (Path(output) / (path.stem + ".xml")).write_text(text, encoding="utf-8")
            except Exception as error:
                click.echo(f"{path}: {error!r}", err=True)
