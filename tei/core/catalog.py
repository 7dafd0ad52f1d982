"""Where the user keeps the files that documents and schemas know by other names (OASIS XML Catalogs 1.1)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote
from xml.parsers import expat

from tei.core.address import address_of, joined, path_of
from tei.core.diagnostic import Label, refusal
from tei.core.namespaces import XML
from tei.core.source import Span
from tei.core.stream import Stored, chunks

VARIABLE = "XML_CATALOG_FILES"
"""The environment variable that names catalogs, paths or addresses, separated by white space."""

_NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_BASE = f"{XML}}}base"

_URN = "urn:publicid:"

# By the kind of an entry: the attribute that it is found by, and the one that holds its target (section 6.5).
_ATTRIBUTES = {
    "public": ("publicId", "uri"),
    "system": ("systemId", "uri"),
    "uri": ("name", "uri"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "systemSuffix": ("systemIdSuffix", "uri"),
    "uriSuffix": ("uriSuffix", "uri"),
    "delegatePublic": ("publicIdStartString", "catalog"),
    "delegateSystem": ("systemIdStartString", "catalog"),
    "delegateURI": ("uriStartString", "catalog"),
    "nextCatalog": ("", "catalog"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its kind, what it is found by, its target, and whether it counts beside a system identifier."""

    kind: str
    name: str
    target: str
    prefers_public: bool = True


@dataclass(frozen=True)
class Catalog:
    """The entries of a catalog file, in their order."""

    entries: tuple[Entry, ...] = field(default=(), repr=False)

    @classmethod
    def load(cls, path: str) -> Catalog:
        """The catalog in a file; those that it refers to are read when they are asked.

        Raises Refused: P101 for a file that cannot be read, P303 for one that is no catalog.
        """
        return _loaded(os.path.abspath(path), path)

    def resolve(self, uri: str | None = None, system: str | None = None, public: str | None = None) -> Path | None:
        """The file that stands for a URI, or for a system and a public identifier; None if no entry names one.

        External identifiers are asked first (section 7.1), then the URI (section 7.2). What is mapped to an address
        on the network is not resolved. Raises Refused (P303) for a catalog referred to that is none.
        """
        search = _Search()
        name, renamed = _identifiers(uri, None)
        ways: tuple[Callable[[], str | None], ...] = (
            lambda: search.external(self, *_identifiers(system, public)),
            lambda: search.external(self, None, renamed),
            lambda: search.uri(self, name) if name else None,
        )
        for way in ways:
            with suppress(_Stopped):
                if (target := way()) and (path := path_of(target)):
                    return Path(path)
        return None


class _Stopped(Exception):
    """Raised where catalogs that are charged with a name do not know it: no others are asked (section 7.1.2)."""


_Ask = Callable[[Catalog], str | None]


class _Search:
    """One look through a catalog and those that it refers to, each asked once for the same."""

    def __init__(self) -> None:
        self._asked: set[tuple[str, str | None, str | None]] = set()

    def external(self, catalog: Catalog, system: str | None, public: str | None) -> str | None:
        """What stands for an external identifier (section 7.1.2). Raises _Stopped."""
        if system:
            target = self._by_entries(catalog, "System", system, lambda other: self.external(other, system, None))
            if target:
                return target
        if public:
            # A public identifier beside a system identifier counts only where public ones are preferred.
            entries = [entry for entry in catalog.entries if entry.prefers_public or not system]
            for entry in entries:
                if entry.kind == "public" and entry.name == public:
                    return entry.target
            target = self._delegated(
                entries, "delegatePublic", public, lambda other: self.external(other, None, public)
            )
            if target:
                return target
        return self._next(catalog, system, public, lambda other: self.external(other, system, public))

    def uri(self, catalog: Catalog, name: str) -> str | None:
        """What stands for a URI (section 7.2.2). Raises _Stopped."""
        return self._by_entries(catalog, "URI", name, lambda other: self.uri(other, name)) or self._next(
            catalog, "", name, lambda other: self.uri(other, name)
        )

    def _by_entries(self, catalog: Catalog, family: str, name: str, ask: _Ask) -> str | None:
        """The target of the entry for all of a name, for its beginning, for its end, or of those charged with it."""
        entries = catalog.entries
        for entry in entries:
            if entry.kind == family.lower() and entry.name == name:
                return entry.target
        if found := _longest(e for e in entries if e.kind == f"rewrite{family}" and name.startswith(e.name)):
            return found[0].target + name[len(found[0].name) :]
        if found := _longest(e for e in entries if e.kind == f"{family.lower()}Suffix" and name.endswith(e.name)):
            return found[0].target
        return self._delegated(entries, f"delegate{family}", name, ask)

    def _delegated(self, entries: Sequence[Entry], kind: str, name: str, ask: _Ask) -> str | None:
        charged = _longest(e for e in entries if e.kind == kind and name.startswith(e.name))
        for entry in charged:
            if target := self._asked_once(entry.target, kind, name, ask):
                return target
        if charged:
            raise _Stopped
        return None

    def _next(self, catalog: Catalog, system: str | None, public: str | None, ask: _Ask) -> str | None:
        for entry in catalog.entries:
            if entry.kind == "nextCatalog" and (target := self._asked_once(entry.target, system, public, ask)):
                return target
        return None

    def _asked_once(self, address: str, system: str | None, public: str | None, ask: _Ask) -> str | None:
        path = path_of(address)
        # A catalog that is not there is passed over (section 7.1.1).
        if path is None or not os.path.isfile(path) or (path, system, public) in self._asked:
            return None
        self._asked.add((path, system, public))
        return ask(Catalog.load(path))


