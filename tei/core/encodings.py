"""From the bytes of an XML file to its characters, or to what is wrong with the bytes."""

from __future__ import annotations

import codecs
import re

from tei.core.diagnostic import Diagnostic, Edit, Fix, Label, Refused, and_more, refusal
from tei.core.source import Source, Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_BINARIES = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a document of an old version of Word or Excel"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"II*\0", "an image (TIFF)"),
    (b"MM\0*", "an image (TIFF)"),
    (b"GIF8", "an image (GIF)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"\x7fELF", "a program"),
    (b"7z\xbc\xaf", "a compressed file (7z)"),
)
_PACKAGES = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel table (.xlsx)"),
    (b"application/epub+zip", "an e-book (.epub)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument text (.odt)"),
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"'<>]+)["']""")
_DECLARATION = re.compile(r"""(\s*<\?xml[^>]*?encoding\s*=\s*["'])([^"'<>]+)""")
_USUAL = (
    *(
        "UTF-8",
        "UTF-16",
        "US-ASCII",
        "Shift_JIS",
        "EUC-JP",
        "EUC-KR",
        "GB18030",
        "Big5",
        "KOI8-R",
        "KOI8-U",
        "macintosh",
    ),
    *(f"ISO-8859-{part}" for part in (*range(1, 12), *range(13, 17))),
    *(f"windows-{page}" for page in range(1250, 1259)),
)
_SAVE = "save it as UTF-8, the encoding that TEI projects use"


def characters(data: bytes, name: str) -> str:
    """The characters of an XML file: by its byte order mark, else by its declaration, else UTF-8.

    Raises Refused: X102 if it is not in that encoding, X101 if it is not text at all.
    """
    encoding, mark = detected(data)
    if not mark:
        _refuse_binary(data, name)
    # A declaration that can be read as ASCII lies if it names an encoding of two bytes or four.
    marked = mark > 0 or data.startswith(tuple(beginning for beginning, _ in _UNMARKED))
    return _declared_utf8(_decoded(data[mark:], encoding, name, marked=marked))


