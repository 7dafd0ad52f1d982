"""Saxon, kept from the network and from entities that lie in other files."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

FEATURE = "http://saxon.sf.net/feature/"
"""How the names of Saxon's settings begin."""

_EXTERNAL = (
    "http://apache.org/xml/features/nonvalidating/load-external-dtd",
    "http://xml.org/sax/features/external-general-entities",
    "http://xml.org/sax/features/external-parameter-entities",
)
"""What a parser of XML would read besides a document."""


def processor(protocols: str, catalog: str = "") -> Any:
    """A processor of Saxon that asks for addresses of these protocols only, listed with commas.

    `catalog` is the path of a file that says where what is asked for lies. Raises ImportError where Saxon is not
    installed.
    """
    from saxonche import PySaxonProcessor

    saxon = PySaxonProcessor(license=False)
    if catalog:
        saxon.set_catalog(catalog)
    saxon.set_configuration_property(f"{FEATURE}allowedProtocols", protocols)
    # A parser that is used again forgets what protocols are allowed; and all processors of a process share their
    # parsers, so that what is set here must be the same for all of them.
    for feature in _EXTERNAL:
        saxon.set_configuration_property(f"{FEATURE}parserFeature?uri={quote(feature, safe='')}", "false")
    return saxon
