"""`tei deposit --yes`: what is sent to a repository, and the question whether it can be, before the work begins."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei.cli.options import count
from tei.cli.streams import put

if TYPE_CHECKING:
    from tei.deposit.zenodo import Api, Deposit

TARGET = "zenodo"
"""The target whose kit is sent."""

SHOWN = 20
"""So many files are named before something is sent."""


@dataclass(frozen=True)
class Sending:
    """What was said of sending: the address of the API, and the API with a token where it shall be done now."""

    address: str
    draft: str
    api: Api | None

    @classmethod
    def of(cls, targets: Sequence[str], api: str, draft: str, *, yes: bool, dry_run: bool) -> Sending | None:
        """What is to be done; None where nothing is to be sent, nor told that it would be.

        Raises click.UsageError for what contradicts itself; Refused without a token (P863), for a wrong address (P864).
        """
        if yes and dry_run:
            raise click.UsageError("--dry-run sends nothing, and --yes sends it: give one of them.")
        if TARGET not in targets:
            for name, given in (("--yes", yes), ("--api", api), ("--draft", draft)):
                if given:
                    raise click.UsageError(f"{name} is for the target {TARGET}, which is not among the targets.")
            return None
        if draft and not yes:
            raise click.UsageError("--draft names what --yes is to take up again: give both.")
        if not (yes or dry_run or api):
            return None
        from tei.deposit.zenodo import SANDBOX, Api, secure

        address = secure(api or SANDBOX)
        return cls(address, draft, Api.of(address, os.environ) if yes else None)

    def run(self, kits: Path, *, sound: bool) -> str:
        """Send the kit in the folder of the kits, or tell what would be sent; how that went, in a sentence.

        What is not `sound`, because an error was found, is not sent. Raises Refused (P865) where the repository does
        not take it.
        """
        from tei.deposit.zenodo import Deposit, upload

        if not sound:
            return f"Nothing is sent to {self.address}: cure the errors first"
        kit = Deposit(kits / TARGET)
        if self.api is None:
            put(self._plan(kit))
            return f"Nothing is sent: --yes sends it to {self.address}"
        draft = upload(kit, self.api, self.draft, lambda line: click.echo(line, err=True))
        wrong = "".join(f"; before it can be published: {each}" for each in draft.wrong)
        return f"Sent as a draft, which nobody else sees: look at it, and publish it, at {draft.page}{wrong}"

    def _plan(self, kit: Deposit) -> str:
        """What would be sent where, a line for each thing."""
        lines = [f"To {self.address}, as a draft:", *(f"  {name:9} {said}" for name, said in kit.summary)]
        sizes = [(each.name, each.stat().st_size) for each in kit.files]
        lines.append(f"  {'files':9} {count(len(sizes), 'file')}, {_size(sum(size for _, size in sizes))}")
        lines += [f"    {name}  {_size(size)}" for name, size in sizes[:SHOWN]]
        lines += [f"    and {len(sizes) - SHOWN} more"] if len(sizes) > SHOWN else []
        return "\n".join(lines) + "\n"


def _size(number: int) -> str:
    """A number of bytes, with three digits."""
    size = float(number)
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:.3g} {unit}" if unit != "bytes" else count(number, "byte")
        size /= 1000
    return f"{size:.3g} GB"
