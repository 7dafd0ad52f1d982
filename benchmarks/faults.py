"""How well validators explain the faults of tests/validate/faults: the place, the cause, the remedy, and how often.

Every validator is given every file with its one fault, first under our own grammars, then, where TEI_ORACLE names a
folder with tei_all.rng, under the whole of TEI. What counts is the first error; of a long message the first 400
characters, since nobody reads two hundred names.

- place: `tei` must name the line and the column of the fault. jing gives the end of the start tag, so that any line of
  the tag is true for it; libxml2 knows lines only, so that the line is enough.
- cause and remedy: the words in the table must occur, whatever stands around them (`<p>` or "p"). libxml2 tells one
  fault in several messages, from inside out: they count together.
- errors: how many it reports for a fault that it finds.

Pointers and dates that contradict each other are no matter of a grammar; those rows are left to our own tests.
With --misses it also prints what `tei` does not place, name or mend.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

    from tei.core.diagnostic import Diagnostic

ROOT = Path(__file__).resolve().parent.parent
FAULTS = ROOT / "tests" / "validate" / "faults"
PROFILES = {"frus": "frus", "letters": "letters", "tei": "plain", "tei_all": "plain"}
BEYOND = frozenset({"pointer dangling", "pointer malformed", "dates contradict"})
LONGEST = 400

Words = tuple[tuple[str, ...], ...]
"""All of which must be said, each in one of its forms."""


@dataclass(frozen=True)
class Fault:
    """A row of the table."""

    path: Path
    schema: str
    also_tei_all: bool
    kind: str
    places: tuple[tuple[int, int], ...]
    cause: Words
    remedy: Words
    fix: str
    mended: tuple[tuple[str, str], ...]

    def mend(self) -> str:
        """The file's text without its fault."""
        text = self.path.read_text(encoding="utf-8")
        for old, new in self.mended:
            if text.count(old) != 1:
                raise ValueError(f"{self.path.name}: {old!r} stands in it {text.count(old)} times")
            text = text.replace(old, new)
        return text


@dataclass(frozen=True)
class Table:
    """The faults, and the codes that say each kind of them."""

    faults: tuple[Fault, ...]
    kinds: Mapping[str, Sequence[str]]

    @classmethod
    def load(cls, folder: Path = FAULTS) -> Table:
        """The table.toml of a folder."""
        table = tomllib.loads((folder / "table.toml").read_text(encoding="utf-8"))
        faults = (
            Fault(
                path=folder / row["file"],
                schema=row["schema"],
                also_tei_all=row.get("also_tei_all", False),
                kind=row["kind"],
                places=((row["line"], row["column"]), *map(tuple, row.get("also_at", []))),
                cause=_words(row["cause"]),
                remedy=_words(row["remedy"]),
                fix=row.get("fix", ""),
                mended=tuple(map(tuple, row["mended"])),
            )
            for row in table["fault"]
        )
        return cls(tuple(faults), table["kinds"])


def _words(listed: Iterable[str | list[str]]) -> Words:
    return tuple((each,) if isinstance(each, str) else tuple(each) for each in listed)


@dataclass(frozen=True)
class Finding:
    """An error as a validator reports it; without a column, any place in the lines will do."""

    lines: range
    column: int | None
    message: str
    help: str = ""
    code: str = ""


Validator = Callable[[str, Sequence[Path]], Mapping[Path, Sequence[Finding]]]
"""From a grammar's name and files to the errors of each."""


@dataclass(frozen=True)
class Verdict:
    """What one validator made of one fault."""

    fault: Fault
    findings: tuple[Finding, ...]
    placed: bool
    named: bool
    remedied: bool


