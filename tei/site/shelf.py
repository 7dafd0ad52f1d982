"""Several volumes side by side: each a site in a folder of its own, and a page that lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render.page import edition_of
from tei.site.contents import Volume, contents, extent
from tei.site.lists import INDEX
from tei.site.manifest import NAME, Manifest
from tei.site.page import assets, site_environment, write_assets
from tei.site.parts import is_volume
from tei.site.run import Run, serially
from tei.site.site import Arrangement, addresses, arrange, build, unused
from tei.site.sitemap import SITEMAP, sitemaps

LOOSE = "documents"
"""The folder of the documents that are in no volume."""


@dataclass(frozen=True)
class Standing:
    """What stands on a shelf in one folder: a volume, or all that is none."""

    folder: str
    editions: Sequence[Edition]
    arranged: Arrangement
    addresses: Mapping[str, str]

    @property
    def volume(self) -> Volume | None:
        """The contents of a volume, None for loose documents."""
        volumes, _ = contents(*self.arranged)
        return volumes[0] if volumes and self.folder != LOOSE else None

    def beyond(self, others: Mapping[str, Standing]) -> dict[str, str]:
        """The addresses of what its texts point to in the others: `frus1955-57v10#d3`, `frus1955-57v10.xml#d3`."""
        found: dict[str, str] = {}
        for target in dict.fromkeys(t for leaf in self.arranged.leaves for t in leaf.gleaning.targets):
            file, _, id = target.partition("#")
            other = others.get(PurePath(file).name.removesuffix(".xml"))
            if other is not None and other is not self:
                address = other.addresses.get(id) if id else INDEX
                if address:
                    found[target] = f"../{quote(other.folder)}/{address}"
        return found


def shelve(
    editions: Sequence[Edition],
    out: Path,
    profile: Profile,
    *,
    title: str = "",
    url: str = "",
    templates: Path | None = None,
    run: Run = serially,
    **options: Any,
) -> list[Path]:
    """Write the site of these editions as `build` does; where several are volumes, each into a folder of its own.

    A folder is named after the volume's file, what is no volume goes into LOOSE; the index lists the volumes. What
    texts of one say of another become links; persons of different volumes are never taken for one another. The
    folders of volumes that are no longer there are emptied of what was built. `options` are those of `build`. Raises
    Refused as `build` does.
    """
    volumes = [edition for edition in editions if is_volume(edition, profile)]
    if len(volumes) < 2:
        return build(editions, out, profile, title=title, url=url, templates=templates, run=run, **options)
    edition = edition_of(profile, title, url)
    standing = {each.folder: each for each in _standing(editions, volumes, profile, run)}
    by_name = {PurePath(e.source.name).stem: each for each in standing.values() for e in each.editions if each.volume}
    files: list[Path] = []
    for each in standing.values():
        volume = each.volume
        files += build(
            each.editions,
            out / each.folder,
            profile,
            title=volume.about.title if volume else title,
            url=f"{edition['url']}{quote(each.folder)}/" if edition["url"] else "",
            templates=templates,
            arranged=each.arranged,
            elsewhere=each.beyond(by_name),
            shelf=edition["title"],
            run=run,
            **options,
        )
    return [*_index(standing.values(), edition, out, templates), *files]


def _index(
    standing: Iterable[Standing], edition: Mapping[str, Any], out: Path, templates: Path | None
) -> Iterable[Path]:
    """The page that lists the volumes, and what it needs."""
    manifest = Manifest(out)
    shared = {
        "edition": edition,
        "assets": assets(),
        "navigation": [{"name": "index", "address": INDEX, "label": "Volumes"}],
        "search": "none",
    }
    shelved = list(standing)
    template = site_environment(templates).get_template("shelf.html")
    rows = [
        {"folder": each.folder, "volume": volume, "documents": documents, "extent": extent(documents)}
        for each in shelved
        for volume in (each.volume,)
        for documents in (volume.documents if volume else [leaf.metadata for leaf in each.arranged.leaves],)
    ]
    manifest.write(INDEX, template.render(shared, root="", here="index", rows=rows))
    write_assets(manifest)
    if edition["url"]:
        manifest.write(SITEMAP, sitemaps(edition["url"], (each.folder for each in shelved)))
    for each in shelved:
        manifest.add(f"{each.folder}/{NAME}")
    for name in manifest.gone(f"/{NAME}"):
        Manifest((out / name).parent).finish()
    written = manifest.finish()
    return [path for path in written if path.name != NAME]


def _standing(
    editions: Sequence[Edition], volumes: Sequence[Edition], profile: Profile, run: Run
) -> Iterator[Standing]:
    """Every volume by itself, in the order of their names, and all the rest as one."""
    taken = {LOOSE, "assets"}
    for edition in sorted(volumes, key=lambda e: PurePath(e.source.name).stem):
        folder = unused(PurePath(edition.source.name).stem, taken)
        arranged = arrange([edition], profile, run)
        yield Standing(folder, [edition], arranged, addresses(arranged.leaves))
    loose = [edition for edition in editions if all(edition is not volume for volume in volumes)]
    if loose:
        arranged = arrange(loose, profile, run)
        yield Standing(LOOSE, loose, arranged, addresses(arranged.leaves))
