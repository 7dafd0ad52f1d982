"""What is cut out is as it stands in the source, wherever it begins and ends."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from citing import DECLARED, TEI, WRAPPER, ask, canonical, service, tei, text_of, told, wrapped
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.core.diagnostic import refusal
from tei.core.edition import Edition
from tei.core.namespaces import XML
from tei.core.profile import Profile
from tei.deposit.dts import service as services

DOC = "document?resource=t1"
LANG = f"{{{XML}}}lang"


def written(element: etree._Element) -> str:
    """What an element holds, without declarations of namespaces."""
    found = etree.tostring(element, encoding="unicode", with_tail=False)
    inner = found[found.index(">") + 1 : found.rindex("<")]
    for declaration in (' xmlns="http://www.tei-c.org/ns/1.0"', ' xmlns:dts="https://w3id.org/api/dts#"'):
        inner = inner.replace(declaration, "")
    return inner


def following(element: etree._Element) -> Iterator[str]:
    """The texts that follow an element."""
    yield element.tail or ""
    for after in element.itersiblings():
        yield text_of(after)
        yield after.tail or ""
    if (around := element.getparent()) is not None:
        yield from following(around)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("ref=1:1", "<p>One <pb n=\"2\"/>and</p>"),
        ("ref=1:2", "<p>two.</p>"),
        ("ref=2:1", '<p>Trois<x:y xmlns:x="urn:x"/></p>'),
        ("ref=3", '<div n="3"><p>Last &amp; least<pb n="3"/></p></div>'),
        ("start=1:1&end=1:2", '<div n="1" corresp="https://example.org/1"><p>One <pb n="2"/>and</p><p>two.</p></div>'),
        ("start=1:2&end=1:2", '<div n="1" corresp="https://example.org/1"><p>two.</p></div>'),
        ("start=3&end=3:1", '<div n="3"><p>Last &amp; least<pb n="3"/></p></div>'),
        ("start=2:1&end=3:1", '<div n="2" xml:lang="fr"><p>Trois<x:y xmlns:x="urn:x"/></p><pb/></div>\n'
         '<div n="3"><p>Last &amp; least<pb n="3"/></p></div>'),
        ("tree=page&ref=1", '<pb n="1"/><div n="1" corresp="https://example.org/1"><head>The <hi>first</hi>'
         "<note>N</note></head>\n<p>One </p></div>"),
        # A page ends at a break without a number, too.
        ("tree=page&ref=2", '<div n="1" corresp="https://example.org/1"><p><pb n="2"/>and</p><p>two.</p></div>\n'
         '<div n="2" xml:lang="fr"><head>Second</head><p>Trois<x:y xmlns:x="urn:x"/></p></div>'),
        ("tree=page&ref=3", '<body xml:lang="en"><div n="3"><p><pb n="3"/></p></div>\n</body>\n'),
        ("tree=page&start=1&end=2", '<pb n="1"/><div n="1" corresp="https://example.org/1"><head>The <hi>first</hi>'
         '<note>N</note></head>\n<p>One <pb n="2"/>and</p><p>two.</p></div>\n'
         '<div n="2" xml:lang="fr"><head>Second</head><p>Trois<x:y xmlns:x="urn:x"/></p></div>'),
    ],
)  # fmt: skip
def test_fragments_are_as_written(query: str, wanted: str) -> None:
    assert written(wrapped(ask(service(), f"{DOC}&{query}"))).rstrip() == wanted.rstrip()


def test_the_whole_is_the_file() -> None:
    answer = ask(service(), DOC)
    assert answer.body.decode() == tei()
    assert answer.headers == (("Link", '<https://example.org/dts/collection?id=t1>; rel="collection"'),)


def test_the_language_of_a_fragment_is_told() -> None:
    for ref, wanted in (("1", "en"), ("2", "en"), ("2:1", "fr")):
        assert etree.fromstring(ask(service(), f"{DOC}&ref={ref}").body).get(LANG) == wanted


def test_plain_text_can_be_had() -> None:
    answer = ask(service(), f"{DOC}&ref=1:2&mediaType=text/plain")
    assert (answer.media, answer.body) == ("text/plain; charset=utf-8", b"two.\n")


def test_plain_text_that_cannot_be_made_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(edition: Edition, profile: Profile) -> str:
        raise refusal("P401", "no stylesheet", "")

    monkeypatch.setattr(services, "plain", refuse)
    assert ask(service(), f"{DOC}&mediaType=text/plain").status == 404


@pytest.mark.parametrize(
    "text",
    [
        tei().replace("<TEI ", '<TEI xmlns:dts="urn:other" xmlns:dts1="urn:third" '),
        tei().replace("<x:y", "<dts:y xmlns:dts='urn:other'><x:y").replace('x"/></p>', 'x"/></dts:y></p>'),
        tei().replace("<TEI ", "<!DOCTYPE TEI [<!ENTITY e 'an &#233; and <hi>high</hi>'>]><TEI ").replace("One", "&e;"),
        '<?xml version="1.0" encoding="iso-8859-1"?>' + tei(),
        tei().replace("two.", "<![CDATA[</p>]]><!-- </div> --><?pi </p>?> a > b"),
        tei().replace("two.", "<q rend='a>b' n=\"'/>\">é 𝄞</q>"),
        tei().replace("<p>two.</p>", "<p>two.<seg xmlns='urn:none'><seg/></seg></p>"),
    ],
)
def test_fragments_equal_the_source(text: str) -> None:
    asked = service(text)
    root = etree.fromstring(ask(asked, DOC).body)
    assert root.getroottree().docinfo.internalDTD is None
    for number, div in enumerate(root.iter(f"{TEI}div"), 1):
        (found,) = wrapped(ask(asked, f"{DOC}&ref={number}"))
        assert canonical(found) == canonical(div)
        for place, p in enumerate(div.iterchildren(f"{TEI}p"), 1):
            (found,) = wrapped(ask(asked, f"{DOC}&ref={number}:{place}"))
            assert canonical(found) == canonical(p)


def test_names_with_prefixes_are_kept() -> None:
    text = tei().replace("<", "<t:").replace("<t:/", "</t:").replace("xmlns=", "xmlns:t=").replace("<t:x:y", "<x:y")
    asked = service(text)
    (found,) = wrapped(ask(asked, f"{DOC}&ref=1:2"))
    assert (found.tag, found.prefix) == (f"{TEI}p", "t")
    assert wrapped(ask(asked, f"{DOC}&tree=page&ref=2"))[0].tag == f"{TEI}div"


def test_a_corpus_is_wrapped() -> None:
    declared = '<refsDecl><citeStructure unit="text" match="/teiCorpus/TEI" use="position()"/></refsDecl>'
    header = f"<teiHeader><encodingDesc>{declared}</encodingDesc></teiHeader>"
    text = tei(declared="")
    asked = service(f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{text}{text}</teiCorpus>')
    assert wrapped(ask(asked, DOC))[0].tag == f"{TEI}teiCorpus"
    (found,) = wrapped(ask(asked, f"{DOC}&ref=2"))
    assert canonical(found) == canonical(etree.fromstring(text))


BREAKS = st.sampled_from(["<pb n='{}'/>", "<lb n='{}'/>", "<cb n='{}'/>", "<milestone unit='m' n='{}'/>"])
PIECES = st.recursive(
    st.sampled_from(["a", "b ", "é", "&lt;", ""]) | BREAKS,
    lambda inner: st.tuples(st.sampled_from(["p", "hi", "q"]), st.lists(inner)).map(
        lambda each: f"<{each[0]}>{''.join(each[1])}</{each[0]}>"
    ),
    max_leaves=25,
)
BY_BREAKS = "".join(
    f'<refsDecl n="{name}"><citeStructure unit="{name}" match="//{name}" use="@n"/></refsDecl>'
    for name in ("pb", "cb", "lb", "milestone")
)


@given(st.lists(PIECES, max_size=6))
def test_pages_make_up_the_text(pieces: list[str]) -> None:
    text = "".join(f"<div>{each}</div>" for each in pieces)
    for number in range(text.count("{}")):
        text = text.replace("{}", str(number), 1)
    asked = service(tei(declared=BY_BREAKS, body=f"<body>{text}</body>"))
    root = etree.fromstring(ask(asked, DOC).body)
    for tree in told(asked, "collection?id=t1")["citationTrees"]:
        name = tree["citeStructure"][0]["citeType"]
        ask_for = f"&tree={tree['identifier']}" if "identifier" in tree else ""
        units = told(asked, f"navigation?resource=t1&down=1{ask_for}")["member"]
        found = [wrapped(ask(asked, f"{DOC}{ask_for}&ref={unit['identifier']}")) for unit in units]
        # Each begins with its break, none has another; together they have all that follows the first.
        assert [[each.get("n") for each in one.iter(f"{TEI}{name}")] for one in found] == [
            [unit["identifier"]] for unit in units
        ]
        if name == "pb":
            before, after = text_of(root[1]), "".join(map(text_of, found))
            assert before.endswith(after)
            assert len(after) == len("".join(following(next(root.iter(f"{TEI}pb")))))


def test_a_tree_of_pages_and_lines() -> None:
    declared = (
        '<refsDecl><citeStructure unit="page" match="//pb" use="@n"><citeStructure unit="line" '
        'match="following::lb[preceding::pb[1]/@n = \'A\'][1]" use="@n" delim=","/></citeStructure></refsDecl>'
    )
    body = "<body><p><pb n='A'/>x<lb n='1'/>one<lb n='2'/>two<pb n='B'/>rest<lb n='1'/></p></body>"
    asked = service(tei(declared=declared, body=body))
    assert text_of(wrapped(ask(asked, f"{DOC}&ref=A,1"))) == "one"
    assert text_of(wrapped(ask(asked, f"{DOC}&ref=A"))) == "xonetwo"


def test_declarations_are_those_of_the_place() -> None:
    assert DECLARED in tei()
    body = "<body><div xmlns:a='urn:a' n='1'><p>A<a:b/></p><p>B</p></div></body>"
    answer = ask(service(tei(body=body)), f"{DOC}&ref=1:1")
    (found,) = wrapped(answer)
    assert found[0].tag == "{urn:a}b"
    assert found.getparent() is not None
    assert WRAPPER in [each.tag for each in etree.fromstring(answer.body)]
