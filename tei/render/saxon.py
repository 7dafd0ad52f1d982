"""An Edition through a stylesheet of XSLT 2.0 or 3.0, by Saxon, which is kept from all but the stylesheet's folder."""

from __future__ import annotations

import os
import re
import tempfile
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import quoteattr

from lxml import etree

from tei.core.address import address_of
from tei.core.diagnostic import Refused, refusal
from tei.core.edition import TAG, Edition
from tei.core.namespaces import XML
from tei.core.saxon import FEATURE, processor
from tei.render.stylesheet import Transformed, is_within, label, parser, readable, refused, without_doctype

_SCHEME = "tei:/"
"""What stands for the stylesheet's folder in the addresses that Saxon sees: of no other may it ask."""

_MOST = 2_000
"""So many files of the stylesheet's folder can be read, those nearest to it first."""

_CATALOG = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
_MODULES = (".xsl", ".xslt", ".xsltp")
_DOCTYPE = b"<!DOCTYPE"
_PROLOG = re.compile(r"^\ufeff?(?P<declaration><\?xml\s[^>]*\?>)?")
_NAME = re.compile(r"<[^\s/>]+")
_BASE = f"{{{XML}}}base"
_LINE = re.compile(r"on line (?P<line>\d+)(?: column \d+)? of (?P<module>\S*?)[:\s]", re.DOTALL)
_ASKED = re.compile(
    r"(?:processing|Cannot read|Access to URI) (?P<asked>\S+?)(?: has been prohibited|\.? |\.?$)", re.MULTILINE
)
_DENIED = ("has been prohibited", "URL protocol", "has been disallowed")
# Saxon is asked by one thread at a time: what it says goes to the one stream of errors that a process has.
_LOCK = Lock()


def transformed(edition: Edition, path: Path, stylesheet: str, parameters: Mapping[str, str]) -> Transformed:
    """The result of a stylesheet at a path, and its messages; see `tei.render.transform.transformed`."""
    try:
        from saxonche import PySaxonApiError
    except ImportError:
        raise refusal(
            "P405",
            f"{stylesheet} is more than XSLT 1.0, and Saxon is not installed",
            "install it: `pip install 'tei[saxon]'`",
            label(path, 1),
        ) from None

    with _LOCK, _errors() as said:
        compiled = _compiled(os.getpid(), path, stylesheet, _stamp(path))
        executable = compiled.executable.clone()
        executable.set_save_xsl_message(True)
        for name, value in parameters.items():
            if value:
                executable.set_parameter(name, compiled.saxon.make_string_value(value))
        builder = compiled.saxon.new_document_builder()
        builder.set_base_uri(address_of(edition.source.name))
        try:
            # A tree that was parsed before has nothing in it that leads to another file.
            document = builder.parse_xml(xml_text=without_doctype(edition.tree))
            text = executable.transform_to_string(xdm_node=document)
        except PySaxonApiError as error:
            told = " ".join(_messages(executable))
            message = compiled.named(f"{error}\n{said()}")
            raise _stopped(path, stylesheet, edition.source.name, message, told) from None
        return Transformed(str(text or ""), tuple(_messages(executable)))


class _Compiled:
    """A compiled stylesheet and the processor that it belongs to, which knows the files of its folder."""

    def __init__(self, path: Path, stylesheet: str) -> None:
        from saxonche import PySaxonApiError

        folder = path.resolve().parent
        held = {_SCHEME + quote(each.relative_to(folder).as_posix()): each for each in readable(folder, _MOST)}
        addresses = {name: _held(each, name) for name, each in held.items()}
        # Of an address Saxon names what stands behind the last slash, or all.
        self._files = {
            sign: each
            for name, each in held.items()
            if (address := addresses[name]).startswith("data:")
            for sign in (address, address.rpartition("/")[2])
        }
        self.saxon = _processor(addresses)
        try:
            text = _module(path, f"{_SCHEME}{quote(path.name)}")
            compiler = self.saxon.new_xslt30_processor()
            self.executable: Any = compiler.compile_stylesheet(stylesheet_text=text, encoding="UTF-8")
        except etree.XMLSyntaxError as error:
            raise _not_xslt(path, error.position[0], error.msg or str(error)) from None
        except PySaxonApiError as error:
            message = self.named(str(error))
            if _is_denied(message):
                raise refused(path, stylesheet, _asked(message)) from None
            raise _not_xslt(*_place(path, message), _reason(message)) from None

    def named(self, message: str) -> str:
        """What Saxon says, with the names of the files that it was given under other addresses."""
        for address, path in self._files.items():
            message = message.replace(address, str(path))
        return message


@lru_cache(maxsize=4)
def _compiled(process: int, path: Path, stylesheet: str, stamp: object) -> _Compiled:
    """The compiled stylesheet; after a fork that of another process cannot be used, nor one that has changed."""
    return _Compiled(path, stylesheet)


