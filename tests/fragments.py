"""Pieces of TEI, made whole: set into the place of a small document where their first element belongs."""

from __future__ import annotations

import re

TITLE = "<titleStmt><title>A telegram</title></titleStmt>"
PUBLICATION = (
    "<publicationStmt><publisher>The editors</publisher><date when='2026'>2026</date>"
    "<availability><licence target='https://creativecommons.org/licenses/by/4.0/'>CC BY 4.0</licence></availability>"
    "</publicationStmt>"
)
SOURCE = "<sourceDesc><bibl>A printed volume.</bibl></sourceDesc>"
LANGUAGES = "<profileDesc><langUsage><language ident='en'>English</language></langUsage></profileDesc>"
HEADER = ("titleStmt", "editionStmt", "extent", "publicationStmt", "seriesStmt", "notesStmt", "sourceDesc")
DESCRIPTIONS = ("encodingDesc", "profileDesc", "revisionDesc")
BESIDE = ("facsimile", "standOff")
BLOCKS = frozenset("head opener dateline salute byline p ab lg l q quote list table label bibl listBibl".split())
BLOCKS |= frozenset("closer signed trailer postscript figure pb milestone".split())
TOPS = frozenset("head opener dateline salute byline".split())
BOTTOMS = frozenset("closer signed trailer postscript".split())


def whole(fragment: str) -> str:
    """The document in which the fragment stands where its first element belongs; itself, if it is a document."""
    found = re.search(r"<([\w:.?]+)", fragment)
    name = found[1] if found else ""
    if name in ("TEI", "?xml"):
        return fragment
    header = {"titleStmt": TITLE, "publicationStmt": PUBLICATION, "sourceDesc": SOURCE, "profileDesc": LANGUAGES}
    beside, text = "", "<body><div type='document' xml:id='d1'><p>Text.</p></div></body>"
    if name == "teiHeader":
        return _tei(fragment, beside, text)
    if name in (*HEADER, *DESCRIPTIONS):
        header[name] = fragment
    elif name in BESIDE:
        beside = fragment
    elif name in ("front", "back"):
        text = fragment + text if name == "front" else text + fragment
    elif name == "body":
        text = fragment
    else:
        text = f"<body>{_division(name, fragment)}</body>"
    file = "".join(header.get(part, "") for part in HEADER)
    descriptions = "".join(header.get(part, "") for part in DESCRIPTIONS)
    return _tei(f"<teiHeader><fileDesc>{file}</fileDesc>{descriptions}</teiHeader>", beside, text)


def _tei(header: str, beside: str, text: str) -> str:
    document = f"{header}{beside}<text xml:lang='en'>{text}</text>"
    return f"<TEI xmlns='http://www.tei-c.org/ns/1.0'>{document}</TEI>\n"


def _division(name: str, fragment: str) -> str:
    if name == "div":
        return fragment
    inside = fragment if name in BLOCKS else f"<p>{fragment}</p>"
    before = "<p>Text.</p>" if name in BOTTOMS else ""
    after = "<p>Text.</p>" if name in TOPS and "<p>" not in fragment else ""
    return f"<div type='document' xml:id='d1'>{before}{inside}{after}</div>"
