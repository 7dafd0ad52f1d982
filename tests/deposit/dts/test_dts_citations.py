"""How a text is cited: what headers declare, what the profile's file declares, and what is of no use."""

from __future__ import annotations

from pathlib import Path

import pytest
from citing import BASE, PROFILE, ask, collection, members, service, tei, text_of, told, wrapped

from tei.core.authority import Authority
from tei.core.diagnostic import Diagnostic, Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit import collect
from tei.deposit.dts import Service
from tei.deposit.dts.expressions import NotXPath1, read
from tei.deposit.dts.index import index_of
from tei.deposit.dts.structure import standard

ONE = '<refsDecl><citeStructure unit="u" match="{}" use="{}"/></refsDecl>'
BODY = (
    "<body><div n='1' type='a'><head>H</head><p n='x'>One</p></div><div n='2' type='b'><p>Two</p><p>Three</p></div>"
    "<div n='3'/></body>"
)


def found_in(declared: str, body: str = BODY) -> tuple[Diagnostic, ...]:
    (resource,) = collection(tei(declared, body)).resources
    return index_of(resource).diagnostics


@pytest.mark.parametrize(
    ("match", "use", "wanted"),
    [
        ("//div", "@n", "1 2 3"), ("//body/div[@type]", "position()", "1 2"), ("//div", "last() - position()", "2 1 0"),
        ("//div[p]", "@type", "a b"), ("//div", "concat('d', @n)", "d1 d2 d3"), ("//div", "'d' || @n", "d1 d2 d3"),
        ("//div[@n eq '2']", "@n", "2"), ("//div[position() = 2]", "@n", "2"), ("//div[2]", "@n", "2"),
        ("/TEI/text/body/div[not(following-sibling::div)]", "@n", "3"), ("//div/p/..", "@n", "1 2"),
        ("//(div|p)[@n]", "@n", ""), ("(//div | //p)[@n]", "@n", "1 x 2 3"), ("//*[self::div]", "@n", "1 2 3"),
        ("//div[p[1]]", "p[1]", "One Two"), ("//p", "count(preceding::p) + 0.5", "0.5 1.5 2.5"),
        ("//div[-1 &lt; count(p)]", "@n", "1 2 3"), ("//t:div", "@n", "1 2 3"), ("//div/@n", "@n", None),
        ("//div[@type='b']/p", "text()", "Two Three"), ("id('x') | //div[1]", "@n", "1"),
        ("//element(div)", "@n", "1 2 3"), ("//div", "@xml:id", None),
    ],
)  # fmt: skip
def test_units_are_what_is_matched(match: str, use: str, wanted: str | None) -> None:
    declared = ONE.format(match, use).replace("<citeStructure", '<citeStructure xmlns:t="http://www.tei-c.org/ns/1.0"')
    assert members(service(tei(declared, BODY)), "navigation?resource=t1&down=1") == (wanted or "")


@pytest.mark.parametrize(
    ("match", "use", "reason"),
    [
        ("", "@n", "@match is missing"), ("//div", "", "@use is missing"),
        ("//div[matches(@n, '1')]", "@n", "the function matches() is not of XPath 1.0"),
        ("//div", "if (@n) then @n else 'x'", "is not of XPath 1.0"), ("//div", "(@n, @type)[1]", "is not of XPath"),
        ("//x:div", "@n", "the prefix “x” is not declared"), ("//div[@n = $n]", "@n", "there is no variable $n"),
        ("//div[", "@n", "the expression is not complete"), ("//div", "string-join(@n, '')", "string-join()"),
        ("//div[. is .]", "@n", "“is” is not of XPath 1.0"), ("count(//div)", "@n", "it gives a value, not elements"),
        ("//div[concat(1)]", "@n", "@match"), ("//div", "substring()", "@use"), ("'div'", "@n", "not elements"),
        ("//div for", "@n", "“for” is not an operator"), ("//div[id()]", "@n", "@match"),
    ],
)  # fmt: skip
def test_what_is_no_xpath_1_is_told_and_left_out(match: str, use: str, reason: str) -> None:
    (told_,) = {each.message: each for each in found_in(ONE.format(match, use))}.values()
    assert (told_.code, told_.severity) == ("H261", "error")
    assert told_.message.startswith("the citation structure of “u” is left out: ")
    assert reason in told_.message
    assert told_.labels[0].source.text[told_.labels[0].span.start :].startswith("<citeStructure")


