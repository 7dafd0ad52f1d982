"""Editions as a folder of pages that works from a disk, without a server and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count, groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tei.core.edition import XML_ID, Edition
from tei.core.files import write
from tei.core.profile import Profile
from tei.core.templates import environment
from tei.render import Metadata, fragment
from tei.render.page import SCRIPT, STYLE, TEMPLATES, asset, edition_of
from tei.site.registers import RegisterEntry, register

TEMPLATE_FOLDER = Path(__file__).parent / "templates"
INDEX = "index.html"
REGISTER = "persons.html"

_NCNAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")
"""What may be an id, nearly as Namespaces in XML, section 4, has it; anything else is no place to link to."""

_DIGITS = re.compile(r"(\d+)")


def build(
    editions: Sequence[Edition],
    out: Path,
    profile: Profile,
    *,
    title: str = "",
    templates: Path | None = None,
    stylesheet: str = "",
    parameters: Mapping[str, str] | None = None,
) -> list[Path]:
    """Write the site of these editions into `out` and return the files written, each whole or not at all.

    Documents stand in the order of their numbers, those without after them by date and name. `title`
    stands for the profile's, a folder of `templates` for ours of the same names. A page whose name is taken
    gets a number behind it. Nothing is written before all is made. Raises Refused: P108 when a file cannot be
    written, P401 to P403 as `render` does.
    """
    documents = list(_named(sorted(((e, Metadata.of(e)) for e in editions), key=lambda pair: _order(pair[1]))))
    folders = (*((templates,) if templates else ()), TEMPLATE_FOLDER, TEMPLATES)
    entries = register(documents)
    edition = {**edition_of(profile), **({"title": title} if title else {})}
    shared: dict[str, Any] = {
        "edition": edition,
        "style": f"assets/{STYLE}",
        "script": f"assets/{SCRIPT}",
        "register": REGISTER if entries else "",
    }
    jinja = environment(*folders)
    files: dict[str, str] = {}

    addresses = _addresses(documents)
    page = jinja.get_template("page.html")
    neighbours = [None, *(metadata for _, metadata in documents), None]
    for place, (tei, metadata) in enumerate(documents):
        body = fragment(
            tei,
            profile,
            documents=addresses,
            register=shared["register"],
            stylesheet=stylesheet,
            parameters=parameters or {},
        )
        files[f"{metadata.name}.html"] = page.render(
            shared, body=body, document=metadata, previous=neighbours[place], next=neighbours[place + 2]
        )
        files[f"tei/{metadata.name}.xml"] = tei.source.text
    listed = [metadata for _, metadata in documents]
    files[INDEX] = jinja.get_template("index.html").render(
        shared, years=_years(listed), count=len(listed), entries=entries
    )
    if entries:
        files[REGISTER] = jinja.get_template("persons.html").render(shared, kinds=entries, letters=_letters(entries))
    files[f"assets/{STYLE}"] = asset(STYLE)
    files[f"assets/{SCRIPT}"] = asset(SCRIPT)
    for name, text in files.items():
        write(out / name, text)
    return [out / name for name in files]


def _order(metadata: Metadata) -> tuple[Any, ...]:
    parts = _DIGITS.split(metadata.number or metadata.name)
    natural = [(int(p), "") if p.isdigit() else (0, p) for p in parts]
    return (0, natural, "") if metadata.number else (1, [], metadata.date, natural)


def _named(documents: Iterable[tuple[Edition, Metadata]]) -> Iterator[tuple[Edition, Metadata]]:
    """The documents with a name for each page that neither another nor the index nor the register has."""
    # Some file systems do not tell capitals from small letters.
    taken = {Path(INDEX).stem, Path(REGISTER).stem}
    for edition, metadata in documents:
        names = chain((metadata.name,), (f"{metadata.name}_{number}" for number in count(1)))
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        yield edition, replace(metadata, name=name)


def _addresses(documents: Sequence[tuple[Edition, Metadata]]) -> dict[str, str]:
    """The address of every id that has a place on one of the pages; the first page with an id has it."""
    found: dict[str, str] = {}
    for edition, metadata in documents:
        page = quote(f"{metadata.name}.html")
        found.setdefault(metadata.id, page)
        for text in edition.tree.iterfind("{*}text"):
            for element in text.iter("{*}*"):
                if _NCNAME.fullmatch(id := element.get(XML_ID, "")):
                    found.setdefault(id, f"{page}#{id}")
    return found


def _years(documents: Sequence[Metadata]) -> list[tuple[str, list[Metadata]]]:
    """The documents under their years; under none when they do not follow one another in time."""
    years = [(year, list(group)) for year, group in groupby(documents, key=lambda m: m.date[:4])]
    rising = [year for year, _ in years]
    return years if len(years) > 1 and rising == sorted(set(rising)) else [("", list(documents))]


def _letters(entries: Mapping[str, Sequence[RegisterEntry]]) -> list[str]:
    return sorted({e.letter for e in entries.get("Persons", ())})
