"""James Clark's checks of the datatypes of XML Schema, asked of the datatypes without an engine around them."""

import os
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest
from lxml import etree

from tei.relaxng.datatypes import XML_SCHEMA, datatype

ORACLE = os.environ.get("TEI_ORACLE")
LESS = {
    "minInclusive": (False, True),
    "minExclusive": (False, True),
    "maxInclusive": (True, False),
    "maxExclusive": (True, False),
}


def namespaces(element: etree._Element) -> dict[str, str]:
    return {prefix or "": uri for prefix, uri in element.nsmap.items()}


def entities(element: etree._Element) -> list[str]:
    words = element.get("internalSubset", "").split()
    return [words[i + 1] for i, word in enumerate(words) if word == "<!ENTITY"]


def checks(name: str, element: etree._Element) -> Iterator[tuple[str, bool, bool]]:
    """What is checked, the verdict that is wanted, and ours."""
    text = element.text or ""
    plain = datatype(XML_SCHEMA, name)
    if element.tag in ("valid", "invalid"):
        yield f"{text!r}", element.tag == "valid", plain.allows(text, namespaces(element), entities(element))
    elif element.tag == "length":
        length = int(element.get("value", ""))
        for facet, bound, wanted in (
            ("length", length, True),
            ("length", length + 1, False),
            ("minLength", length, True),
            ("minLength", length + 1, False),
            ("maxLength", length, True),
            ("length", length - 1, False),
            ("maxLength", length - 1, False),
        ):
            if bound >= 0:
                yield (
                    f"{text!r} {facet} {bound}",
                    wanted,
                    datatype(XML_SCHEMA, name, [(facet, str(bound))]).allows(text),
                )
    elif element.tag == "equiv":
        known = namespaces(element)
        classes = [[value.text or "" for value in group] for group in element]
        for group in classes:
            for one, other in product(group, repeat=2):
                yield f"{one!r} = {other!r}", True, plain.equal(one, other, known, known)
        for first, second in combinations(classes, 2):
            for one, other in product(first, second):
                yield f"{one!r} = {other!r}", False, plain.equal(one, other, known, known)
                yield f"{other!r} = {one!r}", False, plain.equal(other, one, known, known)
    else:
        one, other = (value.text or "" for value in element)
        incomparable = element.tag == "incomparable"
        for facet, (below, above) in LESS.items():
            by_other = datatype(XML_SCHEMA, name, [(facet, other)])
            by_one = datatype(XML_SCHEMA, name, [(facet, one)])
            yield f"{one} {facet} {other}", below and not incomparable, by_other.allows(one)
            yield f"{other} {facet} {one}", above and not incomparable, by_one.allows(other)
            if not incomparable:
                yield f"{one} {facet} {one}", facet.endswith("Inclusive"), by_one.allows(one)


@pytest.mark.skipif(not ORACLE, reason="TEI_ORACLE names no folder with xsdtest.xml")
def test_every_verdict_is_the_one_that_is_wanted() -> None:
    root = etree.parse(Path(ORACLE or "") / "xsdtest.xml").getroot()
    results = [
        (group.get("name"), what, wanted, got)
        for group in root.iter("datatype")
        for element in group.iterchildren("*")
        for what, wanted, got in checks(group.get("name", ""), element)
    ]
    assert len(results) > 900
    assert [result for result in results if result[2] != result[3]] == []
