"""What a request asks for, judged by the rules of each endpoint."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tei.deposit.dts.addresses import PARAMETERS, Given

_NUMBER = re.compile(r"-?[0-9]+")
_DIGITS = 9
"""A number with more digits is as good as one with so many."""


class Failure(Exception):
    """Raised for a request that cannot be answered: the status (400 or 404) and the reason."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


def asked(endpoint: str, parameters: Given) -> Mapping[str, str]:
    """The parameters of an endpoint that have a value; others, that it does not know, do not matter.

    Raises Failure (400) for what is given twice, for `ref` with `start` or `end`, for one of these without the other,
    and where `resource` is missing (DTS 1.0, Navigation Endpoint, Errors; Document Endpoint, Errors).
    """
    known = PARAMETERS[endpoint]
    found: dict[str, str] = {}
    for name, value in parameters:
        if name in known and value:
            if name in found:
                raise Failure(400, f"the parameter {name} is given more than once")
            found[name] = value
    if "resource" in known and "resource" not in found:
        raise Failure(400, "the parameter resource is missing")
    if "ref" in found and ("start" in found or "end" in found):
        raise Failure(400, "ref is not used with start or end")
    if ("start" in found) != ("end" in found):
        raise Failure(400, "start and end are used together")
    return found


def page_of(found: Mapping[str, str]) -> int | None:
    """The page that is asked for, if one is. Raises Failure (400) for what is no number of a page."""
    number = _number(found, "page")
    if number is not None and number < 1:
        raise Failure(400, "page is a number, 1 for the first")
    return number


def down_of(found: Mapping[str, str]) -> int | None:
    """How deep the answer is to go, -1 for the bottom; None where it is not said.

    Raises Failure (400) for what is no such number and for what the table of the specification excludes (DTS 1.0,
    Usage of `down`, `ref`, `start` and `end`).
    """
    down = _number(found, "down")
    if down is not None and down < -1:
        raise Failure(400, "down is a number, -1 for the whole tree")
    if not down and not {"ref", "start"} & found.keys():
        raise Failure(400, "one of ref, start and end, and down (which is not 0) is needed")
    if down == 0 and "start" in found:
        raise Failure(400, "down=0 is used with ref only")
    return down


def _number(found: Mapping[str, str], name: str) -> int | None:
    value = found.get(name)
    if value is None:
        return None
    if not _NUMBER.fullmatch(value):
        raise Failure(400, f"{name} is no number")
    sign, digits = ("-", value[1:]) if value[0] == "-" else ("", value)
    digits = digits.lstrip("0") or "0"
    return int(f"{sign}{digits if len(digits) <= _DIGITS else '9' * _DIGITS}")
