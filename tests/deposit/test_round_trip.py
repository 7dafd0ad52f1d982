"""Nothing of a record is lost as XML of DataCite or as a teiHeader, and both are valid."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from kits import FULL
from lxml import etree
from peers import folder
from records import RECORDS

from tei.core import resources
from tei.core.edition import Edition
from tei.core.namespaces import TEI
from tei.core.source import Source
from tei.deposit.datacite import datacite, read
from tei.deposit.header import header
from tei.deposit.metadata import record_of
from tei.deposit.record import Record, normal

SLOW = settings(
    max_examples=60, deadline=None, phases=set(Phase) - {Phase.explain}, suppress_health_check=list(HealthCheck)
)


@cache
def xsd(path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(path)))


@cache
def rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(resources.path("schemas/tei.rng"))))


def again(element: etree._Element) -> etree._Element:
    """An element that went through characters."""
    return etree.fromstring(etree.tostring(element, pretty_print=True))


def encoded(record: Record) -> str:
    root = etree.Element(f"{{{TEI}}}TEI", nsmap={None: TEI})
    root.append(header(record))
    body = etree.SubElement(etree.SubElement(root, f"{{{TEI}}}text"), f"{{{TEI}}}body")
    etree.SubElement(body, f"{{{TEI}}}p").text = "Text."
    return etree.tostring(root, encoding="unicode")


@given(RECORDS)
@SLOW
def test_datacite_and_back(record: Record) -> None:
    assert read(again(datacite(record))) == record


@given(RECORDS)
@SLOW
def test_header_and_back(record: Record) -> None:
    assert record_of(Edition(Source("text.xml", encoded(record)))) == record


@given(RECORDS)
@SLOW
def test_a_header_is_valid(record: Record) -> None:
    rng().assertValid(etree.fromstring(encoded(record)))


@given(RECORDS)
@SLOW
def test_datacite_is_valid(record: Record) -> None:
    schema = xsd(folder("TEI_ORACLE") / "deposit/datacite-4.7/metadata.xsd")
    schema.assertValid(again(datacite(record)))


@pytest.mark.parametrize("record", [Record(), FULL])
def test_nothing_and_everything(record: Record) -> None:
    assert read(again(datacite(record))) == normal(record)
