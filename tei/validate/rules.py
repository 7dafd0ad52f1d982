"""What the Schematron rules of a project find in an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from tei.core import resources
from tei.core.diagnostic import Diagnostic, Fix, Label, Refused, and_more
from tei.core.edition import Edition
from tei.core.fetched import at_hand
from tei.core.source import Source, Span
from tei.core.stream import excerpt, is_large
from tei.schematron import Finding, Fired, Offer, Schematron, Stopped
from tei.schematron.places import Places
from tei.schematron.schema import severity
from tei.validate import Context
from tei.validate.association import SCHEMATRON, Association, associations, at_its_place, language, resolved
from tei.validate.place import with_origin

_LONGEST = 80
"""So many characters of an expression are shown."""


def rules(edition: Edition, context: Context) -> Iterator[Diagnostic]:
    """The check: what each of the schemas finds (S101), and what could not be found out (S102, P305).

    The schemas are those that the user names, else those that the document names, else the profile's. Raises Refused
    (P301, P302) for a schema that the user or the profile names and that cannot be used; one that the document names
    is told with its place.
    """
    chosen = [*context.schematron, *(name for name in context.schemas if language(name) == SCHEMATRON)]
    if chosen:
        for name in dict.fromkeys(chosen):
            yield from _found(edition, context, at_hand(name), context.phase)
        return
    named = [each for each in associations(edition.source) if each.language == SCHEMATRON]
    for each in named:
        yield from at_its_place(each, _named(edition, context, each))
    if not named and (name := context.profile["validate"]["schematron"]):
        if is_large(edition.source):
            # Whoever has not asked for them does not reckon with what they take.
            yield _too_large(edition.source, name)
            return
        yield from _found(edition, context, resources.found(name), context.phase)


def _too_large(source: Source, name: str) -> Diagnostic:
    message = (
        f"the rules of the profile, {name}, were not run on a file of this size, which they need in memory as a tree"
    )
    help = f"--schematron {name} runs them; reckon with ten times the size of the file"
    label = Label(excerpt(source, 1, 1), Span(0, 1))
    return Diagnostic("S002", "info", message, (label,), help)


def _named(edition: Edition, context: Context, named: Association) -> Iterator[Diagnostic]:
    yield from _found(edition, context, resolved(named, edition), context.phase or named.phase)


def prepare(names: Iterable[str], phase: str) -> None:
    """Read these schemas, so that processes which begin as copies of this one have them; faults are told later."""
    for name in names:
        if name and language(name) in (SCHEMATRON, ""):
            with suppress(Refused):
                _ = _loaded(resources.found(at_hand(name)), phase).plan


@cache
def _loaded(path: str, phase: str) -> Schematron:
    if language(path) == "RELAX NG" and Path(path).suffix == ".rnc":
        return Schematron.read(Edition(Source(path, _converted(path))), phase)
    return Schematron.load(path, phase)


def _converted(path: str) -> str:
    """A grammar of the compact syntax in the XML syntax, with the annotations that hold its rules."""
    from tei.relaxng.convert import convert

    return convert(path, ".rng")


def _found(edition: Edition, context: Context, path: str, phase: str) -> Iterator[Diagnostic]:
    schematron = _loaded(path, phase)
    yield from _not_run(schematron, path)
    if context.svrl:
        _report(schematron, edition, Path(context.svrl), Path(path))
    places = Places(edition)
    alike: dict[object, list[Finding | Stopped]] = {}
    for outcome in schematron.validate(edition):
        if not isinstance(outcome, Fired):
            part = outcome.assertion if isinstance(outcome, Finding) else outcome.expression
            alike.setdefault((part, outcome.message), []).append(outcome)
    for outcomes in alike.values():
        for outcome in outcomes if context.every else outcomes[:1]:
            if isinstance(outcome, Finding):
                diagnostic = _finding(outcome, edition, places)
            else:
                diagnostic = _stopped(outcome, schematron, edition, places)
            more = "" if context.every else and_more(len(outcomes) - 1)
            yield replace(diagnostic, message=diagnostic.message + more)


def _report(schematron: Schematron, edition: Edition, folder: Path, schema: Path) -> None:
    """Write what the schema finds in its own report language. Raises Refused (P108) if that is not possible."""
    from tei.core.files import write
    from tei.schematron.svrl import svrl

    write(folder / f"{Path(edition.source.name).stem}.{schema.stem}.svrl", svrl(schematron, edition))


def _finding(finding: Finding, edition: Edition, places: Places) -> Diagnostic:
    assertion, rule = finding.assertion, finding.rule
    message = " ".join(finding.message.split()) or _shown(assertion.test)
    node = finding.subject or finding.node
    labels = _labels(edition, places, finding, "")
    if finding.subject and finding.subject != finding.node:
        labels = (*labels, places.label(finding.node, "by a rule for this"))
    words = [" ".join(text.split()) for _, text in finding.diagnostics]
    if see := assertion.see or rule.see or finding.pattern.see:
        words.append(f"see {see}")
    # What is to be changed in other files is for people to change.
    offers = [each for each in finding.offers if each.changes and not node.document]
    fixes = tuple(_fixes(offers, edition, places))
    name = assertion.id or rule.id or finding.pattern.id
    how = severity(assertion, rule, finding.pattern)
    return Diagnostic("S101", how, message, labels, "; ".join(filter(None, words)), fixes, name)


def _fixes(offers: Iterable[Offer], edition: Edition, places: Places) -> Iterator[Fix]:
    """The quick fixes that an assertion offers, as edits."""
    for offer in offers:
        from tei.schematron.edits import edits

        if fix := edits(offer, edition, places):
            yield fix


def _labels(edition: Edition, places: Places, outcome: Finding | Stopped, text: str) -> tuple[Label, ...]:
    """The place of a finding, and where in the raw text it was made from."""
    node = outcome.subject if isinstance(outcome, Finding) and outcome.subject else outcome.node
    if node is None:
        return ()
    if node.document:
        places = _elsewhere(node.document)
        return (places.label(node, text),)
    return with_origin(edition, places.element(node), places.label(node, text))


@lru_cache(maxsize=4)
def _elsewhere(address: str) -> Places:
    from tei.core.address import path_of

    return Places(Edition.load(path_of(address) or address))


def _stopped(stopped: Stopped, schematron: Schematron, edition: Edition, places: Places) -> Diagnostic:
    part = stopped.assertion or stopped.rule or stopped.pattern
    there = part.place if part else schematron.schema.place
    here = _labels(edition, places, stopped, "not judged")
    label = Label(there.source, there.span, _shown(stopped.expression) if stopped.expression else "")
    message = f"a rule could not be judged: {' '.join(stopped.message.split())}"
    name = stopped.assertion.id if stopped.assertion else ""
    help = "correct the expression in the schema, so that it gives a value for this place"
    return Diagnostic("S102", "error", message, (*here, label), help, rule=name)


def _not_run(schematron: Schematron, path: str) -> Iterator[Diagnostic]:
    """Each rule that cannot be run here, with its place and the reason."""
    for beyond in schematron.not_run:
        message = f"a rule of {path} was not run, for {_shown(beyond.rule.context)}: {beyond.reason}"
        label = Label(beyond.place.source, beyond.place.span, _shown(beyond.expression))
        help = "install Saxon for what is more than XPath 1.0: `pip install 'tei[saxon]'`"
        yield Diagnostic("P305", "error", message, (label,), help, rule=beyond.rule.id or beyond.pattern.id)


def _shown(expression: str) -> str:
    words = " ".join(expression.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 2] + " …"
