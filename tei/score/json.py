"""A score as JSON, for programs."""

from __future__ import annotations

import json as format
from typing import Any

from tei.score.compare import Comparison
from tei.score.count import Count
from tei.score.difference import Difference, differences, value
from tei.score.score import Score, Scored
from tei.score.standoff import Annotation, Standoff


def json(score: Score) -> str:
    """The score as one JSON object: the total, then each document with its counts and its differences.

    The page about scoring (docs/scoring.md) says what its fields mean.
    """
    shown = {
        "categories": list(score.categories),
        "total": {category: _count(score.total[category]) for category in score.categories},
        "documents": [_document(each) for each in score.documents],
    }
    return format.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _document(scored: Scored) -> dict[str, Any]:
    comparison = scored.comparison()
    return {
        "id": scored.id,
        "gold": scored.gold.file,
        "encoded": scored.given.file if scored.given else None,
        "raw": scored.raw is not None,
        "wrong": scored.wrong,
        "counts": {category: _count(count) for category, count in scored.counts.items()},
        "differences": [
            _difference(comparison, each) for each in differences(comparison) if each.category in scored.counts
        ],
    }


def _count(count: Count) -> dict[str, float]:
    return {
        **count._asdict(),
        "precision": round(count.precision, 6),
        "recall": round(count.recall, 6),
        "f1": round(count.f1, 6),
    }


def _difference(comparison: Comparison, difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "category": difference.category,
        "gold": _annotation(comparison.gold, difference.category, difference.gold),
        "encoded": _annotation(comparison.given, difference.category, difference.given),
    }


def _annotation(encoding: Standoff, category: str, annotation: Annotation | None) -> dict[str, Any] | None:
    if annotation is None:
        return None
    return {
        "in": annotation.text,
        "start": annotation.start,
        "end": annotation.end,
        "text": encoding.texts[annotation.text].excerpt(annotation.start, annotation.end),
        "value": value(encoding, category, annotation),
    }
