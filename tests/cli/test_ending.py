"""Runs that are asked to end from outside, wherever they are just then."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")

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


@pytest.mark.parametrize("ask", ["asked()", "del thing"], ids=["anywhere", "where nothing can be raised"])
@pytest.mark.parametrize(("name", "status"), [("SIGTERM", 128 + signal.SIGTERM), ("SIGINT", -signal.SIGINT)])
def test_it_ends_and_leaves_nothing(name: str, status: int, ask: str, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", RUN.format(name=name, ask=ask)],
        env={"TMPDIR": str(tmp_path)},
        stderr=subprocess.PIPE,
        timeout=30,
    )
    assert ended.returncode == status
    assert b"ignored" not in ended.stderr
    assert not list(tmp_path.iterdir())


def test_what_else_is_lost_is_told() -> None:
    script = "from tei.cli.session import Session\nclass A:\n def __del__(self): 1 / 0\nwith Session():\n A()"
    ended = subprocess.run([sys.executable, "-c", script], stderr=subprocess.PIPE, timeout=30)
    assert ended.returncode == 0
    assert b"ZeroDivisionError" in ended.stderr
