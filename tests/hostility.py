"""A volume, a letter and a header that mean harm: what they say goes wherever a text of TEI goes in an edition."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

WORDS = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)><svg/onload=alert(1)>',
    "' onmouseover='alert(1)' autofocus onfocus='alert(1)",
    "</title></style></textarea></template></noscript><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "--><script>alert(1)</script><!--<script>",
    "]]><script>alert(1)</script>",
    "\u2028alert(1)//\u2029`${alert(1)}`",
    "{{ 7 * 7 }}{% raw %}\\",
    "__proto__ constructor toString hasOwnProperty",
    "\u202ereversed\u2066 isolated",
)
ADDRESSES = (
    "javascript:alert(1)",
    " \n javascript:alert(1)",
    "JaVa\tScRiPt\n:alert(1)",
    "javascript&colon;alert(1)",
    "javascript%3Aalert(1)",
    "\u00a0javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "vbscript:alert(1)",
    "file:///etc/passwd",
    "blob:x",
    "about:blank",
    "view-source:x",
    "//evil.invalid/a",
    "\\\\evil.invalid\\b",
    "/\\evil.invalid/c",
    "\\/evil.invalid/d",
    "/\t/evil.invalid/e",
    "../../../../etc/passwd",
    "/etc/passwd.png",
    "%2e%2e/%2e%2e/x.png",
    'x.png" onerror="alert(1)',
    "http://evil.invalid/f.png",
    "http:evil.invalid",
    "https:\\\\evil.invalid\\g.svg",
    "http://[",
    "#__proto__",
    '#"><img src=x onerror=alert(1)>',
    "__proto__",
    "picture.svg",
)
NAMES = ('"><img src=x onerror=alert(1)>', "javascript:alert(1)", "a\nb", "\u202e#?%2e%2e&amp;")
"""Of files."""

STYLES = (
    "background:url(//evil.invalid/h)",
    "background-image:url('http://evil.invalid/i')",
    "color:red;background:u\\72l(//evil.invalid/j)",
    "color:/**/red;list-style:url(//evil.invalid/k)",
    "position:fixed;top:0;left:0;width:100vw;height:100vh;z-index:9999",
    "@import '//evil.invalid/l'",
    "}body{background:url(//evil.invalid/m)}",
    "width:expression(alert(1));-moz-binding:url(//evil.invalid/n)",
    "font-family:x;src:url(//evil.invalid/o);cursor:url(//evil.invalid/p),auto",
    "font: 12px '</style><script>alert(1)</script>'",
    "color:var(--x,url(//evil.invalid/q));content:attr(x);--y:url(//evil.invalid/r)",
    "border-image:image-set('//evil.invalid/s' 1x)",
    "margin-left:-9999px;font-size:" + "9" * 5000 + "px",
)
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" onload="alert(1)">
<script>alert(1)</script><image x:href="http://evil.invalid/t" width="9" height="9"/></svg>
"""
_VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<?tei-diagnostic "><script>alert(1)</script>?><teiHeader><fileDesc><titleStmt><title type="complete">{x}</title>
<title>{x}</title><author>{x}</author><editor>{x}</editor><respStmt><resp>{x}</resp><name>{x}</name></respStmt>
</titleStmt><publicationStmt><publisher>{x}</publisher><pubPlace>{x}</pubPlace><date when="{a}">{x}</date>
<idno type="DOI">{x}</idno><idno type="{a}">{x}</idno><idno type="URL">javascript:alert(1)</idno>
<idno type="ISBN">{x}</idno><availability><licence target="javascript:alert(1)">{x}</licence></availability>
</publicationStmt><seriesStmt><title>{x}</title><idno>{x}</idno></seriesStmt><sourceDesc><p>{x}</p><bibl>{x}</bibl>
</sourceDesc></fileDesc><encodingDesc><projectDesc><p>{x}</p></projectDesc><tagsDecl>
<rendition xml:id="r0" scheme="css">{x}</rendition>{renditions}
<namespace name="{a}"><tagUsage gi="p" rendition="#r0">{x}</tagUsage></namespace></tagsDecl></encodingDesc>
<profileDesc><langUsage>
<language ident="{a}">{x}</language></langUsage>
<abstract><p>{x}</p></abstract></profileDesc>
<revisionDesc><change when="{a}">{x}</change></revisionDesc></teiHeader>
<standOff><listPerson>{people}</listPerson><listPlace><place xml:id="l1"><placeName>{x}</placeName>
<location><geo>{x}</geo></location><idno type="URL">javascript:alert(1)</idno></place>
<place xml:id="l2"><placeName>B</placeName></place></listPlace>
<listOrg><org xml:id="o1"><orgName>{x}</orgName><desc>{x}</desc></org></listOrg>
<list type="gloss"><label><term xml:id="t1">{x}</term></label><item>{x}</item></list></standOff>
<facsimile><surface xml:id="f1"><graphic url="javascript:alert(1)"/></surface>
<surface xml:id="f2"><graphic url="picture.svg"/></surface></facsimile>
<text><front><titlePage><docTitle><titlePart>{x}</titlePart></docTitle></titlePage></front><body>{documents}</body>
<back><div><head>{x}</head><p>{x}</p></div></back></text></TEI>
"""
_PERSON = """<person xml:id="p{n}" role="{a}"><persName type="{a}">{x} {n}<surname>{x}</surname></persName>
<birth when="{a}"/><occupation>{x}</occupation><note>{x}</note><idno type="VIAF">{x}</idno><idno type="{a}">{x}</idno>
{idnos}</person>
"""
_DOCUMENT = """<!--{c}--><pb n="{a}" facs="#f1"/><pb n="{n}" facs="#f2"/>
<div type="letter" subtype="{a}" n="{a}" xml:id="d{n}" xml:lang="{a}"><?tei-diagnostic {n}"><script>alert(1)</script>?>
<head>{n}. {x} <persName type="from" ref="#p{n}">{x}</persName> <persName type="to" ref="#p{m}">{x}</persName>
<note n="{a}" type="source">{x}</note></head><opener><dateline><placeName ref="#l{l}">{x}</placeName>
<date when="190{n}-0{n}-03" calendar="{a}">{x}</date></dateline></opener>
<p xml:id="p-{n}" n="{a}" rend="{a}" rendition="{a}" style="{a}" class="{a}" onclick="alert(1)"
xml:base="javascript:x">{x}<persName ref="#p{n}" role="{a}">{x}</persName>
<placeName ref="#l1">{x}</placeName> <orgName ref="#o1">{x}</orgName>
<gloss target="#t1">{x}</gloss><note n="{a}">{x} <persName ref="#p1">{x}</persName><ref target="#d{m}">{x}</ref></note>
<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script><script>alert(1)</script>
<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script>
<style>*{background:url(//evil.invalid/u)}</style></svg>
<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:alert(1)" onclick="alert(1)"><maction><mtext>
<img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)"/>{x}</mtext></maction></math>
<iframe src="javascript:alert(1)" srcdoc="{a}"/><object data="//evil.invalid/v"/><base href="//evil.invalid/"/>
<form action="javascript:alert(1)"><button/></form><meta http-equiv="refresh" content="0;url=//evil.invalid/w"/>
<link rel="stylesheet" href="//evil.invalid/y"/><style>*{background:url(//evil.invalid/z)}</style>
<textarea><title>{x}</title></textarea><plaintext>{x}</plaintext><unclear reason="{a}">{x}</unclear>
<choice><sic>{x}</sic><corr resp="{a}">{x}</corr></choice>
<app><lem wit="{a}">{x}</lem><rdg wit="javascript:alert(1)">{x}</rdg></app></p>
<egXML xmlns="http://www.tei-c.org/ns/Examples"><p onclick="{a}">{x}<!--{c}--></p></egXML>
<list><label>{x}</label><item n="{a}">{x}</item></list><table><head>{x}</head><row>
<cell cols="{a}" rows="99999999999" role="{a}">{x}</cell></row></table><lg n="{a}"><l n="{a}">{x}</l></lg>
<sp who="#p1"><speaker>{x}</speaker><p>{x}</p></sp>{styled}<p>{led}</p><closer><signed>{x}</signed></closer></div>
"""
_LED = """<ref target="{a}">x</ref><ptr target="{a}"/><graphic url="{a}"><desc>x</desc></graphic>
<media mimeType="text/html" url="{a}"/><media mimeType="audio/mp3" url="{a}"/><pb n="1" facs="{a}"/>
<persName ref="{a}" key="{a}">x</persName><figure facs="{a}"><graphic url="{a}"/><figDesc>x</figDesc></figure>
<hi facs="{a}">x</hi><gap reason="{a}" extent="{a}"/><formula notation="{a}">x</formula>
<rs source="{a}" corresp="{a}">x</rs>
"""
_STYLED = '<p style="{a}" rend="{a}" rendition="#s{n} #r0">x</p>'
_RENDITION = '<rendition xml:id="s{n}" selector="p,hi">{x}</rendition>'
_IDNOS = '<idno type="URL">{x}</idno><idno type="GND">{x}</idno>'


def volume(words: str) -> str:
    """A volume in which these words stand wherever a file of TEI can have any, with every bad address and style."""
    idnos = "".join(_filled(_IDNOS, each) for each in ADDRESSES)
    renditions = "".join(_filled(_RENDITION, each, n=n) for n, each in enumerate(STYLES))
    styled = "".join(_filled(_STYLED, each, n=n) for n, each in enumerate(STYLES))
    led = "".join(_filled(_LED, each) for each in ADDRESSES)
    people = "".join(_filled(_PERSON, words, n=n, idnos=idnos) for n in (1, 2, 3))
    documents = "".join(
        _filled(_DOCUMENT, words, n=n, m=n % 3 + 1, l=n % 2 + 1, styled=styled, led=led) for n in (1, 2, 3)
    )
    return _filled(_VOLUME, words, people=people, renditions=renditions, documents=documents)


def _filled(template: str, words: str, **parts: object) -> str:
    """A template with words, as text, in an attribute and in a comment, and with parts that are ready."""
    attribute = escape(words, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
    own = {"x": escape(words), "a": attribute, "c": words.replace("-", "- "), **parts}
    for name, value in own.items():
        template = template.replace(f"{{{name}}}", str(value))
    return template


def write(folder: Path) -> None:
    """Put a volume into a folder, and the same under names that mean harm, with what they draw on beside them."""
    text = volume(" ".join(WORDS))
    (folder / "v.xml").write_text(text, encoding="utf-8")
    for name in ("picture.svg", "x.png"):
        (folder / name).write_text(PICTURE, encoding="utf-8")
    letter = re.search('<div type="letter".*?</div>', text, re.DOTALL)
    assert letter
    alone = f"{text.partition('<text>')[0]}<text><body>{letter[0]}</body></text></TEI>"
    for name in NAMES:
        (folder / f"{name}.xml").write_text(alone, encoding="utf-8")
