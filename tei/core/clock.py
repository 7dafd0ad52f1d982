"""The time at which something is made, where its format demands one."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def told() -> datetime | None:
    """The time that SOURCE_DATE_EPOCH tells, None where it tells none (reproducible-builds.org, SOURCE_DATE_EPOCH)."""
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def this_year() -> str:
    """The year of SOURCE_DATE_EPOCH, else that of the clock."""
    return f"{(told() or datetime.now(UTC)).year:04}"
