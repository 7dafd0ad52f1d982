"""An Edition through a stylesheet: XSLT 1.0 by lxml, compiled once; 2.0 and 3.0 by Saxon, where it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from tei.core.diagnostic import Label, refusal
from tei.core.edition import XML_ID, Edition
from tei.core.namespaces import TEI
from tei.core.profile import Profile, id_pattern
from tei.render.stylesheet import (
    Transformed,
    find,
    is_within,
    label,
    makes_text,
    modified,
    ours,
    parser,
    path_to,
    refused,
    version,
    without_doctype,
)

NONE_GIVEN: Mapping[str, str] = MappingProxyType({})

_REFERENCES = (f"{{{TEI}}}ref", f"{{{TEI}}}ptr")
_BREAK = re.compile(r"[\t\n\r]")
_WORDLESS = "unknown error"
"""What lxml puts where libxslt says nothing, as of an instruction that it does not know."""

_DECLARATION = re.compile(r"^<\?xml[^>]*\?>\s*")
# The type stubs know neither what access can be controlled nor what an error's log holds.
_LXML: Any = etree
_ACCESS = _LXML.XSLTAccessControl(read_network=False, write_file=False, create_dir=False, write_network=False)
_COMPILED: dict[Path, tuple[etree.XSLT, dict[Path, int]]] = {}
"""Each stylesheet, the files that it is made of, and the times of their last change: valid as long as these are so."""


class _OutOfReach(Exception):
    """That a stylesheet may not read a file, with its address."""


class _Beside(etree.Resolver):
    """Lets a stylesheet read the files of its own folder only, and these without what their DOCTYPE would draw on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.read: dict[Path, int] = {}

    def resolve(self, system_url: str, public_id: str, *context: Any) -> Any:
        """The characters of a file. Raises _OutOfReach for one that may not be read."""
        path = path_to(system_url, self._folder)
        if not (is_within(path, self._folder) or is_within(path, ours())):
            raise _OutOfReach(system_url)
        self.read[path] = path.stat().st_mtime_ns
        # The type stubs do not know the methods of a resolver.
        own: Any = self
        return own.resolve_string(without_doctype(etree.parse(path, parser())), *context, base_url=str(path))


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
    told = {**addresses(edition, profile, documents), "entries": entries, **parameters}
    return markup(edition, stylesheet or profile["render"]["stylesheet"], told).text


def addresses(edition: Edition, profile: Profile, documents: Mapping[str, str]) -> dict[str, str]:
    """The parameters `links` and `absent` for the pointers of an edition that lead out of it."""
    own = {id for e in edition.tree.iter("*") if (id := e.get(XML_ID))}
    links, absent = pointers([target for target in targets(edition) if target[1:] not in own], profile, documents)
    return {"links": lines(links), "absent": lines(absent)}


def markup(edition: Edition, stylesheet: str, parameters: Mapping[str, str]) -> Transformed:
    """The result of a stylesheet as HTML: plain text (`xsl:output method="text"`) is escaped, and keeps its lines.

    Raises Refused as `transform` does.
    """
    done = transformed(edition, stylesheet, parameters)
    if makes_text(stylesheet):
        return replace(done, text=f'<pre class="plain">{escape(done.text, quote=False)}</pre>\n')
    return replace(done, text=_DECLARATION.sub("", done.text))


def transform(edition: Edition, stylesheet: str, parameters: Mapping[str, str]) -> str:
    """The result of a stylesheet, serialised as it asks for; see `transformed`."""
    return transformed(edition, stylesheet, parameters).text


def transformed(edition: Edition, stylesheet: str, parameters: Mapping[str, str]) -> Transformed:
    """The result of a stylesheet, serialised as it asks for, and its messages; parameters are strings.

    A stylesheet reads files of its own folder and of those below it, nothing else, and writes none. Raises Refused:
    P401 when it is not there, P402 when it is no XSLT, P403 when it stops while it runs, P405 when it is more
    than XSLT 1.0 and Saxon is not installed, P406 when it asks for a file that it may not read.
    """
    path = find(stylesheet)
    if version(path) not in ("", "1.0", "1.1"):
        from tei.render.saxon import transformed as by_saxon

        return by_saxon(edition, path, stylesheet, parameters)
    compiled = _compiled(path, stylesheet)
    given: dict[str, Any] = {name: etree.XSLT.strparam(value) for name, value in parameters.items() if value}
    try:
        text = str(compiled(edition.tree, **given))
    except _OutOfReach as error:
        raise refused(path, stylesheet, str(error)) from None
    except (etree.XSLTError, etree.XMLSyntaxError) as error:
        raise refusal(
            "P403",
            f"{stylesheet} stopped at {edition.source.name}: {error}",
            "see the stylesheet's own message; `xsltproc` runs it alone",
            _label(path, error),
        ) from None
    # The type stubs do not know the log of a stylesheet.
    log: Any = getattr(compiled, "error_log", ())
    said = (entry.message for entry in log if entry.type_name == "ERR_OK" and entry.message != _WORDLESS)
    return Transformed(text, tuple(said))


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


def _compiled(path: Path, stylesheet: str) -> etree.XSLT:
    """The compiled stylesheet; it is compiled anew when it, or a file that it is made of, has changed."""
    real = path.resolve()
    known = _COMPILED.get(real)
    if known is None or any(modified(each) != time for each, time in known[1].items()):
        known = _COMPILED[real] = _compile(path, stylesheet)
    return known[0]


def _compile(path: Path, stylesheet: str) -> tuple[etree.XSLT, dict[Path, int]]:
    """The compiled stylesheet, and the files that it is made of with the times of their last change."""
    # Without links, so that what is asked for can be told from what may be read.
    real = path.resolve()
    beside = _Beside(real.parent)
    reader = parser()
    reader.resolvers.add(beside)
    try:
        read = {real: modified(real)}
        compiled = etree.XSLT(etree.parse(real, reader), access_control=_ACCESS)
    except _OutOfReach as error:
        raise refused(path, stylesheet, str(error)) from None
    except (etree.XMLSyntaxError, etree.XSLTParseError) as error:
        raise refusal(
            "P402",
            f"{path} is no XSLT stylesheet: {error}",
            "correct it at this place",
            _label(path, error),
        ) from None
    return compiled, read | beside.read


def _label(path: Path, error: Exception) -> Label:
    """The line of the stylesheet that the last entry of lxml's log names, the first line without one."""
    log: Any = getattr(error, "error_log", ())
    return label(path, next((entry.line for entry in reversed(list(log)) if entry.line > 0), 1))
