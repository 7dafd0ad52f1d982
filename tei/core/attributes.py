"""One start tag that is not as XML wants it, read as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tei.core.diagnostic import Label
from tei.core.entities import Entities
from tei.core.findings import Findings, short
from tei.core.names import NC_NAME

NAME = f"{NC_NAME.pattern}(?::{NC_NAME.pattern})?"
"""A name with or without a prefix (Namespaces in XML 1.0, section 4)."""

_SPACE = " \t\r\n"
_ROOM = re.compile(r"\s*")
_EMPTY = re.compile(r"/\s*>")
_ATTRIBUTE = re.compile(r"([^\s<>/=\"'“”„«»&]+)(\s*=\s*)?")
_WORD = re.compile(r"\w")
_SOUND = re.compile(NAME)
_NO_VALUE = re.compile(rf"$|[<>]|/\s*>|{NAME}\s*=")
_NO_MORE = re.compile(rf"\s*(?:/?>|(?<=\s){NAME}\s*=)")
_ENDS_IN_ATTRIBUTE = re.compile(rf"\s{NAME}\s*=\s*$")
_LEFT_OPEN = re.compile(rf"(?:[^<>\s\"']++|\s++(?!{NAME}\s*=|/?>))*+")
_QUOTED_WORDS = re.compile(r"\w[^<>\"'=]*([\"'])(?:[^<>\"'=]*\1)+(?=\s|/?>)")
_UNQUOTED = re.compile(r"[^\s<>\"']*[\"']?")
_TYPOGRAPHIC = re.compile(r"[“”„‟«»″]([^<>\"“”„‟«»″]*)[\"“”„‟«»″]|[‘’‚‛‹›′´`]([^<>'‘’‚‛‹›′´`=]*)['‘’‚‛‹›′´`]")


@dataclass
class Tag:
    """A start tag as it was understood: its attributes by name, each with the offset where it begins."""

    start: int
    name: str
    end: int = 0
    empty: bool = False
    attributes: dict[str, int] = field(default_factory=dict)


class TagReader:
    """Reads one start tag and tells what is wrong with it."""

    def __init__(self, findings: Findings, entities: Entities, start: int, name: re.Match[str]) -> None:
        self._findings = findings
        self._entities = entities
        self._text = findings.text
        self._tag = Tag(start, name.group())
        self._at = self._sound = name.end()
        self._sign_end = -1
        # Told only where the tag ends as a tag does: else it is about words that stand behind a missing ">".
        self._doubtful: list[Callable[[], None]] = []

    def read(self) -> Tag | None:
        """The tag, its end -1 if the file ends in it; or None where the "<" was meant as a sign in the text."""
        text, tag = self._text, self._tag
        while True:
            spaced = self._room() or self._at == self._sign_end
            here = text[self._at : self._at + 1]
            if not here:
                tag.end = -1
                return tag
            if here == ">":
                return self._closed(self._at + 1)
            if here == "<":
                return self._unended()
            if found := _EMPTY.match(text, self._at):
                if found.group() != "/>":
                    message = f"/ and > stand apart at the end of <{short(tag.name)}>"
                    self._tell_later(message, self._at, found.end(), "/>", "write />", safe=True)
                tag.empty = True
                return self._closed(found.end())
            if (found := _ATTRIBUTE.match(text, self._at)) and _WORD.search(found[1]):
                self._attribute(found, spaced)
            else:
                self._sign()

    def _room(self) -> bool:
        found = _ROOM.match(self._text, self._at)
        start, end = found.span() if found else (self._at, self._at)
        if strange := self._text[start:end].strip(_SPACE):
            message = f"U+{ord(strange[0]):04X} stands in a tag, where it is no white space"
            self._tell_later(message, start, end, " ", "write a simple space", safe=True)
        self._at = end
        return end > start

    def _sign(self) -> None:
        """A sign that no tag holds."""
        at = self._at
        sign = self._text[at]
        said = "a quote too many stands" if sign in "\"'“”„«»" else f"the sign {sign} cannot stand"
        spaced = self._text[at - 1].isspace() or self._text[at + 1 : at + 2].strip(_SPACE + "/>") == ""
        replacement = "" if spaced else " "
        self._tell_later(f"{said} in the tag <{short(self._tag.name)}>", at, at + 1, replacement, "delete it")
        self._at = self._sign_end = at + 1

    def _tell_later(
        self, message: str, start: int, end: int, replacement: str, help: str, *, safe: bool = False
    ) -> None:
        findings = self._findings

        def tell() -> None:
            fix = findings.fix(start, end, replacement, safe=safe)
            findings.tell(message, findings.label(start, end, "not allowed here"), help=help, fix=fix)
            findings.repair(start, end, replacement)

        self._doubtful.append(tell)

    def _settle(self) -> None:
        for tell in self._doubtful:
            tell()
        self._doubtful.clear()

    def _is_text(self) -> bool:
        """Whether words follow the name as in a text, and nothing ever ends an element of this name."""
        return bool(self._doubtful) and not self._tag.attributes and self._tag.name not in self._findings.ended

    def _closed(self, end: int) -> Tag | None:
        if not self._tag.empty and self._is_text():
            return None
        self._settle()
        self._tag.end = end
        return self._tag

    def _unended(self) -> Tag | None:
        """The next tag begins before this one ended."""
        findings, tag, at = self._findings, self._tag, self._sound
        if tag.end:
            return tag
        if self._is_text():
            return None
        here = findings.label(tag.start, at, "> is missing at its end")
        there = findings.label(self._at, self._at + 1, "the next tag begins")
        help = f"write <{short(self._text[tag.start + 1 : at])}>"
        findings.tell(f"the tag <{short(tag.name)} is not closed with >", here, there, help=help)
        findings.repair(at, at, ">")
        tag.end = at
        return tag

    def _attribute(self, found: re.Match[str], spaced: bool) -> None:
        findings, name, start = self._findings, found[1], found.start()
        self._at = found.end()
        if not _SOUND.fullmatch(name):
            self._misnamed(found)
        if found[2] is None or _NO_VALUE.match(self._text, self._at):
            if found[2]:
                self._at = found.end(1) + found[2].index("=") + 1
            if _SOUND.fullmatch(name):
                self._valueless(found)
            return
        self._settle()
        if not spaced:
            here = findings.label(start, found.end(1), "a space must stand before it")
            fix = findings.fix(start, start, " ")
            findings.tell(f"the space before {short(name)} is missing", here, help="write a space there", fix=fix)
            findings.repair(start, start, " ")
        self._value(short(name))
        if name in self._tag.attributes:
            self._repeated(name, start)
        self._tag.attributes.setdefault(name, start)
        self._sound = self._at

    def _misnamed(self, found: re.Match[str]) -> None:
        name = found[1]
        help = "a name has at most one colon, and something on both sides of it"
        if ":" not in name:
            help = "a name begins with a letter and holds letters, digits, hyphens, full stops"
        safe = re.sub(r"[^\w.-]", "_", name)
        room = "" if self._text[found.start() - 1].isspace() else " "
        safe = room + (safe if _SOUND.fullmatch(safe) else f"_{safe}") + ("" if found[2] else '=""')
        message = f"“{short(name)}” cannot be the name of an attribute"
        self._tell_later(message, found.start(), found.end(1), safe, help)

    def _valueless(self, found: re.Match[str]) -> None:
        findings, name, end = self._findings, short(found[1]), self._at if found[2] else found.end(1)

        def tell() -> None:
            here = findings.label(found.start(), found.end(1), "without a value")
            help = f'write {name}="…" with its value, or delete it'
            findings.tell(f"the attribute {name} has no value", here, help=help)
            findings.repair(end, end, '""' if found[2] else '=""')

        self._doubtful.append(tell)

    def _value(self, name: str) -> None:
        """Reads the value that begins here, behind the sign of equality."""
        findings, text, start = self._findings, self._text, self._at
        if text[start] in "\"'":
            self._quoted(name, text[start])
        elif found := _TYPOGRAPHIC.match(text, start):
            value = found[1] if found[1] is not None else found[2]
            here = findings.label(start, found.end(), "typographic quotes")
            message = f"the value of {name} stands in typographic quotes"
            self._requote(value, here, message, name, safe=self._is_all(found.end()))
        elif found := _UNQUOTED.match(text, start):
            value, end = found.group(), found.end()
            if value.endswith("/") and text[end : end + 1] == ">":
                value, end = value[:-1], end - 1
            bare = value.rstrip("\"'")
            here = findings.label(start, end, "without quotes" if bare == value else "a quote is missing before it")
            said = "has no quotes" if bare == value else "has no quote before it"
            self._requote(bare, here, f"the value of {name} {said}", safe=self._is_all(end))

    def _is_all(self, end: int) -> bool:
        """Whether a value that ends there is whole, and no words of it stand behind it."""
        return _NO_MORE.match(self._text, end) is not None

    def _quoted(self, name: str, quote: str) -> None:
        findings, text, start = self._findings, self._text, self._at
        end = text.find(quote, start + 1)
        value = text[start + 1 : end]
        if end < 0 or _runs_on(value, text[end + 1 : end + 2]):
            self._left_open(name, quote)
            return
        found = _QUOTED_WORDS.match(text, end + 1)
        if found and found[1] == quote:
            self._quotes_within(name, quote, end, found.end() - 1)
            end = found.end() - 1
            value = text[start + 1 : end]
        self._at = end + 1
        self._entities.check(findings, start, end)
        signs = [start + 1 + found.start() for found in re.finditer("<", value)]
        for at in signs:
            findings.repair(at, at + 1, "&lt;")
        if signs:
            at = signs[0]
            here = findings.label(at, at + 1, "not allowed in a value")
            # One behind which a name stands may begin a tag, in a value that lacks its end.
            safe = not any(self._text[each + 1 : each + 2].strip("/ \t\r\n=0123456789") for each in signs)
            fix = findings.fix(at, at + 1, "&lt;", safe=safe)
            findings.tell(f"a < stands in the value of {name}", here, help="write &lt;", fix=fix)

    def _quotes_within(self, name: str, quote: str, start: int, end: int) -> None:
        """Quotes in a value that stands in quotes of the same kind, the first at `start`, the last of all at `end`."""
        findings, text = self._findings, self._text
        entity, other = ("&quot;", "'") if quote == '"' else ("&apos;", '"')
        here = findings.label(start, start + 1, "ends the value")
        fix = findings.fix(start, end, text[start:end].replace(quote, entity), safe=False)
        help = f"write {entity} for each of them, or put the whole value between {other} and {other}"
        findings.tell(f"quotes {quote} stand within the value of {name}", here, help=help, fix=fix)
        for at in (start + each.start() for each in re.finditer(quote, text[start:end])):
            findings.repair(at, at + 1, entity)

    def _left_open(self, name: str, quote: str) -> None:
        findings, text, start = self._findings, self._text, self._at
        found = _LEFT_OPEN.match(text, start + 1)
        end = found.end() if found else start + 1
        if text[end - 1 : end + 1] == "/>" and end > start + 1:
            end -= 1
        value = text[start + 1 : end]
        other = text[end : end + 1] if text[end : end + 1] in ("'", '"') else ""
        bare = value.rstrip("”“„’‘»«")
        if other or bare != value:
            here = findings.label(start, end + len(other), "its quotes are not the same")
            self._requote(bare, here, f"the value of {name} begins and ends with different quotes")
            return
        self._at = end
        if end == len(text):
            return
        self._entities.check(findings, start, end)
        here = findings.label(start, end, "no quote at its end")
        help = f"write {quote}{short(value)}{quote}"
        findings.tell(f"the quote at the end of the value of {name} is missing", here, help=help)
        # One slip only: where the tag lacks its end too, both are put in.
        findings.repair(end, end, quote + (">" if text[end : end + 1] == "<" else ""))
        if text[end : end + 1] == "<":
            self._tag.end = end

    def _requote(self, value: str, here: Label, message: str, name: str = "", *, safe: bool = False) -> None:
        """Tells that the quotes of a value are not those of XML, and goes on behind it; a `name` is shown with it."""
        findings, start, end = self._findings, here.span.start, here.span.end
        written = re.sub(r"&(?!#?\w+;)", "&amp;", value).replace('"', "&quot;")
        fix = findings.fix(start, end, f'"{written}"', safe=safe)
        shown = f'"{short(written)}"'
        help = f"write it in straight quotation marks: {name}={shown}" if name else f"write {shown}"
        findings.tell(message, here, help=help, fix=fix)
        findings.repair(start, end, f'"{written}"')
        self._at = end

    def _repeated(self, name: str, start: int) -> None:
        findings, first = self._findings, self._tag.attributes[name]
        here = findings.label(start, start + len(name), "again")
        there = findings.label(first, first + len(name), "the first")
        length = self._at - start
        same = self._text[start : self._at] == self._text[first : first + length]
        fix = findings.fix(start, self._at, "") if same else None
        message = f"<{short(self._tag.name)}> has the attribute {short(name)} twice"
        findings.tell(message, here, there, help="delete one of the two", fix=fix)
        findings.repair(start, self._at, "")


def _runs_on(value: str, after: str) -> bool:
    """Whether what was taken for a value goes on behind its true end, up to the quote of another one."""
    if "<" not in value and ">" not in value:
        return bool(_ENDS_IN_ATTRIBUTE.search(value))
    first = value.find(">")
    if 0 <= first < value.rfind("<") and first < (value + "<").find("<"):
        return True
    return bool(after.strip(_SPACE + "/>?")) or value.rstrip().endswith("=")
