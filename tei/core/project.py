"""The settings of a project, in the file `tei.toml` at its top: what is checked, and what is told of it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tei.core.diagnostic import SEVERITIES, Diagnostic, Label, Refused, unreadable
from tei.core.profile import parsed
from tei.core.registry import suggestion
from tei.core.selection import Selection, refuse_unknown
from tei.core.source import Source, Span

NAME = "tei.toml"

FAILING = (*SEVERITIES, "never")
"""From which severity on findings make a run fail."""

_WORDS = "a word in quotation marks, or a list of them"
_KINDS: Mapping[str, str] = {
    "profile": "text in quotation marks",
    "phase": "text in quotation marks",
    "baseline": "text in quotation marks",
    "fail-on": "text in quotation marks",
    "max": "a number, 1 or more",
    "severity": 'a table such as { T301 = "info" }',
    "files": "tables, each below [[validate.files]]",
    **dict.fromkeys(("schema", "schematron", "catalog", "check", "select", "ignore"), _WORDS),
}
_FOR_FILES = ("files", "profile", "schema", "schematron", "phase", "select", "ignore", "severity")
_PATHS = ("profile", "schema", "schematron", "catalog", "baseline")


@dataclass(frozen=True)
class Rules:
    """What is set for all files, or for those that fit one of the patterns in `files`."""

    files: tuple[str, ...] = ()
    profile: str = ""
    schema: tuple[str, ...] = ()
    schematron: tuple[str, ...] = ()
    phase: str = ""
    """The phase of the Schematron rules."""
    selection: Selection = field(default_factory=Selection)

    def then(self, over: Rules) -> Rules:
        """These settings with others on top."""
        return Rules(
            (),
            over.profile or self.profile,
            over.schema or self.schema,
            over.schematron or self.schematron,
            over.phase or self.phase,
            self.selection.then(over.selection),
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(_expression, self.files)))

    def concern(self, path: str) -> bool:
        """Whether a file is meant, whose path is that from the folder of tei.toml, with slashes."""
        return self._pattern.fullmatch(path) is not None


@dataclass(frozen=True)
class Project:
    """What tei.toml says; without one, nothing."""

    folder: str = ""
    """The folder of tei.toml, as a whole path."""
    here: str = ""
    """The folder from which paths are given."""
    rules: Rules = field(default_factory=Rules)
    some: tuple[Rules, ...] = ()
    """What is set for some of the files, what comes later on top."""
    catalog: tuple[str, ...] = ()
    check: tuple[str, ...] = ()
    baseline: str = ""
    fail_on: str = "error"
    most: int | None = None
    """So many findings are told at most."""

    def of(self, name: str) -> Rules:
        """The settings for one file."""
        rules = self.rules
        if self.some:
            path = os.path.relpath(os.path.join(self.here, name), self.folder).replace(os.sep, "/")
            for each in self.some:
                if each.concern(path):
                    rules = rules.then(each)
        return rules

    @classmethod
    def find(cls) -> Project:
        """The settings in the tei.toml nearest to the current folder, upwards to the root of its git repository."""
        here = Path.cwd()
        for folder in (here, *here.parents):
            if (folder / NAME).is_file():
                return cls.load(os.path.relpath(folder / NAME))
            if (folder / ".git").exists():
                break
        return cls()

    @classmethod
    def load(cls, path: str) -> Project:
        """The settings in a file. Paths in it are meant from its folder.

        Raises Refused: P101 or T101 to T106 if it cannot be read, P104 if it is no TOML, P502 for a setting that there
        is not or a value that it cannot have, P501 for a code that there is not.
        """
        if not Path(path).is_file():
            raise Refused(unreadable(path, FileNotFoundError(2, "there is no such file")))
        # One that is empty, as `touch` makes it, only says where the project's top is.
        own, source = parsed(path) if os.path.getsize(path) else ({}, Source(path, ""))
        return _Reader(source, os.path.dirname(path)).project(own)


class _Reader:
    """Turns what stands in the file into settings, and refuses what cannot be one."""

    def __init__(self, source: Source, folder: str) -> None:
        self._source = source
        self._folder = folder

    def project(self, own: dict[str, Any]) -> Project:
        for key in own:
            if key != "validate":
                raise self._refused(f"unknown setting {key!r}", suggestion(key, ["validate"]), key)
        table = own.get("validate", {})
        if not isinstance(table, dict):
            raise self._refused("'validate' must be a table", "write [validate] on a line of its own", "validate")
        at = self._start(0)
        self._check(table, tuple(_KINDS), at)
        some = table.get("files", [])
        for index, entry in enumerate(some, 1):
            start = self._start(index)
            self._check(entry, _FOR_FILES, start)
            if not entry.get("files"):
                cure = 'write files = ["volumes/old/*.xml"] below [[validate.files]]'
                raise self._refused("it is not said which files are meant", cure, "files", start)
        return Project(
            folder=os.path.abspath(self._folder),
            here=os.getcwd(),
            rules=self._rules({**table, "files": []}),
            some=tuple(map(self._rules, some)),
            catalog=self._paths(table, "catalog"),
            check=_words(table, "check"),
            baseline="".join(self._paths(table, "baseline")),
            fail_on=table.get("fail-on", "error"),
            most=table.get("max"),
        )

    def _rules(self, table: Mapping[str, Any]) -> Rules:
        return Rules(
            _words(table, "files"),
            "".join(self._paths(table, "profile")),
            self._paths(table, "schema"),
            self._paths(table, "schematron"),
            table.get("phase", ""),
            Selection(_words(table, "select"), _words(table, "ignore"), table.get("severity", {})),
        )

    def _paths(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """The files that a setting names; what is not there may be an address, or a name that tei knows."""
        beside = [(word, os.path.join(self._folder, word)) for word in _words(table, key)]
        return tuple(path if key in ("baseline", "catalog") or os.path.exists(path) else word for word, path in beside)

    def _check(self, table: Any, known: tuple[str, ...], at: int) -> None:
        if not isinstance(table, dict):
            raise self._refused("'files' must be tables", "write [[validate.files]] on a line of its own", "files")
        for key, value in table.items():
            if key not in known:
                raise self._refused(f"unknown setting {key!r}", suggestion(key, list(known)), key, at)
            if not _is_sound(key, value, is_pattern=known == _FOR_FILES):
                kind = _WORDS if key == "files" and known == _FOR_FILES else _KINDS[key]
                raise self._refused(f"{key!r} must be {kind}, not {value!r}", "see docs/team.md", key, at)
        if (failing := table.get("fail-on", "error")) not in FAILING:
            cure = suggestion(failing, list(FAILING))
            raise self._refused(f"'fail-on' cannot be {failing!r}", cure, "fail-on", at)
        for key in ("select", "ignore"):
            refuse_unknown(_words(table, key), self._label(key, at))
        for pattern, severity in table.get("severity", {}).items():
            refuse_unknown([pattern], self._label(pattern, at))
            if severity not in SEVERITIES:
                cure = suggestion(str(severity), list(SEVERITIES))
                raise self._refused(f"the severity of {pattern} cannot be {severity!r}", cure, pattern, at)

    def _start(self, index: int) -> int:
        """Where the settings for all files begin, or those of one of the tables for some, which are counted from 1."""
        headers = [found.end() for found in re.finditer(r"^\s*\[\[\s*validate\.files\s*\]\]", self._source.text, re.M)]
        return headers[index - 1] if 0 < index <= len(headers) else 0

    def _label(self, key: str, at: int) -> Label:
        word = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
        found = word.search(self._source.text, at) or word.search(self._source.text)
        return Label(self._source, Span(*found.span()) if found else Span(0, 1))

    def _refused(self, message: str, cure: str, key: str, at: int = 0) -> Refused:
        return Refused(Diagnostic("P502", "error", message, (self._label(key, at),), cure))


def _is_sound(key: str, value: object, *, is_pattern: bool) -> bool:
    """Whether a value is of the kind that a setting must have."""
    match key:
        case "max":
            return type(value) is int and value > 0
        case "severity":
            return isinstance(value, dict)
        case "files" if not is_pattern:
            return isinstance(value, list)
        case "profile" | "phase" | "baseline" | "fail-on":
            return isinstance(value, str)
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(word, str) for word in value))


def _words(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _expression(pattern: str) -> str:
    """The regular expression of a path pattern: `*` and `?` stay within a folder, `**` does not.

    A pattern without a slash is meant in any folder, as in .gitignore; one that names a folder, all that is in it.
    """
    pattern = pattern.removeprefix("./").rstrip("/")
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    expression = "".join(signs.get(part, re.escape(part)) for part in parts)
    return f"{'' if '/' in pattern else '(?:.*/)?'}{expression}(?:/.*)?"
