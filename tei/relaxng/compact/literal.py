"""Text as the compact syntax writes it: literals, documentation, comments."""

from __future__ import annotations

import re

from tei.relaxng.schema import Node
from tei.relaxng.xml import comment_lines


def literal(text: str) -> str:
    """A literal of this value; a line break in it ends a segment, and the next one stands on a line of its own."""
    lines = re.findall("[^\n]*\n|[^\n]+", text) or [""]
    return " ~\n".join(" ~ ".join(_segments(line)) for line in lines)


def _segments(line: str) -> list[str]:
    quote = "'" if '"' in line and "'" not in line else '"'
    parts = re.findall('[^"]+|"+', line) if quote == '"' and '"' in line else [line]
    found = []
    for part in parts:
        around = "'" if '"' in part else '"'
        found.append(around + escaped(part).replace("\n", "\\x{a}") + around)
    return found


def escaped(text: str) -> str:
    """The text with escapes for what would be read as an escape, and for carriage returns."""
    return re.sub(r"\\(?=x+\{)", r"\\x{5c}", text).replace("\r", "\\x{d}")


def documentation(text: str) -> str:
    """Lines of documentation, each with a line feed."""
    return "".join(f"## {escaped(line)}".rstrip(" " if not line else "") + "\n" for line in text.split("\n"))


def comments(nodes: list[Node]) -> str:
    """Lines of comments, each with a line feed, an empty line between two comments."""
    return "\n".join("".join(_comment_line(line) for line in comment_lines(node) or [""]) for node in nodes)


def _comment_line(line: str) -> str:
    return f"# {escaped(line)}\n" if line else "#\n"


def indented(text: str, by: int = 2) -> str:
    """The text, all its lines moved to the right."""
    return "\n".join(" " * by + line if line else line for line in text.split("\n"))


def hanging(text: str, by: int) -> str:
    """The text, its lines after the first moved to the right."""
    first, feed, rest = text.partition("\n")
    return first + feed + (indented(rest, by) if feed else "")
