"""Licences by their addresses."""

from __future__ import annotations

import pytest

from tei.deposit.licences import spdx

ADDRESSES = (
    ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
    ("http://creativecommons.org/licenses/by-nc/3.0/deed.de", "CC-BY-NC-3.0"),
    ("https://creativecommons.org/licenses/by-sa/3.0/de/", "CC-BY-SA-3.0-DE"),
    ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
    ("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
    ("https://spdx.org/licenses/MIT.html", "MIT"),
    ("https://www.gnu.org/licenses/gpl-3.0.html", "GPL-3.0-only"),
    ("https://example.org/terms", ""),
    ("", ""),
)


@pytest.mark.parametrize(("address", "name"), ADDRESSES)
def test_an_address_has_a_name(address: str, name: str) -> None:
    assert spdx(address) == name
