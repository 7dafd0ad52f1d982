"""Throughput and start-up of tei, each beside a peer in the same run; prints ratios to trust and seconds to glance at.

Texts: TEI_GOLD if it is set (a sample of every volume in every form), else the seeds, many times over.
"""

from __future__ import annotations

import json
import lzma
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
TEI = Path(sys.executable).with_name("tei")
RUNS = 3


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tei-bench-") as name:
        work = Path(name)
        texts = sample(work / "raw")
        authority = SEEDS / "authority.xml"
        if gold := os.environ.get("TEI_GOLD"):
            authority = volume_authority(Path(gold), work)
        size = sum(path.stat().st_size for path in texts)
        print(f"{len(texts)} documents, {size / 1e6:.1f} MB, one core, median of {RUNS} runs\n")
        ours = [str(TEI), "encode", str(work / "raw"), "-o", str(work / "tei"), "--jobs", "1", "-q"]
        rows = [("tei encode", ours, 1.0), ("tei encode --authority", [*ours, "--authority", str(authority)], 1.0)]
        if pandoc := shutil.which("pandoc"):
            joined = work / "all.md"
            joined.write_text("\n\n".join(path.read_text("utf-8") for path in texts), encoding="utf-8")
            some = texts[:: max(1, len(texts) // 50)]
            rows.append(
                ("pandoc -t tei, all texts as one file", [pandoc, "-t", "tei", "-o", os.devnull, str(joined)], 1.0)
            )
            each = 'for file; do "$0" -t tei -o /dev/null "$file"; done'
            share = len(some) / len(texts)
            rows.append(("pandoc -t tei, file by file", ["sh", "-c", each, pandoc, *map(str, some)], share))
        else:
            print("pandoc is not installed: no peer to compare with\n")
        times = in_turn([command for _, command, _ in rows])
        print(f"{'':40}{'documents/s':>12}{'MB/s':>8}{'ratio':>8}")
        reference = times[1]
        for (label, _, share), seconds in zip(rows, times, strict=True):
            whole = seconds / share
            print(f"{label:40}{len(texts) / whole:12.0f}{size / 1e6 / whole:8.2f}{whole / reference:8.2f}")
        start_up()


def sample(folder: Path) -> list[Path]:
    """Write the texts into a folder and return their paths."""
    folder.mkdir()
    gold = os.environ.get("TEI_GOLD")
    if not gold:
        seeds = sorted(SEEDS.glob("*.txt"))
        for number in range(1000):
            shutil.copy(seeds[number % len(seeds)], folder / f"{number:04}.txt")
        return sorted(folder.iterdir())
    for path in sorted(Path(gold).glob("*.raw.jsonl.xz")):
        volume = path.name.removesuffix(".raw.jsonl.xz")
        forms: dict[str, list[tuple[str, str]]] = {}
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                forms.setdefault(row["form"], []).append((row["id"], row["text"]))
        for form, rows in forms.items():
            for name, text in random.Random(f"{volume} {form}").sample(sorted(rows), min(20, len(rows))):
                (folder / f"{volume}-{form}-{name}.txt").write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


def volume_authority(gold: Path, work: Path) -> Path:
    """The lists of persons and terms of one volume, as tei reads them from the volume, as a CSV file."""
    import csv

    from tei import Authority

    volume = next(iter(sorted(gold.glob("frus1955-57v23p1.xml.xz")) or sorted(gold.glob("*.xml.xz"))))
    unpacked = work / "volume.xml"
    unpacked.write_bytes(lzma.decompress(volume.read_bytes()))
    path = work / "authority.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "kind", "name", "note"])
        table.writerows((e.id, e.kind, e.name, e.note) for e in Authority.load(str(unpacked)).entries)
    return path


def in_turn(commands: Sequence[Sequence[str]]) -> list[float]:
    """The median seconds of each command, run in turn so that a slow minute meets all of them."""
    seconds: list[list[float]] = [[] for _ in commands]
    for _ in range(RUNS):
        for times, command in zip(seconds, commands, strict=True):
            begun = time.perf_counter()
            subprocess.run(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=one_core, check=False
            )
            times.append(time.perf_counter() - begun)
    return [statistics.median(times) for times in seconds]


def one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def start_up() -> None:
    bare, ours = in_turn([[sys.executable, "-c", "pass"], [str(TEI), "--help"]])
    print(f"\nstart-up: tei --help {ours:.3f} s, python -c pass {bare:.3f} s, ratio {ours / bare:.1f}")


if __name__ == "__main__":
    main()
