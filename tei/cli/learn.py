"""`tei learn`: the house style of finished documents, for `tei encode --style`."""

from __future__ import annotations

from pathlib import Path

import click

from tei.cli import options
from tei.cli.session import Session
from tei.core.diagnostic import Refused, refusal
from tei.core.files import EDITIONS, refuse_overwriting

_FEW = 10
"""Of fewer documents hardly anything can be held back."""


@click.command("learn")
@click.argument("gold", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", help="Where the style goes; without it, to standard output.")
@options.profile
@click.option("--authority", metavar="FILE", help="Persons, terms and places: TEI, CSV, or the text of a printed list.")
@click.option("-q", "--quiet", is_flag=True, help="Show errors only.")
def command(gold: tuple[str, ...], output: str | None, profile: str, authority: str | None, quiet: bool) -> None:
    """Learn the house style of finished documents.

    GOLD are TEI files, folders (all .xml and .tei files inside), patterns, or - for standard input;
    each may hold one document or a whole volume. Ten to thirty documents are enough. What the
    annotators would mark in their texts is compared with what their editors have marked, and
    what helps with documents that were held back becomes a rule: docs/style.md has it all.

    Give the --profile and the --authority with which you encode.

    \b
    tei learn finished/ -o style.toml --authority people.xml
    tei encode texts/ -o tei/ --authority people.xml --style style.toml
    """
    with Session("terminal", quiet=quiet) as session:
        from tei.annotate.stylefile import written
        from tei.cli.streams import standard_input
        from tei.core.edition import Edition
        from tei.learn import learn
        from tei.read.finished import Finished, finished

        line = session.pipeline(profile, authority)
        documents: list[Finished] = []
        inputs = session.collect(gold, EDITIONS, apart=False)
        refuse_overwriting(output, [*(each.path for each in inputs), profile, authority])
        for each in inputs:
            try:
                edition = Edition.decode(standard_input(), each.name) if each.path == "-" else Edition.load(each.path)
                documents += finished(edition)
            except Refused as refused:
                session.tell(refused.diagnostics)
        if not documents:
            remedy = "name TEI files with a body, such as those that `tei encode` writes"
            raise refusal("P815", "there is no finished document to learn from", remedy)
        style = learn(documents, line.profile, line.authority)
        place = Path(output) if output and output != "-" else None
        if not session.write(written(style), place):
            return
        rules = options.count(len(style.rules) + len(style.settings), "rule")
        where = f": {place}" if place else ""
        few = "" if len(documents) >= _FEW or style.rules else ", too few to be sure of any: give ten or more"
        session.say(f"Learned {rules} from {options.count(len(documents), 'document')}{few}{where}", counts=False)
