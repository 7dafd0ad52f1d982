"""Addresses of the network that lead to files of this computer, and expressions that ask for them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from tei.core.address import address_of, path_of
from tei.core.catalog import Catalog, named
from tei.core.resources import cache

_WHOLE, _BEGINNING, _END = "whole", "beginning", "end"
_KINDS = {
    "uri": _WHOLE, "system": _WHOLE,
    "rewriteURI": _BEGINNING, "rewriteSystem": _BEGINNING,
    "uriSuffix": _END, "systemSuffix": _END,
}  # fmt: skip

_ASKS = re.compile(
    r"(?P<quoted>\"[^\"]*\"|'[^']*')|(?<![\w.:$@{-])(?:fn:)?(?P<ask>doc|doc-available|document|unparsed-text"
    r"|unparsed-text-available|unparsed-text-lines|json-doc)\s*\((?!\s*\))|(?P<sign>[()\[\]{},])"
)

FUNCTIONS = """\
<xsl:param name="_:catalog" select="''"/>
<xsl:variable name="_:entries" select="tokenize($_:catalog, '&#10;') ! [tokenize(., '&#9;')]"/>
<xsl:function name="_:known" as="item()*">
<xsl:param name="_:address" as="item()*"/>
<xsl:for-each select="$_:address">
<xsl:variable name="_:text" select="string(.)"/>
<xsl:variable name="_:uri" select="iri-to-uri($_:text)"/>
<xsl:sequence select="(if (contains($_:text, ':')) then (
 $_:entries[.(1)[1] = 'whole' and .(1)[2] = $_:text] ! .(1)[3],
 sort($_:entries[.(1)[1] = 'beginning' and starts-with($_:text, .(1)[2])], (),
 function($e) { -string-length($e(1)[2]) }) ! (.(1)[3] || substring($_:text, string-length(.(1)[2]) + 1)),
 $_:entries[.(1)[1] = 'end' and ends-with($_:text, .(1)[2])] ! .(1)[3]) else (),
 if ($_:uri = $_:text) then . else if (. instance of node()) then resolve-uri($_:uri, base-uri(.)) else $_:uri)[1]"/>
</xsl:for-each>
</xsl:function>"""
"""`_:known` gives, for an address that `entries` knows, that of the file, and else the address itself.

Saxon finds no file whose address has letters with accents in it: these are written by their numbers."""


def entries() -> str:
    """What the catalogs in force map to files, and what was fetched before (`tei.core.fetched`), a line each.

    A line has what kind of match it is, what is matched, and the address of the file, with tabs between them. Raises
    Refused (P303) for a catalog that is none.
    """
    return "\n".join("\t".join(each) for each in (*_mapped(named(), frozenset()), *_fetched()))


def _mapped(catalog: Catalog, seen: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    for entry in catalog.entries:
        path = path_of(entry.target)
        if path is not None and entry.kind in _KINDS:
            yield _KINDS[entry.kind], entry.name, entry.target
        elif path is not None and path not in seen and not entry.kind.startswith("public") and os.path.isfile(path):
            yield from _mapped(Catalog.load(path), seen | {path})


def _fetched() -> Iterator[tuple[str, str, str]]:
    folder = os.path.join(cache(), "schemas") if cache() else ""
    for host in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        for scheme in ("https", "http"):
            yield _BEGINNING, f"{scheme}://{host}/", address_of(os.path.join(folder, host)) + "/"


def asking(expression: str) -> str:
    """An expression in which each call that reads a file asks `_:known` for the address first."""
    if not _ASKS.search(expression):
        return expression
    parts: list[str] = []
    at, depth = 0, 0
    # The depths at which the first argument of a call is open.
    open_at: list[int] = []
    for found in _ASKS.finditer(expression):
        parts.append(expression[at : found.start()])
        at = found.end()
        sign = found["sign"] or ""
        if found["ask"]:
            depth += 1
            open_at.append(depth)
            parts.append(found[0] + "_:known((")
            continue
        if open_at and open_at[-1] == depth and sign in (",", ")") and sign:
            open_at.pop()
            parts.append("))")
        depth += (sign in ("(", "[", "{")) - (sign in (")", "]", "}")) if sign else 0
        parts.append(found[0])
    return "".join([*parts, expression[at:]])
