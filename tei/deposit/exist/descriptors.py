"""The descriptors of a package for eXist-db, and what it is to index."""

from __future__ import annotations

import re
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from tei.core.namespaces import TEI
from tei.deposit.collection import Collection
from tei.deposit.element import add, outermost
from tei.deposit.packages import day, home
from tei.deposit.record import UNKNOWN

PKG = "http://expath.org/ns/pkg"
REPO = "http://exist-db.org/xquery/repo"
CONFIG = "http://exist-db.org/collection-config/1.0"

SEARCHED = ("div", "head", "p", "note", "persName", "placeName", "orgName")
"""The elements of TEI that are indexed word by word."""

LOOKED_UP = ("@xml:id", "@type", "@n", "@ref", "@corresp", "@key", "@when", "tei:idno")
"""What is indexed as a whole value."""

_VERSION = re.compile(r"\d+(?:\.\d+){0,2}")
_ABBREVIATED = re.compile(r"[^A-Za-z0-9-]+")
_FREE = ("CC0-1.0", "CC-PDM-1.0")


def package_descriptor(collection: Collection) -> etree._Element:
    """What names the package (EXPath Packaging System, section 4): `expath-pkg.xml`.

    Its name is the address of the edition, else that of its DOI, else a URN that keeps to its name and title. The
    version is the header's, if it is one of up to three numbers, else the day of the last change: a package is
    installed over another of its name only if it has another version.
    """
    root = outermost("package", PKG)
    urn = uuid5(NAMESPACE_URL, f"{collection.name} {collection.title}").urn
    root.set("name", home(collection) or urn)
    root.set("abbrev", abbreviation(collection))
    root.set("version", version(collection))
    root.set("spec", "1.0")
    add(root, "title", collection.title or collection.name)
    add(root, "dependency", attributes={"processor": "http://exist-db.org", "semver-min": "5.0.0"})
    return root


def deployment_descriptor(collection: Collection) -> etree._Element:
    """What eXist-db does with the package (its documentation, "Package Repository"): `repo.xml`.

    The target makes it store the data; a library has no page of its own. The files belong to the administrator, whom
    every database has, and all may read them: no account is made, and no password is needed. No query is run.
    """
    record = collection.record
    root = outermost("meta", REPO)
    add(root, "description", collection.title or collection.name)
    for agent in record.responsible:
        add(root, "author", agent.spoken)
    if not record.responsible:
        add(root, "author", record.publisher or UNKNOWN)
    add(root, "website", home(collection))
    add(root, "status", "stable")
    add(root, "license", "; ".join(each.spdx or each.name or each.address for each in record.licences))
    # What nobody has given away belongs to somebody.
    free = bool(record.licences) and all(each.spdx in _FREE for each in record.licences)
    add(root, "copyright", "false" if free else "true")
    add(root, "type", "library")
    add(root, "target", abbreviation(collection))
    add(root, "permissions", attributes={"user": "admin", "group": "dba", "mode": "rw-r--r--"})
    return root


def index_configuration(collection: Collection) -> etree._Element:
    """What of TEI is indexed, for words (Lucene) and for values: `collection.xconf`."""
    root = outermost("collection", CONFIG)
    place = f"/db/system/config/db/apps/{abbreviation(collection)}"
    root.append(etree.Comment(f" To have it used, store this file in {place} and index the collection anew. "))
    spaces = {"tei": TEI, "xs": "http://www.w3.org/2001/XMLSchema"}
    index = etree.SubElement(root, f"{{{CONFIG}}}index", nsmap=spaces)
    lucene = add(index, "lucene")
    add(lucene, "analyzer", attributes={"class": "org.apache.lucene.analysis.standard.StandardAnalyzer"})
    for name in SEARCHED:
        add(lucene, "text", attributes={"qname": f"tei:{name}"})
    values = add(index, "range")
    for name in LOOKED_UP:
        add(values, "create", attributes={"qname": name, "type": "xs:string"})
    return root


def abbreviation(collection: Collection) -> str:
    """The name of the package's file and of its collection in the database: letters, digits and hyphens."""
    return _ABBREVIATED.sub("-", collection.name).strip("-") or "edition"


def version(collection: Collection) -> str:
    """The version of the package as three numbers (Semantic Versioning 2.0)."""
    said = collection.record.version
    numbers = said.split(".") if _VERSION.fullmatch(said) else day(collection).split("-")
    return ".".join(str(int(each)) for each in (*numbers, "0", "0")[:3])
