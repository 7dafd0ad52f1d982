"""Whether colours have names that CSS knows, and renditions names that the profile knows."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from tei.core import resources
from tei.relaxng.automaton import Attributes
from tei.relaxng.vocabulary import either, nearest
from tei.validate.element import Element
from tei.validate.observe import Hook, Observer, Reading
from tei.validate.told import Change, Tag

_COLOUR = re.compile(
    r"(?<![\w-])(?:background-|border-|outline-|text-decoration-|column-rule-|caret-)?color\s*[:(]\s*([A-Za-z]+(?![\w(-])|#[\w-]*)"
)
_HEXADECIMAL = re.compile(r"#(?:[0-9a-fA-F]{3,4}|(?:[0-9a-fA-F]{2}){3,4})")
_FREE = frozenset(
    "inherit initial unset revert transparent currentcolor none auto "
    "canvas canvastext linktext visitedtext activetext buttonface buttontext buttonborder field fieldtext highlight "
    "highlighttext selecteditem selecteditemtext mark marktext graytext accentcolor accentcolortext".split()
)
"""Words for colours that are no names of them (CSS Color 4)."""


class Rend(Observer):
    """Colours that CSS does not know (T521), and values of @rend that the profile does not (T522)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._known = frozenset(reading.profile["validate"]["rend"])
        self._judged: set[str] = set()

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        if element == "rendition":
            return self._rendition
        if "style" in names:
            return self._style
        return self._rend if "rend" in names else None

    def _rendition(self, attributes: Attributes) -> None:
        if attributes.get("scheme", "css") == "css":
            self.reading.gather("rendition", attributes, self._described)

    def _described(self, element: Element) -> None:
        self._colours(element.words, element.tag, "")

    def _style(self, attributes: Attributes) -> None:
        self._colours(attributes["style"], self.reading.here, "style")
        if "rend" in attributes:
            self._rend(attributes)

    def _rend(self, attributes: Attributes) -> None:
        value = attributes["rend"]
        if value in self._known or value in self._judged:
            return
        self._judged.add(value)
        self._colours(value, self.reading.here, "rend")
        if self._known and ":" not in value and "(" not in value:
            for word in value.split():
                if word not in self._known:
                    self._unknown(word, value, self.reading.here)

    def _colours(self, text: str, tag: Tag, name: str) -> None:
        for found in _COLOUR.finditer(text):
            colour = found[1]
            if colour.lower() in _FREE or colour.lower() in _colours() or _HEXADECIMAL.fullmatch(colour):
                continue
            near = "" if colour.startswith("#") else nearest(colour, sorted(_colours()))
            change = None
            if near and name:
                corrected = text[: found.start(1)] + near + text[found.end(1) :]
                change = Change(corrected, f"write “{near}”") if "&" not in corrected and "<" not in corrected else None
            self.told.tell(
                "T521",
                "warning",
                f"“{colour}” is not a colour",
                lambda: (tag.attribute(name) if name else tag.name(),),
                help=f"did you mean “{near}”?" if near else "write a colour that CSS has, or its value, as #a0522d",
                change=change,
            )

    def _unknown(self, word: str, value: str, tag: Tag) -> None:
        near = nearest(word, sorted(self._known))
        self.told.tell(
            "T522",
            "warning",
            f"“{word}” in @rend is not among the renditions of the profile",
            lambda: (tag.attribute("rend"),),
            help=f"did you mean “{near}”?" if near else f"the profile has {either(sorted(self._known))}",
            change=Change(near, f"write “{near}”") if near and word == value else None,
        )


@cache
def _colours() -> frozenset[str]:
    with resources.path("data/colours.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["names"].split())