def _longest(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: -len(entry.name))


def named() -> Catalog:
    """The catalogs that the environment names, as one; what is not there is passed over. Raises Refused (P303)."""
    value = os.environ.get(VARIABLE, "")
    return _named(value, os.getcwd()) if value else Catalog()


@contextmanager
def using(paths: Sequence[str]) -> Iterator[None]:
    """Within it, these catalogs are asked before those that the environment names, in worker processes too.

    Raises Refused as `Catalog.load` does.
    """
    for path in paths:
        Catalog.load(path)
    before = os.environ.get(VARIABLE)
    addresses = [address_of(path) for path in paths]
    if paths:
        os.environ[VARIABLE] = " ".join([*addresses, before or ""]).strip()
    try:
        yield
    finally:
        if before is not None:
            os.environ[VARIABLE] = before
        elif paths:
            del os.environ[VARIABLE]


@lru_cache(maxsize=8)
def _named(value: str, folder: str) -> Catalog:
    addresses = [joined(address_of(os.path.join(folder, "_")), quote(name, safe=_KEPT)) for name in value.split()]
    return Catalog(tuple(Entry("nextCatalog", "", address) for address in addresses))


_KEPT = "/:%~#?&=+@!$,;'()*[]-._"
"""What stays as it is in a URI that is normalized (section 6.3)."""


@lru_cache(maxsize=64)
def _loaded(path: str, shown: str) -> Catalog:
    source = Stored(shown, Path(path))
    entries: list[Entry] = []
    bases = [address_of(path)]
    prefers = [True]
    parser = expat.ParserCreate("utf-8", "}")

    def start(name: str, attributes: dict[str, str]) -> None:
        base = joined(bases[-1], attributes.get(_BASE, ""))
        bases.append(base)
        prefers.append(attributes["prefer"] == "public" if attributes.get("prefer") else prefers[-1])
        namespace, _, local = name.rpartition("}")
        if len(bases) == 2 and (namespace, local) != (_NAMESPACE, "catalog"):
            label = Label(source, _span(source, parser.CurrentByteIndex))
            cure = f'a catalog begins with <catalog xmlns="{_NAMESPACE}">'
            raise refusal("P303", f"{shown} is no catalog: it begins with <{local}>", cure, label)
        if namespace == _NAMESPACE and local in _ATTRIBUTES:
            key, target = _ATTRIBUTES[local]
            if (not key or attributes.get(key)) and target in attributes:
                name = attributes.get(key, "")
                name = _public(name) if key.startswith("public") else _normal(name)
                entries.append(Entry(local, name, joined(base, _normal(attributes[target])), prefers[-1]))

    def end(name: str) -> None:
        bases.pop()
        prefers.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        for piece in chunks(source):
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        label = Label(source, _span(source, parser.ErrorByteIndex))
        message = f"the catalog {shown} is not well-formed XML: {expat.ErrorString(error.code)}"
        raise refusal("P303", message, "mend the catalog", label) from None
    return Catalog(tuple(entries))


def _span(source: Stored, byte: int) -> Span:
    at = len(source.text.encode("utf-8")[:byte].decode("utf-8", "replace"))
    return Span(at, at + 1)


def _identifiers(system: str | None, public: str | None) -> tuple[str | None, str | None]:
    """Both as they are compared; a system identifier that wraps a public one is that one (section 6.4)."""
    if system and system.lower().startswith(_URN):
        system, public = None, public or system
    return _normal(system) if system else None, _public(public) if public else None


def _public(identifier: str) -> str:
    """A public identifier as it is compared (section 6.2)."""
    return " ".join((_unwrapped(identifier) if identifier.lower().startswith(_URN) else identifier).split())


def _unwrapped(urn: str) -> str:
    """The public identifier in a URN (RFC 3151, section 1.1)."""
    spaced = urn[len(_URN) :].replace("+", " ").replace(":", "//").replace(";", "::")
    return unquote(spaced)


def _normal(reference: str) -> str:
    """A URI or system identifier as it is compared (section 6.3)."""
    return quote(reference.strip(), safe=_KEPT)
