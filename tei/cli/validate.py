"""`tei validate`: what is wrong with TEI files, where, and what helps."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli import options
from tei.cli.headings import Headed
from tei.cli.session import Session
from tei.core.files import EDITIONS

if TYPE_CHECKING:
    from tei.validate.baseline import Baseline

HEADINGS = {
    "What is checked": (
        "schema",
        "schematron",
        "phase",
        "svrl",
        "catalog",
        "check",
        "raw",
        "profile",
        "config",
        "no_config",
    ),
    "What is told": ("select", "ignore", "every", "most", "baseline", "update_baseline", "fail_on"),
    "What is mended": ("fix", "unsafe_fixes", "diff"),
    "How it is told": ("form", "output", "quiet"),
    "How it is done": ("jobs", "scheduler"),
}


@click.command("validate", cls=Headed, headings=HEADINGS)
@click.argument("tei", nargs=-1, required=True)
@click.option(
    "--schema",
    multiple=True,
    metavar="FILE|ADDRESS",
    help="A RELAX NG grammar (.rng, .rnc), W3C Schema (.xsd) or DTD (.dtd) in place of those that the files name.",
)
@click.option(
    "--schematron",
    multiple=True,
    metavar="FILE|ADDRESS",
    help="Schematron rules (.sch, or in a .rng, .rnc or .odd) in place of those that the files name.",
)
@click.option("--phase", default="", metavar="NAME", help="The phase of the Schematron rules.")
@click.option("--svrl", default="", metavar="FOLDER", help="Write what Schematron finds there, in its own language.")
@click.option(
    "--catalog",
    multiple=True,
    metavar="FILE",
    help="An OASIS XML catalog: which files of yours stand for which addresses.",
)
@click.option(
    "--check",
    multiple=True,
    metavar="NAME",
    callback=options.known_checks,
    help="Make only this check, such as grammar, rules, pointers or dates.",
)
@click.option(
    "--raw",
    type=click.Path(exists=True),
    metavar="FILE|FOLDER",
    help="Hold the words of each file to those of the raw text that it was made from.",
)
@click.option("--all", "every", is_flag=True, help="Tell every fault, not only the first of its kind.")
@click.option("-o", "--output", metavar="FILE", help="Write the findings into this file.")
@click.option("--fix", is_flag=True, help="Make the changes that are certain and leave the text as it is.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: those, too, that are only likely.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@options.profile
@options.project
@options.selecting
@options.working
@click.pass_context
def command(
    context: click.Context,
    tei: tuple[str, ...],
    schema: tuple[str, ...],
    schematron: tuple[str, ...],
    phase: str,
    svrl: str,
    catalog: tuple[str, ...],
    check: tuple[str, ...],
    raw: str | None,
    every: bool,
    output: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    profile: str,
    config: str | None,
    no_config: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    most: int | None,
    baseline: str | None,
    update_baseline: bool,
    jobs: int | None,
    scheduler: str,
    form: str,
    quiet: bool,
) -> None:
    """Tell what is wrong with TEI files, where, and what helps.

    TEI are files, folders (all .xml and .tei files inside), patterns, or - for standard input.
    Pointers from one of the files to another are followed. Findings go to standard output.

    A file is held to the schemas that --schema and --schematron name; without these, to those that
    it names itself in <?xml-model?>; if it names none, to the profile's. Nothing is fetched over
    the network: `tei schema fetch` brings schemas here that have an address.

    A project's settings stand in tei.toml; what is given here wins over them. --schema,
    --schematron, --catalog, --check, --select and --ignore may be given several times.

    \b
    tei validate tei/                          a folder, by the profile's rules
    tei validate d38.xml --schema tei_all.rng  one file, by a grammar of yours
    tei validate tei/ --select R,L101          only these findings
    tei validate tei/ --raw texts/             the words, too, by their raw texts
    tei validate tei/ --format concise         a line for each finding
    tei validate tei/ --diff                   what --fix would change
    """
    from tei.core.catalog import using
    from tei.core.diagnostic import refusal
    from tei.core.project import Project, Rules
    from tei.core.selection import Selection, refuse_unknown

    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff")
    if config and no_config:
        raise click.UsageError("--config and --no-config exclude each other")
    # Where the result goes to standard output, the findings do not.
    with Session(form, quiet=quiet, findings=not (diff or (fix and "-" in tei)), output=output) as session:
        inputs = session.collect(tei, EDITIONS, apart=False)
        project = Project() if no_config else Project.load(config) if config else Project.find()
        selection = Selection(options.listed(select), options.listed(ignore))
        refuse_unknown((*selection.select, *selection.ignore))
        named = context.get_parameter_source("profile") is not click.core.ParameterSource.DEFAULT
        given = Rules(
            profile=profile if named else "", schema=schema, schematron=schematron, phase=phase, selection=selection
        )
        files = {Path(each.path).stem: each.path for each in inputs}
        if svrl and (hidden := [each.path for each in inputs if each.path not in files.values()]):
            other = files[Path(hidden[0]).stem]
            message = f"{hidden[0]} and {other} would have the same report in {svrl}; nothing was checked"
            raise refusal("P107", message, "check them one after the other, with different folders for --svrl")
        complete = not (check or select or ignore)
        known = _baseline(baseline or project.baseline, output, renew=update_baseline, complete=complete)
        # An overview is of all that is found.
        shown = None if form == "summary" else most or project.most
        session.limit(fail_on or project.fail_on, shown, known)
        with using(catalog or project.catalog):
            from tei.pipeline import Checks, Fixing, check_tei, ids_in
            from tei.validate import CHECKS

            for name in project.check:
                CHECKS.load(name)

            # A file alone knows its own ids.
            ids = ids_in(each.path for each in inputs if each.path != "-") if len(inputs) > 1 else frozenset()
            checks = replace(
                Checks.of(project, given),
                known=ids,
                only=check or project.check or None,
                # What is recorded one by one must be found one by one.
                every=every or known is not None,
                raw=raw or "",
                svrl=svrl,
                files=files,
            )
            if len(inputs) > 1:
                checks.prepare()
            if fix or diff:
                from tei.cli.fixes import mend

                mend(session, Fixing(checks, unsafe_fixes, writes=not diff), inputs, jobs=jobs, scheduler=scheduler)
                return
            valid = 0
            for _, clean in session.run(
                check_tei, checks, inputs, jobs=jobs, scheduler=scheduler, verb="Validating", streamed=True
            ):
                valid += clean
            session.say(f"{valid} of {options.count(len(inputs), 'file')} valid")


def _baseline(path: str, output: str | None, *, renew: bool, complete: bool) -> Baseline | None:
    """The baseline at a path, None where there is none. Raises Refused as `Baseline.load` does."""
    from tei.validate.baseline import Baseline

    if path and output and os.path.realpath(output) == os.path.realpath(path):
        raise click.UsageError("--output and --baseline name the same file")
    if renew and not path:
        raise click.UsageError("--update-baseline needs --baseline FILE, or a baseline in tei.toml")
    return Baseline.load(path, renew=renew, complete=complete) if path else None
