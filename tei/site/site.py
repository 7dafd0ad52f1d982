"""Editions as a folder of pages that works from a disk, without a server and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import Metadata
from tei.render.page import SCRIPT, STYLE, asset, edition_of
from tei.render.transform import NONE_GIVEN, pointers
from tei.site.contents import contents
from tei.site.gleaning import Gleaning, glean
from tei.site.manifest import Manifest, key_of
from tei.site.page import Leaf, PageJob, Settings, page, site_environment
from tei.site.parts import Part, divide
from tei.site.registers import Register, RegisterEntry, register
from tei.site.run import Run, serially

INDEX = "index.html"
REGISTERS = "register"
ENTRIES = "entry"
"""The folders of the registers and of the pages of their entries: no page of a text is in them."""

_DIGITS = re.compile(r"(\d+)")


def build(
    editions: Sequence[Edition],
    out: Path,
    profile: Profile,
    *,
    title: str = "",
    url: str = "",
    templates: Path | None = None,
    stylesheet: str = "",
    parameters: Mapping[str, str] = NONE_GIVEN,
    run: Run = serially,
) -> list[Path]:
    """Write the site of these editions into `out` and return its files; those that are as they would be are left.

    Single documents stand in the order of their numbers, those without after them by date and name; what was divided
    (see `divide`) follows in the order of its text. `title` and `url` stand for the profile's, a folder of `templates`
    for ours of the same names, `run` does what can be done at once. A page whose name is taken gets a number behind
    it. Each file is written whole or not at all. Raises Refused: P108 when a file cannot be written, P401
    to P403 as `render` does.
    """
    divided = [divide(edition, profile) for edition in editions]
    parts = list(chain.from_iterable(divided))
    gleanings = list(run(glean, profile, parts))
    alone = {parts[0].name for parts in divided if len(parts) == 1}
    leaves = list(_named(_ordered(parts, gleanings, alone)))
    entries = register((leaf.metadata, leaf.gleaning.entries, leaf.gleaning.mentions) for leaf in leaves)
    shared: dict[str, Any] = {
        "edition": edition_of(profile, title, url),
        "assets": {"style": f"assets/{STYLE}", "script": f"assets/{SCRIPT}"},
        "navigation": _navigation(entries),
    }
    settings = Settings(profile, shared, templates, stylesheet, dict(parameters))
    manifest = Manifest(out)
    _pages(leaves, settings, manifest, run)
    jinja = site_environment(templates)
    for name, text in _lists(divided, leaves, entries, jinja, shared):
        manifest.write(name, text)
    for name in (STYLE, SCRIPT):
        manifest.write(f"assets/{name}", asset(name))
    return manifest.finish()


def _pages(leaves: Sequence[Leaf], settings: Settings, manifest: Manifest, run: Run) -> None:
    """The page of every part, and its TEI beside it."""
    addresses = _addresses(leaves)
    common = settings.key()
    jobs: dict[str, PageJob] = {}
    keys: dict[str, str] = {}
    for leaf, job in zip(leaves, _jobs(leaves, settings.profile, addresses), strict=True):
        file = f"{leaf.metadata.name}.html"
        keys[file] = key_of((common, job))
        if not manifest.is_current(file, keys[file]):
            jobs[file] = job
    for file, html in zip(jobs, run(page, settings, list(jobs.values())), strict=True):
        if html is not None:
            manifest.write(file, html, keys[file])
    for leaf in leaves:
        manifest.write(f"tei/{leaf.metadata.name}.xml", leaf.part.edition.source.text)


def _jobs(leaves: Sequence[Leaf], profile: Profile, addresses: Mapping[str, str]) -> Iterator[PageJob]:
    by_name = {leaf.part.name: leaf.metadata for leaf in leaves}
    below: dict[str, list[Metadata]] = {}
    for leaf in leaves:
        if leaf.part.above:
            below.setdefault(leaf.part.above[-1], []).append(leaf.metadata)
    neighbours = [None, *(leaf.metadata for leaf in leaves), None]
    for place, leaf in enumerate(leaves):
        own = set(leaf.gleaning.ids)
        links, absent = pointers([t for t in leaf.gleaning.targets if t[1:] not in own], profile, addresses)
        page = quote(f"{leaf.metadata.name}.html")
        yield PageJob(
            leaf.part.edition.source,
            leaf.metadata,
            leaf.part.kind,
            tuple(by_name[name] for name in leaf.part.above),
            tuple(below.get(leaf.part.name, ())),
            neighbours[place],
            neighbours[place + 2],
            _reached(links, addresses, page),
            absent,
            f"{ENTRIES}/" if leaf.gleaning.mentions else "",
        )


def _reached(links: Mapping[str, str], addresses: Mapping[str, str], page: str) -> dict[str, str]:
    """The links of a page; one to an id that no page has leads to its document, or from this nowhere."""
    found = {
        t: address if t.removeprefix("#") in addresses else address.partition("#")[0] for t, address in links.items()
    }
    return {target: address for target, address in found.items() if address != page}


def _lists(
    divided: Sequence[Sequence[Part]],
    leaves: Sequence[Leaf],
    entries: Register,
    jinja: Any,
    shared: Mapping[str, Any],
) -> Iterator[tuple[str, str]]:
    """The index, and the registers."""
    volumes, loose = contents(divided, leaves)
    yield (
        INDEX,
        jinja.get_template("index.html").render(
            shared, root="", here="index", volumes=volumes, years=loose, entries=entries
        ),
    )
    if entries:
        yield (
            f"{REGISTERS}/persons.html",
            jinja.get_template("persons.html").render(
                shared, root="../", here="persons", kinds=entries, letters=_letters(entries)
            ),
        )
    template = jinja.get_template("entry.html")
    for entry in chain.from_iterable(entries.values()):
        yield f"{ENTRIES}/{entry.id}.html", template.render(shared, root="../", here="", entry=entry)


def _navigation(entries: Register) -> list[dict[str, str]]:
    """The lists of the site: `name` is what a page calls itself as `here`, `address` is from the root of the site."""
    found = [{"name": "index", "address": INDEX, "label": "Documents"}]
    if entries:
        found.append({"name": "persons", "address": f"{REGISTERS}/persons.html", "label": "Persons and terms"})
    return found


def _ordered(
    parts: Sequence[Part], gleanings: Iterable[Gleaning | None], alone: set[str]
) -> list[tuple[Part, Gleaning]]:
    """Single documents in the order of their numbers, then the parts of volumes in that of the text."""
    known = [(part, gleaning) for part, gleaning in zip(parts, gleanings, strict=True) if gleaning]
    single = [each for each in known if each[0].name in alone]
    single.sort(key=lambda each: _order(each[1].metadata))
    return [*single, *(each for each in known if each[0].name not in alone)]


def _order(metadata: Metadata) -> tuple[Any, ...]:
    parts = _DIGITS.split(metadata.number or metadata.name)
    natural = [(int(p), "") if p.isdigit() else (0, p) for p in parts]
    return (0, natural, "") if metadata.number else (1, [], metadata.date, natural)


def _named(documents: Iterable[tuple[Part, Gleaning]]) -> Iterator[Leaf]:
    """The parts with a name for each page that neither another nor the index has."""
    # Some file systems do not tell capitals from small letters.
    taken = {Path(INDEX).stem}
    for part, gleaning in documents:
        names = chain((part.name,), (f"{part.name}_{number}" for number in count(1)))
        name = next(name for name in names if name.casefold() not in taken)
        taken.add(name.casefold())
        yield Leaf(part, gleaning, replace(gleaning.metadata, name=name))


def _addresses(leaves: Sequence[Leaf]) -> dict[str, str]:
    """The address of every id that has a place on one of the pages; the first page with an id has it."""
    found: dict[str, str] = {}
    for leaf in leaves:
        page = quote(f"{leaf.metadata.name}.html")
        found.setdefault(leaf.metadata.id, page)
        for id in leaf.gleaning.ids:
            found.setdefault(id, f"{page}#{id}")
    return found


def _letters(entries: Mapping[str, Sequence[RegisterEntry]]) -> list[str]:
    return sorted({e.letter for e in entries.get("Persons", ())})
