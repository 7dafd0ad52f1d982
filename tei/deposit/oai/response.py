"""XML written element by element, so that of what is embedded in it no more than one text is held as a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from typing import IO, Any, TypeVar

from lxml import etree

from tei.core.source import FORBIDDEN
from tei.deposit.answer import Answer
from tei.deposit.element import XSI
from tei.deposit.oai.formats import Format
from tei.deposit.oai.protocol import MEDIA, OAI, OAI_XSD

Written = TypeVar("Written")

_WRITING: Any = etree
"""The type stubs do not know how lxml writes XML piece by piece."""


class Writer:
    """Writes elements into a document that is open, in the namespace of OAI-PMH unless another is named."""

    def __init__(self, file: Any, target: IO[bytes]) -> None:
        self._file = file
        self._target = target

    @property
    def size(self) -> int:
        """How many bytes have been written."""
        self._file.flush()
        return self._target.tell()

    def element(self, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
        """Write an element with this text."""
        with self.container(name, attributes):
            if text:
                self._file.write(_allowed(text))

    def container(
        self, name: str, attributes: Mapping[str, str] | None = None, namespace: str = OAI
    ) -> AbstractContextManager[None]:
        """Write an element around what is written meanwhile."""
        allowed = {key: _allowed(value) for key, value in (attributes or {}).items()}
        opened: AbstractContextManager[None] = self._file.element(f"{{{namespace}}}{name}", allowed)
        return opened

    def format(self, form: Format) -> None:
        """Write what is to be known of a format."""
        with self.container("metadataFormat"):
            self.element("metadataPrefix", form.prefix)
            self.element("schema", form.schema)
            self.element("metadataNamespace", form.namespace)

    def embed(self, element: etree._Element) -> None:
        """Write an element that is there, with all that is in it."""
        self._file.write(element, with_tail=False)


@contextmanager
def document(
    target: IO[bytes], name: str, namespace: str, schemas: Mapping[str, str], prefixes: Mapping[str, str] | None = None
) -> Iterator[Writer]:
    """A document whose outermost element has this name, and names these W3C Schemas by their namespaces."""
    places = " ".join(f"{each} {address}" for each, address in schemas.items())
    with _WRITING.xmlfile(target, encoding="UTF-8") as file:
        file.write_declaration()
        spaces: dict[Any, str] = {None: namespace, **(prefixes or {}), "xsi": XSI}
        with file.element(f"{{{namespace}}}{name}", {f"{{{XSI}}}schemaLocation": places}, nsmap=spaces):
            yield Writer(file, target)


def respond(
    write: Callable[[Writer], Written],
    base: str,
    moment: str,
    attributes: Mapping[str, str],
    schemas: Mapping[str, str] | None = None,
) -> tuple[Answer, Written]:
    """The response to a request with these attributes, given at a moment (OAI-PMH 2.0, section 3.2).

    `write` writes what was asked for, and what it returns comes with the response; `schemas` are those of what is
    embedded in it, by their namespaces.
    """
    target = BytesIO()
    with document(target, "OAI-PMH", OAI, {OAI: OAI_XSD, **(schemas or {})}) as writer:
        writer.element("responseDate", moment)
        writer.element("request", base, attributes)
        returned = write(writer)
    return Answer(target.getvalue(), MEDIA), returned


def _allowed(text: str) -> str:
    """A text with signs of replacement for what XML forbids."""
    return FORBIDDEN.sub("\ufffd", text)
