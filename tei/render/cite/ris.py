"""A citation in the format of Research Information Systems (RIS)."""

from __future__ import annotations

from collections.abc import Iterator

from tei.render.agents import Agent
from tei.render.cite.cited import Cited, plain

_TYPES = {"book": "BOOK", "chapter": "CHAP", "personal_communication": "PCOMM", "document": "GEN"}


def ris(cited: Cited) -> str:
    """The record: a line a field."""
    return "".join(f"{tag}  - {value}\n" for tag, value in _fields(cited) if value or tag == "ER")


def _fields(cited: Cited) -> Iterator[tuple[str, str]]:
    whole, metadata = cited.whole, cited.metadata
    printed = cited.type in ("chapter", "book")
    yield "TY", _TYPES[cited.type]
    yield "ID", cited.key
    yield "TI", cited.title
    yield from (("AU", _name(each)) for each in cited.authors)
    if cited.type == "personal_communication":
        yield from (("A2", _name(each)) for each in cited.recipients)
    else:
        yield from (("ED", _name(each)) for each in whole.editors)
    yield "T2", cited.edition
    yield "T3", plain(whole.series) if printed else ""
    yield "VL", cited.volume
    yield "M1", plain(metadata.number) if cited.number else ""
    yield "M3", cited.genre
    yield "PY", whole.year if printed else (f"{cited.date[0]:04}" if cited.date else "")
    yield "DA", "/".join(f"{part:02}" for part in cited.date) + "/" * (3 - len(cited.date)) if cited.date else ""
    yield "CY", plain(whole.place)
    yield "PB", plain(whole.publisher)
    yield "SP", plain(metadata.first_page)
    yield "EP", plain(metadata.last_page)
    yield "SN", plain(cited.isbn)
    yield "DO", plain(cited.doi)
    yield "UR", cited.url
    yield "LA", plain(metadata.language)
    yield from (("KW", plain(each)) for each in metadata.keywords)
    yield from (("N1", each) for each in (", ".join(cited.circumstances),) if printed)
    yield "ER", ""


def _name(agent: Agent) -> str:
    """The name with the family's first; in one that is not told apart a comma would part it."""
    return plain(agent.filed if agent.family else agent.name.replace(",", " "))
