"""The engine against the specification: any small grammar, any small document."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from xml.parsers.expat import ExpatError

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from relaxng.grammars import NAMESPACES, document, schemas, written
from relaxng.reference import Reference, Tree

from tei.core import stream
from tei.core.diagnostic import Refused
from tei.relaxng import Grammar, automaton
from tei.relaxng.convert import convert
from tei.relaxng.definitions import Definitions
from tei.relaxng.simplify import definitions

DOCUMENTS = 8
"""So many documents are made for every grammar."""

UNFILTERED = (HealthCheck.filter_too_much, HealthCheck.too_slow)
"""Many schemas are not correct."""

randoms = st.integers(0, 1 << 30).map(Random)


def simplified(schema: str) -> Definitions:
    """The schema; one that is not correct is left aside."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "schema.rnc"
        path.write_text(schema, encoding="utf-8")
        try:
            return definitions(str(path))
        except Refused:
            assume(False)
    raise AssertionError


def documents(schema: Definitions, random: Random) -> list[tuple[Tree, bytes]]:
    trees = [document(schema, random) for _ in range(DOCUMENTS)]
    return [(tree, written(tree, random).encode()) for tree in trees]


def places(grammar: Grammar, xml: bytes) -> list[tuple[str, int, int, str, str]]:
    return [(f.kind, f.line, f.column, f.element, f.attribute) for f in grammar.validate(xml, every=True)]


@settings(max_examples=60, suppress_health_check=UNFILTERED)
@given(schemas(), randoms)
def test_the_verdict_is_that_of_the_specification(schema: str, random: Random) -> None:
    simple = simplified(schema)
    grammar, reference = Grammar(simple), Reference(simple)
    for tree, xml in documents(simple, random):
        valid = reference.is_valid(tree, NAMESPACES)
        assert grammar.is_valid(xml) == valid, (schema, xml)
        # The second pass finds a fault where the first one does, and what one document leaves behind changes nothing.
        failures = list(grammar.validate(xml))
        assert bool(failures) != valid, (schema, xml)
        assert places(Grammar(simple), xml) == places(grammar, xml)


@settings(max_examples=30, suppress_health_check=UNFILTERED)
@given(schemas(), randoms, st.integers(1, 40))
def test_pieces_of_any_size_are_judged_as_the_whole(schema: str, random: Random, size: int) -> None:
    grammar = Grammar(simplified(schema))
    for _, xml in documents(grammar.definitions, random):
        whole = list(grammar.validate(xml))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(stream, "CHUNK", size)
            assert grammar.is_valid(xml) != bool(whole)
            assert list(grammar.validate(xml)) == whole, (schema, xml)


@settings(max_examples=30, suppress_health_check=UNFILTERED)
@given(schemas(), randoms, st.integers(1, 20))
def test_what_is_forgotten_changes_nothing(schema: str, random: Random, most: int) -> None:
    simple = simplified(schema)
    grammar, forgetful = Grammar(simple), Grammar(simple)
    for _, xml in documents(simple, random):
        whole = list(grammar.validate(xml))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(automaton, "MOST", most)
            patch.setattr(automaton, "KNOWN", 1)
            assert forgetful.is_valid(xml) != bool(whole)
            assert places(forgetful, xml) == places(grammar, xml), (schema, xml)


@settings(max_examples=30, suppress_health_check=UNFILTERED)
@given(schemas(), randoms)
def test_a_document_that_is_cut_off_leaves_nothing_behind(schema: str, random: Random) -> None:
    simple = simplified(schema)
    grammar = Grammar(simple)
    for _, xml in documents(simple, random):
        with suppress(ExpatError):
            # It may be found invalid before it ends.
            assert not grammar.is_valid(xml[: random.randrange(len(xml))])
        fresh = Grammar(simple)
        assert grammar.is_valid(xml) == fresh.is_valid(xml)
        assert places(grammar, xml) == places(fresh, xml)


@settings(max_examples=40, suppress_health_check=UNFILTERED)
@given(schemas(plain=True), randoms)
def test_what_libxml2_takes_is_taken(schema: str, random: Random) -> None:
    grammar = Grammar(simplified(schema))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "schema.rnc"
        path.write_text(schema, encoding="utf-8")
        rng = convert(str(path), ".rng").encode()
    try:
        peer = etree.RelaxNG(etree.fromstring(rng))
    except etree.RelaxNGParseError:
        # It refuses some schemas that are correct.
        return
    for _, xml in documents(grammar.definitions, random):
        # It does not find its way through every interleave, and then refuses what is valid.
        assert grammar.is_valid(xml) or not peer.validate(etree.fromstring(xml)), (schema, xml)
