"""The datatypes, by the cases of datatypes.txt and by laws."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.relaxng.datatypes import COMPATIBILITY, XML_SCHEMA, Datatype, DatatypeError, datatype

NAMESPACES = {"": "urn:default", "t": "urn:t", "s": "urn:t"}
ENTITIES = ("logo", "map")


class Case(NamedTuple):
    line: int
    group: str
    kind: str
    value: str
    other: str


def visible(text: str) -> str:
    return re.sub(
        r"\\(u[0-9a-f]{4}|.)",
        lambda m: {"n": "\n", "t": "\t"}.get(m[1]) or (chr(int(m[1][1:], 16)) if m[1][1:] else m[1]),
        text,
    )


def cases() -> Iterator[Case]:
    group = ""
    for number, line in enumerate(Path(__file__).with_name("datatypes.txt").read_text("utf-8").splitlines(), 1):
        if line.startswith("[? "):
            head, _, message = line[3:].rpartition("] ")
            yield Case(number, head, "?", "", message)
        elif line.startswith("["):
            group = line[1:-1]
        elif line and line[0] in "+-=!":
            value, bar, other = line[2:].partition("|") if line[0] != "+" else (line[2:], "", "")
            value = value[:-1] if bar and line[0] == "-" else value
            yield Case(number, group, line[0], visible(value), visible(other.strip() if line[0] == "-" else other))


def named(group: str) -> Datatype:
    name, *params = group.split(" ")
    return datatype(
        XML_SCHEMA, name, [(visible(one), visible(value)) for one, _, value in (p.partition("=") for p in params)]
    )


CASES = list(cases())


def test_there_are_many_cases() -> None:
    assert len(CASES) > 300


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.line} {case.group} {case.kind} {case.value!r}")
def test_the_verdict_is_the_one_of_the_case(case: Case) -> None:
    if case.kind == "?":
        with pytest.raises(DatatypeError) as refused:
            named(case.group)
        assert str(refused.value) == case.other
        return
    type = named(case.group)
    if case.kind in "=!":
        assert type.equal(case.value, case.other, NAMESPACES, NAMESPACES) is (case.kind == "=")
        return
    assert type.allows(case.value, NAMESPACES, ENTITIES) is (case.kind == "+")
    reason = type.reason(case.value, NAMESPACES, ENTITIES)
    assert bool(reason) is (case.kind == "-")
    if case.other:
        assert reason == case.other


def test_the_datatypes_of_relax_ng_itself() -> None:
    string, token = datatype("", "string"), datatype("", "token")
    assert string.allows("any \t thing")
    assert token.allows("any \t thing")
    assert not string.equal("a b", "a  b")
    assert token.equal("a b", " a\u0020\n b")
    assert not token.equal("a\u00a0b", "a b")
    assert string.reason("x") == ""
    assert repr(token) == "Datatype('', 'token', ())"


def test_the_datatypes_of_the_compatibility_with_dtds() -> None:
    assert [datatype(COMPATIBILITY, name).id_type for name in ("ID", "IDREF", "IDREFS")] == ["ID", "IDREF", "IDREFS"]
    assert datatype(COMPATIBILITY, "IDREFS").allows("a b")
    assert not datatype(COMPATIBILITY, "ID").allows("a b")
    assert datatype(COMPATIBILITY, "ID").library == COMPATIBILITY


@pytest.mark.parametrize(
    ("library", "name", "params", "message"),
    [
        ("", "date", [], "there is no built-in datatype “date”, only “string” and “token”"),
        ("", "token", [("length", "1")], "the built-in datatype “token” takes no parameters, but “length” is given"),
        ("urn:x", "date", [], "there is no library of datatypes “urn:x”"),
        (
            COMPATIBILITY,
            "date",
            [],
            "the library of compatibility with DTDs has no datatype “date”, only ID, IDREF and IDREFS",
        ),
        (COMPATIBILITY, "ID", [("length", "1")], "the datatype “ID” takes no parameters here, but “length” is given"),
    ],
)
def test_a_datatype_that_there_is_not(library: str, name: str, params: list[tuple[str, str]], message: str) -> None:
    with pytest.raises(DatatypeError) as refused:
        datatype(library, name, params)
    assert str(refused.value) == message


def test_what_an_answer_depends_on() -> None:
    assert datatype(XML_SCHEMA, "QName").needs_namespaces
    assert datatype(XML_SCHEMA, "ENTITY").needs_entities
    assert not datatype(XML_SCHEMA, "date").needs_namespaces
    assert datatype(XML_SCHEMA, "IDREFS").id_type == "IDREFS"
    assert datatype(XML_SCHEMA, "date") is datatype(XML_SCHEMA, "date", ())


def test_names_are_compared_by_their_own_namespaces() -> None:
    name = datatype(XML_SCHEMA, "QName")
    assert name.equal("a:x", "b:x", {"a": "urn:1"}, {"b": "urn:1"})
    assert name.equal("x", "b:x", {"": "urn:1"}, {"b": "urn:1"})
    assert not name.equal("a:x", "a:x", {"a": "urn:1"}, {"a": "urn:2"})


def test_long_digits_are_no_harm() -> None:
    many = "1" + "0" * 6000
    assert datatype(XML_SCHEMA, "gYear", [("minInclusive", "1956")]).allows(many)
    assert datatype(XML_SCHEMA, "duration", [("minInclusive", "P1Y")]).allows(f"P{many}M")
    assert datatype(XML_SCHEMA, "integer", [("minInclusive", "0")]).allows(many)
    assert not datatype(XML_SCHEMA, "int").allows(many)
    assert "…" in datatype(XML_SCHEMA, "int").reason(many)


@given(st.integers(), st.integers())
def test_limits_keep_the_order_of_whole_numbers(one: int, other: int) -> None:
    assert datatype(XML_SCHEMA, "integer", [("minExclusive", str(one))]).allows(str(other)) is (other > one)
    assert datatype(XML_SCHEMA, "decimal", [("maxInclusive", str(one))]).allows(str(other)) is (other <= one)


@given(st.dates(), st.dates())
def test_limits_keep_the_order_of_dates(one: object, other: object) -> None:
    assert datatype(XML_SCHEMA, "date", [("minInclusive", str(one))]).allows(str(other)) is (str(other) >= str(one))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_decimal_equals_itself_with_more_zeros(number: Decimal) -> None:
    assert datatype(XML_SCHEMA, "decimal").equal(f"{number:f}", f"{number:f}000")


@given(st.sampled_from(sorted({case.group for case in CASES if case.kind in "+-"})), st.text())
def test_there_is_a_reason_where_a_value_is_not_allowed(group: str, value: str) -> None:
    type = named(group)
    assert type.allows(value, NAMESPACES, ENTITIES) is (type.reason(value, NAMESPACES, ENTITIES) == "")
    assert type.allows(value, NAMESPACES, ENTITIES) or not type.equal(value, value, NAMESPACES, NAMESPACES)
