"""Whether the signs of the text are set as in print: spaces, punctuation and quotation marks."""

from __future__ import annotations

import re

from tei.core.namespaces import XML
from tei.relaxng.automaton import Attributes
from tei.validate.observe import Hear, Hook, Leave, Observer, Reading
from tei.validate.quotes import Quotes
from tei.validate.told import Change

ASIDE = frozenset(
    "teiHeader standOff l lg sp code eg formula ident gi att val tag table dictionary entry w pc u sourceDoc".split()
)
"""Elements whose text has a typography of its own."""

_BLOCKS = frozenset("p head item note quote q ab signed salute dateline label byline titlePart trailer".split())
_LANGUAGED = frozenset("TEI text body div quote q foreign note".split())
_LANG, _SPACE = f"{XML}}}lang", f"{XML}}}space"

_DOUBLED = re.compile(r"(?<=\S)  +(?=\S)")
_SPACED = re.compile(" [,.;:?!]")
"""Found much sooner than what follows."""
_BEFORE = re.compile(r"(?<=[^\W\d_]|[”’)\"]) +([,;:!?]|\.(?![^\s”’)\]]|\s*[.…]))(?=\s|$)")
_SPACED_IN_FRENCH = ";:!?"
_SAME_MARKS = "sv|swe|fi|fin"
"""Languages whose quotations begin and end with the same mark: ”ja”."""


class Typography(Observer):
    """Doubled spaces (T301), spaces before punctuation (T302), quotation marks mixed (T303) or unpaired (T304)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._document: str = reading.profile["document"]["type"]
        self._off = 0
        """How many open elements have a text that is left alone."""
        self._open: list[tuple[str, bool]] = [("", False)]
        """Of the open elements that may say it the language, and whether they are a document."""
        self._declared = ""
        """The languages that the header names, for a text that does not say its own."""
        self._before = ""
        """The last character that was heard in the block."""
        self._quotes = Quotes(reading)

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        if element == "language" and "ident" in names:
            return self._declare
        hook = self._hook(element)
        speaks = _LANG in names and element not in _LANGUAGED
        if _SPACE not in names and not speaks:
            return hook

        def both(attributes: Attributes) -> None:
            if hook:
                hook(attributes)
            if speaks:
                self._open.append((attributes[_LANG], False))
                self.reading.gather(element, attributes, lambda _: self._exit())
            if attributes.get(_SPACE) == "preserve":
                self._off += 1
                self.reading.gather(element, attributes, lambda _: self._back())

        return both

    def _hook(self, element: str) -> Hook | None:
        if _is_aside(element):
            return self._leave_alone
        if element in _LANGUAGED:
            return self._note if element == "note" else self._division if element == "div" else self._enter
        return self._begin if element in _BLOCKS else None

    def leave(self, element: str) -> Leave | None:
        """What ends here that matters."""
        if _is_aside(element):
            return self._back
        if element in _LANGUAGED:
            return self._end_note if element == "note" else self._end_division if element == "div" else self._exit
        return None

    def hearer(self) -> Hear | None:
        """It listens to the text."""
        return self._hear

    def finish(self) -> None:
        """Judge what is left."""
        self._quotes.document()

    def _declare(self, attributes: Attributes) -> None:
        self._declared += f" {attributes['ident'].lower()}"

    def _is_in(self, languages: str) -> bool:
        """Whether the text is, or may be, in one of the languages of a pattern."""
        return re.search(rf"(?:^| )(?:{languages})(?![a-z])", self._open[-1][0].lower() or self._declared) is not None

    def _leave_alone(self, attributes: Attributes) -> None:
        self._off += 1

    def _back(self) -> None:
        self._off -= 1

    def _enter(self, attributes: Attributes) -> None:
        self._open.append((attributes.get(_LANG, self._open[-1][0]), attributes.get("type") == self._document))
        self._begin(attributes)

    def _exit(self) -> None:
        self._open.pop()

    def _note(self, attributes: Attributes) -> None:
        self._enter(attributes)
        self._quotes.note()

    def _end_note(self) -> None:
        self._exit()
        self._quotes.end_note()

    def _division(self, attributes: Attributes) -> None:
        self._enter(attributes)
        self._quotes.division()

    def _end_division(self) -> None:
        if self._open.pop()[1]:
            self._quotes.document()
        else:
            self._quotes.division()

    def _begin(self, attributes: Attributes) -> None:
        self._before = ""
        self._quotes.block()

    def _hear(self, text: str) -> None:
        if self._off:
            return
        # Most doubled spaces indent the next line.
        if "  " in text and "  " in text.strip():
            self._doubled(text)
        if _SPACED.search(text):
            self._spaced(self._before + text, len(self._before))
        if "“" in text or "”" in text or '"' in text or "„" in text:
            if not self._is_in(_SAME_MARKS):
                self._quotes.hear(text)
        elif self._quotes.flow.fresh:
            self._quotes.pass_over(text)
        self._before = text[-1]

    def _doubled(self, text: str) -> None:
        for found in _DOUBLED.finditer(text):
            start, end = found.span()
            passage = self.reading.passage(text)
            self.told.tell(
                "T301",
                "warning",
                f"{end - start} spaces between two words",
                passage.places(start, end),
                help="one is enough",
                change=Change(" ", "leave one"),
            )

    def _spaced(self, text: str, moved: int) -> None:
        for found in _BEFORE.finditer(text):
            if found[1] in _SPACED_IN_FRENCH and self._is_in("fr|fra|fre"):
                continue
            start, end = found.start() - moved, found.end() - moved
            passage = self.reading.passage(text[moved:])
            self.told.tell(
                "T302",
                "warning",
                f"a space before “{found[1]}”",
                passage.places(start, end),
                help=f"write “{found[1]}” at once behind the word",
                change=Change(found[1], "take the space away"),
            )


def _is_aside(element: str) -> bool:
    return element in ASIDE or "}" in element
