"""A score as one page, which needs no other file: the table, then the worst documents, both encodings side by side."""

from __future__ import annotations

from pathlib import Path

import tei
from tei.core.templates import environment
from tei.score.score import Score
from tei.score.sides import Sides

_TEMPLATES = Path(__file__).parent / "templates"


def html(score: Score, *, worst: int) -> str:
    """The score as a page of HTML with so many of the worst documents."""
    shown = score.worst(worst)
    documents = [(each, Sides(each.comparison(), each.counts, f"d{number}-")) for number, each in enumerate(shown, 1)]
    categories = dict.fromkeys(numbered.difference.category for _, sides in documents for numbered in sides.differences)
    return (
        environment(_TEMPLATES)
        .get_template("score.html")
        .render(
            score=score,
            documents=documents,
            categories=[category for category in score.categories if category in categories],
            wrong=sum(each.wrong > 0 for each in score.documents),
            missing=sum(each.given is None for each in score.documents),
            kinds={"missing": "missing", "extra": "extra", "value": "another value"},
            version=tei.__version__,
        )
    )
