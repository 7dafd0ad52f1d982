"""Pictures that stand beside a TEI file and come along into its site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from tei.core.namespaces import TEI
from tei.site.inert import is_inert_file

SHOWN = frozenset(".png .jpg .jpeg .gif .webp .avif .svg".split())
"""The endings of the files that browsers show as pictures."""

ABSENT = "Picture not in this edition"

_ADDRESSES = {f"{{{TEI}}}graphic": "url", f"{{{TEI}}}media": "url", f"{{{TEI}}}pb": "facs"}


def pictures(tree: etree._ElementTree) -> Iterator[str]:
    """The addresses of the pictures of a text, as they are written; pages give no more than the first."""
    for element in tree.iter(*_ADDRESSES):
        written = element.get(_ADDRESSES[str(element.tag)], "")
        yield from written.split()[:1] if element.tag == f"{{{TEI}}}pb" else [written]


def is_missing(address: str, folders: Iterable[Path]) -> bool:
    """Whether this is no address of another place, and none of the folders has a picture there that can be shown."""
    parts = _parts(address)
    if parts is None or parts[0]:
        return False
    return not any(_is_shown(file) for folder in folders if (file := beside(address, folder)))


def beside(address: str, folder: Path) -> Path | None:
    """The file in a folder, or below it, to which a relative address leads, if there is one."""
    parts = _parts(address)
    if parts is None or parts[0] or not parts[1] or "\0" in (path := unquote(parts[1])):
        return None
    file = (folder / path).resolve()
    return file if file.is_relative_to(folder.resolve()) and file.is_file() else None


def shown(addresses: Iterable[str], folder: Path) -> Iterator[tuple[str, Path]]:
    """The pictures that can be shown: the name that each has in the site, and its file."""
    for address in addresses:
        file = beside(address, folder)
        if file and _is_shown(file):
            yield file.relative_to(folder.resolve()).as_posix(), file


def _is_shown(file: Path) -> bool:
    """Whether a file is a picture, and nothing that runs when it is opened by itself."""
    ending = file.suffix.lower()
    return ending in SHOWN and (ending != ".svg" or is_inert_file(file))


def _parts(address: str) -> tuple[str, str] | None:
    """What tells the place of an address, and its path; None for what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.scheme + parts.netloc, parts.path
