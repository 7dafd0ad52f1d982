"""Whether the numbers of page breaks follow each other."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tei.relaxng.automaton import Attributes
from tei.validate.observe import Hook, Leave, Observer, Reading
from tei.validate.sequence import Break, Sequence, in_roman, roman

_NUMBER = re.compile(r"\[?(?:(?P<prefix>[A-Z]-?)?(?P<arabic>\d{1,5})|(?P<roman>[ivxlcdm]+|[IVXLCDM]+))\]?")
_SIDE = re.compile(r"\[?(?:f(?:ol)?\.? ?)?(?P<leaf>\d{1,5}) ?(?P<side>[rv])\]?")
"""A side of a leaf, recto or verso."""
_LEAVES = "rv"


class Pages(Observer):
    """Pages out of order (L501), given twice (L502), left out (L503)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._sequences: dict[tuple[str, str], Sequence] = {}

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        return self._page if element == "pb" and "n" in names else None

    def leave(self, element: str) -> Leave | None:
        """What ends here that matters."""
        return self.finish if element == "text" else None

    def _page(self, attributes: Attributes) -> None:
        shown = attributes["n"]
        if found := _NUMBER.fullmatch(shown):
            value = int(found["arabic"]) if found["arabic"] else roman(found["roman"])
            kind = found["prefix"] or ("1" if found["arabic"] else "i" if shown.islower() else "I")
        elif found := _SIDE.fullmatch(shown):
            value, kind = 2 * int(found["leaf"]) - (found["side"] == "r"), _LEAVES
        else:
            return
        sequence = self._sequences.setdefault((attributes.get("ed", ""), kind), Sequence())
        self._tell(sequence.add(value, shown, self.reading.here))

    def finish(self) -> None:
        """Judge what is left."""
        for sequence in self._sequences.values():
            self._tell(sequence.finish())
        self._sequences.clear()

    def _tell(self, breaks: Iterable[Break]) -> None:
        for each in breaks:
            self._one(each)

    def _one(self, found: Break) -> None:
        kind, before, item, wanted = found
        there = "the page before it"
        is_side = _SIDE.fullmatch(item.shown) is not None
        if kind == "skip":
            if is_side:
                # Often only one side is written on, or numbered.
                return
            left = item.value - before.value - 1
            what = f"{left} pages are" if left > 1 else "one page is"
            self.told.tell(
                "L503",
                "info",
                f"{what} left out between page {before.shown} and page {item.shown}",
                lambda: (item.tag.attribute("n"), before.tag.attribute("n", there)),
                help="nothing need be done if these are blank or not edited",
            )
        elif kind == "again":
            self.told.tell(
                "L502",
                "warning",
                f"page {item.shown} begins a second time",
                lambda: (item.tag.attribute("n", "the same page again"), before.tag.attribute("n", "first here")),
                help="correct the one that is wrong, or take the second page break away",
            )
        else:
            cure = "correct the number, or move the page break"
            self.told.tell(
                "L501",
                "warning",
                f"page {item.shown} comes after page {before.shown}",
                lambda: (item.tag.attribute("n", "out of order"), before.tag.attribute("n", there)),
                help=f"did you mean page {_written(wanted, item.shown)}?" if wanted else cure,
            )


def _written(value: int, like: str) -> str:
    """The number of a page as another one is written."""
    if _SIDE.fullmatch(like):
        return f"{(value + 1) // 2}{'r' if value % 2 else 'v'}"
    found = _NUMBER.fullmatch(like)
    if found is None or found["arabic"]:
        return f"{(found and found['prefix']) or ''}{value}"
    return in_roman(value) if like.islower() else in_roman(value).upper()
