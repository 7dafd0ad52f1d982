"""`tei encode`: raw texts to TEI, one file each."""

from __future__ import annotations

import click

from tei.cli import options
from tei.cli.session import Session
from tei.core.files import RAW_TEXTS, refuse_overwriting


@click.command("encode")
@click.argument("raw", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="DIR", help="Where the TEI files go; without it, one text goes to standard output."
)
@options.profile
@options.encoding
@click.option(
    "--propose", metavar="FILE", help="List the persons whom no authority has, and link their names to the list."
)
@options.working
def command(
    raw: tuple[str, ...],
    output: str | None,
    profile: str,
    authority: str | None,
    style: str | None,
    header: str | None,
    review: str | None,
    propose: str | None,
    jobs: int | None,
    scheduler: str,
    form: str,
    quiet: bool,
) -> None:
    """Turn raw texts into TEI, one file each.

    RAW are files, folders (all .txt and .md files inside), patterns, or - for standard input.

    \b
    tei encode telegram.txt                           one text, to the screen
    tei encode texts/ -o tei/ --authority people.xml  a folder, names linked
    tei encode texts/ -o tei/ --propose people.xml    without a list: one is made
    """
    with Session(form, quiet=quiet) as session:
        from tei.cli.proposing import prepared
        from tei.pipeline import encode_raw

        settings = profile, authority, header, style
        line = session.pipeline(*settings)
        inputs = session.collect(raw, RAW_TEXTS)
        session.reviewing(review, [*(each.path for each in inputs), *settings])
        folder = options.folder(output, inputs)
        refuse_overwriting(propose, [*(each.path for each in inputs), *settings], "--propose")
        if folder:
            texts = [folder / f"{each.stem}.xml" for each in inputs]
            refuse_overwriting(propose, texts, "--propose", "one of the texts is encoded into it")
        line = prepared(session, line, inputs, propose, jobs=jobs, scheduler=scheduler)
        done = 0
        for each, text in session.run(encode_raw, line, inputs, jobs=jobs, scheduler=scheduler, verb="Encoding"):
            done += session.write(text, folder / f"{each.stem}.xml" if folder else None)
        where = (f" into {folder}" if folder else "") + (f", persons proposed in {propose}" if propose else "")
        session.say(f"Encoded {done} of {options.count(len(inputs), 'text')}{where}")
