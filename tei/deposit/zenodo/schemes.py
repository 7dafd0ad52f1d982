"""Identifiers as InvenioRDM has them: a scheme in small letters, and a value that is one by the rules of the scheme."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from tei.deposit.checksums import is_isbn, is_isni, is_issn
from tei.deposit.record import Identifier
from tei.deposit.vocabulary import is_address

OTHER = "other"
"""The scheme of what is not valid by that which it is said to have."""

_KINDS = {
    "ARK": "ark", "arXiv": "arxiv", "bibcode": "ads", "DOI": "doi", "EISSN": "eissn", "Handle": "handle",
    "ISBN": "isbn", "ISSN": "issn", "LISSN": "lissn", "LSID": "lsid", "PMID": "pmid", "PURL": "purl", "URL": "url",
    "URN": "urn", "w3id": "w3id",
}  # fmt: skip
_AGENTS = (
    ("orcid", re.compile(r"https?://(?:www\.)?orcid\.org/((?:\d{4}-){3}\d{3}[\dX])")),
    ("gnd", re.compile(r"https?://d-nb\.info/gnd/(\d[\dX-]{2,12})")),
    ("isni", re.compile(r"https?://(?:www\.)?isni\.org/(?:isni/)?(\d{15}[\dX])")),
    ("ror", re.compile(r"https?://ror\.org/(0[a-z0-9]{6}\d{2})")),
)
_ORCID = (("0000000150000007", "0000000350000001"), ("0009000000000000", "0009001000000000"))


def identified(identifier: Identifier) -> dict[str, str]:
    """The value of an identifier and its scheme; what is not valid by that may be an address still.

    Source: InvenioRDM metadata reference, identifier schemes.
    """
    schemes = (_KINDS.get(identifier.kind, OTHER), "url", OTHER)
    scheme = next((each for each in schemes if is_valid(each, identifier.value)), OTHER)
    return {"identifier": identifier.value, "scheme": scheme}


def identifiers_of(addresses: Iterable[str]) -> list[dict[str, str]]:
    """Those of the identifiers of a person or an organisation that InvenioRDM takes: one of each scheme."""
    found: dict[str, str] = {}
    for address in addresses:
        for scheme, form in _AGENTS:
            if (match := form.fullmatch(address)) and is_valid(scheme, match[1]):
                found.setdefault(scheme, match[1])
    return [{"identifier": value, "scheme": scheme} for scheme, value in found.items()]


def is_valid(scheme: str, value: str) -> bool:
    """Whether a value is an identifier of a scheme; of schemes without rules each value is, of unknown ones none."""
    return scheme in _RULES and bool(value.strip()) and _RULES[scheme](value)


def _named(name: str, check: Callable[[str], bool]) -> Callable[[str], bool]:
    """What judges a value that may begin with the name of its scheme, such as "urn:isbn:"."""
    prefix = re.compile(rf"^(?:urn:)?{name}:?", re.IGNORECASE)
    return lambda value: check(prefix.sub("", value))


def _is_orcid(value: str) -> bool:
    """An ISNI of the numbers that ORCID assigns."""
    digits = value.replace("-", "")
    return is_isni(value) and any(first <= digits <= last for first, last in _ORCID)


def _has_form(form: str) -> Callable[[str], bool]:
    compiled = re.compile(form, re.IGNORECASE)
    return lambda value: compiled.fullmatch(value) is not None


def _any(value: str) -> bool:
    return True


_RULES: Mapping[str, Callable[[str], bool]] = {
    "ads": _has_form(r"\d{4}[A-Z]\S{13}[A-Z.:]"),
    "ark": _has_form(r"ark:/?[0-9bcdfghjkmnpqrstvwxz]+/.+"),
    "arxiv": _has_form(r"(?:arxiv:)?(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?"),
    "crossreffunderid": _any,
    "doi": _has_form(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.\d+(?:\.\d+)*/\S.*"),
    "eissn": _named("issn", is_issn),
    "gnd": _has_form(r"(?:1[012]?|3)\d{7}[\dX]|[47]\d{6}-\d|[1-9]\d{0,7}-[\dX]"),
    "grid": _any,
    "handle": _has_form(r"(?:hdl:\s*|https?://hdl\.handle\.net/)?[^/.\s]+(?:\.[^/.\s]+)*/.+"),
    "igsn": _any,
    "isbn": _named("isbn", is_isbn),
    "isni": is_isni,
    "issn": _named("issn", is_issn),
    "lissn": _named("issn", is_issn),
    "lsid": _has_form(r"urn:lsid:[^:]+(?::[^:]+){2,3}"),
    "orcid": _is_orcid,
    "other": _any,
    "pmid": _has_form(r"(?:pmid:)?\d+"),
    "purl": _has_form(r"https?://purl\.(?:org|net|com|oclc\.org|fdlp\.gov)/\S+"),
    "ror": _has_form(r"0[a-z0-9]{6}\d{2}"),
    "upc": _any,
    "url": is_address,
    "urn": _has_form(r"urn:[a-z0-9][a-z0-9-]{1,31}:\S+"),
    "w3id": _any,
}
