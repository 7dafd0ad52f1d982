"""The back end for XPath 1.0, by lxml."""

from __future__ import annotations

from collections.abc import Iterator

from tei.core.edition import Edition
from tei.schematron.finding import Outcome
from tei.schematron.plan import Share
from tei.schematron.schema import Phase, Schema


class Plain:
    """Runs rules whose expressions are XPath 1.0."""

    def __init__(self, schema: Schema, phase: Phase | None, share: Share) -> None:
        self._schema, self._phase, self._share = schema, phase, share

    def run(self, edition: Edition, *, fired: bool = False) -> Iterator[Outcome]:
        """What the rules find in a document; see `tei.schematron.schematron.Backend`."""
        raise NotImplementedError
