"""The characters of one file, and places in them."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tei.core.diagnostic import Label, Refused, refusal, unreadable

LARGEST_TEXT = 10_000_000
"""The most characters that one raw text may have; a volume of TEI may have more."""

LONGEST_LINE = 2_000_000
"""The most characters that one line of raw text may have."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold: everything below U+0020 but tab, line feed and carriage return, the surrogates, U+FFFE and
U+FFFF (XML 1.0, section 2.2, production 2)."""

MARKUP = re.compile(
    r"[\ufeff\s]*+(?>(?:<!--.*?-->|<\?(?!xml).*?\?>)\s*+)*+"
    r"(<(?:\?xml|!DOCTYPE\s|(?:TEI|TEI\.2|teiCorpus|html)(?=[\s/>])|[\w.:-]++[^<>]*?\sxmlns(?::[\w.-]+)?\s*=))",
    re.IGNORECASE | re.DOTALL,
)
"""How XML and HTML begin, and what people write, Markdown with tags included, does not: with a declaration, the
outermost element of TEI or HTML, or one that declares a namespace; comments and instructions may stand before it."""

_HEAD = 65_536
"""In so many bytes it shows whether there is markup."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one Source, in characters, half-open."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Source:
    """The name and the characters of one file, raw text or XML; the only thing that knows lines."""

    name: str
    text: str = field(repr=False)
    encoding: str = "utf-8"
    first: int = 1
    """The number of its first line; more than 1 where it is an excerpt of a file."""

    @cached_property
    def _lines(self) -> list[int]:
        # XML counts a lone carriage return as a line break, too (section 2.11).
        ends = r"\r\n?|\n" if "\r" in self.text else "\n"
        return [0, *[found.end() for found in re.finditer(ends, self.text)]]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both counted from 1, the column in characters."""
        line = bisect_right(self._lines, offset)
        return line + self.first - 1, offset - self._lines[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a line and a column, both counted from 1, kept within the text."""
        line = min(max(line - self.first + 1, 1), len(self._lines))
        return min(self._lines[line - 1] + max(column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line counted from 1, without its line break."""
        number -= self.first - 1
        start = self._lines[number - 1]
        end = self._lines[number] if number < len(self._lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @classmethod
    def load(cls, path: str | os.PathLike[str], name: str | None = None) -> Source:
        """The raw text of a file, its encoding detected.

        Raises Refused (T101 to T106, P101) when the file cannot be read, is empty, is no text,
        or holds characters that XML 1.0 forbids.
        """
        shown = name or os.fspath(path)
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise Refused(unreadable(shown, error)) from None
        return cls.decode(data, shown)

    @classmethod
    def decode(cls, data: bytes, name: str) -> Source:
        """The raw text in these bytes, line ends as line feeds; see `load` for what is refused.

        Line ends are normalized as XML 1.0, section 2.11, does.
        """
        text, encoding = _decoded(data, name)
        if not text.strip().strip("\ufeff"):
            raise _empty(name)
        source = cls(name, text.replace("\r\n", "\n").replace("\r", "\n"), encoding)
        _refuse_endless(source)
        _refuse_forbidden(source)
        return source


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if not data.strip():
        raise _empty(name)
    if encoding := _shown_encoding(data):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError as error:
            raise _broken(name, encoding, error) from None
    # Bytes that no text has, and more of them than a slip explains, say that this is not text at all.
    strange = len(data) - len(data.translate(None, _STRANGE))
    if strange > 8 and strange * 50 > len(data):
        remedy = "save the document as plain text (UTF-8); Word, PDF and images must be converted first"
        raise refusal("T102", f"{name} is not a text file", remedy)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        raise _broken(name, "utf-8", broken) from None


_STRANGE = bytes((*range(9), *range(14, 32)))
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _empty(name: str) -> Refused:
    remedy = "nothing can be encoded from it: put the text in, or leave the file out"
    return refusal("T101", f"{name} is empty", remedy)


def _shown_encoding(data: bytes) -> str:
    """The encoding that a byte order mark tells, or that UTF-16 shows without one; "" for none."""
    marked = (encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark))
    return next(marked, "") or _utf16_without_mark(data) or ""


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of Latin text has a NUL in every other byte, and none in the others."""
    sample = data[:4096]
    for encoding, high, low in (("utf-16-le", 1, 0), ("utf-16-be", 0, 1)):
        if sample[high::2].count(0) * 5 > len(sample) * 2 and not sample[low::2].count(0):
            try:
                data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return None


def _broken(name: str, encoding: str, error: UnicodeDecodeError) -> Refused:
    byte = f"byte {error.start} (0x{error.object[error.start]:02x}) does not fit {encoding}"
    remedy = "convert it to UTF-8, for example with `iconv -f LATIN2 -t UTF-8`"
    return refusal("T103", f"{name} is neither UTF-8, UTF-16 nor Windows-1252: {byte}", remedy)


def has_markup(data: bytes) -> bool:
    """Whether these bytes begin as XML or HTML does."""
    head = data[:_HEAD]
    # Of other encodings, the letters that matter are where they are in this one.
    return MARKUP.match(head.decode(_shown_encoding(head) or "latin-1", "replace")) is not None


def refuse_markup(source: Source) -> None:
    """Raise Refused (T108) for XML and HTML: encoded as raw text, all their tags would be words."""
    if found := MARKUP.match(source.text):
        remedy = (
            "XML needs no encoding: `tei build` and `tei deposit` take it as a file that ends with .xml, or as `-`; "
            "of a web page, save the text that it shows"
        )
        label = Label(source, Span(found.start(1), found.end(1)), "markup")
        raise refusal("T108", f"{source.name} has markup, and is no raw text", remedy, label)


def _refuse_endless(source: Source) -> None:
    """Refuse what is too large to be one document."""
    size = len(source.text)
    if size > LONGEST_LINE:
        start = 0
        for number, line in enumerate(source.text.split("\n"), 1):
            if len(line) > LONGEST_LINE:
                message = f"line {number} of {source.name} has {len(line) / 1e6:.0f} million characters"
                label = Label(source, Span(start, start + 1), "a line without end")
                raise refusal("T105", message, "put each paragraph on a line of its own", label)
            start += len(line) + 1
    if size > LARGEST_TEXT:
        allowed = f"one document may have {LARGEST_TEXT / 1e6:.0f} million"
        message = f"{source.name} has {size / 1e6:.0f} million characters; {allowed}"
        raise refusal("T104", message, "give each document a file of its own")


def _refuse_forbidden(source: Source) -> None:
    """Refuse what cannot stand in XML."""
    found = FORBIDDEN.search(source.text)
    if not found:
        return
    kind = "a NUL" if found.group() == "\0" else f"the control character U+{ord(found.group()):04X}"
    rest = len(FORBIDDEN.findall(source.text)) - 1
    line, column = source.position(found.start())
    message = f"{source.name}:{line}:{column} holds {kind}, which XML forbids"
    if rest:
        message += f", and {rest} more such character{'s' if rest > 1 else ''}"
    label = Label(source, Span(found.start(), found.end()), "not allowed in XML")
    remedy = "remove it in an editor that shows such characters"
    if found.group() < " ":
        remedy = "remove it, for example with `tr -d '\\000-\\010\\013\\014\\016-\\037'`"
    raise refusal("T106", message, remedy, label)
