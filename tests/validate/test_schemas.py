from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tei.cli import main
from tei.core import fetched
from tei.core.catalog import using
from tei.core.diagnostic import Diagnostic, Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.validate import validate
from tei.validate.association import DTD, RELAX_NG, SCHEMATRON, XSD, associations, language
from tei.validate.foreign import Schema

BASE = (Path(__file__).parent / "base.xml").read_text(encoding="utf-8")

GRAMMARS = {
    "a.rng": "<element name='a' xmlns='http://relaxng.org/ns/structure/1.0'><text/></element>",
    "a.rnc": "element a { text }",
    "x.rnc": "element a { attribute n { text }, text }",
    "a.dtd": "<!ELEMENT a (#PCDATA)>",
    "a.xsd": "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='xs:string'/>"
    "</xs:schema>",
    "a.sch": "<schema xmlns='http://purl.oclc.org/dsdl/schematron'/>",
}

Check = Callable[..., list[Diagnostic]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Writes a document beside the grammars and tells what is wrong with it."""
    monkeypatch.setenv("TEI_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("XML_CATALOG_FILES", raising=False)
    for name, text in GRAMMARS.items():
        (tmp_path / name).write_text(text)

    def found(document: str, *schemas: str, name: str = "d.xml") -> list[Diagnostic]:
        (tmp_path / name).write_text(document, encoding="utf-8")
        paths = [each if ":" in each else str(tmp_path / each) for each in schemas]
        edition = Edition.load(str(tmp_path / name))
        return validate(edition, Profile.load("frus"), schema=paths, only=("grammar",))

    return found


def codes(diagnostics: list[Diagnostic]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


def model(href: str, **more: str) -> str:
    return f'<?xml-model href="{href}"' + "".join(f' {name}="{value}"' for name, value in more.items()) + "?>\n"


RNG_TYPE = {"schematypens": "http://relaxng.org/ns/structure/1.0"}
SCH_TYPE = {"schematypens": "http://purl.oclc.org/dsdl/schematron"}


def test_every_language_is_asked(check: Check) -> None:
    for name in ("a.rng", "a.rnc", "a.dtd", "a.xsd"):
        assert check("<a>x</a>", name) == []
        assert len(check("<b>x</b>", name)) == 1, name
        assert check(model(name) + "<a>x</a>") == []
        assert len(check(model(name) + "<b>x</b>")) == 1, name


def test_without_a_schema_the_profile_s_is_taken(check: Check) -> None:
    assert codes(check("<a>x</a>")) != []
    assert check(BASE) == []


def test_the_document_s_schema_comes_before_the_profile_s(check: Check) -> None:
    assert check(model("a.rng") + "<a>x</a>") == []


def test_the_user_s_schema_comes_before_the_document_s(check: Check) -> None:
    assert codes(check(model("none.rng") + "<a>x</a>", "a.rnc")) == []


def test_several_schemas_are_all_asked_and_each_fault_is_told_once(check: Check) -> None:
    assert codes(check("<a>x</a>", "a.rng", "x.rnc", "a.xsd")) == ["R202"]
    assert codes(check("<a>x</a>", "x.rnc", "x.rnc")) == ["R202"]
    assert codes(check("<a q='1'>x</a>", "a.dtd", "a.xsd")) == ["R302"]
    both = model("x.rnc") + model("x.rnc", type="application/relax-ng-compact-syntax") + model("a.dtd")
    assert codes(check(both + "<a>x</a>")) == ["R202"]


ASSOCIATIONS = {
    model("s.rng"): [("s.rng", RELAX_NG)],
    model("s.rnc?v=1#x"): [("s.rnc?v=1#x", RELAX_NG)],
    model("s", **RNG_TYPE): [("s", RELAX_NG)],
    model("s", type="application/relax-ng-compact-syntax"): [("s", RELAX_NG)],
    model("s", type="application/xml-dtd"): [("s", DTD)],
    model("s", schematypens="http://www.w3.org/2001/XMLSchema"): [("s", XSD)],
    model("s.rng", type="application/xml", **SCH_TYPE): [("s.rng", SCHEMATRON)],
    model("s.isosch"): [("s.isosch", SCHEMATRON)],
    model("s.rng", schematypens="http://other"): [("s.rng", "")],
    model("s"): [("s", "")],
    model(" a&amp;b.rng "): [("a&b.rng", RELAX_NG)],
    "<?xml-model href = 's.rng'\n title='>'?>": [("s.rng", RELAX_NG)],
    "<?xml-model type='application/xml'?>": [],
    "<?xml-models href='s.rng'?>": [],
    "<!-- <?xml-model href='s.rng'?> -->": [],
    "<!DOCTYPE a [<!ELEMENT a ANY>]>" + model("s.rng"): [("s.rng", RELAX_NG)],
}


@pytest.mark.parametrize("prolog", ASSOCIATIONS)
def test_associations(prolog: str) -> None:
    source = Edition.decode((prolog + "<a><?xml-model href='inside.rng'?></a>").encode(), "d.xml").source
    assert [(each.href, each.language) for each in associations(source)] == ASSOCIATIONS[prolog]


def test_the_language_of_a_file() -> None:
    assert language("https://a/b.RNC?x=1.dtd") == RELAX_NG
    assert language("a.xml") == ""


def test_a_schema_that_is_not_there_is_told_at_its_place(check: Check) -> None:
    (missing,) = check(model("a.rng") + model("none/x.rng") + "<a>x</a>")
    assert missing.code == "P301"
    assert str(missing.labels[0]).endswith("d.xml:2:1")
    with pytest.raises(Refused, match="there is no schema"):
        check("<a/>", "none.xsd")
    with pytest.raises(Refused, match="there is no schema"):
        check("<a/>", "none.rng")


def test_a_broken_schema_that_the_document_names_is_told_with_both_places(check: Check, tmp_path: Path) -> None:
    (tmp_path / "broken.rng").write_text("<element xmlns='http://relaxng.org/ns/structure/1.0'/>")
    (broken,) = check(model("broken.rng") + "<a>x</a>")
    assert broken.code == "P302"
    assert [Path(label.source.name).name for label in broken.labels] == ["broken.rng", "d.xml"]


def test_an_address_that_is_not_at_hand_names_the_command(check: Check) -> None:
    address = "https://example.org/s/a.rng"
    (missing,) = check(model(address) + "<a>x</a>")
    assert missing.code == "P301"
    assert f"`tei schema fetch {address}`" in missing.help
    with pytest.raises(Refused) as refused:
        check("<a/>", address)
    assert f"`tei schema fetch {address}`" in refused.value.diagnostics[0].help


def test_an_address_in_the_cache_is_used(check: Check) -> None:
    address = "https://example.org/s/a.rng"
    kept = fetched.place(address)
    assert kept is not None
    kept.parent.mkdir(parents=True)
    kept.write_text(GRAMMARS["a.rng"])
    assert check(model(address.replace("https", "http")) + "<a>x</a>") == []
    assert check("<a>x</a>", address) == []


def test_an_address_in_a_catalog_is_used(check: Check, tmp_path: Path) -> None:
    listing = tmp_path / "catalog.xml"
    listing.write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<rewriteURI uriStartString="https://example.org/s/" rewritePrefix="./"/></catalog>'
    )
    with using([str(listing)]):
        assert check(model("https://example.org/s/a.rnc") + "<a>x</a>") == []
        assert check("<a>x</a>", "https://example.org/s/a.xsd") == []


def test_what_no_language_of_ours_says_is_told(check: Check) -> None:
    remarks = check(model("a.sch", **SCH_TYPE) + model("a.nvdl") + model("a.rng") + "<a>x</a>")
    assert codes(remarks) == ["S001"]
    assert remarks[0].severity == "info"


def test_schematron_does_not_take_the_place_of_a_grammar(check: Check) -> None:
    assert codes(check("<a><b/></a>", "a.rng", "a.sch")) == ["R101"]
    assert check(model("a.sch") + BASE.partition("?>")[2].lstrip()) == []
    assert check(BASE, "a.sch") == []


def test_a_document_of_which_a_part_is_missing_is_not_judged(check: Check) -> None:
    document = '<!DOCTYPE a [<!ENTITY e SYSTEM "none.xml">]><a>&e;<b/></a>'
    with pytest.raises(Refused) as refused:
        check(document, "a.rng")
    assert codes(list(refused.value.diagnostics)) == ["X103"]
    assert codes(check('<!DOCTYPE a SYSTEM "none.dtd"><a><b/></a>', "a.rng"))[0] == "X104"


def test_a_document_in_several_files_is_judged_as_one(check: Check, tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text("\n<c/>")
    document = '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="part.xml"/></a>'
    for name in ("a.rng", "a.dtd", "a.xsd"):
        found = check(document, name)
        places = {str(diagnostic.labels[0]).replace(str(tmp_path) + os.sep, "") for diagnostic in found}
        assert found
        assert places <= {"part.xml:2:1", "d.xml:1:1", "d.xml:1:4"}, name


@pytest.mark.parametrize("ending", ["rnc", "xsd"])
def test_what_xinclude_adds_is_no_fault(check: Check, tmp_path: Path, ending: str) -> None:
    (tmp_path / "f.rnc").write_text("element a { attribute xml:lang { text }?, element b { empty } }")
    (tmp_path / "f.xsd").write_text(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a'><xs:complexType><xs:sequence>"
        "<xs:element name='b'><xs:complexType/></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>"
    )
    document = '<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="part.xml"/></a>'
    (tmp_path / "part.xml").write_text("<b/>")
    assert check(document, f"f.{ending}") == []
    (tmp_path / "part.xml").write_text("<b xml:base='.'/>")
    assert len(check(document, f"f.{ending}")) == 1


XSD_TEXT = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="u" xmlns="u"
 elementFormDefault="qualified"><xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="xs:int"/>
 <xs:element name="c" minOccurs="0"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="x+"/>
 </xs:restriction></xs:simpleType></xs:element><xs:element name="k" minOccurs="0"><xs:complexType>
 <xs:attribute name="m"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="x"/>
 <xs:enumeration value="y"/></xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element></xs:sequence>
 <xs:attribute name="n" type="xs:int" use="required"/></xs:complexType></xs:element></xs:schema>"""

XSD_FAULTS = {
    '<a n="1">\n<b>x</b></a>': ["2: “x” in <b> is not of the type int"],
    "<a><b>1</b></a>": ["1: <a> lacks the attribute n"],
    '<a n="1"/>': ["1: <a> is not complete"],
    '<a n="q" z="1"><b>1</b></a>': [
        "1: “q” in n of <a> is not of the type int",
        "1: the attribute z is not allowed in <a>",
    ],
    '<a n="1">t<b>1</b></a>': ["1: text is not allowed in <a>"],
    '<a n="1"><b>1</b>\n<c>y</c></a>': ["2: “y” in <c> is not of the form x+"],
    '<a n="1"><b>1</b>\n\n<d/></a>': ["3: <d> is not allowed here"],
    '<a n="1"><b>1</b><k m="z"/></a>': ["1: “z” in m of <k> is none of 'x', 'y'"],
    '<a n="1"><b>1<i/></b></a>': ["1: no elements are allowed in <b>"],
    "<z/>": ["1: <z> cannot be the outermost element"],
}

DTD_TEXT = """<!ELEMENT a (b,c?)><!ATTLIST a xmlns CDATA #IMPLIED n (x|y) #REQUIRED r IDREF #IMPLIED t NMTOKEN #IMPLIED
 f CDATA #FIXED "ff"> <!ELEMENT b EMPTY><!ELEMENT c (#PCDATA)><!ELEMENT m (#PCDATA|b)*>
 <!ATTLIST m xmlns CDATA #IMPLIED>"""

DTD_FAULTS = {
    '<a n="x"/>': ["1: the content of <a> is not what it must be"],
    "<a><b/></a>": ["1: <a> lacks the attribute n"],
    '<a n="z"><b/></a>': ["1: “z” in n of <a> is none of the values that are allowed"],
    '<a n="x">\n<b>x</b></a>': ["2: <b> must be empty"],
    '<a n="x" q="1"><b/></a>': ["1: the attribute q is not allowed in <a>"],
    '<a n="x"><b/><c><b/></c></a>': ["1: only text is allowed in <c>"],
    '<a n="x" r="j"><b/></a>': ["1: r of <a> points to “j”, but nothing has that id"],
    '<a n="x" t="a b"><b/></a>': ["1: the value of t in <a> is not of the form that it must have"],
    '<a n="x" f="g"><b/></a>': ["1: f of <a> must be “ff”"],
    "<m><c/></m>": ["1: <c> is not allowed in <m>"],
    '<a n="x"><b/>\n<z/></a>': ["1: the content of <a> is not what it must be", "2: the element <z> is not known"],
}


@pytest.mark.parametrize(
    ("ending", "document", "expected"),
    [("xsd", *case) for case in XSD_FAULTS.items()] + [("dtd", *case) for case in DTD_FAULTS.items()],
)
def test_words_of_other_languages(
    check: Check, tmp_path: Path, ending: str, document: str, expected: list[str]
) -> None:
    (tmp_path / f"f.{ending}").write_text(XSD_TEXT if ending == "xsd" else DTD_TEXT)
    if ending == "xsd":
        document = document.replace(">", ' xmlns="u">', 1) if "/>" not in document[:5] else "<z xmlns='u'/>"
        document = document.replace('/ xmlns="u">', ' xmlns="u"/>')
    found = check(document, f"f.{ending}")
    told = [f"{each.labels[0].source.position(each.labels[0].span.start)[0]}: {each.message}" for each in found]
    assert told == expected


def test_what_was_expected_is_told(check: Check, tmp_path: Path) -> None:
    choices = "".join(f"<xs:element name='e{n}'/>" for n in range(8))
    (tmp_path / "f.xsd").write_text(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a'><xs:complexType><xs:choice>"
        f"{choices}</xs:choice></xs:complexType></xs:element></xs:schema>"
    )
    (found,) = check("<a><q/></a>", "f.xsd")
    assert found.labels[0].text == "expected e0, e1, e2, e3, e4 or 3 others"
    (tmp_path / "g.xsd").write_text(XSD_TEXT)
    (found,) = check('<a xmlns="u" n="1"/>', "g.xsd")
    assert found.labels[0].text == "expected b"


BROKEN = {
    "a.xsd": ("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n<xs:element/></xs:schema>", "no W3C Schema"),
    "b.xsd": ("<a>", "no W3C Schema"),
    "c.dtd": ("\n<!ELEMENT", "no DTD"),
    "d.dtd": ("<!-- nothing -->", "declares no element"),
    "e.xsd": (
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='http://localhost:1/x.xsd'/>"
        "</xs:schema>",
        "not at hand",
    ),
    "f.dtd": ("<!ENTITY % x SYSTEM 'http://localhost:1/x.dtd'>%x;<!ELEMENT a ANY>", "not at hand"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_schemas_that_cannot_be_used(check: Check, tmp_path: Path, name: str) -> None:
    text, message = BROKEN[name]
    (tmp_path / name).write_text(text)
    with pytest.raises(Refused, match=message) as refused:
        check("<a/>", name)
    assert refused.value.diagnostics[0].code in ("P301", "P302")


def test_a_schema_may_refer_to_what_is_at_hand(check: Check, tmp_path: Path) -> None:
    address = "http://example.org/more.xsd"
    kept: Any = fetched.place(address)
    kept.parent.mkdir(parents=True)
    kept.write_text("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='m'/></xs:schema>")
    (tmp_path / "f.xsd").write_text(
        f"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='{address}'/></xs:schema>"
    )
    assert check("<m/>", "f.xsd") == []
    kept.with_name("more.dtd").write_text("<!ELEMENT m EMPTY>")
    (tmp_path / "f.dtd").write_text("<!ENTITY % x SYSTEM 'https://example.org/more.dtd'>%x;")
    assert check("<m/>", "f.dtd") == []


def test_loaded_once(check: Check, tmp_path: Path) -> None:
    path = str(tmp_path / "a.xsd")
    assert Schema.load(path, XSD) is Schema.load(path, XSD)


def test_the_verb_takes_schemas_and_catalogs(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("1.xml", "2.xml"):
        Path(name).write_text(model("https://example.org/s/a.rng") + "<a>x</a>")
    Path("c.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uriSuffix uriSuffix="/a.rng" uri="a.rng"/></catalog>'
    )
    Path("broken.rng").write_text("<grammar")

    def tei(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["validate", "1.xml", "2.xml", "--format", "concise", *arguments])
        return result.exit_code, result.output

    assert tei("--catalog", "c.xml")[0] == 0
    assert tei("--schema", "a.rng", "--schema", "a.dtd")[0] == 0
    assert tei("--schema", "a.rng", "--schema", "x.rnc")[1].count("R202") == 2
    status, output = tei()
    assert (status, output.count("P301")) == (2, 2)
    status, output = tei("--schema", "broken.rng")
    assert (status, output.count("P302")) == (2, 1)
    status, output = tei("--catalog", "none.xml")
    assert (status, output.count("P101")) == (2, 1)
    assert "XML_CATALOG_FILES" not in os.environ


def test_standard_input_is_in_the_current_folder(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["validate", "-"], input=model("a.rng") + "<a>x</a>")
    assert result.exit_code == 0, result.output


REPEATED = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:o="urn:o" targetNamespace="urn:o">
<xs:attributeGroup name="ids"><xs:attribute name="ID" type="xs:ID"/></xs:attributeGroup>
<xs:attributeGroup name="more"><xs:attribute name="more" type="xs:integer"/></xs:attributeGroup>
<xs:complexType name="plain"><xs:attributeGroup ref="o:ids"/></xs:complexType>
<xs:complexType name="wider"><xs:complexContent><xs:extension base="o:plain">
<xs:attributeGroup ref="o:ids"/><xs:attributeGroup ref="o:more"/>
</xs:extension></xs:complexContent></xs:complexType>
<xs:element name="a" type="o:wider"/></xs:schema>"""


def test_an_extension_may_repeat_the_attributes_of_its_base(tmp_path: Path) -> None:
    (tmp_path / "repeated.xsd").write_text(REPEATED)
    schema = Schema.load(str(tmp_path / "repeated.xsd"), XSD)
    (tmp_path / "a.xml").write_text('<a xmlns="urn:o" ID="i" more="x"/>')
    (fault,) = schema.validate(Edition.load(str(tmp_path / "a.xml")))
    assert "more" in fault.message


def test_an_extension_of_a_type_from_elsewhere_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "repeated.xsd").write_text(REPEATED.replace('base="o:plain"', 'base="xs:anyType"'))
    schema = Schema.load(str(tmp_path / "repeated.xsd"), XSD)
    (tmp_path / "a.xml").write_text('<a xmlns="urn:o" ID="1"/>')
    (fault,) = schema.validate(Edition.load(str(tmp_path / "a.xml")))
    assert "ID" in fault.message
