"""Records as InvenioRDM takes them: what is said where, and that nothing is sent that would be refused."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import invenio as repository
import pytest
from hypothesis import given, settings
from records import RECORDS

from tei.deposit.record import (
    Contributor,
    Dated,
    Description,
    Funding,
    Identifier,
    Licence,
    Place,
    Record,
    Related,
    Subject,
    Title,
)  # fmt: skip
from tei.deposit.schemas import at_hand
from tei.deposit.zenodo.invenio import edtf, invenio
from tei.deposit.zenodo.kit import SCHEMAS
from tei.deposit.zenodo.legacy import RELATIONS, legacy
from tei.deposit.zenodo.rules import REGISTRY, faults
from tei.deposit.zenodo.schemes import identified, identifiers_of
from tei.render.agents import Affiliation, Agent

SMITH = Agent(
    "Smith, Ann, Jr.", "Smith", "Ann", "Jr.", False,
    ("https://orcid.org/0000-0002-1825-0097", "https://orcid.org/0000-0001-5109-3700", "https://viaf.org/viaf/1"),
    (Affiliation("A body", "https://ror.org/018mejw64"), Affiliation("A body")),
)  # fmt: skip
STATE = Agent("Department of State", organisation=True, identifiers=("https://ror.org/03vek6s52",))
PLAIN = Agent("Plato")
CC_BY = Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
FULL = Record(
    titles=(Title("A telegram"), Title("Ein Telegramm", "TranslatedTitle", "de"), Title("T", "Subtitle")),
    creators=(SMITH, STATE),
    contributors=(Contributor(SMITH, "Editor"), Contributor(PLAIN, "Translator")),
    publisher="The editors",
    dates=(Dated("Issued", "2026-05"), Dated("Created", "1955-08-01/1955-08-03"), Dated("Coverage", "1955"),
           Dated("Valid", "-0044"), Dated("Issued", "2026-06-01T12:00:00Z")),
    languages=("en", "de-AT", "eng", "klingon"),
    licences=(CC_BY, Licence("All may use it", "https://creativecommons.org/publicdomain/mark/1.0/"),
              Licence("", "no")),
    identifiers=(Identifier("DOI", "10.5555/1"), Identifier("ISBN", "978-3-16-148410-0"), Identifier("ISBN", "1"),
                 Identifier("Local", "d1"), Identifier("URL", "https://example.org/e/"),
                 Identifier("DOI", "10.5555/3")),
    subjects=(Subject("Japan"), Subject("Japan", "LCSH")),
    places=(Place("Tokyo", "35.68", "139.76"), Place("Kyoto")),
    descriptions=(Description("How it was made", "Methods"), Description("1 < 2 & <b>", "Abstract", "en")),
    related=(
        Related("IsDerivedFrom", "A printed volume", None, "3", "80", "81"),
        Related("IsPartOf", "A series", None, "7"),
        Related("IsPartOf", "The whole", Identifier("DOI", "10.5555/2")),
        Related("IsOriginalFormOf", "", Identifier("URL", "https://example.org/o")),
        Related("Other", "", Identifier("URL", "https://example.org/p")),
        Related("Cites", "", Identifier("Local", "5")),
        Related("HasTranslation", "", Identifier("URN", "urn:nbn:de:101:1-201102033592")),
    ),
    fundings=(Funding("A foundation", "", "A 1", "A project", "https://example.org/a"), Funding("B"),
              Funding("C", "", "C 1")),
    version="2.0",
)  # fmt: skip


@pytest.fixture
def made() -> dict[str, Any]:
    return invenio(FULL, "https://example.org/e/")


def test_what_a_record_says_is_said_to_the_repository(made: dict[str, Any]) -> None:
    metadata = made["metadata"]
    assert made["access"] == {"record": "public", "files": "public"}
    assert made["files"] == {"enabled": True}
    assert made["pids"] == {"doi": {"identifier": "10.5555/1", "provider": "external"}}
    assert metadata["resource_type"] == {"id": "publication-other"}
    assert metadata["title"] == "A telegram"
    assert metadata["additional_titles"] == [
        {"title": "Ein Telegramm", "type": {"id": "translated-title"}, "lang": {"id": "deu"}}
    ]
    assert metadata["publisher"] == "The editors"
    assert metadata["publication_date"] == "2026-05"
    assert metadata["languages"] == [{"id": "eng"}, {"id": "deu"}]
    assert metadata["subjects"] == [{"subject": "Japan"}]
    assert metadata["version"] == "2.0"
    assert metadata["formats"] == ["application/tei+xml"]


def test_persons_and_organisations(made: dict[str, Any]) -> None:
    assert made["metadata"]["creators"] == [
        {
            "person_or_org": {
                "type": "personal", "family_name": "Smith", "given_name": "Ann, Jr.",
                "identifiers": [{"identifier": "0000-0002-1825-0097", "scheme": "orcid"}],
            },
            "affiliations": [{"name": "A body"}],
        },
        {
            "person_or_org": {
                "type": "organizational", "name": "Department of State",
                "identifiers": [{"identifier": "03vek6s52", "scheme": "ror"}],
            }
        },
    ]  # fmt: skip
    assert made["metadata"]["contributors"] == [
        {"person_or_org": {"type": "personal", "family_name": "Plato"}, "role": {"id": "translator"}}
    ]
    edited = invenio(Record(contributors=(Contributor(PLAIN, "Editor"), Contributor(STATE, "Sponsor"))))["metadata"]
    assert edited["creators"][0]["role"] == {"id": "editor"}
    assert [each["role"]["id"] for each in edited["contributors"]] == ["sponsor"]


def test_dates(made: dict[str, Any]) -> None:
    assert made["metadata"]["dates"] == [
        {"date": "1955-08-01/1955-08-03", "type": {"id": "created"}},
        {"date": "1955", "type": {"id": "other"}, "description": "Coverage"},
        {"date": "2026-06-01", "type": {"id": "issued"}},
    ]


def test_rights_are_a_name_or_words(made: dict[str, Any]) -> None:
    assert made["metadata"]["rights"] == [
        {"id": "cc-by-4.0"},
        {"title": {"en": "All may use it"}, "link": "https://creativecommons.org/publicdomain/mark/1.0/"},
        {"title": {"en": "no"}},
    ]


def test_identifiers_have_a_scheme_by_which_they_are_valid(made: dict[str, Any]) -> None:
    metadata = made["metadata"]
    assert metadata["identifiers"] == [
        {"identifier": "978-3-16-148410-0", "scheme": "isbn"},
        {"identifier": "1", "scheme": "other"},
        {"identifier": "d1", "scheme": "other"},
        {"identifier": "https://example.org/e/", "scheme": "url"},
        {"identifier": "10.5555/3", "scheme": "doi"},
    ]
    assert metadata["related_identifiers"] == [
        {"identifier": "10.5555/2", "scheme": "doi", "relation_type": {"id": "ispartof"}},
        {"identifier": "https://example.org/o", "scheme": "url", "relation_type": {"id": "isoriginalformof"}},
        {"identifier": "urn:nbn:de:101:1-201102033592", "scheme": "urn", "relation_type": {"id": "hastranslation"}},
    ]


def test_a_doi_of_zenodo_is_not_given_to_it() -> None:
    made = invenio(Record(identifiers=(Identifier("DOI", "10.5281/zenodo.1"),)))
    assert "pids" not in made
    assert made["metadata"]["identifiers"] == [{"identifier": "10.5281/zenodo.1", "scheme": "doi"}]


def test_words_are_safe_as_html(made: dict[str, Any]) -> None:
    metadata = made["metadata"]
    assert metadata["description"] == "<p>1 &lt; 2 &amp; &lt;b&gt;</p>"
    assert metadata["additional_descriptions"] == [
        {"description": "<p>How it was made</p>", "type": {"id": "methods"}},
        {"description": "<p>A series, 7</p>", "type": {"id": "series-information"}},
    ]
    assert metadata["references"] == [{"reference": "A printed volume, 3, pp. 80–81"}]


def test_places_and_funding(made: dict[str, Any]) -> None:
    assert made["metadata"]["locations"] == {
        "features": [
            {"place": "Tokyo", "geometry": {"type": "Point", "coordinates": [139.76, 35.68]}},
            {"place": "Kyoto"},
        ]
    }
    number = {"identifiers": [{"identifier": "https://example.org/a", "scheme": "url"}]}
    assert made["metadata"]["funding"] == [
        {"funder": {"name": "A foundation"}, "award": {"title": {"en": "A project"}, "number": "A 1", **number}},
        {"funder": {"name": "B"}},
        {"funder": {"name": "C"}, "award": {"title": {"en": "C 1"}, "number": "C 1"}},
    ]


def test_what_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert invenio(Record(), several=True)["metadata"] == {
        "resource_type": {"id": "publication-annotationcollection"},
        "creators": [{"person_or_org": {"type": "organizational", "name": ":unav"}}],
        "title": ":unav",
        "publication_date": "1970",
        "formats": ["application/tei+xml"],
    }
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    before = datetime.now(UTC).year
    assert before <= int(invenio(Record())["metadata"]["publication_date"]) <= datetime.now(UTC).year
    assert legacy(Record()) == {
        "upload_type": "publication", "publication_type": "other", "title": ":unav", "creators": [{"name": ":unav"}],
        "description": "<p>:unav</p>", "access_right": "open",
    }  # fmt: skip


def test_the_older_metadata() -> None:
    made = legacy(FULL, several=True)
    assert made == {
        "upload_type": "publication",
        "publication_type": "annotationcollection",
        "title": "A telegram",
        "creators": [
            {"name": "Smith, Ann, Jr.", "affiliation": "A body", "orcid": "0000-0002-1825-0097"},
            {"name": "Department of State"},
        ],
        "contributors": [{"name": "Plato", "type": "Other"}],
        "description": "<p>1 &lt; 2 &amp; &lt;b&gt;</p>",
        "publication_date": "2026-05-01",
        "access_right": "open",
        "license": "cc-by-4.0",
        "notes": "All may use it https://creativecommons.org/publicdomain/mark/1.0/; no",
        "doi": "10.5555/1",
        "keywords": ["Japan"],
        "language": "eng",
        "version": "2.0",
        "related_identifiers": [
            {"identifier": "10.5555/2", "relation": "isPartOf"},
            {"identifier": "https://example.org/o", "relation": "isOriginalFormOf"},
        ],
        "references": ["A printed volume, 3, pp. 80–81"],
        "imprint_publisher": "The editors",
    }
    assert len(RELATIONS) == len(set(RELATIONS))


@pytest.mark.parametrize(
    ("value", "made"),
    [("2026", "2026"), ("2026-02-29", ""), ("2024-02-29", "2024-02-29"), ("2026-13", ""), ("-0044", ""), ("0000", ""),
     ("2026-05-01T12:30:00Z", "2026-05-01"), ("1955/1957", "1955/1957"), ("1957/1955", ""),
     ("1955-08/1955", "1955-08/1955"), ("1955/", ""), ("1/2/3", ""), ("", ""), ("about 1955", "")],
)  # fmt: skip
def test_dates_of_edtf(value: str, made: str) -> None:
    assert edtf(value) == made


@pytest.mark.parametrize(
    ("kind", "value", "scheme"),
    [
        ("DOI", "10.5555/x y", "doi"), ("DOI", "11.5555/x", "other"), ("Handle", "11858/00-1", "handle"),
        ("ARK", "ark:/12148/btv1b8449691v", "ark"), ("ARK", "https://n2t.net/ark:12148/b", "url"),
        ("ARK", "b", "other"),
        ("ISBN", "0-306-40615-2", "isbn"), ("ISBN", "0-306-40615-3", "other"), ("ISBN", "urn:isbn:080442957X", "isbn"),
        ("ISSN", "0378-5955", "issn"), ("ISSN", "0378-5956", "other"), ("EISSN", "2434-561X", "eissn"),
        ("ISSN", "x", "other"), ("URN", "urn:x", "other"), ("URL", "ftp://a.b/", "other"), ("PMID", "123", "pmid"),
        ("arXiv", "2101.00001v2", "arxiv"), ("arXiv", "hep-th/9901001", "arxiv"),
        ("PURL", "https://purl.org/x", "purl"),
        ("PURL", "https://example.org/x", "url"), ("LSID", "urn:lsid:a:b:c", "lsid"), ("w3id", "x", "w3id"),
        ("dospubno", "11", "other"), ("DOI", " ", "other"),
        ("Local", "https://example.org/x", "other"), ("bibcode", "1924MNRAS..84..308E", "ads"),
    ],
)  # fmt: skip
def test_schemes(kind: str, value: str, scheme: str) -> None:
    assert identified(Identifier(kind, value)) == {"identifier": value, "scheme": scheme}


def test_identifiers_of_persons_are_valid_ones() -> None:
    addresses = (
        "https://orcid.org/0000-0002-1825-0098", "https://orcid.org/0000-0001-2103-2683", "https://orcid.org/0000-0002-1694-233X",
        "https://d-nb.info/gnd/118540238", "https://isni.org/isni/0000000121032683",
        "https://isni.org/isni/0000000121032684", "https://d-nb.info/gnd/999", "https://example.org/",
    )  # fmt: skip
    assert {each["scheme"]: each["identifier"] for each in identifiers_of(addresses)} == {
        "orcid": "0000-0002-1694-233X", "gnd": "118540238", "isni": "0000000121032683",
    }  # fmt: skip


@given(RECORDS)
@settings(max_examples=20)
def test_whatever_a_record_says_is_taken(record: Record) -> None:
    made = invenio(record, "https://example.org/e/")
    unsure = {"metadata/title", "metadata/version", "metadata/publication_date"}
    assert not [fault for fault in faults(made) if fault.where not in unsure]
    assert not {name for name, _ in repository.wrong(made)} - {"metadata.title", "metadata.publication_date"}
    assert json.loads(json.dumps([made, legacy(record)])) == [made, legacy(record)]


def test_a_full_record_is_valid_by_the_schema(tmp_path: Path, made: dict[str, Any]) -> None:
    folder = Path(os.environ.get("TEI_ORACLE", ""), "deposit")
    if not (folder / "invenio").is_dir():
        pytest.skip("TEI_ORACLE has no schemas of InvenioRDM")
    pytest.importorskip("jsonschema")
    file = tmp_path / "record.json"
    for record, wrong in ((made, 0), ({"metadata": {"title": 1, "nothing": 2}}, 2)):
        file.write_text(json.dumps(record))
        with at_hand(folder) as schemas:
            found = list(schemas.json(file, f"{SCHEMAS}/record-v6.0.0.json", known=REGISTRY))
        assert [each.code for each in found] == ["P862"] * wrong


GOOD = invenio(FULL)
WRONG: dict[str, tuple[str, Any]] = {
    "metadata/resource_type": ("resource_type", {}),
    "metadata/creators": ("creators", []),
    "metadata/creators/0/person_or_org/type": ("creators", [{"person_or_org": {"type": "x", "name": "N"}}]),
    "metadata/creators/0/person_or_org/name": ("creators", [{"person_or_org": {"type": "organizational"}}]),
    "metadata/creators/0/person_or_org/family_name": ("creators", [{"person_or_org": {"type": "personal"}}]),
    "metadata/creators/0/role": (
        "creators", [{"person_or_org": {"type": "personal", "family_name": "S"}, "role": {"id": "x"}}],
    ),
    "metadata/contributors/0/role": ("contributors", [{"person_or_org": {"type": "personal", "family_name": "S"}}]),
    "metadata/title": ("title", "A "),
    "metadata/publication_date": ("publication_date", "May 2026"),
    "metadata/dates/0/date": ("dates", [{"date": "x", "type": {"id": "created"}}]),
    "metadata/dates/0/type": ("dates", [{"date": "2026", "type": {"id": "x"}}]),
    "metadata/additional_titles/0/title": ("additional_titles", [{"title": "T", "type": {"id": "other"}}]),
    "metadata/additional_titles/0/type": ("additional_titles", [{"title": "Title"}]),
    "metadata/additional_descriptions/0/description": (
        "additional_descriptions", [{"description": "<script>x</script>", "type": {"id": "other"}}],
    ),
    "metadata/description": ("description", "<p onclick='x'>x</p>"),
    "metadata/version": ("version", "v" * 192),
    "metadata/languages/0": ("languages", [{"id": "en"}]),
    "metadata/subjects/0": ("subjects", [{}]),
    "metadata/funding/0/funder": ("funding", [{"funder": {}}]),
    "metadata/funding/0/award": ("funding", [{"funder": {"name": "F"}, "award": {"number": "1"}}]),
    "metadata/locations/features/0": ("locations", {"features": [{}]}),
    "metadata/references/0": ("references", [{"reference": " "}]),
    "metadata/identifiers/0": ("identifiers", [{"identifier": "x", "scheme": "doi"}]),
    "metadata/identifiers/1": ("identifiers", [{"identifier": "x", "scheme": "other"}] * 2),
    "metadata/related_identifiers/0": (
        "related_identifiers", [{"identifier": "x", "scheme": "y", "relation_type": {"id": "cites"}}],
    ),
    "metadata/related_identifiers/0/relation_type": (
        "related_identifiers", [{"identifier": "10.5555/1", "scheme": "doi"}],
    ),
    "metadata/rights/0": ("rights", [{"id": "cc-by-4.0", "link": "https://example.org/"}]),
    "metadata/rights/0/id": ("rights", [{"id": "CC BY"}]),
    "metadata/rights/0/link": ("rights", [{"title": {"en": "T"}, "link": "nowhere"}]),
}  # fmt: skip


@pytest.mark.parametrize("where", WRONG)
def test_what_would_be_refused(where: str) -> None:
    name, value = WRONG[where]
    assert {fault.where for fault in faults({**GOOD, "metadata": {**GOOD["metadata"], name: value}})} == {where}


def test_more_that_would_be_refused() -> None:
    assert not list(faults(GOOD))
    assert [fault.where for fault in faults([])] == ["metadata"]
    found = faults({**GOOD, "access": {"files": "open"}, "files": {}, "pids": {"doi": {"identifier": "x"}, "y": 1}})
    assert [fault.where for fault in found] == [
        "access/files", "files/enabled", "pids/doi", "pids/doi/provider", "pids/y", "pids/y/provider",
    ]  # fmt: skip
    known = [{"scheme": "orcid", "identifier": "0000-0002-1825-0097"}] * 2 + [{"scheme": "viaf", "identifier": "1"}]
    person = {"type": "personal", "family_name": "S", "identifiers": [*known, {"scheme": "gnd", "identifier": "x"}]}
    said = [f.said for f in faults({**GOOD, "metadata": {**GOOD["metadata"], "creators": [{"person_or_org": person}]}})]
    assert said == [
        "there may be only one of orcid", "the scheme viaf is none of orcid, isni, gnd, ror", "1 is no valid viaf",
        "x is no valid gnd",
    ]  # fmt: skip
    for broken in ({"rights": [{}], "description": "x"}, {"creators": [1], "dates": {"a": 1}, "subjects": [[]]}):
        assert list(faults({"metadata": broken}))
