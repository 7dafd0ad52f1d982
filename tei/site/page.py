"""One part of an edition as a page of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tei import __version__
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source
from tei.core.templates import environment
from tei.render import Metadata
from tei.render.cite import citations
from tei.render.page import SCRIPT, STYLE, TEMPLATES, asset
from tei.render.stylesheet import stylesheets
from tei.render.transform import lines, markup
from tei.site.gleaning import Gleaning
from tei.site.manifest import Manifest, key_of
from tei.site.parts import Part
from tei.site.search import Fragment, written

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATE_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class Leaf:
    """A part that has its place in the site: `metadata.name` is the name of its page."""

    part: Part
    gleaning: Gleaning
    metadata: Metadata

    @property
    def file(self) -> str:
        """The file of its TEI in the site: plain text, where a browser would run what is in it."""
        return f"tei/{self.metadata.name}.xml{'' if self.gleaning.inert else '.txt'}"


@dataclass(frozen=True)
class Settings:
    """What all pages of a site share; `shared` is what every template is given."""

    profile: Profile
    shared: Mapping[str, Any]
    templates: Path | None = None
    stylesheet: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    def key(self) -> str:
        """A key that changes with whatever changes every page: stylesheets, templates, title."""
        stylesheet = self.stylesheet or self.profile["render"]["stylesheet"]
        files = [
            *stylesheets(stylesheet),
            *(path for folder in _folders(self.templates) for path in sorted(folder.rglob("*")) if path.is_file()),
        ]
        contents = [(path.name, path.read_bytes()) for path in files]
        return key_of((__version__, self.shared, self.parameters, self.profile.sections, *contents))


@dataclass(frozen=True)
class PageJob:
    """All that one page is made of: its TEI, what it says of itself, what stands around it, where its pointers lead."""

    source: Source
    metadata: Metadata
    kind: str
    above: tuple[Metadata, ...]
    below: tuple[Metadata, ...]
    previous: Metadata | None
    next: Metadata | None
    links: Mapping[str, str]
    absent: Mapping[str, str]
    entries: str
    file: str

    @property
    def name(self) -> str:
        """The name of the page."""
        return self.metadata.name

    def __repr__(self) -> str:
        # The manifest's key is made of this: the characters must be in it.
        return repr((self.source.text, *(v for k, v in self.__dict__.items() if k != "source")))


def page(settings: Settings, job: PageJob) -> str:
    """The HTML of one page of the site. Raises Refused (P401 to P406) as `render` does."""
    return _framed(settings, job, _body(settings, job))


def page_and_text(settings: Settings, job: PageJob) -> tuple[str, str]:
    """The HTML of one page of the site, and its text as the search wants it; see `page`."""
    body = _body(settings, job)
    return _framed(settings, job, body), written(f"t/{job.name}", Fragment.of(body, job.metadata).written())


def _body(settings: Settings, job: PageJob) -> str:
    stylesheet = settings.stylesheet or settings.profile["render"]["stylesheet"]
    told = {"links": lines(job.links), "absent": lines(job.absent), "entries": job.entries, **settings.parameters}
    return markup(Edition(job.source), stylesheet, told).text


def _framed(settings: Settings, job: PageJob, body: str) -> str:
    template = site_environment(settings.templates).get_template("page.html")
    return template.render(
        settings.shared,
        root="",
        here="",
        body=body,
        document=job.metadata,
        citations=citations(job.metadata, settings.shared["edition"]),
        file=job.file,
        kind=job.kind,
        above=job.above,
        below=job.below,
        previous=job.previous,
        next=job.next,
    )


def site_environment(templates: Path | None) -> Environment:
    """The templates of the site; those of the same name in the folder `templates` stand for ours."""
    return environment(TEMPLATE_FOLDER, TEMPLATES, before=templates)


def assets() -> dict[str, str]:
    """The addresses of the style and the script of all pages, as templates are told them."""
    return {"style": f"assets/{STYLE}", "script": f"assets/{SCRIPT}"}


def write_assets(manifest: Manifest) -> None:
    """Write the style and the script of all pages."""
    for name in (STYLE, SCRIPT):
        manifest.write(f"assets/{name}", asset(name))


def root(address: str) -> str:
    """The way from a page to the root of the site."""
    return "../" * address.count("/")


def _folders(templates: Path | None) -> tuple[Path, ...]:
    return (*((templates,) if templates else ()), TEMPLATE_FOLDER, TEMPLATES)
