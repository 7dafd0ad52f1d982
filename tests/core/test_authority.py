from __future__ import annotations

import csv
import pickle
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tei.core.authority import Authority, Entry
from tei.core.diagnostic import Diagnostic, Refused

SEEDS = Path(__file__).parents[2] / "seeds"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>{}</standOff></TEI>'


def load(folder: Path, text: str, name: str = "authority.xml") -> Authority:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return Authority.load(path)


def refused(folder: Path, text: str, name: str = "authority.xml") -> Diagnostic:
    with pytest.raises(Refused) as caught:
        load(folder, text, name)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.help
    return diagnostic


def test_the_seeds_have_an_authority_file() -> None:
    authority = Authority.load(SEEDS / "authority.xml")
    assert [e.id for e in authority.persons] == ["p_AJM1", "p_DJF1", "p_HHJ1", "p_KI1", "p_RWS1", "p_SWJ1", "p_SM1"]
    assert [e.id for e in authority.terms] == ["t_MSP1", "t_NA1"]
    assert authority.places == ()
    allison = authority.by_id["p_AJM1"]
    assert (allison.name, allison.note, allison.begin, allison.end) == (
        "Allison, John M.",
        "Ambassador to Japan",
        "1953",
        "1957",
    )


def test_an_empty_authority_is_false() -> None:
    assert not Authority()
    assert Authority((Entry("p_1", "person", "Doe"),))


def test_what_is_derived_is_kept_but_not_sent() -> None:
    made = []

    def build(authority: Authority) -> int:
        made.append(authority)
        return len(authority.entries)

    authority = Authority((Entry("p_1", "person", "Doe"),))
    assert authority.derived(build) == authority.derived(build) == 1
    assert len(made) == 1
    copy = pickle.loads(pickle.dumps(authority))
    assert copy == authority
    assert copy.derived(build) == 1
    assert len(made) == 2


def test_persons_of_standoff(tmp_path: Path) -> None:
    authority = load(
        tmp_path,
        TEI.format("""<listPerson>
          <person xml:id="p_1"><persName>Doe, John,</persName><persName>Johnny Doe</persName><persName/>
            <birth when="1900"/><death/><note>clerk</note><occupation>poet</occupation>
            <idno type="VIAF">12</idno></person>
          <person><persName><roleName>Sir</roleName><forename>Ann</forename><forename>B.</forename>
            <nameLink>de</nameLink> <surname>Roe</surname><genName>Jr.</genName></persName>
            <affiliation notBefore="1950" notAfter="1951-02">Office</affiliation></person>
          <person xml:id="p_2"><note>without a name</note></person>
          <person><persName xml:id="p_3">Poe, E.</persName></person>
        </listPerson>"""),
    )
    assert authority.entries == (
        Entry("p_1", "person", "Doe, John", ("Johnny Doe",), "clerk; poet", (("VIAF", "12"),), birth="1900"),
        Entry("p_RSABJ1", "person", "de Roe, Sir Ann B., Jr.", (), "Office", (), "1950", "1951-02"),
        Entry("p_3", "person", "Poe, E."),
    )


def test_terms_and_places_of_standoff(tmp_path: Path) -> None:
    authority = load(
        tmp_path,
        TEI.format("""<list type="gloss"><label><term xml:id="t_1">NSC,</term></label><!-- x --><item>Council</item>
          <label><term>JCS</term></label><item>Chiefs</item><label>no term</label><item>x</item></list>
          <list><label><term>last</term></label></list>
          <listPlace><place xml:id="pl_1"><placeName>Kyoto</placeName><location><geo>35 135.7</geo></location></place>
          <place><placeName>Nara</placeName></place></listPlace>"""),
    )
    assert authority.terms == (
        Entry("t_1", "term", "NSC", note="Council"),
        Entry("t_JCS1", "term", "JCS", note="Chiefs"),
    )
    assert authority.places == (
        Entry("pl_1", "place", "Kyoto", geo="35 135.7"),
        Entry("pl_Nara1", "place", "Nara"),
    )


