"""Which schemas a document is held to: those that the user names, else those it names itself, else the profile's."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei.core.address import address_of, joined
from tei.core.diagnostic import Diagnostic, Label, Refused, refusal
from tei.core.edition import Edition
from tei.core.fetched import at_hand
from tei.validate.association import DTD, RELAX_NG, SCHEMATRON, XSD, Association, associations, language

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
    if context.schemas:
        for name in context.schemas:
            yield _check(edition, context, at_hand(name), language(name) or RELAX_NG)
        return
    named = list(associations(edition.source))
    yield _not_run(named)
    usable = {each.href: each for each in named if each.language in _READ}
    for each in usable.values():
        yield _named_check(edition, context, each)
    if not usable:
        yield _check(edition, context, context.schema, language(context.schema) or RELAX_NG)


def _named_check(edition: Edition, context: Context, named: Association) -> Iterator[Diagnostic]:
    """What a schema that the document names has found; that it cannot be used is told with its place."""
    try:
        yield from _check(edition, context, _resolved(named, edition), named.language)
    except Refused as refused:
        for diagnostic in refused.diagnostics:
            labels = diagnostic.labels if named.label in diagnostic.labels else (*diagnostic.labels, named.label)
            yield replace(diagnostic, labels=labels)


def _resolved(named: Association, edition: Edition) -> str:
    """The path of the schema that a document names. Raises Refused (P301) if it is not there."""
    address = joined(address_of(edition.source.name), named.href)
    path = at_hand(address)
    if os.path.isfile(path):
        # Paths are best told as they are best typed: from here.
        return os.path.relpath(path) if Path(path).is_relative_to(Path.cwd()) else path
    raise refusal(
        "P301",
        f"there is no schema {named.href}, which the document names",
        "correct the reference, or choose another schema with --schema",
        named.label,
    )


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
    elif kind == SCHEMATRON:
        message = f"the rules of {path} were not run: Schematron is not among the languages that tei checks yet"
        raise refusal("P302", message, "give a RELAX NG grammar, a W3C Schema or a DTD")
    else:
        from tei.validate.foreign import Schema

        yield from Schema.load(path, kind).validate(edition)


def _not_run(named: list[Association]) -> Iterator[Diagnostic]:
    """That the document names rules that are not run."""
    for each in named:
        if each.language == SCHEMATRON:
            message = f"the Schematron rules of {each.href} were not run"
            yield _remark(message, each.label, "tei does not check Schematron yet; all other checks were made")
        elif not each.language:
            message = f"{each.href} was not used: it is in no schema language that tei knows"
            yield _remark(message, each.label, "known are RELAX NG (.rng, .rnc), W3C Schema (.xsd) and DTD (.dtd)")


def _remark(message: str, label: Label, help: str) -> Diagnostic:
    return Diagnostic("S001", "info", message, (label,), help)
