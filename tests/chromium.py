"""A real browser, driven by the scripts in tests/browser with Node.js; whoever asks for it without one is skipped."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parent / "browser"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass(frozen=True)
class Browser:
    """A browser and the folder with the scripts and what they need, which is kept between runs."""

    folder: Path
    program: str

    @classmethod
    def found(cls) -> Browser:
        """What is on this machine; packages of npm are installed on first use."""
        missing = [name for name in ("node", "npm") if not shutil.which(name)]
        program = next((found for name in BROWSERS if (found := shutil.which(name))), "")
        if missing or not program:
            pytest.skip(f"needs {' and '.join([*missing, *([] if program else ['chromium'])])}")
        manifest = (SCRIPTS / "package.json").read_bytes()
        key = hashlib.sha256(manifest).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"tei-browser-{os.getuid()}-{key}"
        folder.mkdir(exist_ok=True)
        (folder / "package.json").write_bytes(manifest)
        for script in SCRIPTS.glob("*.mjs"):
            shutil.copy(script, folder)
        if not (folder / "node_modules" / "axe-core").is_dir():
            command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.skip(f"npm cannot install axe-core: {done.stderr.strip()[-200:]}")
        return cls(folder, program)

    def run(self, script: str, *arguments: object) -> str:
        """What a script prints that has nothing to complain of."""
        done = subprocess.run(
            ["node", script, *map(str, arguments)],
            cwd=self.folder,
            env={**os.environ, "CHROMIUM": self.program},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def look(self, pages: list[Path]) -> None:
        """Ask axe-core of each of these pages."""
        assert f"{len(pages)} pages" in self.run("check.mjs", *pages)
