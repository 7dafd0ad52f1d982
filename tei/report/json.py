"""Diagnostics as JSON, for programs."""

from __future__ import annotations

import json as format
from collections.abc import Iterable
from typing import Any

from tei.core.diagnostic import Diagnostic, Fix
from tei.core.source import Source, Span
from tei.report import Whole
from tei.report.place import place


@Whole
def json(diagnostics: Iterable[Diagnostic], **_: object) -> str:
    """The diagnostics as a JSON array of objects.

    Lines and columns are counted from 1, offsets from 0, columns and offsets in characters; ends are exclusive.
    Offsets are null where only an excerpt of a large file was read.
    """
    return format.dumps([_object(diagnostic) for diagnostic in diagnostics], ensure_ascii=False, indent=2) + "\n"


def jsonl(diagnostics: Iterable[Diagnostic], **_: object) -> str:
    """The diagnostics as JSON Lines: the objects of `json`, each on a line of its own."""
    return "".join(format.dumps(_object(diagnostic), ensure_ascii=False) + "\n" for diagnostic in diagnostics)


def _object(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "help": diagnostic.help,
        "labels": [{**_place(label.source, label.span), "text": label.text} for label in diagnostic.labels],
        "fixes": [_fix(fix) for fix in diagnostic.fixes],
        "rule": diagnostic.rule,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [{**_place(edit.source, edit.span), "replacement": edit.replacement} for edit in fix.edits]
    return {"words": fix.words, "safe": fix.safe, "edits": edits}


def _place(source: Source, span: Span) -> dict[str, Any]:
    where = place(source, span)
    whole = source.first == 1
    return {
        "file": source.name,
        "line": where.line,
        "column": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
        "start": span.start if whole else None,
        "end": span.end if whole else None,
    }
