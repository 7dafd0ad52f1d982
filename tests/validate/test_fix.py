"""Fixes change the characters that they are of, and leave every other byte of a file as it is."""

from __future__ import annotations

import codecs
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.core.diagnostic import Diagnostic, Edit, Fix, Refused
from tei.core.edition import Edition
from tei.core.source import Source, Span
from tei.core.stream import Stored
from tei.core.wellformed import faults
from tei.validate.fix import difference, fix, save
from tei.validate.written import Written

NAME = "a.xml"
Check = Callable[[bytes], Iterable[Diagnostic]]


def mending(old: str, new: str, *, safe: bool = True, source: Callable[[str], Source] | None = None) -> Check:
    """A check that finds fault with each occurrence of some characters, and has others for them."""

    def check(data: bytes) -> Iterable[Diagnostic]:
        text = Stored(NAME, data).text
        shown = source(text) if source else Stored(NAME, data)
        at = text.find(old)
        while at >= 0:
            edit = Edit(shown, Span(at, at + len(old)), new)
            yield Diagnostic("R203", "error", "wrong", fixes=(Fix((edit,), safe),))
            at = text.find(old, at + len(old))

    return check


ENCODINGS = [
    ("utf-8", b"", "UTF-8"),
    ("utf-8", codecs.BOM_UTF8, "UTF-8"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
    ("utf-16-le", b"", "UTF-16LE"),
    ("windows-1252", b"", "windows-1252"),
    ("iso-8859-15", b"", "iso-8859-15"),
    ("utf-8", b"", ""),
]
LINES = st.lists(st.sampled_from(["word", "é", "“q”", "&amp;", "<lb n='@@'/>", '<lb n="@@" />', "<!-- x -->"]))


@pytest.mark.parametrize(("codec", "mark", "declared"), ENCODINGS)
@given(lines=LINES, end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_all_else_stays_in_every_encoding(codec: str, mark: bytes, declared: str, lines: list[str], end: str) -> None:
    declaration = f"<?xml version='1.0' encoding='{declared}'?>{end}" if declared else ""
    text = f"{declaration}<p>{end.join(lines)}</p>{end}"
    if codec == "iso-8859-15":
        text = text.replace("“", "‹").replace("”", "›").replace("‹", "[").replace("›", "]")
    fixed = fix(NAME, mark + text.encode(codec), mending("@@", "#1"))
    assert fixed.data == mark + text.replace("@@", "#1").encode(codec)
    assert sum(fixed.made.values()) == text.count("@@")
    assert not fixed.diagnostics


def test_what_an_encoding_does_not_have_is_written_as_a_reference() -> None:
    data = "<?xml version='1.0' encoding='iso-8859-1'?><p n='@'>é</p>".encode("iso-8859-1")
    assert fix(NAME, data, mending("@", "“")).data == data.replace(b"@", b"&#8220;")


def test_a_declaration_that_is_wrong_is_mended() -> None:
    data = "<?xml version='1.0' encoding='utf-16'?><p>é</p>".encode()

    def check(data: bytes) -> Iterable[Diagnostic]:
        try:
            Edition.decode(data, NAME)
        except Refused as refused:
            return refused.diagnostics
        return ()

    fixed = fix(NAME, data, check)
    assert fixed.data == data.replace(b"utf-16", b"UTF-8")
    assert fixed.made == {"X102": 1}


def test_the_declaration_that_a_parser_does_not_see_is_not_touched() -> None:
    data = b"<?xml version='1.0' encoding='iso-8859-1'?><p/>"
    for old in ("<?xml version='1.0' encoding='UTF-8'?>", "UTF-8", "encoding='UTF"):
        assert fix(NAME, data, mending(old, "")).data == data


def test_fixes_that_overlap_are_made_one_after_the_other() -> None:
    def check(data: bytes) -> Iterable[Diagnostic]:
        text = Stored(NAME, data).text
        for old, new in (("ab", "xb"), ("xb", "y"), ("b", "")):
            if (at := text.find(old)) >= 0:
                edit = Edit(Stored(NAME, data), Span(at, at + len(old)), new)
                yield Diagnostic("R203", "error", "wrong", fixes=(Fix((edit,), safe=True),))

    fixed = fix(NAME, b"<p n='ab'/>", check)
    assert fixed.data == b"<p n='y'/>"
    assert fixed.made == {"R203": 2}


@pytest.mark.parametrize("order", [1, -1])
def test_what_is_put_in_beside_another_change_waits(order: int) -> None:
    rounds: list[bytes] = []

    def check(data: bytes) -> Iterable[Diagnostic]:
        rounds.append(data)
        source = Stored(NAME, data)
        at = source.text.find("@")
        changes = {Span(at, at): "+"} if b"+" not in data else {}
        changes |= {Span(at, at + 1): "#"} if at >= 0 else {}
        for span, new in [*changes.items()][::order]:
            yield Diagnostic("R203", "error", "wrong", fixes=(Fix((Edit(source, span, new),)),))

    # What is done first may leave nothing to do for the other.
    assert fix(NAME, b"<p n='@'/>", check).data == (b"<p n='+#'/>" if order > 0 else b"<p n='#'/>")
    assert len(rounds) == (3 if order > 0 else 2)


def test_of_several_safe_fixes_none_is_certain() -> None:
    def check(data: bytes) -> Iterable[Diagnostic]:
        edits = (Edit(Stored(NAME, data), Span(6, 7), new) for new in "12")
        if b"@" in data:
            yield Diagnostic("S101", "error", "wrong", fixes=tuple(Fix((edit,)) for edit in edits))

    data = b"<p n='@'/>"
    fixed = fix(NAME, data, check)
    assert (fixed.data, fixed.made, fixed.waiting) == (data, {}, 1)
    assert fix(NAME, data, check, unsafe=True).data == b"<p n='1'/>"


def test_unsafe_fixes_wait_until_they_are_asked_for() -> None:
    data = b"<p>@ @</p>"
    check = mending("@", "a", safe=False)
    fixed = fix(NAME, data, check)
    assert (fixed.data, fixed.made, fixed.waiting) == (data, {}, 2)
    fixed = fix(NAME, data, check, unsafe=True)
    assert (fixed.data, fixed.made, fixed.waiting) == (b"<p>a a</p>", {"R203": 2}, 0)


def test_edits_of_other_files_are_not_made() -> None:
    data = b"<p n='@'/>"
    others = (Source("b.xml", data.decode()), Source(NAME, "<p/>"), Source(NAME, data.decode(), first=7))
    for other in others:
        assert fix(NAME, data, mending("@", "#", source=lambda text, other=other: other)).data == data


def test_edits_that_overlap_each_other_or_reach_beyond_the_file_are_not_made() -> None:
    data = b"<p n='@'/>"
    for spans in ([Span(2, 5), Span(4, 7)], [Span(6, 99)]):

        def check(data: bytes, spans: list[Span] = spans) -> Iterable[Diagnostic]:
            edits = tuple(Edit(Stored(NAME, data), span, "") for span in spans)
            yield Diagnostic("R203", "error", "wrong", fixes=(Fix(edits),))

        assert fix(NAME, data, check).data == data


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("line", [1, 2, 3])
def test_an_excerpt_is_found_in_the_file(mark: bytes, line: int, tmp_path: Path) -> None:
    """Of very large files only excerpts are shown."""
    lines = [b"<p>\n", "<lb n='é'/>\n".encode(), b"<lb/></p>\n"]
    lines[line - 1] = lines[line - 1].replace(b">", b" n2='@'>" if line == 1 else b" n2='@'/>").replace(b"/ n2", b" n2")
    data = mark + b"".join(lines)
    path = tmp_path / NAME
    path.write_bytes(data)

    def check(data: bytes) -> Iterable[Diagnostic]:
        path.write_bytes(data)
        shown = Stored(NAME, path).excerpt(line, line + 1)
        at = shown.text.find("@")
        if at >= 0:
            yield Diagnostic("R203", "error", "wrong", fixes=(Fix((Edit(shown, Span(at, at + 1), "1"),)),))

    assert fix(NAME, data, check).data == data.replace(b"@", b"1")


def test_a_file_to_which_fixes_come_back_stays() -> None:
    def check(data: bytes) -> Iterable[Diagnostic]:
        old, new = ("a", "b") if b"'a'" in data else ("b", "a")
        return mending(f"'{old}'", f"'{new}'")(data)

    data = b"<p n='a'/>"
    assert fix(NAME, data, check) == fix(NAME, data, mending("nothing", ""))


HARM: dict[str, tuple[Check, bool]] = {
    "come to no end": (mending("n=", " n="), False),
    "change its text": (mending("text", "test"), False),
    "make it not well-formed": (mending("/>", ">", safe=False), True),
}


@pytest.mark.parametrize(("said", "check", "unsafe"), [(said, *rest) for said, rest in HARM.items()], ids=list(HARM))
def test_fixes_that_would_harm_the_file_are_not_made(said: str, check: Check, unsafe: bool) -> None:
    data = b"<p>a text<lb n=''/></p>"
    fixed = fix(NAME, data, check, unsafe=unsafe)
    assert (fixed.data, fixed.made) == (data, {})
    assert [d.code for d in fixed.diagnostics] == ["P601"]
    assert said in fixed.diagnostics[0].message


BROKEN = {
    "<p>a & b</p>": "<p>a &amp; b</p>",
    "<p>&nbsp;a&nbsp;</p>": "<p>&#160;a&#160;</p>",
    "<p>" + "& " * 100 + "</p>": "<p>" + "&amp; " * 100 + "</p>",
    "<p>&&&</p>": "<p>&amp;&amp;&amp;</p>",
    "<p>a < b <c>d</p>": "<p>a &lt; b <c>d</p>",
    "<p n=“1” m=2>]]></p>": '<p n="1" m="2">]]&gt;</p>',
    "<p>a<lb>b</p>": "<p>a<lb/>b</p>",
    "<p>\x01</p>": "<p>\x01</p>",
    "<p>&#1;&nix;&amp</p>": "<p>&#1;&nix;&amp;</p>",
    '<p n="a?b=1&lt=2"/>': '<p n="a?b=1&lt=2"/>',
    "<hi>a<hi>": "<hi>a<hi>",
    "<p>a</P>": "<p>a</p>",
    "<p>a</p a='1'>": "<p>a</p a='1'>",
    "<p>a</ p >": "<p>a</p>",
    "<p type=of a kind>a</p>": "<p type=of a kind>a</p>",
    "<!-- a -- b --><p/>": "<!-- a - - b --><p/>",
    "<xi:include/>": "<xi:include/>",
    "<p>a <= b</p>": "<p>a <= b</p>",
    '<p n="a < 1">b</p>': '<p n="a &lt; 1">b</p>',
    '<p n="a<b>c</b>">d</p>': '<p n="a<b>c</b>">d</p>',
    "<p>a</p": "<p>a</p",
    "<d><p>a</p</d>": "<d><p>a</p></d>",
    "<d><p>a</l<hi>b</hi></p></d>": "<d><p>a</l<hi>b</hi></p></d>",
}


@pytest.mark.parametrize(("wrong", "right"), BROKEN.items())
def test_what_is_certain_of_a_file_that_is_not_well_formed_is_mended(wrong: str, right: str) -> None:
    def check(data: bytes) -> Iterable[Diagnostic]:
        from tei.core.wellformed import examine

        source = Stored(NAME, data)
        return examine(source, every=True)[0] if faults(source) else ()

    assert fix(NAME, wrong.encode(), check).data.decode() == right


def test_a_file_that_cannot_be_read_or_written_again_stays() -> None:
    check = mending("@", "#")
    assert fix(NAME, b"<p>\xff@</p>", check).data == b"<p>\xff@</p>"
    # The sign for ASCII, where that is in force anyway, would not be written again.
    data = b"<?xml version='1.0' encoding='iso-2022-jp'?><p n='\x1b(B@'/>"
    fixed = fix(NAME, data, check)
    assert fixed.data == data
    assert [d.code for d in fixed.diagnostics] == ["P602"]


def test_a_file_keeps_its_permissions_and_a_link_its_file(tmp_path: Path) -> None:
    path, link = tmp_path / NAME, tmp_path / "link.xml"
    path.write_bytes(b"1")
    path.chmod(0o640)
    link.symlink_to(path)
    assert save(link, b"1", b"2") == ()
    assert path.read_bytes() == b"2"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()


def test_what_somebody_else_has_written_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"1")
    assert [d.code for d in save(path, b"0", b"2")] == ["P602"]
    assert path.read_bytes() == b"1"


def test_a_difference_shows_lines_as_they_are() -> None:
    shown = difference(NAME, b"<p>\r\n\x0b@</p>", b"<p>\r\n\x0b#</p>")
    assert shown.splitlines(keepends=False)[2:4] == ["@@ -1,2 +1,2 @@", " <p>"]
    assert shown.endswith("-\x0b@</p>\n\\ No newline at end of file\n+\x0b#</p>\n\\ No newline at end of file\n")
    assert difference(NAME, b"<p/>", b"<p/>") == ""


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    written = Written.of("<?xml version='1.0' encoding='latin1'?><p>é</p>".encode("latin1"), NAME)
    read = Source(NAME, written.read)
    for start in range(len(read.text)):
        span = written.span(read, Span(start, start + 1))
        if span is not None:
            assert written.text[span.start : span.end] == read.text[start]
