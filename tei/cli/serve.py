"""`tei serve`: look at the edition while it is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import click

from tei.cli import options
from tei.cli.session import Session
from tei.cli.streams import coloured, width
from tei.core.diagnostic import Diagnostic, Refused, refusal
from tei.core.files import Input, folder, is_edition


@click.command("serve")
@click.argument("sources", nargs=-1, required=True, metavar="RAW|TEI...")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="The port; 0 is any.  [default: 8000 or next]")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="NAME", help="Where to be reached.")
@click.option("--url", default="", metavar="ADDRESS", help="Where others find it.  [default: where it is served]")
@click.option("-o", "--output", metavar="DIR", help="Keep the site there.  [default: a folder that is removed]")
@options.title
@options.templates
@options.stylesheet
@options.profile
@options.describing
@click.option("-q", "--quiet", is_flag=True, help="Tell only the address.")
@click.pass_context
def command(
    context: click.Context,
    sources: tuple[str, ...],
    port: int | None,
    host: str,
    url: str,
    output: str | None,
    title: str,
    templates: str | None,
    xslt: str,
    parameters: tuple[str, ...],
    profile: str,
    authority: str | None,
    style: str | None,
    header: str | None,
    quiet: bool,
) -> None:
    """Look at the edition in a browser while it is written.

    RAW are texts (.txt, .md), TEI are volumes or single documents (.xml): files, folders or patterns. Whenever one
    of them is saved, or the authority file, the profile, a template, the stylesheet, what has changed is made
    anew and the browser shows it, at the same place. What `tei validate` finds stands on the page beside the
    place that it concerns. Ctrl+C ends it.

    Programs read the same texts as DTS at /dts/ and harvest them by OAI-PMH at /oai.

    Only this machine can look, unless --host names another of its addresses.

    \b
    tei serve texts/ --authority people.xml
    tei serve frus1955-57v23p1.xml --port 8080
    """
    with Session(quiet=quiet) as session:
        _refuse_without_packages()
        from threading import Event

        from tei.batch import cores
        from tei.cli.proposing import prepared
        from tei.core.address import is_loopback
        from tei.core.project import Project, Rules
        from tei.pipeline import Building, Checks, Pipeline
        from tei.render.stylesheet import stylesheets
        from tei.report import report
        from tei.serve.builder import Builder, Stopped
        from tei.serve.live import Live
        from tei.serve.rebuilding import first, rebuilding
        from tei.serve.server import address_of, listen, serve
        from tei.serve.services import Services, Written
        from tei.serve.watch import Watched

        if "-" in sources:
            raise click.UsageError("standard input cannot be watched: name files or folders")
        building = Building(
            title=title,
            templates=options.templates_in(templates),
            stylesheet=xslt,
            parameters=dict(map(options.assignment, parameters)),
            search="builtin",
        )
        published = options.address(url)
        settings = profile, authority, header, style
        named = context.get_parameter_source("profile") is not click.core.ParameterSource.DEFAULT
        checks = Checks.of(Project.find(), Rules(profile=profile if named else ""))
        stopping = Event()
        found = listen(host, port)
        if not is_loopback(host):
            session.tell([_open(host)])

        def line(inputs: Sequence[Input]) -> Pipeline:
            raw = [each for each in inputs if not is_edition(each.path)]
            return prepared(session, Pipeline.load(*settings), raw, None, jobs=None, scheduler="")

        def tell(sentence: str, problems: Iterable[Diagnostic]) -> None:
            if problems:
                click.echo(report(problems, colour=coloured(sys.stderr), width=width()), err=True, nl=False, color=True)
            if not quiet:
                click.echo(sentence, err=True)

        def ready() -> None:
            click.echo(f"{address_of(found)} shows the edition; Ctrl+C ends this", err=True)

        with found, folder(output) as out, suppress(KeyboardInterrupt, Stopped):
            builder = Builder(sources, out, line, checks=checks, building=building, stopping=stopping, jobs=cores())
            if not builder.sources.inputs():
                raise Refused(*builder.sources.problems, _nothing(out))
            change = builder.build()
            builder.check()
            if (problems := builder.state.problems.get("")) and not change.pages:
                raise Refused(*problems)
            tell(first(change, builder), [each for told in builder.state.problems.values() for each in told])
            live = Live(builder)
            read_again = [os.path.abspath(each) for each in settings if each and os.path.isfile(each)]
            shaping = (building.templates, *(stylesheets(xslt) if xslt else ()))
            watched = Watched.of(sources, (*read_again, *shaping), out)
            with rebuilding(builder, live, watched, read_again, stopping, tell):
                services = Services(Written(builder, title), published or address_of(found))
                serve(live, services, host, found, ready)
        session.say("Ended", counts=False)


def _refuse_without_packages() -> None:
    """Raise Refused (P851) unless what serves and watches is installed."""
    for package in ("httptools", "starlette", "uvicorn", "watchfiles"):
        if find_spec(package) is None:
            raise refusal("P851", f"tei serve needs {package}", "install it with `pip install 'tei[serve]'`")


def _open(host: str) -> Diagnostic:
    """P853: who else can read what is served."""
    remedy = "leave --host out, and only this machine can"
    return Diagnostic("P853", "warning", f"everybody who reaches {host} can read the edition", help=remedy)


def _nothing(out: Path) -> Diagnostic:
    """P106: that there are no sources."""
    remedy = f"name texts or TEI; what is in {out}, where the site goes, is none of them"
    return Diagnostic("P106", "error", "there is nothing to serve", help=remedy)
