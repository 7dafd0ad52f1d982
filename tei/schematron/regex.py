"""Regular expressions that are simple enough to be said in XPath 1.0."""

from __future__ import annotations

import re

from tei.schematron.expression import Call, Expression, Literal, Number, Operator
from tei.schematron.xpath import NotXPath1

_PLAIN = r"(?:[^\\^$.|?*+(){}\[\]]|\\[.|?*+(){}\[\]^$\\-])"
_ANCHORED = re.compile(rf"(\^?)({_PLAIN}*)(\$?)", re.DOTALL)
_CLASS = re.compile(r"\^\[((?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9 _.,:;/#])+-?)\]([+*])\$")
_SPACE = " \t\n\r"


def without_regex(text: Expression, regex: Expression) -> Expression:
    """What `matches(text, regex)` says, without it; raises NotXPath1 for all but the simplest regular expressions.

    Those are words that stand somewhere, at the beginning or at the end; white space anywhere (`\\s`); and one class
    of ASCII characters from beginning to end (`^[a-z0-9-]+$`).
    """
    if isinstance(regex, Literal):
        if regex.text == r"\s":
            return Operator("!=", Call("string", (text,)), Call("translate", (text, Literal(_SPACE), Literal(""))))
        if found := _CLASS.fullmatch(regex.text):
            return _of_class(text, _members(found[1]), found[2])
        if found := _ANCHORED.fullmatch(regex.text):
            words = Literal(re.sub(r"\\(.)", r"\1", found[2]))
            return _at(text, words, bool(found[1]), bool(found[3]))
    raise NotXPath1("matches() with such a regular expression")


def _at(text: Expression, words: Literal, begins: bool, ends: bool) -> Expression:
    if begins and ends:
        return Operator("=", Call("string", (text,)), words)
    if begins:
        return Call("starts-with", (text, words))
    if not ends:
        return Call("contains", (text, words))
    behind = Operator("-", Call("string-length", (text,)), Number(str(len(words.text) - 1)))
    if not words.text:
        return Call("true", ())
    return Operator("=", Call("substring", (text, behind)), words)


def _of_class(text: Expression, members: str, times: str) -> Expression:
    only = Operator("=", Call("translate", (text, Literal(members), Literal(""))), Literal(""))
    return only if times == "*" else Operator("and", only, Operator("!=", Call("string", (text,)), Literal("")))


def _members(written: str) -> str:
    """The characters of a class, its ranges written out."""
    found: list[str] = []
    for single, first, last in re.findall(r"([A-Za-z0-9])-([A-Za-z0-9])|(.)", written, re.DOTALL):
        found.append(last or "".join(map(chr, range(ord(single), ord(first) + 1))))
    return "".join(found)
