"""The words that repositories allow where a header has its own: kinds of dates, roles, relations, identifiers."""

from __future__ import annotations

import re

TEI_XML = "application/tei+xml"
"""The media type of TEI (RFC 6129)."""

ROLES = (
    "ContactPerson", "DataCollector", "DataCurator", "DataManager", "Distributor", "Editor", "HostingInstitution",
    "Producer", "ProjectLeader", "ProjectManager", "ProjectMember", "RegistrationAgency", "RegistrationAuthority",
    "RelatedPerson", "Researcher", "ResearchGroup", "RightsHolder", "Sponsor", "Supervisor", "Translator",
    "WorkPackageLeader", "Other",
)  # fmt: skip
"""What a contributor may be (DataCite 4.7, contributorType)."""

RELATORS = {
    "DataCurator": "mrk", "DataManager": "dtm", "Distributor": "dst",
    "Editor": "edt", "HostingInstitution": "his", "Producer": "pro", "ProjectLeader": "pdr", "ProjectManager": "pdr",
    "ProjectMember": "rtm", "Researcher": "res", "ResearchGroup": "res", "RightsHolder": "cph", "Sponsor": "spn",
    "Translator": "trl",
}  # fmt: skip
"""The MARC relator that each of these is; of others it is "oth"."""

DATES = (
    "Accepted", "Available", "Collected", "Copyrighted", "Coverage", "Created", "Issued", "Submitted", "Updated",
    "Valid", "Withdrawn", "Other",
)  # fmt: skip
"""What may have happened at a date (DataCite 4.7, dateType)."""

DESCRIPTIONS = ("Abstract", "Methods", "SeriesInformation", "TableOfContents", "TechnicalInfo", "Other")
"""What a description may be (DataCite 4.7, descriptionType)."""

RELATIONS = (
    "IsCitedBy", "Cites", "IsCollectedBy", "Collects", "IsSupplementTo", "IsSupplementedBy", "IsContinuedBy",
    "Continues", "IsDescribedBy", "Describes", "HasMetadata", "IsMetadataFor", "HasVersion", "IsVersionOf",
    "IsNewVersionOf", "IsPreviousVersionOf", "IsPartOf", "HasPart", "IsPublishedIn", "IsReferencedBy", "References",
    "IsDocumentedBy", "Documents", "IsCompiledBy", "Compiles", "IsVariantFormOf", "IsOriginalFormOf", "IsIdenticalTo",
    "IsReviewedBy", "Reviews", "IsDerivedFrom", "IsSourceOf", "IsRequiredBy", "Requires", "IsObsoletedBy", "Obsoletes",
    "HasTranslation", "IsTranslationOf", "Other",
)  # fmt: skip
"""How one thing may be related to another (DataCite 4.7, relationType)."""

FOLLOWED = (
    "ARK", "arXiv", "bibcode", "CSTR", "DOI", "EAN13", "EISSN", "Handle", "IGSN", "ISBN", "ISSN", "ISTC", "LISSN",
    "LSID", "PMID", "PURL", "RAiD", "RRID", "SWHID", "UPC", "URL", "URN", "w3id",
)  # fmt: skip
"""The kinds of identifiers by which related things are found (DataCite 4.7, relatedIdentifierType)."""

_ADDRESS = re.compile(
    r"""https?://[^\s/?\#\[\]<>"'{}|\\^`%@:]+(?::\d{1,5})?
    (?:/(?:[^\s%\[\]<>"'{}|\\^`?\#]|%[\da-f]{2})*)?
    (?:\?(?:[^\s%\[\]<>"'{}|\\^`\#]|%[\da-f]{2})*)?
    (?:\#(?:[^\s%\[\]<>"'{}|\\^`\#]|%[\da-f]{2})*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z\d]{1,8})*")

_IDENTIFIERS = {
    "ark": "ARK", "arxiv": "arXiv", "bibcode": "bibcode", "cstr": "CSTR", "doi": "DOI", "ean13": "EAN13",
    "eissn": "EISSN", "handle": "Handle", "hdl": "Handle", "igsn": "IGSN", "isbn": "ISBN", "isbn10": "ISBN",
    "isbn13": "ISBN", "issn": "ISSN", "istc": "ISTC", "lissn": "LISSN", "local": "Local", "lsid": "LSID",
    "oclc": "OCLC", "pid": "Handle", "pmid": "PMID", "pubmed": "PMID", "purl": "PURL", "raid": "RAiD", "rrid": "RRID",
    "swhid": "SWHID", "upc": "UPC", "uri": "URL", "url": "URL", "urlhtml": "URL", "urlweb": "URL", "urlxml": "URL",
    "urn": "URN", "w3id": "w3id",
}  # fmt: skip
_SNIFFED = (
    ("DOI", re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.\d{4,9}/\S+", re.IGNORECASE)),
    ("Handle", re.compile(r"(?:https?://hdl\.handle\.net/|hdl:)\S+", re.IGNORECASE)),
    ("ARK", re.compile(r"(?:https?://\S+/)?ark:/?\d+/\S+", re.IGNORECASE)),
    ("URN", re.compile(r"urn:[\w-]+:\S+", re.IGNORECASE)),
    ("URL", re.compile(r"https?://\S+", re.IGNORECASE)),
)
_RESPONSIBLE = (
    ("Translator", r"translat|übersetz|tradu"),
    ("ProjectLeader", r"princip|direct|lead|leitung"),
    ("ProjectManager", r"project manag|coordinat"),
    ("DataCurator", r"encod|mark(?:ed )?up|\btei\b|xml|transcri|curat|digiti|ocr|proof|annotat|kodier"),
    ("Editor", r"edit|heraus|éd"),
    ("RightsHolder", r"rights"),
    ("Sponsor", r"sponsor|fund"),
    ("HostingInstitution", r"host"),
    ("Researcher", r"research"),
)


def kind_of_identifier(type: str) -> str:
    """What repositories call the kind of an `idno`: "DOI", "ISBN"; "" for one without a type, else the type itself."""
    return _IDENTIFIERS.get(re.sub(r"[\W_]", "", type).casefold(), "-".join(type.split()))


def sniffed(value: str) -> str:
    """What kind of identifier a value looks like: DOI, Handle, ARK, URN or URL, else Local."""
    return next((kind for kind, pattern in _SNIFFED if pattern.fullmatch(value)), "Local")


def role_of(said: str, otherwise: str) -> str:
    """What kind of contributor somebody is whose part is described in these words."""
    if said in ROLES:
        return said
    lower = said.casefold()
    return next((role for role, pattern in _RESPONSIBLE if re.search(pattern, lower)), otherwise)


def is_address(text: str) -> bool:
    """Whether a text is an address in the web: a URI (RFC 3986, letters beyond ASCII allowed) of http or https."""
    return _ADDRESS.fullmatch(text) is not None


def sound_address(text: str) -> str:
    """An address in the web as it is, "" for what is none."""
    return text if is_address(text) else ""


def is_tag(text: str) -> bool:
    """Whether a text has the form of a language tag as XML Schema knows it (xs:language)."""
    return _TAG.fullmatch(text) is not None


def sound_tag(text: str) -> str:
    """A language tag as it is, "" for what has not the form of one."""
    return text if is_tag(text) else ""
