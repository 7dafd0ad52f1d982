"""A folder of sources and the builder of their site."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from tei.core.project import Project, Rules
from tei.pipeline import Building, Checks, Pipeline
from tei.serve.builder import Builder, Change

SAMPLES = Path(__file__).parent / "render" / "samples"


@dataclass
class Workshop:
    """Sources in `folder/texts`, the site in `folder/site`."""

    folder: Path
    building: Building = field(default_factory=lambda: Building(search="builtin"))
    profile: str = "frus"
    authority: str | None = None
    stopping: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.texts.mkdir(exist_ok=True)
        checks = Checks.of(Project(), Rules(profile=self.profile))
        self.builder = Builder(
            [str(self.texts)],
            self.folder / "site",
            lambda inputs: Pipeline.load(self.profile, self.authority),
            checks=checks,
            building=self.building,
            stopping=self.stopping,
        )

    @property
    def texts(self) -> Path:
        return self.folder / "texts"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def take(self, *names: str) -> None:
        for name in names:
            shutil.copy(SAMPLES / name, self.texts / name)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.texts / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def make(self, *, anew: bool = False) -> Change:
        change = self.builder.build(anew=anew)
        self.builder.check()
        return change

    def pages(self) -> set[str]:
        return {path.name for path in self.site.glob("*.html")}
