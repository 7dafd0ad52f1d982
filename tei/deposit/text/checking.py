"""Whether a kit of texts is sound: its text is text, its tokens are CoNLL-U, and each sentence is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tei.core.diagnostic import Diagnostic
from tei.deposit.schemas import ANEW, Schemas, invalid
from tei.deposit.text.conllu import COLUMNS

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_COMMENT = re.compile(r"# (?P<key>[\w.]+(?: id)?) = (?P<value>.*)")
_BRACKET = re.compile(r"\((?P<opened>[^-()]+)-(?P<kind>[a-z]+)(?P<whole>\))?|(?P<closed>[^-()]+)\)")
_ONCE = ("newdoc id", "newpar id", "sent_id")


def check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    """What is wrong with the files (P862), the first fault of each."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".txt", ".conllu"):
            fault = next(_text(file) if file.suffix == ".txt" else faults(file), "")
            if fault:
                yield invalid(file, f"{file.name}{fault}", ANEW)


def _text(file: Path) -> Iterator[str]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        yield f" cannot be read: {error}"
        return
    if not text.endswith("\n"):
        yield " does not end with a line feed"
    if found := _CONTROL.search(text):
        yield f" has a control character, U+{ord(found[0]):04X}"


def faults(file: Path) -> Iterator[str]:
    """What is wrong with a file in CoNLL-U, each with its line (Universal Dependencies, CoNLL-U format)."""
    known: dict[str, set[str]] = {key: set() for key in _ONCE}
    sentence = _Sentence()
    number = 0
    try:
        with file.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                line = line.rstrip("\n")
                if not line:
                    yield from (f", line {number}: {fault}" for fault in sentence.end())
                    sentence = _Sentence()
                elif line.startswith("#"):
                    found = _COMMENT.fullmatch(line)
                    key, value = (found["key"], found["value"]) if found else ("", "")
                    sentence.said[key] = value
                    if key in known:
                        if value in known[key]:
                            yield f", line {number}: the {key} {value!r} is given twice"
                        known[key].add(value)
                else:
                    yield from (f", line {number}: {fault}" for fault in sentence.take(line))
    except (OSError, ValueError) as error:
        yield f" cannot be read: {error}"
    if sentence.said or sentence.forms:
        yield f", line {number}: there is no blank line after the last sentence"


class _Sentence:
    """A sentence that is being read: what its comments say, its forms and the names that are open."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.forms: list[str] = []
        self._open: list[str] = []

    def take(self, line: str) -> Iterator[str]:
        fields = line.split("\t")
        if len(fields) != COLUMNS or not all(fields):
            yield f"{len(fields)} fields, not {COLUMNS}, or an empty one"
            return
        misc = dict(each.partition("=")[::2] for each in fields[-1].split("|"))
        self.forms.append(fields[1] + ("" if misc.get("SpaceAfter") == "No" else " "))
        if fields[0] != str(len(self.forms)):
            yield f"the ID is {fields[0]}, not {len(self.forms)}"
        if fields[1] != fields[1].strip():
            yield "the form has blanks at its ends"
        if "Entity" in misc:
            yield from self._named(misc["Entity"])

    def _named(self, brackets: str) -> Iterator[str]:
        found = list(_BRACKET.finditer(brackets))
        if "".join(each[0] for each in found) != brackets:
            yield f"Entity={brackets} cannot be understood"
        for each in found:
            if each["opened"] and not each["whole"]:
                self._open.append(each["opened"])
            elif each["closed"] and (not self._open or self._open.pop() != each["closed"]):
                yield f"the entity {each['closed']} is closed, and was not the last that was opened"

    def end(self) -> Iterator[str]:
        if not self.forms:
            yield "a sentence has no tokens"
        if "sent_id" not in self.said:
            yield "a sentence has no sent_id"
        text = self.said.get("text", "")
        if "".join(self.forms).rstrip() != text:
            yield f"the tokens of the sentence do not give its text, {_short(text)!r}"
        if self._open:
            yield f"the entity {self._open[-1]} is not closed"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
