"""What a page says of itself as linked data: schema.org in JSON-LD 1.1."""

from __future__ import annotations

import json
from typing import Any

from tei.render.agents import Agent
from tei.render.cite.cited import Cited, plain
from tei.render.genre import CORRESPONDENCE

_TYPES = {"report": "Report", "intelligence estimate": "Report", "treaty": "Legislation"}
# What could end the script, or a line of it, is written by its number: JSON allows that for any character.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def linked(cited: Cited) -> str:
    """The JSON-LD of a page, fit to stand in a `script` element of HTML as it is."""
    return json.dumps(_pruned(_work(cited)), ensure_ascii=False).translate(_UNSAFE)


def _work(cited: Cited) -> dict[str, Any]:
    metadata, whole = cited.metadata, cited.whole
    if cited.type == "book":
        return {"@context": "https://schema.org", **_volume(cited, cited.title), "inLanguage": metadata.language}
    if metadata.genre in CORRESPONDENCE:
        type = "Message"
    else:
        type = "Chapter" if metadata.scope == "section" else _TYPES.get(metadata.genre, "ArchiveComponent")
    return {
        "@context": "https://schema.org",
        "@type": type,
        "@id": cited.url,
        "url": cited.url,
        "identifier": plain(metadata.id),
        "name": plain(metadata.title),
        "genre": metadata.genre,
        "position": plain(metadata.number),
        "author": [_agent(each) for each in cited.authors],
        "sender": [_agent(each) for each in metadata.senders] if type == "Message" else [],
        "recipient": [_agent(each) for each in cited.recipients],
        "dateCreated": plain(metadata.date),
        "locationCreated": {"@type": "Place", "name": plain(metadata.place)} if metadata.place else None,
        "inLanguage": plain(metadata.language),
        "keywords": [plain(each) for each in metadata.keywords],
        "pagination": cited.pages,
        "license": whole.licence_address,
        "mentions": [_agent(each) for each in metadata.mentioned],
        "isPartOf": _volume(cited, cited.edition) if cited.edition else None,
    }


def _volume(cited: Cited, title: str) -> dict[str, Any]:
    whole = cited.whole
    published = bool(whole.publisher or whole.year)
    return {
        "@type": (["Book", "PublicationVolume"] if cited.volume else ["Book"]) if published else "Collection",
        "name": title,
        "url": cited.url if cited.type == "book" else cited.url.rpartition("/")[0] + "/" if cited.url else "",
        "volumeNumber": cited.volume if published else "",
        "author": [_agent(each) for each in whole.authors],
        "editor": [_agent(each) for each in whole.editors],
        "publisher": {"@type": "Organization", "name": plain(whole.publisher)} if whole.publisher else None,
        "datePublished": whole.year,
        "isbn": plain(cited.isbn) if published else "",
        "license": whole.licence_address,
        "isPartOf": {"@type": "BookSeries", "name": plain(whole.series)} if whole.series and published else None,
    }


def _agent(agent: Agent) -> dict[str, Any]:
    return {
        "@type": "Organization" if agent.organisation else "Person",
        "name": plain(agent.spoken),
        "familyName": plain(agent.family),
        "givenName": plain(agent.given),
        "sameAs": list(agent.identifiers),
    }


def _pruned(value: Any) -> Any:
    """What is known: without what is empty, and the one thing for a list of one."""
    if isinstance(value, dict):
        return {name: kept for name, each in value.items() if (kept := _pruned(each))}
    if isinstance(value, list):
        kept = [_pruned(each) for each in value]
        return kept[0] if len(kept) == 1 else kept
    return value
