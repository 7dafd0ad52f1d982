"""The kit: the texts, their description as linked data, and a page of the same for people."""

from __future__ import annotations

import json
from pathlib import Path

from tei.core.files import write
from tei.deposit.collection import Collection
from tei.deposit.packages import texts
from tei.deposit.rocrate.checking import check
from tei.deposit.rocrate.graph import METADATA, PREVIEW, graph
from tei.deposit.rocrate.page import page
from tei.deposit.target import Target

CONTEXT = "https://w3id.org/ro/crate/1.2/context"


def _make(collection: Collection, folder: Path) -> None:
    files = [(each, file.relative_to(folder).as_posix()) for each, file in texts(collection, folder)]
    entities = graph(collection, files)
    crate = {"@context": CONTEXT, "@graph": entities}
    write(folder / METADATA, json.dumps(crate, ensure_ascii=False, indent=1) + "\n")
    write(folder / PREVIEW, page(collection, entities))


TARGET = Target("RO-Crate", _make, check, asks="rocrate")
