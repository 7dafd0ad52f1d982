"""A stylesheet, the files that it may read (those of its own folder, and nothing else), and what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from tei.core import resources
from tei.core.address import path_of
from tei.core.diagnostic import Label, Refused, refusal
from tei.core.source import Source, Span

XSLT = "http://www.w3.org/1999/XSL/Transform"
OURS = "tei:"
"""What stands before the name of a stylesheet that comes with tei, for others to import."""

_DRAWN_ON = tuple(f"{{{XSLT}}}{name}" for name in ("include", "import"))
_OUTPUT = f"{{{XSLT}}}output"
_KNOWN: dict[Path, dict[Path, int]] = {}
"""The files that each stylesheet is made of, with the times of their last change: valid as long as these are so."""


@dataclass(frozen=True, slots=True)
class Transformed:
    """What a stylesheet made, and what it said while it ran (`xsl:message`)."""

    text: str
    messages: tuple[str, ...] = ()


def find(stylesheet: str) -> Path:
    """The stylesheet at this path, or the one of this name that comes with tei. Raises Refused (P401)."""
    for path in (Path(stylesheet), resources.path(stylesheet)):
        if path.is_file():
            return path
    raise refusal(
        "P401",
        f"there is no stylesheet {stylesheet}",
        "give the path of an XSLT file, or leave it out to use the profile's",
    )


def stylesheets(stylesheet: str) -> list[Path]:
    """The files that a stylesheet is made of: itself, and what it includes and imports. Raises Refused (P401)."""
    main = find(stylesheet)
    known = _KNOWN.get(main)
    # Asked for every page, and to look for each file anew takes as long as to make the page.
    if known is None or any(modified(path) != time for path, time in known.items()):
        known, whole = _drawn_on(main)
        if whole:
            _KNOWN[main] = known
    return list(known)


def _drawn_on(main: Path) -> tuple[dict[Path, int], bool]:
    """The files that a stylesheet is made of with the times of their last change, and whether all are there."""
    folder = main.resolve().parent
    found: dict[Path, int] = {}
    waiting = [main]
    whole = True
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        if not (is_within(path, folder) or is_within(path, ours())):
            whole = False
            continue
        found[path] = modified(path)
        # One that is not well-formed is told when it is compiled.
        root = _root(path, found[path])
        for each in () if root is None else root.iter(*_DRAWN_ON):
            waiting.append(path_to(each.get("href", ""), path.parent))
    return found, whole


def modified(path: Path) -> int:
    """When a file was last changed, in nanoseconds; 0 where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def path_to(address: str, folder: Path) -> Path:
    """The path of what a stylesheet asks for: `tei:html.xsl` and the like are those that come with tei."""
    if address.startswith(OURS):
        return ours() / unquote(address.removeprefix(OURS))
    return folder / (path_of(address) or unquote(address))


@cache
def ours() -> Path:
    """The folder of the stylesheets that come with tei, which any other may build on."""
    return resources.path("xslt/html.xsl").resolve().parent


def version(path: Path) -> str:
    """The version of XSLT that a stylesheet is written in, "" where it does not say one."""
    root = _root(path, path.stat().st_mtime_ns)
    return "" if root is None else root.get("version", root.get(f"{{{XSLT}}}version", ""))


def makes_text(stylesheet: str) -> bool:
    """Whether a stylesheet makes plain text: by the first `xsl:output` that names a method (XSLT 1.0, section 16)."""
    roots = (_root(path, path.stat().st_mtime_ns) for path in stylesheets(stylesheet))
    outputs = (output for root in roots if root is not None for output in root.iter(_OUTPUT))
    return next((o.get("method") for o in outputs if o.get("method")), "") == "text"


def is_within(path: Path, folder: Path) -> bool:
    """Whether a path is that of a file in a resolved folder or below it, links followed."""
    try:
        real = path.resolve()
        return real.is_relative_to(folder) and real.is_file()
    except (OSError, ValueError, RuntimeError):
        return False


def parser() -> etree.XMLParser:
    """A parser that reads no other file: entities stand for what the file itself says."""
    # The type stubs know no third way beside all entities and none.
    internal: Any = "internal"
    return etree.XMLParser(resolve_entities=internal, load_dtd=False, no_network=True)


def without_doctype(tree: etree._ElementTree) -> str:
    """The characters of a tree, entities resolved, so that nothing is left that could lead to another file."""
    return etree.tostring(tree.getroot(), encoding="unicode", with_tail=False)


def readable(folder: Path, most: int) -> Iterator[Path]:
    """The files of a resolved folder and below, hidden ones left out, no more than `most` of them."""
    waiting, count = [folder], 0
    while waiting:
        for path in sorted(waiting.pop(0).iterdir()):
            if path.name.startswith("."):
                continue
            if path.is_dir() and not path.is_symlink():
                waiting.append(path)
            elif is_within(path, folder):
                count += 1
                if count > most:
                    return
                yield path


def refused(path: Path, stylesheet: str, asked: str) -> Refused:
    """P406: a stylesheet that asks for what it may not read."""
    return refusal(
        "P406",
        f"{stylesheet} may not read {asked}, or it is not there",
        "a stylesheet reads files of its own folder and of those below: put a copy there",
        label(path, 1),
    )


def label(path: Path, line: int) -> Label:
    """A line of a stylesheet, the nearest where it has no such line."""
    source = Source(str(path), path.read_text(encoding="utf-8", errors="replace"))
    start = source.offset(line)
    return Label(source, Span(start, start + 1))


@cache
def _root(path: Path, modified: int) -> etree._Element | None:
    try:
        return etree.parse(path, etree.XMLParser(recover=True, resolve_entities=False, no_network=True)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return None
