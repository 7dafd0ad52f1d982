"""The back end for XPath and XSLT 2.0 and 3.0, by Saxon."""

from __future__ import annotations

from collections.abc import Iterator

from tei.core.edition import Edition
from tei.schematron.finding import Outcome
from tei.schematron.plan import Share
from tei.schematron.schema import Phase, Schema


class Saxon:
    """Runs rules of any query binding that is made on XSLT."""

    def __init__(self, schema: Schema, phase: Phase | None, share: Share) -> None:
        self._schema, self._phase, self._share = schema, phase, share

    def run(self, edition: Edition, *, fired: bool = False) -> Iterator[Outcome]:
        """What the rules find in a document; see `tei.schematron.schematron.Backend`."""
        raise NotImplementedError
