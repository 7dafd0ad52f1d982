"""Which kind of document a heading tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping

GENRES: Mapping[str, str] = {
    "editorial note": "editorial note",
    "telegram": "telegram",
    "airgram": "airgram",
    "despatch": "despatch",
    "dispatch": "despatch",
    "instruction": "instruction",
    "letter": "letter",
    "message": "message",
    "postcard": "letter",
    "lettre": "letter",
    "brief an": "letter",
    "brief von": "letter",
    "memorandum of conversation": "memorandum of conversation",
    "memorandum of a conversation": "memorandum of conversation",
    "memorandum of telephone conversation": "memorandum of conversation",
    "memorandum of a telephone conversation": "memorandum of conversation",
    "memorandum of discussion": "memorandum of conversation",
    "memorandum": "memorandum",
    "aide-mémoire": "aide-mémoire",
    "intelligence estimate": "intelligence estimate",
    "national security council report": "report",
    "minutes": "minutes",
    "record": "minutes",
    "summary": "minutes",
    "notes": "minutes",
    "transcript": "transcript",
    "note verbale": "note",
    "note": "note",
    "report": "report",
    "paper": "paper",
    "study": "paper",
    "address": "address",
    "remarks": "address",
    "statement": "statement",
    "communiqué": "statement",
    "declaration": "statement",
    "press release": "statement",
    "directive": "directive",
    "executive order": "directive",
    "agreement": "treaty",
    "treaty": "treaty",
    "protocol": "treaty",
    "diary": "diary",
    "petition": "petition",
    "resolution": "resolution",
}
"""What a heading may call a document, and the kind under which readers look for it."""

CORRESPONDENCE = frozenset({"telegram", "airgram", "despatch", "instruction", "letter", "message", "note"})
"""The kinds that one person sends to another."""

_CALLED = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, GENRES), key=len, reverse=True))})\b", re.IGNORECASE)


def genre(subtype: str, heading: str, source: str = "") -> str:
    """The kind of a document: by the subtype of its div, else by what its heading, or the note on its source, calls it.

    What is named first counts ("Letter Enclosing a Report" is a letter); "" where none of GENRES is named.
    """
    given = GENRES.get(subtype.replace("-", " ").casefold())
    if given:
        return given
    found = _CALLED.search(heading) or _CALLED.search(source)
    return GENRES[found[0].casefold()] if found else ""
