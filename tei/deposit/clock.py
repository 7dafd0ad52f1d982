"""The time of the making of a kit, where a format demands one."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def this_year() -> str:
    """The year of SOURCE_DATE_EPOCH, as reproducible builds have it, else that of the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return f"{(datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)).year:04}"
