"""The laws of fixing: a document stays well-formed, and safe fixes leave its text as it is, character for character."""

from __future__ import annotations

import re
from xml.parsers import expat

from tei.core.source import Source
from tei.core.wellformed import examine
from tei.validate.written import Written


def broken(before: Written, after: Written, *, unsafe: bool) -> str:
    """What the fixes of a document would do that they must not, as the end of a sentence; "" if there is nothing.

    The text of one that is not well-formed is that which it has when it is mended; if it cannot be, it is not compared.
    """
    old, new = _text(before.read), _text(after.read)
    if old is not None and new is None:
        return "make it not well-formed"
    if unsafe:
        return ""
    old = _mended(before) if old is None else old
    new = _mended(after) if new is None else new
    return "change its text" if old is not None and new is not None and old != new else ""


def _mended(written: Written) -> str | None:
    _, mended = examine(Source(written.name, written.read))
    return _text(mended.source.text)


def _text(document: str) -> str | None:
    """All character data of a document in its order, white space made single; None if it is not well-formed.

    Its own entities are replaced. What is taken away with its line takes white space with it, but never all of it.
    """
    parser = expat.ParserCreate("utf-8", "}")
    found: list[str] = []
    parser.buffer_text = True
    parser.CharacterDataHandler = found.append
    # What is in other files is not read: neither do these change.
    parser.SkippedEntityHandler = lambda name, is_parameter: found.append(f"&{name};")
    try:
        parser.Parse(document.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError:
        return None
    return re.sub("[ \t\r\n]+", " ", "".join(found))
