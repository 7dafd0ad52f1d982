"""What servers of continuous integration are given, held to what they document."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from findings import ALL, FILES, NO_PLACE, RULE, TWO_FILES, XML
from junitparser import Error, Failure, JUnitXml

from tei.core.diagnostic import Diagnostic, Label
from tei.core.source import Source, Span
from tei.report import report

COMMAND = re.compile(r"::(?P<command>[a-z-]+)(?: (?P<parameters>[^:]*))?::(?P<message>.*)")
"""`::workflow-command parameter1={data},parameter2={data}::{command value}`."""

PARAMETERS = {"title", "file", "col", "endColumn", "line", "endLine"}


def command(line: str) -> tuple[str, dict[str, str], str]:
    """The name, the parameters and the message of a workflow command, what is escaped as it was."""
    found = COMMAND.fullmatch(line)
    assert found, line
    pairs = [pair.partition("=") for pair in (found["parameters"] or "").split(",") if pair]
    assert all(equals for _, equals, _ in pairs), line
    return found["command"], {key: unescaped(value) for key, _, value in pairs}, unescaped(found["message"])


def unescaped(text: str) -> str:
    characters = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    return re.sub("%[0-9A-F]{2}", lambda escape: characters[escape[0]], text)


def test_github() -> None:
    for diagnostic, line in zip(ALL, report(ALL, "github").splitlines(), strict=True):
        name, parameters, message = command(line)
        assert name == {"error": "error", "warning": "warning", "info": "notice"}[diagnostic.severity]
        assert set(parameters) <= PARAMETERS
        assert message.startswith(diagnostic.message)
        assert message.endswith(diagnostic.help)
        assert parameters["title"].split()[1] == diagnostic.code
        if diagnostic.labels:
            assert parameters["file"] == "tei/d5.xml"
            assert 1 <= int(parameters["line"]) <= int(parameters["endLine"])
            assert ("col" in parameters) == (parameters["line"] == parameters["endLine"])


def test_github_keeps_what_must_be_escaped() -> None:
    odd = Label(Source("a,b:c%.xml", "<p>"), Span(0, 3))
    told = report([Diagnostic("R101", "error", "100 %25: a, b\r\n::end::", (odd,))], "github")
    assert told.count("\n") == 1
    assert command(told.rstrip("\n")) == (
        "error",
        {"file": "a,b:c%.xml", "line": "1", "endLine": "1", "col": "1", "endColumn": "4", "title": "tei R101"},
        "100 %25: a, b\r\n::end::",
    )


def test_gitlab() -> None:
    raw = report(ALL, "gitlab")
    issues: list[dict[str, Any]] = json.loads(raw)
    assert raw.startswith("[")
    assert len(issues) == len(ALL)
    for issue in issues:
        assert isinstance(issue["description"], str)
        assert isinstance(issue["check_name"], str)
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("./", "/"))
        assert 1 <= issue["location"]["lines"]["begin"] <= issue["location"]["lines"]["end"]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert json.loads(report([], "gitlab")) == []


def test_gitlab_takes_paths_from_the_root() -> None:
    label = Label(replace(XML, name=str(Path("tei/d5.xml").absolute())), Span(0, 3))
    (issue,) = json.loads(report([Diagnostic("R101", "error", "x", (label,))], "gitlab"))
    assert issue["location"] == {"path": "tei/d5.xml", "lines": {"begin": 1, "end": 1}}


CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "error", "system-out"},
    "failure": set(),
    "error": set(),
    "system-out": set(),
}
ATTRIBUTES = {
    "testsuites": ({"name", "tests", "failures", "errors"}, set()),
    "testsuite": ({"name", "tests", "failures", "errors"}, set()),
    "testcase": ({"name", "classname"}, {"file"}),
    "failure": ({"message", "type"}, set()),
    "error": ({"message", "type"}, set()),
    "system-out": (set(), set()),
}
"""Of each element of JUnit XML that we write, the attributes that it must and those that it may have."""


def junit(*diagnostics: Diagnostic, files: tuple[str, ...] = FILES) -> JUnitXml:
    text = report(diagnostics, "junit", files=files)
    for element in Tree.fromstring(text.encode()).iter():
        required, optional = ATTRIBUTES[element.tag]
        assert required <= set(element.attrib) <= required | optional
        assert {child.tag for child in element} <= CHILDREN[element.tag]
        if element.tag.startswith("testsuite"):
            for key, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
                assert int(element.attrib[key]) == len(list(element.iter(tag)))
    return JUnitXml.fromstring(text.encode())


def test_junit() -> None:
    read = junit(*ALL)
    assert (read.tests, read.failures, read.errors) == (10, 6, 1)
    assert [suite.name for suite in read] == ["tei/d5.xml", "tei/d6.xml", "settings"]
    first, clean, settings = ([*suite] for suite in read)
    assert [type(result) for case in first for result in case.result] == [Failure] * 6
    assert [case.name for case in clean] == ["no findings"]
    assert clean[0].is_passed
    assert [type(result) for case in settings for result in case.result] == [Error]
    assert len({(case.classname, case.name) for suite in read for case in suite}) == read.tests
    assert any(case.system_out and "T999" in case.system_out for case in first)


def test_junit_of_nothing() -> None:
    assert (junit(files=()).tests, junit().tests, junit().failures) == (0, 2, 0)


def test_junit_holds_only_what_xml_can() -> None:
    (suite,) = junit(Diagnostic("T106", "error", "a NUL: \0 \ufffe", TWO_FILES.labels[:1]), files=())
    (case,) = suite
    assert case.name == "T106: a NUL: \ufffd \ufffd"


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json(form: str) -> None:
    text = report(ALL, form)
    found = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]
    assert [each["code"] for each in found] == [each.code for each in ALL]
    assert [each["rule"] for each in found if each["rule"]] == [RULE.rule] * 2
    edits = found[3]["fixes"][0]["edits"]
    assert [XML.text[edit["start"] : edit["end"]] for edit in edits] == ["<placename", "</placename"]
    assert found[7]["labels"] == []
    assert report([NO_PLACE], "jsonl").count("\n") == 1


def test_offsets_in_an_excerpt_are_not_told() -> None:
    label = Label(replace(XML, first=900), Span(0, 5))
    (found,) = json.loads(report([Diagnostic("R101", "error", "x", (label,))], "json"))
    assert (found["labels"][0]["line"], found["labels"][0]["start"], found["labels"][0]["end"]) == (900, None, None)
