"""TEI files to mended ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from tei.core.diagnostic import Diagnostic, Refused, unreadable
from tei.pipeline.checking import Checks, check_tei
from tei.pipeline.line import Diagnostics


@dataclass(frozen=True)
class Fixing:
    """The settings of a run that fixes: its checks, whether fixes that are not safe are made, and files written."""

    checks: Checks
    unsafe: bool = False
    writes: bool = True


@dataclass(frozen=True)
class Mended:
    """What fixing has made of one file: how many fixes of which code, and how many more findings have unsafe ones."""

    made: Mapping[str, int] = field(default_factory=dict)
    waiting: int = 0
    clean: bool = False
    """Whether no error is left in it."""
    data: bytes = b""
    """The file now, where it could not be written by whom it was fixed."""
    difference: str = ""
    """What has changed, as a unified diff, where nothing is written."""


def fix_tei(fixing: Fixing, name: str, data: bytes | Path) -> tuple[Mended, Diagnostics]:
    """What fixing makes of a TEI file, and what is left in it; a file at a path is written.

    Raises Refused if it cannot be read or written.
    """
    from tei.validate.fix import difference, fix, save

    checks = fixing.checks.on(name)

    def found(data: bytes | Path, *, every: bool) -> Diagnostics:
        try:
            return check_tei(replace(checks, every=every or checks.every), name, data)[1]
        except Refused as refused:
            return refused.diagnostics

    first = found(data, every=True)
    if not first:
        return Mended(clean=True, data=data if isinstance(data, bytes) else b""), ()
    try:
        whole = data.read_bytes() if isinstance(data, Path) else data
    except OSError as error:
        raise Refused(unreadable(name, error)) from None

    def fixable(now: bytes) -> list[Diagnostic]:
        every = first if now == whole else found(now, every=True)
        return [each for each in every if checks.selection.tells(each)]

    fixed = fix(name, whole, fixable, unsafe=fixing.unsafe)
    failed = fixed.diagnostics
    if fixed.made and fixing.writes:
        failed += save(data, whole, fixed.data) if isinstance(data, Path) else ()
    # What is alike is told together, unless it is otherwise wanted.
    told = found(data if isinstance(data, Path) else fixed.data, every=False) if fixing.writes else first
    changes = "" if fixing.writes else difference(name, whole, fixed.data)
    left = (*told, *failed)
    clean = all(each.severity != "error" for each in left)
    # Where nothing is written, the difference is told instead of what is found.
    left = left if fixing.writes else tuple(each for each in left if each.code.startswith("P"))
    given = fixed.data if isinstance(data, bytes) else b""
    return Mended({} if failed else fixed.made, fixed.waiting, clean, given, changes), left
