"""`tei audit`: what is probably wrong in an encoding that is finished, best first."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli import options
from tei.cli.headings import Headed
from tei.cli.session import Session
from tei.cli.streams import progress, standard_input
from tei.core.diagnostic import Diagnostic, Refused
from tei.core.files import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tei.audit import Weighed
    from tei.core.authority import Authority
    from tei.core.edition import Edition
    from tei.core.files import Input
    from tei.core.profile import Profile

HEADINGS = {
    "What is audited": ("authority", "profile"),
    "What is told": ("select", "ignore", "most", "fail_on"),
    "What is mended": ("fix", "unsafe_fixes", "diff"),
    "How it is told": ("form", "output", "quiet"),
}


@click.command("audit", cls=Headed, headings=HEADINGS)
@click.argument("gold", nargs=-1, required=True)
@click.option("--authority", metavar="FILE", help="Persons, terms and places, in place of the lists in the files.")
@click.option("-o", "--output", metavar="FILE", help="Write the findings into this file.")
@click.option("--fix", is_flag=True, help="Make the changes that are certain.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: those, too, that are only likely.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@options.profile
@options.choosing
@options.telling
def command(
    gold: tuple[str, ...],
    authority: str | None,
    output: str | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    profile: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    most: int | None,
    form: str,
    quiet: bool,
) -> None:
    """List what is probably wrong in TEI that is finished, best first.

    GOLD are files, folders (all .xml and .tei files inside), patterns, or - for standard input. A file
    of several documents is a volume; files of one document each are one with the others in their folder.

    Found are links that cannot be right, forms tagged here and left there, references whose words
    contradict their targets, dates that contradict what stands around them, and what is like these.
    A finding is one decision with all of its places; first stands where most errors are expected.

    \b
    tei audit volume.xml                          by the lists in the volume
    tei audit tei/ --authority people.xml         a folder, by lists of its own
    tei audit volume.xml --max 50                 the fifty best
    tei audit volume.xml --select A101 --diff --unsafe-fixes
    """
    from tei.core.selection import Selection, refuse_unknown

    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff")
    if (fix or diff) and "-" in gold:
        raise click.UsageError("--fix and --diff need files, not standard input")
    with Session(form, quiet=quiet, findings=not diff, output=output) as session:
        from tei.core.authority import Authority
        from tei.core.profile import Profile

        selection = Selection(options.listed(select), options.listed(ignore))
        refuse_unknown((*selection.select, *selection.ignore))
        session.limit(fail_on or "error", most)
        inputs = session.collect(gold, EDITIONS, apart=False)
        session.spare([authority, profile])
        lists = Authority.load(authority) if authority else None
        if lists:
            session.tell(lists.diagnostics)
        found = _found(session, inputs, Profile.load(profile), lists)
        chosen = [(gain, each) for gain, each in found if selection.tells(each)]
        if fix or diff:
            _mend(session, inputs, [each for _, each in chosen], unsafe=unsafe_fixes, writes=not diff)
            return
        session.tell(each for _, each in chosen)
        errors = round(sum(gain for gain, _ in chosen))
        session.say(f"{options.count(errors, 'error')} expected in {options.count(len(inputs), 'file')}")


def _found(session: Session, inputs: Sequence[Input], profile: Profile, lists: Authority | None) -> list[Weighed]:
    """What is found in all files, best first; what is wrong with a file is told."""
    from tei.audit import audit, is_volume
    from tei.core.edition import Edition, refuse_foreign
    from tei.pipeline import ids_in

    # A file alone knows its own ids.
    known = ids_in(each.path for each in inputs if each.path != "-") if len(inputs) > 1 else frozenset()
    found: list[Weighed] = []
    folders: dict[str, list[Edition]] = defaultdict(list)
    session.reads(inputs)
    with progress("Auditing", len(inputs)) as advance:
        for each in inputs:
            try:
                piped = each.path == "-"
                edition = Edition.decode(standard_input(), each.name) if piped else Edition.load(each.path)
                refuse_foreign(edition)
                if is_volume(edition, profile):
                    found += audit([edition], profile, lists, known=known)
                else:
                    folders[os.path.dirname(each.path)].append(edition)
            except Refused as refused:
                session.tell(refused.diagnostics)
            advance()
        for editions in folders.values():
            found += audit(editions, profile, lists, known=known)
    return sorted(found, key=lambda item: -item[0])


def _mend(
    session: Session, inputs: Sequence[Input], found: Sequence[Diagnostic], *, unsafe: bool, writes: bool
) -> None:
    """Make the fixes of what was found in the files, or show what that would change."""
    from tei.cli.fixes import fixes
    from tei.validate.fix import difference, fix, save

    made = Counter[str]()
    files = waiting = 0
    for each in inputs:
        try:
            data = Path(each.path).read_bytes()
        except OSError:
            # That it cannot be read was told.
            continue
        # What is left after that is found by another run: fixes of one kind may rest on what others say now.
        fixed = fix(each.name, data, partial(_once, data, found), unsafe=unsafe)
        session.tell(fixed.diagnostics)
        waiting += fixed.waiting
        if not fixed.made:
            continue
        if writes:
            try:
                session.tell(save(Path(each.path), data, fixed.data))
            except Refused as refused:
                session.tell(refused.diagnostics)
        else:
            session.write(difference(each.name, data, fixed.data), None)
        made.update(fixed.made)
        files += 1
    # That nothing is wrong any more is not known: what cannot be mended was not told.
    session.say(fixes(made.total(), files, 0 if unsafe else waiting, writes=writes), counts=False)
    if files and not writes:
        session.fail()


def _once(data: bytes, found: Sequence[Diagnostic], now: bytes) -> Sequence[Diagnostic]:
    """What was found in a file as it was; nothing in what fixes have made of it."""
    return found if now == data else ()
