"""What is wrong with a text that is not well-formed XML, in words; and the text mended."""

from __future__ import annotations

import re
from xml.parsers import expat

from tei.core.diagnostic import Diagnostic, Label
from tei.core.findings import CODE, Findings, Mended
from tei.core.nesting import Nesting
from tei.core.prefixes import unbound
from tei.core.source import FORBIDDEN, Source, Span
from tei.core.tags import Tags

_LIKE = (
    (
        re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html\b(?![^>]*xmlns))", re.I | re.S),
        "HTML",
    ),
    (re.compile(r"\s*(?:\{\s*(?:\"[^\"]*\"\s*:|\})|\[\s*(?:[\[{\"]|\d+\s*,|\]))"), "JSON"),
    (re.compile(r"\s*\{\\rtf"), "RTF, as word processors write it"),
    (re.compile(r"\s*(?:%[^\n]*\s*)*\\(?:documentclass|documentstyle|begin\{)"), "LaTeX"),
)
_ENCODE = "`tei encode` makes TEI of plain text"


def faults(source: Source) -> list[Diagnostic]:
    """What makes a text not well-formed (X101), in the order of the places; nothing if it is well-formed.

    To be asked when a parser has refused the text: see `examine`.
    """
    return examine(source)[0]


def mended(source: Source) -> Mended:
    """The text with the repairs that `faults` has in mind; see `examine`."""
    return examine(source)[1]


def examine(source: Source, *, every: bool = False) -> tuple[list[Diagnostic], Mended]:
    """What makes a text not well-formed (XML 1.0, Namespaces in XML 1.0), and the text mended.

    Every fault is told once, and none that only follows from another; unless `every`, at most twenty are told in
    full. The mended text is one that a parser takes, in all but odd cases. Time and memory are linear in the text.
    """
    if found := _no_xml(source):
        return [found], Mended(source)
    findings = Findings(source, FORBIDDEN.sub(" ", source.text))
    _forbidden(findings)
    tags = Tags(findings)
    tags.read()
    nesting = Nesting(findings, tags)
    nesting.read()
    # Where the first start tag is lost, so are the namespaces it bound.
    if nesting.lost < 0:
        unbound(findings, tags)
    if bomb := tags.entities.bomb(source):
        findings.add(bomb)
    if not tags.codes and tags.cut_off < 0:
        _no_element(findings)
    told = findings.diagnostics(every=every)
    if not told and (found := _strictly(source)):
        told = [found]
    return told, findings.mended()


def _no_xml(source: Source) -> Diagnostic | None:
    """That a text is none at all, or something else than XML."""
    text = source.text
    words = re.compile(r"<[^<>\s]*|[^\s\ufeff<]+").search(text)
    if words is None:
        label = Label(source, Span(0, 0), "nothing stands here")
        return Diagnostic(CODE, "error", "the file is empty", (label,), "a TEI file holds at least <TEI>…</TEI>")
    label = Label(source, Span(*words.span()), "this is not XML")
    for pattern, kind in _LIKE:
        if pattern.match(text):
            message = f"the file is not XML: it seems to be {kind}"
            return Diagnostic(CODE, "error", message, (label,), f"convert it to XML; {_ENCODE}")
    if "<" not in text:
        message = "the file is not XML: it has no tag, and seems to be plain text"
        return Diagnostic(CODE, "error", message, (label,), _ENCODE)
    return None


def _no_element(findings: Findings) -> None:
    """Tells that a text has no element, where nothing else was told that explains it."""
    if not findings.diagnostics():
        end = len(findings.text.rstrip())
        here = findings.label(end, end, "the file ends here")
        findings.tell("there is no element in the file", here, help="a TEI file holds at least <TEI>…</TEI>")


def _forbidden(findings: Findings) -> None:
    """Tells of the characters that XML cannot hold, once for each of them."""
    for found in FORBIDDEN.finditer(findings.source.text):
        character = found.group()
        if findings.again(character):
            continue
        kind = "a NUL" if character == "\0" else f"the character U+{ord(character):04X}"
        here = findings.label(*found.span(), "XML forbids it")
        help = "delete it; a file with many of them is not text, or was saved in another encoding"
        findings.tell(f"{kind} stands in the file", here, help=help, fix=findings.fix(*found.span(), "", safe=False))


def _strictly(source: Source) -> Diagnostic | None:
    """What a strict parser says, in its own words."""
    parser = expat.ParserCreate("utf-8", " ")
    try:
        parser.Parse(source.text.encode("utf-8"), True)
    except expat.ExpatError as error:
        line = source.line(min(error.lineno, source.position(len(source.text))[0]))
        column = len(line.encode("utf-8")[: error.offset].decode("utf-8", "ignore"))
        at = source.offset(error.lineno, column + 1)
        label = Label(source, Span(at, at + 1), "here or before")
        message = f"not well-formed XML: {expat.ErrorString(error.code)}"
        return Diagnostic(CODE, "error", message, (label,), "compare the place with a file that is sound")
    return None
