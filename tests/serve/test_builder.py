"""A site is built again: only what has changed, whatever happens to the sources."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest
from volumes import document, written
from workshop import Workshop

from tei.core.project import Project, Rules
from tei.pipeline import Building, Checks, Pipeline
from tei.serve import builder as building
from tei.serve.builder import Builder, Stopped
from tei.serve.rebuilding import first, sentence


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path)
    made.take("d38.xml", "d39.xml")
    return made


def codes(workshop: Workshop, file: str) -> list[str]:
    found = workshop.builder.state.problems
    return [each.code for name, told in found.items() if name.endswith(file) for each in told]


def test_only_what_has_changed_is_made(workshop: Workshop) -> None:
    change = workshop.make()
    assert [Path(name).name for name in change.sources] == ["d38.xml", "d39.xml"]
    assert {"d38.html", "d39.html", "index.html"} <= workshop.pages()
    assert workshop.make().sources == ()
    before = (workshop.site / "d39.html").stat().st_mtime_ns
    workshop.edit("d38.xml", "Telegram", "Telegramm")
    change = workshop.make()
    assert [Path(name).name for name in change.sources] == ["d38.xml"]
    assert "Telegramm" in (workshop.site / "d38.html").read_text("utf-8")
    assert (workshop.site / "d39.html").stat().st_mtime_ns >= before
    assert sentence(change, workshop.builder).startswith(f"d38.xml changed: {change.pages} page")


def test_the_site_is_the_built_one(workshop: Workshop, tmp_path: Path) -> None:
    from tei.core.edition import Edition
    from tei.pipeline import build_site

    workshop.take("odd.xml")
    workshop.make()
    workshop.edit("odd.xml", "stray", "astray")
    workshop.make()
    line = Pipeline.load("frus")
    editions = [Edition.load(str(path)) for path in sorted(workshop.texts.glob("*.xml"))]
    build_site(line, editions, tmp_path / "built", workshop.building)
    compared = filecmp.dircmp(tmp_path / "built", workshop.site, ignore=[])
    waiting = [compared]
    while waiting:
        each = waiting.pop()
        _, other, odd = filecmp.cmpfiles(each.left, each.right, each.common_files, shallow=False)
        # What the pages are made of stands there in the order of their making.
        assert not odd
        assert set(other) <= {".tei-build.json"}
        assert not each.left_only
        assert not each.right_only
        waiting += each.subdirs.values()


def test_the_last_good_page_stays(workshop: Workshop) -> None:
    workshop.make()
    good = (workshop.site / "d38.html").read_bytes()
    whole = (workshop.texts / "d38.xml").read_text("utf-8")
    for broken in ("", whole[:700], whole.replace("</p>", "", 1), "<html/>", "\0"):
        (workshop.texts / "d38.xml").write_text(broken, "utf-8")
        change = workshop.make()
        assert codes(workshop, "d38.xml")
        assert (workshop.site / "d38.html").read_bytes() == good
        assert change.pages == 0
        assert "error" in sentence(change, workshop.builder)
    (workshop.texts / "d38.xml").write_text(whole, "utf-8")
    workshop.make()
    assert workshop.builder.state.problems == {}


def test_sources_come_and_go(workshop: Workshop) -> None:
    workshop.make()
    workshop.take("d40.xml")
    (workshop.texts / "d39.xml").rename(workshop.texts / "d39.tmp")
    change = workshop.make()
    assert {Path(name).name for name in change.sources} == {"d39.xml", "d40.xml"}
    assert "d40.html" in workshop.pages()
    assert "d39.html" not in workshop.pages()
    assert "d39.html" not in workshop.builder.state.pages
    (workshop.texts / "d39.tmp").rename(workshop.texts / "d39.xml")
    workshop.make()
    assert {"d39.html", "d40.html"} <= workshop.builder.state.pages.keys()
    for path in workshop.texts.iterdir():
        path.unlink()
    workshop.make()
    assert not {"d38.html", "d40.html"} & workshop.pages()
    assert codes(workshop, "") == ["P106"]


def test_a_source_that_vanishes_while_it_is_read(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.make()
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: _gone(path) if path.parent == workshop.texts else read(path))
    assert workshop.make().sources == ()


def _gone(path: Path) -> bytes:
    raise FileNotFoundError(path)


def test_what_points_to_what_is_gone_is_checked_again(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    workshop.take("d38.xml", "d39.xml")
    workshop.edit("d39.xml", "</p>", ' See <ref target="#d38">there</ref>.</p>')
    workshop.make()

    def told() -> set[str]:
        noted = workshop.builder.state.pages["d39.html"]
        return {each.message for each in noted.diagnostics if "d38" in each.message}

    assert not told()
    (workshop.texts / "d38.xml").unlink()
    assert len(workshop.make().sources) == 1
    assert told()


def test_a_volume_is_told_page_by_page(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    volume = written(document(1, "Fine.") + document(2, "Bad <ref target='#nowhere'>ref</ref>.", "And <nothing/>."))
    (workshop.texts / "volume.xml").write_text(volume, "utf-8")
    workshop.make()
    state = workshop.builder.state
    assert not [each for each in state.pages["d1.html"].diagnostics if each.code == "L102"]
    noted = state.pages["d2.html"]
    assert {"L102", "R101"} <= {each.code for each in noted.diagnostics}
    assert noted.job
    assert "<?tei-diagnostic 1?>" in noted.job.source.text
    assert all(name.endswith("volume.xml") for name in state.elsewhere)
    workshop.edit("volume.xml", "Fine.", "Finer.")
    workshop.builder.build()
    # Until it is known what to tell of it, nothing is told on a page that was made anew; the others stay.
    assert workshop.builder.state.pages["d2.html"] == noted
    assert workshop.builder.size_of([str(workshop.texts / "volume.xml")]) > len(volume) - 1


def test_raw_texts_are_encoded_and_their_settings_read_again(tmp_path: Path, seeds: Path) -> None:
    workshop = Workshop(tmp_path)
    people = tmp_path / "people.csv"
    people.write_text("id,name\np_X1,Nobody\n", "utf-8")
    workshop.authority = str(people)
    for text in seeds.glob("*.txt"):
        (workshop.texts / text.name).write_bytes(text.read_bytes())
    change = workshop.make()
    assert change.pages
    assert {"d38.html", "d78.html"} <= workshop.builder.state.pages.keys()
    assert first(change, workshop.builder).count("pages") == 1
    people.write_text("id,name\np_X1,Dulles\n", "utf-8")
    assert workshop.make().sources == ()
    assert workshop.make(anew=True).sources
    people.write_text("nonsense", "utf-8")
    workshop.make(anew=True)
    assert codes(workshop, "")
    assert {"d38.html", "d78.html"} <= workshop.builder.state.pages.keys()


def test_settings_that_cannot_be_read_at_first_are_told(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, profile="frus")
    workshop.authority = str(tmp_path / "none.csv")
    workshop.take("d38.xml")
    workshop.make()
    assert codes(workshop, "")
    assert not workshop.builder.state.pages


def test_a_template_that_fails_leaves_the_pages(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    workshop = Workshop(tmp_path, Building(templates=templates, search="builtin"))
    workshop.take("d38.xml")
    workshop.make()
    good = (workshop.site / "d38.html").read_bytes()
    (templates / "page.html").write_text("{{ nothing }}", "utf-8")
    workshop.make()
    assert codes(workshop, "") == ["P404"]
    assert (workshop.site / "d38.html").read_bytes() == good
    (templates / "page.html").write_text("<p>{{ document.title }}</p>", "utf-8")
    assert workshop.make().pages
    assert (workshop.site / "d38.html").read_text("utf-8").startswith("<p>")
    assert workshop.builder.state.problems == {}


def test_what_nobody_has_foreseen_is_told(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.make()

    def fail(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(building, "write_site", fail)
    workshop.make()
    assert codes(workshop, "") == ["P900"]


def test_it_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    workshop.take("d38.xml")
    workshop.stopping.set()
    with pytest.raises(Stopped):
        workshop.make()


def test_a_site_that_is_kept_is_made_anew_and_what_is_gone_goes(workshop: Workshop) -> None:
    workshop.make()
    (workshop.texts / "d39.xml").unlink()
    again = Workshop(workshop.folder)
    again.make()
    assert "d39.html" not in again.pages()
    assert again.builder.state.pages.keys() == {"d38.html"}
    assert (again.site / ".tei-build.json").is_file()
    (again.site / ".tei-build.json").write_text("[]", "utf-8")
    assert Workshop(workshop.folder).make().pages


def test_nothing_of_the_site_is_a_source(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    workshop.take("d38.xml")
    inside = Builder(
        [str(workshop.texts)],
        workshop.texts,
        lambda inputs: Pipeline.load("frus"),
        checks=Checks.of(Project(), Rules()),
    )
    assert inside.sources.inputs() == []


def test_two_documents_of_one_id_are_told(tmp_path: Path, seeds: Path) -> None:
    workshop = Workshop(tmp_path)
    text = min(seeds.glob("*.txt")).read_text("utf-8")
    for name in ("a.txt", "b.txt"):
        (workshop.texts / name).write_text(text, "utf-8")
    workshop.make()
    assert codes(workshop, "") == ["L105"]
