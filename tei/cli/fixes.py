"""What `tei validate` does with --fix and --diff: files are changed, or it is shown how they would be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tei.cli.options import count
from tei.cli.session import Session
from tei.core.files import Input
from tei.pipeline import Fixing, fix_tei


def mend(session: Session, fixing: Fixing, inputs: Sequence[Input], *, jobs: int | None, scheduler: str) -> None:
    """Fix the files, or show what that would change; the session ends with a word on how much it was."""
    made = Counter[str]()
    files = valid = waiting = 0
    verb = "Fixing" if fixing.writes else "Comparing"
    for file, mended in session.run(fix_tei, fixing, inputs, jobs=jobs, scheduler=scheduler, verb=verb, streamed=True):
        made.update(mended.made)
        files += bool(mended.made)
        waiting += mended.waiting
        valid += mended.clean
        if not fixing.writes:
            session.write(mended.difference, None)
        elif file.path == "-":
            session.write(mended.data, None)
        elif mended.data and mended.made:
            # The worker, on another machine, had only the bytes.
            session.write(mended.data, Path(file.path))
    words = fixes(made.total(), files, waiting, writes=fixing.writes)
    words += f". {valid} of {count(len(inputs), 'file')} valid" if fixing.writes else ""
    session.say(words, counts=fixing.writes)
    if not fixing.writes and files:
        session.fail()


def fixes(made: int, files: int, waiting: int, *, writes: bool) -> str:
    """What was made, or is to be made, in how many files, and how much waits for --unsafe-fixes."""
    would = "" if writes else "to make "
    more = f"; {waiting} more with --unsafe-fixes" if waiting else ""
    return f"{made} fix{'' if made == 1 else 'es'} {would}in {count(files, 'file')}{more}"
