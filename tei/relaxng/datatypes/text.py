"""Strings, URIs, language tags and octets (XML Schema part 2, sections 3.2.1, 3.2.15 to 3.2.17, 3.3.1 to 3.3.3)."""

from __future__ import annotations

import binascii
from collections.abc import Callable
from functools import cached_property

from tei.relaxng.datatypes.datatype import Namespaces
from tei.relaxng.datatypes.space import collapse, preserve, replace
from tei.relaxng.datatypes.type import LENGTHS, PATTERN, Type, quoted, spaced


def _anything(value: str) -> bool:
    return True


class Text(Type):
    """Any string; what is done with its white space differs."""

    facets = LENGTHS | PATTERN

    def __init__(self, name: str, white: Callable[[str], str]) -> None:
        super().__init__(name, "a text", "")
        self.white = white
        self.match = self.quick = _anything


class Language(Type):
    """Tags of languages (RFC 3066)."""

    facets = LENGTHS | PATTERN

    def __init__(self) -> None:
        super().__init__("language", "a language tag such as “en” or “de-AT”", "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")

    @cached_property
    def quick(self) -> Callable[[str], object]:
        """The whole lexical space."""
        return spaced(self.lexical)


class Hexadecimal(Type):
    """Octets, each as two hexadecimal digits."""

    facets = LENGTHS | PATTERN
    unit = "octet"

    def __init__(self) -> None:
        super().__init__("hexBinary", "an even number of hexadecimal digits", "(?:[0-9A-Fa-f]{2})*")

    def value(self, text: str, namespaces: Namespaces) -> bytes:
        """The octets."""
        return bytes.fromhex(text)

    def length(self, text: str) -> int:
        """The number of octets."""
        return len(text) // 2


class Base64(Type):
    """Octets in base64 (RFC 2045), where the bits that stand for nothing are 0."""

    facets = LENGTHS | PATTERN
    unit = "octet"

    def __init__(self) -> None:
        digit = "[A-Za-z0-9+/]"
        rest = f"{digit}[AQgw]==|{digit}{{2}}[AEIMQUYcgkosw048]="
        super().__init__("base64Binary", "base64", f"(?:{digit}{{4}})*(?:{rest})?")

    @cached_property
    def match(self) -> Callable[[str], object]:
        """Whether the text, its white space collapsed, is base64."""
        find = super().match
        return lambda text: find(text.replace(" ", ""))

    def value(self, text: str, namespaces: Namespaces) -> bytes:
        """The octets."""
        return binascii.a2b_base64(text)

    def length(self, text: str) -> int:
        """The number of octets."""
        return len(self.value(text, {}))

    def explain(self, text: str) -> str:
        """Which character is at fault, or that the end is."""
        wrong = next(
            (
                character
                for character in text
                if not (character.isascii() and character.isalnum()) and character not in " +/="
            ),
            "",
        )
        return (
            f"base64 cannot contain {quoted(wrong)}"
            if wrong
            else "the base64 is incomplete or wrongly filled up at its end"
        )


TYPES: dict[str, Callable[[str], Type]] = {
    "string": lambda name: Text(name, preserve),
    "normalizedString": lambda name: Text(name, replace),
    "token": lambda name: Text(name, collapse),
    "anyAtomicType": lambda name: Text(name, preserve),
    "untypedAtomic": lambda name: Text(name, preserve),
    "language": lambda name: Language(),
    "hexBinary": lambda name: Hexadecimal(),
    "base64Binary": lambda name: Base64(),
}
