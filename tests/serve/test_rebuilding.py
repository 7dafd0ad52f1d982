"""The site is built again when a file changes, and whoever looks is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest
import uvicorn
from workshop import Workshop

from tei.core.diagnostic import Diagnostic
from tei.serve import rebuilding as again
from tei.serve.live import Live
from tei.serve.server import listen, serve
from tei.serve.services import Services, Written
from tei.serve.watch import Watched


class Told(Live):
    """Counts how often whoever looks is told."""

    times = 0

    def changed(self) -> None:
        self.times += 1
        super().changed()


class Once(Watched):
    """A file that changes once."""

    def changes(self, stopping: Event) -> Iterator[set[str]]:
        yield set(self.files)


@pytest.mark.parametrize(("small", "times"), [(10**9, 1), (0, 2)])
def test_what_is_large_is_shown_before_it_is_checked(
    small: int, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "SMALL", small)
    workshop = Workshop(tmp_path)
    workshop.take("d38.xml")
    live = Told(workshop.builder)
    said: list[str] = []

    def tell(sentence: str, problems: object) -> None:
        said.append(sentence)

    settings = str(tmp_path / "people.csv")
    with again.rebuilding(workshop.builder, live, Once(frozenset(), frozenset({settings})), [settings], Event(), tell):
        end = monotonic() + 30
        while not said and monotonic() < end:
            sleep(0.01)
    assert [line.partition(":")[0] for line in said] == ["d38.xml changed"]
    assert live.times == times


def test_nothing_is_told_where_nothing_has_changed(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    workshop.take("d38.xml")
    workshop.make()
    live = Told(workshop.builder)

    def tell(sentence: str, problems: list[Diagnostic]) -> None:
        raise AssertionError(sentence)

    with again.rebuilding(workshop.builder, live, Once(frozenset(), frozenset()), (), Event(), tell):
        end = monotonic() + 30
        while not live.times and monotonic() < end:
            sleep(0.01)
    assert live.times == 1


def test_work_that_is_asked_to_stop_is_no_fault(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path)
    workshop.take("d38.xml")
    workshop.stopping.set()
    with again.rebuilding(
        workshop.builder, Live(workshop.builder), Once(frozenset(), frozenset()), (), workshop.stopping, lambda *_: None
    ):
        pass
    assert not workshop.pages()


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_server_that_is_to_end_lets_everybody_go(host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = Workshop(tmp_path)
    workshop.make()
    workshop.site.mkdir(exist_ok=True)
    live = Told(workshop.builder)
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, sockets: server.handle_exit(2, None))
    with listen(host, 0) as found:
        serve(live, Services(Written(workshop.builder), "http://localhost/"), host, found, lambda: None)
    assert live.times == 1