def detected(head: bytes) -> tuple[str, int]:
    """The encoding of an XML file by its first bytes, and how long its byte order mark is (XML 1.0, appendix F)."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    for beginning, encoding in _UNMARKED:
        if head.startswith(beginning):
            return encoding, 0
    declared = _DECLARED.match(head[:400])
    return (declared[1].decode("ascii", "replace") if declared else "utf-8"), 0


def _declared_utf8(text: str) -> str:
    """The text as a parser may have it in UTF-8: a declaration of another encoding must go."""
    name = declared(text)
    return f"{text[: name.start]}UTF-8{text[name.end :]}" if name else text


def declared(text: str) -> Span | None:
    """Where the declaration of a document names its encoding; None if it does not (XML 1.0, section 4.3.3)."""
    found = _DECLARATION.match(text)
    return Span(*found.span(2)) if found else None


def _decoded(data: bytes, encoding: str, name: str, *, marked: bool = False) -> str:
    try:
        canonical = codecs.lookup(encoding).name
        if not marked and canonical.startswith(("utf-16", "utf-32")):
            raise _lie(data, encoding, name)
        return data.decode(canonical)
    except UnicodeDecodeError as error:
        raise _undecodable(data, encoding, name, error) from None
    except (LookupError, ValueError):
        raise _unknown(data, encoding, name) from None


def _refuse_binary(data: bytes, name: str) -> None:
    kind = next((kind for beginning, kind in _BINARIES if data.startswith(beginning)), "")
    if data.startswith(b"PK\x03\x04"):
        # The names of what a package holds stand in its first and in its last bytes.
        ends = data[:4096] + data[-65536:]
        kind = next((kind for inside, kind in _PACKAGES if inside in ends), "a compressed folder (.zip)")
    elif not kind:
        strange = len(data) - len(data.translate(None, _STRANGE))
        kind = "binary data" if strange > 8 and strange * 20 > len(data) and b"<\0" not in data[:400] else ""
    if kind:
        label = Label(Source(name, ""), Span(0, 0))
        help = "export it as XML; `tei encode` makes TEI of plain text"
        raise refusal("X101", f"the file is not XML: it seems to be {kind}", help, label)


_STRANGE = bytes((*range(9), *range(14, 32)))


def _until(data: bytes, error: UnicodeDecodeError, name: str, encoding: str) -> Label:
    """The place of the first byte that does not fit, in the text as far as it can be shown."""
    before, wrong = data[: error.start].decode(encoding), data[error.start : error.end]
    after = data[error.end :].decode(encoding, "replace")
    shown = wrong.decode("cp1252", "replace")
    return Label(Source(name, before + shown + after), Span(len(before), len(before) + len(shown)), "this byte")


def _undecodable(data: bytes, encoding: str, name: str, error: UnicodeDecodeError) -> Refused:
    byte = data[error.start]
    if error.encoding == "ascii":
        return _lie(data, encoding, name)
    canonical = codecs.lookup(encoding).name
    label = _until(data, error, name, canonical)
    if canonical != "utf-8":
        message = f"byte 0x{byte:02X} does not fit {_short(encoding)}, the encoding of the file: {error.reason}"
        return refusal("X102", message, _SAVE, label)
    character = bytes((byte,)).decode("cp1252", "replace")
    known = character.isprintable() and character != "\ufffd"
    sound = data.decode("utf-8", "ignore")
    more = data.decode("utf-8", "replace").count("\ufffd") - sound.count("\ufffd") - 1
    message = f"byte 0x{byte:02X} is not UTF-8" + (f"; in Windows-1252 it is “{character}”" if known else "")
    message += and_more(more)
    help = "save the file as UTF-8"
    if not sound.isascii():
        help = (
            f"the rest is UTF-8: type {f'“{character}”' if known else 'the character'} anew, and save the file as UTF-8"
        )
    elif known:
        help = 'save the file as UTF-8, or begin it with <?xml version="1.0" encoding="windows-1252"?>'
    return refusal("X102", message, help, label)


def _shown(data: bytes, name: str) -> tuple[Label, bool]:
    """The name of the encoding in the declaration as a place, and whether the bytes are UTF-8."""
    try:
        text, sound = data.decode("utf-8"), True
    except UnicodeDecodeError:
        text, sound = data.decode("latin-1"), False
    return Label(Source(name, text), declared(text) or Span(0, 1), "declared here"), sound


def _lie(data: bytes, encoding: str, name: str) -> Refused:
    """The declaration names an encoding that the bytes, in which it could be read, cannot have."""
    label, sound = _shown(data, name)
    said = f"the file says that it is {_short(encoding)}, but its bytes are "
    if not sound:
        return refusal("X102", said + "of another encoding", _SAVE, label)
    fix = Fix((Edit(label.source, label.span, "UTF-8"),))
    return Refused(Diagnostic("X102", "error", said + "UTF-8", (label,), 'write encoding="UTF-8"', (fix,)))


def _unknown(data: bytes, encoding: str, name: str) -> Refused:
    from rapidfuzz.distance import DamerauLevenshtein

    label, sound = _shown(data, name)
    plain = encoding.casefold().replace("_", "-").replace("ansi", "windows-1252")
    near = min(_USUAL, key=lambda usual: DamerauLevenshtein.distance(usual.casefold(), plain))
    if sound:
        fixes: tuple[Fix, ...] = (Fix((Edit(label.source, label.span, "UTF-8"),)),)
        help = 'its bytes are UTF-8: write encoding="UTF-8"'
    else:
        fixes = ()
        help = f"did you mean {near}?" if DamerauLevenshtein.distance(near.casefold(), plain) <= 3 else _SAVE
    message = f"there is no encoding {_short(encoding)}"
    return Refused(Diagnostic("X102", "error", message, (label,), help, fixes))


def _short(encoding: str) -> str:
    return encoding if len(encoding) <= 30 else encoding[:28] + " …"