def test_the_lists_of_a_printed_volume(tmp_path: Path) -> None:
    authority = load(
        tmp_path,
        """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><front><list>
          <item><hi rend="strong"><persName xml:id="p_DJ1">Doe, John,</persName></hi> clerk; thereafter poet.</item>
          <item><hi><term xml:id="t_NSC1">NSC</term></hi>, National Security Council</item>
          <item>no entry, <persName>Roe</persName></item>
          <item><list>
            <item><persName xml:id="p_RA1">Roe, Ann<note n="1">Born Doe</note></persName>, painter</item></list></item>
        </list></front></text></TEI>""",
    )
    assert authority.entries == (
        Entry("p_DJ1", "person", "Doe, John", note="clerk; thereafter poet"),
        Entry("t_NSC1", "term", "NSC", note="National Security Council"),
        Entry("p_RA1", "person", "Roe, Ann", note="painter"),
    )


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        Authority.load(tmp_path / "none.xml")
    assert caught.value.diagnostics[0].code == "P201"


def test_xml_in_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "authority.xml"
    path.write_text(TEI.format("<person><persName>Doe</persName></person>"), encoding="utf-16")
    assert Authority.load(path).entries == (Entry("p_D1", "person", "Doe"),)


def test_xml_that_is_broken(tmp_path: Path) -> None:
    diagnostic = refused(tmp_path, "<TEI>\n<person></TEI>")
    assert diagnostic.code == "P202"
    assert diagnostic.labels[0].source.position(diagnostic.labels[0].span.start)[0] == 2


def test_xml_that_is_not_tei(tmp_path: Path) -> None:
    diagnostic = refused(tmp_path, "<html><p>x</p></html>")
    assert diagnostic.code == "P203"
    assert "is not TEI: its root is <html>" in diagnostic.message


def test_tei_without_entries(tmp_path: Path) -> None:
    diagnostic = refused(tmp_path, TEI.format("<listPerson/>"))
    assert diagnostic.code == "P203"
    assert "names no person" in diagnostic.message


def test_an_id_given_twice_names_both_places(tmp_path: Path) -> None:
    person = '<person xml:id="p_1"><persName>{}</persName></person>'
    diagnostic = refused(tmp_path, TEI.format(person.format("Doe") + "\n" + person.format("Roe")))
    assert diagnostic.code == "P204"
    assert "'Doe'" in diagnostic.message
    assert "'Roe'" in diagnostic.message
    assert [label.source.position(label.span.start)[0] for label in diagnostic.labels] == [2, 1]


CSV = """id,kind,name,forms,note,begin,end,wikidata
p_1,person,"Doe, John",Johnny Doe; J.D.,clerk,1950,1951,Q1

,,"Roe, Ann",,"painter
and poet",,,
,term,NSC,,Council,,,
pl_1,place,Kyoto,,,,,Q2,surplus
"""


def test_a_table(tmp_path: Path) -> None:
    authority = load(tmp_path, CSV, "people.txt")
    assert authority.entries == (
        Entry("p_1", "person", "Doe, John", ("Johnny Doe", "J.D."), "clerk", (("wikidata", "Q1"),), "1950", "1951"),
        Entry("p_RA1", "person", "Roe, Ann", note="painter\nand poet"),
        Entry("t_NSC1", "term", "NSC", note="Council"),
        Entry("pl_1", "place", "Kyoto", identifiers=(("wikidata", "Q2"),)),
    )


def test_a_table_with_semicolons_and_commas_in_names(tmp_path: Path) -> None:
    authority = load(tmp_path, "name;note\nDoe, John;clerk\n;\n", "people.csv")
    assert authority.entries == (Entry("p_DJ1", "person", "Doe, John", note="clerk"),)


def test_a_table_without_names(tmp_path: Path) -> None:
    diagnostic = refused(tmp_path, "id,note\n1,x\n", "people.csv")
    assert diagnostic.code == "P205"
    assert "no column 'name', only id, note" in diagnostic.message


@pytest.mark.parametrize(("row", "said"), [("thing,Doe", "row 3 of the authority file"), ("person,", "has no name")])
def test_a_row_that_says_too_little(tmp_path: Path, row: str, said: str) -> None:
    diagnostic = refused(tmp_path, f"kind,name\nperson,Roe\n{row}\n", "people.csv")
    assert diagnostic.code == "P205"
    assert said in diagnostic.message
    assert diagnostic.labels[0].source.position(diagnostic.labels[0].span.start) == (3, 1)


def test_ids_given_twice_in_a_table(tmp_path: Path) -> None:
    assert refused(tmp_path, "id,name\np_1,Doe\np_1,Roe\n", "people.csv").code == "P204"


