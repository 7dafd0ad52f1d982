"""`tei render`: TEI files to pages that need no other file."""

from __future__ import annotations

import click

from tei.cli import options
from tei.cli.session import Session
from tei.core.files import EDITIONS


@click.command("render")
@click.argument("tei", nargs=-1, required=True)
@click.option("-o", "--output", metavar="DIR", help="Where the pages go; without it, one page goes to standard output.")
@options.stylesheet
@options.profile
@options.working
def command(
    tei: tuple[str, ...],
    output: str | None,
    xslt: str,
    parameters: tuple[str, ...],
    profile: str,
    jobs: int | None,
    scheduler: str,
    form: str,
    quiet: bool,
) -> None:
    """Turn TEI files into accessible HTML, one page each that needs no other file.

    TEI are files, folders (all .xml files inside), patterns, or - for standard input.

    \b
    tei render d38.xml > d38.html      one page
    tei render tei/ -o pages/          a folder
    """
    with Session(form, quiet=quiet) as session:
        from tei.core.profile import Profile
        from tei.pipeline import Rendering, render_tei

        inputs = session.collect(tei, EDITIONS)
        folder = options.folder(output, inputs)
        given = dict(map(options.assignment, parameters))
        rendering = Rendering(Profile.load(profile), xslt, given)
        done = 0
        for each, page in session.run(render_tei, rendering, inputs, jobs=jobs, scheduler=scheduler, verb="Rendering"):
            done += session.write(page, folder / f"{each.stem}.html" if folder else None)
        session.say(f"Rendered {done} of {options.count(len(inputs), 'file')}" + (f" into {folder}" if folder else ""))
