"""The kit: a bag with the texts, as TEI and as plain text, and records of them."""

from __future__ import annotations

from pathlib import Path

from tei.core.files import write
from tei.deposit.bag.checking import RECORDS, check
from tei.deposit.bag.information import information
from tei.deposit.bag.manifests import PAYLOAD, seal
from tei.deposit.bag.readme import README, readme
from tei.deposit.collection import Collection
from tei.deposit.packages import texts
from tei.deposit.target import Target
from tei.render import plain


def _make(collection: Collection, folder: Path) -> None:
    payload = folder / PAYLOAD
    for resource, _ in texts(collection, payload):
        write(payload / "text" / f"{resource.name}.txt", plain(resource.edition, collection.profile))
    for name, (target, _) in RECORDS.items():
        place = payload / "metadata" / name
        place.mkdir(parents=True)
        target.make(collection, place)
    write(payload / README, readme(collection))
    seal(folder, information(collection))


TARGET = Target("BagIt bag", _make, check)
