"""Diagnostics of every shape that a report may be given."""

from __future__ import annotations

from tei.core.diagnostic import Diagnostic, Edit, Fix, Label
from tei.core.source import Source, Span

XML = Source(
    "tei/d5.xml",
    "<div>\n"
    "  <p>One.</p>\n"
    "\n"
    "\n"
    '  <head xml:id="d5">5. Telegram</head>\n'
    '\t<p>東京, <date when="1945-09-31" from="1945">30 September</date></p>\n'
    "  <note>A note that is\n"
    "  never called.</note>\n"
    "  <p>" + "many words " * 30 + '<placename key="#tokyo">Tokyo</placename>' + " and many more" * 30 + "</p>\n"
    "</div>\n",
)
RAW = Source("raw/d5 – copy, 1.txt", "5. Telegram\n")


def label(what: str, text: str = "", source: Source = XML) -> Label:
    start = source.text.index(what)
    return Label(source, Span(start, start + len(what)), text)


def edit(what: str, replacement: str, source: Source = XML) -> Edit:
    return Edit(source, label(what, source=source).span, replacement)


TWO_FILES = Diagnostic(
    "R102",
    "error",
    "<head> cannot follow <p>",
    (
        label('<head xml:id="d5">', "not allowed here"),
        label("5. Telegram", "encoded from this line", RAW),
        label("<p>One.</p>", "after this"),
    ),
    "move <head> before <p>",
)
TWO_ON_A_LINE = Diagnostic(
    "D999",
    "warning",
    "@when and @from of <date> exclude each other",
    (label('from="1945"', "then this has no sense"), label('when="1945-09-31"', "a day is given")),
    "keep @when where the day is known; keep @from and @to where only a span of time is known, such as the months in "
    "which a mission was abroad, and say in a note how it is known",
)
WIDE = Diagnostic("T999", "info", "a name in another script", (label("東京", "Tokyo"),))
LONG_LINE = Diagnostic(
    "R101",
    "error",
    "there is no element <placename>",
    (label("<placename", "did you mean <placeName>?"),),
    "write <placeName>",
    (
        Fix((edit("<placename", "<placeName"), edit("</placename", "</placeName")), True, "rename it to <placeName>"),
        Fix((edit("<placename", "<name"), edit("</placename", "</name")), False, "rename it to <name>"),
    ),
)
RULE = Diagnostic(
    "S101",
    "error",
    "a note needs an xml:id",
    (label("<note>A note that is\n  never called.</note>"),),
    fixes=(Fix((edit("<note>", '<note xml:id="d5fn1">'),), False),),
    rule="some-note-id",
)
HELP_IS_FIX = Diagnostic(
    "L104",
    "error",
    "@key is no pointer: 100 %, or not\nat all",
    (label("#tokyo"),),
    "take the # away",
    (Fix((edit("#tokyo", "tokyo"),), True, "take the # away"),),
)
NO_PLACE = Diagnostic("P301", "error", "there is no schema x.rng", help="check the path")
END = Diagnostic("X101", "error", "the file ends too soon", (Label(XML, Span(len(XML.text), len(XML.text) + 1)),))

ALL = (TWO_FILES, TWO_ON_A_LINE, WIDE, LONG_LINE, RULE, RULE, HELP_IS_FIX, NO_PLACE, END)
FILES = ("tei/d5.xml", "tei/d6.xml")
