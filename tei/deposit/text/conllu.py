"""Documents as CoNLL-U (Universal Dependencies, version 2): tokens without analysis, names as CorefUD has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from tei.deposit.text.pieces import Piece
from tei.deposit.text.tokens import Language, Token, sentences

COLUMNS = 10
ENTITY = "eid-etype"
"""What stands in the brackets of an entity: which it is, and of which kind (CorefUD 1.0, `global.Entity`)."""

_ESCAPED = {" ": r"\s", "\\": r"\\", "|": r"\p"}
_RESERVED = "%-()[]|=,"
_SPACE = re.compile(r"\s+")


def conllu(id: str, pieces: Sequence[Piece], language: str = "") -> Iterator[str]:
    """The lines of a document of this id, without their ends: a paragraph for each of its pieces.

    `language` is that of pieces which do not say theirs. Fields that nobody has filled hold `_`; MISC has `SpaceAfter`,
    `SpacesBefore` and `SpacesAfter` for what is not a single blank, and `Entity` for names.
    """
    unknown = count(1)
    for number, piece in enumerate(pieces, 1):
        spans = [(span.start, span.end) for span in piece.spans]
        found = sentences(piece.text, Language.of(piece.language or language), spans)
        brackets = _brackets(piece, [token for tokens in found for token in tokens], unknown)
        own = f"{id}.{number}"
        for place, tokens in enumerate(found, 1):
            if place == number == 1:
                yield f"# newdoc id = {id}"
                yield f"# global.Entity = {ENTITY}"
            if place == 1:
                yield f"# newpar id = {own}"
                yield from _said(piece, id)
            yield f"# sent_id = {own}.{place}"
            yield f"# text = {' '.join(piece.text[tokens[0].start : tokens[-1].end].split())}"
            for index, token in enumerate(tokens, 1):
                first = place == index == 1
                misc = [*brackets.get(token, ()), *_spaces(piece.text, token, first=first)]
                form = piece.text[token.start : token.end]
                yield "\t".join((str(index), form, *("_" * (COLUMNS - 3)), "|".join(misc) or "_"))
            yield ""


def _said(piece: Piece, id: str) -> Iterator[str]:
    """What the comments say of a piece; attributes may have line feeds, which a comment cannot."""
    yield f"# element = {piece.element}"
    if piece.id:
        yield f"# xml_id = {' '.join(piece.id.split())}"
    if piece.apart:
        yield f"# apart = {' '.join(piece.number.split()) or 'yes'}"
        if piece.within:
            yield f"# apart_from = {id}.{piece.within}"


def _spaces(text: str, token: Token, *, first: bool) -> Iterator[str]:
    """What is to be said of the white space around a token; at the end of a piece nothing."""
    if first and token.start:
        yield f"SpacesBefore={_escaped(text[: token.start])}"
    after = _SPACE.match(text, token.end)
    blanks = after[0] if after else ""
    if not blanks and token.end < len(text):
        yield "SpaceAfter=No"
    elif blanks not in ("", " "):
        yield f"SpacesAfter={_escaped(blanks)}"


def _escaped(blanks: str) -> str:
    """White space as UDPipe writes it, any other than a blank by its number."""
    return "".join(_ESCAPED.get(each, f"\\u{ord(each):04x}") for each in blanks)


def _eid(id: str) -> str:
    return "".join(f"%{ord(each):02X}" if each in _RESERVED or each.isspace() else each for each in id)


def _brackets(piece: Piece, tokens: Sequence[Token], unknown: Iterator[int]) -> dict[Token, list[str]]:
    """What is opened and closed at the tokens of a piece, the outermost name first; of a name its first and its last.

    What points to no entry has a number for its own, which no id of XML is.
    """
    if not piece.spans:
        return {}
    first = {token.start: token for token in tokens}
    last = {token.end: token for token in tokens}
    opened: dict[Token, str] = {}
    closed: dict[Token, str] = {}
    for span in piece.spans:
        name = _eid(span.id) or str(next(unknown))
        begin, end = first[span.start], last[span.end]
        bracket = f"({name}-{span.kind}"
        opened[begin] = opened.get(begin, "") + (f"{bracket})" if begin == end else bracket)
        if begin != end:
            closed[end] = f"{name}){closed.get(end, '')}"
    return {
        token: [f"Entity={opened.get(token, '')}{closed.get(token, '')}"] for token in dict.fromkeys((*opened, *closed))
    }
