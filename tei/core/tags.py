"""The tags of a text that claims to be XML, faulty ones as they were meant; what is wrong with each by itself."""

from __future__ import annotations

import re
from array import array

from tei.core.asides import Asides
from tei.core.attributes import NAME, Tag, TagReader
from tei.core.entities import DOCTYPE, Entities
from tei.core.findings import Findings, short

_S = "[ \t\r\n]"
_MARKUP = re.compile(
    rf"""<(?:(?P<start>{NAME})(?P<attributes>(?:{_S}+{NAME}{_S}*={_S}*(?:"[^"<]*"|'[^'<]*'))*+){_S}*(?P<empty>/)?>"""
    rf"""|/(?P<end>{NAME}){_S}*>|(?P<comment>!--[^-]*+(?:-[^-]++)*+-->))?|&|\]\]>"""
)
_ATTRIBUTE_NAME = re.compile(rf"""({NAME}){_S}*=(?:"[^"]*"|'[^']*'|{_S}+(?:"[^"]*"|'[^']*'))""")
_TAG_NAME = re.compile(r"[^\s<>/=\"'&“”]+")
_SOUND = re.compile(NAME)
_END_TAG = re.compile(r"</(\s*)([^\s<>/=\"'&]*)([^<>]*)(>?)")
_SPACED = re.compile(rf"<(\s+)/?\s*({NAME})(?:{_S}+{NAME}{_S}*={_S}*(?:\"[^\"<]*\"|'[^'<]*'))*+\s*/?>")
_MISNAMED = re.compile(
    rf"<(?:[-.\d][\w.-]*|[\w.-]*(?::[\w.-]*)+)(?:{_S}+{NAME}{_S}*={_S}*(?:\"[^\"<]*\"|'[^'<]*'))*+\s*/?>"
)
_NO_TAG = re.compile(r"[\s\d]")
_ALMOST_COMMENT = re.compile(r"<![ \t]*[-–—]+(?P<text>[^<>]*?)[-–—]+[ \t]*>")


