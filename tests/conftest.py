"""What all tests share: the seeds, and profiles for hypothesis."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import tei

ROOT = Path(__file__).resolve().parent.parent

# The first call of anything here compiles patterns and stylesheets, which is slow and says nothing.
settings.register_profile("tei", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tei")


# Schemas that the tests simplify are kept apart from those of the user.
os.environ.setdefault("TEI_CACHE", str(ROOT / ".pytest_cache" / "tei"))


def pytest_configure() -> None:
    package = Path(str(tei.__file__)).resolve()
    if os.environ.get("TEI_INSTALLED") and package.is_relative_to(ROOT / "tei"):
        raise pytest.UsageError(f"the tests are to run against the installed package, not against {package}")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed texts."""
    return ROOT / "seeds"
