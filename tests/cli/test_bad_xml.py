"""XML that is odd, broken or beyond measure: `tei validate` passes it, or says one clear thing at the true place."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tei.cli import main
from tei.core import stream
from tei.validate import malformed

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt>'
    "<publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader><text><body>\n"
)
TAIL = "</body></text></TEI>"
DEEP = 5_000
FAULT = "<p>é𝔸<foo/></p>"


def document(body: str, before: str = "") -> str:
    return before + HEAD + body + TAIL


# What the text says is no matter here.
CHECKS = [word for check in ("grammar", "pointers", "dates") for word in ("--check", check)]


def validate(*arguments: str, data: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, ["validate", "--format", "concise", *CHECKS, *arguments], input=data)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    assert "P900" not in result.output
    return result


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(data: bytes | str) -> list[str]:
    """What is said of a document, without the name of its file."""
    Path("a.xml").write_bytes(data if isinstance(data, bytes) else data.encode())
    lines = validate("a.xml").output.splitlines()[:-1]
    assert all(line.startswith("a.xml:") for line in lines), lines
    assert all(len(line) < 400 for line in lines)
    return [line.removeprefix("a.xml:") for line in lines]


DECLARED = '<?xml version="1.0" encoding="{}"?>'

GOOD = {
    "UTF-16": document("<p>é𝔸</p>").encode("utf-16"),
    "UTF-16 without mark": document("<p>é</p>").encode("utf-16-le"),
    "UTF-16 that says it is UTF-8": document("<p>é</p>", DECLARED.format("utf-8")).encode("utf-16-be"),
    "UTF-32": document("<p>é</p>").encode("utf-32"),
    "latin-1": document("<p>é</p>", DECLARED.format("iso-8859-1")).encode("latin-1"),
    "byte order mark": document("<p>é</p>").encode("utf-8-sig"),
    "deep": document("<p>" + '<hi rend="italic">' * DEEP + "</hi>" * DEEP + "</p>"),
    "long text": document("<p>" + "x" * 1_000_000 + "</p>"),
    "long value": document('<p n="' + "x" * 1_000_000 + '">x</p>'),
    "long comment": document("<!--" + "x" * 2_000_000 + "--><p/>"),
    "another prefix": HEAD.replace("<TEI xmlns=", "<TEI xmlns:y='urn:y' xmlns=")
    + '<p xmlns:y="http://www.tei-c.org/ns/1.0"><y:hi xmlns:y="http://www.tei-c.org/ns/1.0" rend="italic"/></p>'
    + TAIL,
    "entity": document("<p>&e;</p>", '<!DOCTYPE TEI [<!ENTITY e "&f;"><!ENTITY f "<hi rend=\'italic\'/>">]>\n'),
    "default value": document("<p/>", '<!DOCTYPE TEI [<!ATTLIST p n CDATA "1">]>\n'),
}


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_what_is_odd_passes(folder: Path, data: bytes | str) -> None:
    assert found(data) == []


BAD = {
    "empty": (b"", "1:1: error[X101] the file is empty"),
    "blank": (b" \n ", "1:1: error[X101] the file is empty"),
    "binary": (bytes(range(256)) * 9, "1:1: error[X101] the file is not XML: it seems to be binary data"),
    "NUL": (document("<p>a\0b</p>"), "2:5: error[X101] a NUL stands in the file"),
    "latin-1 without declaration": (document("<p>é</p>").encode("latin-1"), "2:4: error[X102] byte 0xE9 is not UTF-8"),
    "latin-1 that says it is UTF-16": (
        document("<p>é</p>", DECLARED.format("utf-16")).encode("latin-1"),
        "1:31: error[X102] the file says that it is utf-16, but its bytes are of another encoding",
    ),
    "ASCII that says it is UTF-16": (
        document("<p>e</p>", DECLARED.format("utf-16")).encode("ascii"),
        "1:31: error[X102] the file says that it is utf-16, but its bytes are UTF-8",
    ),
    "UTF-16": (document(FAULT).encode("utf-16"), "2:6: error[R101] there is no element <foo>"),
    "UTF-16 without mark": (document(FAULT).encode("utf-16-be"), "2:6: error[R101] there is no element <foo>"),
    "byte order mark": (document("<foo/>").replace("\n", "").encode("utf-8-sig"), "1:213: error[R101]"),
    "CR LF": (document("\r\n<p>\r\n x<foo/></p>"), "4:3: error[R101] there is no element <foo>"),
    "CR": (document("\r\r<p>\r x<foo/></p>"), "5:3: error[R101] there is no element <foo>"),
    "CR before text": (document("\r<list>\r x\r<item/></list>"), "4:2: error[R104] “x” stands directly in <list>"),
    "tab": (document("\t\t<p>\tx<foo/></p>"), "2:8: error[R101] there is no element <foo>"),
    "CDATA": (document("<list><![CDATA[\n]]><item/><![CDATA[ x]]></list>"), "3:21: error[R104] “x” stands directly"),
    "fault far inside": (
        document("<p>" + '<hi rend="italic">' * DEEP + "<foo/>" + "</hi>" * DEEP + "</p>"),
        f"2:{4 + 18 * DEEP}: error[R101] there is no element <foo>",
    ),
    "faults all the way in": (
        document("<p>" + '<hi rend="italic" foo="x">' * DEEP + "</hi>" * DEEP + "</p>"),
        f"2:22: error[R201] <hi> cannot have @foo (and {DEEP - 1} more like it)",
    ),
    "in itself": (document("<p>" * 500 + "</p>" * 500), "2:4: error[R102] <p> cannot stand in <p>"),
    "long name": (document("<" + "x" * 100_000 + "/>"), "2:1: error[R101] there is no element"),
    "long value": (document('<p part="' + "x" * 1_000_000 + '"/>'), "2:10: error[R203]"),
    "long text": (document("<list>" + "x" * 1_000_000 + "<item/></list>"), "2:7: error[R104]"),
    "two names for one attribute": (
        document('<p xmlns:a="urn:a" xmlns:b="urn:a" a:x="1" b:x="2"/>'),
        "2:1: error[X101] not well-formed XML: duplicate attribute",
    ),
    "odd namespace": (document('<p xmlns:a="a}b" a:x="1"/>'), "2:17: error[X101] not well-formed XML"),
    "no namespace": (document('<p xmlns=""/>'), "2:1: error[R101] <p> is in no namespace"),
    "in an entity": (
        document("<p>a &e; b</p>", '<!DOCTYPE TEI [<!ENTITY e "<foo>x</foo>">]>\n'),
        "3:6: error[R101] there is no element <foo>",
    ),
    "by default": (
        document("<p/>", '<!DOCTYPE TEI [<!ATTLIST body foo CDATA "1">]>\n'),
        "2:207: error[R201] <body> cannot have @foo",
    ),
    "laughter": (
        document(
            "<p>&e9;</p>",
            "<!DOCTYPE TEI [<!ENTITY e0 'lol'>"
            + "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))
            + "]>\n",
        ),
        "error[X101] the entities of the file would grow to",
    ),
    "given twice": (
        document('<p xml:id="a"/>\n<p xml:id="a"/>'),
        "3:12: error[L101] two elements have the id “a”",
    ),
    "to nothing": (document('<p corresp="#nn"/>'), "2:13: error[L102] @corresp of <p> points to “#nn”"),
}


@pytest.mark.parametrize(("data", "said"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_once(folder: Path, data: bytes | str, said: str) -> None:
    lines = found(data)
    assert len(lines) == 1, lines
    assert said in lines[0]


MANY = "".join(f"<p>{number}é</p>\n" * 3 for number in range(9))
LINES = document(MANY + '<p><foo a="\n"/></p>\n' + MANY + '<p corresp="#nn">𝔸 <bar>\n</bar></p>\n' + MANY)


@pytest.mark.parametrize("text", [LINES, LINES.replace("\n", "\r\n")], ids=["LF", "CR LF"])
def test_of_large_files_only_excerpts_are_read(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.xml").write_bytes(text.encode())
    whole = validate("a.xml").output
    assert "a.xml:29:4" in whole
    for chunk, step in ((stream.CHUNK, 5), (40, 10_000), (64, 7)):
        monkeypatch.setattr(stream, "LARGE", 1)
        monkeypatch.setattr(stream, "CHUNK", chunk)
        monkeypatch.setattr(stream, "_STEP", step)
        assert validate("a.xml").output == whole


def test_of_huge_files_that_are_not_well_formed_the_parser_tells(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is never closed" in found(document("<p>\n"))[0]
    monkeypatch.setattr(malformed, "MOST", 100)
    assert found(document("<p>\n")) == ["3:3: error[X101] not well-formed XML: mismatched tag"]


def test_many_attributes(folder: Path) -> None:
    names = [f"a{number}" for number in range(300)]
    lines = found(document("<p " + " ".join(f'{name}="x"' for name in names) + "/>"))
    assert [line.partition("@")[2] for line in lines] == names


def test_all_faults(folder: Path) -> None:
    body = "<p>" + "<hi/>" * 3 + "</p><p>" + "<hi/>" * 1_500 + "</p><p><foo/></p>"
    assert found(document(body))[0] == "2:4: error[R202] <hi> needs @rend or @rendition (and 1502 more like it)"
    lines = validate("a.xml", "--all").output.splitlines()
    assert [line for line in lines if "R202" in line] == [
        f"a.xml:2:{4 + 5 * number + 7 * (number > 2)}: error[R202] <hi> needs @rend or @rendition"
        for number in range(1503)
    ]


def test_faults_in_other_files_are_told_there(folder: Path) -> None:
    Path("part.txt").write_text("<p>\n𝔸<foo/></p>")
    Path("all.xml").write_text(document("&e;", '<!DOCTYPE TEI [<!ENTITY e SYSTEM "part.txt">]>\n'))
    assert "part.txt:2:2: error[R101] there is no element <foo>" in validate("all.xml").output


@pytest.mark.parametrize("text", ["", document("<foo/>"), document("<p/>")])
def test_standard_input(folder: Path, text: str) -> None:
    said = "the file is empty" if not text else "there is no element <foo>" if "foo" in text else "Nothing to complain"
    assert said in validate("-", data=text.encode()).output


def test_what_is_no_file(folder: Path) -> None:
    (folder / "dir.xml").mkdir()
    assert "[P106] the folder dir.xml has no file" in validate("dir.xml").output
    assert "[P101] there is no file none.xml" in validate("none.xml").output


RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
CHOICE = "".join(f"<element name='a{n}'><empty/></element>" for n in range(3_000))

SCHEMAS = {
    "empty.rng": ("", "empty.rng:1:1: error[P302]"),
    "empty.rnc": ("", "error[P302]"),
    "cut.rng": ("<grammar", "error[P302]"),
    "wrong.rnc": ("start = element a {\n  text, }\n", "wrong.rnc:2:9: error[P302]"),
    "missing.rng": (f"<grammar {RNG}>\n<include href='none.rng'/></grammar>", "missing.rng:2:1: error[P301]"),
    "itself.rng": (f"<grammar {RNG}>\n<include href='itself.rng'/></grammar>", "itself.rng:2:1: error[P302]"),
    "deep.rng": (f"<group {RNG}>" + "<group>" * 5_000 + "<empty/>" + "</group>" * 5_000 + "</group>", "error[P302]"),
    "name.rng": (f"<element {RNG} name='a b'><text/></element>", "name.rng:1:1: error[P302]"),
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_that_cannot_be_used(folder: Path, name: str) -> None:
    text, said = SCHEMAS[name]
    (folder / name).write_text(text)
    (folder / "a.xml").write_text(document("<p/>"))
    result = validate("a.xml", "--schema", name)
    assert result.exit_code == 2
    assert said in result.output
    assert "1 error" in result.output


def test_a_folder_is_no_schema(folder: Path) -> None:
    (folder / "dir.rng").mkdir()
    (folder / "a.xml").write_text(document("<p/>"))
    result = validate("a.xml", "--schema", "dir.rng")
    assert result.exit_code == 2
    assert "[P301]" in result.output


def test_a_choice_of_many(folder: Path) -> None:
    (folder / "many.rng").write_text(f"<choice {RNG}>{CHOICE}</choice>")
    Path("a.xml").write_text("<a2999/>")
    assert validate("a.xml", "--schema", "many.rng").exit_code == 0
    Path("a.xml").write_text("<b/>")
    assert "a.xml:1:1: error[R101]" in validate("a.xml", "--schema", "many.rng").output
