"""The list of a site's pages for search engines, as sitemaps.org has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote, urljoin

from tei.core.edition import NS, Edition
from tei.encode.write import Writer
from tei.render.whole import revised

SITEMAP = "sitemap.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(url: str, names: Iterable[str], editions: Sequence[Edition]) -> str:
    """The sitemap of the pages of these names in the folder at an address, with the day of the last change if known."""
    headers = (edition.tree.getroot().find(".//tei:teiHeader", NS) for edition in editions)
    changed = max((revised(header) for header in headers if header is not None), default="")
    addresses = (urljoin(url, quote("" if name == "index.html" else name)) for name in names)
    return _listed("urlset", "url", addresses, changed)


def sitemaps(url: str, folders: Iterable[str]) -> str:
    """The list of the sitemaps of several folders at an address."""
    return _listed("sitemapindex", "sitemap", (urljoin(url, f"{quote(name)}/{SITEMAP}") for name in folders), "")


def _listed(name: str, each: str, addresses: Iterable[str], changed: str) -> str:
    writer = Writer()
    writer.start(name, {"xmlns": _NAMESPACE})
    for address in addresses:
        writer.start(each)
        writer.leaf("loc", address)
        if changed:
            writer.leaf("lastmod", changed)
        writer.end()
    writer.end()
    return writer.close()
