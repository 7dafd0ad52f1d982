"""Identifiers that can be proved wrong: by their check digits, or by the form that they must have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_SIXTEEN = re.compile(r"\d{15}[\dX]")


def is_doi(value: str) -> bool:
    """Whether a value has the form of a DOI without an address (ISO 26324; DOI Handbook, section 2.2)."""
    return _DOI.fullmatch(value) is not None


def is_isni(value: str) -> bool:
    """Whether a value is an ISNI or an ORCID iD, maybe in groups: the check digit is that of ISO 7064, MOD 11-2."""
    digits = _digits(value)
    if not _SIXTEEN.fullmatch(digits):
        return False
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return digits[-1] == _eleventh((12 - total % 11) % 11)


def is_isbn(value: str) -> bool:
    """Whether a value is an ISBN of 10 or 13 digits with the right check digit (ISO 2108)."""
    digits = _digits(value)
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return digits[-1] == _weighed(digits[:-1])
    if not re.fullmatch(r"97[89]\d{10}", digits):
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def is_issn(value: str) -> bool:
    """Whether a value is an ISSN with the right check digit (ISO 3297)."""
    digits = _digits(value)
    return re.fullmatch(r"\d{7}[\dX]", digits) is not None and digits[-1] == _weighed(digits[:-1])


def _digits(value: str) -> str:
    return re.sub(r"[\s-]", "", value).upper()


def _weighed(digits: str) -> str:
    """The check digit of ISBN-10 and ISSN: weights from 2 upward from the right, modulus 11."""
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), 2))
    return _eleventh(-total % 11)


def _eleventh(number: int) -> str:
    return "X" if number == 10 else str(number)


CHECKS: Mapping[str, Callable[[str], bool]] = {
    "DOI": is_doi, "ORCID": is_isni, "ISNI": is_isni, "ISBN": is_isbn, "ISSN": is_issn, "EISSN": is_issn,
}  # fmt: skip
"""What tells whether a value can be an identifier of each kind."""
