"""How much of gold `tei encode` has, category by category: per form of the raw text, per volume, and in all.

    python benchmarks/accuracy.py [--docs N] [--volumes NAME…] [--forms NAME…] [--no-authority] [--jobs N]

TEI_GOLD names a folder of volumes: VOLUME.xml.xz is the gold encoding, VOLUME.raw.jsonl.xz has the raw texts, one JSON
object a line with `id`, `form` and `text`. Without it, the small gold set of the tests is taken. What counts, and how,
is said in docs/scoring.md.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from gold import Volume, packed

from tei.core.authority import Authority
from tei.core.profile import Profile
from tei.core.source import Source
from tei.pipeline import Pipeline
from tei.score import Count, Score, score
from tei.score.count import Counts, total
from tei.score.documents import encodings
from tei.score.text import table

FORMS = ("trafilatura", "resiliparse", "full")
COLUMNS = (
    *("text", "head", "p", "item", "note", "anchor", "signed", "date+when"),
    *("persName", "persName+corresp", "gloss+value", "ref+target", "hi"),
)
"""The categories that are shown for each volume."""


def encoded(volume: Volume, form: str, documents: int = 0, *, known: bool = True) -> Score:
    """The score of so many documents of a volume in one form, 0 for all; `known` tells whether its lists are given."""
    raw = volume.raw.get(form, {})
    chosen = sorted(raw)
    if documents and len(chosen) > documents:
        chosen = random.Random(f"{volume.name} {form}").sample(chosen, documents)
    line = Pipeline(Profile.load("frus"), volume.authority if known else Authority())
    pairs = ((encodings(line.edition(Source(f"{name}.txt", raw[name])))[0], volume.gold[name]) for name in chosen)
    return score(pairs, raw=raw, authority=volume.authority)


def measured(path: Path, *, forms: Sequence[str], documents: int, known: bool) -> tuple[str, dict[str, Counts], int]:
    """The name of a packed volume, the counts of its forms, and how many documents they are of."""
    volume = Volume.packed(path)
    scores = {form: encoded(volume, form, documents, known=known) for form in forms if form in volume.raw}
    return (
        volume.name,
        {form: each.total for form, each in scores.items()},
        sum(len(each.documents) for each in scores.values()),
    )


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description="How much of gold `tei encode` has, category by category.")
    parser.add_argument("--docs", type=int, default=20, help="documents a volume and form; 0: all")
    parser.add_argument("--volumes", nargs="*", help="only these")
    parser.add_argument("--forms", nargs="*", default=FORMS, help="only these forms of the raw texts")
    parser.add_argument("--no-authority", action="store_true", help="encode without the lists of persons and terms")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    options = parser.parse_args(arguments)
    paths = packed(options.volumes)
    if paths is None:
        print("TEI_GOLD names no folder of volumes: the small gold set of the tests is taken\n")
        known = not options.no_authority
        print(table(encoded(Volume.small(), "all", options.docs, known=known).total), end="")
        return
    work = partial(measured, forms=options.forms, documents=options.docs, known=not options.no_authority)
    begun = time.perf_counter()
    with ProcessPoolExecutor(options.jobs) as pool:
        results = list(pool.map(work, paths))
    seconds = time.perf_counter() - begun
    show(results)
    print(f"\n{sum(number for *_, number in results)} documents encoded and compared in {seconds:.0f} s")


def show(results: Iterable[tuple[str, dict[str, Counts], int]]) -> None:
    """A table of each form, one of all, and the F1 of each volume."""
    volumes = {name: forms for name, forms, _ in results}
    for form in dict.fromkeys(form for forms in volumes.values() for form in forms):
        print(f"== {form}\n{table(total(forms[form] for forms in volumes.values() if form in forms))}")
    print(f"== all\n{table(total(counts for forms in volumes.values() for counts in forms.values()))}")
    heads = (column[column.index("+") :] if "+" in column else column for column in COLUMNS)
    print(f"{'F1':<18}" + "".join(f"{head:>9}" for head in heads))
    for name, forms in volumes.items():
        counts = total(forms.values())
        print(f"{name:<18}" + "".join(f"{_f1(counts[column]):>9}" for column in COLUMNS))


def _f1(count: Count) -> str:
    return f"{count.f1:.4f}" if count.given + count.gold else "-"


if __name__ == "__main__":
    main(sys.argv[1:])
