"""The lists in the editions themselves, where no authority file is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei.core.authority import Authority
from tei.core.authority_tei import entries

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tei.core.authority import Entry
    from tei.core.edition import Edition


def lists(editions: Iterable[Edition]) -> Authority:
    """The persons, terms and places that editions list; of those with one id the first.

    An edition without lists adds none. Raises Refused as `Edition.tree` does.
    """
    found: dict[str, Entry] = {}
    for edition in editions:
        for entry, _ in entries(edition.tree.getroot()):
            found.setdefault(entry.id, entry)
    return Authority(tuple(found.values()))
