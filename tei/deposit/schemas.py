"""The schemas of repositories: in a folder of the user's, in the cache, or fetched once."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import quoteattr

from tei.core import catalog, fetched, resources
from tei.core.address import address_of
from tei.core.diagnostic import Diagnostic, Label, Refused, and_more, refusal
from tei.core.edition import Edition
from tei.core.source import Source, Span
from tei.deposit.values import value_of
from tei.validate.association import XSD
from tei.validate.fetch import fetch
from tei.validate.foreign import Schema

ANEW = "make the kit anew: its files are not to be changed by hand"
"""What to do with a kit that is not as it was made."""


class Schemas:
    """The schemas that are at hand; what is missing is fetched once, over https, unless that is not `fetching`.

    `missing` has what was told (P861) of each that was asked for and is not at hand, by its address.
    """

    def __init__(self, *, fetching: bool = False) -> None:
        self.missing: dict[str, Diagnostic] = {}
        self._fetching = fetching
        self._told: set[str] = set()

    def path(self, address: str) -> Path | None:
        """The file of the schema that is published at an address; None if it is not at hand."""
        if (found := fetched.find(address)) and found.is_file():
            return found
        if not self._fetching:
            return None
        try:
            return next((path for _, path in fetch(address)), None)
        except Refused:
            # Where one cannot be had, there is no network, and each further one would be waited for.
            self._fetching = False
            return None

    def xml(self, file: Path, address: str) -> Iterator[Diagnostic]:
        """What is wrong with an XML file by the W3C Schema at an address (R301), or that it was not checked (P861)."""
        path = self.path(address)
        if path is None:
            yield from self.not_checked(file, address)
            return
        try:
            schema = Schema.load(str(path), XSD)
        except Refused as refused:
            # What the schema imports is not at hand, or of no use.
            yield from self.not_checked(file, address, refused.diagnostics[0].message)
            return
        try:
            edition = Edition.load(str(file))
        except Refused as refused:
            yield from refused.diagnostics
            return
        yield from schema.validate(edition)

    def json(
        self, file: Path, address: str, part: str = "", known: Mapping[str, object] | None = None
    ) -> Iterator[Diagnostic]:
        """What is wrong with a JSON file by the JSON Schema at an address (P862), or that it was not checked (P861).

        `part` is the place in the file that the schema describes, as names with slashes, such as "member/0"; `known`
        are the schemas that it refers to under addresses that lead nowhere.
        """
        path = self.path(address)
        if path is None or find_spec("jsonschema") is None:
            why = "" if path is None else "jsonschema is not installed: `pip install 'tei[deposit]'`"
            yield from self.not_checked(file, address, why)
            return
        value: Any = json.loads(file.read_text(encoding="utf-8"))
        for step in filter(None, part.split("/")):
            value = value[int(step) if isinstance(value, list) else step]
        try:
            found = list(_faults(value, str(path), address, known or {}))
        except Refused as refused:
            yield from self.not_checked(file, address, refused.diagnostics[0].message)
            return
        for where, said in found:
            yield invalid(file, f"{'/'.join(filter(None, (part, where))) or 'the whole'}: {said}")

    def not_checked(self, file: Path, address: str, why: str = "") -> Iterator[Diagnostic]:
        """P861, once for a schema: that a file, and those like it, were not compared with it, and why."""
        if address in self._told:
            return
        self._told.add(address)
        message = f"{file.parent.name}/{file.name} was not compared with {address}"
        message += f": {why or 'the schema is not at hand'}"
        if why:
            yield Diagnostic("P861", "info", message)
            return
        remedy = f"`tei schema fetch {address}` fetches it once, or --schemas names the folder that has it"
        self.missing[address] = Diagnostic("P861", "info", message, help=remedy)
        yield self.missing[address]


def not_at_hand(missing: Mapping[str, Diagnostic]) -> Iterator[Diagnostic]:
    """P861 for the schemas that were not at hand, once for all of them: one command fetches them."""
    if len(missing) < 2:
        yield from missing.values()
        return
    message = next(iter(missing.values())).message + and_more(len(missing) - 1)
    remedy = f"`tei schema fetch {' '.join(missing)}` fetches them once, or --schemas names the folder that has them"
    yield Diagnostic("P861", "info", message, help=remedy)


def invalid(file: Path, message: str, remedy: str = "") -> Diagnostic:
    """P862: what a repository would refuse in a file of a kit."""
    source = Source(str(file), "")
    return Diagnostic("P862", "error", message, (Label(source, Span(0, 0)),), help=remedy)


@contextmanager
def at_hand(folder: Path | None, *, fetching: bool = False) -> Iterator[Schemas]:
    """The schemas while those in a folder stand for their addresses.

    Raises Refused (P101) where there is no such folder.
    """
    if folder is None:
        yield Schemas(fetching=fetching)
        return
    if not folder.is_dir():
        raise refusal("P101", f"there is no folder {folder}", "check the path given with --schemas")
    with TemporaryDirectory(prefix="tei-") as place:
        listed = Path(place, "catalog.xml")
        listed.write_text(_catalog(folder), encoding="utf-8")
        with catalog.using([str(listed)]):
            yield Schemas(fetching=fetching)


def _catalog(folder: Path) -> str:
    """A catalog of the schemas in a folder, by the names that they have there, and of those of our own."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    entries = [
        f"<{kind} {key}={quoteattr(address)} uri={quoteattr(address_of(str(found.resolve())))}/>"
        for address, schema in _known().items()
        if (found := _named(files, schema["names"]) or (resources.path(schema["own"]) if "own" in schema else None))
        for kind, key in (("uri", "name"), ("system", "systemId"))
    ]
    body = "".join(entries)
    return f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{body}</catalog>'


