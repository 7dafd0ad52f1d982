"""What is watched, and what is told of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from serving import PATIENCE

from tei.serve.watch import Watched


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("texts/deep", "others", "site", "templates"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "others" / "one.xml").write_text("<a/>", "utf-8")
    return tmp_path


def watched(folder: Path) -> Watched:
    arguments = [str(folder / "texts"), str(folder / "others" / "one.xml"), str(folder / "others" / "*.tei")]
    return Watched.of(arguments, [folder / "templates", None, str(folder / "people.csv")], folder / "site")


@pytest.mark.parametrize(
    ("path", "of_interest"),
    [
        ("texts/a.xml", True),
        ("texts/deep/a.txt", True),
        ("texts/.a.xml.swp", False),
        ("others/one.xml", True),
        ("others/a.tei", True),
        ("people.csv", True),
        ("other.csv", False),
        ("templates/page.html", True),
        ("site/index.html", False),
    ],
)
def test_what_is_of_interest(folder: Path, path: str, of_interest: bool) -> None:
    assert watched(folder).concerns(str(folder / path)) == of_interest


def test_a_site_inside_the_sources_is_not_watched(folder: Path) -> None:
    inside = Watched.of([str(folder)], [], folder / "site")
    assert inside.concerns(str(folder / "a.xml"))
    assert not inside.concerns(str(folder / "site" / "tei" / "a.xml"))


def test_a_pattern_is_watched_from_its_first_sign_on(folder: Path) -> None:
    deep = Watched.of([str(folder / "texts" / "*" / "b?.xml")], [], folder / "site")
    assert deep.folders == {str(folder / "texts")}


class Heard:
    """The changes that are told, while it lasts."""

    def __init__(self, folder: Path) -> None:
        self.stopping = Event()
        self.told: list[set[str]] = []
        self._thread = Thread(target=self._listen, args=(watched(folder),))
        self._thread.start()
        # Watching begins a moment after it is asked for, in each of the threads that watch.
        for path in (folder / "people.csv", folder / "texts" / "first.xml"):
            self.until(path, lambda path=path: path.write_text("", "utf-8"))
        self.told.clear()

    def _listen(self, files: Watched) -> None:
        self.told.extend(files.changes(self.stopping))

    def until(self, path: Path, again: Callable[[], object] = lambda: None) -> None:
        end = monotonic() + PATIENCE
        while not any(str(path) in each for each in self.told):
            assert monotonic() < end, f"{path} is not told; {self.told}"
            again()
            sleep(0.2)

    def end(self) -> None:
        self.stopping.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def heard(folder: Path) -> Iterator[Heard]:
    listening = Heard(folder)
    yield listening
    listening.end()


def test_saves_are_told(folder: Path, heard: Heard) -> None:
    text = folder / "texts" / "deep" / "a.xml"
    for number in range(20):
        text.write_text(f"<a>{number}</a>", "utf-8")
    heard.until(text)
    # Many quick saves are few changes.
    assert len(heard.told) < 5
    # Editors write another file, and give it the name of the first.
    single = folder / "others" / "one.xml"
    (folder / "others" / ".one.xml.tmp").write_text("<b/>", "utf-8")
    os.replace(folder / "others" / ".one.xml.tmp", single)
    heard.until(single)
    people = folder / "people.csv"
    people.write_text("id,name\n", "utf-8")
    heard.until(people)
    heard.told.clear()
    text.unlink()
    heard.until(text)
