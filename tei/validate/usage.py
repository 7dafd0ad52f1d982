"""How people write values in TEI, and how they are written well."""

from __future__ import annotations

from tei.validate.parts import rows, table

# What people write, and what grammars ask for.
_VALUES = """
yes y: Y true yes 1
no n: N false no 0
true wahr on t: true Y yes 1
false off f: false N no 0
full whole complete: Y yes full
first initial start beginning: I init first initial
middle: M medial
last final end: F final
bold strong b boldface heavy bf: bold strong b
italic italics i it cursive ital oblique: italic italics i
underline underlined u: underline underlined u
superscript sup super superior: superscript sup
subscript sub inferior: subscript sub
smallcaps small-caps small_caps sc caps smallcap: smallcaps small-caps sc
strikethrough strike struck line-through: strikethrough strike
ordered numbered number numeric ol: numbered ordered
unordered bulleted bullet bullets ul itemized: bulleted simple unordered
definition definitions glossary dl: gloss
male m man masculine: M male 1
female f woman feminine w: F female 2
certain sure definite high hoch: high
likely probable probably medium: medium
doubtful unlikely uncertain maybe perhaps ? low: low unknown
monograph monographic book mono: m
article analytic chapter paper: a
journal periodical magazine newspaper: j
serial collection: s
unpublished manuscript letter typescript: u
open public available cc-by cc0: free
closed private confidential: restricted
send sender sending dispatched: sent
receive receiver recipient receiving arrived addressee: received
forward: forwarded
parallel segmentation: parallel-segmentation
location: location-referenced
redirect: redirected
letters: letter
top header head above-line: above top
bottom footer below-line: below bottom foot
marginal margins: margin
foot footnote: foot
interlinear: above inline
inside inner: inline
outer: margin
only: sole
main primary: major
secondary other: minor
keep: preserve
jpg jpeg image/jpg: image/jpeg
png: image/png
gif: image/gif
tif tiff: image/tiff
pdf: application/pdf
mp3: audio/mpeg
mp4: video/mp4
xml: application/xml text/xml
tei: application/tei+xml
html: text/html
txt text: text/plain
english eng: en
german deutsch ger deu: de
french français francais fra fre: fr
latin latein lat: la
greek griechisch gre: grc el
italian italiano ita: it
spanish español espanol spa: es
portuguese: pt
dutch nederlands: nl
russian: ru
polish: pl
czech: cs
hebrew: he
arabic: ar
chinese: zh
japanese: ja
turkish: tr
hungarian: hu
swedish: sv
danish: da
norwegian: no
old.english anglo-saxon: ang
middle.english: enm
old.french: fro
middle.high.german: gmh
old.high.german: goh
sanskrit: sa
welsh: cy
irish gaelic: ga
char chars characters character: chars character
lines: line lines
words: word words
pages: page pages
approximately about around: circa
conjectural: conjecture
gregorianisch: gregorian
zero: 0
one eins: 1
two zwei: 2
three drei: 3
four: 4
five: 5
six: 6
seven: 7
eight: 8
nine: 9
ten: 10
eleven: 11
twelve: 12
"""

# An attribute, of one element or of any, and values that it may have.
_EXAMPLES = """
n: 2
xml:id: d5fn2
target: #d5fn2 | https://example.org/
url: images/0134.jpg
ident: en | name
version: 1.2 | 1.2.0
unit: part | page | line
type: letter | sent | document
when: 1956-05-26 | 19:00:00
from: 1956-05-26 | 1
to: 1956-05-27 | 2
ref: #d5
who: #hamlet
wit: #A
points: 10,10 90,10 90,40
quantity: 3
value: 3
degree: 0.5
dur: P3D
name: parent
mutual: #anna #maria
active: #anna
passive: #maria
mimeType: image/jpeg
spanTo: #d5end
role: author | label
usage: 80
matchPattern: (.+)
replacementPattern: #$1
scheme: #subjects | TEI
key: smith
gi: p
cRef: Genesis 1:1
start: #w1
since: #t1
"""