def test_a_fault_within_leaves_out_no_more() -> None:
    inner = '<citeStructure unit="v" match="p" use="matches()"/><citeStructure unit="w" match="p" use="position()"/>'
    declared = f'<refsDecl><citeStructure unit="u" match="//div" use="@n">{inner}</citeStructure></refsDecl>'
    assert [each.code for each in found_in(declared)] == ["H261"]
    assert members(service(tei(declared, BODY)), "navigation?resource=t1&down=2") == "1 11 2 21 22 3"


def test_what_is_said_of_a_unit_may_be_faulty() -> None:
    data = '<citeData property="dc:title" use="{}"/>'
    declared = f'<refsDecl><citeStructure unit="u" match="//div" use="@n">{data}</citeStructure></refsDecl>'
    assert [each.code for each in found_in(declared.format("concat(1)"))] == ["H261"]
    one = told(service(tei(declared.format("'T'"), BODY)), "navigation?resource=t1&ref=1")["ref"]
    assert one["dublinCore"] == {"title": [{"lang": "und", "value": "T"}]}
    one = told(service(tei(declared.format("@n + 1"), BODY)), "navigation?resource=t1&ref=1")["ref"]
    assert one["dublinCore"] == {"title": [{"lang": "und", "value": "2"}]}


def test_what_is_no_term_of_dublin_core_is_an_extension() -> None:
    data = '<citeData xmlns:foaf="http://xmlns.com/foaf/0.1/" property="foaf:name" use="\'T\'"/>'
    declared = f'<refsDecl><citeStructure unit="u" match="//div" use="@n">{data}</citeStructure></refsDecl>'
    one = told(service(tei(declared, BODY)), "navigation?resource=t1&ref=1")["ref"]
    said = [{"lang": "und", "value": "T"}]
    assert one["extensions"] == {"@context": {}, "http://xmlns.com/foaf/0.1/name": said}


def test_what_cannot_be_told_apart_is_not_cited() -> None:
    (same,) = found_in(ONE.format("//div", "'x'"))
    assert (same.code, same.severity) == ("H262", "warning")
    assert same.message == "<div> cannot be cited: another has its identifier (and 1 more like it)"
    (none,) = found_in(ONE.format("//div", "@xml:id"))
    assert none.message == "<div> cannot be cited: nothing identifies it (and 2 more like it)"
    assert members(service(tei(ONE.format("//div", "'x'"), BODY)), "navigation?resource=t1&down=1") == "x"


def test_one_of_several_trees_is_the_default() -> None:
    declared = (
        '<refsDecl n="p"><citeStructure unit="p" match="//p" use="position()"/></refsDecl>'
        '<refsDecl n="none"><citeStructure unit="none" match="//ab" use="@n"/></refsDecl>'
        '<refsDecl default="true" xml:id="d"><citeStructure unit="d" match="//div" use="@n"/></refsDecl>'
        '<refsDecl><citeStructure unit="h" match="//head" use="position()"/></refsDecl>'
        '<refsDecl n="p"><citeStructure unit="q" match="//p" use="position()" delim="q"/></refsDecl>'
        "<refsDecl n='words'/>"
    )
    asked = service(tei(declared, BODY))
    trees = told(asked, "collection?id=t1")["citationTrees"]
    assert [tree.get("identifier") for tree in trees] == [None, "p", "tree4", "p-5"]
    assert members(asked, "navigation?resource=t1&down=1") == "1 2 3"
    assert members(asked, "navigation?resource=t1&down=1&tree=p-5") == "q1 q2 q3"


def test_prefixes_must_be_declared() -> None:
    with pytest.raises(NotXPath1):
        read("a:b", {None: "urn:x"})
    assert read("a:b/@xml:id", {"a": "urn:x"}).text == "a:b/@xml:id"


