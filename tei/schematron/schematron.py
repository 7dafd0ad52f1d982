"""A schema that documents can be held to, by whichever back end can evaluate each of its rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from importlib.util import find_spec
from typing import Literal, Protocol

from tei.core.diagnostic import refusal
from tei.core.edition import Edition
from tei.core.registry import suggestion
from tei.schematron.build import build
from tei.schematron.embedded import extracted
from tei.schematron.expand import expand
from tei.schematron.finding import Outcome
from tei.schematron.load import load
from tei.schematron.plan import Beyond, Plan, Share, plan
from tei.schematron.schema import Pattern, Phase, Schema

Engine = Literal["auto", "lxml", "saxon"]
"""Which back end runs the rules: with `auto` lxml those that are XPath 1.0, and Saxon, if it is installed, the others.

Where Saxon must read the document anyway, it runs all rules, unless the schema is made for XPath 1.0."""


class Backend(Protocol):
    """What runs a share of the rules of a schema."""

    def run(self, edition: Edition, *, fired: bool = False) -> Iterator[Outcome]:
        """What the rules find in a document, in any order; with `fired` the rules that its nodes met, too."""


class Schematron:
    """A schema, in one of its phases."""

    def __init__(self, schema: Schema, phase: str = "", engine: Engine = "auto") -> None:
        """Choose a phase ("" is the schema's own). Raises Refused (P302) for one that it has not."""
        if phase not in ("", "#ALL", "#DEFAULT", *schema.phases):
            names = list(schema.phases)
            cure = suggestion(phase, names) if names else "the schema has no phases"
            raise refusal("P302", f"there is no phase {phase!r}", cure, schema.place)
        self.schema = schema
        self.phase: Phase | None = schema.phase(phase)
        self._engine = engine

    @classmethod
    def load(cls, path: str, phase: str = "", engine: Engine = "auto") -> Schematron:
        """The schema in a file, or embedded in the RELAX NG grammar or the ODD that the file holds.

        Raises Refused: P301 for a file that is not there, P302 for a schema that is not one or has no such phase,
        X101 for one that is not well-formed.
        """
        return cls.read(Edition.load(path), phase, engine)

    @classmethod
    def read(cls, edition: Edition, phase: str = "", engine: Engine = "auto") -> Schematron:
        """The schema that is, or is embedded in, a document; see `load`."""
        loaded = extracted(edition)
        binding = "xslt3" if loaded is not None else None
        loaded = loaded or load(edition)
        expand(loaded)
        return cls(build(loaded, binding), phase, engine)

    @cached_property
    def plan(self) -> Plan:
        """Which rules are XPath 1.0, and which are more."""
        return plan(self.schema, self.phase)

    @cached_property
    def not_run(self) -> tuple[Beyond, ...]:
        """The rules that cannot be run, since they are more than XPath 1.0 and Saxon is not installed."""
        return () if self._has_saxon else self.plan.beyond

    @cached_property
    def _is_plain(self) -> bool:
        """Whether lxml can do all that is asked."""
        return not self.plan.beyond and not any(self.plan.unmended.values())

    @cached_property
    def _has_saxon(self) -> bool:
        return self._engine != "lxml" and find_spec("saxonche") is not None

    @cached_property
    def _backends(self) -> tuple[Backend, ...]:
        return tuple(backend(self.schema, self.phase, share) for backend, share in self._shares())

    def _shares(self) -> Iterator[tuple[Callable[[Schema, Phase | None, Share], Backend], Share]]:
        """The back ends that are needed, each with its rules; none is loaded without."""
        every = {pattern: frozenset(range(len(pattern.rules))) for pattern in self.schema.active(self.phase)}
        if not self._has_saxon:
            own = self.plan.plain
        elif self._engine == "saxon" or (self.schema.binding != "1" and not self._is_plain):
            # Once Saxon has read the document, it is done with all rules before lxml would have been.
            own = {}
        else:
            # A fix that is more than XPath 1.0 takes its rule along.
            own = {pattern: rules - self.plan.unmended[pattern] for pattern, rules in self.plan.plain.items()}
        rest = {pattern: rules - own.get(pattern, frozenset()) for pattern, rules in every.items()}
        if any(own.values()):
            from tei.schematron.plain import Plain

            yield Plain, own
        if self._has_saxon and any(rest.values()):
            from tei.schematron.saxon import Saxon

            yield Saxon, rest

    def validate(self, edition: Edition, *, fired: bool = False) -> Iterator[Outcome]:
        """What the rules find in a document, in document order; with `fired` the rules that its nodes met, too.

        Raises Refused where the document is not well-formed.
        """
        order: dict[Pattern, int] = {pattern: number for number, pattern in enumerate(self.schema.patterns)}

        def place(outcome: Outcome) -> tuple[object, ...]:
            pattern = -1 if outcome.pattern is None else order[outcome.pattern]
            if (node := outcome.node) is None:
                return "", (), "", 0, "", pattern
            return node.document, node.path, node.kind, node.index, node.name, pattern

        found = [outcome for backend in self._backends for outcome in backend.run(edition, fired=fired)]
        return iter(sorted(found, key=place))
