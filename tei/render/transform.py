"""An Edition through an XSLT 1.0 stylesheet, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from lxml import etree

from tei.core import resources
from tei.core.diagnostic import Label, refusal
from tei.core.edition import XML_ID, Edition
from tei.core.namespaces import TEI
from tei.core.profile import Profile, id_pattern
from tei.core.source import Source, Span

NONE_GIVEN: Mapping[str, str] = MappingProxyType({})

_REFERENCES = (f"{{{TEI}}}ref", f"{{{TEI}}}ptr")
_XSLT = "http://www.w3.org/1999/XSL/Transform"
_BREAK = re.compile(r"[\t\n\r]")
# The type stubs know neither what access can be controlled nor what an error's log holds.
_LXML: Any = etree
_ACCESS = _LXML.XSLTAccessControl(read_network=False, write_file=False, create_dir=False, write_network=False)


class _Beside(etree.Resolver):
    """Lets a stylesheet read, once it runs, the files of its own folder only; what it includes is read before that."""

    folder: Path | None = None

    def resolve(self, system_url: str, public_id: str, *_: object) -> None:
        """Nothing, which lets lxml read the file. Raises ValueError for one that may not be read."""
        path = Path(unquote(system_url.removeprefix("file://")))
        if self.folder is not None and not path.resolve().is_relative_to(self.folder):
            raise ValueError(f"it may not read {system_url}, only what stands in its own folder")


def fragment(
    edition: Edition,
    profile: Profile,
    *,
    documents: Mapping[str, str] = NONE_GIVEN,
    entries: str = "",
    stylesheet: str = "",
    parameters: Mapping[str, str] = NONE_GIVEN,
) -> str:
    """What the profile's stylesheet makes of the edition, as HTML without a page around it.

    `documents` gives the addresses for ids of other files, `entries` that of the folder which has a page
    for every person, place and term. The stylesheet is told them in its parameters `links`, `absent` and `entries`.
    """
    own = {id for e in edition.tree.iter("*") if (id := e.get(XML_ID))}
    links, absent = pointers([target for target in targets(edition) if target[1:] not in own], profile, documents)
    told = {"links": lines(links), "absent": lines(absent), "entries": entries, **parameters}
    return transform(edition, stylesheet or profile["render"]["stylesheet"], told)


def transform(edition: Edition, stylesheet: str, parameters: Mapping[str, str]) -> str:
    """The result of a stylesheet, serialised as it asks for; parameters are strings.

    Raises Refused: P401 when the stylesheet cannot be read, P402 when it is no XSLT 1.0, P403 when it
    stops while it runs.
    """
    path = _find(stylesheet)
    compiled = _compiled(path, path.stat().st_mtime_ns)
    given: dict[str, Any] = {name: etree.XSLT.strparam(value) for name, value in parameters.items() if value}
    try:
        return str(compiled(edition.tree, **given))
    except (etree.XSLTError, ValueError) as error:
        raise refusal(
            "P403",
            f"{stylesheet} stopped at {edition.source.name}: {error}",
            "see the stylesheet's own message; `xsltproc` runs it alone",
            _label(path, error),
        ) from None


def pointers(
    found: Iterable[str], profile: Profile, documents: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Where pointers to other files lead, and what to say of those that lead nowhere, by target."""
    shape, number = _shapes(profile["document"]["note"], profile["document"]["id"])
    links: dict[str, str] = {}
    absent: dict[str, str] = {}
    for target in found:
        id = target.removeprefix("#")
        document = m.group("document") if (m := shape.fullmatch(id)) else id
        if id in documents:
            address = documents[id]
            links[target] = address if "#" in address or id == document else f"{address}#{id}"
        elif document in documents:
            links[target] = documents[document].partition("#")[0] + f"#{id}"
        elif target.startswith("#") and (named := number.fullmatch(document)):
            absent[target] = f"Document {named.group('number')}, not in this edition"
    return links, absent


def targets(edition: Edition) -> Iterator[str]:
    """The targets of all references, as they are written."""
    return (target for element in edition.tree.iter(*_REFERENCES) if (target := element.get("target")))


def lines(table: Mapping[str, str]) -> str:
    """The table in lines of "key, tab, value", without what would be taken for more than one of them."""
    return "\n".join(f"{key}\t{value}" for key, value in table.items() if not _BREAK.search(key + value))


@cache
def _shapes(note: str, document: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The profile's patterns of ids the other way round: from a note's id to its document, from that to its number."""
    of_note = id_pattern(note, document="(?P<document>.+)", number=r"\w+")
    of_document = id_pattern(document, number=r"(?P<number>\w+)", stem=".+")
    return re.compile(of_note), re.compile(of_document)


def _find(stylesheet: str) -> Path:
    """The stylesheet at this path, or the one of this name that comes with tei."""
    for path in (Path(stylesheet), resources.path(stylesheet)):
        if path.is_file():
            return path
    raise refusal(
        "P401",
        f"there is no stylesheet {stylesheet}",
        "give the path of an XSLT 1.0 file, or leave it out to use the profile's",
    )


def stylesheets(stylesheet: str) -> list[Path]:
    """The files that a stylesheet is made of: itself, and what it includes and imports. Raises Refused (P401)."""
    found: dict[Path, None] = {}
    waiting = [_find(stylesheet)]
    while waiting:
        path = waiting.pop()
        if path in found or not path.is_file():
            continue
        found[path] = None
        # One that is not well-formed is told when it is compiled.
        root = etree.parse(path, etree.XMLParser(recover=True)).getroot()
        for each in () if root is None else root.iter(f"{{{_XSLT}}}include", f"{{{_XSLT}}}import"):
            waiting.append(path.parent / unquote(each.get("href", "")))
    return list(found)


@cache
def _compiled(path: Path, modified: int) -> etree.XSLT:
    """The compiled stylesheet; a changed file is compiled anew."""
    parser = etree.XMLParser()
    beside = _Beside()
    parser.resolvers.add(beside)
    try:
        compiled = etree.XSLT(etree.parse(path, parser), access_control=_ACCESS)
    except (etree.XMLSyntaxError, etree.XSLTParseError) as error:
        raise refusal(
            "P402",
            f"{path} is no XSLT 1.0 stylesheet: {error}",
            "correct it; XSLT 2.0 and 3.0 need another processor",
            _label(path, error),
        ) from None
    beside.folder = path.resolve().parent
    return compiled


def _label(path: Path, error: Exception) -> Label:
    """The line of the stylesheet that the last entry of lxml's log names, the first line without one."""
    log: Any = getattr(error, "error_log", ())
    line = next((entry.line for entry in reversed(list(log)) if entry.line > 0), 1)
    source = Source(str(path), path.read_text(encoding="utf-8", errors="replace"))
    start = source.offset(line)
    return Label(source, Span(start, start + 1))
