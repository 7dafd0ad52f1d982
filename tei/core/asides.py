"""What stands beside elements and text: comments, CDATA sections, processing instructions, the XML declaration."""

from __future__ import annotations

import re

from tei.core.attributes import NAME
from tei.core.findings import Findings, short

_S = "[ \t\r\n]"
_COMMENT_END = re.compile(r"--?[ \t]*>|[–—][ \t]*>|--!>|$", re.MULTILINE)
_DECLARATION = re.compile(
    rf"""<\?xml{_S}+version{_S}*={_S}*(?:"[\w.:-]+"|'[\w.:-]+')"""
    rf"""(?:{_S}+encoding{_S}*={_S}*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?"""
    rf"""(?:{_S}+standalone{_S}*={_S}*(?:"(?:yes|no)"|'(?:yes|no)'))?{_S}*\?>"""
)
_TARGET = re.compile(rf"<\?({NAME})(?=[ \t\r\n]|\?>|[<>]|\Z)")
_LINE = 2000


class Asides:
    """Reads each of them, and tells what is wrong with it."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._text = findings.text
        self._closings: dict[str, int] = {}

    def _closing(self, sign: str, at: int) -> int:
        """The next place of a sign, or -1; that there is none further on is remembered."""
        if self._closings.get(sign, len(self._text)) <= at:
            return -1
        found = self._text.find(sign, at)
        if found < 0:
            self._closings[sign] = at
        return found

    def comment(self, at: int) -> int:
        """Reads a comment that is not sound, and returns the offset behind it."""
        findings, text = self._findings, self._text
        end = self._closing("-->", at + 4)
        inside = text[at + 4 : end] if end >= 0 else ""
        if end < 0 or "<!--" in inside:
            stop = text.find("<!--", at + 4)
            stop = stop if stop >= 0 else len(text)
            found = _COMMENT_END.search(text, at + 4, stop)
            close, end = found.span() if found else (stop, stop)
            if close == end:
                close = end = min(stop, self._line_of(at))
            here = findings.label(at, at + 4, "opened here")
            more = [findings.label(stop, stop + 4, "another comment begins")] if stop < len(text) else []
            help = f"write --> at its end{f', it seems on line {findings.line(close)}' if close < stop else ''}"
            findings.tell("the comment opened here is never closed with -->", here, *more, help=help)
            inside = text[at + 4 : close]
        else:
            double = at + 4 + (inside.find("--") if "--" in inside else len(inside) - 1)
            end += 3
            here = findings.label(double, double + 2, "not allowed in a comment")
            safe = f"<!--{_apart(inside)}-->"
            help = "write one hyphen, or a dash"
            findings.tell("two hyphens stand in a comment", here, help=help, fix=findings.fix(at, end, safe))
        findings.repair(at, end, f"<!--{_apart(inside)}-->")
        return end

    def _line_of(self, at: int) -> int:
        """Where something that was never closed may end: with its line, but before an end tag that others need."""
        text = self._text
        # Lines of a file may have no end: no more of them is looked at than someone would read.
        start, end = max(text.rfind("\n", max(at - _LINE, 0), at) + 1, at - _LINE), text.find("\n", at, at + _LINE)
        end = end if end >= 0 else min(at + _LINE, len(text))
        tag = text.rfind("</", at, end)
        return tag if tag >= 0 and text[start:at].strip() else end

    def section(self, at: int) -> int:
        """Reads a CDATA section, and returns the offset behind it."""
        end = self._closing("]]>", at + 9)
        if end >= 0:
            return end + 3
        findings = self._findings
        stop = self._line_of(at)
        here = findings.label(at, at + 9, "opened here")
        findings.tell("the CDATA section is never closed with ]]>", here, help="write ]]> where it ends")
        findings.repair(at, at + 9, "")
        for sign in re.compile("[<&]").finditer(self._text, at + 9, stop):
            findings.repair(*sign.span(), "&lt;" if sign.group() == "<" else "&amp;")
        return stop

    def instruction(self, at: int) -> int:
        """Reads a processing instruction or the XML declaration, and returns the offset behind it."""
        findings, text = self._findings, self._text
        end = self._closing("?>", at + 2)
        target = _TARGET.match(text, at)
        name = target[1] if target else ""
        if name.lower() == "xml" and end >= 0 and ">" not in text[at:end]:
            return self._declaration(at, end + 2)
        if end < 0 or name.lower() == "xml":
            found = re.compile(r"[<>]|$", re.MULTILINE).search(text, at + 2)
            stop = found.start() if found else len(text)
            end = stop + (text[stop : stop + 1] == ">")
            here = findings.label(at, end, "? is missing before >")
            written = text[at:stop].rstrip("/ ") + "?>"
            fix = findings.fix(at, end, written, safe=name == "xml") if end > stop else None
            what = "XML declaration" if name == "xml" else "processing instruction"
            message = f"the {what} <?{short(name)} is not closed with ?>"
            findings.tell(message, here, help=f"write ?> at its end: {short(written)}", fix=fix)
            findings.repair(at, end, written if name else "")
            return end
        end += 2
        if not target or ":" in name:
            here = findings.label(at, end, "without a name" if not target else "a colon in its name")
            message = "a processing instruction must begin with a name, directly after <?"
            findings.tell(message, here, help="write <?name …?>, without a colon in the name")
            findings.repair(at, end, "")
        return end

    def _declaration(self, at: int, end: int) -> int:
        findings, text = self._findings, self._text
        before = text[:at].strip("\ufeff")
        here = findings.label(at, end, "it must be the very first in the file")
        if not before:
            if not _DECLARATION.fullmatch(text, at, end):
                help = 'write <?xml version="1.0" encoding="UTF-8"?>'
                fix = findings.fix(at, end, help[6:])
                findings.tell("the XML declaration is not as it must be", findings.label(at, end), help=help, fix=fix)
                findings.repair(at, end, "")
        elif not before.strip():
            lines = findings.line(at) - 1
            what = "white space" if not lines else "a blank line" if lines == 1 else f"{lines} blank lines"
            message = f"{what} before the XML declaration"
            help = "delete what stands before it, blanks too"
            findings.tell(message, here, help=help, fix=findings.fix(0, at, ""))
            findings.repair(0, at, "")
        else:
            help = "move it to the very beginning, or delete it if there is one already"
            findings.tell("an XML declaration stands in the middle of the file", here, help=help)
            findings.repair(at, end, "")
        return end


def _apart(text: str) -> str:
    """The text of a comment without two hyphens beside each other."""
    text = re.sub("-(?=-)", "- ", text)
    return f"{text} " if text.endswith("-") else text
