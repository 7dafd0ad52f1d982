"""Identifiers that are proved wrong by their check digits or their form."""

from __future__ import annotations

import pytest

from tei.deposit.checksums import CHECKS

RIGHT = (
    ("DOI", "10.5281/zenodo.1003150"), ("DOI", "10.1000.10/123"), ("ORCID", "0000-0002-1825-0097"),
    ("ORCID", "0000-0002-1694-233X"), ("ISNI", "0000 0001 2103 2683"), ("ISBN", "0-16-024348-3"),
    ("ISBN", "080442957X"), ("ISBN", "978-3-16-148410-0"), ("ISSN", "2045-2322"), ("EISSN", "2434-561X"),
)  # fmt: skip
WRONG = (
    ("DOI", "11.5281/1"), ("DOI", "10.5281"), ("ORCID", "0000-0002-1825-0098"), ("ORCID", "0000-0002-1825"),
    ("ISNI", "000000012103268X"), ("ISBN", "0-16-024348-1"), ("ISBN", "978-3-16-148410-1"), ("ISBN", "12"),
    ("ISSN", "2045-2323"), ("ISSN", "x"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "value"), RIGHT)
def test_what_is_right_passes(kind: str, value: str) -> None:
    assert CHECKS[kind](value)


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_what_is_wrong_shows(kind: str, value: str) -> None:
    assert not CHECKS[kind](value)
