"""What the pages show is so: Wrong gives their code and nothing else, Right gives nothing, safe fixes make it of Wrong.

A section has one or several blocks fenced as `file NAME`, and one fenced as `console` with a command, where that is
not `tei validate` of the files. A file that ends in .xml may hold a piece of a document; one that is not in UTF-8 has
its encoding behind the name. Schemas are remembered by their names, so that no two pages may have the same name for
different ones. What no test can make is said under `Not shown`, with the reason.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import pytest
from click.testing import CliRunner
from fragments import whole

from tei.cli import main
from tei.cli.session import Session
from tei.core.diagnostic import Diagnostic
from tei.core.edits import edited
from tei.explain.page import CODE, FENCE, Page, pages

PAGES = {page.name: page for page in pages()}
SHOWN = [page for page in PAGES.values() if "Not shown" not in page.sections]
NOT_SHOWN = [page for page in PAGES.values() if "Not shown" in page.sections]


def lay(section: str, folder: Path) -> list[str]:
    """Write the files of a section into a folder; the words of its command, without `tei`."""
    files: list[str] = []
    commands: list[str] = []
    for kind, name, text in (found.groups() for found in FENCE.finditer(section)):
        if kind == "console":
            commands += [line.removeprefix("$ tei ") for line in text.splitlines()]
        elif kind == "file":
            file, _, encoding = name.partition(" ")
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(whole(text) if path.suffix == ".xml" else text, encoding=encoding or "utf-8")
            files.append(file)
    assert len(commands) <= 1
    return shlex.split(commands[0]) if commands else ["validate", *files]


def told(words: list[str], monkeypatch: pytest.MonkeyPatch) -> list[Diagnostic]:
    """What a command tells."""
    found: list[Diagnostic] = []
    tell = Session.tell

    def listen(session: Session, diagnostics: Iterable[Diagnostic]) -> None:
        heard = list(diagnostics)
        found.extend(heard)
        tell(session, heard)

    with monkeypatch.context() as patched:
        patched.setattr(Session, "tell", listen)
        result = CliRunner().invoke(main, words, prog_name="tei")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert not result.output.startswith("Usage:"), result.output
    return found


def name(diagnostic: Diagnostic, page: Page) -> str:
    """Its code, or the name of its rule if the page is that of a rule."""
    return diagnostic.code if CODE.fullmatch(page.name) else diagnostic.rule or diagnostic.code


def names(diagnostics: Iterable[Diagnostic], page: Page) -> set[str]:
    """The names of these diagnostics, of remarks only the page's own."""
    return {own for each in diagnostics if (own := name(each, page)) == page.name or each.severity != "info"}


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
def test_wrong_is_wrong_and_right_is_right(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong, right = tmp_path / "wrong", tmp_path / "right"
    fixed = False
    for section, folder, wanted in ("Wrong", wrong, {page.name}), ("Right", right, set()):
        folder.mkdir()
        monkeypatch.chdir(folder)
        command = lay(page.sections[section], folder)
        found = told(command, monkeypatch)
        assert names(found, page) == wanted, [str(each) for each in found]
        if section == "Wrong":
            fixed = mend([each for each in found if name(each, page) == page.name])
            assert not fixed or page.name not in names(told(command, monkeypatch), page)
    if fixed:
        assert texts(wrong) == texts(right)


def mend(found: list[Diagnostic]) -> bool:
    """Make the likeliest changes of the diagnostics, if all are safe; whether they are."""
    fixes = [each.fix for each in found if each.fix and each.fix.safe]
    if len(fixes) < len(found):
        return False
    edits = sorted({edit for fix in fixes for edit in fix.edits}, key=lambda edit: (edit.source.name, edit.span))
    for source, changes in groupby(edits, key=lambda edit: edit.source):
        Path(source.name).write_text(edited(source.text, changes), encoding="utf-8")
    return True


def texts(folder: Path) -> set[str]:
    """What is in the files of a folder, whatever these are called."""
    return {path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.name)
def test_a_page_is_whole(page: Page) -> None:
    assert page.text.startswith(f"# {page.name}: ")
    assert not page.title.endswith(".")
    sections = ["", "Not shown", "Cure"] if page in NOT_SHOWN else ["", "Wrong", "Right", "Cure"]
    assert list(page.sections) == sections
    assert all(text.strip() for text in page.sections.values())
    prose = FENCE.sub("", page.text)
    assert [line for line in prose.splitlines() if len(line) > 120] == []
    assert "```" not in prose
    shown = [line for found in FENCE.finditer(page.text) for line in found[3].splitlines()]
    assert [line for line in shown if len(line) > 76] == [], "examples are shown at 80 columns, set in by four"
