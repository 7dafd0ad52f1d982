"""All that differs between projects: one TOML file, which may extend another."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tei.core import resources
from tei.core.diagnostic import Label, Refused, refusal, unreadable
from tei.core.registry import suggestion
from tei.core.settings import FILES, check
from tei.core.source import Source, Span

BASE = "plain"
"""The profile that all others extend in the end: it names every setting and gives its default."""

DEFAULT = "frus"
"""The profile that is taken where none is named."""


@dataclass(frozen=True)
class Profile:
    """The settings of a project by section: document, read, annotate, encode, validate, render, deposit,
    header."""

    name: str
    title: str
    sections: Mapping[str, Mapping[str, Any]] = field(repr=False)

    def __getitem__(self, section: str) -> Mapping[str, Any]:
        return self.sections[section]

    @classmethod
    def load(cls, name: str) -> Profile:
        """The profile of this name, or the one in the TOML file at this path.

        Raises Refused: P102 for an unknown profile, P104 for a file that is no TOML, P105 for a
        setting that no profile knows, or a value that it cannot have.
        """
        data = _merged(name, ())
        return cls(data.pop("name"), data.pop("title"), data)

    def with_header(self, path: str) -> Profile:
        """The same profile with the `header` section filled from a TOML file.

        Raises Refused: P101 if it cannot be read, P104 if it is no TOML, P105 for an unknown key.
        """
        own, source = parsed(path)
        check(own, self["header"], source)
        return replace(self, sections={**self.sections, "header": _merge(self["header"], own)})

    def with_annotator(self, name: str) -> Profile:
        """The same profile with one annotator more, unless it has it."""
        annotators = self["annotate"]["annotators"]
        if name in annotators:
            return self
        annotate = {**self["annotate"], "annotators": [*annotators, name]}
        return replace(self, sections={**self.sections, "annotate": annotate})

    @staticmethod
    def names() -> list[str]:
        """The profiles that come with tei."""
        return sorted(p.stem for p in resources.path("profiles").glob("*.toml"))


def id_pattern(template: str, **fields: str) -> str:
    """The regular expression of the ids that a template makes, by those of its fields; a field that is not given
    matches nothing.

    So `{document}fn{number}`, as profiles have it, with `document=".+", number="[0-9]+"` gives `.+fn[0-9]+`.
    """
    parts = re.split(r"\{(\w+)\}", template)
    return "".join(fields.get(part, "(?!)") if index % 2 else re.escape(part) for index, part in enumerate(parts))


def _merged(name: str, chain: tuple[str, ...]) -> dict[str, Any]:
    path = Path(name) if name.endswith(".toml") else resources.path(f"profiles/{name}.toml")
    if not _is_file(path):
        raise refusal("P102", f"there is no profile {name!r}", suggestion(name, Profile.names()))
    if name in chain:
        raise refusal("P104", f"profile {name!r} extends itself", "change `extends` in it to another profile")
    own, source = parsed(str(path))
    own.setdefault("name", path.stem)
    if name == BASE:
        return own
    own.setdefault("extends", BASE)
    if path.parent != resources.path("profiles"):
        _beside(own, path.parent)
    parent = own.pop("extends")
    base = _merged(parent, (*chain, name)) if isinstance(parent, str) else {"extends": BASE}
    check(own if isinstance(parent, str) else {"extends": parent}, base, source)
    return _merge(base, own)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:
        raise Refused(unreadable(str(path), error)) from None


def _beside(own: dict[str, Any], folder: Path) -> None:
    """Where a setting names a file that stands beside the profile, put the whole path."""
    for setting in FILES:
        *tables, key = setting.split(".")
        section: Any = own
        for table in tables:
            section = section.get(table, {}) if isinstance(section, dict) else {}
        if isinstance(section, dict) and isinstance(section.get(key), str) and (folder / section[key]).is_file():
            section[key] = str(folder / section[key])


def parsed(path: str) -> tuple[dict[str, Any], Source]:
    """What is in a TOML file, with its text. Raises Refused: T101 to T106 or P101 if it is no text, P104 if no TOML."""
    source = Source.load(path)
    try:
        return tomllib.loads(source.text), source
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        at = source.offset(int(place[1]), int(place[2])) if place else max(len(source.text) - 1, 0)
        message = f"not TOML: {str(error).partition(' (at')[0]}"
        raise refusal("P104", message, "see toml.io for the syntax", Label(source, Span(at, at + 1))) from None


def _merge(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        merged[key] = _merge(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
    return merged
