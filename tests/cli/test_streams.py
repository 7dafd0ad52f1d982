"""The standard streams where they are closed, broken, or a terminal."""

from __future__ import annotations

import io
import sys

import pytest

from tei.cli.streams import progress, put, standard_input
from tei.core.diagnostic import Refused


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Broken(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_what_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OSError, match="it is closed"):
        standard_input()
    with pytest.raises(Refused, match="cannot write to standard output: it is closed"):
        put("text")


def test_a_broken_pipe_is_no_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Broken())
    with pytest.raises(BrokenPipeError):
        put("text")


@pytest.mark.parametrize("out", [Terminal(), io.StringIO(), None])
def test_the_bar_is_on_standard_error(out: io.StringIO | None, monkeypatch: pytest.MonkeyPatch) -> None:
    error = Terminal()
    monkeypatch.setattr(sys, "stderr", error)
    monkeypatch.setattr(sys, "stdout", out)
    with progress("Checking", 2) as advance:
        advance()
    assert "Checking" in error.getvalue()


@pytest.mark.parametrize(("error", "total"), [(Terminal(), 1), (io.StringIO(), 2), (None, 2)])
def test_there_is_no_bar(error: io.StringIO | None, total: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", error)
    with progress("Checking", total) as advance:
        advance()
    assert not (error and error.getvalue())
