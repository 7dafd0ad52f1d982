"""The back end for XPath 1.0: the rules as a transformation, run by lxml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from tei.core.address import path_of
from tei.core.diagnostic import refusal
from tei.core.edition import Edition
from tei.schematron.change import change
from tei.schematron.finding import Finding, Fired, Node, Offer, Outcome, Stopped
from tei.schematron.plan import Share
from tei.schematron.schema import Phase, Schema
from tei.schematron.xslt1 import Piece, Stylesheet, Without

# What the type stubs of lxml do not know.
_control: Any = etree.XSLTAccessControl
_ACCESS = _control(read_network=False, write_file=False, create_dir=False, write_network=False)


class Plain:
    """Runs rules whose expressions are XPath 1.0."""

    def __init__(self, schema: Schema, phase: Phase | None, share: Share) -> None:
        """Make ready to run a share of the rules.

        Raises Refused (P302) for a prefix that is not declared, and for what lxml does not take.
        """
        self._schema, self._phase, self._share = schema, phase, share
        self._made: dict[tuple[bool, bool, Without], tuple[Stylesheet, etree.XSLT]] = {}
        self._ready()

    def run(self, edition: Edition, *, fired: bool = False) -> Iterator[Outcome]:
        """What the rules find in a document; see `tei.schematron.schematron.Backend`."""
        careful = False
        without: Without = frozenset()
        while True:
            stylesheet, transform = self._ready(fired=fired, careful=careful, without=without)
            try:
                result = transform(edition.tree)
            except etree.XSLTApplyError as error:
                piece = _piece(stylesheet, error)
                if piece is not None and piece.rule is not None:
                    yield Stopped(_reason(error), piece.expression, piece.pattern, piece.rule, piece.assertion)
                    # What all others have to say is asked for again.
                    without |= {piece.assertion or piece.rule}
                elif piece is not None or careful:
                    yield Stopped(_reason(error), piece.expression if piece else "")
                    return
                careful = True
            else:
                yield from _Reader(stylesheet).outcomes(result.getroot())
                return

    def _ready(
        self, *, fired: bool = False, careful: bool = False, without: Without = frozenset()
    ) -> tuple[Stylesheet, etree.XSLT]:
        """The transformation, made once for each choice."""
        key = fired, careful, without
        if key not in self._made:
            stylesheet = Stylesheet(
                self._schema, self._phase, self._share, fired=fired, careful=careful, without=without
            )
            self._made[key] = stylesheet, self._compiled(stylesheet)
        return self._made[key]

    def _compiled(self, stylesheet: Stylesheet) -> etree.XSLT:
        stylesheet.root.getroottree().docinfo.URL = path_of(self._schema.base) or self._schema.base
        try:
            return etree.XSLT(stylesheet.root, access_control=_ACCESS)
        except etree.XSLTParseError as error:
            piece = _piece(stylesheet, error)
            message = (
                f"lxml does not take the expression {piece.expression}" if piece else "lxml does not take the XSLT"
            )
            place = piece.place if piece else self._schema.place
            raise refusal("P302", f"{message}: {_reason(error)}", "correct it", place) from None


def _piece(stylesheet: Stylesheet, error: etree.XSLTError) -> Piece | None:
    """The expression that an error is about: its instruction has the line of its number."""
    for entry in error.error_log:
        if 0 < entry.line <= len(stylesheet.pieces):
            return stylesheet.pieces[int(entry.line) - 1]
    return None


def _reason(error: etree.XSLTError) -> str:
    return next((entry.message for entry in error.error_log if not entry.line), str(error))


class _Reader:
    """Reads what a transformation tells."""

    def __init__(self, stylesheet: Stylesheet) -> None:
        self._stylesheet = stylesheet

    def outcomes(self, root: etree._Element) -> Iterator[Outcome]:
        for each in root:
            if each.tag == "fired":
                yield Fired(*self._stylesheet.rules[_number(each)], _node(each))
            elif each.tag == "finding":
                yield self._finding(each)

    def _finding(self, element: etree._Element) -> Finding:
        pattern, rule, assertion = self._stylesheet.asserted[_number(element)]
        subject = element.find("subject")
        return Finding(
            pattern,
            rule,
            assertion,
            _node(element),
            _text(element.find("message")),
            None if subject is None else _node(subject),
            tuple((each.get("id", ""), _text(each)) for each in element.iterchildren("diagnostic")),
            tuple((each.get("id", ""), _text(each)) for each in element.iterchildren("property")),
            tuple(map(self._offer, element.iterchildren("offer"))),
        )

    def _offer(self, element: etree._Element) -> Offer:
        fix = self._stylesheet.fixes[_number(element)]
        changes = (change(_node(each), each, self._stylesheet.root.nsmap) for each in element.iterchildren("change"))
        return Offer(fix, _text(element.find("title")), tuple(changes))


def _number(element: etree._Element) -> int:
    return int(element.get("number", ""))


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(map(str, element.itertext("*")))


def _node(element: etree._Element) -> Node:
    path = tuple(map(int, element.get("path", "").split()))
    name = element.get("name", "")
    if space := element.get("space"):
        name = f"{{{space}}}{name}"
    kind = cast("Any", element.get("kind"))
    return Node(path, kind, name, int(element.get("index", "0")))
