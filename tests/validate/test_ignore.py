from __future__ import annotations

from pathlib import Path

import pytest

from tei.core.diagnostic import Diagnostic, Label
from tei.core.edition import Edition
from tei.core.edits import edited
from tei.core.profile import Profile
from tei.core.source import Source
from tei.core.stream import CHUNK, Stored
from tei.pipeline import Checks, check_tei
from tei.validate import validate
from tei.validate.ignore import has_ignores, ignores, not_ignored

HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>
"""


def document(body: str, before: str = "") -> str:
    return f"{before}{HEAD}<text><body>\n{body}</body></text></TEI>\n"


def checked(text: str, only: tuple[str, ...] | None = None) -> list[Diagnostic]:
    found = check_tei(Checks(Profile.load("plain"), only=only), "a.xml", text.encode())[1]
    return [each for each in found if each.code[0] in "RXL" or each.code.startswith("T6")]


def short(found: list[Diagnostic]) -> list[str]:
    return [f"{each.labels[0].source.position(each.labels[0].span.start)[0] - 3} {each.code}" for each in found]


CASES = [
    # The element that follows, and what is in it.
    ("<?tei ignore R101?>\n<foo/>\n<foo/>", ["3 R101"]),
    ("<?tei ignore R101?>\n<div><p>A</p>\n<foo/></div>\n<foo/>", ["4 R101"]),
    ("<p>A</p><?tei ignore R101?>\n<foo/>\n<foo/>", ["3 R101"]),
    ("<?tei ignore R101?><foo/><foo/>", ["1 R101"]),
    ("<?tei ignore R101?><foo></foo><foo/>", ["1 R101"]),
    ("<?tei ignore R101?><!-- c --><p/>\n<foo/>", ["1 T601", "2 R101"]),
    # By code, by its beginning, by several, with reasons.
    ("<?tei ignore R?>\n<foo/>", []),
    ("<?tei ignore ALL?>\n<foo/>", []),
    ("<?tei ignore R101 -- there is <old> > stuff?>\n<foo/>", []),
    ("<?tei ignore R101 --?>\n<foo/>", []),
    ("<?tei   ignore\n R101,\n L104 -- both?>\n<foo/>", ["1 T601"]),
    ("<?tei ignore frus-a R101?>\n<foo/>", ["1 T601"]),
    ("<?tei ignore R102?>\n<foo/>", ["1 T601", "2 R101"]),
    ("<?tei ignore R101?><?tei ignore R101?>\n<foo/>", []),
    # Whether there are such findings depends on other files.
    ("<?tei ignore L102 L?>\n<p/>", []),
    # For the whole file.
    ("<foo/><?tei ignore-file R101?>\n<foo/>", []),
    # What cannot be followed.
    ("<?tei ignore?>\n<p/>", ["1 T602"]),
    ("<?tei ignore -- why not?>\n<p/>", ["1 T602"]),
    ("<?tei ignroe R101?>\n<p/>", ["1 T602"]),
    ("<?tei?>\n<p/>", ["1 T602"]),
    ("<?tei ignore R120?>\n<p/>", ["1 T602"]),
    ("<div><p/>\n<?tei ignore R101?></div><div><foo/></div>", ["2 T601", "2 R101"]),
    ("<?teiish ignore R102?>\n<p/>", []),
]


@pytest.mark.parametrize(("body", "codes"), CASES)
def test_what_is_ignored(body: str, codes: list[str]) -> None:
    body = body.replace("<p/>", "<p>A</p>")
    assert sorted(short(checked(document(body)))) == sorted(codes)


def test_before_the_root_it_is_for_the_whole_document() -> None:
    for verb in ("ignore", "ignore-file"):
        assert not checked(document("<foo/>", before=f"<?tei {verb} R101?>"))


def test_words_and_fixes_of_one_in_vain() -> None:
    text = document("<p>A</p>\n  <?tei ignore R101 R102?>\n<p>B</p><?tei ignore R103?><p>C</p>\n")
    first, second = checked(text)
    assert first.message == "ignored in vain: nothing here has R101 and R102"
    edits = [edit for each in (first, second) for fix in each.fixes for edit in fix.edits]
    assert edited(text, edits) == document("<p>A</p>\n<p>B</p><p>C</p>\n")
    (late,) = checked(document("<p>A</p><?tei ignore R101?>"))
    assert late.message == "ignored in vain: no element follows that could have R101"
    assert not late.fixes
    (half,) = checked(document("<?tei ignore R101 R102?><foo/>"))
    assert half.message == "ignored in vain: nothing here has R102"
    assert not half.fixes


def test_where_not_all_checks_are_made_nothing_is_in_vain() -> None:
    assert not checked(document("<?tei ignore R102?><p>A</p>"), only=("pointers",))


def test_what_is_not_well_formed_is_always_told() -> None:
    found = checked(document("<?tei ignore-file X,R?><?tei ignore L?><p>A & B</p><foo/>"))
    assert [each.code for each in found] == ["X101"]


def test_each_of_several_alike_is_told_where_some_are_ignored() -> None:
    found = checked(document("<?tei ignore R101?><foo/>\n<foo/>\n<foo/>"))
    assert short(found) == ["2 R101", "3 R101"]
    assert "more like it" not in found[0].message


def test_entities_are_no_hindrance() -> None:
    before = '<!DOCTYPE TEI [<!ENTITY f "<foo/>"><!ENTITY % o SYSTEM "o.ent">%o;]>'
    (found,) = ignores(Source("a.xml", document("<?tei ignore R101?><div>&f;&g;</div>\n", before)))
    assert (found.start, found.end) == ((4, 20), (4, 37))


def test_a_file_that_is_included_has_its_own(tmp_path: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>'
    part = '<div xmlns="http://www.tei-c.org/ns/1.0"><p>A</p><?tei ignore R101?><foo/></div>'
    (tmp_path / "b.xml").write_text(part)
    (tmp_path / "a.xml").write_text(document(f"{include}\n<?tei ignore R102?><foo/>"))
    named = Edition(Stored(str(tmp_path / "a.xml"), tmp_path / "a.xml"))
    told = validate(named, Profile.load("plain"), only=("grammar",))
    assert [Path(each.labels[0].source.name).name for each in told] == ["a.xml"]
    (tmp_path / "b.xml").write_text(part.replace("<?tei ignore R101?>", ""))
    told = validate(named, Profile.load("plain"), only=("grammar",))
    assert [Path(each.labels[0].source.name).name for each in told] == ["a.xml", "b.xml"]


def test_a_finding_without_a_place_is_told() -> None:
    source = Source("a.xml", "<?tei ignore-file R?><a/>")
    finding = Diagnostic("R103", "error", "no")
    assert list(not_ignored(source, [finding], complete=False)) == [finding]


@pytest.mark.parametrize("at", [0, CHUNK - 3, CHUNK - 1, CHUNK, CHUNK + 7])
def test_instructions_are_found_wherever_the_pieces_end(at: int) -> None:
    text = " " * at + "<?tei ignore R?><a/>"
    assert has_ignores(Stored("a.xml", text.encode()))
    assert has_ignores(Source("a.xml", text))
    assert not has_ignores(Stored("a.xml", text.replace("tei", "ti").encode()))


def test_a_streamed_file_is_read_in_other_encodings() -> None:
    text = document("<?tei ignore R101?><foo/>", '<?xml version="1.0" encoding="UTF-16"?>')
    found = check_tei(Checks(Profile.load("plain"), only=("grammar",)), "a.xml", text.encode("utf-16"))[1]
    assert not found


def test_a_part_of_a_large_file_has_no_fix() -> None:
    source = Source("a.xml", "<?tei ignore R102?><a/>", first=7)
    (found,) = not_ignored(source, [], complete=True)
    assert found.code == "T601"
    assert not found.fixes
    assert isinstance(found.labels[0], Label)
