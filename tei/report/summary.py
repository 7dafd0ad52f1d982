"""How often each rule is broken, and how often in each file, in place of the single findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tei.core.diagnostic import SEVERITIES, Diagnostic
from tei.core.visible import painted, visible
from tei.report import Whole
from tei.report.terminal import COLOURS, STRONG, Paint, plain
from tei.report.words import counts, name, says

_NUMBER = 7
"""The width of a number, in columns."""


@Whole
def summary(
    diagnostics: Iterable[Diagnostic], *, colour: bool = False, width: int = 100, files: Sequence[str] = (), **_: object
) -> str:
    """Two tables: the rules, with how often each was broken and what it says, and the files; "" for no diagnostics.

    The worst severity comes first, then what was found most often. Of files without findings there is only the number.
    """
    known = list(diagnostics)
    if not known:
        return ""
    paint = painted if colour else plain
    lines = [*_rules(known, paint, width), "", *_files(known, files, paint), ""]
    return "".join(line.rstrip() + "\n" for line in lines)


def _rules(known: list[Diagnostic], paint: Paint, width: int) -> Iterator[str]:
    yield paint("By rule", STRONG)
    by_rule: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for diagnostic in known:
        by_rule[diagnostic.severity, name(diagnostic)].append(diagnostic)
    longest = max(len(rule) for _, rule in by_rule)
    for (severity, rule), found in sorted(
        by_rule.items(), key=lambda item: (SEVERITIES.index(item[1][0].severity), -len(item[1]), item[0])
    ):
        fixed = sum(1 for diagnostic in found if diagnostic.is_fix_certain)
        end = f" ({fixed} with --fix)" if fixed else ""
        start = f"{len(found):{_NUMBER}}  {severity:7}  {rule:{longest}}  "
        said = says(rule) or visible(" ".join(found[0].message.split()))
        room = max(width - len(start) - len(end), 20)
        said = said if len(said) <= room else said[: room - 1] + "…"
        yield start.replace(severity, paint(severity, COLOURS[found[0].severity]), 1) + said + end


def _files(known: list[Diagnostic], files: Sequence[str], paint: Paint) -> Iterator[str]:
    yield paint("By file", STRONG)
    by_file: Counter[str] = Counter()
    severities: dict[str, list[str]] = defaultdict(list)
    for diagnostic in known:
        file = visible(diagnostic.labels[0].source.name) if diagnostic.labels else "(no file)"
        by_file[file] += 1
        severities[file].append(diagnostic.severity)
    longest = max(map(len, by_file))
    for file, number in sorted(by_file.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:{_NUMBER}}  {file:{longest}}  {counts(severities[file])}"
    clean = sum(1 for file in files if visible(file) not in by_file)
    if clean:
        yield f"{0:{_NUMBER}}  in each of {clean} more" if clean > 1 else f"{0:{_NUMBER}}  in one more"
