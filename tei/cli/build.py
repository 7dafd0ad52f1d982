"""`tei build`: from raw texts, or from TEI, to a whole site."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from tei.cli import options
from tei.cli.session import Session
from tei.core.files import EDITIONS, RAW_TEXTS


@click.command("build")
@click.argument("sources", nargs=-1, required=True, metavar="RAW|TEI...")
@click.option("-o", "--output", required=True, metavar="DIR", help="Where the site goes.")
@options.title
@click.option(
    "--url",
    default="",
    metavar="ADDRESS",
    help="The address at which it is published: adds canonical links and sitemap.xml.  [default: render.url]",
)
@click.option(
    "--search",
    type=click.Choice(["pagefind", "builtin", "none"]),
    help="What searches the site: pagefind, with the built-in index beside it for pages from a disk, only that, or "
    "nothing.  [default: pagefind if it is installed, else builtin]",
)
@click.option("--epub", is_flag=True, help="Make an EPUB of it, too, which the index links to.")
@options.templates
@options.stylesheet
@options.profile
@options.encoding
@options.working
def command(
    sources: tuple[str, ...],
    output: str,
    title: str,
    url: str,
    search: str | None,
    epub: bool,
    templates: str | None,
    xslt: str,
    parameters: tuple[str, ...],
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

    RAW are texts (.txt, .md), TEI are volumes or single documents (.xml): files, folders, patterns, or - for standard
    input; of a folder that has raw texts only these are taken. The site is plain files: a page for each document,
    section and person, an index, registers, and the TEI itself in tei/. It can be opened from the disk and served by
    any web server. Built again, only what has changed is made anew.

    Several volumes make a shelf: each has a folder of its own, shelf/index.html lists them, and references from one
    to the other are links. --epub makes an EPUB of each edition.

    \b
    tei build texts/ -o edition/ --authority people.xml
    tei build frus1955-57v23p1.xml -o japan/ --epub
    tei build volumes/*.xml -o shelf/ --url https://example.org/shelf/
    """
    with Session(form, quiet=quiet) as session:
        from tei.cli.proposing import prepared
        from tei.pipeline import Building, build_site, encode_checked, read_tei

        given = dict(map(options.assignment, parameters))
        building = Building(
            title, options.address(url), options.templates_in(templates), xslt, given, epub, search or ""
        )
        settings = profile, authority, header, style
        line = session.pipeline(*settings)
        inputs = session.collect(sources, RAW_TEXTS, otherwise=EDITIONS, apart=False)
        raw, finished = session.parted(inputs)
        session.reviewing(review, [*(each.path for each in inputs), *settings])
        line = prepared(session, line, raw, None, jobs=jobs, scheduler=scheduler)
        run = partial(session.run, jobs=jobs, scheduler=scheduler)
        editions = [edition for _, edition in run(encode_checked, line, raw, verb="Encoding")]
        editions += [edition for _, edition in run(read_tei, line, finished, verb="Reading")]
        if editions:
            spread = partial(session.spread, jobs=jobs, scheduler=scheduler, verb="Building")
            files, diagnostics = build_site(line, editions, Path(output), building, spread)
            session.tell(diagnostics)
            pages = sum(path.suffix == ".html" for path in files)
            texts = options.count(len(inputs), "text")
            taken = texts if len(editions) == len(inputs) else f"{len(editions)} of {texts}"
            session.say(f"Built {pages} pages from {taken}: {Path(output) / 'index.html'}")
