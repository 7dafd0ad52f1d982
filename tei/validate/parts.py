"""What TEI's elements are there to hold, and which of them are mistaken for others."""

from __future__ import annotations

from collections.abc import Iterator

# An element and what it is there to hold, the likeliest first.
_PARTS = """
TEI: teiHeader text facsimile standOff
teiCorpus: teiHeader TEI
teiHeader: fileDesc profileDesc encodingDesc revisionDesc
fileDesc: titleStmt publicationStmt sourceDesc editionStmt extent seriesStmt notesStmt
titleStmt: title author editor respStmt sponsor funder principal
editionStmt: edition p respStmt
publicationStmt: publisher availability pubPlace date idno distributor authority address p
availability: licence p
sourceDesc: bibl p msDesc biblStruct listBibl
seriesStmt: title p idno biblScope
notesStmt: note
respStmt: resp persName name orgName
profileDesc: langUsage correspDesc textClass creation abstract particDesc
langUsage: language
textClass: keywords catRef classCode
keywords: term
correspDesc: correspAction correspContext
correspAction: persName placeName date orgName
correspContext: ref
encodingDesc: projectDesc editorialDecl classDecl tagsDecl charDecl appInfo p
projectDesc: p
editorialDecl: p correction normalization hyphenation quotation
classDecl: taxonomy
taxonomy: category bibl
category: catDesc category
charDecl: char glyph
tagsDecl: rendition namespace
appInfo: application
revisionDesc: change listChange
text: body front back group
group: text
front: titlePage div
back: div listBibl
body: p div lg sp list table head opener closer
div: p list table div head quote lg opener closer sp stage postscript trailer figure
titlePage: docTitle docAuthor docDate docImprint titlePart byline imprimatur
docTitle: titlePart
docImprint: pubPlace publisher docDate
opener: dateline salute
closer: signed salute dateline
postscript: p
dateline: date placeName
salute: persName
signed: persName
list: item head label
table: row head
row: cell
figure: graphic head figDesc p
lg: l lg head
sp: speaker p l stage lg ab
castList: castItem castGroup head
castGroup: castItem head
castItem: role roleDesc actor
choice: corr sic reg orig expan abbr seg
subst: del add
app: lem rdg rdgGrp note
rdgGrp: rdg
cit: quote bibl ref
listBibl: bibl biblStruct msDesc head
bibl: title author date publisher pubPlace biblScope editor
biblStruct: monogr analytic series
analytic: title author editor
monogr: title author editor imprint biblScope
imprint: publisher pubPlace date biblScope
series: title biblScope
msDesc: msIdentifier head msContents physDesc history additional p
msIdentifier: settlement repository idno country collection institution msName
msPart: msIdentifier
msContents: msItem p summary
msItem: title author incipit explicit locus
physDesc: objectDesc handDesc p
objectDesc: supportDesc layoutDesc
supportDesc: support extent p
layoutDesc: layout
handDesc: handNote
handNotes: handNote
history: origin provenance acquisition p
additional: adminInfo surrogates listBibl
listPerson: person personGrp relation listRelation
person: persName birth death occupation note
persName: surname forename roleName
listPlace: place
place: placeName location note
location: settlement geo country region
listOrg: org
org: orgName
listEvent: event
event: head desc label p
listRelation: relation
listWit: witness
listApp: app
standOff: listPerson listPlace listOrg listBibl listEvent
address: addrLine street settlement postCode
facsimile: surface graphic
sourceDoc: surface
surface: zone graphic line
surfaceGrp: surface
zone: line
entry: form sense gramGrp etym
superEntry: entry
hom: sense form
form: orth pron
gramGrp: pos gen number
sense: def cit
spanGrp: span
linkGrp: link
interpGrp: interp
timeline: when
particDesc: listPerson person p
settingDesc: setting p
recordingStmt: recording
fs: f
f: symbol string
s: w pc
annotationBlock: u
elementSpec: gloss desc
noteGrp: note
ruby: rb rt
quote: p l lg
floatingText: body
epigraph: quote cit p
argument: p
"""

# An element and what is meant by it where it may not stand.
_INSTEAD = """
title: head titlePart
head: label
place: placeName
person: persName
org: orgName
organization: orgName
event: eventName rs
object: objectName rs
author: docAuthor persName name
editor: persName name
publisher: orgName name
docAuthor: author persName
docDate: date
docTitle: title
titlePart: title head
date: docDate dateline
settlement: placeName
country: placeName
region: placeName
forename: persName name
surname: persName name
u: hi said
span: seg hi
line: l lb
caption: head figDesc
desc: figDesc p note
figDesc: desc p
p: ab line seg l
ab: seg p
label: term head
def: gloss
term: rs
q: quote said
quote: q
bibl: title
biblStruct: bibl
orth: mentioned
annotation: note
summary: p
text: floatingText
name: persName
l: line ab
lem: rdg
wit: witness
item: msItem cell row
gender: gen
normalization: reg
ptr: ref
link: ref
address: placeName
lang: foreign
code: hi
div: div1 div2 div3 div4 div5 div6 div7
"""

_PARTNERS = ("sic corr", "orig reg", "abbr expan", "del add", "lem rdg", "quote bibl", "am ex")


def rows(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind the first colon of each line."""
    for line in text.strip().splitlines():
        name, _, words = line.partition(": ")
        yield name, words


def table(text: str) -> dict[str, tuple[str, ...]]:
    """The rows "one or more names: words"."""
    return {name: tuple(words.split()) for names, words in rows(text) for name in names.split()}


PARTS = table(_PARTS)
PARTS |= {f"div{level}": (*PARTS["div"], f"div{level + 1}") for level in range(8)}
"""What elements are there to hold."""

INSTEAD = table(_INSTEAD)
"""What is meant by elements where they may not stand."""

PARTNERS = {one: other for pair in _PARTNERS for one, other in (pair.split(), reversed(pair.split()))}
"""Elements that stand beside each other."""
