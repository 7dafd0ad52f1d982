"""The months, as English texts write them."""

from __future__ import annotations

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The names of the months, in order."""

# Every alternative begins with a letter, not with a group: only so re skips fast to where one can be.
MONTH = rf"(?:Sept(?![a-z])|{'|'.join(f'{name[:3]}(?:{name[3:]}|(?![a-z]))' for name in MONTHS)})\.?"
"""A pattern for the name of a month, whole or short; its first three letters tell which it is."""
