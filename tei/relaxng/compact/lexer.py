"""The tokens of the compact syntax, each with its place in the source (OASIS 2002, appendix A.2)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from tei.core.diagnostic import Label, Refused, refusal
from tei.core.source import FORBIDDEN, Source, Span

KEYWORDS = frozenset(
    (
        "attribute default datatypes div element empty external grammar include inherit list mixed namespace "
        "notAllowed parent start string text token"
    ).split()
)
"""The names that a `\\` must precede where they are to be the names of patterns."""

Kind = Literal["name", "keyword", "cname", "nsname", "literal", "documentation", "sign", "end"]

_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NCNAME = rf"[{_START}][{_START}\-.0-9\xb7\u0300-\u036f\u203f\u2040]*"
"""A name without colon (Namespaces in XML 1.0, production 4), as a regular expression."""

BREAK = "\0"
"""Stands for a line break that was typed, other than one written \\x{A}; no source can hold it."""

_INPUT = re.compile(r"\\x+\{([0-9A-Fa-f]*)(\}?)|\r\n?|\n|\0")
_TOKEN = re.compile(
    rf"""(?P<documentation>\#\#[^\0\n]*(?:[\0\n][ \t]*\#\#[^\0\n]*)*)
    |(?P<comment>\#[^\0\n]*)
    |(?P<blank>[\0\n\t ]+)
    |\"\"\"(?P<long>(?:\"?\"?[^\"])*)\"\"\"|'''(?P<tall>(?:'?'?[^'])*)'''
    |\"(?P<short>[^\"\0]*)\"|'(?P<plain>[^'\0]*)'
    |(?P<nsname>{NCNAME}:\*)
    |(?P<cname>{NCNAME}:{NCNAME})
    |(?P<name>\\?{NCNAME})
    |(?P<sign>>>|\|=|&=|[=,|&*+?{{}}()\[\]~-])""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Token:
    """A terminal of the grammar: its kind, its value, its place, and the comments before it."""

    kind: Kind
    value: str
    span: Span
    comments: list[tuple[int, str]] = field(default_factory=list)
    """The offset and the text of each; lines that follow one another make one comment."""

    def __str__(self) -> str:
        if self.kind == "end":
            return "the end of the schema"
        if self.kind == "literal":
            return "a literal in quotes"
        return "documentation (##)" if self.kind == "documentation" else f"`{self.value}`"


def tokens(source: Source) -> list[Token]:
    """All tokens of a schema, the last of kind "end".

    Raises Refused (P302) for an escape that names no character, a literal that is not closed and characters that
    stand for nothing.
    """
    text, place = _interpreted(source)
    found: list[Token] = []
    comments: list[tuple[int, str]] = []
    at = int(text.startswith("\ufeff"))
    last_comment = -1
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise _strange(source, place(at), text[at])
        kind, value, at = match.lastgroup, match[match.lastgroup or 0], match.end()
        if kind == "blank":
            if value.count(BREAK) + value.count("\n") > 1:
                last_comment = -1
        elif kind == "comment":
            value = value[1:].removeprefix(" ").rstrip()
            if last_comment == len(found) and comments:
                start, before = comments[-1]
                comments[-1] = (start, f"{before}\n{value}")
            else:
                comments.append((place(match.start()), value))
            last_comment = len(found)
        else:
            span = Span(place(match.start()), place(at))
            found.append(_token(kind or "", value, span, comments))
            comments = []
    end = len(source.text)
    found.append(Token("end", "", Span(end, end), comments))
    return found


def _token(kind: str, value: str, span: Span, comments: list[tuple[int, str]]) -> Token:
    if kind in ("long", "tall", "short", "plain"):
        return Token("literal", value.replace(BREAK, "\n"), span, comments)
    if kind == "documentation":
        lines = (re.sub(r"^[ \t]*#+ ?", "", line) for line in re.split("[\0\n]", value))
        return Token("documentation", "\n".join(lines), span, comments)
    if kind == "nsname":
        return Token("nsname", value, span, comments)
    if kind == "cname":
        return Token("cname", value, span, comments)
    if kind == "sign":
        return Token("sign", value, span, comments)
    return Token("keyword" if value in KEYWORDS else "name", value.removeprefix("\\"), span, comments)


class _Places:
    """The way back from the offsets in a text whose escapes are replaced to those in its source."""

    def __init__(self) -> None:
        self.at = [0]
        self.by = [0]

    def add(self, at: int, by: int) -> None:
        """From offset `at` on, the source is `by` characters ahead."""
        self.at.append(at)
        self.by.append(by)

    def __call__(self, offset: int) -> int:
        return offset + self.by[bisect_right(self.at, offset) - 1]


def _interpreted(source: Source) -> tuple[str, _Places]:
    """The text with its line breaks marked and its escapes replaced."""
    places = _Places()
    ahead = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal ahead
        character = _character(source, match) if match[0][0] == "\\" else BREAK
        if match[0] == "\0":
            raise _strange(source, match.start(), "\0")
        if len(match[0]) > 1:
            start = match.start() - ahead
            ahead += len(match[0]) - 1
            places.add(start + 1, ahead)
        return character

    return _INPUT.sub(replaced, source.text), places


def _character(source: Source, match: re.Match[str]) -> str:
    label = Label(source, Span(match.start(), match.end()), "names no character")
    help = "write the number of the character in hexadecimal digits, such as \\x{E9} for é"
    if not match[1] or not match[2]:
        raise refusal("P302", f"the escape `{match[0]}` is not complete", help, label)
    number = int(match[1], 16)
    if number > 0x10FFFF or FORBIDDEN.match(chr(number)):
        raise refusal("P302", f"the escape `{match[0]}` names no character that XML allows", help, label)
    return chr(number)


def _strange(source: Source, at: int, character: str) -> Refused:
    label = Label(source, Span(at, at + 1), "not understood from here")
    if character in "\"'":
        help = "close it on the same line, or use three quotation marks at both ends for several lines"
        return refusal("P302", "a literal is opened and not closed", help, label)
    shown = f"`{character}`" if character.isprintable() and not character.isspace() else f"U+{ord(character):04X}"
    help = "names begin with a letter or an underscore; all other text stands in quotation marks or after #"
    return refusal("P302", f"{shown} has no meaning in the compact syntax", help, label)
