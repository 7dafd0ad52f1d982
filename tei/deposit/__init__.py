"""What repositories ingest: kits made of TEI, and judged before anything leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tei.core.diagnostic import Diagnostic, Refused
from tei.deposit.collection import Collection, Resource, collect
from tei.deposit.doubts import doubtful
from tei.deposit.kit import make
from tei.deposit.needs import lacking
from tei.deposit.record import Record
from tei.deposit.schemas import ANEW, Schemas, at_hand, invalid, not_at_hand
from tei.deposit.target import TARGETS, Target

__all__ = ["TARGETS", "Collection", "Record", "Resource", "Schemas", "Target", "at_hand", "collect", "deposit"]


def deposit(
    collection: Collection,
    names: Sequence[str],
    out: Path,
    schemas: Schemas | None = None,
    made: list[str] | None = None,
) -> Iterator[Diagnostic]:
    """Make the kits of these targets, each in the folder of its name in `out`; yields what would be refused, and why.

    First what the headers lack (H101 to H110), what would be misread in them (H201 to H207) and what the targets'
    judges find in the texts, then for each kit what its schema and our own checks find, and why one was not made: that
    keeps no other from being made. At last the schemas that were not at hand, all together (P861); without `schemas`
    those in the cache are.
    The names of the kits that were made are added to `made`. Raises Refused (P103) for a target that there is not.
    """
    schemas = schemas or Schemas()
    targets = {name: _target(name) for name in names}
    asking = [target.asks for target in targets.values()]
    yield from lacking(collection, asking)
    yield from doubtful(collection, asking)
    for judge in dict.fromkeys(judge for target in targets.values() for judge in target.judges):
        yield from judge(collection)
    for name, target in targets.items():
        try:
            place = make(target, name, collection, out)
            if made is not None:
                made.append(name)
            for found in target.check(place, schemas):
                if found not in schemas.missing.values():
                    yield found
        except Refused as refused:
            yield from refused.diagnostics
        except (OSError, RuntimeError) as error:
            yield invalid(out / name, f"it cannot be checked: {error}", ANEW)
    yield from not_at_hand(schemas.missing)


def _target(name: str) -> Target:
    found: Target = TARGETS.load(name)
    return found
