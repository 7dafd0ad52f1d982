"""Files in and out: what is to be read, where it goes, and writing that is whole or not at all."""

from __future__ import annotations

import glob
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tei.core.diagnostic import Diagnostic, refusal, unreadable

RAW_TEXTS = (".txt", ".md", ".text", ".markdown")
"""The endings of the files that are taken from a folder as raw texts."""

EDITIONS = (".xml", ".tei")
"""The endings of the files that are taken from a folder as TEI."""

KITS = ".tei-kits.json"
"""The file beside the kits of `tei deposit` that has the names of their folders, each with those of its files."""


def is_edition(path: str) -> bool:
    """Whether the ending of a file's name is one of TEI's."""
    return path.lower().endswith(EDITIONS)


@dataclass(frozen=True, slots=True)
class Input:
    """A file to work on: its path ("-" is standard input), and the path of its output without an ending."""

    path: str
    stem: str

    @property
    def name(self) -> str:
        """What it is called in what is made of it."""
        return "stdin" if self.path == "-" else os.fsencode(self.path).decode("utf-8", "replace")

    @property
    def size(self) -> int:
        """The number of bytes; 0 for what is no file."""
        return os.path.getsize(self.path) if os.path.isfile(self.path) else 0


def collect(
    arguments: Iterable[str], endings: Sequence[str], *, otherwise: Sequence[str] = (), apart: bool = True
) -> tuple[list[Input], list[Diagnostic]]:
    """The files that the arguments name: files, folders with all that is inside, patterns, or "-".

    Of a folder that has no file with one of the `endings`, those are taken that end `otherwise`. Files and folders
    whose names begin with a dot are passed over in folders, and so are kits, whose texts are copies. If outputs are to
    be kept `apart`, files that would be written to the same place are left out. Diagnostics: P101 a file that
    is not there, P106 a folder or pattern without such files, P107 two inputs for one output.
    """
    found: dict[str, Input] = {}
    diagnostics: list[Diagnostic] = []
    for argument in dict.fromkeys(arguments):
        refused: list[OSError] = []
        files = _expand(argument, endings, refused)
        if not files and otherwise and not refused:
            files = _expand(argument, otherwise, refused)
        diagnostics += [unreadable(error.filename or argument, error) for error in refused]
        for file in files:
            found.setdefault("-" if file.path == "-" else os.path.abspath(file.path), file)
        if not files and not refused:
            diagnostics.append(_nothing(argument, (*endings, *otherwise)))
    by_stem: dict[str, list[Input]] = defaultdict(list)
    for name, file in found.items():
        by_stem[file.stem if apart else name].append(file)
    for stem, files in by_stem.items():
        if len(files) > 1:
            names = " and ".join(file.path for file in files)
            message = f"{names} would both be written as {stem}; neither was"
            remedy = "rename one, or take them one after the other into different folders"
            diagnostics.append(Diagnostic("P107", "error", message, help=remedy))
    return [files[0] for files in by_stem.values() if len(files) == 1], diagnostics


def _expand(argument: str, endings: Sequence[str], refused: list[OSError]) -> list[Input]:
    if argument == "-":
        return [Input("-", "stdin")]
    path = Path(argument)
    try:
        if path.is_dir():
            texts = sorted(p for p in _inside(path, refused) if p.suffix.lower() in endings)
            return [Input(os.fspath(p), os.fspath(p.relative_to(path).with_suffix(""))) for p in texts]
        if path.exists():
            return [Input(argument, path.stem)]
        found = sorted(glob.glob(argument, recursive=True))
        return [Input(name, Path(name).stem) for name in found if os.path.isfile(name)]
    except OSError as error:
        refused.append(error)
        return []


def _inside(folder: Path, refused: list[OSError]) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder, onerror=refused.append):
        kits = kits_in(Path(parent)) if KITS in names else {}
        folders[:] = [name for name in folders if not name.startswith(".") and name not in kits]
        for path in (Path(parent, name) for name in names if not name.startswith(".")):
            # What is not there is told when it is read; a pipe or a device might be read for ever.
            if path.is_file() or not path.exists():
                yield path


def kits_in(folder: Path) -> dict[str, list[str]]:
    """The kits in a folder by their names, each with the paths of its files; none where nobody says so."""
    try:
        found = json.loads((folder / KITS).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    kits = found if isinstance(found, dict) else {}
    return {name: list(map(str, files)) for name, files in kits.items() if isinstance(files, list)}


def _nothing(argument: str, endings: Sequence[str]) -> Diagnostic:
    wanted = " or ".join(endings)
    if Path(argument).is_dir():
        return Diagnostic(
            "P106",
            "error",
            f"the folder {argument} has no file that ends with {wanted}",
            help="name the files one by one",
        )
    if glob.has_magic(argument):
        return Diagnostic(
            "P106", "error", f"no file fits {argument}", help="check the pattern; quote it if the shell expands it"
        )
    return Diagnostic("P101", "error", f"there is no file {argument}", help="check the path")


@contextmanager
def folder(named: str | None) -> Iterator[Path]:
    """The folder that is named, else one that is there for so long."""
    if named:
        yield Path(named)
        return
    # Most commands name one, and start sooner without this.
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="tei-", ignore_cleanup_errors=True) as passing:
        yield Path(passing)


def refuse_overwriting(
    output: str | Path | None,
    read: Iterable[str | Path | None],
    option: str = "-o",
    why: str = "it is one of the files that are read",
) -> None:
    """Raise Refused (P108) where an output would take the place of a file that is read; None and "-" are no files.

    With another reason `why`, the files may be others that must not be lost.
    """
    files = {os.path.realpath(each) for each in read if each not in (None, "-")}
    if output not in (None, "-") and os.path.realpath(output) in files:
        message = f"cannot write {output}: {why}"
        raise refusal("P108", message, f"name another file with {option}")


def write(path: Path, text: str | bytes) -> None:
    """Write a file whole or not at all, text as UTF-8, making its folder; one that is there keeps its permissions.

    A link stays a link: what it leads to is written. Raises Refused (P108) if that fails.
    """
    data = text if isinstance(text, bytes) else text.encode("utf-8")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            # A device or a pipe is written to; a file must not take its place.
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)) if path.is_symlink() else path, data)
    except OSError as error:
        message = f"cannot write {path}: {error.strerror or error}"
        remedy = "name another place, or make room and check the permissions"
        raise refusal("P108", message, remedy) from None


def _replace(path: Path, data: bytes) -> None:
    temporary = path.parent / f".tei-{os.urandom(6).hex()}"
    try:
        try:
            temporary.write_bytes(data)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
        with suppress(FileNotFoundError):
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink()


def relative(name: str) -> str:
    """The path of a file from the current folder, with slashes; as it is where it does not lie inside."""
    path = os.path.normpath(name)
    if os.path.isabs(path):
        inside = os.path.relpath(path)
        path = path if inside.split(os.sep)[0] == os.pardir else inside
    return path.replace(os.sep, "/")
