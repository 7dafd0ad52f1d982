"""What a house style brings: documents encoded with and without one that is learned from others of their volume.

    python benchmarks/styles.py [--learn N…] [--seeds N] [--docs N] [--volumes NAME…] [--forms NAME…]

TEI_GOLD names a folder of volumes, as for accuracy.py. From each, documents are taken at random to learn from; others
are encoded with the style and without it. For each category: the mean of F1 over the volumes, what the style adds to
it, and the volume to which it adds least.
"""

from __future__ import annotations

import argparse
import lzma
import random
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from accuracy import FORMS
from gold import Volume, named, packed

from tei.annotate.style import Style
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.learn import learn
from tei.pipeline import Pipeline
from tei.read.finished import finished
from tei.score import Score, score
from tei.score.count import total
from tei.score.documents import encodings

COLUMNS = (
    *("persName", "persName+corresp", "gloss", "gloss+value", "ref", "ref+target", "date", "date+when"),
    *("placeName", "hi", "hi+rend"),
)
"""The categories that a style can change."""

Gain = tuple[float, float]
"""F1 without the style, and what the style adds to it."""


def encoded(volume: Volume, form: str, ids: Sequence[str], style: Style | None) -> tuple[Score, float]:
    """The score of some documents of a volume, and the seconds that their encoding took."""
    line = Pipeline(Profile.load("frus"), volume.authority, style)
    raw = volume.raw[form]
    begun = time.perf_counter()
    editions = [line.edition(Source(f"{name}.txt", raw[name])) for name in ids]
    seconds = time.perf_counter() - begun
    pairs = ((encodings(each)[0], volume.gold[name]) for each, name in zip(editions, ids, strict=True))
    return score(pairs, raw=raw, authority=volume.authority), seconds


def measured(
    path: Path, learned: int, seed: int, forms: Sequence[str], docs: int
) -> tuple[dict[str, Gain], int, float]:
    """What a style learned from so many documents brings in each category; how many others, and how long they took."""
    volume = Volume.packed(path)
    edition = Edition.decode(lzma.decompress(path.read_bytes()), volume.name)
    examples = {each.document.id: each for each in finished(edition) if each.document.id in volume.gold}
    order = sorted(examples)
    random.Random(f"{seed} {volume.name}").shuffle(order)
    style = learn([examples[name] for name in order[:learned]], Profile.load("frus"), volume.authority)
    plain: list[Score] = []
    styled: list[Score] = []
    seconds, number = 0.0, 0
    for form in forms:
        held = [name for name in order[learned:] if name in volume.raw.get(form, {})][: docs or None]
        plain.append(encoded(volume, form, held, None)[0])
        with_style, time_taken = encoded(volume, form, held, style)
        styled.append(with_style)
        seconds += time_taken
        number += len(held)
    before, after = (total(each.total for each in scores) for scores in (plain, styled))
    gains = {category: (before[category].f1, after[category].f1 - before[category].f1) for category in COLUMNS}
    return gains, number, seconds


def show(title: str, gains: Mapping[str, Sequence[Mapping[str, Gain]]]) -> None:
    """A table of the categories: means over the volumes, and the least gain of one, the mean of its seeds."""
    print(f"\n{title}\n{'category':18}{'without':>9}{'with':>9}{'gain':>9}{'least':>9}  volume")
    for category in COLUMNS:
        volumes = {name: [each[category] for each in runs] for name, runs in gains.items()}
        before = mean(gain[0] for runs in volumes.values() for gain in runs)
        more = {name: mean(gain[1] for gain in runs) for name, runs in volumes.items()}
        least = min(more, key=lambda name: more[name])
        gain = mean(more.values())
        print(f"{category:18}{before:9.4f}{before + gain:9.4f}{gain:+9.4f}{more[least]:+9.4f}  {least}")


def mean(values: Iterable[float]) -> float:
    """The arithmetic mean."""
    given = list(values)
    return sum(given) / len(given)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description="What a house style brings.")
    parser.add_argument("--learn", type=int, nargs="*", default=[20], help="from how many documents to learn")
    parser.add_argument("--seeds", type=int, default=1, help="how many choices of documents")
    parser.add_argument("--docs", type=int, default=60, help="documents encoded, a volume and form; 0: all others")
    parser.add_argument("--volumes", nargs="*", help="only these")
    parser.add_argument("--forms", nargs="*", default=FORMS[-1:], help="the forms of the raw texts")
    options = parser.parse_args(arguments)
    paths = packed(options.volumes)
    if paths is None:
        print("TEI_GOLD names no folder of volumes: nothing is measured")
        return
    for learned in options.learn:
        gains: dict[str, list[dict[str, Gain]]] = {}
        number, seconds = 0, 0.0
        for path in paths:
            for seed in range(1, options.seeds + 1):
                found, count, time_taken = measured(path, learned, seed, options.forms, options.docs)
                gains.setdefault(named(path), []).append(found)
                number, seconds = number + count, seconds + time_taken
        show(f"Learned from {learned} documents of each volume", gains)
        print(f"{number} documents encoded with a style, {number / seconds:.0f} a second")


if __name__ == "__main__":
    main(sys.argv[1:])
