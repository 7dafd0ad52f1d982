"""Editions as a folder of pages that works from a disk, without a server and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render import Metadata
from tei.render.condense import condensed
from tei.render.page import edition_of, title_of_whole
from tei.render.transform import NONE_GIVEN, pointers
from tei.site import search as searching
from tei.site.epub import name_of, write_epub
from tei.site.gleaning import Gleaning, glean
from tei.site.lists import ASSETS, ENTRIES, INDEX, Lists
from tei.site.manifest import Manifest, key_of
from tei.site.page import Leaf, PageJob, Settings, assets, page_and_text, site_environment, write_assets
from tei.site.parts import Part, divide
from tei.site.pictures import ABSENT, SHOWN, is_missing, shown
from tei.site.registers.register import Register
from tei.site.run import Run, serially
from tei.site.sitemap import SITEMAP, sitemap

LONGEST = 200
"""So many bytes a name may have: file systems take 255, of which an ending and a number need some."""

_DIGITS = re.compile(r"(\d+)")


class Arrangement(NamedTuple):
    """The parts of each edition, and all of them in the order of the site."""

    divided: list[list[Part]]
    leaves: list[Leaf]


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
    epub: bool = False,
    search: str = "builtin",
    arranged: Arrangement | None = None,
    elsewhere: Mapping[str, str] = NONE_GIVEN,
    shelf: str = "",
    run: Run = serially,
) -> list[Path]:
    """Write the site of these editions into `out` and return its files; those that are as they would be are left.

    Single documents stand in the order of their numbers, those without after them by date and name; what was divided
    (see `divide`) follows in the order of its text. `title` and `url` stand for the profile's, a folder of `templates`
    for ours of the same names, `run` does what can be done at once. A page whose name is taken gets a number behind
    it. `search` is "pagefind", "builtin", "none", or "" for pagefind where it is installed, else the built-in index.
    With `epub` there is one of all texts beside the pages, with an address of the site sitemap.xml. `arranged` is
    what `arrange` gives, if that is known, `elsewhere` has the addresses of targets outside, `shelf` is the title of
    that on which the site stands, in the folder above. Each file is written whole or not at all. Raises Refused: P108
    when a file cannot be written, P401 to P406 as `render` does.
    """
    engine = searching.engine(search)
    divided, leaves = arranged or arrange(editions, profile, run)
    lists = Lists(divided, leaves)
    own = _own_title(divided, leaves)
    edition = edition_of(profile, title, url, own)
    edition["shelf"] = shelf
    edition["language"] = _common(leaf.metadata.language for leaf in leaves) if edition["title"] == own else ""
    edition["epub"] = name_of(editions, edition["title"]) if epub else ""
    shared = {
        "edition": edition,
        "assets": assets(),
        "navigation": [*lists.navigation(), *searching.navigation(engine)],
        "search": engine,
    }
    settings = Settings(profile, shared, templates, stylesheet, dict(parameters))
    manifest = Manifest(out)
    _pictures(leaves, manifest)
    jobs = list(_jobs(leaves, profile, {**elsewhere, **addresses(leaves)}, out))
    _pages(leaves, jobs, settings, manifest, run)
    if epub and not write_epub(editions, leaves, jobs, lists.entries, settings, manifest, out, run):
        # The index is not to link to what is not there.
        settings = replace(settings, shared={**shared, "edition": {**edition, "epub": ""}})
    _lists(lists, settings, manifest)
    write_assets(manifest)
    if engine != "none":
        _search(leaves, lists.entries, settings, manifest, out)
    if edition["url"]:
        manifest.write(SITEMAP, sitemap(edition["url"], manifest.names(".html"), editions))
    return manifest.finish()


def arrange(editions: Sequence[Edition], profile: Profile, run: Run = serially) -> Arrangement:
    """The editions divided into parts, and all parts in the order of the site, each with the name of its page."""
    divided = [divide(edition, profile) for edition in editions]
    parts = list(chain.from_iterable(divided))
    gleanings = list(run(glean, profile, parts))
    alone = {parts[0].name for parts in divided if len(parts) == 1}
    return Arrangement(divided, list(_named(_ordered(parts, gleanings, alone))))


def _own_title(divided: Sequence[Sequence[Part]], leaves: Sequence[Leaf]) -> str:
    """What a corpus, a volume or a document calls itself; what several say that they stand in, if they agree."""
    corpus = divided[0][0].corpus if len(divided) == 1 and divided[0] else None
    if corpus and corpus.title:
        return corpus.title
    return _common(leaf.metadata.whole.title for leaf in leaves) or (
        title_of_whole(leaves[0].metadata) if len(leaves) == 1 else ""
    )


def _common(values: Iterable[str]) -> str:
    """What all are, "" where they differ."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""


def _pictures(leaves: Sequence[Leaf], manifest: Manifest) -> None:
    """The pictures of the texts. Those of last time go, lest they be taken for some that have always been there."""
    for leaf in leaves:
        for name, file in shown(leaf.gleaning.pictures, leaf.part.folder):
            manifest.write(name, file.read_bytes())
    manifest.remove(manifest.gone(tuple(SHOWN)))


