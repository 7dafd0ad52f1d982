"""An edition is looked at in a real browser while it is written."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from chromium import Browser
from serving import Serving
from workshop import SAMPLES


def test_looking_while_writing(browser: Browser, tmp_path: Path) -> None:
    """With TEI_PICTURES, a folder, what is seen is kept there."""
    source = tmp_path / "odd.xml"
    source.write_bytes((SAMPLES / "odd.xml").read_bytes())
    pictures = [os.path.join(folder, "serving")] if (folder := os.environ.get("TEI_PICTURES")) else []
    serving = Serving(tmp_path, "odd.xml", "--port", "0")
    try:
        browser.run("serving.mjs", f"{serving.address}odd.html", source, *pictures)
    finally:
        assert serving.end(signal.SIGINT) == 0
