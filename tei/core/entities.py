"""References to characters and entities: which are good, what a wrong one was meant to be, and how far they grow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tei.core.diagnostic import Diagnostic, Label, refusal
from tei.core.findings import CODE, Findings, short
from tei.core.names import NC_NAME
from tei.core.source import FORBIDDEN, Source, Span

PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))
"""The entities that need no declaration (XML 1.0, section 4.6)."""

_ALLOWED_GROWTH = 1_000_000
_ALLOWED_FACTOR = 5
_COST = 20
_DEEPEST = 20

_LITERAL = r"\"[^\"]*\"|'[^']*'"
_COMMENT = r"<!--[^-]*+(?:-[^-]++)*+-->"
_DECLARED = re.compile(
    rf"{_COMMENT}|<\?.*?\?>|<!ENTITY\s+(?P<name>{NC_NAME.pattern})\s+(?:(?P<value>{_LITERAL})|(?:SYSTEM|PUBLIC)\s)",
    re.S,
)
_REFERENCE = re.compile(rf"&({NC_NAME.pattern});")
DOCTYPE = re.compile(
    rf"""<!DOCTYPE\s+[^\s\[<>"']+(?:\s+(?:SYSTEM\s+|PUBLIC\s+(?:{_LITERAL})\s+)(?:{_LITERAL}))?\s*
    (?:\[(?P<subset>(?:[^\]"'<]++|{_COMMENT}|<\?.*?\?>|<(?!\?|!--)|{_LITERAL})*+)\]\s*)?>""",
    re.DOTALL | re.VERBOSE,
)
"""A document type declaration with its internal subset (XML 1.0, section 2.8)."""

_AT = re.compile(rf"&(?:\#(?P<number>x[0-9a-fA-F]+|[0-9]+)(?P<numbered>;)?|(?P<name>{NC_NAME.pattern})(?P<named>;)?)?")


@dataclass
class Entities:
    """The general entities that a document declares: the text of each, or None if it is in another file."""

    declared: dict[str, str | None] = field(default_factory=dict)
    external: bool = False

    def read(self, doctype: re.Match[str]) -> None:
        """Takes in the declarations of a document type declaration."""
        self.external = "%" in (doctype["subset"] or "") or doctype.group().count("[") == 0
        for found in _DECLARED.finditer(doctype["subset"] or ""):
            if found["name"]:
                # The first declaration is the one that counts (XML 1.0, section 4.2).
                self.declared.setdefault(found["name"], found["value"][1:-1] if found["value"] else None)

    def check(self, findings: Findings, start: int, end: int) -> None:
        """Tells every reference between two offsets that is none."""
        at = findings.text.find("&", start, end)
        while at >= 0:
            at = findings.text.find("&", self.at(findings, at), end)

    def at(self, findings: Findings, at: int) -> int:
        """Tells what is wrong with the reference at an offset, if anything is; returns the offset behind it."""
        found = _AT.match(findings.text, at)
        if found is None:
            return at + 1
        if found["number"]:
            _number(findings, found)
        elif not found["name"] or (not found["named"] and not self._known(found["name"])):
            help = "write &amp; for the character &"
            fix = findings.fix(at, at + 1, "&amp;")
            findings.tell("a bare & stands in the text", findings.label(at, at + 1, "not allowed"), help=help, fix=fix)
            findings.repair(at, at + 1, "&amp;")
            return at + 1
        elif not found["named"]:
            _unended(findings, found, self._replacement(found["name"]))
        elif found["name"] not in PREDEFINED and self.declared.get(found["name"]) is None:
            self._undefined(findings, found)
        return found.end()

    def _known(self, name: str) -> bool:
        return name in self.declared or name in PREDEFINED or (len(name) > 2 and bool(_character(name)))

    def _replacement(self, name: str) -> str:
        return f"&{name};" if name in self.declared or name in PREDEFINED else _written(_character(name))

    def _undefined(self, findings: Findings, found: re.Match[str]) -> None:
        name = found["name"]
        character = _character(name)
        written = _written(character) if name not in self.declared else ""
        findings.repair(found.start(), found.end(), written or f"&amp;{name};")
        fix = findings.fix(found.start(), found.end(), written) if written else None
        if findings.again(f"&{name};", fix):
            return
        label = findings.label(found.start(), found.end(), "XML does not know it")
        shown = short(name)
        if name in self.declared:
            help = "other files are not read: write here what it stands for"
            label = findings.label(found.start(), found.end(), "declared, but its text is in another file")
        elif written.startswith("&#"):
            help = f"write {written}; names such as &{shown}; are those of HTML"
        elif written:
            help = f"write {written}" + ("" if written.startswith("&") else f" or &#{ord(character[0])};")
            help += f"; names such as &{shown}; are those of HTML"
        elif near := _near(name, (*PREDEFINED, *self.declared)):
            help = f"did you mean &{near};?"
        elif self.external:
            help = "its declaration may be in a DTD, which is not read: write the characters that it stands for"
        else:
            help = f"write the character that it stands for, or &amp;{shown}; if & itself is meant"
        findings.tell(f"the entity &{shown}; is not defined", label, help=help, fix=fix)

    def bomb(self, source: Source) -> Diagnostic | None:
        """The finding that entities contain themselves or grow without measure, if they do.

        The measure is that of libxml2: a million characters, or five times the file where that is more.
        """
        called = {name: _REFERENCE.findall(value or "") for name, value in self.declared.items()}
        order = _innermost_first(called)
        if isinstance(order, str):
            loop = f"the entity &{short(order)}; contains itself"
            return self._refused(source, order, loop, "take the reference to itself out of its declaration")
        sizes: dict[str, int] = {}
        depths: dict[str, int] = {}
        for name in order:
            depths[name] = 1 + max((depths[n] for n in called[name] if n in depths), default=0)
            if depths[name] > _DEEPEST:
                message = f"entities hold others more than {_DEEPEST} levels deep"
                return self._refused(source, name, message, "write the text itself in place of some of them")
            sizes[name] = len(self.declared[name] or "") + _total(sizes, called[name])
        total = _total(sizes, _REFERENCE.findall(source.text, source.text.find("]")))
        if total <= max(_ALLOWED_GROWTH, _ALLOWED_FACTOR * len(source.text)):
            return None
        largest = max(sizes, key=sizes.__getitem__)
        message = f"the entities of the file would grow to {_millions(total)} characters"
        return self._refused(source, largest, message, "write the text itself in place of entities that hold others")

    def _refused(self, source: Source, name: str, message: str, help: str) -> Diagnostic:
        found = re.search(rf"<!ENTITY\s+{re.escape(name)}\s", source.text)
        start, end = found.span() if found else (0, 1)
        size = len(source.text[start:end].rstrip())
        label = Label(source, Span(start, start + size), "declared here")
        return Diagnostic(CODE, "error", message, (label,), help)


def refuse_bombs(source: Source) -> None:
    """Raises Refused (X101) if entities contain themselves or grow without measure, before a parser tries them."""
    if "<!ENTITY" not in source.text:
        return
    start = source.text.find("<!DOCTYPE")
    doctype = DOCTYPE.match(source.text, max(start, 0))
    if doctype:
        entities = Entities()
        entities.read(doctype)
        if found := entities.bomb(source):
            raise refusal(found.code, found.message, found.help, *found.labels)


def _innermost_first(called: dict[str, list[str]]) -> list[str] | str:
    """The entities, each after those it calls; or one that is in itself."""
    order: list[str] = []
    state: dict[str, int] = {}
    for first in called:
        way = [(first, iter(called[first]))] if first not in state else []
        state.setdefault(first, 1)
        while way:
            name, rest = way[-1]
            further = next((n for n in rest if n in called and state.get(n) != 2), None)
            if further is None:
                state[name] = 2
                order.append(name)
                way.pop()
            elif further in state:
                return further
            else:
                state[further] = 1
                way.append((further, iter(called[further])))
    return order


def _total(sizes: dict[str, int], names: Iterable[str]) -> int:
    return sum(sizes[name] + _COST for name in names if name in sizes)


def _millions(number: int) -> str:
    for size, word in ((10**9, "thousand million"), (10**6, "million")):
        if number >= size * 10**6:
            return "more than a million million"
        if number >= size:
            return f"{number // size} {word}"
    return str(number)


def _number(findings: Findings, found: re.Match[str]) -> None:
    """A reference by number must have a semicolon and name a character that XML allows."""
    digits = found["number"]
    base = 16 if digits[0] == "x" else 10
    # No character has more than seven digits, and longer numbers are slow to read.
    digits = digits.lstrip("x").lstrip("0") or "0"
    number = int(digits, base) if len(digits) < 8 else 0x110000
    label = findings.label(found.start(), found.end(), "no character of XML")
    if number > 0x10FFFF or (number < 32 and number not in (9, 10, 13)) or FORBIDDEN.match(chr(number)):
        findings.repair(found.start(), found.end(), " ")
        shown = short(found.group())
        findings.tell(f"{shown} refers to a character that XML forbids", label, help="delete it")
    elif not found["numbered"]:
        _unended(findings, found, found.group() + ";")


def _unended(findings: Findings, found: re.Match[str], written: str) -> None:
    name = short(found.group())
    label = findings.label(found.start(), found.end(), "a reference ends with ;")
    # In an address, what looks like a name may be that of a parameter: ?a=1&lt=2.
    safe = bool(found["number"]) or (found["name"] in PREDEFINED and not findings.text.startswith("=", found.end()))
    fix = findings.fix(found.start(), found.end(), written, safe=safe)
    findings.tell(f"the ; is missing after {name}", label, help=f"write {written}", fix=fix)
    findings.repair(found.start(), found.end(), written)


def _character(name: str) -> str:
    """What HTML calls by this name; "" if nothing."""
    # The table has two thousand names, and only a faulty file needs it.
    from html.entities import html5

    return html5.get(f"{name};", "")


def _written(characters: str) -> str:
    """The characters as XML writes them: themselves, or by number where the eye does not see them."""
    special = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
    return "".join(special.get(c) or (c if c.isprintable() and not c.isspace() else f"&#{ord(c)};") for c in characters)


def _near(name: str, names: Iterable[str]) -> str:
    from rapidfuzz.distance import DamerauLevenshtein

    near = [n for n in names if DamerauLevenshtein.distance(n.casefold(), name.casefold()) <= (1 if len(n) < 6 else 2)]
    return min(near, key=lambda n: DamerauLevenshtein.distance(n, name), default="")
