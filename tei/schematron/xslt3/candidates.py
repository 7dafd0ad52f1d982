"""Where the nodes that a rule's context may match are to be found."""

from __future__ import annotations

import re
from collections.abc import Iterator

EVERYTHING = "/ | //node() | //@*"

_NAME = r"(?:Q\{[^{}]*\}|[^\W\d][\w.-]*:|\*:)?(?:[^\W\d][\w.-]*|\*)"
_STEP = re.compile(
    rf"(?P<axis>@|child\s*::|attribute\s*::|descendant\s*::)?\s*"
    rf"(?P<test>(?:text|comment|node)\s*\(\s*\)|processing-instruction\s*\([^()]*\)|{_NAME})\s*(?P<rest>\[.*)?",
    re.DOTALL,
)
_PIECE = re.compile(
    r"\"[^\"]*\"|'[^']*'|\(:|:\)|[()\[\]{}/|]|(?<![\w.:@$/-])(?:union|except|intersect)(?![\w.:(-])|.", re.DOTALL
)
_HAS_ATTRIBUTE = re.compile(r"\[\s*(@[\w.-]+(?::[\w.-]+)?)\s*(?:\]|(?:and|eq|ne)\s|!?=)")
_MORE = re.compile(r"\bor\b|[|,]|\bunion\b|\bif\b|\bsatisfies\b")


def candidates(contexts: tuple[str, ...]) -> str:
    """An expression for all nodes of a document that one of these patterns (XSLT 3.0, section 5.5.2) may match.

    Its last step tells of which kind and name they are; whether they match is not judged. Lists by name are what Saxon
    keeps, so that an expression costs next to nothing where it names elements.
    """
    found = {each: None for context in contexts for each in _found(context)}
    return EVERYTHING if EVERYTHING in found else " | ".join(found)


def _found(context: str) -> Iterator[str]:
    for branch in _cut(context, ("|", "union")):
        # What is taken away, or must be elsewhere too, only makes it less.
        yield _branch(_cut(branch, ("except", "intersect"))[0].strip())


def _branch(branch: str) -> str:
    if branch in ("/", "document-node()"):
        return "/"
    if branch.startswith("(") and not branch.startswith("(:"):
        inner, _, rest = branch[1:].rpartition(")")
        if not rest.strip() and len(_cut(branch, ("/",))) == 1 and _is_closed(inner):
            return " | ".join(dict.fromkeys(_found(inner)))
        if len(_cut(branch, ("/",))) == 1:
            return EVERYTHING
    step = _STEP.fullmatch(_cut(branch, ("/",))[-1].strip())
    if step is None or "(:" in branch:
        return EVERYTHING
    test, rest = step["test"], step["rest"] or ""
    if (step["axis"] or "").startswith(("@", "attribute")):
        return "//@*" if test.startswith("node") else f"//@{test}"
    if test.endswith("*") and (has := _HAS_ATTRIBUTE.match(rest)) and not _MORE.search(_predicate(rest)):
        return f"//{has[1]}/.."
    return f"//{test}"


def _predicate(text: str) -> str:
    """The first predicate of those that a text begins with."""
    depth = 0
    for found in _PIECE.finditer(text):
        depth += (found[0] in "([") - (found[0] in ")]")
        if not depth:
            return text[: found.end()]
    return text


def _is_closed(text: str) -> bool:
    """Whether each parenthesis in a text is closed within it."""
    depth = 0
    for found in _PIECE.finditer(text):
        depth += (found[0] == "(") - (found[0] == ")")
        if depth < 0:
            return False
    return depth == 0


def _cut(text: str, signs: tuple[str, ...]) -> list[str]:
    """The parts of an expression between signs or words that stand in no brackets, strings or comments."""
    parts, depth, comment, start = [], 0, 0, 0
    for found in _PIECE.finditer(text):
        piece = found[0]
        comment += (piece == "(:") - (piece == ":)")
        if comment:
            continue
        if len(piece) == 1:
            depth += (piece in "([{") - (piece in ")]}")
        if not depth and piece in signs:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]
