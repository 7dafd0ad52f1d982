"""What a repository refuses, and how."""

from __future__ import annotations

from functools import cache

import pytest
from harvesting import BASE, NS, TEXTS, ask, codes, collection, read, repository, text
from hypothesis import given
from hypothesis import strategies as st

from tei.deposit.oai import Repository
from tei.deposit.oai.protocol import VERBS

GET = "verb=GetRecord&"
DC = "metadataPrefix=oai_dc"
LIST = f"verb=ListIdentifiers&{DC}&"
REFUSED = {
    "": ["badVerb"],
    "metadataPrefix=oai_dc": ["badVerb"],
    "verb=": ["badVerb"],
    "verb=junk": ["badVerb"],
    "verb=identify": ["badVerb"],
    "verb=Identify&verb=Identify": ["badVerb"],
    "verb=Identify&x=1": ["badArgument"],
    "verb=Identify&x=1&y=2": ["badArgument", "badArgument"],
    "verb=ListSets&set=v1": ["badArgument"],
    "verb=GetRecord": ["badArgument", "badArgument"],
    GET + DC: ["badArgument"],
    GET + "identifier=oai:example.org:b": ["badArgument"],
    GET + DC + "&identifier=oai:example.org:b&identifier=oai:example.org:b": ["badArgument"],
    GET + DC + "&identifier=oai:example.org:none": ["idDoesNotExist"],
    GET + DC + "&identifier=oai:example.com:b": ["idDoesNotExist"],
    GET + DC + "&identifier=b": ["idDoesNotExist"],
    GET + DC + '&identifier=in"valid': ["badArgument", "idDoesNotExist"],
    GET + DC + "&identifier=": ["badArgument", "idDoesNotExist"],
    GET + "metadataPrefix=marc&identifier=oai:example.org:b": ["cannotDisseminateFormat"],
    GET + "metadataPrefix=marc&identifier=none": ["idDoesNotExist", "cannotDisseminateFormat"],
    GET + "metadataPrefix=a<b&identifier=oai:example.org:b": ["badArgument"],
    "verb=ListMetadataFormats&identifier=none": ["idDoesNotExist"],
    "verb=ListIdentifiers": ["badArgument"],
    "verb=ListRecords&metadataPrefix=marc": ["cannotDisseminateFormat"],
    "verb=ListRecords&metadataPrefix=marc&set=none": ["cannotDisseminateFormat", "noRecordsMatch"],
    LIST + "set=none": ["noRecordsMatch"],
    LIST + "set=": ["badArgument"],
    LIST + "set=a/b": ["badArgument"],
    LIST + "from=junk": ["badArgument"],
    LIST + "until=2026-02-30": ["badArgument"],
    LIST + "from=": ["badArgument"],
    LIST + "from=20260101": ["badArgument"],
    LIST + "from=2026-01-01T00:00:00": ["badArgument"],
    LIST + "from=2026-01-01T00:00:00Z&until=2026-02-01": ["badArgument"],
    LIST + "from=2026-02-02&until=2026-02-01": ["badArgument"],
    LIST + "until=2025-12-31": ["noRecordsMatch"],
    LIST + "from=2027-01-01": ["noRecordsMatch"],
    LIST + "resumptionToken=x": ["badArgument"],
    "verb=ListIdentifiers&resumptionToken=x": ["badResumptionToken"],
    "verb=ListIdentifiers&resumptionToken=": ["badResumptionToken"],
    "verb=ListSets&resumptionToken=x": ["badResumptionToken"],
}


def parameters(query: str) -> list[tuple[str, str]]:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return [(name, value) for name, _, value in pairs]


@cache
def several() -> Repository:
    return repository()


@pytest.mark.parametrize("query", REFUSED)
def test_errors(query: str) -> None:
    root = read(several().answer(parameters(query)))
    assert codes(root) == REFUSED[query]
    request = root.find(f"{NS}request")
    assert request is not None
    assert request.text == BASE
    told = {} if {"badVerb", "badArgument"} & set(REFUSED[query]) else dict(parameters(query))
    assert dict(request.attrib) == told
    assert all(error.text for error in root.iterfind(f"{NS}error"))


def test_without_volumes_there_are_no_sets() -> None:
    single = repository(text("a", ""), text("b", ""))
    assert codes(ask(single, verb="ListSets")) == ["noSetHierarchy"]
    assert codes(ask(single, verb="ListRecords", metadataPrefix="oai_dc", set="x")) == ["noSetHierarchy"]
    assert codes(ask(single, verb="ListSets", resumptionToken="x")) == ["badResumptionToken"]


def test_a_repository_may_have_fewer_formats() -> None:
    whole = several()
    some = Repository(collection(*TEXTS), BASE, formats=[whole.formats["oai_dc"]])
    assert codes(ask(some, verb="ListRecords", metadataPrefix="tei")) == ["cannotDisseminateFormat"]
    none = Repository(collection(*TEXTS), BASE, formats=[])
    assert codes(ask(none, verb="ListMetadataFormats", identifier="oai:example.org:b")) == ["noMetadataFormats"]


def test_what_xml_forbids_is_not_told_as_it_is() -> None:
    hostile = "\x00\x1b\ud800\ufffe</request><x a='"
    for name in ("verb", "x", "identifier", "resumptionToken"):
        read(several().answer([(name, hostile)]))
        read(several().answer([("verb", "ListRecords"), (name, hostile)]))
    root = ask(several(), verb="ListRecords", resumptionToken="a\x00b")
    assert [each.get("resumptionToken") for each in root.iter(f"{NS}request")] == ["a\ufffdb"]


def test_long_values_are_cut_in_messages() -> None:
    answer = several().answer([("verb", "x" * 100_000)])
    assert len(answer.body) < 2000


NAMES = st.sampled_from(["verb", "metadataPrefix", "identifier", "from", "until", "set", "resumptionToken"])
VALUES = st.sampled_from(
    [*VERBS, "oai_dc", "tei", "oai:example.org:v1/d1", "2026-02-03", "2026-02-03T10:00:00Z", "0001-01-01", "v1", "a:b"]
)
ANY = st.text(st.characters(), max_size=12)


@given(st.lists(st.tuples(NAMES | ANY, VALUES | ANY), max_size=6))
def test_whatever_is_asked_the_answer_is_one_of_oai_pmh(asked: list[tuple[str, str]]) -> None:
    read(several().answer(asked))


@given(st.sampled_from([*VERBS]), st.dictionaries(NAMES, VALUES | ANY, max_size=4))
def test_whatever_is_asked_of_a_verb_the_answer_is_one_of_oai_pmh(verb: str, asked: dict[str, str]) -> None:
    read(several().answer([("verb", verb), *((name, value) for name, value in asked.items() if name != "verb")]))