def test_a_table_tells_birth_and_death(tmp_path: Path) -> None:
    (entry,) = load(tmp_path, "name,birth,death\nDoe,1901-02-03,1960\n", "people.csv").entries
    assert (entry.birth, entry.death) == ("1901-02-03", "1960")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_table_as_spreadsheets_write_it(tmp_path: Path, encoding: str, ending: str) -> None:
    path = tmp_path / "people.csv"
    rows = ("id;name;note", 'p_1;"Doe, Émile";a\u2028b', "p_2;Roe;poet", "")
    path.write_bytes(ending.join(rows).encode(encoding))
    assert [(e.id, e.name, e.note) for e in Authority.load(path).entries] == [
        ("p_1", "Doe, Émile", "a\u2028b"),
        ("p_2", "Roe", "poet"),
    ]


@pytest.mark.parametrize("given", ["1 a", "1a", "p:1", "p_×"])
def test_an_id_that_xml_does_not_allow(tmp_path: Path, given: str) -> None:
    diagnostic = refused(tmp_path, f"id,name\np_é1,Roe\n{given},Doe\n", "people.csv")
    assert diagnostic.code == "P204"
    assert f"the id {given!r} of 'Doe' in line 3 of " in diagnostic.message
    assert diagnostic.labels[0].source.position(diagnostic.labels[0].span.start) == (3, 1)
    assert refused(tmp_path, TEI.format(f'<person xml:id="{given}"><persName>Doe</persName></person>')).code == "P204"


def test_the_work_for_like_names_grows_with_their_number_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers: list[int] = []

    def counted(first: int) -> Iterator[int]:
        for number in count(first):
            numbers.append(number)
            yield number

    monkeypatch.setattr("tei.core.names.count", counted)
    entries = load(tmp_path, "name\n" + "Doe\n" * 800, "people.csv").entries
    assert (entries[0].id, entries[-1].id) == ("p_D1", "p_D800")
    assert len(numbers) == 800


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Doe,May 1953,,,,,Q1", "begin 'May 1953' of 'Doe' in line 3 of "),
        ("Doe,,1953-02-29,,,,Q1", "end '1953-02-29' of 'Doe' in line 3 of "),
        ("Doe,,,1905-13,,,Q1", "birth '1905-13' of 'Doe' in line 3 of "),
        ("Doe,,,,12,,Q1", "death '12' of 'Doe' in line 3 of "),
        ("Doe,,,,,Paris,Q1", "geo 'Paris' of 'Doe' in line 3 of "),
    ],
)
def test_a_value_that_tei_cannot_take(tmp_path: Path, row: str, said: str) -> None:
    table = f"name,begin,end,birth,death,geo,viaf\nRoe,1952-02-29,-0044,--05-09,1953-05,-1.5 +2,Q2\n{row}\n"
    diagnostic = refused(tmp_path, table, "people.csv")
    assert diagnostic.code == "P205"
    assert diagnostic.message.startswith(said)
    assert diagnostic.labels[0].source.position(diagnostic.labels[0].span.start) == (3, 1)


def test_every_value_that_tei_cannot_take_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        load(tmp_path, "name,begin,geo\nDoe,then,there\nRoe,soon,\n", "people.csv")
    assert [d.code for d in caught.value.diagnostics] == ["P205"] * 3


def test_a_type_of_identifiers_is_one_word(tmp_path: Path) -> None:
    diagnostic = refused(tmp_path, "name,Wikidata ID\nDoe,Q1\n", "people.csv")
    assert diagnostic.code == "P205"
    assert "the column 'wikidata id'" in diagnostic.message
    assert "'wikidata_id'" in (diagnostic.help or "")


def test_tei_is_read_without_the_values_that_are_not_tei_s(tmp_path: Path) -> None:
    authority = load(
        tmp_path,
        TEI.format(
            '<person xml:id="p_1"><persName>Doe</persName><birth when="1905-13"/><death when="1960"/>'
            '<occupation from="May 1953">clerk</occupation><idno type="Wikidata ID">Q1</idno><idno type="viaf">2</idno>'
            '</person><place xml:id="pl_1"><placeName>Rome</placeName><location><geo>in Italy</geo></location></place>'
        ),
    )
    assert authority.entries == (
        Entry("p_1", "person", "Doe", note="clerk", identifiers=(("", "Q1"), ("viaf", "2")), death="1960"),
        Entry("pl_1", "place", "Rome"),
    )
    assert {d.code for d in authority.diagnostics} == {"P207"}
    assert [d.message.split(" of ")[0] for d in authority.diagnostics] == [
        "begin 'May 1953'",
        "birth '1905-13'",
        "identifiers 'Wikidata ID'",
        "geo 'in Italy'",
    ]
    assert all(" in line 1 of " in d.message and d.help for d in authority.diagnostics)


