"""The index of pagefind, made of what the built-in one is made of: https://pagefind.app."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tei.core.diagnostic import refusal
from tei.site.search.fragment import HEADING, Fragment

FOLDER = "pagefind"

_KEPT = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.", "index/", "fragment/", "filter/")
"""The interfaces that pagefind brings are left out: ours is used."""


def installed() -> bool:
    """Whether there is a pagefind to run."""
    return _program() is not None


def _program() -> Path | None:
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    found: Any = get_executable()
    return Path(found) if found else None


def files(pages: Iterable[tuple[Fragment, Iterable[tuple[str, str]]]]) -> Iterator[tuple[str, bytes]]:
    """The files of an index of these texts, by their names within its folder; a page is known by its number.

    Each text comes with the names and values of what it can be chosen by. Raises Refused (P114) where pagefind fails.
    """
    languages: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        site, index = Path(folder, "site"), Path(folder, "index")
        site.mkdir()
        for number, (fragment, chosen) in enumerate(pages):
            languages[fragment.language.partition("-")[0] or "en"] += 1
            (site / f"{number}.html").write_text(_page(fragment, chosen), encoding="utf-8")
        if not languages:
            return  # Where there is nothing to be found, pagefind fails.
        # The search is asked in one index, whatever the languages in it.
        language = next(iter(languages.most_common(1)), ("en", 0))[0]
        command = [_program(), "--site", site, "--output-path", index, "--force-language", language, "--silent"]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()[-1:]
            message = f"pagefind failed: {''.join(said) or f'exit status {done.returncode}'}"
            raise refusal("P114", message, "make the built-in index only: --search builtin")
        for path in sorted(each for each in index.rglob("*") if each.is_file()):
            name = path.relative_to(index).as_posix()
            if name.startswith(_KEPT) or name.endswith(".pf_meta"):
                yield name, path.read_bytes()


def _page(fragment: Fragment, chosen: Iterable[tuple[str, str]]) -> str:
    """A text as pagefind wants it: what is no text of ours is not in it."""
    filters = "".join(
        f'<meta data-pagefind-filter="{name}[content]" content="{escape(value)}">' for name, value in chosen
    )
    blocks = "\n".join(
        f"<h1>{escape(block.text)}</h1>" if block.label == HEADING else f"<p>{escape(block.text)}</p>"
        for block in fragment.blocks
    )
    language = escape(fragment.language or "en")
    return f'<!DOCTYPE html><html lang="{language}"><head>{filters}</head><body>\n{blocks}</body></html>\n'
