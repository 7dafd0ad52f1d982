"""The syntax of regular expressions of XML Schema (part 2, appendix F), read into a tree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NoReturn

from tei.relaxng.datatypes.classes import CATEGORIES, WILDCARD, CharacterClass, block, category, escape, of, span

_SINGLE = {"n": "\n", "r": "\r", "t": "\t"} | {character: character for character in "\\|.?*+(){}-[]^"}
_SPECIAL = "\\.?*+(){}[]|"
_MANY = 2**31
_DEPTH = 100


class ExpressionError(ValueError):
    """Raised for what is not a regular expression: says what is wrong, and at which character, counted from 1."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """One item after another."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repetition:
    """An item so many times; `most` is None where there is no limit."""

    item: Node
    least: int
    most: int | None


Node = CharacterClass | Sequence | Choice | Repetition


def parse(source: str) -> Node:
    """The tree of a regular expression. Raises ExpressionError."""
    parser = _Parser(source)
    tree = parser.expression()
    if parser.here:
        parser.fail(
            f"“{parser.here}” closes nothing"
            if parser.here == ")"
            else f"“{parser.here}” must be written \\{parser.here}"
        )
    return tree


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.depth = 0

    @property
    def here(self) -> str:
        return self.source[self.at : self.at + 1]

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        raise ExpressionError(f"{message}, at character {(self.at if at is None else at) + 1}")

    def take(self, *expected: str) -> str:
        """The expected string if it is next, which is then passed; else ""."""
        for string in expected:
            if self.source.startswith(string, self.at):
                self.at += len(string)
                return string
        return ""

    def need(self, string: str) -> None:
        if not self.take(string):
            found = f"not “{self.here}”" if self.here else "but the expression ends"
            self.fail(f"“{string}” is expected, {found}")

    def expression(self) -> Node:
        options = [self.branch()]
        while self.take("|"):
            options.append(self.branch())
        return _choice(options)

    def branch(self) -> Node:
        items: list[Node] = []
        while self.here and self.here not in "|)":
            atom = self.atom()
            items.append(self.quantified(atom))
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def quantified(self, atom: Node) -> Node:
        if self.take("?"):
            return _repetition(atom, 0, 1)
        if self.take("*"):
            return _repetition(atom, 0, None)
        if self.take("+"):
            return _repetition(atom, 1, None)
        if not self.take("{"):
            return atom
        least = most = self.number()
        limit: int | None = most
        if self.take(","):
            limit = None if self.here == "}" else self.number()
        if limit is not None and limit < least:
            self.fail(f"{least} is more than {limit}")
        self.need("}")
        return _repetition(atom, least, limit)

    def number(self) -> int:
        start = self.at
        while self.here and self.here in "0123456789":
            self.at += 1
        if self.at == start:
            self.fail("a number is expected")
        # No text is as long as this, and the libraries that match take no greater number.
        return min(int(self.source[start : self.at][-1000:]), _MANY) if self.at - start < 1000 else _MANY

    def atom(self) -> Node:
        if self.take("("):
            self.depth += 1
            if self.depth > _DEPTH:
                self.fail(f"more than {_DEPTH} parentheses are open")
            inside = self.expression()
            self.need(")")
            self.depth -= 1
            return inside
        if self.take("["):
            return self.group()
        if self.take("."):
            return WILDCARD
        if self.here == "\\":
            return self.escaped()
        character = self.here
        if character in "?*+":
            self.fail(f"“{character}” has nothing before it to repeat")
        if character in _SPECIAL:
            self.fail(f"“{character}” must be written \\{character}")
        self.at += 1
        return of(character)

    def escaped(self) -> CharacterClass:
        """The class that an escape stands for, be it of a single character or of many."""
        start = self.at
        self.need("\\")
        letter = self.here
        self.at += 1
        if not letter:
            self.fail("“\\” has nothing after it", start)
        if letter in _SINGLE:
            return of(_SINGLE[letter])
        if letter in "sSiIcCdDwW":
            return escape(letter)
        if letter not in "pP":
            self.fail(f"there is no escape “\\{letter}”", start)
        members = self.members()
        return ~members if letter == "P" else members

    def members(self) -> CharacterClass:
        """The class of a category or block."""
        self.need("{")
        start = self.at
        while self.here and self.here != "}":
            self.at += 1
        name = self.source[start : self.at]
        self.need("}")
        if name in CATEGORIES:
            return category(name)
        found = block(name[2:]) if name.startswith("Is") and name[2:].replace("-", "").isalnum() else None
        if found is None:
            kind = f"block “{name[2:]}”" if name.startswith("Is") else f"category “{name}”"
            self.fail(f"Unicode has no {kind}", start)
        return found

    def group(self) -> CharacterClass:
        """The class between brackets, of which the first is passed."""
        start = self.at
        negated = bool(self.take("^"))
        members = self.range(first=True)
        subtracted: CharacterClass | None = None
        while not self.take("]"):
            if self.take("-["):
                subtracted = self.group()
                self.need("]")
                break
            if not self.here:
                self.fail("“[” is not closed", start - 1)
            members |= self.range()
        members = ~members if negated else members
        return members - subtracted if subtracted else members

    def range(self, first: bool = False) -> CharacterClass:
        """The characters of one range, escape or character in a group."""
        start = self.at
        # A hyphen stands for itself at the beginning and at the end.
        if (
            self.here == "-"
            and (first or self.source.startswith("]", self.at + 1))
            and not self.source.startswith("-[", self.at)
        ):
            self.at += 1
            return of("-")
        low = self.limit()
        if self.here != "-" or self.source.startswith(("-]", "-["), self.at):
            return low if isinstance(low, CharacterClass) else of(low)
        self.at += 1
        high = self.limit()
        if isinstance(low, CharacterClass) or isinstance(high, CharacterClass):
            self.fail("the ends of a range must be single characters", start)
        if high < low:
            self.fail(f"the range “{self.source[start : self.at]}” ends before it begins", start)
        return span(low, high)

    def limit(self) -> str | CharacterClass:
        """A character that may be the end of a range, or a class that may not."""
        if self.here == "\\":
            letter = self.source[self.at + 1 : self.at + 2]
            if letter in _SINGLE and letter:
                self.at += 2
                return _SINGLE[letter]
            return self.escaped()
        character = self.here
        if not character:
            self.fail("the expression ends within brackets")
        if character in "-[]":
            self.fail(f"“{character}” must be written \\{character} here")
        self.at += 1
        return character


def _choice(options: list[Node]) -> Node:
    """One of the options, those that are single characters joined into one class, so that none is tried in vain."""
    others = list(dict.fromkeys(option for option in options if not isinstance(option, CharacterClass)))
    classes = [option for option in options if isinstance(option, CharacterClass)]
    kept: list[Node] = [*others, reduce(or_, classes)] if classes else [*others]
    return kept[0] if len(kept) == 1 else Choice(tuple(kept))


def _repetition(item: Node, least: int, most: int | None) -> Node:
    """The item so many times; a repetition of a repetition as a single one, where that is the same."""
    if (least, most) == (1, 1):
        return item
    if isinstance(item, Repetition) and item.least <= 1 and least <= 1:
        endless = item.most is None and most != 0
        if endless or (item.most == 1 and most is None):
            return Repetition(item.item, item.least * least, None)
    return Repetition(item, least, most)
