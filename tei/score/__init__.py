"""Two encodings of one text compared, category by category: how much of gold an encoding has."""

from __future__ import annotations

from tei.score.compare import Comparison as Comparison
from tei.score.count import CATEGORIES as CATEGORIES
from tei.score.count import Count as Count
from tei.score.score import Score as Score
from tei.score.score import score as score
