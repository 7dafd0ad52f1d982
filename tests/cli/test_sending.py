"""`tei deposit zenodo`: a dry run, and a draft in a repository on this computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invenio import TOKEN, Fault, Repository, serving

from tei.cli import main
from tei.cli.sending import _size

LICENCE = """<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY
4.0</licence></availability>"""
TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc>
<titleStmt><title>A telegram</title><editor>Smith, Ann</editor></titleStmt>
<publicationStmt><publisher>The editors</publisher><date when="2026"/>{}</publicationStmt>
<sourceDesc><bibl>A printed volume.</bibl></sourceDesc></fileDesc>
<profileDesc><abstract><p>About a telegram.</p></abstract><langUsage><language ident="en"/></langUsage>
<textClass><keywords><term>Telegrams</term></keywords></textClass></profileDesc></teiHeader>
<text><body><p>Text.</p></body></text>
</TEI>"""


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    monkeypatch.setenv("INVENIO_TOKEN", TOKEN)
    with serving() as found:
        yield found


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ZENODO_TOKEN", "INVENIO_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d1.xml").write_text(TEXT.format(LICENCE))
    (tmp_path / "d2.xml").write_text(TEXT.format(""))


def deposit(*words: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, ["deposit", *words, "--offline"], prog_name="tei")
    assert result.exit_code == status, result.output
    assert TOKEN not in result.output
    return result


def test_a_dry_run_without_a_licence() -> None:
    output = " ".join(deposit("zenodo", "--dry-run", "d2.xml", status=1).output.split())
    assert "error[H105]: the header lacks a licence (<availability><licence>), which Zenodo requires" in output
    assert (
        'add <availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence>'
        "</availability> to <publicationStmt>"
    ) in output
    assert "Nothing is sent to https://sandbox.zenodo.org/api: cure the errors first" in output


def test_a_dry_run_tells_what_would_be_sent() -> None:
    result = deposit("zenodo", "--dry-run", "d1.xml")
    assert result.stdout.splitlines()[:6] == [
        "To https://sandbox.zenodo.org/api, as a draft:",
        "  title     A telegram",
        "  creators  Smith, Ann",
        "  date      2026",
        "  licence   cc-by-4.0",
        "  type      publication-other",
    ]
    assert [line.split()[0] for line in result.stdout.splitlines()[6:]] == ["files", "d1.xml", "datacite.xml"]
    assert "Nothing is sent: --yes sends it to https://sandbox.zenodo.org/api" in result.stderr
    assert not [path for path in Path().iterdir() if path.is_dir()]


def test_of_many_files_the_first_are_named() -> None:
    for number in range(3, 33):
        Path(f"d{number}.xml").write_text(TEXT.format(LICENCE))
    Path("d2.xml").unlink()
    lines = deposit("zenodo", "--dry-run", "d*.xml", "--api", "https://zenodo.org/api").stdout.splitlines()
    assert lines[0] == "To https://zenodo.org/api, as a draft:"
    assert lines[6].startswith("  files     32 files, ")
    assert lines[-1] == "    and 12 more"
    assert len(lines) == 28


def test_kits_are_made_without_a_word_of_sending() -> None:
    result = deposit("zenodo", "d1.xml", "-o", "kits")
    assert result.stdout == ""
    assert "sent" not in result.stderr
    assert Path("kits/zenodo/record.json").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("zenodo --yes --dry-run", "--dry-run sends nothing, and --yes sends it"),
        ("cff --yes", "--yes is for the target zenodo"),
        ("cff --dry-run --api https://zenodo.org/api", "--api is for the target zenodo"),
        ("cff --dry-run --draft 1", "--draft is for the target zenodo"),
        ("zenodo --dry-run --draft 1", "--draft names what --yes is to take up again"),
        ("zenodo --yes", "error[P863]: there is no token for https://sandbox.zenodo.org/api: ZENODO_TOKEN is not set"),
        ("zenodo --yes --api https://a.example/api", "INVENIO_TOKEN is not set"),
        ("zenodo --yes --api http://zenodo.org/api", "error[P864]: http://zenodo.org/api has no encryption"),
        ("zenodo --dry-run --api zenodo", "error[P864]: 'zenodo' is no address of an API"),
    ],
)
def test_what_cannot_be_sent_is_told_before_the_work(words: str, said: str) -> None:
    assert said in " ".join(deposit(*words.split(), "d1.xml", status=2).output.split())


def test_a_draft_is_made_and_taken_up_again(repository: Repository) -> None:
    result = deposit("zenodo", "--yes", "--api", repository.address, "d1.xml")
    page = repository.address.replace("/api", "/uploads/d1-x")
    assert f"look at it, and publish it, at {page}" in result.stderr
    assert result.stdout == ""
    assert set(repository.drafts["d1-x"]["files"]) == {"d1.xml", "datacite.xml"}
    assert repository.drafts["d1-x"]["files"]["d1.xml"]["data"] == TEXT.format(LICENCE).encode()
    assert not repository.drafts["d1-x"]["published"]
    assert repository.answer("POST", "/api/records/d1-x/draft/actions/publish", b"")[0] == 202
    again = deposit("zenodo", "--yes", "--api", repository.address, "--draft", page, "-o", "kits", "d1.xml")
    assert "d1.xml is there" in again.stderr
    assert len(repository.drafts) == 1
    assert set(repository.tokens) == {f"Bearer {TOKEN}"}


def test_what_the_repository_finds_is_told(repository: Repository) -> None:
    text = TEXT.format(LICENCE.replace("by/4.0", "by/1.0"))
    Path("d1.xml").write_text(text)
    result = deposit("zenodo", "--yes", "--api", repository.address, "d1.xml")
    assert "before it can be published: metadata.rights.0: Invalid value." in result.stderr


def test_nothing_is_sent_where_there_is_an_error(repository: Repository) -> None:
    result = deposit("zenodo", "--yes", "--api", repository.address, "d1.xml", "d2.xml", status=1)
    assert "Nothing is sent" in result.stderr
    Path("d3.xml").write_text("<TEI")
    deposit("zenodo", "--yes", "--api", repository.address, "d1.xml", "d3.xml", status=1)
    assert repository.asked == []


def test_what_is_not_taken(repository: Repository) -> None:
    repository.faults.append(Fault("PUT", "/d1.xml", 413))
    result = deposit("zenodo", "--yes", "--api", repository.address, "d1.xml", status=2)
    output = " ".join(result.stderr.split())
    assert "error[P865]" in output
    assert "0 of 2 files are in the draft" in output
    assert "--draft d1-x takes it up again" in output


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 byte"), (999, "999 bytes"), (1000, "1 kB"), (12_345, "12.3 kB"), (5_000_000, "5 MB"), (7 * 10**9, "7 GB")],
)
def test_sizes(number: int, said: str) -> None:
    assert _size(number) == said
