from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.core.catalog import using
from tei.core.diagnostic import Diagnostic, Refused
from tei.core.edition import Edition
from tei.core.namespaces import XINCLUDE
from tei.core.parse import Parser, parse, unread
from tei.core.source import Source
from tei.core.stream import Stored

XI = f'xmlns:xi="{XINCLUDE}"'
XML = "http://www.w3.org/XML/1998/namespace}"


class Written:
    """The events of a document, written as text; each attachment begins anew."""

    def __init__(self) -> None:
        self.text = ""
        self.places: list[tuple[str, int, int]] = []
        self.prefixes: list[tuple[str | None, str | None]] = []

    def attach(self, parser: Parser) -> None:
        self.text = ""
        self.places = []
        self.prefixes = []
        self.parser = parser
        parser.ordered_attributes = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartNamespaceDeclHandler = self.declare
        parser.EndNamespaceDeclHandler = lambda prefix: None

    def declare(self, prefix: str | None, uri: str | None) -> None:
        self.prefixes.append((prefix, uri))

    def start(self, name: str, attributes: list[str]) -> None:
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        self.text += f"<{name}" + "".join(f' {n.replace(XML, "xml:")}="{v}"' for n, v in pairs) + ">"
        source = getattr(self.parser, "source", None)
        name = Path(source.name).name if source else ""
        self.places.append((name, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber))

    def end(self, name: str) -> None:
        self.text += f"</{name}>"

    def characters(self, text: str) -> None:
        self.text += text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to write documents in, beside a file that none of them may read."""
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secret.xml").write_text("<secret/>")
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def put(folder: Path, **files: str) -> Source:
    """Write files, `ch__a` as `ch/a.xml`; the first is the document."""
    for name, text in files.items():
        path = folder / (name.replace("__", "/") + (".xml" if "_dtd" not in name and "_txt" not in name else ""))
        path = path.with_name(path.name.replace("_dtd", ".dtd").replace("_txt", ".txt"))
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    main = folder / (next(iter(files)) + ".xml")
    return Stored(str(main), main)


def written(source: Source) -> str:
    seen = Written()
    parse(source, seen.attach)
    return seen.text


def told(source: Source) -> list[str]:
    return [f"{d.severity} {d.code}" for d in unread(source)]


def the_one(source: Source) -> Diagnostic:
    (diagnostic,) = unread(source)
    return diagnostic


def test_a_plain_document_is_left_to_expat() -> None:
    kinds: list[Any] = []
    parse(Source("a.xml", "<a/>"), kinds.append)
    assert [type(parser).__name__ for parser in kinds] == ["xmlparser"]
    assert unread(Source("a.xml", "<a/>")) == []
    assert written(Source("a.xml", '<a xmlns="u" b="1">x<b/></a>')) == '<u}a b="1">x<u}b></u}b></u}a>'


def test_what_is_not_well_formed_is_left_to_others() -> None:
    with pytest.raises(expat.ExpatError):
        parse(Source("a.xml", "<a>"), lambda parser: None)
    with pytest.raises(expat.ExpatError):
        parse(Source("a.xml", f"<a {XI}>"), lambda parser: None)


SUBSETS = {
    "text": ('<!ENTITY e "words">', "<a>&e;</a>", "<a>words</a>"),
    "markup": ('<!ENTITY e "<b>x</b>">', "<a>&e;</a>", "<a><b>x</b></a>"),
    "in a value": ('<!ENTITY e "words">', '<a b="&e;"/>', '<a b="words"></a>'),
    "a default value": ('<!ATTLIST a b CDATA "c">', "<a/>", '<a b="c"></a>'),
    "a parameter entity": ("<!ENTITY % p '<!ENTITY e \"words\">'> %p;", "<a>&e;</a>", "<a>words</a>"),
}


@pytest.mark.parametrize("case", SUBSETS)
def test_the_internal_subset(case: str) -> None:
    subset, document, expected = SUBSETS[case]
    source = Source("a.xml", f"<!DOCTYPE a [{subset}]>{document}")
    assert written(source) == expected
    assert unread(source) == []


def test_a_dtd_in_the_folder(folder: Path) -> None:
    source = put(
        folder,
        a='<!DOCTYPE a SYSTEM "dtd/a_dtd.dtd"><a>&e;&f;</a>',
        dtd__a_dtd='<!ENTITY % m SYSTEM "m_dtd.dtd"> %m; <!ATTLIST a b CDATA "c">',
        dtd__m_dtd='<!ENTITY e "words"><!ENTITY f SYSTEM "f.xml">',
        dtd__f="<?xml version='1.0' encoding='UTF-8'?><b/>more",
    )
    for name in ("a", "m"):
        (folder / "dtd" / f"{name}.dtd").rename(folder / "dtd" / f"{name}_dtd.dtd")
    assert written(source) == '<a b="c">words<b></b>more</a>'
    assert unread(source) == []


def test_an_entity_in_the_folder(folder: Path) -> None:
    source = put(
        folder,
        a='<!DOCTYPE a [<!ENTITY one SYSTEM "ch/one.xml"><!ENTITY e "words">]>\n<a>&one;<c/></a>',
        ch__one='<p>&e;</p>\n<p xmlns:x="u">x</p>',
    )
    seen = Written()
    parse(source, seen.attach)
    assert seen.text == "<a><p>words</p>\n<p>x</p><c></c></a>"
    assert seen.places == [("a.xml", 2, 0), ("one.xml", 1, 0), ("one.xml", 2, 0), ("a.xml", 2, 8)]


def outside(folder: Path, address: str) -> Source:
    return put(folder, a=f'<!DOCTYPE a [<!ENTITY e SYSTEM "{address}">]><a>x&e;y</a>')


def test_entities_are_not_read_elsewhere(folder: Path) -> None:
    os.symlink(folder.parent / "secret.txt", folder / "link.txt")
    os.symlink(folder.parent, folder / "up")
    os.mkfifo(folder / "pipe")
    reasons = {
        "/etc/passwd": "outside",
        "file:///etc/passwd": "outside",
        "../secret.txt": "outside",
        "%2e%2e/secret.txt": "outside",
        "ch/../../secret.txt": "outside",
        "link.txt": "outside",
        "up/secret.txt": "outside",
        "bad%00name": "outside",
        "file://server/share/x": "network",
        "http://localhost:1/x": "network",
        "https://example.org/x": "network",
        "ftp://example.org/x": "network",
        "http://[bad": "",
        "none.txt": "there is no file",
        "pipe": "is not a file",
        ".": "is not a file",
    }
    for address, reason in reasons.items():
        source = outside(folder, address)
        diagnostic = the_one(source)
        assert diagnostic.code == "X103", address
        assert diagnostic.severity == "error"
        assert reason in diagnostic.message, address
        assert "secret" not in diagnostic.message.replace(address, "")
        assert source[diagnostic.labels[0].span] == "&e;"
        with pytest.raises(Refused):
            parse(source, lambda parser: None)


def test_what_may_not_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(folder, a='<!DOCTYPE a [<!ENTITY e SYSTEM "e.txt">]><a>&e;</a>', e_txt="x")

    def refuse(self: Stored) -> Any:
        raise PermissionError(13, "Permission denied")

    opened = Stored.open
    monkeypatch.setattr(Stored, "open", lambda self: refuse(self) if self.name.endswith("e.txt") else opened(self))
    assert "cannot be read: Permission denied" in the_one(source).message


def test_a_dtd_that_is_not_read_is_told(folder: Path) -> None:
    source = put(folder, a='<!DOCTYPE a SYSTEM "http://example.org/a.dtd">\n<a/>')
    diagnostic = the_one(source)
    assert (diagnostic.code, diagnostic.severity) == ("X104", "warning")
    assert diagnostic.message == ("the DTD http://example.org/a.dtd was not read: nothing is fetched over the network")
    assert source[diagnostic.labels[0].span] == '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">'
    assert written(source) == "<a></a>"
    source = put(folder, a='<!DOCTYPE a [<!ENTITY % e SYSTEM "e.ent">\n%e;]><a/>')
    assert source[the_one(source).labels[0].span] == "%e;"


def test_what_only_that_dtd_declares_is_not_lost_in_silence(folder: Path) -> None:
    source = put(folder, a='<!DOCTYPE a SYSTEM "a.dtd">\n<a b="x&inner;"><!-- &no; -->&outer;&outer;&amp;&#65;</a>')
    assert told(source) == ["warning X104", "error X105", "error X105"]
    _, outer, inner = unread(source)
    assert outer.message == "the entity &outer; is not defined (and 1 more like it)"
    assert "a.dtd, which was not read" in outer.help
    assert inner.message == "the entity &inner; is not defined"
    assert source[inner.labels[0].span] == "&inner;"
    with pytest.raises(Refused, match="outer"):
        parse(source, lambda parser: None)


def test_a_dtd_that_does_not_declare_it(folder: Path) -> None:
    source = put(folder, a='<!DOCTYPE a SYSTEM "b.dtd">\n<a>&x;</a>', b_dtd="<!ELEMENT a ANY>")
    assert told(source) == ["error X105"]
    assert "was not read" not in the_one(source).help


def test_a_parameter_entity_without_declaration() -> None:
    source = Source("a.xml", '<!DOCTYPE a [ %none; <!ENTITY e "x">]><a>&e;</a>')
    assert told(source) == ["warning X104", "error X105"]


def test_a_document_that_stands_alone_needs_no_dtd(folder: Path) -> None:
    source = put(folder, a='<?xml version="1.0" standalone="yes"?><!DOCTYPE a SYSTEM "none.dtd"><a/>')
    assert unread(source) == []


def test_a_broken_dtd_is_told_with_its_place(folder: Path) -> None:
    source = put(folder, a='<!DOCTYPE a SYSTEM "b.dtd">\n<a/>', b_dtd="<!ELEMENT a ANY>\n<!WRONG>")
    diagnostic = the_one(source)
    assert diagnostic.code == "X101"
    assert str(diagnostic.labels[0]).endswith("b.dtd:2:8")


def test_a_broken_entity_is_told_with_its_place(folder: Path) -> None:
    source = put(folder, a='<!DOCTYPE a [<!ENTITY e SYSTEM "e.xml">]>\n<a>&e;</a>', e="<b>\n</c>")
    assert str(the_one(source).labels[0]).endswith("e.xml:2:3")


def bomb(kind: str) -> str:
    declared = {"general": "<!ENTITY {0} '{1}'>", "parameter": "<!ENTITY % {0} '{1}'>"}[kind]
    sign = {"general": "&", "parameter": "&#37;"}[kind]
    first = {"general": "ha", "parameter": "<!-- ha -->"}[kind]
    lines = [declared.format("e0", first)]
    lines += [declared.format(f"e{n}", f"{sign}e{n - 1};" * 10) for n in range(1, 12)]
    use = {"general": ("", "&e11;"), "parameter": ("%e11;", "")}[kind]
    return f"<!DOCTYPE a [{''.join(lines)} {use[0]}]><a>{use[1]}</a>"


BOMBS = {
    "laughs": bomb("general"),
    "laughs in parameters": bomb("parameter"),
    "laughs in a value": bomb("general").replace("<a>", '<a b="').replace("</a>", '"/>'),
    "quadratic": f"<!DOCTYPE a [<!ENTITY e '{'x' * 100_000}'>]><a>{'&e;' * 30_000}</a>",
    "a circle": "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a>&e;</a>",
}


@pytest.mark.parametrize("case", BOMBS)
def test_bombs_are_refused(case: str) -> None:
    source = Source("a.xml", BOMBS[case])
    with pytest.raises((expat.ExpatError, Refused)):
        parse(source, lambda parser: None)
    with pytest.raises(Refused):
        Edition.decode(source.text.encode(), "a.xml")


def test_a_bomb_in_other_files(folder: Path) -> None:
    document = bomb("general").replace("<a>&e11;", "<a>&x;").replace("[", "[<!ENTITY x SYSTEM 'x.xml'>", 1)
    source = put(folder, a=document, x="&e11;")
    assert the_one(source).code == "X107"


def test_a_bomb_of_files(folder: Path) -> None:
    declared = "".join(f'<!ENTITY e{n} SYSTEM "e{n}.xml">' for n in range(12))
    ten = {f"e{n}": f"&e{n + 1};" * 10 for n in range(11)}
    source = put(folder, a=f"<!DOCTYPE a [{declared}]><a>&e0;</a>", **ten, e11="ha")
    assert the_one(source).code == "X107"


def test_an_external_entity_in_itself(folder: Path) -> None:
    source = put(folder, a="<!DOCTYPE a [<!ENTITY x SYSTEM 'x.xml'>]><a>&x;</a>", x="<b>&x;</b>")
    assert the_one(source).code == "X101"
    assert "recursive" in the_one(source).message


def test_a_catalog_opens_other_folders(folder: Path, tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (away / "t.dtd").write_text('<!ENTITY % m SYSTEM "m.ent"> %m;')
    (away / "m.ent").write_text('<!ENTITY e "words">')
    listing = '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{}</catalog>'
    (tmp_path / "c.xml").write_text(listing.format('<public publicId="-//T//EN" uri="away/t.dtd"/>'))
    source = put(folder, a='<!DOCTYPE a PUBLIC "-//T//EN" "http://example.org/t.dtd"><a>&e;</a>')
    assert told(source) == ["warning X104", "error X105"]
    with using([str(tmp_path / "c.xml")]):
        # A public identifier stands back where the system identifier is preferred.
        assert written(source) == "<a>words</a>"
        assert unread(source) == []


# XInclude


def test_a_file_is_included(folder: Path) -> None:
    source = put(
        folder,
        a=f'<a {XI} xml:lang="de">\n<xi:include href="ch/one.xml"/>\n<xi:include href="ch/one.xml"/></a>',
        ch__one='<p xmlns:xi="http://www.w3.org/2001/XInclude" n="1">x<xi:include href="two.xml"/></p>',
        ch__two='\n<q xml:base="img/" xml:lang="DE"/>',
    )
    seen = Written()
    parse(source, seen.attach)
    one = '<p n="1" xml:base="ch/one.xml" xml:lang="">x<q xml:base="img/" xml:lang="DE"></q></p>'
    assert seen.text == f'<a xml:lang="de">\n{one}\n{one}</a>'
    assert seen.places[:3] == [("a.xml", 1, 0), ("one.xml", 1, 0), ("two.xml", 2, 0)]
    assert unread(source) == []


def test_handlers_may_be_set_while_a_file_is_included(folder: Path) -> None:
    source = put(folder, a=f'<a {XI}>w<xi:include href="b.xml"/>z</a>', b="<b>x<c>y</c></b>")
    seen: list[object] = []

    def attach(parser: Parser) -> None:
        def start(name: str, attributes: dict[str, str]) -> None:
            seen.append((name, attributes))
            parser.CharacterDataHandler = seen.append if name == "c" else None

        def end(name: str) -> None:
            parser.CharacterDataHandler = seen.append

        seen.clear()
        parser.StartElementHandler = start
        parser.EndElementHandler = end

    parse(source, attach)
    assert seen == [("a", {}), ("b", {f"{XML}base": "b.xml"}), ("c", {}), "y", "z"]


def test_no_other_handler_can_be_set_in_vain(folder: Path) -> None:
    source = put(folder, a=f"<a {XI}/>")

    def attach(parser: Parser) -> None:
        parser.XmlDeclHandler = print

    with pytest.raises(AttributeError):
        parse(source, attach)


def test_the_namespaces_of_the_one_are_not_those_of_the_other(folder: Path) -> None:
    source = put(folder, a=f'<a {XI} xmlns="u"><xi:include href="b.xml"/></a>', b='<b xmlns:v="w"/>')
    seen = Written()
    parse(source, seen.attach)
    assert seen.prefixes == [("xi", XINCLUDE), (None, "u"), ("xi", None), (None, None), ("v", "w")]
    parse(source, lambda parser: None)


def test_a_part_is_included(folder: Path) -> None:
    source = put(
        folder,
        a=f'<a {XI}>1<xi:include href="b.xml" xpointer="two"/>2</a>',
        b='<b xml:lang="fr" xml:base="x/">a<c xml:id="one">b</c><c xml:id="two">c<d/></c><c xml:id="two">d</c>e</b>',
    )
    assert written(source) == '<a>1<c xml:id="two" xml:base="x/" xml:lang="fr">c<d></d></c>2</a>'
    pointing = (folder / "a.xml").read_text().replace('"two"', '" element(two) "')
    assert written(put(folder, a=pointing)) == written(source)


def test_a_part_that_is_itself_an_inclusion(folder: Path) -> None:
    source = put(
        folder,
        a=f'<a {XI}><xi:include href="b.xml" xpointer="i"/></a>',
        b=f'<b {XI}>x<xi:include xml:id="i" href="c.xml"/>y</b>',
        c="<c/>",
    )
    assert written(source) == '<a><c xml:base="c.xml"></c></a>'


def test_a_part_of_the_same_document() -> None:
    source = Source("a.xml", f'<a {XI}><b xml:id="b">x</b><xi:include xpointer="b"/></a>')
    assert written(source) == '<a><b xml:id="b">x</b><b xml:id="b">x</b></a>'


def test_a_text_is_included(folder: Path) -> None:
    source = put(folder, a=f'<a {XI}><xi:include href="t.txt" parse="text"/></a>', t_txt="<é & ü>")
    assert written(source) == "<a><é & ü></a>"
    (folder / "t.txt").write_bytes("é".encode("latin-1"))
    with pytest.raises(Refused, match="is not in utf-8"):
        written(source)
    source = put(folder, a=f'<a {XI}><xi:include href="t.txt" parse="text" encoding="latin-1"/></a>')
    assert written(source) == "<a>é</a>"
    (folder / "t.txt").write_bytes(b"\0")
    assert the_one(source).code == "X106"
    source = put(folder, a=f'<a {XI}><xi:include href="t.txt" parse="text" encoding="none"/></a>')
    assert the_one(source).code == "X102"


def test_the_base_of_the_document_counts(folder: Path) -> None:
    source = put(
        folder,
        a=f'<a {XI} xml:base="ch/"><xi:include href="b.xml"/><xi:include xml:base=".." href="c.xml"/></a>',
        ch__b="<b/>",
        c="<c/>",
    )
    assert written(source) == '<a xml:base="ch/"><b xml:base="b.xml"></b><c xml:base="../c.xml"></c></a>'


def test_what_an_entity_includes_is_relative_to_it(folder: Path) -> None:
    source = put(
        folder,
        a=f'<!DOCTYPE a [<!ENTITY e SYSTEM "ch/e.xml">]><a {XI}>&e;</a>',
        ch__e='<xi:include href="b.xml"/>',
        ch__b="<b/>",
    )
    assert written(source) == '<a><b xml:base="b.xml"></b></a>'


def test_a_fallback_stands_for_what_is_missing(folder: Path) -> None:
    inner = '<xi:include href="also.xml"><xi:fallback>none</xi:fallback></xi:include>'
    source = put(
        folder,
        a=f'<a {XI}>1<xi:include href="none.xml"> <b>x</b>'
        f"<xi:fallback>2<c><d/></c>{inner}</xi:fallback> y</xi:include>3</a>",
    )
    assert written(source) == "<a>12<c><d></d></c>none3</a>"
    assert told(source) == ["info X103", "info X103"]


def test_a_fallback_that_is_not_needed_is_not_seen(folder: Path) -> None:
    inside = f'<xi:fallback>no<c/><xi:include href="none.xml"/></xi:fallback><e {XI}><xi:fallback/></e>'
    source = put(folder, a=f'<a {XI}><xi:include href="b.xml">{inside}</xi:include></a>', b="<b/>")
    assert written(source) == '<a><b xml:base="b.xml"></b></a>'
    assert unread(source) == []


def test_includes_are_not_read_elsewhere(folder: Path) -> None:
    os.symlink(folder.parent / "secret.xml", folder / "link.xml")
    for address in ("../secret.xml", "/etc/passwd", "link.xml", "http://localhost:1/x", "none.xml"):
        for kind in ("xml", "text"):
            source = put(folder, a=f'<a {XI}>\n<xi:include href="{address}" parse="{kind}"/><b/></a>')
            diagnostic = the_one(source)
            assert (diagnostic.code, diagnostic.severity) == ("X103", "error")
            assert source.position(diagnostic.labels[0].span.start) == (2, 1)
            with pytest.raises(Refused):
                written(source)


MISSING = {
    'href="b.xml" xpointer="none"': "has no element with xml:id",
    'href="b.xml" xpointer="xpointer(//p)"': "of a kind that is not known",
}


@pytest.mark.parametrize("attributes", MISSING)
def test_parts_that_are_not_there(folder: Path, attributes: str) -> None:
    source = put(folder, a=f"<a {XI}><xi:include {attributes}/></a>", b="<b/>")
    assert MISSING[attributes] in the_one(source).message
    assert the_one(source).code == "X103"


WRONG = {
    '<xi:include href="b.xml" parse="html"/>': 'parse="html" is not known',
    '<xi:include href="b.xml#x"/>': "has a fragment",
    '<xi:include href="b.xml" parse="text" xpointer="x"/>': "a text has no parts",
    "<xi:include/>": "nothing to include is named",
    "<xi:fallback/>": "<fallback> of XInclude stands outside of <include>",
    "<xi:other/>": "<other> of XInclude stands outside of <include>",
    '<xi:include href="b.xml"><xi:other/></xi:include>': "<other> stands in <include>",
    '<xi:include href="b.xml"><xi:fallback/><xi:fallback/></xi:include>': "<fallback> stands in <include>",
    '<xi:include href="a.xml"/>': "a.xml includes itself",
    '<xi:include href="loop.xml"/>': "a.xml includes itself",
    '<b xml:id="b"><xi:include xpointer="b"/></b>': "a.xml includes itself",
}


@pytest.mark.parametrize("inside", WRONG)
def test_wrong_inclusions(folder: Path, inside: str) -> None:
    source = put(folder, a=f"<a {XI}>{inside}</a>", b="<b/>", loop=f'<l {XI}><xi:include href="a.xml"/></l>')
    diagnostic = the_one(source)
    assert diagnostic.code == "X106"
    assert WRONG[inside] in diagnostic.message


def test_circles_over_links_and_long_chains_end(folder: Path) -> None:
    os.symlink(".", folder / "here")
    source = put(folder, a=f'<a {XI}><xi:include href="here/a.xml"/></a>')
    assert the_one(source).code == "X106"
    chain = {f"c{n}": f'<c {XI}><xi:include href="c{n + 1}.xml"/></c>' for n in range(60)}
    source = put(folder, **chain)
    assert "more than 40 deep" in the_one(source).message


def test_a_bomb_of_inclusions_is_refused(folder: Path) -> None:
    ten = {f"b{n}": f"<b {XI}>" + f'<xi:include href="b{n + 1}.xml"/>' * 10 + "</b>" for n in range(12)}
    source = put(folder, **ten, b12="<b>ha</b>")
    assert the_one(source).code == "X107"


def test_a_fault_in_an_included_file_is_told_with_its_place(folder: Path) -> None:
    source = put(folder, a=f'<a {XI}><xi:include href="b.xml"/></a>', b="<b>\n<c>\n</b>")
    for diagnostic in (the_one(source),):
        assert diagnostic.code == "X101"
        assert "b.xml:" in str(diagnostic.labels[0])
    with pytest.raises(Refused):
        written(source)


def test_an_included_file_has_entities_of_its_own(folder: Path) -> None:
    source = put(
        folder,
        a=f'<a {XI}><xi:include href="b.xml"/></a>',
        b='<!DOCTYPE b SYSTEM "b.dtd" [<!ENTITY e "x">]><b c="&e;">&f;</b>',
        b_dtd='<!ENTITY f "y">',
    )
    assert written(source) == '<a><b c="x" xml:base="b.xml">y</b></a>'
    (folder / "b.dtd").unlink()
    assert told(source) == ["warning X104", "error X105"]


@given(st.integers(1, 30), st.integers(0, 5))
def test_faults_stand_in_the_line_they_are_in(lines: int, columns: int) -> None:
    text = f"<!DOCTYPE a SYSTEM 'none.dtd'><a>{'é' * columns}" + "\n" * lines + "ü&x;</a>"
    source = Source("a.xml", text)
    assert source[unread(source)[-1].labels[0].span] == "&x;"
