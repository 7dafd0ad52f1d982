"""A citation as an item of CSL-JSON (schema csl-data of the Citation Style Language 1.0.2)."""

from __future__ import annotations

from typing import Any

from tei.render.agents import Agent
from tei.render.cite.cited import Cited, plain


def csl(cited: Cited) -> dict[str, Any]:
    """The item: what is not known is left out. A part of a published volume has the year of this as `issued`."""
    whole, metadata = cited.whole, cited.metadata
    span = [list(date) for date in (cited.date, cited.until) if date]
    dated = {"date-parts": span} if cited.date else ({"literal": cited.day} if cited.day else None)
    published = {"date-parts": [[int(whole.year)]]} if whole.year else None
    printed = cited.type in ("chapter", "book")
    item: dict[str, Any] = {
        "id": cited.key,
        "type": cited.type,
        "title": cited.title,
        "author": [_name(each) for each in cited.authors],
        "recipient": [_name(each) for each in cited.recipients],
        "editor": [_name(each) for each in whole.editors],
        "container-title": cited.edition,
        "collection-title": plain(whole.series) if printed else "",
        "volume": cited.volume,
        "number": plain(metadata.number) if cited.number else "",
        "genre": cited.genre,
        "issued": published if printed else dated,
        "original-date": dated if printed and cited.type != "book" else None,
        "event-place": plain(metadata.place),
        "publisher": plain(whole.publisher),
        "publisher-place": plain(whole.place),
        "page": cited.pages,
        "ISBN": plain(cited.isbn),
        "DOI": plain(cited.doi),
        "URL": cited.url,
        "language": metadata.language,
        "keyword": ", ".join(map(plain, metadata.keywords)),
    }
    return {name: value for name, value in item.items() if value}


def _name(agent: Agent) -> dict[str, str]:
    if not agent.family:
        return {"literal": plain(agent.name)}
    parts = {"family": plain(agent.family), "given": plain(agent.given), "suffix": plain(agent.suffix)}
    return {name: value for name, value in parts.items() if value}
