from __future__ import annotations

import pytest

from tei.core import selection
from tei.core.diagnostic import Diagnostic, Refused, Severity
from tei.core.selection import Selection, fit, refuse_unknown, unknown


def finding(code: str = "R102", rule: str = "", severity: Severity = "error") -> Diagnostic:
    return Diagnostic(code, severity, "no", rule=rule)


CHOICES = [
    # select, ignore, code, rule, is it told?
    ("", "", "R102", "", True),
    ("R", "", "R102", "", True),
    ("R", "", "L101", "", False),
    ("R,L", "", "L101", "", True),
    ("", "R1", "R102", "", False),
    ("", "R1", "R201", "", True),
    ("R102", "R1", "R102", "", True),
    ("R1", "R102", "R102", "", False),
    ("R1", "R1", "R102", "", False),
    ("ALL", "R", "R102", "", False),
    ("ALL", "R", "L101", "", True),
    ("", "ALL", "L101", "", False),
    ("", "frus-note-id", "S101", "frus-note-id", False),
    ("", "frus-note-id", "S101", "frus-date", True),
    ("", "frus-*", "S101", "frus-date", False),
    ("frus-date", "frus-*", "S101", "frus-date", True),
    ("S101", "frus-*", "S101", "frus-date", False),
    ("frus-*", "S101", "S101", "frus-date", True),
    # What keeps a file from being checked is always told.
    ("R", "ALL", "P301", "", True),
    ("R", "T", "T901", "", True),
    ("R", "X101", "X101", "", True),
]


@pytest.mark.parametrize(("select", "ignore", "code", "rule", "told"), CHOICES)
def test_the_longest_pattern_decides(select: str, ignore: str, code: str, rule: str, told: bool) -> None:
    chosen = Selection(tuple(filter(None, select.split(","))), tuple(filter(None, ignore.split(","))))
    assert bool(list(chosen([finding(code, rule)]))) is told


def test_a_warning_of_xml_can_be_ignored() -> None:
    assert not list(Selection(ignore=("X104",))([finding("X104", severity="warning")]))


def test_the_longest_pattern_gives_the_severity() -> None:
    chosen = Selection(severity={"R": "warning", "R102": "info", "frus-*": "info"})
    found = [finding("R102"), finding("R201"), finding("L101"), finding("S101", "frus-a"), finding("X101")]
    assert [each.severity for each in chosen(found)] == ["info", "warning", "error", "info", "error"]
    assert next(iter(Selection()([found[0]]))) is found[0]


def test_what_is_selected_on_top_begins_anew_and_what_is_ignored_is_added() -> None:
    below = Selection(("R",), ("R102",), {"R": "info"})
    assert below.then(Selection(ignore=("R103",))) == Selection(("R",), ("R102", "R103"), {"R": "info"})
    assert below.then(Selection(("R1",), severity={"R1": "error"})) == Selection(
        ("R1",), (), {"R": "info", "R1": "error"}
    )
    assert below.then(Selection()) == below


def test_a_rule_without_a_name_has_no_wildcard() -> None:
    assert fit("*", finding()) == 0


UNKNOWN = [
    ("R120", "did you mean 'R102'?"),
    ("R998", "its family has R101, R102, "),
    ("R9", "its family has R101, R102, "),
    ("r102", "write 'R102', in capital letters"),
    ("l", "write 'L'"),
    ("all", "write 'ALL'"),
    ("R*", "a prefix does: write 'R'"),
    ("Q1", "the families are A, D, "),
    ("Q1*", "the families are A, D, "),
]


@pytest.mark.parametrize(("pattern", "cure"), UNKNOWN)
def test_a_code_that_there_is_not_is_told(pattern: str, cure: str) -> None:
    assert unknown(pattern).startswith(cure)
    with pytest.raises(Refused, match="there is no code") as raised:
        refuse_unknown(["R", pattern])
    assert raised.value.diagnostics[0].code == "P501"


@pytest.mark.parametrize("pattern", ["R", "R1", "R102", "ALL", "frus-*", "frus-note-id", "r1", "T30-a"])
def test_names_of_rules_are_taken_as_they_are(pattern: str) -> None:
    assert unknown(pattern) == ""


def test_codes_are_those_that_have_pages() -> None:
    assert {"X101", "R102", "P900"} <= set(selection.codes())
