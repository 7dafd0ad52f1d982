"""The parts of a site as one EPUB 3 file: the same texts, with notes that open where they are called."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from tei.core.archive import put
from tei.core.edition import Edition
from tei.render.transform import lines, transform
from tei.site.epub.book import Book, Picture, pictures, sources
from tei.site.epub.clean import ncname, outside
from tei.site.epub.xhtml import Chapter, chapter
from tei.site.manifest import Manifest, key_of
from tei.site.page import Leaf, PageJob, Settings, site_environment
from tei.site.registers.entry import RegisterEntry
from tei.site.registers.register import Register
from tei.site.run import Run

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = "EPUB"
_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MEDIA = "application/xhtml+xml"


@dataclass(frozen=True)
class Text:
    """A part of the site as a part of the book: what its page is made of, and whether it stands before the text,
    in it or behind it."""

    job: PageJob
    matter: str = "body"


@dataclass(frozen=True)
class Binding:
    """What all files of a book share: where the parts of the site are in it, by name, and its entries, by id."""

    settings: Settings
    files: Mapping[str, str]
    entries: Mapping[str, str]
    pictures: Mapping[str, str] = field(default_factory=dict)
    url: str = ""


@dataclass
class Node:
    """A line of the table of contents."""

    title: str
    href: str
    below: list[Node] = field(default_factory=list)


def write_epub(
    editions: Sequence[Edition],
    leaves: Sequence[Leaf],
    jobs: Sequence[PageJob],
    entries: Register,
    settings: Settings,
    manifest: Manifest,
    folder: Path,
    run: Run,
) -> bool:
    """Write the EPUB of a site into its folder, unless it is there and made of the same; whether there is one.

    `jobs` are those of the pages of the `leaves`. Its name is that which the templates are told (`edition.epub`).
    There is none where a text could not be rendered.
    """
    texts = [Text(job, leaf.part.matter) for job, leaf in zip(jobs, leaves, strict=True)]
    shown = pictures((job.source.text for job in jobs), sources(editions, folder))
    name = settings.shared["edition"]["epub"]
    key = key_of((settings.key(), texts, sorted(shown.items())))
    if not manifest.is_current(name, key):
        book = Book.of(editions, settings.shared["edition"], settings.profile, [job.name for job in jobs])
        made = epub(texts, entries, book, settings, run, shown)
        if made is None:
            return False
        manifest.write(name, made, key)
    return True


def name_of(editions: Sequence[Edition], title: str) -> str:
    """The name of the EPUB's file: that of the only edition's, else one made of the title."""
    stem = Path(editions[0].source.name).stem if len(editions) == 1 else title
    return f"{re.sub(r'[^A-Za-z0-9._-]+', '-', stem).strip('-.')[:80] or 'edition'}.epub"


def epub(
    texts: Sequence[Text],
    entries: Register,
    book: Book,
    settings: Settings,
    run: Run,
    shown: Mapping[str, Picture],
) -> bytes | None:
    """The EPUB of these texts and entries, as EPUB 3.3 has it, None if one failed; equal texts give equal bytes.

    Raises Refused (P401 to P406) as `render` does.
    """
    files = _files([text.job.name for text in texts])
    places = {
        entry.id: f"../{_register(kind)}#{ncname(entry.id)}" for kind, of_kind in entries.items() for entry in of_kind
    }
    addresses = {url: f"../{picture.href}" for url, picture in shown.items()}
    binding = Binding(settings, files, places, addresses, book.address)
    bound = list(run(chapter_of, binding, [text.job for text in texts]))
    if None in bound:
        return None
    chapters = list(zip(texts, bound, strict=True))
    return _packed(_Package(book, chapters, entries, files, shown, site_environment(settings.templates)).files())


def chapter_of(binding: Binding, job: PageJob) -> Chapter:
    """One part of the site as a chapter of the book. Raises Refused (P401 to P406) as `render` does."""
    settings = binding.settings
    stylesheet = settings.stylesheet or settings.profile["render"]["stylesheet"]
    told = {"links": lines(job.links), "absent": lines(job.absent), **settings.parameters}
    html = transform(Edition(job.source), stylesheet, told)
    beyond = {address for address in job.links.values() if address.startswith("../")}

    def target(address: str) -> str:
        if outer := outside(address):
            return outer
        path, _, place = address.partition("#")
        id = unquote(place)
        name = unquote(path).removesuffix(".html")
        if not path or name.startswith("entry/"):
            return binding.entries.get(id or name.removeprefix("entry/"), "")
        if name in binding.files:
            return binding.files[name] + (f"#{ncname(id)}" if id else "")
        return urljoin(binding.url, address) if binding.url and address in beyond else ""

    return chapter(html, target, binding.pictures)


def _files(names: Sequence[str]) -> dict[str, str]:
    """A file for every part, by the name of its page: the name itself, where every system can have it."""
    found = {name: f"{name}.xhtml" for name in names if _SIMPLE.fullmatch(name)}
    taken = set(found.values())
    for place, name in enumerate(names):
        if name not in found:
            numbered = (f"part-{place}{'_' * more}.xhtml" for more in count())
            found[name] = next(file for file in numbered if file not in taken)
    return found


class _Package:
    """The files of the book, one after the other."""

    def __init__(
        self,
        book: Book,
        chapters: Sequence[tuple[Text, Chapter]],
        entries: Register,
        files: Mapping[str, str],
        pictures: Mapping[str, Picture],
        templates: Environment,
    ) -> None:
        self._book = book
        self._chapters = chapters
        self._entries = entries
        self._files = files
        self._templates = templates
        self._ids = {files[text.job.name]: each.ids for text, each in chapters}
        used = {source.removeprefix("../") for _, each in chapters for source in each.images}
        self._pictures = {p.href: p for p in pictures.values() if p.href in used}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The names and contents of the files, those that say what there is first."""
        yield "META-INF/container.xml", self._made("container.xml")
        yield "package.opf", self._package()
        yield "nav.xhtml", self._contents()
        yield "title.xhtml", self._made("title.xhtml", title=self._book.title, root="")
        yield "cover.svg", self._cover()
        yield "style.css", self._made("style.css")
        for text, each in self._chapters:
            language = text.job.metadata.language or self._book.language
            body = self._made(
                "text.xhtml",
                title=_line(text.job.metadata.title),
                root="../",
                language=language,
                body=self._linked(each),
            )
            yield f"text/{self._files[text.job.name]}", body
        for kind, of_kind in self._entries.items():
            shown = [self._entry(entry) for entry in of_kind]
            yield _register(kind), self._made("entries.xhtml", title=kind, root="", entries=shown)
        for picture in self._pictures.values():
            yield picture.href, picture.data

    def _made(self, template: str, **given: Any) -> bytes:
        given = {"book": self._book, "language": self._book.language, **given}
        return self._templates.get_template(f"epub/{template}").render(given).encode("utf-8")

    def _linked(self, each: Chapter) -> str:
        """The body of a chapter; links to places that other chapters have not, lead to where these begin."""
        body = each.body
        for link in each.links:
            file, _, id = link.partition("#")
            if id and file in self._ids and id not in self._ids[file]:
                body = body.replace(f'href="{link}"', f'href="{file}"')
        return body

    def _entry(self, entry: RegisterEntry) -> dict[str, Any]:
        """An entry with one link for each document that names it, to the first place."""
        mentions = []
        for document, places in entry.mentions.items():
            file = self._files[document.name]
            id = next((id for place in places if (id := ncname(place.id)) in self._ids.get(file, ())), "")
            label = document.number or _line(document.heading)
            mentions.append({"href": f"text/{file}" + (f"#{id}" if id else ""), "label": label})
        return {"id": ncname(entry.id), "name": entry.name, "about": entry.about.rstrip("."), "mentions": mentions}

    def _package(self) -> bytes:
        items = [{"id": "title-page", "href": "title.xhtml", "media": _MEDIA, "properties": ""}]
        for number, (text, each) in enumerate(self._chapters, 1):
            href = f"text/{self._files[text.job.name]}"
            items.append(
                {"id": f"text-{number}", "href": href, "media": _MEDIA, "properties": " ".join(each.properties)}
            )
        for kind in self._entries:
            items.append({"id": kind.lower(), "href": _register(kind), "media": _MEDIA, "properties": ""})
        spine = [item["id"] for item in items]
        for number, picture in enumerate(self._pictures.values(), 1):
            items.append({"id": f"picture-{number}", "href": picture.href, "media": picture.media, "properties": ""})
        pages = any(each.pages for _, each in self._chapters)
        return self._made(
            "package.opf",
            items=items,
            spine=[spine[0], "nav", *spine[1:]],
            pages=pages,
            pictures=bool(self._pictures),
            features=list(self._features(pages)),
            summary=_summary(pages, bool(self._entries)),
        )

    def _features(self, pages: bool) -> Iterator[str]:
        """What the book has, by the vocabulary of schema.org for accessibility."""
        yield from ("tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "ARIA")
        if pages:
            yield from ("pageBreakMarkers", "pageNavigation")
        if self._entries:
            yield "index"
        if any("mathml" in each.properties for _, each in self._chapters):
            yield "MathML"

    def _contents(self) -> bytes:
        top: list[Node] = [Node("This edition", "title.xhtml")]
        nodes: dict[str, Node] = {}
        for text, _ in self._chapters:
            job = text.job
            node = nodes[job.name] = Node(_line(job.metadata.title), f"text/{self._files[job.name]}")
            above = nodes.get(job.above[-1].name) if job.above else None
            (above.below if above else top).append(node)
        top += [Node(kind, _register(kind)) for kind in self._entries]
        first = next((text for text, _ in self._chapters if text.matter == "body"), None)
        landmarks = [("titlepage", "title.xhtml", "Title page"), ("toc", "nav.xhtml#toc", "Contents")]
        if first:
            landmarks.append(("bodymatter", f"text/{self._files[first.job.name]}", "Start of the text"))
        landmarks += [("index", _register(kind), kind) for kind in self._entries]
        pages = [
            (f"text/{self._files[text.job.name]}#{id}", number)
            for text, each in self._chapters
            for id, number in each.pages
        ]
        return self._made("nav.xhtml", title="Contents", root="", contents=top, landmarks=landmarks, pages=pages)

    def _cover(self) -> bytes:
        """The title, as large as it can be, and who made the edition."""
        size, width = next(((s, w) for s, w, most in _SIZES if len(self._book.title) <= most), _SIZES[-1][:2])
        title = wrap(self._book.title, width) or [""]
        step = int(size * 1.3)
        people = [person.spoken for person in self._book.creators][:2]
        top = max(320 + size, 1050 - step * len(title) // 2)
        return self._made("cover.svg", lines=title, size=size, step=step, top=top, below=people)


_SIZES = ((150, 15, 60), (120, 19, 120), (90, 26, 260), (64, 36, 900))
"""Sizes of the letters of a title, how many of them go into a line, and up to which length it is set in them."""


def _register(kind: str) -> str:
    """The file with the entries of a kind."""
    return f"{kind.lower()}.xhtml"


def _line(text: str) -> str:
    return " ".join(text.split()) or "Untitled"


def _summary(pages: bool, entries: bool) -> str:
    has = ["a table of contents"]
    has += ["the page breaks of the printed book with a list of its pages"] if pages else []
    has += ["an index of those who are named"] if entries else []
    listed = ", ".join(has[:-1]) + (" and " if has[1:] else "") + has[-1]
    return f"All text can be read aloud and enlarged. The book has {listed}; notes are linked with their calls."


def _packed(files: Iterator[tuple[str, bytes]]) -> bytes:
    """The files as an EPUB container: OCF, in EPUB 3.3, section 4.2, the media type first and as it is."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        put(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        for name, data in files:
            put(archive, name if name.startswith("META-INF/") else f"{FOLDER}/{name}", data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
