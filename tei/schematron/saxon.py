"""The back end for XPath and XSLT 2.0 and 3.0, by Saxon."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from tei.core.address import address_of
from tei.core.diagnostic import Diagnostic, Label, Refused
from tei.core.edition import Edition
from tei.core.saxon import processor
from tei.core.spread import is_spread
from tei.schematron.finding import Outcome, Stopped
from tei.schematron.plan import Share
from tei.schematron.schema import Phase, Schema
from tei.schematron.xslt3 import Stylesheet
from tei.schematron.xslt3.answer import outcomes
from tei.schematron.xslt3.offline import entries
from tei.schematron.xslt3.sheet import OWN

_ERROR = re.compile(
    r"^\s*(?:Static )?[Ee]rror (?:in \{(?P<expression>.*?)\} )?.*?(?:on line (?P<line>\d+)[^\n]*? of (?P<module>\S*?)"
    r":)?\s*\n\s*(?:[A-Z]{4}\d{4}\s+)?(?P<reason>.*?)(?=^(?:Static )?[Ee]rror |\Z)",
    re.MULTILINE | re.DOTALL,
)

_ELSEWHERE = re.compile(r" ?\(see line [^)]*\)| - see [^ ]*#\d+$")
"""What leads to other places in the stylesheet."""


class Saxon:
    """Runs rules of any query binding that is made on XSLT."""

    def __init__(self, schema: Schema, phase: Phase | None, share: Share) -> None:
        """Raises Refused (P302) with each expression that is none, when it is first run."""
        self._schema, self._phase, self._share = schema, phase, share
        self._compiled: tuple[int, Any] = (0, None)
        self._make(careful=False)

    def _make(self, *, careful: bool) -> None:
        self._is_careful = careful
        self._stylesheet = Stylesheet(self._schema, self._phase, self._share, careful=careful)
        self._compiled = 0, None

    def run(self, edition: Edition, *, fired: bool = False) -> Iterator[Outcome]:
        """What the rules find in a document; see `tei.schematron.schematron.Backend`."""
        from saxonche import PySaxonApiError

        try:
            text = self._answer(edition, fired=fired)
        except PySaxonApiError as error:
            if self._is_careful:
                # A function that calls itself without end cannot be reckoned with.
                yield Stopped(_reason(str(error)))
                return
            # Something fails in this document; from now on that is reckoned with.
            self._make(careful=True)
            yield from self.run(edition, fired=fired)
        else:
            yield from outcomes(text, self._stylesheet)

    def _answer(self, edition: Edition, *, fired: bool) -> str:
        executable = self._executable()
        saxon = _processor(os.getpid())
        builder = saxon.new_document_builder()
        builder.set_base_uri(address_of(edition.source.name))
        # What the file draws on has been read, by means that never go to the network, and without its DOCTYPE nothing
        # else is.
        own = edition.source.text
        if is_spread(edition.source) or "<!DOCTYPE" in own:
            own = etree.tostring(edition.tree.getroot(), encoding="unicode")
        document = builder.parse_xml(xml_text=own)
        executable.set_global_context_item(xdm_item=document)
        executable.set_parameter(f"{{{OWN}}}fired", saxon.make_boolean_value(fired))
        executable.set_parameter(f"{{{OWN}}}catalog", saxon.make_string_value(entries()))
        return str(executable.call_template_returning_string(f"{{{OWN}}}run"))

    def _executable(self) -> Any:
        """The compiled stylesheet, made anew in another process."""
        if self._compiled[0] != os.getpid():
            from saxonche import PySaxonApiError

            compiler = _processor(os.getpid()).new_xslt30_processor()
            try:
                executable = compiler.compile_stylesheet(stylesheet_text=self._stylesheet.text)
            except PySaxonApiError as error:
                raise self._refused(str(error)) from None
            # What a schema would write to files or say besides is not looked at.
            executable.set_capture_result_documents(True)
            executable.set_save_xsl_message(True)
            self._compiled = os.getpid(), executable
        return self._compiled[1]

    def _refused(self, message: str) -> Refused:
        """What Saxon says of the stylesheet, said of the schema."""
        found: dict[tuple[Label, str], Diagnostic] = {}
        for error in _ERROR.finditer(message):
            origin = self._stylesheet.origin(int(error["line"] or "0")) if _is_own(error["module"] or "") else None
            reason = _ELSEWHERE.sub("", " ".join(error["reason"].split()))
            place = origin.place if origin else self._schema.place
            what = f"the {origin.what}" if origin else "the schema"
            expression = (origin.expression if origin else "") or error["expression"] or ""
            cure = f"correct it: {expression}" if expression else "correct it"
            diagnostic = Diagnostic("P302", "error", f"{what} cannot be compiled: {reason}", (place,), cure)
            found.setdefault((place, reason), diagnostic)
        if not found:
            found[self._schema.place, ""] = Diagnostic("P302", "error", message, (self._schema.place,))
        return Refused(*found.values())


def _reason(message: str) -> str:
    """What Saxon says of a run that failed, without where in the stylesheet that was."""
    found = re.search(r"[A-Z]{4}\d{4}\s+(.*)", message)
    return found[1].strip() if found else message


def _is_own(module: str) -> bool:
    """Whether a module is the stylesheet itself, which has no name but that of the folder."""
    return module.endswith("/") or not module


@lru_cache(maxsize=1)
def _processor(process: int) -> Any:
    """The processor of a process, which never goes to the network; after a fork that of another cannot be used."""
    return processor("file")
