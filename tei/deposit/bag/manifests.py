"""The manifests of a bag: which files it has, and the checksums of each (RFC 8493, sections 2.1 and 2.2).

The library that judges bags writes them, too, but for an older version of BagIt, in the order of the disk, from within
the folder, which no other thread of the process would expect.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import new
from pathlib import Path
from textwrap import wrap

from tei.core.files import write

PAYLOAD = "data"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ALGORITHMS = ("sha256", "sha512")

LONGEST = 79
"""So many characters a line of bag-info.txt should have at most (section 2.2.2)."""

UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
"""Characters that no tag file should have; some programs take some of them for the end of a line."""

_ENTRY = re.compile(r"(?P<digest>[0-9A-Fa-f]+)[ \t]+\*?(?P<path>.+)")
_ENCODED = re.compile(r"%(0[aAdD]|25)")
_BLOCK = 1 << 20

Information = Sequence[tuple[str, str]]
"""Labels and values of bag-info.txt; a label may be there again."""


def seal(folder: Path, information: Information) -> None:
    """Make a bag of a folder that has its payload: write its tag files and the manifests of both.

    The size of the payload is added to what is said (Payload-Oxum, Bag-Size).
    """
    payload = sorted(path for path in (folder / PAYLOAD).rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in payload)
    counted = (("Bag-Size", _in_words(size)), ("Payload-Oxum", f"{size}.{len(payload)}"))
    write(folder / "bagit.txt", DECLARATION)
    write(folder / "bag-info.txt", "".join(field(*each) for each in (*information, *counted)))
    _list(folder, "manifest", payload)
    _list(folder, "tagmanifest", sorted(path for path in folder.iterdir() if path.is_file()))


def field(label: str, value: str) -> str:
    """A line of bag-info.txt, folded where it is long; what would end it, or cannot be read, is a blank."""
    said = " ".join(UNREADABLE.sub(" ", value).split())
    lines = wrap(
        f"{label}: {said}",
        LONGEST,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "".join(f"{'  ' if place else ''}{line}\n" for place, line in enumerate(lines))


def fields(text: str) -> list[tuple[str, str]]:
    """Labels and values of bag-info.txt; raises ValueError with the number of a line that is neither."""
    found: list[tuple[str, str]] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        label, colon, value = line.partition(":")
        if not line.strip():
            continue
        if line[0] in " \t" and found:
            found[-1] = found[-1][0], f"{found[-1][1]} {line.strip()}".strip()
        elif colon and label.strip() and label == label.strip():
            found.append((label, value.strip()))
        else:
            raise ValueError(f"line {number} is neither a label with a value nor the rest of one")
    return found


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Paths and checksums of a manifest; raises ValueError with the number of a line that has not both."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not line.strip():
            continue
        found = _ENTRY.fullmatch(line)
        if found is None:
            raise ValueError(f"line {number} is no checksum with a path")
        yield decoded(found["path"]), found["digest"].lower()


def encoded(path: str) -> str:
    """A path as a manifest has it: what would end its line, and `%`, by their numbers (section 2.1.3)."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def decoded(path: str) -> str:
    """A path of a manifest as the disk has it."""
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), path)


def digests(file: Path) -> list[str]:
    """The checksums of a file, in the order of the algorithms."""
    hashes = [new(name) for name in ALGORITHMS]
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            for each in hashes:
                each.update(block)
    return [each.hexdigest() for each in hashes]


def _list(folder: Path, name: str, files: Iterable[Path]) -> None:
    lines = [(encoded(path.relative_to(folder).as_posix()), digests(path)) for path in files]
    for place, algorithm in enumerate(ALGORITHMS):
        write(folder / f"{name}-{algorithm}.txt", "".join(f"{found[place]}  {path}\n" for path, found in lines))


def _in_words(size: int) -> str:
    """A size for people: "12 KB"."""
    for unit in ("bytes", "KB", "MB", "GB"):
        if size < 1000:
            return f"{size} {unit}"
        size = round(size / 1000)
    return f"{size} TB"
