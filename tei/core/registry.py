"""Plug-ins: a table of names to `module:function`, and entry points for those of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tei.core.diagnostic import refusal


@dataclass(frozen=True)
class Registry:
    """The plug-ins of one kind; `group` is the entry point group for those that others provide."""

    group: str
    table: Mapping[str, str]

    def names(self) -> list[str]:
        """All names that `load` knows, our own first."""
        # Few runs ask for plug-ins of others, and finding them takes longer than starting.
        from importlib.metadata import entry_points

        return [*self.table, *(e.name for e in entry_points(group=self.group) if e.name not in self.table)]

    def load(self, name: str) -> Any:
        """The object of this name, imported on first use. Raises Refused (P103) for an unknown name."""
        if name in self.table:
            module, _, attribute = self.table[name].partition(":")
            return getattr(import_module(module), attribute)
        from importlib.metadata import entry_points

        for entry in entry_points(group=self.group, name=name):
            return entry.load()
        kind = self.group.partition(".")[2].rstrip("s")
        raise refusal("P103", f"there is no {kind} {name!r}", suggestion(name, self.names()))


def suggestion(name: str, known: list[str]) -> str:
    """A sentence that proposes the nearest of the known names, or lists them."""
    begun = [k for k in known if k.lower().startswith(name.lower())]
    if name and len(begun) == 1:
        return f"did you mean {begun[0]!r}?"
    if near := nearest(name, known):
        return f"did you mean {near!r}?"
    return "known are " + ", ".join(known)


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of the known names that is written most nearly like this one; "" if none is near.

    A difference of case counts nothing, every three characters allow one slip.
    """
    from rapidfuzz.distance import DamerauLevenshtein

    distances = [(DamerauLevenshtein.distance(name.lower(), k.lower()), k) for k in known]
    distance, near = min(distances, default=(1, ""))
    return near if distance <= max(1, len(name) // 3) and distance < len(name) else ""
