"""A process that serves an edition, as people start it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from urllib.error import HTTPError
from urllib.request import urlopen

PATIENCE = 60.0


class Serving:
    """A process that serves, and what it has said."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-c", "from tei.cli import main; main(prog_name='tei')", "serve", *arguments]
        environment = {**os.environ, "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1"}
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.said: list[str] = []
        self._reader = Thread(target=self._read)
        self._reader.start()
        self.address = self.until(r"http://\S+/")

    def _read(self) -> None:
        assert self._process.stderr
        with self._process.stderr as lines:
            self.said.extend(iter(lines.readline, ""))

    def until(self, pattern: str) -> str:
        end = monotonic() + PATIENCE
        while not (found := re.search(pattern, "".join(self.said))):
            assert monotonic() < end, self.said
            assert self._process.poll() is None, self.said
            sleep(0.02)
        return found[0]

    def get(self, page: str) -> tuple[int, str]:
        try:
            with urlopen(self.address + page, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode("utf-8")
        except HTTPError as error:
            with error:
                return error.code, error.read().decode("utf-8")

    def end(self, signal_: int = signal.SIGINT) -> int:
        if self._process.poll() is None:
            self._process.send_signal(signal_)
        status = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return status
