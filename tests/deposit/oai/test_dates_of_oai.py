"""Selective harvesting: what was changed from then until then, in this set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import cache

import pytest
from harvesting import ask, harvest, identifiers, repository

from tei.deposit.oai import Repository
from tei.deposit.oai.datestamps import bounds, datestamp, is_datestamp, written

V1 = ["v1", *(f"v1/d{n}" for n in range(1, 8))]
V2 = ["v2", *(f"v2/d{n}" for n in range(1, 5))]
CHOSEN = {
    ("2026-02-03", ""): [*V1, "a", *V2],
    ("2026-02-03T10:00:00Z", ""): [*V1, "a", *V2],
    ("2026-02-03T10:00:01Z", ""): ["a", *V2],
    ("2026-02-04", ""): V2,
    ("", "2026-02-03"): ["b", *V1, "a"],
    ("", "2026-02-03T23:59:58Z"): ["b", *V1],
    ("", "2026-02-03T23:59:59Z"): ["b", *V1, "a"],
    ("2026-02-03", "2026-02-03"): [*V1, "a"],
    ("2026-02-03T23:59:59Z", "2026-02-03T23:59:59Z"): ["a"],
    ("0001-01-01", "9999-12-31"): ["b", *V1, "a", *V2],
}


@cache
def several() -> Repository:
    return repository()


@pytest.mark.parametrize(("begin", "end"), CHOSEN)
@pytest.mark.parametrize("chosen", ["", "v1", "v2"])
def test_what_was_changed_in_a_time(begin: str, end: str, chosen: str) -> None:
    wanted = [each for each in CHOSEN[begin, end] if not chosen or each.partition("/")[0] == chosen]
    given = {"from": begin, "until": end, "set": chosen}
    asked = {f"{name}_": value for name, value in given.items() if value}
    pieces = list(harvest(several(), "ListIdentifiers", metadataPrefix="oai_dc", **asked)) if wanted else []
    assert [id for piece in pieces for id in identifiers(piece)] == wanted
    if not wanted:
        assert not identifiers(ask(several(), verb="ListIdentifiers", metadataPrefix="oai_dc", **asked))


@pytest.mark.parametrize(
    ("modified", "told"),
    [
        ("2026-05-02T10:00:00Z", "2026-05-02T10:00:00Z"),
        ("2026-05-02", "2026-05-02T00:00:00Z"),
        ("2026-05-02T10:00:00+02:00T00:00:00Z", "2026-05-02T00:00:00Z"),
        ("2026-13-40T00:00:00Z", "1970-01-01T00:00:00Z"),
        ("", "1970-01-01T00:00:00Z"),
    ],
)
def test_a_datestamp_is_always_one(modified: str, told: str) -> None:
    assert datestamp(modified) == told


@pytest.mark.parametrize("text", ["2026-2-3", "2026-02-29", "٢٠٢٦-01-01", "2026-01-01\n", "2026-01-01T24:00:00Z", "x"])
def test_what_is_no_datestamp(text: str) -> None:
    assert not is_datestamp(text)


def test_a_moment_is_told_in_utc() -> None:
    assert written(datetime(2026, 5, 2, 1, 0, 0, 5, timezone(timedelta(hours=2)))) == "2026-05-01T23:00:00Z"
    assert written(datetime(999, 1, 1, tzinfo=UTC)) == "0999-01-01T00:00:00Z"


def test_a_day_ends_with_its_last_second() -> None:
    assert bounds("2026-01-01", "2026-01-02") == ("2026-01-01T00:00:00Z", "2026-01-02T23:59:59Z")
    assert bounds("", "") == ("", "9999-12-31T23:59:59Z")
