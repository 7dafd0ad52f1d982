"""Where a document begins and ends: what stands outside its element, and what is missing of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei.core.findings import Findings, short
from tei.core.tags import Tags

_MISCELLANY = re.compile(r"(?:[ \t\r\n]++|<!--[^-]*+(?:-[^-]++)*+-->|<\?[^?]*+(?:\?[^>][^?]*+)*+\?>)*+")


class Bounds:
    """Tells what is wrong with the beginning and the end of a document."""

    def __init__(self, findings: Findings, tags: Tags) -> None:
        self._findings = findings
        self._tags = tags

    def miscellany(self, end: int) -> int:
        """Where something begins that may not follow the document's element, which ends at an offset."""
        found = _MISCELLANY.match(self._findings.text, end)
        return found.end() if found else end

    def cut(self, end: int) -> None:
        """Mends the text by leaving out what may not follow the document's element."""
        self._findings.repair(self.miscellany(end), len(self._findings.text), "")

    def _name(self, index: int) -> str:
        return self._tags.names[abs(self._tags.codes[index])]

    def _shown(self, index: int) -> str:
        return f"<{'/' if self._tags.codes[index] < 0 else ''}{short(self._name(index))}>"

    def _line(self, index: int) -> int:
        return self._findings.line(self._tags.starts[index])

    def before(self) -> None:
        """Tells of text before the first element."""
        findings, outside = self._findings, self._tags.outside
        if not outside:
            return
        for start, end in outside:
            findings.repair(start, end, "")
        start, end = outside[0]
        # White space of other kinds than XML's is text here.
        words = re.split("[ \t\r\n]", findings.text[start : min(end, start + 200)])[0]
        here = findings.label(start, start + len(words), "nothing may stand here but comments")
        message = f"text stands before the first element: {short(words) or f'U+{ord(words[0]):04X}'}"
        findings.tell(message, here, help="delete it, or move it into the first element")

    def behind(self, end: int) -> None:
        """Tells of text after the outermost element."""
        findings, text = self._findings, self._findings.text
        start = self.miscellany(end)
        # Tags that stand here are told as such.
        if start < len(text) and (text[start] != "<" or text.startswith("<![CDATA[", start)):
            stop = min(len(text.rstrip()), start + len(text[start : start + 200].split("\n")[0].rstrip()))
            here = findings.label(start, stop, "nothing may stand here but comments")
            message = f"text stands after the end of {self._shown(0)}: {short(text[start:stop])}"
            findings.tell(message, here, help=f"delete it, or move it before </{short(self._name(0))}>")

    def second_root(self, index: int) -> None:
        """Tells of a second element beside that of the document."""
        findings, tags = self._findings, self._tags
        here = findings.label(tags.starts[index], tags.ends[index], "a second one begins")
        there = findings.label(tags.starts[0], tags.ends[0], "the first one, closed before")
        help = "put both into one element, such as <teiCorpus>, or make two files"
        message = f"{self._shown(index)} is a second outermost element; a file of XML has only one"
        findings.tell(message, here, there, help=help)

    def too_soon(self, index: int) -> None:
        """The end tag of the first element, with more behind it and the same end tag once more."""
        findings, tags = self._findings, self._tags
        start, end = tags.starts[index], tags.ends[index]
        final = len(self._tags.codes) - 1
        here = findings.label(start, end, "too soon")
        there = findings.label(tags.starts[final], tags.ends[final], "and once more at the end")
        message = f"{self._shown(index)} closes the document, which goes on to line {self._line(final)}"
        findings.tell(message, here, there, help="delete the first one")
        findings.repair(start, end, "")

    def never_opened(self, index: int) -> None:
        """The last end tag is that of the document, and its start tag is missing."""
        findings, tags, name = self._findings, self._tags, self._name(index)
        first = min((tags.starts[0], *(start for start, _ in tags.outside)))
        here = findings.label(tags.starts[index], tags.ends[index], "nothing to close")
        there = findings.label(first, first + 1, "the document begins")
        message = f"{self._shown(index)} ends the document, but no <{short(name)}> begins it"
        findings.tell(
            message, here, there, help=f"write the start tag <{short(name)} …> on line {findings.line(first)}"
        )
        findings.repair(first, first, f"<{name}>")

    def still_open(self, stack: Sequence[int]) -> None:
        """Tells that the file ends while elements are open, or in a tag."""
        findings, tags = self._findings, self._tags
        end = len(findings.text.rstrip())
        cut_off = tags.cut_off
        tag = short(findings.text[cut_off:end]) if cut_off >= 0 else ""
        here = findings.label(cut_off if cut_off >= 0 else end, end, "the file ends here")
        opened = [
            findings.label(tags.starts[i], tags.ends[i], "still open") for i in dict.fromkeys((*stack[-1:], *stack[:1]))
        ]
        for index in reversed(stack):
            findings.repair(len(findings.text), len(findings.text), f"</{self._name(index)}>")
        message = f"the file ends inside the tag {tag}" if tag else "the file ends"
        if len(stack) == 1:
            message += f", and {self._shown(stack[0])} opened on line {self._line(stack[0])} is still open"
        elif stack:
            first, last = (f"{self._shown(i)} on line {self._line(i)}" for i in (stack[0], stack[-1]))
            message += f", and {len(stack)} elements are still open, from {first} to {last}"
        ends = "".join(f"</{short(self._name(index))}>" for index in reversed(stack[-4:]))
        help = (
            f"if nothing is lost, write {ends}{' …' if len(stack) > 4 else ''} at the end" if stack else "end the tag"
        )
        if not stack and not tags.codes:
            help = "the rest of the file is lost"
        findings.tell(message, here, *opened, help=help)