def _pages(leaves: Sequence[Leaf], found: Sequence[PageJob], settings: Settings, manifest: Manifest, run: Run) -> None:
    """The page of every part, and its TEI beside it."""
    common = settings.key()
    searched = settings.shared["search"] != "none"
    jobs: list[PageJob] = []
    keys: list[tuple[str, list[str]]] = []
    for job in found:
        key = key_of((common, job))
        files = [f"{job.name}.html", *([searching.text_file(job.name)] if searched else [])]
        if not all(manifest.is_current(file, key) for file in files):
            jobs.append(job)
            keys.append((key, files))
    for (key, files), made in zip(keys, run(page_and_text, settings, jobs), strict=True):
        if made is not None:
            for file, content in zip(files, made, strict=False):
                manifest.write(file, content, key)
    for leaf in leaves:
        manifest.write(leaf.file, leaf.part.edition.source.text)


def _search(leaves: Sequence[Leaf], entries: Register, settings: Settings, manifest: Manifest, out: Path) -> None:
    """The page that searches, the index of the texts, and what else it needs."""
    template = site_environment(settings.templates).get_template("search.html")
    manifest.write(searching.PAGE, template.render(settings.shared, root="", here="search"))
    names = {entry.id: (entry.kind, entry.name) for entry in chain.from_iterable(entries.values())}
    texts = set(manifest.names(".js"))
    found = [
        searching.Found(leaf.metadata, tuple(id for id, _ in leaf.gleaning.mentions))
        for leaf in leaves
        if searching.text_file(leaf.metadata.name) in texts
    ]
    searching.write(manifest, out, found, names, settings.shared["search"])


def _jobs(leaves: Sequence[Leaf], profile: Profile, places: Mapping[str, str], out: Path) -> Iterator[PageJob]:
    by_name = {leaf.part.name: leaf.metadata for leaf in leaves}
    below: dict[str, list[Metadata]] = {}
    for leaf in leaves:
        if leaf.part.above:
            below.setdefault(leaf.part.above[-1], []).append(leaf.metadata)
    neighbours = [None, *(leaf.metadata for leaf in leaves), None]
    for place, leaf in enumerate(leaves):
        own = set(leaf.gleaning.ids)
        links, absent = pointers([t for t in leaf.gleaning.targets if t[1:] not in own], profile, places)
        page = quote(f"{leaf.metadata.name}.html")
        yield PageJob(
            leaf.part.edition.source,
            leaf.metadata,
            leaf.part.kind,
            tuple(by_name[name] for name in leaf.part.above),
            tuple(below.get(leaf.part.name, ())),
            neighbours[place],
            neighbours[place + 2],
            _reached(links, places, page),
            {**absent, **{p: ABSENT for p in leaf.gleaning.pictures if is_missing(p, (leaf.part.folder, out))}},
            f"{ENTRIES}/" if leaf.gleaning.mentions or leaf.gleaning.listed else "",
            leaf.file,
        )


def _reached(links: Mapping[str, str], addresses: Mapping[str, str], page: str) -> dict[str, str]:
    """The links of a page; one to an id that no page has leads to its document, or from this nowhere."""
    found = {
        t: address if t.removeprefix("#") in addresses else address.partition("#")[0] for t, address in links.items()
    }
    return {target: address for target, address in found.items() if address != page}


def _lists(lists: Lists, settings: Settings, manifest: Manifest) -> None:
    """The index, the registers and the rest of the lists."""
    common = settings.key()
    jinja = site_environment(settings.templates)
    for each in lists.pages():
        key = key_of((common, each)) if each.keyed else ""
        if not (key and manifest.is_current(each.file, key)):
            template = jinja.get_template(each.template)
            html = template.render(settings.shared, root=each.root, here=each.here, **each.context)
            manifest.write(each.file, html, key)
    for name in lists.assets():
        manifest.write(f"assets/{name}", condensed(name, (ASSETS / name).read_text(encoding="utf-8")))


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
    """The parts with a name for each page that neither another nor the index nor the search has."""
    taken = {Path(INDEX).stem, Path(searching.PAGE).stem}
    for part, gleaning in documents:
        yield Leaf(part, gleaning, replace(gleaning.metadata, name=unused(part.name, taken)))


def unused(name: str, taken: set[str]) -> str:
    """The name, with a number behind it where it is taken; it is taken then. Capitals do not tell names apart.

    What is too long for the name of a file is cut.
    """
    name = name.encode()[:LONGEST].decode(errors="ignore")
    # Some file systems do not tell capitals from small letters.
    names = chain((name,), (f"{name}_{number}" for number in count(1)))
    found = next(each for each in names if each.casefold() not in taken)
    taken.add(found.casefold())
    return found


def addresses(leaves: Sequence[Leaf]) -> dict[str, str]:
    """The address of every id that has a place on one of the pages; the first page with an id has it."""
    found: dict[str, str] = {}
    for leaf in leaves:
        page = quote(f"{leaf.metadata.name}.html")
        found.setdefault(leaf.metadata.id, page)
        for id in leaf.gleaning.ids:
            found.setdefault(id, f"{page}#{id}")
    return found
