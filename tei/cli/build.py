"""`tei build`: from raw texts to a whole site."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli import options
from tei.cli.session import Session
from tei.core.files import RAW_TEXTS


@click.command("build")
@click.argument("raw", nargs=-1, required=True)
@click.option("-o", "--output", required=True, metavar="DIR", help="Where the site goes.")
@click.option("--title", default="", metavar="TEXT", help="The title of the edition.")
@options.profile
@options.encoding
@options.working
def command(
    raw: tuple[str, ...],
    output: str,
    title: str,
    profile: str,
    authority: str | None,
    style: str | None,
    header: str | None,
    review: str | None,
    jobs: int | None,
    scheduler: str,
    form: str,
    quiet: bool,
) -> None:
    """Make the whole edition: encode, validate, render, index.

    RAW are files, folders (all .txt and .md files inside) or patterns. The site is plain files: a
    page for each document, an index, a register of persons and terms, and the TEI itself in tei/.
    It can be opened from the disk and served by any web server.

    \b
    tei build texts/ -o edition/ --authority people.xml
    """
    with Session(form, quiet=quiet) as session:
        from tei.cli.proposing import prepared
        from tei.pipeline import build_site, encode_checked

        settings = profile, authority, header, style
        line = session.pipeline(*settings)
        inputs = session.collect(raw, RAW_TEXTS, apart=False)
        session.reviewing(review, [*(each.path for each in inputs), *settings])
        line = prepared(session, line, inputs, None, jobs=jobs, scheduler=scheduler)
        run = session.run(encode_checked, line, inputs, jobs=jobs, scheduler=scheduler, verb="Encoding")
        editions = [edition for _, edition in run]
        if editions:
            files, diagnostics = build_site(line, editions, Path(output), title=title)
            session.tell(diagnostics)
            pages = sum(path.suffix == ".html" for path in files)
            session.say(f"Built {pages} pages from {options.count(len(inputs), 'text')}: {Path(output) / 'index.html'}")
