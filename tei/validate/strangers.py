"""Names that are not TEI's: of HTML, of DocBook, of TEI as it was before P5, and the words that first come to mind."""

from __future__ import annotations

from tei.relaxng.vocabulary import Stranger

# One or more names, and what TEI writes instead: the likeliest first.
_HTML = """
i cite var: hi rend="italic"
em: emph | hi rend="italic"
b: hi rend="bold"
strong: hi rend="bold" | emph
u: hi rend="underline"
small: hi rend="smaller"
big: hi rend="larger"
mark: hi rend="highlight"
font tt center nobr: hi
sup: hi rend="superscript"
sub: hi rend="subscript"
strike: del rend="strikethrough" | hi rend="strikethrough"
ins: add
a: ref target="…"
br wbr: lb/
hr: milestone unit="section" rend="rule"/ | milestone unit="section"/
ul menu: list rend="bulleted" | list
ol: list rend="numbered" | list type="ordered" | list
dl: list type="gloss" | list
li dd: item
dt: label
tr: row
td: cell
th: cell role="label" | cell
thead tbody tfoot: row
blockquote: quote
img: graphic url="…"/
figcaption: figDesc | head
span: seg | hi
pre: ab | eg | p
kbd samp: code | hi
dfn: term
acronym: abbr type="acronym" | abbr
section article main nav: div
aside: note
footer: trailer
h1 h2 h3 h4 h5 h6 hgroup: head
html: TEI
video audio: media url="…" mimeType="…"/ | ptr target="…"/
"""

_DOCBOOK = """
para simpara formalpara: p
sect1 sect2 sect3 sect4 sect5 appendix preface: div
footnote: note place="foot" | note
emphasis: emph | hi rend="italic"
ulink: ref target="…"
itemizedlist: list rend="bulleted" | list
orderedlist: list rend="numbered" | list
variablelist glosslist: list type="gloss" | list
listitem varlistentry: item
mediaobject inlinemediaobject informalfigure: figure
imagedata imageobject: graphic url="…"/
informaltable tgroup: table
programlisting literallayout screen: eg | ab | p
literal: code | hi
citetitle: title
phrase: seg | phr
firstterm glossterm: term
foreignphrase: foreign
personname: persName
firstname: forename
bibliography: listBibl
biblioentry bibliomixed: bibl
sidebar: note
"""

_P4 = """
TEI.2: TEI
teiCorpus.2: teiCorpus
xref: ref target="…"
xptr: ptr target="…"/
dateRange: date from="…" to="…"
timeRange: time from="…" to="…"
dateStruct: date
timeStruct: time
occasion: name
gaiji: g
div0 div1 div2 div3 div4 div5 div6 div7: div
hand: handNote | handShift/
handList: handNotes
particLinks: listRelation
firstLang langKnown: langKnowledge
trans: cit type="translation" | gloss
omit: gap
figDescr: figDesc
foreName: forename
lang: foreign
tagDecl: tagsDecl
witList: listWit
"""

_EAD = """
persname: persName
corpname: orgName
geogname: placeName
unittitle: title
unitdate: date
unitid: idno
"""