class Tags:
    """The tags in their order: `codes` holds for each start tag the number of its name, for each end tag its negative.

    `starts` and `ends` hold where each tag begins and ends. An empty-element tag is both. The number 1 is
    the name of an end tag without one. `prefixes` holds for a tag which prefixes it binds, and which it uses where.
    """

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._text = findings.text
        self._asides = Asides(findings)
        self.entities = Entities()
        self.names = ["", ""]
        self._numbers: dict[str, int] = {"": 1}
        self.codes, self.starts, self.ends = array("l"), array("l"), array("l")
        self.prefixes: dict[int, tuple[frozenset[str], list[tuple[str, int]]]] = {}
        self.outside: list[tuple[int, int]] = []
        self.cut_off = -1
        self._misnamed: set[str] = set()
        self._doctype = False

    def read(self) -> None:
        """Reads all; `cut_off` is then the offset of a tag in which the file ends, or -1."""
        text, at, last = self._text, 0, 0
        while at >= 0:
            following = -1
            for found in _MARKUP.finditer(text, at):
                start = found.start()
                if not self.codes:
                    self._outside(last, start)
                last, kind = found.end(), found.lastgroup
                if kind == "end":
                    self._add(-self._number(found["end"]), start, last)
                elif kind in ("attributes", "empty"):
                    self._start_tag(found)
                elif kind != "comment":
                    last = following = self._other(start)
                    break
            at = following
        if not self.codes:
            self._outside(last, len(text))

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers[name] = len(self.names)
            self.names.append(name)
        return number

    def _add(self, code: int, start: int, end: int) -> None:
        self.codes.append(code)
        self.starts.append(start)
        self.ends.append(end)

    def _start_tag(self, found: re.Match[str]) -> None:
        start, end = found.span()
        name, attributes = found["start"], found["attributes"]
        if attributes:
            pairs = [(n[1], n.start()) for n in _ATTRIBUTE_NAME.finditer(self._text, found.start("attributes"), end)]
            names = dict(pairs)
            if len(names) < len(pairs):
                self._faulty_tag(start)
                return
            if "&" in attributes:
                self.entities.check(self._findings, found.start("attributes"), end)
            self._prefixes(name, names, start)
        elif ":" in name:
            self._prefixes(name, {}, start)
        number = self._number(name)
        self._add(number, start, end)
        if found["empty"]:
            self._add(-number, end, end)

    def _prefixes(self, name: str, attributes: dict[str, int], start: int) -> None:
        bound = frozenset(n[6:] for n in attributes if n.startswith("xmlns:"))
        used = [(n.partition(":")[0], at) for n, at in attributes.items() if ":" in n and _SOUND.fullmatch(n)]
        used = [(prefix, at) for prefix, at in used if prefix not in ("", "xmlns")]
        if ":" in name and _SOUND.fullmatch(name):
            used.append((name.partition(":")[0], start + 1))
        if bound or used:
            self.prefixes[len(self.codes)] = bound, used

    def _outside(self, start: int, end: int) -> None:
        """Keeps in mind where text stands before the first element."""
        found = re.compile(r"[^ \t\r\n]+").search(self._text, start, end)
        if found is None or (found.group() == "\ufeff" and not start):
            return
        stop = start + len(self._text[start:end].rstrip(" \t\r\n"))
        self.outside.append((found.start(), stop))

    def _other(self, at: int) -> int:
        """Reads what is not a sound tag or comment, and returns the offset behind it."""
        text = self._text
        if text[at] == "&":
            return self.entities.at(self._findings, at) if self.codes else self._skip_outside(at)
        if text[at] == "]":
            here = self._findings.label(at, at + 3, "not allowed in text")
            fix = self._findings.fix(at, at + 3, "]]&gt;")
            self._findings.tell("]]> stands in the text", here, help="write ]]&gt;", fix=fix)
            self._findings.repair(at, at + 3, "]]&gt;")
            return at + 3
        if text.startswith("<!--", at):
            return self._asides.comment(at)
        if text.startswith("<![CDATA[", at):
            end = self._asides.section(at)
            if not self.codes:
                self._outside(at, end)
            return end
        if text.startswith("<?", at):
            return self._asides.instruction(at)
        if text.startswith("<!DOCTYPE", at):
            return self._document_type(at)
        if text.startswith("</", at):
            return self._end_tag(at)
        return self._faulty_tag(at)

    def _skip_outside(self, at: int) -> int:
        found = re.compile(r"(?:<(?=<))*+<?[^<]*").match(self._text, at)
        end = found.end() if found else at + 1
        self._outside(at, end)
        return end

    def _faulty_tag(self, at: int) -> int:
        findings, text = self._findings, self._text
        name = _TAG_NAME.match(text, at + 1)
        if (name.end() if name else at + 1) == len(text):
            self.cut_off = at
            findings.repair(at, len(text), "")
            return len(text)
        if found := _SPACED.match(text, at):
            if found[2] in findings.started or found[2] in findings.ended:
                return self._spaced(found)
        elif found := _ALMOST_COMMENT.match(text, at):
            here = findings.label(*found.span(), "no comment of XML")
            help = f"write <!-- {short(found['text'])} -->"
            findings.tell("a comment begins with <!-- and ends with -->", here, help=help)
            findings.repair(*found.span(), "")
            return found.end()
        elif name and (_SOUND.fullmatch(name.group()) or self._is_name(name)):
            tag = TagReader(findings, self.entities, at, name).read()
            if tag:
                return self._tag(tag)
        if not self.codes:
            return self._skip_outside(at)
        here = findings.label(at, at + 1, "a tag would begin here")
        fix = findings.fix(at, at + 1, "&lt;", safe=bool(_NO_TAG.match(text, at + 1)))
        findings.tell("a bare < stands in the text", here, help="write &lt; for the sign <", fix=fix)
        findings.repair(at, at + 1, "&lt;")
        return at + 1

    def _is_name(self, name: re.Match[str]) -> bool:
        """Whether what follows a "<" was meant as a name; tells that it is none."""
        if not _MISNAMED.match(self._text, name.start() - 1) and name.group() not in self._findings.ended:
            return False
        return not name.group().startswith("!") and bool(self._named(name.group(), name.start()))

    def _named(self, name: str, at: int) -> str:
        """The name, after telling once what is wrong with it."""
        if name and not _SOUND.fullmatch(name):
            safe = re.sub(r"[^\w.-]", "_", name)
            safe = safe if _SOUND.fullmatch(safe) else f"_{safe}"
            self._findings.repair(at, at + len(name), safe)
            if name not in self._misnamed:
                self._misnamed.add(name)
                help = "a name begins with a letter and holds letters, digits, hyphens, full stops"
                if ":" in name:
                    help = "a name has at most one colon, and something on both sides of it"
                here = self._findings.label(at, at + len(name), "not a name of XML")
                self._findings.tell(f"“{short(name)}” cannot be the name of an element", here, help=help)
        return name

    def _spaced(self, found: re.Match[str]) -> int:
        """A tag after whose "<" white space stands: read again without it."""
        findings, start = self._findings, found.start()
        here = findings.label(start, found.end(1), "white space")
        fix = findings.fix(start + 1, found.end(1), "")
        written = "<" + found.group()[1:].lstrip()
        findings.tell(f"white space stands after < in {short(written)}", here, help=f"write {short(written)}", fix=fix)
        findings.repair(start + 1, found.end(1), "")
        number = self._number(found[2])
        self._add(-number if written[1] == "/" else number, start, found.end())
        if written.endswith("/>"):
            self._add(-number, found.end(), found.end())
        return found.end()

    def _tag(self, tag: Tag) -> int:
        if tag.end < 0:
            self.cut_off = tag.start
            self._findings.repair(tag.start, len(self._text), "")
            return len(self._text)
        self._prefixes(tag.name, tag.attributes, tag.start)
        number = self._number(tag.name)
        self._add(number, tag.start, tag.end)
        if tag.empty:
            self._add(-number, tag.end, tag.end)
        return tag.end

    def _end_tag(self, at: int) -> int:
        findings = self._findings
        found = _END_TAG.match(self._text, at)
        if found is None:
            return at + 2
        space, name, rest, bracket = found.groups()
        end = found.end()
        if not bracket and end == len(self._text) and not rest:
            self.cut_off = at
            findings.repair(at, end, "")
            return end
        if not bracket or "\n" in rest.strip():
            end = found.end(2)
            here = findings.label(at, end, "> is missing at its end")
            fix = findings.fix(end, end, ">", safe=name in findings.started)
            findings.tell(
                f"the end tag </{short(name)} is not closed with >", here, help=f"write </{short(name)}>", fix=fix
            )
            # Where the tag is dropped, this goes with it.
            findings.repair(end - 1, end, f"{self._text[end - 1]}>")
        elif space or rest.strip(" \t\r\n"):
            here = findings.label(at, end, "more than the name")
            help = f"write </{short(name)}>"
            fix = findings.fix(at, end, f"</{name}>", safe=not rest.strip())
            findings.tell("an end tag holds nothing but its name", here, help=help, fix=fix)
            findings.repair(at + 2, found.end(1), "")
            findings.repair(found.start(3), found.end(3), "")
        self._named(name, found.start(2))
        self._add(-self._number(name), at, end)
        return end

    def _document_type(self, at: int) -> int:
        findings, first = self._findings, not self._doctype and not self.codes
        self._doctype = True
        found = DOCTYPE.match(self._text, at) if first else None
        if found:
            self.entities.read(found)
            return found.end()
        rest = re.compile(r"[^<>\[]*>?").match(self._text, at + 9)
        end = rest.end() if rest else at + 9
        message = (
            "the document type declaration is not as it must be" if first else "a document type declaration too many"
        )
        help = (
            "delete it, unless it declares entities"
            if first
            else "one may stand, before the first element: delete this"
        )
        findings.tell(message, findings.label(at, end, "not allowed"), help=help)
        findings.repair(at, end, "")
        return end
