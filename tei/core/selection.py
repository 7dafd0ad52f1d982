"""Which findings are told, and how severe they are: by the prefix of a code or the name of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cache

from tei.core import resources
from tei.core.diagnostic import Diagnostic, Label, Severity, refusal
from tei.core.registry import nearest

ALL = "ALL"
"""The pattern that every finding fits."""

_CODE_LIKE = re.compile(r"[A-Z]\d*\*?")
_CODE = re.compile(r"[A-Z]\d{3}")
_EXACT = 1000
_WILD = 100


def is_certain(diagnostic: Diagnostic) -> bool:
    """Whether it is told whatever is selected or ignored: without it, a file that was not checked would seem clean.

    So are faults of settings (P) and of tei itself (T9), and errors of XML (X), after which other checks are not made.
    """
    return diagnostic.code.startswith(("P", "T9")) or (diagnostic.code[0] == "X" and diagnostic.severity == "error")


def fit(pattern: str, diagnostic: Diagnostic) -> int:
    """How closely a pattern fits a finding: 0 not at all, else the longer it is the more.

    A pattern is the prefix of a code (`R`, `R1`, `R102`), the name of a rule, which may have shell wildcards
    (`frus-*`), or ALL. A name says more than a wildcard, and that more than a code.
    """
    if pattern == ALL:
        return 1
    if diagnostic.code.startswith(pattern):
        return 1 + len(pattern)
    if diagnostic.rule == pattern:
        return _EXACT
    return _WILD + len(pattern) if diagnostic.rule and fnmatchcase(diagnostic.rule, pattern) else 0


@dataclass(frozen=True)
class Selection:
    """Patterns (see `fit`) of the findings that are told, of those that are not, and of those of another severity."""

    select: tuple[str, ...] = ()
    """If there are none, everything is told that is not ignored."""
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def then(self, over: Selection) -> Selection:
        """This selection with another on top: what that one selects begins anew, what it ignores is added."""
        ignore = over.ignore if over.select else (*self.ignore, *over.ignore)
        return Selection(over.select or self.select, ignore, {**self.severity, **over.severity})

    def __call__(self, diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Those of the findings that are told, with the severities that they are to have."""
        for diagnostic in diagnostics:
            if is_certain(diagnostic):
                yield diagnostic
            elif self.tells(diagnostic):
                yield self._weighed(diagnostic)

    def tells(self, diagnostic: Diagnostic) -> bool:
        """Whether it is selected and not ignored: the longest pattern decides; of two alike, that which ignores."""
        selected = max((fit(pattern, diagnostic) for pattern in self.select), default=1)
        return selected > max((fit(pattern, diagnostic) for pattern in self.ignore), default=0)

    def _weighed(self, diagnostic: Diagnostic) -> Diagnostic:
        closest = max(self.severity, key=lambda pattern: fit(pattern, diagnostic), default=None)
        if closest is None or not fit(closest, diagnostic):
            return diagnostic
        return replace(diagnostic, severity=self.severity[closest])


@cache
def codes() -> tuple[str, ...]:
    """All codes that tei gives: each has a page."""
    stems = (page.stem for page in resources.path("explain/pages").glob("*.md"))
    return tuple(sorted(stem for stem in stems if _CODE.fullmatch(stem)))


def unknown(pattern: str) -> str:
    """What to write instead of a pattern that looks like a code and is the beginning of none; "" for all others.

    The names of rules are known only when the schemas are read that have them, but what is a code but for its small
    letters is none of them.
    """
    if pattern != (meant := pattern.upper()) and meant in (ALL, *codes(), *(code[0] for code in codes())):
        return f"write {meant!r}, in capital letters"
    if not _CODE_LIKE.fullmatch(pattern) or any(code.startswith(pattern) for code in codes()):
        return ""
    if pattern.endswith("*") and not unknown(pattern[:-1]):
        return f"a prefix does: write {pattern[:-1]!r}"
    family = [code for code in codes() if code[0] == pattern[0]]
    if near := nearest(pattern, family) or nearest(pattern, codes()) if len(pattern) > 3 else "":
        return f"did you mean {near!r}?"
    known = family or sorted({code[0] for code in codes()})
    return f"{'its family has' if family else 'the families are'} {', '.join(known)}"


def refuse_unknown(patterns: Iterable[str], *labels: Label) -> None:
    """Raise Refused (P501) for the first pattern that looks like a code and is the beginning of none."""
    for pattern in patterns:
        if cure := unknown(pattern):
            raise refusal("P501", f"there is no code {pattern!r}", cure, *labels)