VOLUME = """
<front><titlePage><p>T</p></titlePage><div type='section' xml:id='preface'><head>Preface</head><p>P</p>
<div><p>In</p></div></div></front>
<body>
<div type='compilation' xml:id='comp1'><head>C</head><p>Own</p>
 <div type='chapter' xml:id='ch1'><p>Own</p>
  <div type='subchapter' xml:id='ch1subch1'>
   <div type='document' xml:id='d1'><head>1. Telegram</head><p>A<note><p>N</p></note></p>
   <list><item><p>B</p></item></list>
   <q><p>C<q><p>D</p></q></p></q></div></div>
  <div type='document' xml:id='d2'><p>E</p></div></div>
 <div type='document' xml:id='d3'><p>F</p></div></div>
<div type='chapter' xml:id='ch2'><div type='document' xml:id='d4'><p>G</p></div></div>
<div type='document' xml:id='d5'><p>H</p></div>
<div><head>No id</head><p>I</p></div>
<p>J</p>
</body>
<back><div type='section' xml:id='index'><list><item><p>K</p></item></list></div></back>
"""


def test_our_profiles_cite_by_divisions_and_pages() -> None:
    asked = service(tei("", VOLUME))
    assert (
        members(asked, "navigation?resource=t1&down=-1").split()
        == (
            "titlepage1 preface preface.1 preface.div1 preface.div1.1 comp1 comp1.1 comp1.ch1 comp1.ch1.1 "
            "comp1.ch1.ch1subch1 "
            "comp1.ch1.ch1subch1.d1 comp1.ch1.ch1subch1.d1.1 comp1.ch1.ch1subch1.d1.2 comp1.ch1.ch1subch1.d1.3 "
            "comp1.ch1.d2 comp1.ch1.d2.1 comp1.d3 comp1.d3.1 ch2 ch2.d4 ch2.d4.1 d5 d5.1 body4 body4.1 1 index index.1"
        ).split()
    )
    one = told(asked, "navigation?resource=t1&ref=comp1.ch1.ch1subch1.d1")["ref"]
    assert (one["citeType"], one["level"]) == ("document", 4)
    assert one["dublinCore"]["title"][0]["value"] == "1. Telegram"
    assert text_of(wrapped(ask(asked, "document?resource=t1&ref=comp1.ch1.ch1subch1.d1.3"))) == "CD"


def test_a_profile_may_have_its_own_file(tmp_path: Path) -> None:
    file = tmp_path / "own.xml"
    file.write_text(tei(ONE.format("//p[parent::div]", "position()")))
    profile = tmp_path / "own.toml"
    profile.write_text(f"extends = 'frus'\n[deposit]\ncitation = '{file}'\n")
    edition = Edition(Source("t1.xml", tei("", BODY)))
    own = collect([(edition, "")], Profile.load(str(profile)), Authority())
    assert members(Service(own, BASE), "navigation?resource=t1&down=1") == "1 2 3"
    standard.cache_clear()
    file.unlink()
    with pytest.raises(Refused, match="cannot read"):
        Service(own, BASE)


def test_our_own_declaration_is_sound() -> None:
    declared = standard(PROFILE["deposit"]["citation"])
    assert not declared.diagnostics
    assert [tree.name for tree in declared.trees] == ["division", "page"]


def test_single_texts_and_several_are_cited_too() -> None:
    letter = "<body><div type='letter' xml:id='l1'><p>A</p></div></body>"
    assert members(service(tei("", letter)), "navigation?resource=t1&down=2") == "l1 l1.1"
    bare = "<body><p>A</p><p>B</p></body>"
    assert members(service(tei("", bare)), "navigation?resource=t1&down=2") == "1 2"
    group = f"<group><text xml:id='g'>{bare}</text><text>{letter}</text></group>"
    assert members(service(tei("", group)), "navigation?resource=t1&down=1") == "text-g text-2"
    assert members(service(tei("", "<body><ab/></body>")), "navigation?resource=t1&down=1") == ""


def test_an_edition_is_not_changed() -> None:
    (resource,) = collection(tei()).resources
    before = resource.data
    index_of(resource)
    assert resource.edition.source.text.encode() == resource.data == before