def test_a_table_without_rows(tmp_path: Path) -> None:
    diagnostic = refused(tmp_path, "id,name\n,\n", "people.csv")
    assert diagnostic.code == "P206"
    assert "has a header row, but no entry" in diagnostic.message


def test_a_cell_that_is_too_long(tmp_path: Path) -> None:
    long = "x" * (csv.field_size_limit() + 1)
    diagnostic = refused(tmp_path, f"name,note\nDoe,{long}\n", "people.csv")
    assert diagnostic.code == "P205"
    assert diagnostic.message.startswith("line 2 of ")
    assert refused(tmp_path, f"name,{long}\nDoe,x\n", "people.csv").message.startswith("line 1 of ")
    assert refused(tmp_path, long, "people.txt").code == "P206"


def test_ids_made_of_names_are_names_that_xml_allows(tmp_path: Path) -> None:
    entries = load(tmp_path, "kind,name\nterm,m²\nterm,½ h\nperson,Ⓐnn\nplace,東京\n", "people.csv").entries
    assert [e.id for e in entries] == ["t_m1", "t_h1", "p_nn1", "pl_東京1"]


@pytest.mark.parametrize("bullet", ["• ", "- ", "* ", "  • "])
@pytest.mark.parametrize("bold", ["", "**"])
def test_a_list_with_bullets_and_bold_type(tmp_path: Path, bullet: str, bold: str) -> None:
    lines = (f"{bullet}{bold}Doe, John M.,{bold} clerk", "  and poet", "***", f"{bullet}{bold}Roe, Ann,{bold} painter")
    authority = load(tmp_path, "\n".join(("## **Persons**", *lines)), "people.md")
    assert authority.entries == (
        Entry("p_DJM1", "person", "Doe, John M.", note="clerk and poet"),
        Entry("p_RA1", "person", "Roe, Ann", note="painter"),
    )
    assert not authority.diagnostics


LIST = """List of Persons

Doe, John M., Ambassador to Japan to February 1957; thereafter
   Ambassador to Indonesia
Hall, Richard, Jr., clerk
Hall, Jr., Edwin, clerk
Nguyen Van Tam, General, Commander
Pius XII, Pope
Roe, Sir Ann, British Minister
Poe, (Eddie) E., poet
Soe, Foreign Minister
Toe, Prince, Prime Minister
Moe, ambassador of the north to everything
a line that continues
Nothing to be read here
"""


def test_a_printed_list(tmp_path: Path) -> None:
    authority = load(tmp_path, LIST, "people.txt")
    assert [(e.id, e.name, e.note) for e in authority.entries] == [
        ("p_DJM1", "Doe, John M.", "Ambassador to Japan to February 1957; thereafter Ambassador to Indonesia"),
        ("p_HRJ1", "Hall, Richard, Jr.", "clerk"),
        ("p_HJE1", "Hall, Jr., Edwin", "clerk"),
        ("p_NVT1", "Nguyen Van Tam", "General, Commander"),
        ("p_PXII1", "Pius XII", "Pope"),
        ("p_RSA1", "Roe, Sir Ann", "British Minister"),
        ("p_PEE1", "Poe, (Eddie) E.", "poet"),
        ("p_S1", "Soe", "Foreign Minister"),
        ("p_T1", "Toe", "Prince, Prime Minister"),
        ("p_M1", "Moe", "ambassador of the north to everything a line that continues"),
    ]
    (unread,) = authority.diagnostics
    assert unread.code == "P207"
    assert unread.labels[0].source.position(unread.labels[0].span.start) == (15, 1)


def test_a_list_of_abbreviations_is_told_by_its_look_or_heading(tmp_path: Path) -> None:
    told = load(
        tmp_path,
        "NSC, National Security Council\nS/S, Executive Secretariat\nFonMin, foreign minister\nMcCoy, John, clerk\n",
        "a.txt",
    )
    assert [(e.id, e.kind) for e in told.entries] == [
        ("t_NSC1", "term"),
        ("t_SS1", "term"),
        ("t_FonMin1", "term"),
        ("p_MCJ1", "person"),
    ]
    headed = load(tmp_path, "Abbreviations and Symbols\nreftel, reference telegram\n", "b.txt")
    assert headed.entries == (Entry("t_reftel1", "term", "reftel", note="reference telegram"),)


def test_a_text_without_a_list(tmp_path: Path) -> None:
    assert refused(tmp_path, "Nothing\nat all\n, clerk\n", "a.txt").code == "P206"
