"""References to resources: anyURI (XML Schema part 2, section 3.2.17; RFC 2396 with RFC 2732).

What XML Schema has escaped before the syntax counts (letters beyond ASCII, spaces, angle brackets, quotation marks,
braces, bars, backslashes, carets, backquotes) may stand wherever an escape may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cached_property

from tei.relaxng.datatypes.datatype import Namespaces
from tei.relaxng.datatypes.type import LENGTHS, PATTERN, Type, quoted, spaced


def _run(excluded: str) -> str:
    """Any number of characters but these, and of escapes."""
    return f"[^{excluded}%]*+(?:%[0-9A-Fa-f]{{2}}[^{excluded}%]*+)*+"


_SCHEME = r"[A-Za-z][A-Za-z0-9+\-.]*"
_USER = _run(r"\[\]/?#@")
_HOST = _run(r"\[\]/?#")
_PATH = _run(r"\[\]?#")
_REST = _run("#")
_LITERAL = rf"(?:{_USER}@)?\[(?P<address>[^\[\]/?#%]*)\](?::[0-9]*)?(?=[/?#]|\Z)"
_NAMED = rf"(?=[^/?#]){_HOST}(?=[/?#]|\Z)"


def _hierarchy(authority: str) -> str:
    return rf"(?://(?:{authority}|(?=[/?#]))|(?!//)){_PATH}(?:\?{_REST})?"


# In an absolute reference that is not hierarchical, anything may follow the scheme, but something must.
_OPAQUE = f"{_SCHEME}:(?=[^/#]){_REST}"
_RELATIVE = "(?![^/?#]*:)"
_SURE = rf"(?:{_OPAQUE}|(?:{_SCHEME}:(?=/)|{_RELATIVE}){_hierarchy(_NAMED)})(?:#{_REST})?"
_ADDRESSED = rf"(?:{_SCHEME}:)?//{_LITERAL}{_PATH}(?:\?{_REST})?(?:#{_REST})?"


class References(Type):
    """URI references, absolute or relative."""

    facets = LENGTHS | PATTERN
    checked = True

    def __init__(self) -> None:
        super().__init__("anyURI", "a URI", f"{_SURE}|{_ADDRESSED}")

    @cached_property
    def quick(self) -> Callable[[str], object]:
        """All references but those to hosts by their IPv6 address."""
        return spaced(_SURE)

    def fault(self, text: str, namespaces: Namespaces, entities: Collection[str]) -> str:
        """Which address of a host is none."""
        found = re.fullmatch(self.lexical, text)
        address = found["address"] if found else None
        if address is None:
            return ""
        from ipaddress import AddressValueError, IPv6Address

        try:
            IPv6Address(address)
        except AddressValueError:
            return f"{quoted(address)} is not an IPv6 address"
        return ""

    def explain(self, text: str) -> str:
        """Which character is at fault, and what it should be."""
        escape = re.search("%(?![0-9A-Fa-f]{2}).{0,2}", text)
        if escape:
            return (
                f"{quoted(escape.group())}: in a URI, % comes before two hexadecimal digits and is itself written %25"
            )
        if text.count("#") > 1:
            return "a URI has only one #"
        scheme = re.match("([^/?#:]*):", text)
        if scheme and not re.fullmatch(_SCHEME, scheme[1]):
            return f"{quoted(scheme[1])} is not a scheme of URIs, and before a colon must be one"
        bracket = re.search(r"[\[\]]", text)
        if bracket:
            return f"{quoted(bracket.group())} must be written %{ord(bracket.group()):02X} in a URI"
        return f"{quoted(text)} is a URI without its main part"


TYPES: dict[str, Callable[[str], Type]] = {
    "anyURI": lambda name: References(),
}
