"""`tei validate`: what is wrong with TEI files, where, and what helps."""

from __future__ import annotations

import click

from tei.cli import options
from tei.cli.session import Session
from tei.core.files import EDITIONS


@click.command("validate")
@click.argument("tei", nargs=-1, required=True)
@click.option(
    "--schema",
    multiple=True,
    metavar="FILE|ADDRESS",
    help="A RELAX NG grammar (.rng, .rnc), W3C Schema (.xsd) or DTD (.dtd) in place of those that the files name. "
    "May be given several times.",
)
@click.option(
    "--catalog",
    multiple=True,
    metavar="FILE",
    help="An OASIS XML catalog: which files of yours stand for which addresses. May be given several times.",
)
@click.option(
    "--check",
    multiple=True,
    metavar="NAME",
    callback=options.known_checks,
    help="Make only this check: grammar, pointers or dates. May be given several times.",
)
@click.option("--all", "every", is_flag=True, help="Tell every fault, not only the first of its kind.")
@click.option("-o", "--output", metavar="FILE", help="Write the findings into this file.")
@options.profile
@options.working
def command(
    tei: tuple[str, ...],
    schema: tuple[str, ...],
    catalog: tuple[str, ...],
    check: tuple[str, ...],
    every: bool,
    output: str | None,
    profile: str,
    jobs: int | None,
    scheduler: str,
    form: str,
    quiet: bool,
) -> None:
    """Check TEI files: grammar, pointers and ids, dates.

    TEI are files, folders (all .xml files inside), patterns, or - for standard input. Pointers
    from one of the files to another are followed. Findings go to standard output.

    A file is held to the schemas that --schema names; without it, to those that it names itself
    in <?xml-model?>; if it names none, to the profile's. Nothing is fetched over the network:
    `tei schema fetch` brings schemas here that have an address.

    \b
    tei validate tei/                          a folder, against the profile's grammar
    tei validate d38.xml --schema tei_all.rng  one file, against a grammar of your choice
    tei validate tei/ --format concise         a line for each finding
    """
    from tei.core.catalog import using

    with Session(form, quiet=quiet, findings=True, output=output) as session, using(catalog):
        from tei.core.profile import Profile
        from tei.pipeline import Checks, check_tei, ids_in

        inputs = session.collect(tei, EDITIONS, apart=False)
        # A file alone knows its own ids.
        known = ids_in(each.path for each in inputs if each.path != "-") if len(inputs) > 1 else frozenset()
        checks = Checks(Profile.load(profile), schema, known, check or None, every)
        if len(inputs) > 1:
            checks.prepare()
        valid = 0
        for _, clean in session.run(
            check_tei, checks, inputs, jobs=jobs, scheduler=scheduler, verb="Validating", streamed=True
        ):
            valid += clean
        session.say(f"{valid} of {options.count(len(inputs), 'file')} valid")
