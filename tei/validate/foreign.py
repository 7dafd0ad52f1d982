"""Whether an edition keeps to a W3C Schema or to a DTD, by lxml, in words like those of our own checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from lxml import etree

from tei.core.address import address_of
from tei.core.diagnostic import Diagnostic, Label, Refused, refusal
from tei.core.edition import Edition
from tei.core.fetched import at_hand
from tei.core.source import Span
from tei.core.stream import Stored
from tei.validate.association import DTD, XSD

_CODES = {XSD: "R301", DTD: "R302"}

_XS = "{http://www.w3.org/2001/XMLSchema}"

MOST_EXPECTED = 5
"""So many of the elements that were expected are named."""

# What libxml2 says after the element that it speaks of, and, in the line below, what we say.
_TABLE = r"""
This element is not expected\.(?: Expected is (?:one of )?\( (?P<expected>.*) \)\.)?
    {e} is not allowed here
Missing child element\(s\)\.(?: Expected is (?:one of )?\( (?P<expected>.*) \)\.)?
    {e} is not complete
The attribute '(.*)' is required but missing\.
    {e} lacks the attribute {0}
The attribute '(?P<attribute>.*)' is not allowed\.
    the attribute {attribute} is not allowed in {e}
\[facet 'enumeration'\] The value '(.*)' is not an element of the set \{(.*)\}\.
    “{0}” in {where} is none of {1}
\[facet 'pattern'\] The value '(.*)' is not accepted by the pattern '(.*)'\.
    “{0}” in {where} is not of the form {1}
'(.*)' is not a valid value of the .*type '(?:xs:)?(.*)'\.
    “{0}” in {where} is not of the type {1}
'(.*)' is not a valid value of the .*type\.
    “{0}” in {where} is not of the type that the schema wants
Character content .*is not allowed.*
    text is not allowed in {e}
Element content is not allowed.*
    no elements are allowed in {e}
No matching global declaration available for the validation root\.
    {e} cannot be the outermost element
Element \S+ content does not follow the DTD, expecting (?P<model>.*), got ?(?P<got>.*)
    the content of {e} is not what it must be
Element \S+ does not carry attribute (\S+)
    {e} lacks the attribute {0}
No declaration for attribute (?P<attribute>\S+) of element \S+
    the attribute {attribute} is not allowed in {e}
No declaration for element \S+
    the element {e} is not known
Value "(.*)" for attribute (?P<attribute>\S+) of \S+ is not among the enumerated set
    “{0}” in {attribute} of {e} is none of the values that are allowed
Syntax of value for attribute (?P<attribute>\S+) of \S+ is not valid
    the value of {attribute} in {e} is not of the form that it must have
Value for attribute (?P<attribute>\S+) of \S+ (?:is different from default|must be) "(.*)"
    {attribute} of {e} must be “{1}”
Element \S+ was declared EMPTY this one has content
    {e} must be empty
Element \S+ was declared #PCDATA but contains non text nodes
    only text is allowed in {e}
Element (\S+) is not declared in \S+ list of possible children
    <{0}> is not allowed in {e}
IDREF attribute (?P<attribute>\S+) references an unknown ID "(.*)"
    {attribute} of {e} points to “{1}”, but nothing has that id
