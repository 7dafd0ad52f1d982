"""`tei schema`: what can be done with the schemas themselves."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli import options
from tei.cli.session import Session


@click.group("schema")
def command() -> None:
    """Work on schemas: convert them from one syntax of RELAX NG to the other, fetch them from the web.

    \b
    tei schema convert tei.rnc -o tei.rng      the compact syntax as XML
    tei schema fetch https://…/tei_all.rng     to be used later without the network
    """


@command.command("convert")
@click.argument("schema")
@click.option("-o", "--output", metavar="FILE|FOLDER", help="Where to write; without it, standard output.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
def convert(schema: str, output: str | None, quiet: bool) -> None:
    """Turn a RELAX NG schema from the compact syntax (.rnc) into XML (.rng), or back.

    SCHEMA is in one syntax; a FILE that ends in .rnc or .rng gets that syntax, and standard output
    the other one. Into a FOLDER go the schema and all files that it includes or refers to, in the
    other syntax. Documentation, annotations and comments are kept.

    \b
    tei schema convert schemas/frus.rnc -o xml/
    """
    with Session(quiet=quiet) as session:
        from tei.core.diagnostic import refusal
        from tei.relaxng import convert as conversion

        ending = conversion.OTHER[conversion.syntax(schema)]
        if output in (None, "-"):
            session.write(conversion.convert(schema, ending), None)
            session.say("Converted 1 file")
            return
        path = Path(str(output))
        if path.suffix.lower() in conversion.OTHER and not path.is_dir():
            texts = {path: conversion.convert(schema, path.suffix.lower())}
        elif path.is_file():
            help = "name a folder, or a file that ends in .rnc or .rng"
            raise refusal("P302", f"the ending of {path} does not say which syntax is wanted", help)
        else:
            texts = {path / name: text for name, text in conversion.convert_all(schema, ending).items()}
        written = sum(session.write(text, target) for target, text in texts.items())
        session.say(f"Converted {options.count(written, 'file')}: {path if len(texts) == 1 else next(iter(texts))}")


@command.command("fetch")
@click.argument("address", nargs=-1, required=True)
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
def fetch(address: tuple[str, ...], quiet: bool) -> None:
    """Fetch schemas from the web, with all files that they refer to, and keep them.

    ADDRESS begins with https://. Files that name the schema by this address are then checked without
    the network. What was fetched before is fetched anew. It is kept in the folder that TEI_CACHE
    names, else in that of your system for such files.

    \b
    tei schema fetch https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng
    """
    with Session(quiet=quiet) as session:
        from tei.validate.fetch import fetch as fetched

        count = 0
        for each in address:
            for name, path in fetched(each):
                count += 1
                click.echo(f"{name} is kept as {path}")
        session.say(f"Fetched {options.count(count, 'file')}")
