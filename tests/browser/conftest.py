"""The browser of all tests in this folder."""

from __future__ import annotations

import pytest
from chromium import Browser


@pytest.fixture(scope="session")
def browser() -> Browser:
    return Browser.found()
