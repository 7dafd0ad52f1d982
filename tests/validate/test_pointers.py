from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.validate import Context, ids
from tei.validate.pointers import pointers

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div xml:id="d5">
<note n="1" xml:id="d5fn1">One.</note><note n="2" xml:id="d5fn2">Two.</note>
<persName xml:id="p_SR1">Sapt</persName>
<p>{}</p></div></body></text></TEI>"""


def found(inner: str, known: frozenset[str] = frozenset(), profile: str = "frus") -> list[tuple[str, str, str]]:
    edition = Edition.decode(TEXT.format(inner).encode(), "tei/d5.xml")
    context = Context(Profile.load(profile), "", known)
    return [(d.code, edition.source[d.labels[0].span], f"{d.message} | {d.help}") for d in pointers(edition, context)]


@pytest.mark.parametrize(
    "pointer",
    [
        "#d5fn1",
        "#d5 #p_SR1",
        "#d37fn2",
        "d5.xml#d5fn2",
        "d37.xml#d37fn2",
        "https://example.org/a#b",
        "mailto:a@example.org",
        "../a/b",
        "",
    ],
)
def test_what_leads_somewhere(pointer: str) -> None:
    assert found(f'<ref target="{pointer}">x</ref>', frozenset({"d37", "d37fn2"})) == []


@pytest.mark.parametrize(
    ("inner", "code", "place", "says"),
    [
        ('<ref target="#d5fn9">9</ref>', "L102", "#d5fn9", "the notes of the document go from “#d5fn1” to “#d5fn2”"),
        ('<ref target="#d5fm1">9</ref>', "L102", "#d5fm1", "did you mean “#d5fn1”?"),
        ('<persName corresp="#p_RS1">S</persName>', "L102", "#p_RS1", "@corresp of <persName> points to “#p_RS1”"),
        ('<date ana="#date_1">S</date>', "L102", "#date_1", 'or give the element that is meant xml:id="date_1"'),
        ('<ref target="d37.xml#d37fn9">9</ref>', "L102", "d37.xml#d37fn9", "points to “d37fn9” in d37.xml"),
        ('<ref target="#d37fn9">9</ref>', "L102", "#d37fn9", "nothing has that id"),
        ('<ref target="#d6">6</ref>', "L103", "#d6", "document d6 is not among these files"),
        ('<ref target="#d6fn2">6</ref>', "L103", "#d6fn2", "document d6 is not among these files"),
        ('<ref target="#pg_7">7</ref>', "L103", "#pg_7", "page pg_7 is not among these files"),
        ('<ref target="frus1900v01#d1">1</ref>', "L103", "frus1900v01#d1", "file frus1900v01 is not among these files"),
        ('<ref target="frus1900v01">1</ref>', "L103", "frus1900v01", "file frus1900v01 is not among these files"),
        (
            '<ref target="d5fn1">1</ref>',
            "L104",
            "d5fn1",
            "“d5fn1” in @target of <ref> lacks the # of a pointer | did you mean “#d5fn1”?",
        ),
        ("<ref target='d6fn1'>1</ref>", "L104", "d6fn1", "lacks the #"),
        ('<rdg wit="#d5fn1 #C">1</rdg>', "L102", "#d5fn1 #C", "@wit of <rdg> points to “#C”"),
        ('<span from="#d5fn1" to="#d5fm1">1</span>', "L102", "#d5fm1", "@to of <span> points to “#d5fm1”"),
        ('<ref target="#D5FN1">1</ref>', "L102", "#D5FN1", "did you mean “#d5fn1”?"),
        ('<ref target="#{$id}">1</ref>', "L102", "#{$id}", "@target of <ref> points to “#{$id}”"),
        ('<ref target="{}##">1</ref>', "L104", "{}##", "“{}##” in @target of <ref> has more than one #"),
        ('<ref target="#">1</ref>', "L104", "#", "“#” in @target of <ref> points to nothing"),
    ],
)
def test_what_does_not(inner: str, code: str, place: str, says: str) -> None:
    ((found_code, found_place, message),) = found(inner, frozenset({"d37", "d37fn2"}))
    assert (found_code, found_place) == (code, place)
    assert says in message


def test_images_may_be_named_without_a_hash() -> None:
    assert found('<pb facs="0134"/>') == []


def test_files_that_are_not_at_hand_are_told_once() -> None:
    ((code, place, message),) = found("".join(f'<ref target="#d{n}fn1">x</ref>' for n in (6, 7, 8, 9, 10, 11, 12, 6)))
    assert (code, place) == ("L103", "#d6fn1")
    assert message.startswith(
        "documents d6, d7, d8, d9, d10 and 2 more are not among these files; pointers to them were"
    )


def test_an_id_given_twice_shows_both_places() -> None:
    plain = Edition.decode(TEXT.format('<hi xml:id="d5fn1"/>').encode(), "d5.xml")
    raw = Source("d5.txt", "x")
    edition = Edition(plain.source, raw, tuple(Span(0, 1) for _ in plain.elements()))
    (found,) = pointers(edition, Context(Profile.load("frus"), "", ()))
    assert found.code == "L101"
    assert [str(label) for label in found.labels] == ["d5.xml:4:16", "d5.txt:1:1", "d5.xml:2:21"]


def test_a_missing_hash_can_be_put_right() -> None:
    edition = Edition.decode(TEXT.format('<ref target="d5fn1">1</ref>').encode(), "d5.xml")
    (found,) = pointers(edition, Context(Profile.load("frus"), "", ()))
    assert found.fix is not None
    assert found.fix.edits[0].replacement == "#d5fn1"
    edition = Edition.decode(TEXT.format('<ref target="d5fn1 #d5">1</ref>').encode(), "d5.xml")
    (found,) = pointers(edition, Context(Profile.load("frus"), "", ()))
    assert found.fix is None


def test_ids() -> None:
    assert set(ids(Edition.decode(TEXT.encode(), "d5.xml"))) == {"d5", "d5fn1", "d5fn2", "p_SR1"}


def test_the_shape_of_ids_is_the_profiles(tmp_path: Path) -> None:
    profile = tmp_path / "own.toml"
    profile.write_text('extends = "letters"\n[document]\nid = "letter{number}"\n', encoding="utf-8")
    assert found('<ref target="#letter7">x</ref>', profile=str(profile))[0][0] == "L103"
    assert found('<ref target="#d7x">x</ref>', profile=str(profile))[0][0] == "L102"


PREFIXES = """<listPrefixDef>
<prefixDef ident="loc" matchPattern="([a-z]+)([0-9]*)" replacementPattern="#$1_$2$3"/>
<prefixDef ident="loc" matchPattern="all" replacementPattern="#p_SR1"/>
<prefixDef ident="web" matchPattern=".*" replacementPattern="https://example.org/$1"/>
<prefixDef ident="own" matchPattern="\\i\\c*" replacementPattern="#$1"/>
<prefixDef ident="none"/>
</listPrefixDef><p xml:id="p_1"/>"""


@pytest.mark.parametrize(
    ("pointer", "code", "says"),
    [
        ("loc:p1", "", ""),
        ("loc:p1 #d5", "", ""),
        ("loc:p2", "L102", "@ref of <persName> points to “#p_2”, but nothing has that id"),
        ("loc:all", "L102", "“#all_”"),
        (
            "loc:P1",
            "L104",
            "“P1”, is not as <prefixDef> has it | correct it; it must match “([a-z]+)([0-9]*)” or “all”",
        ),
        ("web:anything", "", ""),
        ("own:anything", "", ""),
        ("none:anything", "", ""),
    ],
)
def test_prefixes_stand_for_what_the_header_says(pointer: str, code: str, says: str) -> None:
    told = found(f'{PREFIXES}<persName ref="{pointer}"/>')
    assert [each[0] for each in told] == ([code] if code else [])
    assert all(each[1] == pointer and says in each[2] for each in told)
