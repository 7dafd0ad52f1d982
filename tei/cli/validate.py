"""`tei validate`: what is wrong with TEI files, where, and what helps."""

from __future__ import annotations

import click

from tei.cli import options
from tei.cli.session import Session
from tei.core.files import EDITIONS


@click.command("validate")
@click.argument("tei", nargs=-1, required=True)
@click.option("--schema", metavar="FILE", help="A RELAX NG grammar (.rng) in place of the profile's.")
@options.profile
@options.working
def command(
    tei: tuple[str, ...],
    schema: str | None,
    profile: str,
    jobs: int | None,
    scheduler: str,
    form: str,
    quiet: bool,
) -> None:
    """Check TEI files: grammar, pointers and ids, dates.

    TEI are files, folders (all .xml files inside), patterns, or - for standard input. Pointers
    from one of the files to another are followed. Findings go to standard output.

    \b
    tei validate tei/                          a folder, against the profile's grammar
    tei validate d38.xml --schema tei_all.rng  one file, against a grammar of your choice
    tei validate tei/ --format concise         a line for each finding
    """
    with Session(form, quiet=quiet, findings=True) as session:
        from tei.core.profile import Profile
        from tei.pipeline import Checks, check_tei, ids_in

        inputs = session.collect(tei, EDITIONS, apart=False)
        checks = Checks(Profile.load(profile), schema, ids_in(each.path for each in inputs if each.path != "-"))
        valid = 0
        for _, clean in session.run(check_tei, checks, inputs, jobs=jobs, scheduler=scheduler, verb="Validating"):
            valid += clean
        session.say(f"{valid} of {options.count(len(inputs), 'file')} valid")