@dataclass(frozen=True)
class Score:
    """What one validator made of all of them; shares from 0 to 1."""

    verdicts: tuple[Verdict, ...]

    @property
    def found(self) -> float:
        return sum(bool(v.findings) for v in self.verdicts) / len(self.verdicts)

    @property
    def placed(self) -> float:
        return sum(v.placed for v in self.verdicts) / len(self.verdicts)

    @property
    def named(self) -> float:
        return sum(v.named for v in self.verdicts) / len(self.verdicts)

    @property
    def remedied(self) -> float:
        return sum(v.remedied for v in self.verdicts) / len(self.verdicts)

    @property
    def errors(self) -> float:
        """The mean number of errors for a fault that was found."""
        numbers = [len(v.findings) for v in self.verdicts if v.findings]
        return sum(numbers) / max(1, len(numbers))


def judge(fault: Fault, findings: Sequence[Finding]) -> Verdict:
    """Whether the first finding stands at the true place, names the cause and offers the right remedy."""
    if not findings:
        return Verdict(fault, (), False, False, False)
    first = findings[0]
    placed = any(line in first.lines and first.column in (None, column) for line, column in fault.places)
    message, cure = first.message[:LONGEST], (first.help or first.message)[:LONGEST]
    return Verdict(fault, tuple(findings), placed, says(message, fault.cause), says(cure, fault.remedy))


def says(text: str, words: Words) -> bool:
    """Whether a text has each of the words in one of its forms; brackets, slashes and quotation marks do not count."""
    return all(any(_has(text, form) for form in forms) for forms in words)


def _has(text: str, form: str) -> bool:
    bare = _bare(form)
    if not re.search(r"\w", bare):
        return form in text
    return bool(re.search(rf"(?<![\w:.-]){re.escape(bare)}(?!\w|-\w)", _bare(text)))


def _bare(text: str) -> str:
    return " ".join(re.sub(r"""[<>/@"'“”‘’]""", " ", text).split())


def score(table: Table, validator: Validator, *, whole: bool = False) -> Score:
    """How a validator does on the faults of a grammar: under our own, or with `whole` under the whole of TEI."""
    faults = [f for f in table.faults if f.kind not in BEYOND and (f.schema != "tei_all" or whole)]
    if whole:
        faults = [f for f in faults if f.also_tei_all or f.schema == "tei_all"]
    verdicts: list[Verdict] = []
    for schema in dict.fromkeys("tei_all" if whole else f.schema for f in faults):
        asked = [f for f in faults if whole or f.schema == schema]
        findings = validator(schema, [f.path for f in asked])
        verdicts += [judge(f, findings.get(f.path, ())) for f in asked]
    return Score(tuple(verdicts))


def grammar(schema: str) -> Path:
    """The file of a grammar. Raises KeyError for the whole of TEI where TEI_ORACLE is not set."""
    folder = Path(os.environ["TEI_ORACLE"]) if schema == "tei_all" else ROOT / "schemas"
    return folder / f"{schema}.rng"


def diagnostics(schema: str, data: bytes, name: str) -> list[Diagnostic]:
    """The errors of `tei validate` in the bytes of a file."""
    from tei.core.diagnostic import Refused
    from tei.core.edition import Edition
    from tei.core.profile import Profile
    from tei.validate import validate

    profile = Profile.load(PROFILES[schema])
    try:
        # Its files are small pieces, which do not keep the rules of a series besides.
        found = validate(Edition.decode(data, name), profile, schema=str(grammar(schema)), without=("rules",))
    except Refused as refused:
        found = list(refused.diagnostics)
    return [diagnostic for diagnostic in found if diagnostic.severity == "error"]


def tei(schema: str, paths: Sequence[Path]) -> dict[Path, list[Finding]]:
    """The errors that `tei validate` reports."""
    found: dict[Path, list[Finding]] = {path: [] for path in paths}
    for path in paths:
        for each in diagnostics(schema, path.read_bytes(), path.name):
            line, column = each.labels[0].source.position(each.labels[0].span.start) if each.labels else (0, 0)
            found[path].append(Finding(range(line, line + 1), column, each.message, each.help, each.code))
    return found


