"""Volumes that editors have encoded, beside the raw texts of their documents: for training and for measuring."""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree
from rapidfuzz.distance import Indel

from tei.core.view import View

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SHORTEST = 80
LONGEST = 60_000


def folder() -> Path | None:
    """The folder that TEI_GOLD names, None if it names none."""
    named = Path(os.environ.get("TEI_GOLD", ""))
    return named if "TEI_GOLD" in os.environ and named.is_dir() else None


def volume(name: str, gold: Path) -> etree._Element:
    """The editors' TEI of a volume."""
    packed = lzma.decompress((gold / f"{name}.xml.xz").read_bytes())
    return etree.fromstring(packed, etree.XMLParser(huge_tree=True, recover=True))


def documents(name: str, gold: Path, tree: etree._Element) -> Iterator[tuple[str, str, etree._Element]]:
    """Of every document of a volume its id, its raw text with everything in it, and its gold."""
    divs = {d.get(ID): d for d in tree.iter(TEI + "div") if d.get("type") == "document"}
    for line in lzma.decompress((gold / f"{name}.raw.jsonl.xz").read_bytes()).splitlines():
        row = json.loads(line)
        if row["form"] == "full" and row["id"] in divs and len(row["text"]) > SHORTEST:
            yield row["id"], row["text"], divs[row["id"]]


def names(div: etree._Element) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of a document without blanks, its notes after it; where names stand there, and whom they point to."""
    streams: list[list[str]] = [[]]
    lengths = [0]
    found: list[tuple[int, int, int, str]] = []

    def add(text: str | None, stream: int) -> None:
        joined = "".join((text or "").split())
        streams[stream].append(joined)
        lengths[stream] += len(joined)

    def walk(element: etree._Element, stream: int) -> None:
        if element.tag == TEI + "note" and element.get("rend") != "inline":
            streams.append([])
            lengths.append(0)
            stream = len(streams) - 1
        if element.tag == TEI + "pb":
            return
        start = lengths[stream]
        add(element.text, stream)
        for child in element:
            if isinstance(child.tag, str):
                walk(child, stream)
            add(child.tail, stream)
        if element.tag == TEI + "persName":
            found.append((stream, start, lengths[stream], (element.get("corresp") or "").lstrip("#")))

    walk(div, 0)
    base = [sum(lengths[:i]) for i in range(len(lengths))]
    text = "".join("".join(stream) for stream in streams)
    return text, [(base[stream] + a, base[stream] + b, to) for stream, a, b, to in found if b > a]


def placed(view: View, div: etree._Element) -> Mapping[tuple[int, int], str] | None:
    """Where the gold's names stand in the text of a view, and whom they point to; None where the texts differ."""
    text, found = names(div)
    own = [i for i, c in enumerate(view.text) if not c.isspace() and c != "\0"]
    if not text or len(text) > LONGEST:
        return None
    place = [-1] * len(text)
    for step in Indel.opcodes(text, "".join(view.text[i] for i in own)):
        if step.tag == "equal":
            place[step.src_start : step.src_end] = own[step.dest_start : step.dest_end]
    if sum(p >= 0 for p in place) < 0.8 * len(text):
        return None
    return {(place[a], place[b - 1] + 1): to for a, b, to in found if place[a] >= 0 and place[b - 1] >= 0}


def words(element: etree._Element) -> str:
    """The text of an element."""
    return " ".join("".join(element.itertext()).split())


def persons(tree: etree._Element) -> Mapping[str, str]:
    """What the volume's list says of each person, by id."""
    return {
        name.get(ID): words(item)
        for item in tree.iter(TEI + "item")
        for name in item.iter(TEI + "persName")
        if name.get(ID)
    }
