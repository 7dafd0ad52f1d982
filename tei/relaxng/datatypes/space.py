"""White space as a datatype wants it (XML Schema part 2, section 4.3.6)."""

from __future__ import annotations

import re

_SPACES = re.compile("[ \t\n\r]+")
_EACH = str.maketrans("\t\n\r", "   ")


def preserve(value: str) -> str:
    """The value as it stands."""
    return value


def replace(value: str) -> str:
    """The value with a space for each tab, line feed and carriage return."""
    return value.translate(_EACH)


def collapse(value: str) -> str:
    """The value without white space at its ends, and with a single space for every other run of it."""
    if value.isascii():
        # What else `split` takes for white space in ASCII are control characters, which XML does not have.
        return " ".join(value.split())
    return _SPACES.sub(" ", value).strip(" ")


def tokens(value: str) -> list[str]:
    """The pieces of the value between its white space, which a no-break space is not."""
    return value.split() if value.isascii() else collapse(value).split(" ")
