"""Texts with pictures of their pages, for the kits that show these."""

from __future__ import annotations

from lxml import etree

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit.collection import Collection, collect

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Letters from the harbour</title><editor>Lind, Ada</editor></titleStmt>"
    "<publicationStmt><publisher>The editors</publisher><date when='2026-05-01'/>"
    "<idno type='DOI'>10.5281/zenodo.1</idno><availability>"
    "<licence target='https://creativecommons.org/licenses/by/4.0/deed.en'>CC BY 4.0</licence></availability>"
    "</publicationStmt><sourceDesc><bibl>A box of letters</bibl></sourceDesc></fileDesc><profileDesc>"
    "<creation><date from='1901-02-03' to='1902'/></creation><langUsage><language ident='en'/></langUsage>"
    "<abstract><p>About ships.</p></abstract></profileDesc></teiHeader>"
)
SURFACES = (
    "<facsimile xml:base='https://scans.example.com/box/'>"
    "<surface xml:id='cover' n='cover' ulx='0' uly='0' lrx='2000' lry='3000'><graphic url='cover.jpg'/></surface>"
    "<surface start='#p1'><graphic url='1.tif' width='2100px' height='3100px' mimeType='image/tiff'/>"
    "<graphic url='1.png' width='1050px' height='1550px'/></surface>"
    "<surface xml:id='f2'><graphic url='https://images.example.com/iiif/3/two/full/max/0/default.jpg' width='2100'"
    " height='3100'/><zone xml:id='z2'/></surface></facsimile>"
)
LETTERS = (
    "<text><front><titlePage><docTitle><titlePart>Letters</titlePart></docTitle></titlePage></front><body>"
    "<div type='compilation' xml:id='comp1'><head>All of them</head>"
    "<div type='chapter' xml:id='ch1'><head>Spring</head><pb n='1' xml:id='p1'/>"
    "<div type='document' n='1' xml:id='d1'><head>1. Letter<note>By hand.</note></head>"
    "<p>One.<pb n='2' xml:id='p2' facs='#z2'/> Two.</p></div>"
    "<div type='document' n='2' xml:id='d2'><head>2. Letter</head><p>More.</p>"
    "<pb n='3' facs='https://images.example.com/iiif/2/three/full/1000,1500/0/default.jpg'/><p>End.</p></div>"
    "</div></div></body></text>"
)
PROFILE = Profile.load("frus")


def document(facsimile: str = SURFACES, text: str = LETTERS, header: str = HEADER) -> str:
    """A whole TEI document."""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{header}{facsimile}{text}</TEI>'


def root(facsimile: str = SURFACES, text: str = LETTERS) -> etree._Element:
    """The tree of one."""
    return etree.fromstring(document(facsimile, text))


def scanned(*texts: str, url: str = "", email: str = "") -> Collection:
    """A collection of documents: `box.xml`, `box2.xml` and so on."""
    named = [(f"box{number if number > 1 else ''}.xml", text) for number, text in enumerate(texts or (document(),), 1)]
    editions = [(Edition(Source(name, text)), "2026-05-02T10:00:00Z") for name, text in named]
    return collect(editions, PROFILE, Authority(), url=url, email=email)