_ADVICE = {
    "xml:id": "no other element of the document may have the same",
    "n": "write the number or the sign as printed",
    "target": "write where it leads: # and the identifier of an element of this document, or an address",
    "url": "write where the picture is",
}

_STRETCH = "keep @when for one day, @from and @to (or @notBefore and @notAfter) for a stretch of time"
_STRETCHES = "when from|when to|when notBefore|when notAfter".split("|")

_WORD = "a word without spaces"
_FRACTION = "a fraction, such as 1/2"
_PLACE = "a latitude and a longitude, such as 48.85 2.35"
_LENGTH = "a number with its unit, without a space, such as 12cm, 120px or 80%"

FORMS = {
    r"[^\p{C}\p{Z}]+": _WORD,
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": _WORD,
    r"\S+": _WORD,
    r"[\p{L}_][\p{L}\p{N}_.\-]*": "a name without spaces that begins with a letter",
    r"[\-+]?\d+/[\-+]?\d+": _FRACTION,
    r"(\-?[\d]+/\-?[\d]+)": _FRACTION,
    r"[\d]+(\.[\d]+){0,2}": "a version in numbers, such as 1.2 or 4.9.0",
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": "a version, such as 1.2 or 4.9.0",
    r"\d+(\.\d+)?": "a number, such as 3 or 2.5",
    r"[0-9.,DHMPRSTWYZ/:+\-]+": "a date, a time or a stretch of time as ISO 8601 has it, such as 1956-05-26",
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|rem)": _LENGTH,
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": _LENGTH,
    r"-?[0-9]+(\.[0-9]+)?[ ,] *-?[0-9]+(\.[0-9]+)?": _PLACE,
    r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": "points, each two numbers with a comma, such as 10,10 90,40",
    r"[^/\s]+:\S*": "the address of a namespace, such as http://www.tei-c.org/ns/1.0",
    r".+:.+": "a name with a prefix, such as tei:p",
    r".+": "some text",
    r"[a-z][a-z0-9\+\.\-]*": "a prefix in small letters, such as psn",
    r"(19[789][0-9]|[2-9][0-9]{3}).*": "a day from 1970 on, such as 2024-05-26",
}
"""What the regular expressions of TEI's datatypes stand for."""


STAND_INS = {"ref": "corresp", "key": "corresp", "target": "corresp", "type": "ana", "subtype": "ana", "role": "ana"}
"""Attributes that every element has, for those that few have."""

_BY_VALUE = table(_VALUES)

VALUES = {name.replace(".", " "): meant for name, meant in _BY_VALUE.items()}
"""Values that people write, with those that they mean."""

EXAMPLES = {name: tuple(values.split(" | ")) for name, values in rows(_EXAMPLES)}
"""Values that attributes may have."""

ADVICE = _ADVICE | {pair: _STRETCH for each in _STRETCHES for pair in (each, " ".join(reversed(each.split())))}
"""What to do with attributes that exclude each other, and what to mind with some."""

STRETCHES = {
    "quantity": ("atLeast", "atMost"),
    "when": ("from", "to"),
    "when-iso": ("from-iso", "to-iso"),
    "when-custom": ("from-custom", "to-custom"),
    "from": ("from", "to"),
    "notBefore": ("notBefore", "notAfter"),
}
"""For a moment the attributes of a stretch of time."""

BOUNDS = {
    "when": ("notBefore", "notAfter"),
    "when-iso": ("notBefore-iso", "notAfter-iso"),
    "when-custom": ("notBefore-custom", "notAfter-custom"),
    "from": ("notBefore", "notAfter"),
    "to": ("notBefore", "notAfter"),
    "notBefore": ("notBefore", "notAfter"),
    "notAfter": ("notBefore", "notAfter"),
}
"""For a moment the attributes of what it lies between."""

UNKNOWN = frozenset((*"unknown undated n.d. nd s.d. o.d. o.j. ? ?? - none n/a unbekannt inconnu".split(), "no date"))
UNKNOWN |= {"present", "now", "today", "ongoing"}
"""What people write for a date that they do not know, or that is still to come."""
