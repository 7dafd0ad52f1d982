"""Numbers and truth values (XML Schema part 2, sections 3.2.2 to 3.2.5 and 3.3.13 to 3.3.25)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Collection
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tei.relaxng.datatypes.datatype import Namespaces
from tei.relaxng.datatypes.type import DIGITS, LIMITS, PATTERN, Type, quoted, spaced

if TYPE_CHECKING:
    from decimal import Decimal

_MANTISSA = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"


class Numbers(Type):
    """Decimal numbers of any size and precision."""

    facets = LIMITS | DIGITS | PATTERN
    characters = "0123456789+-."

    def __init__(
        self, name: str = "decimal", wanted: str = "a decimal number", lexical: str = rf"[+\-]?{_MANTISSA}"
    ) -> None:
        super().__init__(name, wanted, lexical)

    @cached_property
    def quick(self) -> Callable[[str], object]:
        """The whole lexical space."""
        return spaced(self.lexical)

    def value(self, text: str, namespaces: Namespaces) -> Decimal:
        """The number, exactly."""
        from decimal import Decimal

        return Decimal(text)

    def explain(self, text: str) -> str:
        """Which character is at fault, where one is."""
        wrong = next((character for character in text if character not in self.characters), "")
        if not wrong or not any(character in "0123456789" for character in text):
            return super().explain(text)
        return f"{self.wanted} cannot contain {quoted(wrong)}"


class Integers(Numbers):
    """Whole numbers from `least` to `most`, either of which may be absent."""

    characters = "0123456789+-"

    def __init__(self, name: str, least: int | None = None, most: int | None = None) -> None:
        super().__init__(name, "a whole number", r"[+\-]?[0-9]+")
        self.least = least
        self.most = most
        self.checked = least is not None or most is not None

    @cached_property
    def quick(self) -> Callable[[str], object]:
        """Where there are bounds, the numbers whose sign or number of digits puts them within."""
        if not self.checked:
            return spaced(self.lexical)
        digits = "[0-9]+" if self.least is None or self.most is None else f"[0-9]{{1,{len(str(self.most)) - 1}}}"
        if self.least is None or self.least < -1:
            return spaced(
                f"-{'0*[1-9][0-9]*' if self.most == -1 else digits}" if self.most in (0, -1) else rf"[+\-]?{digits}"
            )
        return spaced(rf"\+?{digits}" if self.least == 0 else r"\+?0*[1-9][0-9]*")

    def fault(self, text: str, namespaces: Namespaces, entities: Collection[str]) -> str:
        """Which bound is passed."""
        value = self.value(text, namespaces)
        if self.least is not None and value < self.least:
            return f"{quoted(text)} is less than {self.least}"
        if self.most is not None and value > self.most:
            return f"{quoted(text)} is more than {self.most}"
        return ""


class Floats(Numbers):
    """Binary floating-point numbers of 32 or 64 bits."""

    facets = LIMITS | PATTERN

    def __init__(self, name: str) -> None:
        super().__init__(name, "a number", rf"[+\-]?{_MANTISSA}(?:[eE][+\-]?[0-9]+)?|-?INF|NaN")
        self.single = name == "float"

    def value(self, text: str, namespaces: Namespaces) -> Any:
        """The number; for NaN, which equals itself here, its name."""
        if text == "NaN":
            return text
        value = float(text)
        if not self.single:
            return value
        try:
            return struct.unpack("f", struct.pack("f", value))[0]
        except OverflowError:
            return float("inf") if value > 0 else float("-inf")

    def before(self, one: Any, other: Any) -> bool:
        """Whether one number is less than the other; NaN is less than none, and none less than it."""
        return bool("NaN" not in (one, other) and one < other)

    def explain(self, text: str) -> str:
        """That it is not a number."""
        return Type.explain(self, text)


class Booleans(Type):
    """true and false, 1 and 0."""

    def __init__(self) -> None:
        super().__init__("boolean", "“true”, “false”, “1” or “0”", "true|false|1|0")

    @cached_property
    def quick(self) -> Callable[[str], object]:
        """The whole lexical space."""
        return spaced(self.lexical)

    def value(self, text: str, namespaces: Namespaces) -> bool:
        """The truth value."""
        return text in ("true", "1")


TYPES: dict[str, Callable[[str], Type]] = {
    "boolean": lambda name: Booleans(),
    "decimal": lambda name: Numbers(),
    "integer": Integers,
    "nonPositiveInteger": lambda name: Integers(name, None, 0),
    "negativeInteger": lambda name: Integers(name, None, -1),
    "nonNegativeInteger": lambda name: Integers(name, 0),
    "positiveInteger": lambda name: Integers(name, 1),
    "long": lambda name: Integers(name, -(2**63), 2**63 - 1),
    "int": lambda name: Integers(name, -(2**31), 2**31 - 1),
    "short": lambda name: Integers(name, -(2**15), 2**15 - 1),
    "byte": lambda name: Integers(name, -(2**7), 2**7 - 1),
    "unsignedLong": lambda name: Integers(name, 0, 2**64 - 1),
    "unsignedInt": lambda name: Integers(name, 0, 2**32 - 1),
    "unsignedShort": lambda name: Integers(name, 0, 2**16 - 1),
    "unsignedByte": lambda name: Integers(name, 0, 2**8 - 1),
    "float": Floats,
    "double": Floats,
}
