"""Whether an edition keeps to a RELAX NG grammar, and where it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from lxml import etree

from tei.core import resources
from tei.core.diagnostic import Diagnostic, Label, refusal
from tei.core.edition import XML_ID, Edition
from tei.core.source import Source, Span
from tei.validate.faults import faults_of
from tei.validate.names import shown
from tei.validate.reading import Reading, Unread
from tei.validate.wording import Wording

if TYPE_CHECKING:
    from tei.validate import Context


MOST = 8
"""So many attributes libxml2 is given on one element: each doubles its time, and twenty would take minutes."""


@dataclass(frozen=True)
class Grammar:
    """A RELAX NG grammar, ready to judge editions.

    libxml2 gives the verdict; what it finds wrong is then looked for again in our own light
    reading of the grammar, since libxml2 tells neither the column nor what was expected. Where an
    element has too many attributes for libxml2, our reading alone decides.
    """

    path: str
    _judge: etree.RelaxNG

    @classmethod
    def load(cls, path: str) -> Grammar:
        """The grammar in a file of the XML syntax; a path of the package, such as `schemas/frus.rng`, is found there.

        Loaded once for each path. Raises Refused: P301 if there is no such file, P302 if it is
        no grammar that can be used.
        """
        found = path if Path(path).exists() else str(resources.path(path))
        if not Path(found).is_file():
            raise refusal(
                "P301", f"there is no schema {path}", help="check the path; --schema takes a RELAX NG file (.rng)"
            )
        return _loaded(found)

    def validate(self, edition: Edition) -> Iterator[Diagnostic]:
        """What is wrong with an edition by this grammar, in the order of its characters (R101 to R203)."""
        crowded = next((element for element in edition.elements() if len(element.attrib) > MOST), None)
        if crowded is None and self._judge.validate(edition.tree):
            return
        diagnostics = list(self._explained(edition))
        if diagnostics:
            yield from sorted(diagnostics, key=lambda d: d.labels[0].span)
        elif crowded is not None:
            yield from self._not_judged(edition, crowded)
        elif not _repeats_an_id(edition):
            yield self._in_words_of_libxml2(edition)

    def _explained(self, edition: Edition) -> Iterator[Diagnostic]:
        if self._reading is not None:
            wording = Wording(edition, self._reading, PurePath(self.path).name)
            for fault in faults_of(edition.tree.getroot(), self._reading):
                yield wording.diagnostic(fault)

    @cached_property
    def _reading(self) -> Reading | None:
        try:
            return Reading(self.path)
        except Unread:
            return None

    def _not_judged(self, edition: Edition, crowded: etree._Element) -> Iterator[Diagnostic]:
        if self._reading is None:
            number, name = len(crowded.attrib), PurePath(self.path).name
            message = f"{shown(crowded.tag)} has {number} attributes, too many to check it by {name}"
            cure = f"leave it {MOST} attributes, or give the grammar without externalRef and nested grammars"
            yield Diagnostic("R100", "error", message, (edition.label(crowded),), cure)

    def _in_words_of_libxml2(self, edition: Edition) -> Diagnostic:
        last = self._judge.error_log[-1]
        at = edition.source.offset(last.line)
        end = at + len(edition.source.line(edition.source.position(at)[0]))
        message = re.sub(r"\{[^}]*\}", "", last.message)
        return Diagnostic(
            "R100",
            "error",
            f"not valid: {message[0].lower()}{message[1:]}",
            (Label(edition.source, Span(at, end)),),
            help=f"compare the line with what {PurePath(self.path).name} allows",
        )


@cache
def _loaded(path: str) -> Grammar:
    if path.endswith(".rnc"):
        cure = "give the same grammar in the XML syntax (.rng); trang turns one into the other"
        raise refusal("P302", f"{path} is in the compact syntax of RELAX NG", cure)
    try:
        tree = etree.parse(path, etree.XMLParser(no_network=True, resolve_entities=False, huge_tree=True))
        return Grammar(path, etree.RelaxNG(tree))
    except etree.XMLSyntaxError as error:
        source = Source(path, Path(path).read_text(encoding="utf-8", errors="replace"))
        at = source.offset(*error.position)
        label = Label(source, Span(at, at + 1))
        raise refusal("P302", f"{path} is not well-formed XML: {error.msg}", "mend the schema", label) from None
    except etree.RelaxNGParseError as error:
        cure = "give a RELAX NG grammar in the XML syntax; W3C Schema (.xsd), DTD and Schematron are other languages"
        raise refusal("P302", f"{path} is no RELAX NG grammar that can be used: {error}", cure) from None


def grammar(edition: Edition, context: Context) -> Iterator[Diagnostic]:
    """The check: what is wrong with an edition by the profile's grammar."""
    yield from Grammar.load(context.schema).validate(edition)


def _repeats_an_id(edition: Edition) -> bool:
    """Whether an xml:id occurs twice: that is told by the check of pointers, with both places."""
    ids = [element.get(XML_ID) for element in edition.elements() if XML_ID in element.attrib]
    return len(ids) != len(set(ids))
