"""Scripts for Node, with the packages that they need, and a browser for them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Missing(Exception):
    """What is needed is not there; the words say what."""


def browser() -> str:
    """The path of a browser that can be told what to do. Raises Missing."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not found:
        raise Missing("needs chromium")
    return found


def scripts(folder: Path) -> Path:
    """A copy of a folder that has a package.json, with what that names; kept between runs. Raises Missing."""
    missing = [name for name in ("node", "npm") if not shutil.which(name)]
    if missing:
        raise Missing(f"needs {' and '.join(missing)}")
    manifest = (folder / "package.json").read_bytes()
    name = f"tei-{folder.name}-{os.getuid()}-{hashlib.sha256(manifest).hexdigest()[:12]}"
    copy = Path(tempfile.gettempdir()) / name
    copy.mkdir(exist_ok=True)
    for path in folder.iterdir():
        if path.suffix in (".json", ".mjs"):
            shutil.copy(path, copy)
    if not (copy / "node_modules" / ".package-lock.json").is_file():
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"npm cannot install what {folder.name} needs: {done.stderr.strip()[-200:]}")
    return copy
