"""A page for people: in lines of a width, and on a terminal with colours in place of the signs of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from tei.core.visible import painted, visible

_HEADING = "1"
_NAME = "36"
_FENCED = re.compile(r"^(```.*?^```)$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")


def terminal(text: str, *, colour: bool = False, width: int = 80) -> str:
    """The page in lines of at most `width` columns, but for examples, which are set in and whose lines stay.

    It is Markdown, or, in `colour`, without its signs.
    """
    parts: list[str] = []
    for index, part in enumerate(_FENCED.split(visible(text, lines=True))):
        if index % 2:
            parts.append(_example(part, colour))
        else:
            parts += [
                "\n".join(_lines(block, colour, width)) for block in re.split(r"\n{2,}", part.strip("\n")) if block
            ]
    return "\n\n".join(parts) + "\n"


def _lines(block: str, colour: bool, width: int) -> Iterator[str]:
    """The lines of a heading, a list or a paragraph."""
    if block.startswith("#"):
        yield painted(block.lstrip("# "), _HEADING) if colour else block
        return
    for piece in re.split(r"^(?=- )", block, flags=re.MULTILINE):
        words = " ".join(piece.split())
        if words:
            # What is written as code is not divided, so that its colour is not either.
            kept = _CODE.sub(lambda found: found[0].replace(" ", "\0"), words)
            further = "  " if words.startswith("- ") else ""
            for line in wrap(kept, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False):
                plain = line.replace("\0", " ")
                yield _CODE.sub(lambda found: painted(found[1], _NAME), plain) if colour else plain


def _example(block: str, colour: bool) -> str:
    """A fenced block without its fences; above that of a file stand its name and its encoding, if it is not UTF-8."""
    first, *lines, _ = block.split("\n")
    kind, _, file = first.removeprefix("```").partition(" ")
    shown = [f"    {line}".rstrip() for line in lines]
    if kind == "file":
        name, _, encoding = file.partition(" ")
        saved = f", saved as {encoding}" if encoding else ""
        shown = [f"{painted(name, _NAME) if colour else f'`{name}`'}{saved}:", "", *shown]
    return "\n".join(shown)
