"""Text as it can be shown to people: without characters that a terminal would obey, or that nobody would see."""

from __future__ import annotations

_PICTURES = {**{number: 0x2400 + number for number in range(32)}, 0x7F: 0x2421}
_OBEYED = (*range(0x80, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SHOWN = {**_PICTURES, **dict.fromkeys(_OBEYED, 0xFFFD)}
_SHOWN_IN_LINES = {number: shown for number, shown in _SHOWN.items() if chr(number) not in "\t\n"}


def visible(text: str, *, lines: bool = False) -> str:
    """The text with pictures of its control characters (U+2400 and following), of `lines` all but tabs and line feeds.

    U+FFFD stands for what else moves a cursor: C1 controls, separators of lines, and overrides of the direction.
    """
    return text if text.isprintable() else text.translate(_SHOWN_IN_LINES if lines else _SHOWN)


def painted(text: str, how: str) -> str:
    """The text in a colour (ECMA-48, select graphic rendition)."""
    return f"\033[{how}m{text}\033[0m" if text else text
