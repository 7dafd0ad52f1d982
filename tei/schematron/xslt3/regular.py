"""Regular expressions for the faster of the two engines that Saxon has."""

from __future__ import annotations

import re

_CALLS = re.compile(
    r"(?P<quoted>\"[^\"]*\"|'[^']*')|(?P<arrow>=>\s*)?(?<![\w.:$@{-])(?:fn:)?"
    r"(?P<name>matches|replace|tokenize|analyze-string)\s*\("
)
_PIECE = re.compile(r"(?:\"[^\"]*\")+|(?:'[^']*')+|\(:|:\)|.", re.DOTALL)

_SAME = frozenset("nrt\\|.-^?*+{}()[]$")
"""What a backslash before it means in both languages."""
_OUTSIDE = {
    "d": r"\p{Nd}", "D": r"\P{Nd}", "s": r"[ \t\n\r]", "S": r"[^ \t\n\r]",
    "w": r"[^\p{P}\p{Z}\p{C}]", "W": r"[\p{P}\p{Z}\p{C}]",
}  # fmt: skip
_INSIDE = {"d": r"\p{Nd}", "D": r"\P{Nd}", "s": r" \t\n\r"}
_CATEGORY = re.compile(r"[pP]\{[LMNPZSC][a-z]?\}")
_BEGINNINGS = frozenset(("|", "(", "(?:"))
_NO_ATOMS = _BEGINNINGS | {"^", r"\z"}
_QUANTIFIER = re.compile(r"(?:[?*+]|\{\d+(?:,\d*)?\})\??(?![?*+{])")
_FEW = re.compile(r"[?*+}]\?")
_FEW_GROUPS = re.compile(r"\)(?:[?*+]|\{[\d,]*\})\?")
_CASED = re.compile(r"(?:[\x00-\x5b\x5d-\x7f]|\\[^pPwW])*")
"""Where letters are alike whatever their case, as both engines see it."""


def quick(expression: str) -> str:
    """An expression in which calls with a regular expression in quotes use that of Java (flag `;j` of Saxon).

    Only where it says the same in the syntax of Java, and may be said without `$` and `\\` in what is put in its place.
    """
    parts: list[str] = []
    at = 0
    while found := _CALLS.search(expression, at):
        parts.append(expression[at : found.end()])
        at = found.end()
        if not found["name"]:
            continue
        # What the call holds may hold calls itself.
        arguments = _arguments(expression, at)
        if arguments and (better := _better(found["name"], arguments, first=0 if found["arrow"] else 1)):
            parts += (", ".join(map(quick, better)), ")")
            at += len(",".join(arguments)) + 1
    return "".join([*parts, expression[at:]])


def _arguments(text: str, at: int) -> list[str]:
    """The arguments of a call as written, from behind its parenthesis; none if it does not end."""
    found, depth, start = [], 0, at
    for piece in _PIECE.finditer(text, at):
        sign = piece[0]
        if sign == "(:":
            return []
        if sign in "([{":
            depth += 1
        elif sign in ")]}" and depth:
            depth -= 1
        elif not depth and sign in (",", ")"):
            found.append(text[start : piece.start()])
            start = piece.end()
            if sign == ")":
                return found
    return []


def _better(name: str, arguments: list[str], first: int) -> list[str]:
    """The arguments with the regular expression and the flags for Java; none where that cannot be."""
    needed = first + (2 if name == "replace" else 1)
    if not needed <= len(arguments) <= needed + 1:
        return []
    regex = _literal(arguments[first])
    flags = _literal(arguments[needed]) if len(arguments) > needed else ""
    replacement = _literal(arguments[first + 1]) if name == "replace" else ""
    if regex is None or flags not in ("", "i") or replacement is None or set("$\\") & set(replacement):
        return []
    written = java(regex)
    # The two engines do not agree about groups that prefer to come seldom, nor about which stretch is then taken.
    if (_FEW if name != "matches" else _FEW_GROUPS).search(regex):
        return []
    # Whatever the case, `[a-]` has no A for the other engine.
    if written is None or (flags and ("-]" in regex or not _CASED.fullmatch(regex))):
        return []
    quoted = "'" + written.replace("'", "''") + "'"
    return [*arguments[:first], quoted, *arguments[first + 1 : needed], f"'{flags};j'"]


def _literal(argument: str) -> str | None:
    """The value of a string in quotes; None for all else."""
    text = argument.strip()
    pieces = _PIECE.fullmatch(text) if text[:1] in ("'", '"') else None
    return text[1:-1].replace(text[0] * 2, text[0]) if pieces else None


def java(regex: str) -> str | None:
    """A regular expression (XPath Functions 3.1, section 5.6.1) in the syntax of Java; None if it is not of the simple.

    In Java `.` leaves out more than line breaks, `$` comes before a last line break too, and `\\d`, `\\s` and `\\w` are
    of ASCII only, so these are written out.
    """
    parts: list[str] = []
    at = 0
    while at < len(regex):
        sign = regex[at]
        if sign == "\\":
            found = _escaped(regex, at, _OUTSIDE)
        elif sign == "[":
            found = _class(regex, at)
        elif sign in "?*+{":
            quantifier = _QUANTIFIER.match(regex, at)
            found = (quantifier[0], quantifier.end()) if quantifier and parts and parts[-1] not in _NO_ATOMS else None
        elif sign == "(":
            found = None if regex.startswith("(?", at) and not regex.startswith("(?:", at) else (sign, at + 1)
            if regex.startswith("(?:", at):
                found = ("(?:", at + 3)
        elif sign in "]}" or _is_within(regex, at, parts):
            found = None
        else:
            found = ({".": r"[^\n\r]", "$": r"\z"}.get(sign, sign), at + 1)
        if found is None:
            return None
        parts.append(found[0])
        at = found[1]
    return "".join(parts)


def _is_within(regex: str, at: int, parts: list[str]) -> bool:
    """Whether this is a `^` that begins nothing, or a `$` that ends nothing."""
    if regex[at] == "^":
        return bool(parts) and parts[-1] not in _BEGINNINGS
    return regex[at] == "$" and regex[at + 1 : at + 2] not in ("", "|", ")")


def _escaped(regex: str, at: int, classes: dict[str, str]) -> tuple[str, int] | None:
    """What a backslash and what follows it are in Java, and where that ends."""
    sign = regex[at + 1 : at + 2]
    if sign and sign in _SAME:
        return regex[at : at + 2], at + 2
    if sign in classes:
        return classes[sign], at + 2
    if found := _CATEGORY.match(regex, at + 1):
        return "\\" + found[0], found.end()
    return None


def _class(regex: str, at: int) -> tuple[str, int] | None:
    """A class of characters in Java, and where it ends; None for one that others are taken from."""
    start = at
    parts = ["["]
    at += 1
    if regex.startswith("^", at):
        parts.append("^")
        at += 1
    begins = at
    while at < len(regex):
        sign = regex[at]
        if sign == "]":
            return ("".join([*parts, "]"]), at + 1) if at > begins else None
        if sign == "[" or regex.startswith("&&", at):
            return None
        found = _escaped(regex, at, _INSIDE) if sign == "\\" else (sign, at + 1)
        if found is None:
            return None
        parts.append(found[0])
        at = found[1]
    assert at > start
    return None
