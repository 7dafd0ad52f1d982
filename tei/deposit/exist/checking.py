"""Why eXist-db would not install a package, or what it should not be given."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from lxml import etree

from tei.core.diagnostic import Diagnostic
from tei.deposit.element import read
from tei.deposit.schemas import Schemas, invalid

_PKG = "{http://expath.org/ns/pkg}"
_REPO = "{http://exist-db.org/xquery/repo}"
_CONFIG = "{http://exist-db.org/collection-config/1.0}"
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_ABBREVIATION = re.compile(r"[A-Za-z0-9][\w.-]*")
_VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?")
_MODE = re.compile(r"(?:[r-][w-][xsS-]){2}[r-][w-][xtT-]|0?[0-7]{3}")
_PACKAGE = {
    "name": (_ABSOLUTE, "an absolute URI"),
    "abbrev": (_ABBREVIATION, "a name without blanks"),
    "version": (_VERSION, "a version of three numbers"),
    "spec": (re.compile(r"1\.0"), "1.0"),
}
_META = ("description", "author", "website", "status", "license", "copyright", "type")
_LINK = 0o120000


def check(folder: Path, schemas: Schemas) -> Iterator[Diagnostic]:
    """What is wrong with the packages in a folder."""
    packages = sorted(folder.glob("*.xar"))
    if not packages:
        yield invalid(folder / "package.xar", "there is no package that ends with .xar")
    for package in packages:
        yield from (invalid(package, message) for message in _faults(package))


def _faults(package: Path) -> Iterator[str]:
    """What is wrong with a package, in words: the archive, its descriptors (EXPath Packaging System, section 4;
    eXist-db, "Package Repository"), its XML."""
    try:
        with zipfile.ZipFile(package) as archive:
            broken = archive.testzip()
            if broken:
                yield f"{broken} is damaged"
                return
            yield from _names(archive)
            yield from _files(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        yield f"it cannot be unzipped: {error}"


def _names(archive: zipfile.ZipFile) -> Iterator[str]:
    """What would be written outside the folder it is unzipped into, or twice."""
    seen: set[str] = set()
    for info in archive.infolist():
        name = info.orig_filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts:
            yield f"{name!r} leads out of the folder that the package is unzipped into"
        if info.external_attr >> 16 & 0o170000 == _LINK:
            yield f"{name!r} is a link"
        if name.casefold() in seen:
            yield f"{name!r} is there twice"
        seen.add(name.casefold())
    for name in ("expath-pkg.xml", "repo.xml"):
        if name not in seen:
            yield f"{name} is not there"
    if not any(name.startswith("data/") and name.endswith(".xml") for name in seen):
        yield "there is no text in data/"


def _files(archive: zipfile.ZipFile) -> Iterator[str]:
    for name in archive.namelist():
        if not name.endswith((".xml", ".xconf")):
            continue
        try:
            with archive.open(name) as file:
                root = read(file)
        except etree.XMLSyntaxError as error:
            yield f"{name} is not well-formed XML: {error.msg}"
            continue
        judge = {"expath-pkg.xml": _package, "repo.xml": _deployment, "collection.xconf": _index}.get(name)
        if judge:
            yield from (f"{name}: {message}" for message in judge(root))


def _package(root: etree._Element) -> Iterator[str]:
    if root.tag != f"{_PKG}package":
        yield "the root is not <package> of EXPath"
    for name, (form, said) in _PACKAGE.items():
        if not form.fullmatch(root.get(name, "")):
            yield f"@{name} is not {said}: {root.get(name, '')!r}"
    if not _said(root, f"{_PKG}title"):
        yield "there is no <title>"
    for dependency in root.iterchildren(f"{_PKG}dependency"):
        if not (dependency.get("processor") or dependency.get("package")):
            yield "a <dependency> names neither a processor nor a package"


def _deployment(root: etree._Element) -> Iterator[str]:
    if root.tag != f"{_REPO}meta":
        yield "the root is not <meta> of eXist-db"
    for name in _META:
        if root.find(_REPO + name) is None:
            yield f"there is no <{name}>"
    if _said(root, f"{_REPO}type") not in ("application", "library"):
        yield "<type> is neither application nor library"
    if (owned := _said(root, f"{_REPO}copyright")) not in ("true", "false"):
        yield f"<copyright> is neither true nor false: {owned!r}"
    target = _said(root, f"{_REPO}target")
    if not target or target.startswith("/") or ".." in target.split("/"):
        yield f"<target> is no path in the database: {target!r}"
    for permissions in root.iterchildren(f"{_REPO}permissions"):
        yield from _permissions(dict(permissions.attrib))


def _permissions(given: Mapping[str | bytes, str | bytes]) -> Iterator[str]:
    if given.get("password"):
        yield "<permissions> has a password that everybody can read"
    if not given.get("user"):
        yield "<permissions> has no user"
    if not _MODE.fullmatch(str(given.get("mode", ""))):
        yield f"<permissions> has no mode as rw-r--r--: {given.get('mode', '')!r}"


def _index(root: etree._Element) -> Iterator[str]:
    if root.tag != f"{_CONFIG}collection" or root.find(f"{_CONFIG}index") is None:
        yield "the root is not <collection> with an <index>"
    for element in root.iter(f"{_CONFIG}*"):
        prefix = element.get("qname", "").lstrip("@").rpartition(":")[0]
        if prefix and prefix != "xml" and prefix not in element.nsmap:
            yield f"the prefix of {element.get('qname')} is not declared"


def _said(root: etree._Element, tag: str) -> str:
    return (root.findtext(tag) or "").strip()
