"""TEI as people use it, and what they mistake for it: HTML, and TEI as it was before P5."""

from __future__ import annotations

from tei.core.edition import TEI
from tei.relaxng import Vocabulary

_HTML = {
    "i": 'hi rend="italic">…</hi',
    "em": 'emph>…</emph> or <hi rend="italic">…</hi',
    "b": 'hi rend="bold">…</hi',
    "strong": 'hi rend="bold">…</hi',
    "u": 'hi rend="underline">…</hi',
    "small": 'hi rend="smallcaps">…</hi',
    "sup": 'hi rend="superscript">…</hi',
    "sub": 'hi rend="subscript">…</hi',
    "a": 'ref target="…">…</ref',
    "br": "lb/",
    "hr": 'milestone unit="section" rend="rule"/',
    "ul": 'list rend="bulleted">…</list',
    "ol": 'list rend="numbered">…</list',
    "dl": 'list type="gloss">…</list',
    "li": "item>…</item",
    "dt": "label>…</label",
    "dd": "item>…</item",
    "tr": "row>…</row",
    "td": "cell>…</cell",
    "th": 'cell role="label">…</cell',
    "blockquote": "quote>…</quote",
    "img": 'graphic url="…"/',
    "span": "seg>…</seg",
    "section": "div>…</div",
    "article": "div>…</div",
    "html": "TEI>…</TEI",
    "strike": "del>…</del",
    "ins": "add>…</add",
    "figcaption": "figDesc>…</figDesc",
    **{f"h{level}": "head>…</head" for level in range(1, 7)},
}

_P4 = {
    "TEI.2": "TEI>…</TEI",
    "xref": 'ref target="…">…</ref',
    "xptr": 'ptr target="…"/',
    "teiCorpus.2": "teiCorpus>…</teiCorpus",
    "witList": "listWit>…</listWit",
    "dateRange": 'date from="…" to="…">…</date',
    "timeRange": 'time from="…" to="…">…</time',
    "dateStruct": "date>…</date",
    "timeStruct": "time>…</time",
    "occasion": "name>…</name",
    "gaiji": "g>…</g",
}

_ATTRIBUTES = {
    "id": ("xml:id", "of TEI before P5, or HTML's"),
    "lang": ("xml:lang", "of TEI before P5, or HTML's"),
    "TEIform": ("nothing in its place", "of TEI before P5"),
    "href": ('target="…"', "HTML's"),
    "src": ('url="…"', "HTML's"),
    "class": ('rend="…" or ana="…"', "HTML's"),
    "alt": ("<figDesc> beside it", "HTML's"),
    "colspan": ('cols="…"', "HTML's"),
    "rowspan": ('rows="…"', "HTML's"),
    "date/value": ('when="…"', "of TEI before P5"),
    "time/value": ('when="…"', "of TEI before P5"),
    "date/datetime": ('when="…"', "HTML's"),
    "persName/reg": ('corresp="#…" for the person, and <reg> for the regular form', "of TEI before P5"),
    "name/reg": ('corresp="#…", and <reg> for the regular form', "of TEI before P5"),
    "placeName/reg": ('corresp="#…", and <reg> for the regular form', "of TEI before P5"),
    "figure/entity": ('<graphic url="…"/> in it', "of TEI before P5"),
    "ptr/doc": ('target="…"', "of TEI before P5"),
    "ref/doc": ('target="…"', "of TEI before P5"),
    "ref/url": ('target="…"', "another one's"),
    "ptr/url": ('target="…"', "another one's"),
    "graphic/target": ('url="…"', "another one's"),
}

_STRETCH = "keep @when for one day, @from and @to (or @notBefore and @notAfter) for a stretch of time"

_EXAMPLES = {
    "xml:id": 'for example xml:id="d5fn2"; no other element of the document may have the same',
    "n": 'write the number or the sign as printed, for example n="2"',
    "target": 'write where it leads, for example target="#d5fn2" for an element of this document',
    "url": 'write where the picture is, for example url="images/0134.jpg"',
    "ident": 'write the name, for example ident="en"',
    "when from": _STRETCH,
    "when to": _STRETCH,
    "from when": _STRETCH,
    "to when": _STRETCH,
    "when notBefore": _STRETCH,
    "when notAfter": _STRETCH,
    "notBefore when": _STRETCH,
    "notAfter when": _STRETCH,
}

_FORMS = {
    r"[^\p{C}\p{Z}]+": "a word without spaces",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "a word without spaces",
    r"[\p{L}_][\p{L}\p{N}_.\-]*": "a name without spaces that begins with a letter",
    r"[\-+]?\d+/[\-+]?\d+": "a fraction, such as 1/2",
    r"[\d]+(\.[\d]+){0,2}": "a version, such as 4.9.0",
    r"\d+(\.\d+)?": "a number, such as 3 or 2.5",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction, such as 1/2",
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date or time of ISO 8601",
    r"\S+": "a word without spaces",
}

VOCABULARY = Vocabulary(
    namespaces={TEI: "TEI"},
    likeliest=(
        "p item row cell list table head opener closer signed dateline salute div quote text body front back "
        "persName placeName orgName date gloss ref term hi seg title label note "
        "fileDesc titleStmt publicationStmt sourceDesc encodingDesc profileDesc revisionDesc bibl"
    ).split(),
    aside=frozenset("note figure desc label bibl figDesc argument".split()),
    common=frozenset(
        "id n lang base space rend rendition style corresp ana facs cert resp source change "
        "synch sameAs copyOf next prev exclude select".split()
    ),
    elements={name: (f"<{tags}>", "HTML") for name, tags in _HTML.items()}
    | {name: (f"<{tags}>", "TEI before P5") for name, tags in _P4.items()},
    attributes=_ATTRIBUTES,
    examples=_EXAMPLES,
    forms=_FORMS,
)
"""How the engine of RELAX NG is to speak of TEI."""
