"""The same work over many files: one after the other, in worker processes, or on a Dask cluster."""

from __future__ import annotations

import os
import pickle
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from tei.core.diagnostic import Diagnostic, Refused, refusal

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Value = TypeVar("Value")

CHUNK = 16
"""Files handed to a worker at a time: enough that handing over costs little, few enough to share evenly."""

LARGE = 1 << 20
"""When files that are handed over together have so many bytes, no more are added."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file's name and its bytes, or its path where it is to be read by whom it is given to."""

    name: str
    data: bytes | Path

    @property
    def size(self) -> int:
        """The number of bytes; 0 if the file is not there."""
        if isinstance(self.data, bytes):
            return len(self.data)
        return self.data.stat().st_size if self.data.exists() else 0


@dataclass(frozen=True, slots=True)
class Result(Generic[Value]):
    """What came of one task: a value, or None and the diagnostics that say why."""

    name: str
    value: Value | None
    diagnostics: tuple[Diagnostic, ...]


Work = Callable[[Any, str, Any], tuple[Value, tuple[Diagnostic, ...]]]
"""A function of a module: takes the settings of the run, a task's name and data; gives a value and diagnostics."""


class Pool:
    """Where the work is done: an executor, how many tasks it can have under way, and how to begin anew."""

    def __init__(self, start: Callable[[], Executor], width: int) -> None:
        self._start = start
        self.width = width
        self.executor = start()

    def renew(self) -> None:
        """Take a new executor in place of a broken one."""
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._start()


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def pool(jobs: int = 1, scheduler: str = "") -> Iterator[Pool | None]:
    """The workers for one run: those of the Dask cluster at `scheduler`, else `jobs` processes; None for one job.

    Raises Refused: P109 without the `cluster` extra, P110 when no scheduler answers.
    """
    if scheduler:
        with _cluster(scheduler) as client:
            yield Pool(client.get_executor, max(1, sum(client.ncores().values())))
    elif jobs > 1:
        workers = Pool(lambda: _processes(jobs), jobs)
        try:
            yield workers
        finally:
            workers.executor.shutdown(cancel_futures=True)
    else:
        yield None


def _processes(jobs: int) -> Executor:
    from concurrent.futures import ProcessPoolExecutor

    executor = ProcessPoolExecutor(jobs)
    # The processes are made now, before anybody starts a thread, which a copy of this process would lack.
    executor.submit(os.getpid).result()
    return executor


def _cluster(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        remedy = "install it with `pip install 'tei[cluster]'`"
        raise refusal("P109", "--scheduler needs dask.distributed", remedy) from None
    try:
        return cast("Any", Client)(address, timeout="10s")
    except (OSError, ValueError) as error:
        message = f"no Dask scheduler answers at {address}: {str(error).splitlines()[0]}"
        raise refusal("P110", message, "start one with `dask scheduler`, and give its tcp:// address") from None


def run(work: Work[Value], settings: object, tasks: Iterable[Task], workers: Pool | None) -> Iterator[Result[Value]]:
    """The results of the work on every task, in their order; a task that fails does not stop the others.

    The settings must be picklable; each worker unpickles them once. No more tasks are read than
    the workers can take. Where a worker dies, what was under way is done again, at last file by file, and
    the file that it dies of is told (P901).
    """
    if workers is None:
        for task in tasks:
            yield _attempt(work, settings, task)
        return
    packed = pickle.dumps(settings)
    remaining = iter(tasks)
    waiting: deque[tuple[list[Task], Future[list[Result[Value]]]]] = deque()
    while True:
        while len(waiting) < 2 * workers.width and (taken := _taken(remaining)):
            waiting.append((taken, _submit(workers, work, packed, taken)))
        if not waiting:
            return
        chunk, future = waiting.popleft()
        try:
            yield from future.result()
        except Exception:
            # A fault of a file is a result; what is raised here is a fault of the worker.
            workers.renew()
            again = [chunk, *(other for other, _ in waiting)]
            waiting.clear()
            for tasks_again in again:
                yield from _again(workers, work, packed, tasks_again)


def _taken(tasks: Iterator[Task]) -> list[Task]:
    """The tasks that go to a worker together."""
    taken: list[Task] = []
    for task in islice(tasks, CHUNK):
        taken.append(task)
        if sum(each.size for each in taken) >= LARGE:
            break
    return taken


def spread(
    work: Callable[[Any, Any], Value], settings: object, items: Sequence[Any], workers: Pool | None
) -> Iterator[Result[Value]]:
    """What a function of a module makes of the settings and each of some values with a `name`, as `run` does."""
    tasks = (Task(item.name, pickle.dumps(item)) for item in items)
    return run(_on_value, (work, settings), tasks, workers)


def _on_value(
    given: tuple[Callable[[Any, Any], Value], Any], name: str, data: bytes
) -> tuple[Value, tuple[Diagnostic, ...]]:
    work, settings = given
    return work(settings, pickle.loads(data)), ()


def _submit(workers: Pool, work: Work[Value], packed: bytes, chunk: list[Task]) -> Future[list[Result[Value]]]:
    from concurrent.futures import BrokenExecutor, Future

    try:
        return workers.executor.submit(_run_chunk, work, packed, chunk)
    except BrokenExecutor as error:
        broken: Future[list[Result[Value]]] = Future()
        broken.set_exception(error)
        return broken


def _again(workers: Pool, work: Work[Value], packed: bytes, chunk: list[Task]) -> Iterator[Result[Value]]:
    """The results of a chunk that no worker finished: the whole chunk once more, then each of its files alone."""
    try:
        yield from _submit(workers, work, packed, chunk).result()
    except Exception:
        workers.renew()
        if len(chunk) > 1:
            for task in chunk:
                yield from _again(workers, work, packed, [task])
        else:
            yield _died(chunk[0])


def _run_chunk(work: Work[Value], packed: bytes, chunk: Sequence[Task]) -> list[Result[Value]]:
    settings = _settings(packed)
    return [_attempt(work, settings, task) for task in chunk]


@lru_cache(maxsize=1)
def _settings(packed: bytes) -> object:
    settings: object = pickle.loads(packed)
    return settings


def _attempt(work: Work[Value], settings: object, task: Task) -> Result[Value]:
    try:
        value, diagnostics = work(settings, task.name, task.data)
    except Refused as refused:
        return Result(task.name, None, refused.diagnostics)
    except Exception as error:
        return Result(task.name, None, (fault(task.name, error),))
    return Result(task.name, value, diagnostics)


def fault(name: str, error: Exception) -> Diagnostic:
    """That the work on something failed in a way that nobody has foreseen, and where (P900)."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(os.path.dirname(frame.filename))}/{os.path.basename(frame.filename)}:{frame.lineno}"
    message = f"{name}: {type(error).__name__} at {place}: {error}"
    return Diagnostic("P900", "error", message, help="this is a fault of tei: please report it, with the file")


def _died(task: Task) -> Result[Any]:
    message = f"{task.name}: the worker process was ended from outside, perhaps for want of memory"
    return Result(task.name, None, (Diagnostic("P901", "error", message, help="run this file again with --jobs 1"),))
