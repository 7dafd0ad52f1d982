"""Runs that are asked to end from outside, wherever they are just then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")

BOTH = pytest.mark.parametrize(
    ("name", "status"), [("SIGTERM", 128 + signal.SIGTERM), ("SIGINT", -signal.SIGINT)], ids=["SIGTERM", "SIGINT"]
)

RUN = """
import os, signal, sys, time, weakref
from tei.cli.session import Session
from tei.core.files import folder

class Thing:
    pass

def asked(_=None):
    os.kill(os.getpid(), signal.{name})
    for _ in range(1000):
        pass

# What is started in the background by a shell may ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
with Session(), folder(None):
    thing = Thing()
    watched = weakref.ref(thing, asked)
    {ask}
    time.sleep(60)
"""


def run(script: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "TMPDIR": str(folder)}
    return subprocess.run([sys.executable, "-c", script], env=environment, stderr=subprocess.PIPE, timeout=60)


@pytest.mark.parametrize("ask", ["asked()", "del thing"], ids=["anywhere", "where nothing can be raised"])
@BOTH
def test_it_ends_and_leaves_nothing(name: str, status: int, ask: str, tmp_path: Path) -> None:
    ended = run(RUN.format(name=name, ask=ask), tmp_path)
    assert ended.returncode == status
    assert b"ignored" not in ended.stderr
    assert not list(tmp_path.iterdir())


SLOWLY = """
import os, signal, time
from contextlib import contextmanager
from tei.cli.ending import SOON

@contextmanager
def clearing_up():
    try:
        yield
    finally:
        time.sleep(4 * SOON)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(SOON)
        print("cleared", file=sys.stderr)
"""


@pytest.mark.parametrize("ask", ["asked()", "del thing; asked()"], ids=["again", "once lost"])
def test_another_signal_does_not_break_off_what_is_cleared_up(ask: str, tmp_path: Path) -> None:
    script = RUN.format(name="SIGTERM", ask=ask).replace(
        "with Session(), ", f"{SLOWLY}\nwith Session(), clearing_up(), "
    )
    ended = run(script, tmp_path)
    assert ended.returncode == 128 + signal.SIGTERM
    assert ended.stderr.decode().splitlines()[:1] == ["cleared"]
    assert not list(tmp_path.iterdir())


def test_what_is_lost_at_the_end_ends_nothing(tmp_path: Path) -> None:
    script = RUN.format(name="SIGTERM", ask="del thing").replace("    time.sleep(60)", "sys.stderr.write('done')")
    ended = run(script, tmp_path)
    assert ended.returncode in (0, 128 + signal.SIGTERM)
    assert not list(tmp_path.iterdir())


@BOTH
def test_workers_end_too(name: str, status: int, tmp_path: Path) -> None:
    script = RUN.format(name=name, ask="work()").replace(
        "with Session()",
        """
from tei import batch

def wait(settings, name, data):
    time.sleep(0.1)

def work():
    with batch.pool(2) as workers:
        results = batch.run(wait, None, [batch.Task(str(n), b"") for n in range(2000)], workers)
        threading.Timer(1, asked).start()
        threading.Timer(1.02, os.kill, (os.getpid(), signal.SIGTERM)).start()
        list(results)

with Session()""",
    )
    ended = run(f"import threading\n{script}", tmp_path)
    assert ended.returncode == status


def test_what_else_is_lost_is_told(tmp_path: Path) -> None:
    ended = run(
        "from tei.cli.session import Session\nclass A:\n def __del__(self): 1 / 0\nwith Session():\n A()", tmp_path
    )
    assert ended.returncode == 0
    assert b"ZeroDivisionError" in ended.stderr
