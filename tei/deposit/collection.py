"""What is handed on: TEI documents, each with its record, and the collection that they make."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from hashlib import sha256
from itertools import count

from tei.core.authority import Authority
from tei.core.calendar import first_day
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.deposit.metadata import merged, record_of
from tei.deposit.record import Record, Related, Title
from tei.site.parts import divide, in_one_file, is_whole
from tei.site.shelf import LOOSE

UNDATED = "1970-01-01"
"""The day of what does not say when it was changed."""

_SUFFIX = re.compile(r"\.(?:xml|tei|txt|md|text|markdown)$", re.IGNORECASE)
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Resource:
    """A TEI document that is handed on: a volume, a single document, or a document in a volume.

    `name` is that of its file without suffix, of letters, digits, `.`, `_` and `-`; `volume` that of the resource
    it was divided from, "" for one that was handed in. `file` is what its file was called, `packed` has its characters,
    for of 100,000 texts few are looked at at a time. `modified` is when it was last changed, in UTC (ISO 8601). One
    that was `encoded` was handed in as a raw text.
    """

    name: str
    record: Record
    file: str
    packed: bytes = field(repr=False)
    profile: Profile = field(repr=False, compare=False)
    authority: Authority = field(default_factory=Authority, repr=False, compare=False)
    modified: str = f"{UNDATED}T00:00:00Z"
    volume: str = ""
    encoded: bool = False

    @property
    def id(self) -> str:
        """Its name among all that are handed on."""
        return f"{self.volume}/{self.name}" if self.volume else self.name

    @property
    def edition(self) -> Edition:
        """Its TEI, with a tree that nobody else has: a collection may have more documents than memory has trees."""
        return Edition(Source(self.file, self.data.decode("utf-8")))

    @property
    def data(self) -> bytes:
        """Its TEI as the bytes of a file, unpacked each time."""
        return zlib.decompress(self.packed)

    @cached_property
    def digest(self) -> str:
        """A name for exactly these bytes."""
        return sha256(self.data).hexdigest()

    @cached_property
    def documents(self) -> tuple[Resource, ...]:
        """The documents of a volume, each a TEI document of its own with its record; none of a single document."""
        return tuple(self._documents())

    def _documents(self) -> Iterator[Resource]:
        if self.volume:
            return
        divided = divide(self.edition, self.profile)
        if is_whole(divided):
            return
        parts = [part for part in divided if part.kind == "document"]
        for part, name in zip(parts, _distinct([plain(part.name) for part in parts]), strict=True):
            if part.matter == "body":
                record = record_of(part.edition, self.authority, divided=part.divided)
                if not part.divided:
                    # A text of a corpus has a header of its own, which need not name the corpus.
                    record = replace(record, related=(Related("IsPartOf", self.record.title), *record.related))
                source = part.edition.source
                yield replace(
                    self, name=name, record=record, file=source.name, packed=_packed(source), volume=self.name
                )


@dataclass(frozen=True)
class Collection:
    """All that is handed on together.

    `name` is as that of a resource; `url` is the address at which it is published, with a slash at its end, or "";
    `email` that of whom to write to, or "".
    """

    name: str
    record: Record
    resources: tuple[Resource, ...]
    profile: Profile = field(repr=False, compare=False)
    url: str = ""
    email: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.record.title

    def address(self, path: str) -> str:
        """The address of a file of it; only the path where it is not published."""
        return f"{self.url}{path}"

    def page(self, resource: Resource) -> str:
        """The address of the page of a resource, or of the folder of a volume: those of the site that `tei build`
        makes of the same files. Only the path where the collection is not published."""
        folder = resource.volume or (resource.name if resource.documents else LOOSE)
        path = "" if resource.documents else f"{resource.name}.html"
        return self.address(f"{folder}/{path}" if self._has_volumes else path)

    @cached_property
    def _has_volumes(self) -> bool:
        """Whether there are several volumes, so that each has a folder of the site."""
        return sum(1 for each in self.resources if each.documents) > 1

    def unused(self, name: str) -> str:
        """This name, with "-record" behind it where a resource has it; capitals do not tell names apart."""
        taken = {each.name.casefold() for each in self.resources}
        while name.casefold() in taken:
            name += "-record"
        return name


def collect(
    editions: Iterable[tuple[Edition, str]],
    profile: Profile,
    authority: Authority,
    *,
    title: str = "",
    url: str = "",
    email: str = "",
    latest: bool = False,
) -> Collection:
    """The collection of these editions, each with the time when its file was changed ("" where nobody knows).

    The header's word on the last change goes before the file's, or with `latest` whichever is later. Without a title it
    is that of the only edition, else what the profile calls the edition, else what all of them belong to, else the
    profile's own, which may be none of theirs. Raises Refused as `Edition.tree` does.
    """
    # A copy takes the tree with it when it goes.
    unnamed = [_resource(replace(edition), changed, profile, authority, latest) for edition, changed in editions]
    names = _names([each.file for each in unnamed])
    resources = tuple(replace(each, name=name) for each, name in zip(unnamed, names, strict=True))
    records = [each.record for each in resources]
    if len(resources) == 1:
        (record,) = records
        name = resources[0].name
        record = replace(record, titles=(Title(title), *record.titles[1:])) if title else record
    else:
        shared = merged(records, title)
        of_all = next((each.title for each in shared.related if each.title), "")
        called = title or profile["render"]["edition"] or of_all or profile.title
        # What bears the title of a whole is that whole, and no part of it.
        related = tuple(each for each in shared.related if each != Related("IsPartOf", called))
        record = replace(shared, titles=(Title(called),), related=related)
        name = plain(called.casefold())
    url = f"{url.rstrip('/')}/" if url else ""
    return Collection(name or "collection", record, resources, profile, url, email)


def plain(name: str) -> str:
    """A name that may stand in addresses and names of files as it is."""
    return _PLAIN.sub("-", name).strip("-.") or "unnamed"


def _names(files: Sequence[str]) -> list[str]:
    """A name for each file, of two with one name each with its folder's; capitals do not tell files apart."""
    stems = [_SUFFIX.sub("", file.replace("\\", "/")).split("/") for file in files]
    names = [plain(stem[-1]) for stem in stems]
    often = Counter(name.casefold() for name in names)
    return _distinct(
        [plain("-".join(s[-2:])) if often[n.casefold()] > 1 else n for s, n in zip(stems, names, strict=True)]
    )


def _distinct(names: Sequence[str]) -> list[str]:
    """These names, with numbers behind those that came before; capitals do not tell names apart."""
    found: list[str] = []
    taken: set[str] = set()
    further: defaultdict[str, Iterator[int]] = defaultdict(partial(count, 2))
    for name in names:
        other = name
        while other.casefold() in taken:
            other = f"{name}-{next(further[name])}"
        found.append(other)
        taken.add(other.casefold())
    return found


def _resource(edition: Edition, changed: str, profile: Profile, authority: Authority, latest: bool) -> Resource:
    """The resource of an edition, without a name yet."""
    record = record_of(edition, authority)
    updated = record.date("Updated")
    day = f"{first_day(updated)}T00:00:00Z" if updated else ""
    modified = (max(day, changed) if latest else day or changed) or f"{UNDATED}T00:00:00Z"
    source = in_one_file(edition).source
    encoded = edition.raw is not None
    return Resource("", record, source.name, _packed(source), profile, authority, modified, encoded=encoded)


def _packed(source: Source) -> bytes:
    return zlib.compress(source.text.encode("utf-8"), 1)
