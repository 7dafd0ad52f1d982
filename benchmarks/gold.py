"""Volumes that editors have encoded, beside the raw texts of their documents: for training and for measuring."""

from __future__ import annotations

import json
import lzma
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from rapidfuzz.distance import Indel

from tei.core.authority import Authority, Entry
from tei.core.edition import XML_ID, Edition, words
from tei.core.namespaces import TEI
from tei.core.view import BOUNDARY, View
from tei.score.documents import Encoding, encodings
from tei.score.standoff import Standoff

SMALL = Path(__file__).resolve().parent.parent / "tests" / "gold"
ENDING = ".xml.xz"
SHORTEST = 80
"""Raw texts of fewer characters say nothing."""
LONGEST = 60_000
"""Names are not placed in longer texts, which would take too long."""
ALIKE = 0.8
"""Such a share of gold a text must have, that names can be placed in it."""


def packed(volumes: Collection[str] | None = None) -> list[Path] | None:
    """The packed volumes of these names, or all, in the folder that TEI_GOLD names; None where it names none.

    The program ends where there is no such volume.
    """
    gold = os.environ.get("TEI_GOLD")
    if not gold:
        return None
    paths = [path for path in sorted(Path(gold).glob(f"*{ENDING}")) if not volumes or named(path) in volumes]
    if not paths:
        sys.exit(f"there is no such VOLUME.xml.xz in {gold}")
    return paths


def named(path: Path) -> str:
    """The name of a packed volume."""
    return path.name.removesuffix(ENDING)


@dataclass(frozen=True)
class Volume:
    """Gold documents by their ids, the persons and terms of the volume, and the raw texts of each form by their ids."""

    name: str
    gold: Mapping[str, Encoding]
    authority: Authority
    raw: Mapping[str, Mapping[str, str]]

    @classmethod
    def small(cls) -> Volume:
        """The gold set of the tests; its raw texts are of all forms, each of one."""
        gold = {
            each.id: each
            for path in sorted((SMALL / "tei").glob("*.xml"))
            for each in encodings(Edition.load(str(path)))
        }
        raw = {path.stem: path.read_text(encoding="utf-8") for path in sorted((SMALL / "raw").glob("*.txt"))}
        return cls("small", gold, Authority.load(SMALL / "authority.xml"), {"all": raw})

    @classmethod
    def packed(cls, path: Path) -> Volume:
        """A packed volume with its raw texts."""
        name = named(path)
        edition = Edition.decode(lzma.decompress(path.read_bytes()), name)
        gold = {each.id: each for each in encodings(edition)}
        raw: dict[str, dict[str, str]] = {}
        with lzma.open(path.with_name(f"{name}.raw.jsonl.xz"), "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["id"] in gold and len(row["text"]) > SHORTEST:
                    raw.setdefault(row["form"], {})[row["id"]] = row["text"]
        return cls(name, gold, Authority(tuple(_listed(edition))), raw)


def _listed(edition: Edition) -> Iterator[Entry]:
    """The entries of the printed lists of a volume; of two with one id the first."""
    seen: set[str] = set()
    for item in edition.tree.iter(f"{{{TEI}}}item"):
        for name in item.iter(f"{{{TEI}}}persName", f"{{{TEI}}}term"):
            given = name.get(XML_ID, "")
            if given.startswith(("p_", "t_")):
                if given not in seen:
                    seen.add(given)
                    note = words(item).removeprefix(words(name)).strip(" ,;:")
                    yield Entry(given, "person" if given[0] == "p" else "term", words(name).strip(" ,;:"), note=note)
                break


def placed(view: View, gold: Encoding) -> Mapping[tuple[int, int], str] | None:
    """Where the gold's names stand in the text of a view, and whom they point to; None where the texts differ."""
    standoff = Standoff(gold.element)
    texts = standoff.texts.values()
    base = dict(zip(standoff.texts, accumulate((each.length for each in texts), initial=0), strict=False))
    text = "".join(each.bare for each in texts)
    own = [i for i, c in enumerate(view.text) if not c.isspace() and c != BOUNDARY]
    if not text or len(text) > LONGEST:
        return None
    place = [-1] * len(text)
    for step in Indel.opcodes(text, "".join(view.text[i] for i in own)):
        if step.tag == "equal":
            place[step.src_start : step.src_end] = own[step.dest_start : step.dest_end]
    if sum(p >= 0 for p in place) < ALIKE * len(text):
        return None
    found = {}
    for each in standoff.annotations:
        first, last = base[each.text] + each.start, base[each.text] + each.end - 1
        if each.kind == "persName" and place[first] >= 0 and place[last] >= 0:
            found[place[first], place[last] + 1] = each.value.removeprefix("#")
    return found
