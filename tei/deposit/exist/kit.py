"""The kit: a package of data (XAR), with its descriptors and the texts."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

from tei.core.archive import put
from tei.deposit.collection import Collection
from tei.deposit.exist.checking import check
from tei.deposit.exist.descriptors import (
    abbreviation,
    deployment_descriptor,
    index_configuration,
    package_descriptor,
    version,
)
from tei.deposit.target import Target


def _make(collection: Collection, folder: Path) -> None:
    descriptors = {
        "expath-pkg.xml": package_descriptor(collection),
        "repo.xml": deployment_descriptor(collection),
        "collection.xconf": index_configuration(collection),
    }
    with zipfile.ZipFile(folder / f"{abbreviation(collection)}-{version(collection)}.xar", "w") as archive:
        for name, root in descriptors.items():
            put(archive, name, etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
        for resource in collection.resources:
            put(archive, f"data/{resource.name}.xml", resource.data)


TARGET = Target("eXist-db package", _make, check)
