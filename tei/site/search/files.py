"""The files of the search: one of texts for each page, those of the index, its script and its style."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from tei.render.condense import condensed
from tei.site.search.fragment import Fragment

FOLDER = "search"
"""The folder of the texts and of the built-in index."""

ASSETS = Path(__file__).parent / "assets"
SCRIPT = "search.js"
STYLE = "search.css"
PARTS = {SCRIPT: ("words.js", "index.js", "excerpt.js", "results.js"), STYLE: (STYLE,)}
"""The files of which each is made."""

_PLAIN = re.compile(r"[^a-z0-9]")


def text_file(name: str) -> str:
    """Where the text of a page lies for the search."""
    return f"{FOLDER}/t/{name}.js"


def written(name: str, value: str) -> str:
    """A file of the index: a script that hands over a value in JSON."""
    return f"teiSearch({json.dumps(name, ensure_ascii=False)},{value});\n"


def read(name: str, text: str) -> Fragment:
    """The fragment of the page of this name, of the characters of its `text_file`."""
    before, after = written(f"t/{name}", "\n").split("\n", 1)
    return Fragment.read(text.removeprefix(before).removesuffix(after))


def safe(prefix: str) -> str:
    """First letters as a part of a file's name that every system takes."""
    return _PLAIN.sub(lambda sign: f"_{ord(sign[0]):x}_", prefix)


@cache
def asset(name: str) -> str:
    """The characters of the script or the style, condensed."""
    text = "\n".join((ASSETS / part).read_text(encoding="utf-8") for part in PARTS[name])
    return condensed(name, f'(() => {{"use strict";\n{text}}})();\n' if name == SCRIPT else text)
