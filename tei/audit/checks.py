"""What `tei validate` finds that an encoder decided wrongly, weighed: pointers, dates, numbers of notes and pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tei.validate import validate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tei.audit.volume import Volume
    from tei.core.diagnostic import Diagnostic

CHECKS = ("rules", "pointers", "dates", "notes", "pages", "numbers", "chronology", "rend", "empty")
"""The checks of `tei.validate` that look at decisions of an encoder."""

DOUBTS = {
    "D101": 0.97,
    "D201": 0.9,
    "D202": 0.9,
    "D203": 0.9,
    "D301": 0.85,
    "D302": 0.6,
    "D303": 0.85,
    "D304": 0.75,
    "D305": 0.8,
    "L101": 0.97,
    "L102": 0.95,
    "L104": 0.95,
    "L401": 0.8,
    "L402": 0.5,
    "L403": 0.8,
    "L404": 0.6,
    "L501": 0.8,
    "L502": 0.8,
    "L503": 0.2,
    "L511": 0.7,
    "L512": 0.3,
    "L513": 0.9,
    "S101": 0.75,
    "T311": 0.7,
    "T522": 0.9,
}
"""How likely what a check tells is an error of the encoding, by code; what is not here is not told."""

_MORE = re.compile(r"\(and (\d+) more like it\)")
_REMARK = 0.3
SLIPS, MANY = 3, 20
"""A rule that is broken so often at most, in so many documents at least, is broken by oversight."""


def checked(volume: Volume, known: Collection[str] = ()) -> Iterator[tuple[float, Diagnostic]]:
    """What the checks tell, with how many errors are expected in it. `known` are the ids in the run's other files.

    Raises Refused as `tei.validate.validate` does.
    """
    from dataclasses import replace

    for edition in volume.editions:
        for found in validate(edition, volume.profile, known=known, only=CHECKS):
            if not (doubt := DOUBTS.get(found.code, 0.0)):
                continue
            doubt = min(doubt, _REMARK) if found.severity == "info" else doubt
            more = _MORE.search(found.message)
            places = 1 + (int(more[1]) if more else 0)
            # A rule that is often broken is not that of the volume; what stands before the text has its own manners.
            if found.code != "S101" or (places <= SLIPS and len(volume.readings) >= MANY and _in_body(found)):
                yield doubt * places, replace(found, doubt=doubt)


def _in_body(found: Diagnostic) -> bool:
    label = found.labels[0]
    return label.span.start > label.source.text.find("<body")
