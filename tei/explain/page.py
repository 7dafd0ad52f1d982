"""The pages about the codes: what each says, an example of it, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from tei.core import resources

FAMILIES = {
    "X": "XML itself",
    "R": "grammar",
    "S": "Schematron",
    "L": "links and ids",
    "D": "dates",
    "H": "header",
    "T": "text and encoding",
    "A": "audit",
    "P": "settings",
}
"""What the codes that begin with a letter are about, in the order in which documents are checked."""

CODE = re.compile(r"[A-Z]\d{3}")
"""What codes look like; other pages are about rules of our Schematron schemas, whose names are longer."""

FENCE = re.compile(r"^```(\w+)(?: +([^\n`]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A block of a page: its kind (`file`, `console`), the name of the file, and what is in it."""

_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """The page about one code, or about one rule of a Schematron schema, in Markdown."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """What the finding says, in a few words."""
        return self.text.partition("\n")[0].removeprefix(f"# {self.name}: ")

    @property
    def family(self) -> str:
        """The letter of the family: that of the code; rules of Schematron schemas are under S."""
        return self.name[0] if CODE.fullmatch(self.name) else "S"

    @cached_property
    def sections(self) -> dict[str, str]:
        """The sections by their headings ("Wrong", "Right", "Cure"), that before the first under ""."""
        parts = _SECTION.split(self.text.partition("\n")[2])
        return {"": parts[0].strip(), **{h: t.strip() + "\n" for h, t in zip(parts[1::2], parts[2::2], strict=True)}}


def names() -> list[str]:
    """The names of all pages in the order of the families, codes before rules."""
    found = [file.stem for file in resources.path("explain/pages").glob("*.md")]
    order = "".join(FAMILIES)
    return sorted(found, key=lambda name: (not CODE.fullmatch(name), order.find(name[0]), name))


def page(name: str) -> Page:
    """The page of this name. Raises FileNotFoundError if there is none."""
    return Page(name, resources.path(f"explain/pages/{name}.md").read_text(encoding="utf-8"))


def pages(prefix: str = "") -> list[Page]:
    """The pages of all codes and rules that begin with this prefix, in order; upper and lower case are the same."""
    return [page(name) for name in names() if name.lower().startswith(prefix.lower())]
