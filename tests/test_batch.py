from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tei import batch
from tei.batch import Task
from tei.core.diagnostic import Diagnostic, Refused

TASKS = [Task(f"{n}.txt", str(n).encode()) for n in range(40)]


def double(settings: int, name: str, data: bytes) -> tuple[int, tuple[Diagnostic, ...]]:
    number = int(data)
    if number == 7:
        raise Refused(Diagnostic("T101", "error", "seven is empty"))
    if number == 9:
        raise ValueError("nine is odd")
    return number * settings, (Diagnostic("T107", "info", name),) if number == 3 else ()


def die(settings: int, name: str, data: bytes) -> tuple[int, tuple[Diagnostic, ...]]:
    if data == b"20":
        os._exit(9)
    return 1, ()


def results(jobs: int) -> list[tuple[str, int | None, list[str]]]:
    with batch.pool(jobs) as workers:
        done = batch.run(double, 2, iter(TASKS), workers)
        return [(r.name, r.value, [str(d) for d in r.diagnostics]) for r in done]


def test_a_failing_file_does_not_stop_the_others() -> None:
    found = results(1)
    assert [name for name, _, _ in found] == [task.name for task in TASKS]
    assert found[3] == ("3.txt", 6, ["info[T107] 3.txt"])
    assert found[7] == ("7.txt", None, ["error[T101] seven is empty"])
    assert found[9][1] is None
    assert "error[P900] 9.txt: ValueError at tests/test_batch.py:" in found[9][2][0]
    assert found[39] == ("39.txt", 78, [])


def test_processes_give_the_same_results_in_the_same_order() -> None:
    assert results(2) == results(1)


def test_no_more_is_read_than_the_workers_can_take() -> None:
    read: list[int] = []

    def tasks() -> Iterator[Task]:
        for n in range(batch.CHUNK * 20):
            read.append(n)
            yield Task("x", b"1")

    with batch.pool(2) as workers:
        done = batch.run(double, 2, tasks(), workers)
        next(done)
        assert len(read) <= batch.CHUNK * 5
        assert len(list(done)) == batch.CHUNK * 20 - 1


def test_a_worker_that_dies_takes_only_its_file_with_it() -> None:
    tasks = [Task(f"{n}.txt", str(n).encode()) for n in range(batch.CHUNK * 7)]
    with batch.pool(2) as workers:
        found = list(batch.run(die, 0, iter(tasks), workers))
    assert [r.name for r in found] == [task.name for task in tasks]
    assert [(r.name, d.code) for r in found for d in r.diagnostics] == [("20.txt", "P901")]
    assert all(r.value == 1 for r in found if r.name != "20.txt")


def test_a_cluster_gives_the_same_results() -> None:
    distributed = pytest.importorskip("distributed", reason="needs the cluster extra")
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": False, "dashboard_address": ":0"}
    with distributed.LocalCluster(**options) as cluster, batch.pool(scheduler=cluster.scheduler_address) as workers:
        done = batch.run(double, 2, iter(TASKS), workers)
        found = [(r.name, r.value, [str(d) for d in r.diagnostics]) for r in done]
    assert found == results(1)


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="needs the cluster extra")

    def refuse(address: str, timeout: str) -> None:
        raise OSError("Timed out")

    monkeypatch.setattr(distributed, "Client", refuse)
    with pytest.raises(Refused, match="no Dask scheduler answers at tcp://x"), batch.pool(scheduler="tcp://x"):
        pass


def test_without_the_extra_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Refused, match="needs dask"), batch.pool(scheduler="tcp://x"):
        pass
