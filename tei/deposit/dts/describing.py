"""What is told of collections, resources and citable units, as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tei.deposit.dts.index import Index, Kind, Unit, Value
from tei.deposit.record import Record
from tei.deposit.vocabulary import sound_tag
from tei.render.agents import Agent

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
UNDETERMINED = "und"
"""The language of words whose language nobody says, or by what is no tag (BCP 47)."""

Json = dict[str, Any]


def metadata(record: Record) -> Json:
    """A record in Dublin Core terms: words with their language, names and addresses as they are."""
    language = record.language
    found: Json = {
        "title": [_worded(each.text, each.language or language) for each in record.titles],
        "creator": _named(record.creators),
        "contributor": _named(each.agent for each in record.contributors),
        "publisher": [record.publisher] if record.publisher else [],
        "created": [record.date("Created")] if record.date("Created") else [],
        "issued": [record.issued] if record.issued else [],
        "language": list(record.languages),
        "license": [each.address or each.name for each in record.licences],
        "identifier": [each.value for each in record.identifiers],
        "subject": [_worded(each.term, language) for each in record.subjects],
        "spatial": [_worded(each.name, language) for each in record.places],
        "description": [_worded(each.text, each.language or language) for each in record.descriptions],
        "isPartOf": [_worded(each.title, language) for each in record.relatives("IsPartOf") if each.title],
        "source": [_worded(each.title, language) for each in record.relatives("IsDerivedFrom") if each.title],
    }
    return {name: values for name, values in found.items() if values}


def _named(agents: Iterable[Agent]) -> list[str]:
    """The names of persons and organisations, each with its addresses behind it."""
    return list(dict.fromkeys(text for each in agents for text in (each.spoken, *each.identifiers)))


def trees(index: Index) -> list[Json]:
    """The citation trees of a resource, the default first and without an identifier."""
    return [
        {
            **({"identifier": tree.name} if tree.name else {}),
            "@type": "CitationTree",
            "citeStructure": _structures(tree.kinds),
            **({"description": tree.description} if tree.description else {}),
        }
        for tree in index.trees
    ]


def _structures(kinds: Iterable[Kind]) -> list[Json]:
    return [
        {
            "@type": "CiteStructure",
            "citeType": kind.unit,
            **({"citeStructure": _structures(kind.inner)} if kind.inner else {}),
        }
        for kind in kinds
    ]


def unit_of(unit: Unit, language: str) -> Json:
    """A citable unit; `language` is that of its text where it does not say its own."""
    found: Json = {
        "identifier": unit.identifier,
        "@type": "CitableUnit",
        "level": unit.level,
        "parent": unit.parent or None,
        "citeType": unit.cite_type,
    }
    for value in unit.values:
        if ":" in value.property:
            # Addresses need no context to be understood, but extensions must have one.
            place = found.setdefault("extensions", {"@context": {}})
        else:
            place = found.setdefault("dublinCore", {})
        place.setdefault(value.property, []).append(_said(value, language))
    return found


def _said(value: Value, language: str) -> Json | str:
    if value.text.startswith(("https://", "http://")):
        return value.text
    return _worded(value.text, value.language or language)


def _worded(text: str, language: str) -> Json:
    return {"lang": sound_tag(language) or UNDETERMINED, "value": text}
