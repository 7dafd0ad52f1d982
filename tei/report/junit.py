"""Diagnostics as JUnit XML, which most servers of continuous integration show as tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as Tree

from tei.core.diagnostic import Diagnostic
from tei.core.files import relative
from tei.core.source import FORBIDDEN
from tei.report import Whole
from tei.report.concise import concise
from tei.report.words import name

_SETTINGS = "settings"
"""The name of the suite for what is not about a file."""


@Whole
def junit(diagnostics: Iterable[Diagnostic], *, files: Sequence[str] = (), **_: object) -> str:
    """The diagnostics as JUnit XML: a suite for each file, a test for each finding in it, one that passes if none.

    Only an error fails its test, or, if it is one of the settings, breaks it; what else is found stands in the output
    of a test that passes. Source: the JUnit schema of the xUnit plug-in of Jenkins, and GitLab's documentation, "Unit
    test reports", which has `file`, too.
    """
    by_file: dict[str, list[Diagnostic]] = {relative(file): [] for file in files}
    for diagnostic in diagnostics:
        file = relative(diagnostic.labels[0].source.name) if diagnostic.labels else _SETTINGS
        by_file.setdefault(file, []).append(diagnostic)
    suites = [_suite(file, found) for file, found in by_file.items()]
    root = Tree.Element("testsuites", {"name": "tei", **_sums(suites)})
    root.extend(suites)
    Tree.indent(root)
    return Tree.tostring(root, "unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _sums(suites: list[Tree.Element]) -> dict[str, str]:
    return {key: str(sum(int(suite.get(key, 0)) for suite in suites)) for key in ("tests", "failures", "errors")}


def _suite(file: str, found: list[Diagnostic]) -> Tree.Element:
    suite = Tree.Element("testsuite", {"name": _safe(file)})
    names: Counter[str] = Counter()
    for diagnostic in found:
        said = f"{name(diagnostic)}: {' '.join(diagnostic.message.split())}"
        names[said] += 1
        # Servers take two tests of one name for one test.
        test = _test(suite, file, said if names[said] == 1 else f"{said} ({names[said]})")
        _outcome(test, diagnostic)
    if not found:
        _test(suite, file, "no findings")
    for key, tag in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        suite.set(key, str(len(suite.findall(tag))))
    return suite


def _test(suite: Tree.Element, file: str, title: str) -> Tree.Element:
    attributes = {"classname": _safe(file), "name": _safe(title)}
    if file != _SETTINGS:
        attributes["file"] = _safe(file)
    return Tree.SubElement(suite, "testcase", attributes)


def _outcome(test: Tree.Element, diagnostic: Diagnostic) -> None:
    text = _safe(concise([diagnostic]) + diagnostic.help).strip()
    if diagnostic.severity != "error":
        Tree.SubElement(test, "system-out").text = text
        return
    kind = "error" if diagnostic.code.startswith("P") else "failure"
    outcome = Tree.SubElement(test, kind, {"message": _safe(diagnostic.message), "type": diagnostic.code})
    outcome.text = text


def _safe(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)
