"""Findings that a document itself asks not to be told of: `<?tei ignore R102 -- reason?>`, `<?tei ignore-file …?>`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from tei.core.diagnostic import Diagnostic, Edit, Fix, Label, Refused
from tei.core.references import place
from tei.core.selection import fit, is_certain, unknown
from tei.core.source import Source, Span
from tei.core.stream import chunks

_BEGINNING = b"<?tei"
_INSTRUCTION = re.compile(r"<\?.*?\?>", re.DOTALL)
_REASON = re.compile(r"(?:^|\s)--(?:\s|$)")

_BY_OTHERS = ("L102", "L103", "T401", "T402", "T403")
"""What is found depends on the other files of the run, too, so that nobody can say that one of these is not found."""

Position = tuple[int, int]
"""A line and a column, both counted from 1."""

_START: Position = (0, 0)
_END: Position = (1 << 62, 0)


@dataclass(eq=False)
class Ignore:
    """One instruction: its place, the codes and names of rules in it, and the stretch of the file that it is for."""

    label: Label
    verb: str
    patterns: tuple[str, ...]
    start: Position = _END
    end: Position = _END
    used: set[str] = field(default_factory=set)

    def silences(self, diagnostic: Diagnostic, at: Position) -> bool:
        """Whether a finding at a place is not to be told; that it was found is kept in mind."""
        if not self.start <= at < self.end:
            return False
        fitting = {pattern for pattern in self.patterns if fit(pattern, diagnostic)}
        self.used |= fitting
        return bool(fitting)


def has_ignores(source: Source) -> bool:
    """Whether there may be such instructions in a file; its characters are only looked through."""
    rest = b""
    for piece in chunks(source):
        if _BEGINNING in rest + piece[: len(_BEGINNING)] or _BEGINNING in piece:
            return True
        rest = piece[-len(_BEGINNING) :]
    return False


def not_ignored(source: Source, diagnostics: Collection[Diagnostic], *, complete: bool) -> Iterator[Diagnostic]:
    """The findings in a document, and in the files that it draws on, that their instructions do not silence.

    An instruction is for the element that follows it, with everything in that; `ignore-file` for the whole file. If
    all checks were made (`complete`), those that silence nothing are told (T601); those that cannot are always (T602).
    """
    by_file = {source.name: ignores(source)}
    for diagnostic in diagnostics:
        if is_certain(diagnostic) or not diagnostic.labels:
            yield diagnostic
            continue
        where, span = diagnostic.labels[0].source, diagnostic.labels[0].span
        if where.name not in by_file:
            by_file[where.name] = ignores(where) if has_ignores(where) else []
        at = where.position(span.start) if by_file[where.name] else _START
        # Each is asked, so that each knows whether it was of use.
        silencing = [ignore for ignore in by_file[where.name] if ignore.silences(diagnostic, at)]
        if not silencing:
            yield diagnostic
    for ignore in by_file[source.name]:
        yield from _faults(ignore, complete=complete and not any(map(is_certain, diagnostics)))


def ignores(source: Source) -> list[Ignore]:
    """The instructions in a file, as far as it is well-formed XML, in their order."""
    reader = _Reader(source)
    # Of what is wrong with the file the checks tell.
    with suppress(expat.ExpatError, Refused):
        reader.read()
    return reader.found


class _Reader:
    """Reads a file for its instructions; its entities and inclusions are not followed."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._open: list[list[Ignore]] = []
        """For each open element the instructions that are for it."""
        self._waiting: list[Ignore] = []
        self._closed: list[Ignore] = []
        self.found: list[Ignore] = []
        parser = self._parser = expat.ParserCreate("utf-8")
        # An entity that nobody declares is no fault, if there may be declarations elsewhere.
        parser.UseForeignDTD(True)
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.ExternalEntityRefHandler = lambda *names: 1
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.ProcessingInstructionHandler = self._instruction
        # All other events come here, and entities are then not replaced.
        parser.DefaultHandler = self._close

    def read(self) -> None:
        for piece in chunks(self._source):
            self._parser.Parse(piece, False)
        self._parser.Parse(b"", True)

    def _here(self) -> Position:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _close(self, text: str = "") -> None:
        # Where a tag ends is where the next thing begins.
        for ignore in self._closed:
            ignore.end = self._here()
        self._closed = []

    def _start(self, name: str, attributes: object) -> None:
        self._close()
        for ignore in self._waiting:
            ignore.start = self._here()
        self._open.append(self._waiting)
        self._waiting = []

    def _end(self, name: str) -> None:
        self._close()
        self._closed = self._open.pop()
        # An instruction that no element follows is for none.
        self._waiting = []

    def _instruction(self, target: str, data: str) -> None:
        self._close()
        if target != "tei":
            return
        verb, _, rest = " ".join(data.split()).partition(" ")
        patterns = re.findall(r"[^\s,]+", _REASON.split(rest, maxsplit=1)[0])
        ignore = Ignore(self._whole(), verb, tuple(patterns))
        self.found.append(ignore)
        if verb == "ignore-file":
            ignore.start = _START
        elif verb == "ignore":
            self._waiting.append(ignore)

    def _whole(self) -> Label:
        label = place(self._source, *self._here())
        found = _INSTRUCTION.match(label.source.text, label.span.start)
        return Label(label.source, Span(*found.span())) if found else label


def _faults(ignore: Ignore, *, complete: bool) -> Iterator[Diagnostic]:
    label = ignore.label
    if ignore.verb not in ("ignore", "ignore-file"):
        cure = "write <?tei ignore R102 -- the reason?>, or ignore-file in place of ignore"
        yield Diagnostic("T602", "warning", "tei does not know this instruction", (label,), cure)
        return
    if not ignore.patterns:
        cure = "name codes or rules: <?tei ignore R102 -- the reason?>"
        yield Diagnostic("T602", "warning", "it does not say what is to be ignored", (label,), cure)
    for pattern in ignore.patterns:
        if cure := unknown(pattern):
            yield Diagnostic("T602", "warning", f"there is no code {pattern!r} to be ignored", (label,), cure)
    unused = [p for p in ignore.patterns if p not in ignore.used and not unknown(p) and not _depends(p)]
    if unused and complete:
        yield _unused(ignore, unused)


def _depends(pattern: str) -> bool:
    return any(code.startswith(pattern) for code in _BY_OTHERS)


def _unused(ignore: Ignore, unused: list[str]) -> Diagnostic:
    label = ignore.label
    names = " and ".join(filter(None, [", ".join(unused[:-1]), unused[-1]]))
    if ignore.start == _END:
        message, cure = f"no element follows that could have {names}", "put it before the element that it is for"
    else:
        message, cure = f"nothing here has {names}", "take it away"
    fixes: tuple[Fix, ...] = ()
    if len(unused) == len(ignore.patterns) and label.source.first == 1 and ignore.start != _END:
        # It may be for rules that were not among those of this run.
        fixes = (Fix((Edit(label.source, _with_line(label), ""),), safe=False, words="take the instruction away"),)
    return Diagnostic("T601", "warning", f"ignored in vain: {message}", (label,), cure, fixes)


def _with_line(label: Label) -> Span:
    """The span of an instruction, with its line if there is nothing else on it."""
    text, span = label.source.text, label.span
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end) + 1
    alone = end and not (text[start : span.start] + text[span.end : end]).strip()
    return Span(start, end) if alone else span