_ANYONE = """
paragraph paragraf absatz par: p
verse verseline versLine: l
line: l | lb/
stanza strophe couplet quatrain tercet: lg
poem: lg type="poem" | lg | div type="poem"
letter: div type="letter" | div
chapter: div type="chapter" | div
scene: div type="scene" | div
act: div type="act" | div
volume: biblScope unit="volume" | biblScope | div
issue: biblScope unit="issue" | biblScope
canto dedication introduction appendices subsection: div
book: div type="book" | div | bibl
part: div type="part" | div
speech: sp
dialogue dialog: sp | said
stageDirection stagedirection stagedir direction stageDir: stage
character: role | speaker | persName
characters cast dramatisPersonae personae: castList
heading titel überschrift: head
page pagebreak pageBreak newpage newPage: pb n="…"/ | pb/
linebreak lineBreak newline: lb/
columnbreak columnBreak colbreak colBreak: cb/
italic italics cursive kursiv ital: hi rend="italic"
bold fett boldface: hi rend="bold"
underline underlined: hi rend="underline"
superscript: hi rend="superscript"
subscript: hi rend="subscript"
smallcaps smallCaps sc: hi rend="smallcaps"
highlight highlighted: hi
strikethrough strikeout strikethru crossed deleted deletion deleta: del | hi rend="strikethrough"
added addition insertion insert inserted: add
image picture photo illustration pic: graphic url="…"/ | figure
caption: head | figDesc
comment remark editorialNote editorsNote: note
annotation: note
endnote: note place="end" | note
marginal marginalia margin marginalNote: note place="margin" | note
illegible omission lacuna missing omitted: gap reason="illegible"/ | gap/
abbreviation abbrev: abbr
expansion expanded: expan
correction corrected: corr
error mistake typo: sic
original: orig
regularized regularised regularization regularisation normalized normalised normalisation: reg
uncertain unsure: unclear
quotation: quote
citation: bibl | cit
reference: ref target="…" | bibl
noteref noteRef footnoteref footnoteRef: ref target="…" | ptr target="…"/
synonym antonym crossReference crossreference crossref: xr | ref target="…"
work: title | bibl
journal: title level="j" | title
definition: def | gloss
headword: orth | form type="lemma" | term
example: cit type="example" | cit | eg
translation: cit type="translation" | cit | gloss
translator: editor role="translator" | respStmt
transcriber encoder: respStmt | persName
etymology: etym
pronunciation: pron
usage: usg
partOfSpeech partofspeech: pos
word token: w | seg
sentence: s | seg
clause: cl | seg
punctuation punct: pc
variant reading: rdg
lemma: lem | form type="lemma"
apparatus apparatusEntry: app
manuscript: msDesc
shelfmark callNumber: idno
signature: signed | idno
library archive: repository
folio: locus | pb/
salutation greeting: salute
postScript ps nachschrift: postscript
closing valediction: closer
opening: opener
sender recipient receiver addressee writer: persName
city town village: settlement | placeName
location: placeName
coordinates coords latitude longitude: geo
givenName givenname firstName vorname: forename
lastName lastname familyName nachname: surname
middleName middlename: forename type="middle" | forename
personName person: persName
organisation organization company: orgName
geographicName: geogName
url uri hyperlink: ref target="…" | ptr target="…"/
year month day century datum: date
dob birthdate birthDate birthday birthplace birthPlace placeOfBirth: birth
deathdate deathDate deathplace deathPlace placeOfDeath: death
job profession: occupation
number numeral: num
money price currency: measure type="currency" | measure
pages pageRange: biblScope unit="page" | biblScope
zip zipcode zipCode postalCode plz: postCode
placeOfPublication publicationPlace: pubPlace
utterance turn: u
description: roleDesc | figDesc | desc
performer actress: actor
laugh laughter: vocal | incident
foreignWord foreignPhrase latin french: foreign
titlepage: titlePage
contents toc: list | divGen type="toc"/
metadata header: teiHeader
copyright rights license: licence | availability
catchword: fw type="catch" | catchwords
pageNumber pageNum pagenum folioNumber: fw type="pageNum" | pb n="…"/
runningHead runningTitle: fw type="header" | fw
tab: space/
music: notatedMusic
keyword subject topic: term
handwriting: handNote
script: scriptNote | scriptDesc | handNote
blank: space/
document: TEI | text | div
"""

# A hyphen, or nothing, says that it is left out.
_HTML_ATTRIBUTES = """
id: @xml:id
lang: @xml:lang
href: @target @url @ref
src: @url @target
class: @rend @type @ana @rendition
align valign: @rend @rendition @style
alt: <figDesc> beside it
title: @n | <desc> in it
colspan: @cols
rowspan: @rows
border cellpadding cellspacing bgcolor:
color colour: @rend @style | -
datetime: @when @when-iso
cite: @source @target
name: @xml:id @n
dir: @rend @style
size face: @rend @style
value: @n @quantity
start: @n
width height: @style @rend
"""

