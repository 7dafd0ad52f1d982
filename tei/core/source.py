"""The characters of one file, and places in them."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tei.core.diagnostic import Diagnostic, Label, Refused

LARGEST_TEXT = 10_000_000
"""The most characters that one raw text may have; a volume of TEI may have more."""

LONGEST_LINE = 2_000_000
"""The most characters that one line of raw text may have."""

# Everything below U+0020 but tab, line feed and carriage return, the surrogates,
# and U+FFFE and U+FFFF: XML 1.0, section 2.2, production 2.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset, both counted from 1, the column in characters."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a line and a column, both counted from 1, kept within the text."""
        line = min(max(line, 1), len(self._lines))
        return min(self._lines[line - 1] + max(column, 1) - 1, len(self.text))

    def line(self, number: int) -> str:
        """The text of a line counted from 1, without its line break."""
        start = self._lines[number - 1]
        end = self._lines[number] - 1 if number < len(self._lines) else len(self.text)
        return self.text[start:end].rstrip("\r")

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
            raise Refused(
                Diagnostic(
                    "P101",
                    "error",
                    f"cannot read {shown}: {error.strerror or error}",
                    help="check the path and its permissions",
                )
            ) from None
        return cls.decode(data, shown)

    @classmethod
    def decode(cls, data: bytes, name: str) -> Source:
        """The raw text in these bytes, line ends as line feeds; see `load` for what is refused.

        Line ends are normalized as XML 1.0, section 2.11, does.
        """
        text, encoding = _decoded(data, name)
        source = cls(name, text.replace("\r\n", "\n").replace("\r", "\n"), encoding)
        _refuse_unusable(source)
        return source


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    if not data.strip():
        raise Refused(
            Diagnostic(
                "T101",
                "error",
                f"{name} is empty",
                help="nothing can be encoded from it: put the text in, or leave the file out",
            )
        )
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _broken(name, encoding, error) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    if wide := _utf16_without_mark(data):
        try:
            return data.decode(wide), wide
        except UnicodeDecodeError:
            pass
    # Bytes that no text in an 8-bit encoding has say that this is not text at all.
    strange = sum(data.count(bytes([b])) for b in (*range(9), *range(14, 32)))
    if strange == 0 or strange * 200 < len(data):
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            raise _broken(name, "utf-8", broken) from None
    raise Refused(
        Diagnostic(
            "T102",
            "error",
            f"{name} is not a text file",
            help="save the document as plain text (UTF-8); Word, PDF and images must be converted first",
        )
    )


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 of Latin text has a NUL in every other byte."""
    sample = data[:4096]
    if len(sample) >= 4 and sample[1::2].count(0) * 5 > len(sample) * 2:
        return "utf-16-le"
    if len(sample) >= 4 and sample[0::2].count(0) * 5 > len(sample) * 2:
        return "utf-16-be"
    return None


def _broken(name: str, encoding: str, error: UnicodeDecodeError) -> Refused:
    return Refused(
        Diagnostic(
            "T103",
            "error",
            f"{name} is neither UTF-8, UTF-16 nor Windows-1252: byte {error.start} (0x{error.object[error.start]:02x}) "
            f"does not fit {encoding}",
            help="convert it to UTF-8, for example with `iconv -f LATIN2 -t UTF-8`",
        )
    )


def _refuse_unusable(source: Source) -> None:
    text = source.text
    if len(text) > LARGEST_TEXT:
        raise Refused(
            Diagnostic(
                "T104",
                "error",
                f"{source.name} has {len(text) / 1e6:.0f} million characters; one document may have {LARGEST_TEXT / 1e6:.0f} million",
                help="give each document a file of its own",
            )
        )
    if len(text) > LONGEST_LINE:
        start = 0
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST_LINE:
                raise Refused(
                    Diagnostic(
                        "T105",
                        "error",
                        f"line {number} of {source.name} has {len(line) / 1e6:.0f} million characters",
                        (Label(source, Span(start, start + 1), "a line without end"),),
                        help="put each paragraph on a line of its own",
                    )
                )
            start += len(line) + 1
    if found := _FORBIDDEN.search(text):
        kind = "a NUL" if found.group() == "\0" else f"the control character U+{ord(found.group()):04X}"
        rest = len(_FORBIDDEN.findall(text)) - 1
        line, column = source.position(found.start())
        raise Refused(
            Diagnostic(
                "T106",
                "error",
                f"{source.name}:{line}:{column} holds {kind}, which XML forbids"
                + (f", and {rest} more such character{'s' if rest > 1 else ''}" if rest else ""),
                (Label(source, Span(found.start(), found.end()), "not allowed in XML"),),
                help="remove it, for example with `tr -d '\\000-\\010\\013\\014\\016-\\037'`",
            )
        )
