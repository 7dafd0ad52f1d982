"""The addresses of answers, and URI templates for them (RFC 6570): for a service, and for files of a static site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from tei.deposit.vocabulary import TEI_XML

PLAIN = "text/plain"

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "entry": (),
    "collection": ("id", "page", "nav"),
    "navigation": ("resource", "ref", "start", "end", "down", "tree", "page"),
    "document": ("resource", "ref", "start", "end", "tree", "mediaType"),
}
"""What may be asked of each endpoint (DTS 1.0)."""

Given = Sequence[tuple[str, str]]
"""Parameters and their values."""


class Addresses(Protocol):
    """How the answers of a service are addressed."""

    @property
    def media_types(self) -> tuple[str, ...]:
        """In what form a text can be had, the usual one first."""

    def template(self, endpoint: str, given: Given = ()) -> str:
        """The URI template of an endpoint, some parameters being given: the first ones of those it takes."""

    def address(self, endpoint: str, given: Given = ()) -> str:
        """The address of an answer."""


@dataclass(frozen=True)
class Queries:
    """Addresses below a base with the parameters as a query: `navigation?resource=d1&down=1`."""

    base: str
    media_types: tuple[str, ...] = (TEI_XML, PLAIN)

    def template(self, endpoint: str, given: Given = ()) -> str:
        """The URI template of an endpoint."""
        named = {name for name, _ in given}
        rest = ",".join(name for name in PARAMETERS[endpoint] if name not in named)
        return f"{self.address(endpoint, given)}{{{'&' if given else '?'}{rest}}}"

    def address(self, endpoint: str, given: Given = ()) -> str:
        """The address of an answer; of the entry it is the base."""
        query = "&".join(f"{name}={_quoted(value)}" for name, value in given)
        return f"{self.base}{'' if endpoint == 'entry' else endpoint}{f'?{query}' if query else ''}"


_FILES = {
    "entry": ("", "", ".json"),
    "collection": ("{/id,nav}{;page}", "{/nav}{;page}", ".json"),
    "navigation": ("{/resource}{;tree,down,page}{/ref,start,end}", "{;tree,down,page}{/ref,start,end}", ".json"),
    "document": ("{/resource}{;tree}{/ref,start,end}", "{;tree}{/ref,start,end}", ".xml"),
}
"""What stands behind the name of an endpoint: in its template, in that for one resource, and what follows.

There are no files for ranges; but one who asks for a range must not find the answer to something else (Conformance).
"""


@dataclass(frozen=True)
class Paths:
    """Addresses of files below a base: `navigation/d1;down=1.json`.

    They are those of the templates by RFC 6570, with what is no plain character escaped; the file has it unescaped.
    """

    base: str
    media_types: tuple[str, ...] = (TEI_XML,)

    def template(self, endpoint: str, given: Given = ()) -> str:
        """The URI template of an endpoint, maybe for one collection or resource."""
        free, bound, suffix = _FILES[endpoint]
        one = "".join(f"/{_quoted(value)}" for _, value in given)
        return f"{self.base}{endpoint}{one}{bound if given else free}{suffix}"

    def address(self, endpoint: str, given: Given = ()) -> str:
        """The address of the file with an answer."""
        return self.base + "/".join(map(_escaped, self.path(endpoint, given).split("/")))

    def path(self, endpoint: str, given: Given = ()) -> str:
        """The path of the file with an answer, from the folder of all."""
        said = dict(given)
        suffix = _FILES[endpoint][2]
        if endpoint == "entry":
            return f"index{suffix}"
        path = "/".join((endpoint, *(said[name] for name in ("id", "nav", "resource") if name in said)))
        path += "".join(f";{name}={said[name]}" for name in ("tree", "down", "page") if name in said)
        return f"{path}/{said['ref']}{suffix}" if "ref" in said else f"{path}{suffix}"


def _quoted(value: str) -> str:
    return quote(value, safe="", errors="replace")


def _escaped(part: str) -> str:
    return quote(part, safe=";=", errors="replace")
