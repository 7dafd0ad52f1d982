"""Licences by their addresses in the web."""

from __future__ import annotations

import re

_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/(?P<terms>[a-z-]+)/(?P<version>\d\.\d)(?:/(?!legalcode|deed)"
    r"(?P<port>[a-z]{2,3}))?|(?P<domain>publicdomain/(?:zero|mark)/1\.0))(?:/.*)?"
)
_SPDX = re.compile(r"https?://(?:www\.)?spdx\.org/licenses/([\w.+-]+?)(?:\.html)?")
_KNOWN = {
    "opendatacommons.org/licenses/by/1-0": "ODC-By-1.0",
    "opendatacommons.org/licenses/odbl/1-0": "ODbL-1.0",
    "opendatacommons.org/licenses/pddl/1-0": "PDDL-1.0",
    "opensource.org/licenses/mit": "MIT",
    "opensource.org/license/mit": "MIT",
    "www.apache.org/licenses/license-2.0": "Apache-2.0",
    "www.etalab.gouv.fr/licence-ouverte-open-licence": "etalab-2.0",
    "www.gnu.org/licenses/gpl-3.0": "GPL-3.0-only",
}


def spdx(address: str) -> str:
    """The identifier in the SPDX licence list of the licence at an address; "" for one that is not known."""
    found = _CREATIVE_COMMONS.fullmatch(address.strip().lower())
    if found and found["domain"]:
        return "CC0-1.0" if "zero" in found["domain"] else "CC-PDM-1.0"
    if found:
        port = f"-{found['port'].upper()}" if found["port"] else ""
        return f"CC-{found['terms'].upper()}-{found['version']}{port}"
    if named := _SPDX.fullmatch(address.strip()):
        return named[1]
    plain = address.strip().lower().partition("://")[2].rstrip("/").removesuffix(".html").removesuffix(".txt")
    return _KNOWN.get(plain, "")