"""
_LINES = _TABLE.strip().split("\n")
_WORDS = [(re.compile(said), words.strip()) for said, words in zip(_LINES[::2], _LINES[1::2], strict=True)]
_SUBJECT = re.compile(r"Element '([^']*)'(?:, attribute '([^']*)')?: ")
_PREFIXED = re.compile(r"(?<=/)[^@/\[\]:]+:[^/\[\]]+")
_NAMESPACE = re.compile(r"\{[^{}' ]*\}")


@dataclass(frozen=True)
class Schema:
    """A W3C Schema or a DTD, ready to judge editions."""

    path: str
    language: str
    _judge: Any

    @classmethod
    def load(cls, path: str, language: str) -> Schema:
        """The schema in a file. Raises Refused: P301 if there is no such file, P302 if it cannot be used."""
        return _loaded(path, language)

    def validate(self, edition: Edition) -> Iterator[Diagnostic]:
        """What is wrong with an edition, in the order of its elements (R301 for a W3C Schema, R302 for a DTD)."""
        if self._judge.validate(edition.tree):
            return
        told: set[tuple[str, str]] = set()
        for error in self._judge.error_log:
            element = _element(edition.tree, error.path)
            said = _said(error.message, element)
            # Of a value that fits neither a facet nor, for that reason, the type, the facet is told.
            if {(error.path, said.value), (error.path, said.message)} & told:
                continue
            told |= {(error.path, said.value or said.message), (error.path, said.message)}
            label = _label(edition, element, said.attribute, said.text)
            help = f"compare it with {PurePath(self.path).name}"
            yield Diagnostic(_CODES[self.language], "error", said.message, (label,), help)


def _element(tree: etree._ElementTree, path: str | None) -> etree._Element:
    """The element at a path of libxml2, else the outermost one."""
    # Names in the path have the prefixes that they have at their places.
    found: Any = tree.xpath(_PREFIXED.sub(r"*[name()='\g<0>']", path)) if path else None
    element: etree._Element = found[0] if found else tree.getroot()
    return element


def _label(edition: Edition, element: etree._Element, attribute: str, text: str) -> Label:
    """The start tag of an element, or one of its attributes there."""
    label = edition.label(element, text)
    tag = label.source[label.span]
    found = re.search(rf"\s({re.escape(attribute)}\s*=\s*(?:\"[^\"]*\"|'[^']*'))", tag) if attribute else None
    if not found:
        return label
    start = label.span.start + found.start(1)
    return Label(label.source, Span(start, start + len(found[1])), text)


class _Said(NamedTuple):
    """What libxml2 says in other words, what is to be said at the place, and whose value or attribute it is about."""

    message: str
    text: str = ""
    value: str = ""
    attribute: str = ""


def _said(message: str, element: etree._Element) -> _Said:
    shown = f"<{etree.QName(element).localname}>"
    subject = _SUBJECT.match(message)
    rest = _NAMESPACE.sub("", message[subject.end() if subject else 0 :]).strip()
    attribute = _NAMESPACE.sub("", subject[2] or "") if subject else ""
    where = f"{attribute} of {shown}" if attribute else shown
    for pattern, words in _WORDS:
        if found := pattern.fullmatch(rest):
            named = found.groupdict()
            text = ""
            if named.get("expected"):
                text = f"expected {_listed(named['expected'])}"
            elif "model" in named:
                text = f"it must be {named['model']}, and is {named['got'] or 'empty'}"
            value = where if "The value" in rest or "valid value" in rest else ""
            message = words.format(*found.groups(), e=shown, where=where, **named)
            return _Said(message, text, value, named.get("attribute") or attribute)
    return _Said(f"{where}: {rest[:1].lower()}{rest[1:]}", attribute=attribute)


def _listed(names: str) -> str:
    all_names = names.split(", ")
    more = len(all_names) - MOST_EXPECTED
    listed = ", ".join(all_names[:MOST_EXPECTED])
    return f"{listed} or {more} others" if more > 0 else " or ".join(listed.rsplit(", ", 1))


def _resolve(resolver: Any, address: str | None, public: str | None, context: Any) -> Any:
    """Gives lxml the file for what a schema refers to; what is not at hand is noted, never fetched."""
    if not address or "://" not in address:
        return None
    try:
        return resolver.resolve_filename(at_hand(address), context)
    except Refused as refused:
        resolver.missing.append(refused)
        return resolver.resolve_empty(context)


_LOCAL: Any = type("_Local", (etree.Resolver,), {"resolve": _resolve})


@cache
def _loaded(path: str, language: str) -> Schema:
    if not Path(path).is_file():
        raise refusal("P301", f"there is no schema {path}", "check the path")
    # A schema is the user's choice, so what it refers to on this computer is read, wherever that is.
    parser = etree.XMLParser(no_network=True, load_dtd=language == DTD, resolve_entities=True, huge_tree=True)
    resolver = _LOCAL()
    resolver.missing = []
    parser.resolvers.add(resolver)
    try:
        judge = _xsd(path, parser) if language == XSD else _dtd(path, parser)
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        # An exception of lxml also carries what earlier documents were told.
        log: Any = parser.error_log if isinstance(error, etree.XMLSyntaxError) else error.error_log
        raise resolver.missing[0] if resolver.missing else _unusable(path, language, str(error), log) from None
    if resolver.missing:
        raise resolver.missing[0]
    return Schema(path, language, judge)


def _xsd(path: str, parser: etree.XMLParser) -> Any:
    """A W3C Schema, without the groups of attributes that an extension repeats from its base, as MODS 3.8 does.

    The declarations are the same, so they are no fault (XML Schema 1.0, part 1, section 3.4.6); to libxml2 they are.
    """
    tree = etree.parse(path, parser)
    root = tree.getroot()
    types = {each.get("name"): each for each in root.iterfind(f"{_XS}complexType")}
    for extension in root.iterfind(f"{_XS}complexType/{_XS}complexContent/{_XS}extension"):
        prefix, _, name = extension.get("base", "").rpartition(":")
        if extension.nsmap.get(prefix or None) != root.get("targetNamespace") or name not in types:
            continue
        inherited = {group.get("ref") for group in types[name].iterfind(f"{_XS}attributeGroup")}
        for group in extension.findall(f"{_XS}attributeGroup"):
            if group.get("ref") in inherited:
                extension.remove(group)
    return etree.XMLSchema(tree)


def _dtd(path: str, parser: etree.XMLParser) -> Any:
    # A DTD that is asked for by a document is read by the document's parser, which knows what may be read.
    named = f'<!DOCTYPE a SYSTEM "{address_of(path)}"><a/>'
    dtd: Any = etree.fromstring(named, parser).getroottree().docinfo.externalDTD
    if dtd is None or next(dtd.iterelements(), None) is None:
        raise refusal("P302", f"{path} declares no element", "give a DTD, or choose another schema")
    return dtd


def _unusable(path: str, language: str, words: str, log: Any) -> Refused:
    """P302: what is wrong with a schema, and where."""
    source = Stored(path, Path(path))
    entries = [entry for entry in log if entry.level_name != "WARNING"]
    labels: tuple[Label, ...] = ()
    if entries:
        words = _NAMESPACE.sub("", entries[0].message).strip()
        if PurePath(entries[0].filename).name == PurePath(path).name:
            at = source.offset(entries[0].line)
            labels = (Label(source, Span(at, at + 1)),)
    what = "DTD" if language == DTD else "W3C Schema"
    return refusal("P302", f"{path} is no {what} that can be used: {words}", "mend the schema", *labels)
