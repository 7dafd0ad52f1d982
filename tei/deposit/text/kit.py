"""The kit: each resource as plain text and as tokens, each document of a volume as plain text."""

from __future__ import annotations

from pathlib import Path

from tei.deposit.collection import Collection, Resource, plain
from tei.deposit.target import Target
from tei.deposit.text.checking import check
from tei.deposit.text.conllu import conllu
from tei.deposit.text.pieces import pieces
from tei.render import plain as plain_text
from tei.site.parts import divide, is_whole


def make(collection: Collection, folder: Path) -> None:
    """Write `NAME.txt` and `NAME.conllu` of each resource, and the documents of a volume as `NAME/ID.txt`."""
    for resource in collection.resources:
        language = resource.record.language or resource.profile["encode"]["language"]
        _write_text(resource, folder / f"{resource.name}.txt")
        with (folder / f"{resource.name}.conllu").open("w", encoding="utf-8", newline="\n") as file:
            parts = divide(resource.edition, resource.profile)
            for part in parts:
                # What stands between the documents is text as well: prefaces, lists, the heads of chapters.
                id = resource.name if is_whole(parts) else f"{resource.name}/{plain(part.name)}"
                for line in conllu(id, pieces(part.edition.tree), language):
                    file.write(f"{line}\n")
        for document in resource.documents:
            (folder / resource.name).mkdir(exist_ok=True)
            _write_text(document, folder / resource.name / f"{document.name}.txt")


def _write_text(resource: Resource, path: Path) -> None:
    path.write_text(plain_text(resource.edition, resource.profile), encoding="utf-8", newline="\n")


TARGET = Target("Plain text and tokens", make, check)
