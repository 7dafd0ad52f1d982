"""Whether the languages of a document are named as BCP 47 has it, and declared."""

from __future__ import annotations

import re

from tei.core.languages import fault, primary
from tei.core.namespaces import XML
from tei.relaxng import Place
from tei.relaxng.automaton import Attributes
from tei.relaxng.vocabulary import attribute
from tei.validate.observe import Hook, Observer, Reading
from tei.validate.told import Change, Tag

LANG = f"{XML}}}lang"

_LIKE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")
"""What XML Schema takes for the tag of a language; of anything else the grammar tells."""


class Languages(Observer):
    """Tags not well-formed (T501), unknown (T502), outdated (T503), in unusual case (T504), undeclared (T505)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._declared: set[str] = set()
        self._used: dict[str, Tag] = {}

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        if element == "language" and "ident" in names:
            return self._declare
        if LANG in names:
            return self._use
        return self._target if "targetLang" in names else None

    def _declare(self, attributes: Attributes) -> None:
        self._declared.add(primary(attributes["ident"]))
        self._judge("ident", attributes["ident"])

    def _target(self, attributes: Attributes) -> None:
        self._judge("targetLang", attributes["targetLang"])

    def _use(self, attributes: Attributes) -> None:
        tag = attributes[LANG]
        if _LIKE.fullmatch(tag) and tag not in self._used:
            self._used[tag] = self.reading.here
            self._judge(LANG, tag)

    def _judge(self, name: str, tag: str) -> None:
        if not _LIKE.fullmatch(tag) or not (found := fault(tag)):
            return
        here = self.reading.here
        shown = attribute(name)
        help = f"did you mean “{found.meant}”?" if found.meant else "see the registry of language subtags of IANA"
        change = Change(found.meant, f"write “{found.meant}”", safe=True) if found.meant else None

        def places() -> tuple[Place]:
            return (here.attribute(name),)

        if found.kind == "malformed":
            message = f"“{tag}” in {shown} is not a tag of a language"
            help = help if found.meant else "write the language first, as in en, de-AT, zh-Hant or x-mine"
            self.told.tell("T501", "error", message, places, help=help, change=change)
        elif found.kind == "unknown":
            message = f"“{found.part}” in {shown} is not the code of a {_what(tag, found.part)}"
            self.told.tell("T502", "warning", message, places, help=help, change=change)
        elif found.kind == "outdated":
            message = f"“{found.part}” in {shown} is not the code in use"
            self.told.tell("T503", "warning", message, places, help=help, change=change)
        else:
            message = f"“{tag}” in {shown} is usually written “{found.meant}”"
            self.told.tell("T504", "info", message, places, help="upper and lower case mean the same", change=change)

    def finish(self) -> None:
        """Judge what is left."""
        if not self._declared:
            return
        for tag, here in self._used.items():
            if (own := primary(tag)) not in self._declared and own != "x":
                self._undeclared(tag, here)

    def _undeclared(self, tag: str, here: Tag) -> None:
        self.told.tell(
            "T505",
            "info",
            f"the language “{tag}” is used, but <langUsage> does not declare it",
            lambda: (here.attribute(LANG, "first used here"),),
            help=f'add <language ident="{primary(tag)}"> to <langUsage>',
        )


def _what(tag: str, part: str) -> str:
    if tag.startswith(part):
        return "language"
    return "script" if len(part) == 4 else "region"
