"""TEI files that mean harm: nothing in a page or in a citation runs, loads, or leads where it should not."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import Metadata, render
from tei.render.cite import citations

FRUS = Profile.load("frus")
SCRIPT = "</script><script>alert(1)</script>"
EVENT = '"><img src=x onerror=alert(1)>'
LINKS = (
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#9;script:alert(1)",
    "data:text/html,&lt;script>alert(1)&lt;/script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:x",
    "//evil.example/x",
)
HOSTILE = (
    """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title type="complete">Papers {x}</title><editor>{x}</editor></titleStmt><publicationStmt><publisher>{x}</publisher>
<pubPlace>{x}</pubPlace><date>1999</date>
<availability><licence target="javascript:alert(1)">{x}</licence></availability>
<idno type="frus">{x}</idno><idno type="DOI">{x}</idno></publicationStmt><sourceDesc><p>{x}</p></sourceDesc></fileDesc>
<encodingDesc><tagsDecl><rendition xml:id="r" scheme="css">background:url(//evil.example/x);{x}</rendition>
<rendition xml:id="s" scheme="css">color:red}}</rendition></tagsDecl></encodingDesc>
<profileDesc><correspDesc><correspAction type="sent"><persName ref="javascript:alert(1) viaf:{x}">{x}</persName>
<date when="{x}"/></correspAction></correspDesc></profileDesc></teiHeader>
<standOff><listPerson><person xml:id="p1"><persName>{x}</persName><idno type="URL">javascript:alert(1)</idno>
<idno type="VIAF">{x}</idno></person></listPerson></standOff>
<text><body><div type="letter" n="{x}" xml:id="d1"><head>{x} <date when="{x}">{x}</date></head>
<opener><dateline><placeName>{x}</placeName></dateline></opener>
<p rend="{x}" rendition="#r #s {x}" style="background:url(javascript:alert(1));behavior:url(x);{x}" n="{x}"
xml:lang="{x}">{x}
<persName ref="#p1">{x}</persName><pb n="{x}" facs="javascript:alert(1)"/><note n="{x}">{x}</note>
<gap reason="{x}"/><unclear reason="{x}">x</unclear>
<formula notation="{x}">{x}</formula><unknown x="{x}">{x}</unknown>"""
    + "".join(
        f'<ref target="{link}">x</ref><ptr target="{link}"/><graphic url="{link}"/>'
        f'<media mimeType="text/html" url="{link}"/>'
        f'<pb n="1" facs="{link}"/><persName ref="{link}">x</persName>'
        f'<figure facs="{link}"><graphic url="{link}"/></figure>'
        for link in LINKS
    )
    + "</p></div></body></text></TEI>"
)


class Reader(HTMLParser):
    """Looks for whatever runs, loads or leads out of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.scripts: list[tuple[str, str]] = []
        self._script: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script":
            self._script = given.get("type", "")
            self.scripts.append((self._script, ""))
        if tag in ("iframe", "object", "embed", "base", "form", "applet", "frame", "portal"):
            self.faults.append(f"<{tag}>")
        for name, value in given.items():
            address = re.sub(r"[\x00-\x20]+", "", value).lower()
            if name.startswith("on") or name == "srcdoc":
                self.faults.append(f"{tag}@{name}={value}")
            if name in ("href", "src", "action", "formaction", "poster", "xlink:href", "data", "cite") and (
                re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:|//", address)
                and not self._is_download(tag, given, address)
            ):
                self.faults.append(f"{tag}@{name}={value}")
            if name == "style" and re.search(r"url|expression|behavior|@import|javascript|</|<", value, re.IGNORECASE):
                self.faults.append(f"{tag}@{name}={value}")
            if name == "http-equiv" and value.lower() == "refresh":
                self.faults.append("refresh")

    @staticmethod
    def _is_download(tag: str, given: dict[str, str], address: str) -> bool:
        """Whether this is a citation to be saved, which no browser shows."""
        return (
            tag == "a" and "download" in given and bool(re.match(r"data:application/(x-|vnd\.citationstyles)", address))
        )

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            kind, text = self.scripts.pop()
            self.scripts.append((kind, text + data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = None


def hostile(x: str, name: str = "d1.xml") -> Edition:
    escaped = x.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace(">", "&gt;")
    text = HOSTILE.replace("}}", "}").replace("{x}", escaped)
    return Edition.decode(text.encode(), name)


WORDS = [
    SCRIPT,
    EVENT,
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "]]>",
    "\u2028alert(1)//",
    "' onmouseover='alert(1)",
    "\\",
]
NAMES = ["d1.xml", f"{EVENT.replace('/', '')}.xml", "../../x.xml", "javascript:alert(1).xml", "a\nb.xml"]


@pytest.mark.parametrize("x", WORDS)
@pytest.mark.parametrize("name", NAMES[:2])
def test_nothing_in_a_page_runs_or_leads_where_it_should_not(x: str, name: str) -> None:
    html = render(hostile(x, name), FRUS).html
    reader = Reader()
    reader.feed(html)
    assert reader.faults == []
    assert [kind for kind, _ in reader.scripts] == ["application/ld+json", ""]
    told = json.loads(reader.scripts[0][1])
    assert x.replace("\u2028", "") in told["name"]
    assert "alert(1)" not in reader.scripts[1][1]
    assert "{{ 7" in html if "{{" in x else "49" not in told["name"]


@pytest.mark.parametrize("x", WORDS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_gets_out_of_a_citation(x: str, name: str) -> None:
    cited = citations(Metadata.of(hostile(x, name)), {"title": x, "url": "https://example.org/"})
    bibtex, ris, csl = cited.exports
    assert all(re.fullmatch(r"data:[a-z.+/-]+;charset=utf-8,[\w%.~-]*", each.address) for each in cited.exports)
    assert all(unquote(each.address.partition(",")[2]) == each.text for each in cited.exports)
    # One entry, whose braces are even, and lines that all are fields of it.
    assert len(re.findall(r"^@", bibtex.text, re.MULTILINE)) == 1
    depths = [line.count("{") - line.count("}") for line in bibtex.text.splitlines()]
    assert (depths[0], depths[-1], set(depths[1:-1])) == (1, -1, {0})
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris.text.split("\n")[:-1])
    assert ris.text.count("TY  - ") == ris.text.count("ER  -") == 1
    (item,) = json.loads(csl.text)
    assert item["type"] == "chapter"
    assert not re.search("[<>&\u2028\u2029]", cited.linked)
    assert "javascript:" not in re.sub(r'"(?:name|familyName|givenName|identifier|@id|url)": "[^"]*"', "", cited.linked)
    assert re.fullmatch(r"https://example\.org/[\w%./~-]*\.html", cited.url)


def test_a_header_that_is_no_header() -> None:
    for text in (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><text><body><div type='letter'/></body></text></TEI>",
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>",
        "<x/>",
    ):
        cited = citations(Metadata.of(Edition.decode(text.encode(), "x.xml")), {})
        assert cited.url == ""
        assert cited.exports[0].text.startswith("@misc{x,")
