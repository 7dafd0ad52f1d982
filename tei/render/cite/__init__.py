"""How a page is cited: formatted, for programs that keep references, and for those that read pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tei.render.cite.bibtex import bibtex
from tei.render.cite.chicago import Run, bibliography, note
from tei.render.cite.cited import Cited
from tei.render.cite.csl import csl
from tei.render.cite.linked import linked
from tei.render.cite.ris import ris
from tei.render.cite.tags import Tag, tags
from tei.render.metadata import Metadata

__all__ = ["Citations", "Export", "citations"]


@dataclass(frozen=True, slots=True)
class Export:
    """A citation in a format that programs read: `id` for use in a page, `label` for people, the file's name and type.

    `address` is a `data:` address (RFC 2397) that holds all of it, so that it can be saved without a server.
    """

    id: str
    label: str
    file: str
    type: str
    text: str

    @property
    def address(self) -> str:
        """The citation as an address."""
        return f"data:{self.type};charset=utf-8,{quote(self.text, safe='')}"


@dataclass(frozen=True, slots=True)
class Citations:
    """All that a page says for those who cite it.

    `note` and `bibliography` are in the form of the Chicago Manual of Style (17th and 18th edition, chapter 14), in
    runs that are set in italics or not. `url` is the page's own address, "" where the edition has none; `linked` is
    JSON-LD that may stand in a `script`, `tags` are what stands in `meta`.
    """

    note: tuple[Run, ...]
    bibliography: tuple[Run, ...]
    exports: tuple[Export, ...]
    description: str
    tags: tuple[Tag, ...]
    linked: str
    url: str


def citations(metadata: Metadata, edition: Mapping[str, Any]) -> Citations:
    """The citations of a document; of `edition` its `title`, and the `url` at which it is published, are used."""
    cited = Cited.of(metadata, edition.get("title", ""), edition.get("url", ""))
    item = json.dumps([csl(cited)], ensure_ascii=False, indent=2)
    name = metadata.name
    return Citations(
        note=note(cited),
        bibliography=bibliography(cited),
        exports=(
            Export("cite-bibtex", "BibTeX", f"{name}.bib", "application/x-bibtex", bibtex(cited)),
            Export("cite-ris", "RIS", f"{name}.ris", "application/x-research-info-systems", ris(cited)),
            Export("cite-csl", "CSL-JSON", f"{name}.json", "application/vnd.citationstyles.csl+json", item + "\n"),
        ),
        description=cited.description,
        tags=tags(cited),
        linked=linked(cited),
        url=cited.url,
    )
