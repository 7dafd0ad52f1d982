"""What is wrong is told in words of bounded length, at a place in the document; edits leave nothing new wrong."""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from faults import Fault, Table, grammar
from hypothesis import given, settings
from hypothesis import strategies as st
from validate.mutants import mutants

from tei.relaxng import Failure, Grammar, Place
from tei.validate.vocabulary import VOCABULARY

SOUND = {schema: [f.mend() for f in Table.load().faults if f.schema == schema] for schema in ("frus", "letters", "tei")}
WHOLE = sorted((Path(__file__).parent / "tei").glob("*.xml"))
LONGEST = 400
EXPRESSION = re.compile(r"\\[dpSw]|\[\^|\]\+|\)\{")


@cache
def loaded(schema: str) -> Grammar:
    return Grammar.load(grammar(schema))


def failures(schema: str, text: str) -> list[Failure]:
    return list(loaded(schema).validate(text.encode(), vocabulary=VOCABULARY))


def offset(text: str, line: int, column: int) -> int:
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column - 1


def edited(text: str, edits: tuple[tuple[Place, str], ...]) -> str:
    spans = [
        (offset(text, p.line, p.column), offset(text, p.end_line, p.end_column), replacement)
        for p, replacement in edits
    ]
    for start, end, replacement in sorted(spans, reverse=True):
        text = text[:start] + replacement + text[end:]
    return text


def counted(found: list[Failure]) -> Counter[tuple[str, str, str]]:
    total: Counter[tuple[str, str, str]] = Counter()
    for failure in found:
        if failure.kind in ("id repeated", "id missing"):
            # Only when an element has its right name can it be told which of its attributes are identifiers.
            continue
        total[failure.kind, failure.element, failure.attribute] += 1 + failure.more
    return total


def check_words(text: str, failure: Failure) -> None:
    place = failure.places[0]
    lines = text.split("\n")
    assert 1 <= place.line <= len(lines)
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1
    for said in (failure.message, failure.help):
        assert 0 < len(said) <= LONGEST
        if failure.value not in said and "None" not in text:
            assert "None" not in said
        assert "{http" not in said
        assert not EXPRESSION.search(said.replace(failure.value, ""))


def check_edits(schema: str, text: str, found: list[Failure]) -> None:
    before = counted(found)
    for failure in found:
        for remedy in failure.remedies:
            assert remedy.words
            assert remedy.edits or remedy.safety == "shown"
            if remedy.edits:
                after = counted(failures(schema, edited(text, remedy.edits)))
                assert after <= before, (failure, remedy)
                assert after.total() < before.total(), (failure, remedy)


def check(schema: str, text: str) -> None:
    found = failures(schema, text)
    assert loaded(schema).is_valid(text.encode()) == (not found)
    for failure in found:
        check_words(text, failure)
    check_edits(schema, text, found)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.integers(0, 10_000), st.data())
def test_mutants_by_our_own_grammars(schema: str, seed: int, data: st.DataObject) -> None:
    sound = data.draw(st.sampled_from(SOUND[schema]))
    for _, mutant in mutants(sound.encode(), seed, 1):
        check(schema, mutant.decode())


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(WHOLE), st.integers(0, 10_000))
def test_mutants_by_the_whole_of_tei(path: Path, seed: int) -> None:
    if not os.environ.get("TEI_ORACLE"):
        pytest.skip("TEI_ORACLE does not name a folder with tei_all.rng")
    for _, mutant in mutants(path.read_bytes(), seed, 1):
        check("tei_all", mutant.decode())


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(WHOLE))
def test_what_a_small_grammar_does_not_have_is_told(path: Path) -> None:
    for _, mutant in mutants(path.read_bytes(), 1, 1):
        text = mutant.decode()
        for failure in failures("tei", text):
            check_words(text, failure)


@pytest.mark.parametrize("fault", [f for f in Table.load().faults if f.schema != "tei_all"], ids=lambda f: f.path.stem)
def test_remedies_of_the_table(fault: Fault) -> None:
    if fault.kind != "not well-formed":
        check(fault.schema, fault.path.read_text(encoding="utf-8"))


LONG = "x" * 3000
LISTED = " ".join(f"word{number}" for number in range(600))


@pytest.mark.parametrize(
    "body",
    [
        f"<{LONG}/>",
        f"<p {LONG}='1'>x</p>",
        f"<p part='{LONG}'>x</p>",
        f"<p part='{LISTED}'>x</p>",
        f"<p xml:id='{LISTED}'>x</p>",
        f"<div>{LONG}</div>",
        f"<div>{LISTED}</div>",
        f"<lb>{LONG}</lb>",
        f"<p xmlns='http://example.org/{LONG}'>x</p>",
        f"<p xmlns:y='http://example.org/{LONG}' y:{LONG}='{LONG}'>x</p>",
        f"<p><date when='{LONG}'>x</date></p>",
        f"<p><date when='{LISTED}'>x</date></p>",
        f"<p><graphic url='{LISTED}'/></p>",
    ],
    ids=lambda body: body[:30],
)
def test_long_names_and_values_are_cut(body: str) -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>"
        "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    )
    text = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{header}<text><body>{body}</body></text></TEI>"
    check("tei", text)
