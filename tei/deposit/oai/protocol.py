"""The words of OAI-PMH 2.0: verbs and their arguments, errors, the forms of values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_XSD = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
IDENTIFIER_XSD = "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"
STATIC = "http://www.openarchives.org/OAI/2.0/static-repository"
STATIC_XSD = "http://www.openarchives.org/OAI/2.0/static-repository.xsd"

MEDIA = "text/xml; charset=utf-8"
"""What every answer is (sections 3.1.2.1 and 3.2): many clients take a text for ISO 8859-1 that does not say more."""

SECONDS, DAYS = "YYYY-MM-DDThh:mm:ssZ", "YYYY-MM-DD"
"""The granularities of datestamps (section 3.3)."""

TOKEN = "resumptionToken"


@dataclass(frozen=True, slots=True)
class Verb:
    """The arguments that a verb takes; one that is `exclusive` comes alone (section 4)."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    exclusive: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names of all of them."""
        return (*self.required, *self.optional, *filter(None, [self.exclusive]))


_LIST = Verb(("metadataPrefix",), ("from", "until", "set"), TOKEN)

VERBS: Mapping[str, Verb] = {
    "Identify": Verb(),
    "ListMetadataFormats": Verb(optional=("identifier",)),
    "ListSets": Verb(exclusive=TOKEN),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
    "GetRecord": Verb(("identifier", "metadataPrefix")),
}

PREFIX = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
SET = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(?::[A-Za-z0-9\-_.!~*'()]+)*")
EMAIL = re.compile(r"\S+@(?:\S+\.)+\S+")
NAMESPACE = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(?:\.[a-zA-Z][a-zA-Z0-9\-]*)+")
"""A repositoryIdentifier (Specification and XML Schema for the OAI Identifier Format, 2.1)."""

_CHARACTER = r"[A-Za-z0-9\-._~!$&'()*+,;=@/?]|%[0-9A-Fa-f]{2}"
URI = re.compile(rf"(?:[A-Za-z][A-Za-z0-9+.\-]*:(?:{_CHARACTER}|:)+|(?:{_CHARACTER})+)")
"""What may be an identifier (RFC 3986, section 4.1, without fragments)."""


@dataclass(frozen=True, slots=True)
class Error:
    """An error and what it is about, for people (section 3.6)."""

    code: str
    message: str


class Refusal(Exception):
    """Raised where a request cannot be fulfilled: carries all that is wrong with it."""

    def __init__(self, *errors: Error) -> None:
        super().__init__("; ".join(each.message for each in errors))
        self.errors = errors
