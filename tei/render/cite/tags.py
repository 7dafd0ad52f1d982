"""What a page says of itself in `meta`: for search engines, reference managers and previews of links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tei.render.cite.cited import Cited, plain


class Tag(NamedTuple):
    """One `meta`: the attribute that names it ("name" or "property"), the name, and the content."""

    attribute: str
    name: str
    content: str


def tags(cited: Cited) -> tuple[Tag, ...]:
    """Highwire's tags (as Google Scholar and Zotero read them), Dublin Core (DCMI), and Open Graph."""
    found = [
        *(Tag("name", f"citation_{name}", value) for name, value in _highwire(cited)),
        *(Tag("name", f"DC.{name}", value) for name, value in _dublin_core(cited)),
        *(Tag("property", f"og:{name}", value) for name, value in _open_graph(cited)),
    ]
    return tuple(tag for tag in found if tag.content)


def _highwire(cited: Cited) -> Iterator[tuple[str, str]]:
    whole, metadata = cited.whole, cited.metadata
    yield "title", cited.title
    yield from (("author", plain(each.spoken)) for each in cited.authors)
    yield from (("editor", plain(each.spoken)) for each in whole.editors)
    yield "publication_date", whole.year
    yield "date", "/".join(f"{part:02}" for part in cited.date) or whole.year
    yield (
        "book_title" if cited.type == "book" else "inbook_title",
        cited.title if cited.type == "book" else cited.edition,
    )
    yield "series_title", plain(whole.series)
    yield "volume", cited.volume
    yield "publisher", plain(whole.publisher)
    yield "isbn", plain(cited.isbn)
    yield "doi", plain(cited.doi)
    yield "firstpage", plain(metadata.first_page)
    yield "lastpage", plain(metadata.last_page)
    yield "language", plain(metadata.language)
    yield "keywords", "; ".join(map(plain, metadata.keywords))
    yield "public_url", cited.url


def _dublin_core(cited: Cited) -> Iterator[tuple[str, str]]:
    whole, metadata = cited.whole, cited.metadata
    yield "title", plain(metadata.title)
    yield from (("creator", plain(each.spoken)) for each in cited.authors)
    yield from (("contributor", plain(each.spoken)) for each in whole.editors)
    yield "date", plain(metadata.date)
    yield "type", cited.genre or "Text"
    yield "identifier", cited.url or plain(metadata.id)
    yield "isPartOf", cited.edition
    yield "publisher", plain(whole.publisher)
    yield "language", plain(metadata.language)
    yield from (("subject", plain(each)) for each in metadata.keywords)
    yield "rights", cited.licence


def _open_graph(cited: Cited) -> Iterator[tuple[str, str]]:
    yield "title", plain(cited.metadata.title)
    yield "type", "book" if cited.type == "book" else "article"
    yield "description", cited.description
    yield "site_name", cited.edition
    yield "url", cited.url
