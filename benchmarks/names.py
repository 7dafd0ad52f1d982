"""Trains the weights by which names are found without a list, and writes tei/data/names.txt and tei/data/common.txt.

    TEI_GOLD=../gold python benchmarks/names.py VOLUME…

It needs gold: `VOLUME.xml.xz` with the editors' TEI, `VOLUME.raw.jsonl.xz` with the raw text of each document. A word's
own letters count only if they are common in several volumes as something else than a name, so that the weights hold no
list of the persons in the gold. The second weights are trained on first scores by weights that had not seen the volume.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import gold

from tei.core.names import PARTICLES, RANKS, SUFFIXES, folded
from tei.core.profile import Profile
from tei.core.resources import path
from tei.core.source import Source
from tei.core.view import View
from tei.propose import features, words
from tei.propose.model import Sheet
from tei.propose.survey import Survey, glance, survey
from tei.read import read
from tei.score.documents import Encoding

EPOCHS = (3, 3)
VOLUMES, FIRST, SECOND = 5, 20, 40
"""In so many volumes, and so often, a feature must be seen."""
SOME = (20, 20, 60, 100)
"""So many documents a run may have that is not over a whole volume."""
FOLDS = 4
HISTORIC = frozenset(("Hitler", "Mao", "Roosevelt"))
"""Names that editors leave unmarked because no list of a volume has them; they are names all the same."""
SMALLEST = 0.05
"""What weighs less is left out."""


@dataclass
class Example:
    """A document: its words, what kinds of blocks they stand in, and which of those that can be names are."""

    words: words.Words
    kinds: list[str]
    small: frozenset[str]
    capitals: Sequence[int]
    labels: list[bool]
    local: list[list[str]] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    def sheet(self) -> Sheet:
        return Sheet(self.words, self.capitals, self.local, self.scores)


Volumes = Mapping[str, list[Example]]
Rows = Iterable[tuple[str, list[str], bool]]


def example(view: View, encoding: Encoding) -> Example | None:
    """The document with its labels; None where its text is not that of the gold."""
    inside = gold.placed(view, encoding)
    if inside is None:
        return None
    named = {i for a, b in inside for i in range(a, b)}
    found = words.Words(folded(view.text))
    capitals = found.capitals()
    labels = [found.starts[i] in named and found.ends[i] - 1 in named for i in capitals]
    small = frozenset(word for word in found.texts if word.islower())
    return Example(found, features.places(view, found), small, capitals, labels)


def examples(path: Path) -> Iterator[Example]:
    """The documents of a volume."""
    profile, volume = Profile.load("frus"), gold.Volume.packed(path)
    for name, text in volume.raw["full"].items():
        made = example(View.of(read(Source(name, text), profile)), volume.gold[name])
        if made is not None:
            yield made


def in_common(volumes: Volumes) -> frozenset[str]:
    """Words that three volumes write in small letters."""
    seen = Counter(word for found in volumes.values() for word in set().union(*(e.small for e in found)))
    return frozenset(word for word, number in seen.items() if number > 2 and word.isalpha() and word.isascii())


def vocabulary(volumes: Volumes) -> frozenset[str]:
    """Words with a capital whose own letters may count: those that are hardly ever part of a name."""
    number: Counter[str] = Counter()
    named: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for found in volumes.values():
        here: Counter[str] = Counter(e.words.texts[i] for e in found for i in e.capitals)
        number.update(here)
        seen.update(here.keys())
        named.update(e.words.texts[i] for e in found for i, label in zip(e.capitals, e.labels, strict=True) if label)
    kept = {w for w in number if number[w] >= 15 and seen[w] >= 4 and named[w] <= 0.05 * number[w]}
    return (frozenset(kept) - HISTORIC) | RANKS | SUFFIXES | PARTICLES | words.OFFICES


OWN = {"w": 0, "b": 0, "a": 0, "kb": 1, "mb": 1, "ma": 1}
"""Features that have words in them, and from which of their parts on; "kb" has one word only."""


def is_general(feature: str, known: frozenset[str]) -> bool:
    """Whether a feature is about no particular person."""
    name, _, value = feature.partition("=")
    if name not in OWN:
        return True
    parts = value.split(" ")[OWN[name] :]
    return all(part in known or not part[:1].isupper() for part in (parts[:1] if name == "kb" else parts))


def trained(rows: Callable[[], Rows], known: frozenset[str], least: int, epochs: int) -> dict[str, float]:
    """Weights by logistic regression (AdaGrad, weights averaged over all steps); rows are volume, features, label."""
    number: Counter[str] = Counter()
    places: dict[str, set[str]] = {}
    for volume, found, _ in rows():
        number.update(found)
        for one in found:
            places.setdefault(one, set()).add(volume)
    kept = sorted(f for f, n in number.items() if n >= least and len(places[f]) >= VOLUMES and is_general(f, known))
    index = {feature: i + 1 for i, feature in enumerate(kept)}
    table = [([0, *(index[f] for f in found if f in index)], float(label)) for _, found, label in rows()]
    size = len(index) + 1
    weight, square, total, last = [0.0] * size, [0.1] * size, [0.0] * size, [0] * size
    chance = random.Random(1)
    time = 0
    for _ in range(epochs):
        chance.shuffle(table)
        for active, label in table:
            time += 1
            odds = sum(weight[f] for f in active)
            error = label - 1 / (1 + math.exp(-max(-30.0, odds)))
            if abs(error) < 0.005:
                continue
            for f in active:
                square[f] += error * error
                total[f] += weight[f] * (time - last[f])
                last[f] = time
                weight[f] = weight[f] * 0.9999 + 0.1 * error / math.sqrt(square[f])
    mean = [(total[f] + weight[f] * (time - last[f])) / time for f in range(size)]
    return {"": mean[0]} | {feature: mean[i] for feature, i in index.items()}


def judged(found: list[Example], weights: Mapping[str, float]) -> None:
    """Give the examples their first scores."""
    for one in found:
        one.scores = [sum((weights.get(f, 0.0) for f in row), weights[""]) for row in one.local]


def surveyed(found: list[Example]) -> Iterator[tuple[Example, Survey]]:
    """Each example with what a run over the volume, over some of its documents, and over it alone would know."""
    pairs = [(one, glance(one.sheet())) for one in found]
    whole = survey(own for _, own in pairs)
    chance = random.Random(1)
    chance.shuffle(pairs)
    while pairs:
        taken = pairs[: chance.choice(SOME)]
        del pairs[: len(taken)]
        part = survey(own for _, own in taken)
        for one, own in taken:
            yield from ((one, whole), (one, part), (one, survey([own])))


def first_rows(volumes: Volumes) -> Callable[[], Rows]:
    return lambda: (
        (volume, row, label)
        for volume, found in volumes.items()
        for one in found
        for row, label in zip(one.local, one.labels, strict=True)
    )


def second_rows(volumes: Volumes) -> Callable[[], Rows]:
    return lambda: (
        (volume, [*row, *more], label)
        for volume, found in volumes.items()
        for one, known in surveyed(found)
        for row, more, label in zip(
            one.local, features.evidence(one.words, one.capitals, one.scores, known), one.labels, strict=True
        )
    )


def write(first: Mapping[str, float], second: Mapping[str, float]) -> None:
    """Write the weights as hundredths, a feature a line."""

    def shown(weights: Mapping[str, float], name: str) -> str:
        value = weights.get(name, 0.0)
        return str(round(100 * value)) if abs(value) >= SMALLEST or not name else ""

    lines = []
    for name in sorted(first.keys() | second.keys()):
        one, two = shown(first, name), shown(second, name)
        if one or two:
            lines.append(f"{name}\t{one}\t{two}\n".replace("\0", r"\0").replace("\n", r"\n", name.count("\n")))
    path("data/names.txt").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    paths = gold.packed(sys.argv[1:])
    if paths is None:
        print("TEI_GOLD names no folder of volumes: nothing is trained")
        return
    volumes = {gold.named(path): list(examples(path)) for path in paths}
    path("data/common.txt").write_text("\n".join(sorted(in_common(volumes))) + "\n", encoding="utf-8")
    words.common.cache_clear()
    for found in volumes.values():
        for one in found:
            one.local = [features.local(one.words, one.kinds, one.small, i) for i in one.capitals]
    for fold in range(FOLDS):
        held = list(volumes)[fold::FOLDS]
        others = {name: found for name, found in volumes.items() if name not in held}
        weights = trained(first_rows(others), vocabulary(others), FIRST, EPOCHS[0])
        for name in held:
            judged(volumes[name], weights)
        print(f"judged by the others: {', '.join(held)}", flush=True)
    known = vocabulary(volumes)
    second = trained(second_rows(volumes), known, SECOND, EPOCHS[1])
    write(trained(first_rows(volumes), known, FIRST, EPOCHS[0]), second)


if __name__ == "__main__":
    main()
