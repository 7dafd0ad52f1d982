"""Diagnostics as SARIF, which code scanning, editors and other tools exchange."""

from __future__ import annotations

import json as format
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import tei
from tei.core.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from tei.core.files import relative
from tei.core.fingerprint import fingerprints
from tei.core.source import Source, Span
from tei.report import Whole
from tei.report.place import place
from tei.report.words import described, name, says

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "%SRCROOT%"
_LONGEST_SNIPPET = 1000
"""What is longer than this, in characters, can be read in the file."""

Object = dict[str, Any]


@Whole
def sarif(diagnostics: Iterable[Diagnostic], *, files: Sequence[str] = (), **_: object) -> str:
    """The diagnostics as one SARIF log with one run; those about settings are notifications of its invocation.

    Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard.
    """
    known = list(diagnostics)
    settings = [diagnostic for diagnostic in known if _is_setting(diagnostic)]
    found = [diagnostic for diagnostic in known if not _is_setting(diagnostic)]
    rules = {name(diagnostic): diagnostic for diagnostic in reversed(found)}
    indexes = {rule: index for index, rule in enumerate(sorted(rules))}
    driver: Object = {
        "name": "tei",
        "version": tei.__version__,
        "semanticVersion": tei.__version__,
        "rules": [_rule(rules[rule]) for rule in sorted(rules)],
    }
    notified = {diagnostic.code: diagnostic for diagnostic in reversed(settings)}
    if notified:
        driver["notifications"] = [_rule(notified[code]) for code in sorted(notified)]
    invocation: Object = {"executionSuccessful": all(diagnostic.severity != "error" for diagnostic in settings)}
    if settings:
        order = sorted(notified)
        invocation["toolConfigurationNotifications"] = [
            _notification(each, order.index(each.code)) for each in settings
        ]
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "tei/"},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the folder in which tei was started"}}},
        "artifacts": [{"location": _artifact(file), "roles": ["analysisTarget"]} for file in files],
        "results": [
            _result(diagnostic, indexes[name(diagnostic)], fingerprint)
            for diagnostic, fingerprint in zip(found, fingerprints(found), strict=True)
        ],
    }
    return format.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _is_setting(diagnostic: Diagnostic) -> bool:
    return diagnostic.code.startswith("P")


def _id(diagnostic: Diagnostic) -> str:
    """The code, and the name of the rule as the next level of a hierarchical string (section 3.5.4)."""
    return "/".join(filter(None, [diagnostic.code, diagnostic.rule]))


def _rule(diagnostic: Diagnostic) -> Object:
    rule: Object = {"id": _id(diagnostic), "defaultConfiguration": {"level": _LEVELS[diagnostic.severity]}}
    if words := says(name(diagnostic)):
        rule["shortDescription"] = {"text": words}
    return rule


def _message(diagnostic: Diagnostic) -> Object:
    return {"text": "\n\n".join(filter(None, [diagnostic.message, diagnostic.help]))}


def _notification(diagnostic: Diagnostic, index: int) -> Object:
    return {
        "descriptor": {"id": _id(diagnostic), "index": index},
        "level": _LEVELS[diagnostic.severity],
        "message": _message(diagnostic),
        "locations": [_location(label) for label in diagnostic.labels],
    }


def _result(diagnostic: Diagnostic, index: int, fingerprint: str) -> Object:
    result: Object = {
        "ruleId": _id(diagnostic),
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": _message(diagnostic),
        "locations": [_location(label) for label in diagnostic.labels[:1]],
        "partialFingerprints": {"place/v1": fingerprint},
    }
    if related := diagnostic.labels[1:]:
        result["relatedLocations"] = [{"id": number, **_location(label)} for number, label in enumerate(related, 1)]
    if diagnostic.fixes:
        result["fixes"] = [_fix(fix) for fix in diagnostic.fixes]
    return result


def _location(label: Label) -> Object:
    region = _region(label.source, label.span)
    if len(label.span) <= _LONGEST_SNIPPET:
        region["snippet"] = {"text": label.source[label.span]}
    location: Object = {"physicalLocation": {"artifactLocation": _artifact(label.source.name), "region": region}}
    if label.text:
        location["message"] = {"text": label.text}
    return location


def _artifact(file: str) -> Object:
    """The place of a file: relative to the folder where tei was started, or, where it lies elsewhere, absolute."""
    path = relative(file)
    if path.startswith("/") or path.split("/")[0] == os.pardir:
        return {"uri": Path(os.path.abspath(path)).as_uri()}
    # A colon in the first segment would make a scheme of it (RFC 3986, section 4.2).
    return {"uri": quote(path), "uriBaseId": _ROOT}


def _region(source: Source, span: Span) -> Object:
    where = place(source, span)
    region = {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }
    # Offsets in an excerpt are not those in the file.
    if source.first == 1:
        end = min(span.end, len(source.text))
        start = min(span.start, end)
        region |= {"charOffset": start, "charLength": end - start}
    return region


def _fix(fix: Fix) -> Object:
    by_file: dict[str, list[Edit]] = {}
    for edit in fix.edits:
        by_file.setdefault(edit.source.name, []).append(edit)
    changes = [
        {
            "artifactLocation": _artifact(file),
            "replacements": [
                {"deletedRegion": _region(edit.source, edit.span), "insertedContent": {"text": edit.replacement}}
                for edit in edits
            ],
        }
        for file, edits in by_file.items()
    ]
    return {"description": {"text": described(fix)}, "artifactChanges": changes}
