"""Asks jing and `tei.relaxng` whether many documents with random faults are valid under TEI's own grammar.

    python benchmarks/mutants.py [NUMBER [SEED]]

NUMBER (5000 unless told) documents are made from those in tests/validate/tei. TEI_ORACLE names the folder with
tei_all.rng. Every difference is printed, and its file kept; the exit status is 1 if there is any.
"""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from tei.relaxng import Grammar

VALIDATE = Path(__file__).resolve().parent.parent / "tests" / "validate"
BATCH = 400
"""So many files are given to one Java machine."""

FAULT = "tei.relaxng"

MESSAGE = re.compile(r"(?m)^(?P<file>.+?\.xml):(?P<place>\d+:\d+): (?:fatal|error|warning): (?P<text>.*)$")


def main() -> int:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    oracle = os.environ.get("TEI_ORACLE")
    if not oracle:
        print("TEI_ORACLE does not name a folder with tei_all.rng: nothing to compare")
        return 0
    schema = Path(oracle) / "tei_all.rng"
    folder = Path(tempfile.mkdtemp(prefix="tei-mutants-"))
    paths = list(written(folder, number, seed))
    started = time.perf_counter()
    ours = {path: verdict(path, grammar) for grammar in [Grammar.load(schema)] for path in paths}
    print(f"{len(paths)} documents, {sum(map(bool, ours.values()))} invalid: tei {time.perf_counter() - started:.1f} s")
    if not shutil.which("jing"):
        print("jing is not installed: no peer to compare with")
        shutil.rmtree(folder)
        return 0
    started = time.perf_counter()
    theirs = jing(schema, paths)
    print(f"jing {time.perf_counter() - started:.1f} s")
    differences = [path for path in paths if differ(ours[path], theirs.get(path, ""))]
    for path in paths:
        if path not in differences:
            path.unlink()
    for path in differences:
        print(f"{path}\n    tei:  {ours[path] or 'valid'}\n    jing: {theirs.get(path, '') or 'valid'}")
    print(f"{len(differences)} differences")
    if not differences:
        folder.rmdir()
    return 1 if differences else 0


def written(folder: Path, number: int, seed: int) -> Iterator[Path]:
    """The mutants as files."""
    mutants = runpy.run_path(str(VALIDATE / "mutants.py"))["mutants"]
    sources = sorted((VALIDATE / "tei").glob("*.xml"))
    for index, source in enumerate(sources):
        share = number // len(sources) + (index < number % len(sources))
        for name, xml in mutants(source.read_bytes(), seed, share):
            path = folder / f"{source.stem}-{name}"[:150]
            path = path.with_name(path.name + ".xml")
            path.write_bytes(xml)
            yield path


def verdict(path: Path, grammar: Grammar) -> str:
    """What is first found wrong with a document; "" if it is valid; FAULT and why, if the engine is at fault."""
    try:
        failures = list(grammar.validate(path))
        if bool(failures) == grammar.is_valid(path):
            return f"{FAULT} validate and is_valid do not agree: {failures[:1]}"
    except Exception as error:
        return f"{FAULT} raises {error!r}"
    return str(failures[0]) if failures else ""


def differ(ours: str, theirs: str) -> bool:
    """Whether one of them finds the document valid and the other does not, or the engine failed."""
    return bool(ours) != bool(theirs) or ours.startswith(FAULT)


def jing(schema: Path, paths: Iterable[Path]) -> dict[Path, str]:
    """The first message of jing on each document that it finds invalid."""
    found: dict[Path, str] = {}
    rest = iter(paths)
    while batch := list(islice(rest, BATCH)):
        command = ["jing", str(schema), *map(str, batch)]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
        for message in MESSAGE.finditer(done.stdout + done.stderr):
            found.setdefault(Path(message["file"]), f"{message['place']} {message['text'][:160]}")
    return found


if __name__ == "__main__":
    sys.exit(main())
