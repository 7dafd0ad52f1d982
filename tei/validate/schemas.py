"""Which schemas a document is held to: those that the user names, else those it names itself, else the profile's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from tei.core.diagnostic import Diagnostic, Refused
from tei.core.edition import Edition
from tei.core.fetched import at_hand
from tei.validate.association import (
    DTD,
    RELAX_NG,
    SCHEMATRON,
    XSD,
    Association,
    associations,
    at_its_place,
    language,
    resolved,
)

if TYPE_CHECKING:
    from tei.validate import Context

_READ = (RELAX_NG, XSD, DTD)
_OTHERS = frozenset(("R301", "R302"))
_UNKNOWN_ATTRIBUTE = _OTHERS | {"R201"}
_ADDED = re.compile(r"(?:@xml:|the attribute (?:xml:)?)(base|lang)\b")


def schemas(edition: Edition, context: Context) -> Iterator[Diagnostic]:
    """The check: what is wrong with an edition by each of its schemas; what two of them find is told once.

    Raises Refused (P301, P302) for a schema that the user or the profile names and that cannot be used; one that the
    document names is told with its place.
    """
    told: dict[tuple[str, int], set[str]] = defaultdict(set)
    for found in _by_schema(edition, context):
        for place, diagnostic in found:
            before = told[place]
            # Languages have codes of their own: what one has found another calls otherwise.
            if place[0] and (diagnostic.code in before or (before and _OTHERS & {diagnostic.code, *before})):
                continue
            yield diagnostic
        for place, diagnostic in found:
            told[place].add(diagnostic.code)


def _is_added(diagnostic: Diagnostic) -> bool:
    """Whether it is about an attribute that stands nowhere: XInclude gives it to what is included (section 4.5.5)."""
    found = _ADDED.search(diagnostic.message) if diagnostic.code in _UNKNOWN_ATTRIBUTE else None
    label = diagnostic.labels[0] if diagnostic.labels else None
    return found is not None and label is not None and f"xml:{found[1]}" not in label.source[label.span]


def _by_schema(edition: Edition, context: Context) -> Iterator[list[tuple[tuple[str, int], Diagnostic]]]:
    """What each schema has found, each with its place."""
    for found in _found(edition, context):
        yield [(_place(diagnostic), diagnostic) for diagnostic in found if not _is_added(diagnostic)]


def _place(diagnostic: Diagnostic) -> tuple[str, int]:
    label = diagnostic.labels[0] if diagnostic.labels else None
    return (label.source.name, label.span.start) if label else ("", 0)


def _found(edition: Edition, context: Context) -> Iterator[Iterable[Diagnostic]]:
    if grammars := [name for name in context.schemas if language(name) != SCHEMATRON]:
        for name in grammars:
            yield _check(edition, context, at_hand(name), language(name) or RELAX_NG)
        return
    named = list(associations(edition.source))
    yield _not_run(named)
    usable = {each.href: each for each in named if each.language in _READ}
    for each in usable.values():
        yield at_its_place(each, _named_check(edition, context, each))
    if not usable:
        yield _check(edition, context, context.schema, language(context.schema) or RELAX_NG)


def _named_check(edition: Edition, context: Context, named: Association) -> Iterator[Diagnostic]:
    yield from _check(edition, context, resolved(named, edition), named.language)


def prepare(names: Iterable[str]) -> None:
    """Load these grammars, so that processes which begin as copies of this one have them; faults are told later."""
    from tei.validate.grammar import Grammar

    for name in names:
        if (language(name) or RELAX_NG) == RELAX_NG:
            with suppress(Refused):
                Grammar.load(at_hand(name))


def _check(edition: Edition, context: Context, path: str, kind: str) -> Iterator[Diagnostic]:
    if kind == RELAX_NG:
        from tei.validate.grammar import Grammar

        yield from Grammar.load(path).validate(edition, context)
    else:
        from tei.validate.foreign import Schema

        yield from Schema.load(path, kind).validate(edition)


def _not_run(named: list[Association]) -> Iterator[Diagnostic]:
    """That the document names a schema in no language of ours."""
    for each in named:
        if not each.language:
            message = f"{each.href} was not used: it is in no schema language that tei knows"
            help = "known are RELAX NG (.rng, .rnc), W3C Schema (.xsd), DTD (.dtd) and Schematron (.sch)"
            yield Diagnostic("S001", "info", message, (each.label,), help)