def _stamp(path: Path) -> tuple[tuple[str, int], ...]:
    """What changes when a file changes that Saxon is given a copy of."""
    folder = path.resolve().parent
    modules = [path, *(each for each in readable(folder, _MOST) if each.suffix in (*_MODULES, ".xml"))]
    return tuple((str(each), each.stat().st_mtime_ns) for each in modules)


def _processor(addresses: Mapping[str, str]) -> Any:
    """A processor that can read files by addresses of a scheme of their own, each at the address given, and no others.

    It writes nothing, calls nothing outside, and knows neither the environment nor any other protocol.
    """
    entries = "".join(f"<uri name={quoteattr(name)} uri={quoteattr(held)}/>" for name, held in addresses.items())
    with tempfile.TemporaryDirectory() as place:
        catalog = Path(place) / "catalog.xml"
        catalog.write_text(f"<catalog xmlns='{_CATALOG}'>{entries}</catalog>", encoding="utf-8")
        saxon = processor(f"data,{_SCHEME.partition(':')[0]}", str(catalog))
        saxon.set_configuration_property(f"{FEATURE}allow-external-functions", "false")
        # The catalog is read when it is first asked.
        saxon.new_xpath_processor().evaluate(f"doc-available('{_SCHEME}')")
    return saxon


def _held(path: Path, address: str) -> str:
    """The address under which Saxon reads a file: its own, or one that has all its characters in it.

    A stylesheet is told where it stands, so that what it includes is looked for beside it; what has a DOCTYPE is given
    without it.
    """
    try:
        if path.suffix in _MODULES:
            text = _module(path, address)
        elif path.suffix == ".xml" and _DOCTYPE in path.read_bytes():
            text = without_doctype(etree.parse(path, parser()))
        else:
            return path.resolve().as_uri()
    except etree.XMLSyntaxError:
        # What is not well-formed is told if it is asked for.
        return path.resolve().as_uri()
    return f"data:application/xml;base64,{b64encode(text.encode()).decode('ascii')}"


def _module(path: Path, address: str) -> str:
    """The characters of a stylesheet with its address in it, every line where it was."""
    tree = etree.parse(path, parser())
    text = path.read_bytes().decode(tree.docinfo.encoding or "utf-8", errors="replace")
    if _DOCTYPE.decode() in text or _BASE in tree.getroot().attrib:
        tree.getroot().set(_BASE, address)
        return without_doctype(tree)
    text = _PROLOG.sub(lambda found: "\n" * found[0].count("\n"), text)
    root = next(tag for tag in TAG.finditer(text) if not tag[0].startswith(("<!", "<?")))
    name = _NAME.match(root[0])
    at = root.start() + (name.end() if name else 0)
    return f"{text[:at]} xml:base={quoteattr(address)}{text[at:]}"


def _not_xslt(path: Path, line: int, reason: str) -> Refused:
    return refusal("P402", f"{path} is no XSLT stylesheet: {reason}", "correct it at this place", label(path, line))


def _stopped(path: Path, stylesheet: str, name: str, message: str, told: str) -> Refused:
    """What Saxon says of a stylesheet that stopped."""
    if _is_denied(message):
        return refused(path, stylesheet, _asked(message))
    where, line = _place(path, message)
    return refusal(
        "P403",
        f"{stylesheet} stopped at {name}: {told or _reason(message)}",
        "see the stylesheet's own message at this place",
        label(where, line),
    )


def _is_denied(message: str) -> bool:
    """Whether Saxon says that it may not read something. Its lines are broken anywhere."""
    return any(sign in " ".join(message.split()) for sign in _DENIED)


def _asked(message: str) -> str:
    found = _ASKED.search(" ".join(message.split()))
    return unquote(found["asked"].rstrip(".").removeprefix(_SCHEME)) if found else "a file"


def _place(path: Path, message: str) -> tuple[Path, int]:
    """The file and the line that a message names; the main stylesheet has no name but that of the folder."""
    found = _LINE.search(message)
    if found is None:
        return path, 1
    named = Path(found["module"])
    return (named if is_within(named, path.resolve().parent) else path), int(found["line"])


def _reason(message: str) -> str:
    """What is wrong, without where."""
    found = re.search(r"[A-Z]{4}\d{4}\s+(.*?)(?=\n\S|\Z)", message, re.DOTALL)
    return " ".join((found[1] if found else message.partition("\n")[0]).split())


def _messages(executable: Any) -> Iterator[str]:
    """What the stylesheet said while it ran."""
    for item in executable.get_xsl_messages() or ():
        yield " ".join(item.string_value.split())


@contextmanager
def _errors() -> Iterator[Any]:
    """Gives a function that tells what was written to the stream of errors, by whatever language, and keeps it back."""
    with tempfile.TemporaryFile() as kept:
        before = os.dup(2)
        os.dup2(kept.fileno(), 2)

        def said() -> str:
            kept.seek(0)
            return kept.read().decode("utf-8", errors="replace")

        try:
            yield said
        finally:
            os.dup2(before, 2)
            os.close(before)