_P4_ATTRIBUTES = """
TEIform teiform:
sic/corr: <choice><sic>…</sic><corr>…</corr></choice>
corr/sic: <choice><sic>…</sic><corr>…</corr></choice>
abbr/expan: <choice><abbr>…</abbr><expan>…</expan></choice>
expan/abbr: <choice><abbr>…</abbr><expan>…</expan></choice>
orig/reg: <choice><orig>…</orig><reg>…</reg></choice>
reg/orig: <choice><orig>…</orig><reg>…</reg></choice>
reg: @key @ref | <choice><orig>…</orig><reg>…</reg></choice>
date/value time/value date/reg time/reg: @when @when-iso
figure/entity: <graphic url="…"/> in it
graphic/entity: @url
ptr/doc ref/doc xref/doc note/doc: @target
language/id: @ident
hand/id handNote/id: @xml:id
certainty: @cert
crdate: @when
targOrder old creator date.created date.updated default.lang exact anchor.type:
targType: @type
wsd: @ident
"""

_OTHERS_ATTRIBUTES = """
url uri link: @target @url @ref
linkend linkends: @target
fileref file filename: @url @target
target: @url @ref @corresp
date iso isoDate year: @when @when-iso
begin start startDate: @from @notBefore @start
end endDate: @to @notAfter @end
after: @notBefore @from
before: @notAfter @to
number no nr num page pageNumber nummer label: @n
image img picture pic: @facs @url
language langue sprache: @xml:lang
identifier ID Id: @xml:id
bold italic italics underline: @rend @rendition
rendering render font format formatting look emphasis: @rend @rendition
kind category class function sort: @type @ana
responsibility editor by author encoder: @resp
speaker speaker-id: @who
position location pos: @place @rend
amount: @quantity @n
length: @quantity @extent
duration: @dur
viaf gnd wikidata geonames authority pid: @ref @key
witness witnesses: @wit
meter metre: @met
rhymescheme rhymeScheme rhymes: @rhyme
lem: @lemma
handShift/hand handShift/to: @new
biblScope/type milestone/type: @unit
indent: @rend @style
gender: @sex @gender
note comment: <note> beside it
translation: <gloss> beside it
hand-id scribe: @hand
cause: @reason
writer sender: @who @resp
"""


def _elements(table: str, whose: str) -> dict[str, Stranger]:
    rows = (line.partition(": ") for line in table.strip().splitlines())
    return {name: (tuple(meant.split(" | ")), whose) for names, _, meant in rows for name in names.split()}


def _attributes(table: str, whose: str) -> dict[str, Stranger]:
    found: dict[str, Stranger] = {}
    for line in table.strip().splitlines():
        names, _, meant = line.partition(":")
        ways = [way for part in meant.split("|") for way in (part.split() if "@" in part else [part.strip(" -")])]
        found |= dict.fromkeys(names.split(), (tuple(ways), whose))
    return found


ELEMENTS: dict[str, Stranger] = (
    _elements(_ANYONE, "")
    | _elements(_EAD, "EAD's")
    | _elements(_DOCBOOK, "DocBook's")
    | _elements(_P4, "of TEI before P5")
    | _elements(_HTML, "HTML's")
)
"""Elements that TEI does not have, or not with that meaning."""

ATTRIBUTES: dict[str, Stranger] = (
    _attributes(_OTHERS_ATTRIBUTES, "")
    | _attributes(_HTML_ATTRIBUTES, "HTML's")
    | {
        name: (meant, "of TEI before P5, or HTML's")
        for name, (meant, _) in _attributes("id: @xml:id\nlang: @xml:lang", "").items()
    }
    | _attributes(_P4_ATTRIBUTES, "of TEI before P5")
)
"""Attributes that TEI does not have, or not with that meaning."""