def _named(files: list[Path], names: Iterable[str]) -> Path | None:
    return next((path for name in names for path in files if f"/{path.as_posix()}".endswith(f"/{name}")), None)


@cache
def _known() -> Mapping[str, Mapping[str, Any]]:
    """The names that each schema may have, and our own, by its address; with http and with https it is the same."""
    with resources.path("data/schemas.toml").open("rb") as file:
        table = tomllib.load(file)["schema"]
    known = {each["address"]: each for each in table}
    return known | {_other(address): each for address, each in known.items()}


def _other(address: str) -> str:
    return f"https{address[4:]}" if address.startswith("http:") else f"http{address[5:]}"


def _faults(value: object, path: str, address: str, known: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """What is wrong by a JSON Schema: the place, as names with slashes, and what is wrong there.

    What the schema refers to, and is not known, is looked for beside it. Raises Refused (P301) where it is not there.
    """
    from jsonschema.validators import validator_for
    from referencing import Registry, Resource
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import DRAFT202012

    schema = _json_schema(path)
    contents: Any = partial(Resource.from_contents, default_specification=DRAFT202012)

    def retrieve(uri: str) -> Any:
        if uri in known:
            return contents(known[uri])
        beside = Path(path).parent / uri.partition("#")[0].rstrip("/").rpartition("/")[2]
        return contents(json.loads(beside.read_text(encoding="utf-8")))

    base = urljoin(address, str(schema.get("$id", "")))
    # How these two are made is known to their own checks, not to the type stubs.
    registry: Any = Registry
    judge = validator_for(schema)(schema, registry=registry(retrieve=retrieve).with_resource(base, contents(schema)))
    try:
        faults = sorted(judge.iter_errors(value), key=lambda each: list(map(str, each.path)))
    except Unresolvable as error:
        raise refusal("P301", f"{error.ref}, which it refers to, is not at hand", "keep it beside the schema") from None
    except RecursionError:
        raise refusal("P301", f"{path} goes round in a circle", "give the schema as it is published") from None
    for fault in faults:
        yield "/".join(map(str, fault.path)), fault.message


@cache
def _json_schema(path: str) -> Any:
    """A JSON Schema. Raises Refused (P301) where it is none."""
    from jsonschema.exceptions import SchemaError
    from jsonschema.validators import validator_for

    try:
        schema = value_of(Path(path))
        if not isinstance(schema, dict):
            raise ValueError("it is no object")
        validator_for(schema).check_schema(schema)
    except (OSError, ValueError) as error:
        raise refusal("P301", f"{path} is no JSON Schema: {error}", "give the schema as it is published") from None
    except SchemaError as error:
        message = f"{path} is no JSON Schema: {error.message}"
        raise refusal("P301", message, "give the schema as it is published") from None
    return schema
