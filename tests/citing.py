"""A small text that is cited, and ways to ask a service for it."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from tei.core.authority import Authority
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit.answer import Answer
from tei.deposit.collection import Collection, collect
from tei.deposit.dts import Service

PROFILE = Profile.load("frus")
TEI = "{http://www.tei-c.org/ns/1.0}"
WRAPPER = "{https://w3id.org/api/dts#}wrapper"
BASE = "https://example.org/dts/"

DECLARED = """
<refsDecl><p>By chapters.</p>
 <citeStructure unit="chapter" match="/TEI/text/body/div" use="@n">
  <citeData property="http://purl.org/dc/terms/title" use="head"/>
  <citeData property="https://schema.org/url" use="@corresp"/>
  <citeStructure unit="verse" match="p" use="position()" delim=":"/>
 </citeStructure>
</refsDecl>
<refsDecl n="page"><citeStructure unit="page" match="//pb[@n]" use="@n"/></refsDecl>
"""
BODY = """
<body xml:lang="en">
<pb n="1"/><div n="1" corresp="https://example.org/1"><head>The <hi>first</hi><note>N</note></head>
<p>One <pb n="2"/>and</p><p>two.</p></div>
<div n="2" xml:lang="fr"><head>Second</head><p>Trois<x:y xmlns:x="urn:x"/></p><pb/></div>
<div n="3"><p>Last &amp; least<pb n="3"/></p></div>
</body>
"""


def tei(declared: str = DECLARED, body: str = BODY, title: str = "A text") -> str:
    """The text as TEI, with what its header declares."""
    file = (
        f"<fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><publisher>P</publisher>"
        "</publicationStmt><sourceDesc><bibl>B</bibl></sourceDesc></fileDesc>"
    )
    encoding = f"<encodingDesc>{declared}</encodingDesc>" if declared else ""
    header = f"<teiHeader>{file}{encoding}</teiHeader>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text>{body}</text></TEI>'


def collection(*texts: str, url: str = "https://example.org/") -> Collection:
    """These texts, called t1, t2 …"""
    editions = [(Edition(Source(f"t{number}.xml", text)), "") for number, text in enumerate(texts, 1)]
    return collect(editions, PROFILE, Authority(), url=url)


def service(*texts: str) -> Service:
    """A service of these texts; of the small one if there are none."""
    return Service(collection(*(texts or (tei(),))), BASE)


def ask(asked: Service, request: str) -> Answer:
    """The answer to a request: "endpoint?name=value&name=value", nothing escaped."""
    endpoint, _, query = request.partition("?")
    pairs = (each.partition("=") for each in query.split("&") if each)
    return asked.answer(endpoint, [(name, value) for name, _, value in pairs])


def told(asked: Service, request: str) -> dict[str, Any]:
    """What is told in the answer to a request that can be answered."""
    answer = ask(asked, request)
    assert answer.status == 200, answer
    found: dict[str, Any] = json.loads(answer.body)
    return found


def members(asked: Service, request: str) -> str:
    """The identifiers of the units that are told, with spaces."""
    return " ".join(each["identifier"] for each in told(asked, request)["member"])


def wrapped(answer: Answer) -> etree._Element:
    """The element around a fragment."""
    assert answer.status == 200, answer
    root = etree.fromstring(answer.body)
    assert root.tag == f"{TEI}TEI"
    (wrapper,) = root
    assert wrapper.tag == WRAPPER
    return wrapper


def canonical(element: etree._Element) -> bytes:
    """An element without what follows it, in Canonical XML."""
    written: bytes = etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    return written


def text_of(element: etree._Element) -> str:
    """The text in an element."""
    return "".join(map(str, element.itertext()))
