"""Identifiers that others gave to a person, a place or a term, and where they lead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlsplit

from tei.core import resources

_PLAIN = re.compile(r"[\W_]+")
_BLANK_OR_QUOTE = re.compile(r"""[\s"'<>\\^`{|}]""")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier: who gave it, its value as written, and its address, "" where none is known."""

    authority: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Authority:
    """Who gives identifiers: what a value looks like, with the part that counts, and the address made of that."""

    name: str
    value: re.Pattern[str]
    address: str


def identifier(type: str, value: str) -> Identifier:
    """The identifier of an `idno` with this type; a whole address leads where it says, if only to http or https."""
    authority = _authorities().get(_PLAIN.sub("", type).casefold())
    if value.startswith(("http://", "https://")):
        try:
            host = urlsplit(value).hostname or ""
        except ValueError:
            host = ""
        if not host or _BLANK_OR_QUOTE.search(value):
            return Identifier(type, value)
        name = authority.name if authority else _hosts().get(host.removeprefix("www."), type or host)
        return Identifier(name, value, value)
    if authority is None:
        return Identifier(type, value)
    found = authority.value.fullmatch(value.replace(" ", ""))
    address = authority.address.replace("{}", quote(found[1], safe="/")) if found else ""
    return Identifier(authority.name, value, address)


@cache
def _authorities() -> Mapping[str, _Authority]:
    """Those that are known, by each of their names without capitals and punctuation."""
    with resources.path("data/authorities.toml").open("rb") as file:
        table = tomllib.load(file)
    return {
        name: _Authority(each["name"], re.compile(each["value"]), each["address"])
        for each in table["authority"]
        for name in (_PLAIN.sub("", each["name"]).casefold(), *each.get("types", ()))
    }


@cache
def _hosts() -> Mapping[str, str]:
    """The names of those that are known, by the host of their addresses."""
    return {(urlsplit(each.address).hostname or "").removeprefix("www."): each.name for each in _authorities().values()}