def jing(schema: str, paths: Sequence[Path]) -> dict[Path, list[Finding]]:
    """The errors that jing reports; it stops at a file that is not well-formed and is called again for the rest."""
    found: dict[Path, list[Finding]] = {path: [] for path in paths}
    rest = list(paths)
    while rest:
        done = subprocess.run(["jing", grammar(schema), *rest], capture_output=True, text=True, check=False)
        stopped = None
        for line in (done.stdout + done.stderr).splitlines():
            if match := re.fullmatch(r"(.+?\.xml):(\d+):(\d+): (fatal|error|fatal error): (.*)", line):
                path, at, column = Path(match[1]), int(match[2]), int(match[3])
                found[path].append(Finding(_tag_before(path, at, column), None, match[5]))
                stopped = path if match[4] != "error" else stopped
        rest = rest[rest.index(stopped) + 1 :] if stopped else []
    return found


def _tag_before(path: Path, line: int, column: int) -> range:
    """The lines of the tag that ends at a place."""
    lines = _lines(path)
    behind = sum(map(len, lines[: line - 1])) + column - 1
    start = "".join(lines).rfind("<", 0, behind)
    first = "".join(lines)[: max(start, 0)].count("\n") + 1
    return range(first if lines[line - 1][: column - 1].rstrip().endswith(">") else line, line + 1)


@cache
def _lines(path: Path) -> list[str]:
    return [*path.read_text(encoding="utf-8").splitlines(keepends=True), ""]


def libxml2(schema: str, paths: Sequence[Path]) -> dict[Path, list[Finding]]:
    """The errors that lxml's RelaxNG reports, and lxml's parser."""
    from lxml import etree

    relaxng = _relaxng(schema)
    found: dict[Path, list[Finding]] = {}
    for path in paths:
        parser = etree.XMLParser(collect_ids=False)
        try:
            relaxng.validate(etree.parse(str(path), parser))
            log = relaxng.error_log
        except etree.XMLSyntaxError:
            log = parser.error_log
        whole = " ".join(re.sub(r"\{[^}]*\}", "", entry.message) for entry in log)
        found[path] = [Finding(range(entry.line, entry.line + 1), None, whole) for entry in log]
    return found


@cache
def _relaxng(schema: str) -> etree.RelaxNG:
    from lxml import etree

    return etree.RelaxNG(file=str(grammar(schema)))


def main(arguments: Sequence[str]) -> None:
    table = Table.load()
    peers: dict[str, Validator] = {"tei": tei, "jing": jing, "libxml2 (lxml)": libxml2}
    if not shutil.which("jing"):
        del peers["jing"]
        print("jing is not installed: it is left out")
    for whole, title in ((False, "our own grammars"), (True, "the whole of TEI")):
        if whole and not os.environ.get("TEI_ORACLE"):
            print("\nTEI_ORACLE does not name a folder with tei_all.rng: nothing is said about the whole of TEI")
            continue
        scores = {name: score(table, peer, whole=whole) for name, peer in peers.items()}
        print(f"\n{len(scores['tei'].verdicts)} faults under {title}")
        print(f"{'':16}{'found':>8}{'place':>8}{'cause':>8}{'remedy':>8}{'errors a fault':>16}")
        for name, it in scores.items():
            shares = "".join(f"{share:8.1%}" for share in (it.found, it.placed, it.named, it.remedied))
            print(f"{name:16}{shares}{it.errors:16.2f}")
        if "--misses" in arguments:
            for verdict in scores["tei"].verdicts:
                print(missed(verdict), end="")


def missed(verdict: Verdict) -> str:
    """What a validator should have said of a fault, beside what it said; "" where that was right."""
    fault, findings = verdict.fault, verdict.findings
    checks = {"place": verdict.placed, "cause": verdict.named, "remedy": verdict.remedied, "once": len(findings) == 1}
    if all(checks.values()):
        return ""
    wrong = ", ".join(name for name, right in checks.items() if not right)
    wanted = f"{fault.places[0][0]}:{fault.places[0][1]} {fault.kind}: {fault.cause} -> {fault.remedy}"
    said = [f"    {f.lines.start}:{f.column} {f.code} {f.message} ({f.help})\n" for f in findings]
    return f"\n{fault.path.name} [{wrong}]\n    {wanted}\n" + "".join(said)


if __name__ == "__main__":
    main(sys.argv[1:])
