"""An Edition as plain text."""

from __future__ import annotations

import re

from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.render.transform import NONE_GIVEN, transform

_EDGES = re.compile(r" *\n *")
_LINES = re.compile(r"\n{3,}")


def plain(edition: Edition, profile: Profile, *, stylesheet: str = "") -> str:
    """The text of the edition, one block a line and a blank line between two, notes as `[2] …` behind each document.

    `stylesheet` is a path and stands for the profile's own. Raises Refused as `transform` does.
    """
    text = transform(edition, stylesheet or profile["render"]["plain"], NONE_GIVEN)
    return _LINES.sub("\n\n", _EDGES.sub("\n", text)).strip() + "\n"
