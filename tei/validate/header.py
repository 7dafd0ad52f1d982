"""Whether the header has what repositories ask for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from tei.core import resources
from tei.core.diagnostic import Severity
from tei.relaxng.automaton import Attributes
from tei.relaxng.vocabulary import either
from tei.validate.element import Element
from tei.validate.observe import Hook, Observer, Reading

CODES = {
    "title": "H101",
    "creator": "H102",
    "publisher": "H103",
    "date": "H104",
    "licence": "H105",
    "language": "H106",
    "identifier": "H107",
    "source": "H108",
    "keywords": "H109",
    "abstract": "H110",
    "citation": "H111",
}
"""What the lack of each thing is called."""

EMPTY = frozenset(
    (
        *"- – — ? … ... tba tbd todo title unknown untitled xxx".split(),
        *("publication information", "information about the source"),
    )
)
"""What people, and the templates of editors, write where something is still to be written."""


class Header(Observer):
    """Things that the header lacks and the profile's repositories ask for (H101 to H111)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._depth = 0

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        return self._begin if element == "teiHeader" else None

    def _begin(self, attributes: Attributes) -> None:
        # A corpus has a header of its own, and its texts draw on that.
        if not self._depth:
            self.reading.gather("teiHeader", attributes, self._judge)
        self._depth += 1

    def _judge(self, header: Element) -> None:
        things, repositories = asked()["things"], asked()["repositories"]
        chosen = self.reading.profile["validate"]["repositories"]
        for name, thing in things.items():
            asking = {
                level: [repositories[each]["title"] for each in chosen if name in repositories[each][level]]
                for level in ("required", "wanted")
            }
            if (asking["required"] or asking["wanted"]) and not any(map(_says, _elements(header, thing["paths"]))):
                severity: Severity = "warning" if asking["required"] else "info"
                who = either(asking["required"] or asking["wanted"], "and")
                verb = "asks" if len(asking["required"] or asking["wanted"]) == 1 else "ask"
                self.told.tell(
                    CODES[name],
                    severity,
                    f"the header lacks {thing['name']}, for which {who} {verb}",
                    lambda: (header.tag.name(),),
                    help=thing["cure"],
                )


def _elements(header: Element, paths: list[str]) -> list[Element]:
    return [element for path in paths for element in header.find(path)]


def _says(element: Element) -> bool:
    """Whether an element, or what is in it, has words or attributes that say something."""
    words = element.words
    if words:
        return words.lower() not in EMPTY
    return any(value.strip() for each in element.all() for name, value in each.attributes.items() if "}" not in name)


@cache
def asked() -> Mapping[str, Any]:
    """What repositories ask of a header: their tables, and those of the things, as data/repositories.toml has them."""
    with resources.path("data/repositories.toml").open("rb") as file:
        return tomllib.load(file)


def repositories() -> list[str]:
    """The names of the repositories that are known."""
    return list(asked()["repositories"])
