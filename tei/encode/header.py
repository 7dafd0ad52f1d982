"""The teiHeader: what the project says in its header file, and what the document says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from tei import __version__
from tei.core.document import POINTERS, Document, Mark
from tei.core.names import RANKS
from tei.core.profile import Profile
from tei.core.source import FORBIDDEN
from tei.encode.write import Writer

_CORRESPONDENTS = {"persName": "persName", "gloss": "orgName", "orgName": "orgName"}


def write_header(document: Document, profile: Profile, writer: Writer) -> None:
    """Write the teiHeader of a document: fileDesc, encodingDesc, profileDesc and revisionDesc (TEI P5, chapter 2)."""
    header = profile["header"]
    writer.start("teiHeader")
    _file_description(document, header, writer)
    _encoding_description(profile, writer)
    _profile_description(document, profile, writer)
    writer.start("revisionDesc")
    change = f"Encoded from {_file(document)} by tei {__version__}."
    writer.leaf("change", change)
    writer.end()
    writer.end()


def title_of(document: Document) -> str:
    """The document's head as one line, without its notes; else its dateline, else its file's name."""
    for kind in ("head", "dateline"):
        for block in document.walk():
            if block.kind == kind:
                return _line(document.text_of(block))
    return PurePath(_file(document)).stem


def _file(document: Document) -> str:
    """The name of the file, with what XML cannot hold replaced."""
    return FORBIDDEN.sub("\ufffd", PurePath(document.source.name).name)


def _line(text: str) -> str:
    return " ".join(text.split())


def _file_description(document: Document, header: Mapping[str, Any], writer: Writer) -> None:
    writer.start("fileDesc")
    writer.start("titleStmt")
    writer.leaf("title", header["title"] or title_of(document))
    for role in ("author", "editor"):
        for name in header[role]:
            writer.leaf(role, name)
    for entry in header["responsibility"]:
        writer.start("respStmt")
        writer.leaf("resp", entry["resp"])
        writer.leaf("name", entry["name"])
        writer.end()
    writer.end()
    _publication(header, writer)
    _source_description(document, header, writer)
    writer.end()


def _publication(header: Mapping[str, Any], writer: Writer) -> None:
    writer.start("publicationStmt")
    if not any(header[key] for key in ("publisher", "place", "date", "identifier", "licence", "licence-url")):
        writer.leaf("p", "Not yet published.")
    else:
        # TEI asks for a publisher before all else that publicationStmt may say.
        writer.leaf("publisher", header["publisher"] or "Not named")
        if header["place"]:
            writer.leaf("pubPlace", header["place"])
        if header["date"]:
            writer.leaf("date", header["date"], {"when": header["date"]})
        if header["identifier"]:
            writer.leaf("idno", header["identifier"])
        if header["licence"] or header["licence-url"]:
            writer.start("availability")
            target = {"target": header["licence-url"]} if header["licence-url"] else {}
            writer.leaf("licence", header["licence"] or header["licence-url"], target)
            writer.end()
    writer.end()


def _source_description(document: Document, header: Mapping[str, Any], writer: Writer) -> None:
    writer.start("sourceDesc")
    pages = _pages(document)
    if header["series"] or header["source"] or pages:
        writer.start("bibl", {"type": "edition"}, mixed=True)
        if header["series"]:
            writer.leaf("title", header["series"], {"level": "s"})
        writer.text((", " if header["series"] and header["source"] else "") + header["source"])
        if pages:
            first, last = pages
            if header["series"] or header["source"]:
                writer.text(", ")
            shown = f"page {first}" if first == last else f"pages {first}–{last}"
            writer.leaf("biblScope", shown, {"unit": "page", "from": str(first), "to": str(last)})
        writer.end()
    if original := _original(document):
        writer.leaf("bibl", original, {"type": "original"})
    writer.start("bibl", {"type": "text"}, mixed=True)
    writer.text("Encoded from the raw text ")
    writer.leaf("idno", _file(document), {"type": "filename"})
    writer.text(".")
    writer.end()
    writer.end()


def _pages(document: Document) -> tuple[int, int] | None:
    """The printed pages that the document fills: it begins on the page before that of its first mark inside."""
    notes = [note.extent for note in document.notes]
    breaks = [m for m in document.marks if m.kind == "pb" and not any(m.span in note for note in notes)]
    numbers = [m.attributes.get("n", "") for m in breaks]
    if not numbers or not all(n.isdecimal() for n in numbers):
        return None
    begun = min((block.extent.start for block in document.blocks), default=0)
    first = int(numbers[0]) - (breaks[0].span.start > begun)
    return (first, int(numbers[-1])) if 0 < first <= int(numbers[-1]) else None


def _original(document: Document) -> str:
    """Where the original is: the source note up to its first full stop or its mark of secrecy, without "Source:"."""
    for note in document.notes:
        if note.type == "source":
            text = _line("".join(document.text_of(block) for block in note.blocks)).strip("[]")
            if end := _SENTENCE.search(text):
                text = text[: end.start()]
            return text.partition(": ")[2] or text
    return ""


# A full stop behind an initial or an abbreviation ends no sentence.
_SENTENCE = re.compile(
    r"\.$|(?<=[^\W\dA-Z])(?<!\bpp)(?<!\bp)(?<!\bvol)(?<!\bVol)(?<!\bNo)(?<!\bNos)(?<!\bJr)(?<!\bEd)\. (?=[A-Z\[(“])"
    r"|(?<=[\d\])”])\. (?=[A-Z\[(“])"
    r"|\. (?=(?:Top )?Secret|Confidential|Unclassified|Restricted|Limited|Official Use|No classification|Drafted)"
)


def _encoding_description(profile: Profile, writer: Writer) -> None:
    writer.start("encodingDesc")
    if project := profile["header"]["project"]:
        writer.start("projectDesc")
        writer.leaf("p", project)
        writer.end()
    writer.start("appInfo")
    writer.start("application", {"ident": "tei", "version": __version__})
    writer.leaf("label", f"tei, profile {profile.name}")
    writer.end()
    writer.end()
    writer.start("editorialDecl")
    for name, sentence in (
        ("correction", "The text is that of the source, character for character; no error in it was corrected."),
        ("hyphenation", "Hyphens and line breaks inside paragraphs stand as in the source."),
        (
            "segmentation",
            "Note numbers, page marks and bullets are encoded as notes, page breaks and lists; "
            "notes stand at their calls.",
        ),
        (
            "interpretation",
            "Names, dates and references were marked by program and linked where one entry of the authority file fits; "
            "cert tells where the program was in doubt.",
        ),
    ):
        writer.start(name)
        writer.leaf("p", sentence)
        writer.end()
    writer.end()
    writer.end()


def _profile_description(document: Document, profile: Profile, writer: Writer) -> None:
    made = list(_dateline(document))
    writer.start("profileDesc")
    if abstract := profile["header"]["abstract"]:
        writer.start("abstract")
        writer.leaf("p", abstract)
        writer.end()
    if made:
        writer.start("creation")
        for mark in made:
            _repeat(document, mark, mark.kind, writer)
        writer.end()
    writer.start("langUsage")
    language = profile["encode"]["language"]
    writer.leaf("language", _LANGUAGES.get(language, language), {"ident": language})
    writer.end()
    _correspondence(document, made, writer)
    if keywords := profile["header"]["keywords"]:
        writer.start("textClass")
        writer.start("keywords")
        for keyword in keywords:
            writer.leaf("term", keyword)
        writer.end()
        writer.end()
    writer.end()


_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "la": "Latin"}


def _dateline(document: Document) -> Iterator[Mark]:
    """The places and the date of the first dateline that has any."""
    for block in document.walk():
        if block.kind == "dateline":
            found = [m for m in document.marks if m.kind in ("placeName", "date") and m.span in block.extent]
            if found:
                yield from found
                return


def _correspondence(document: Document, made: list[Mark], writer: Writer) -> None:
    """Write correspDesc where the head or the signature says who wrote, or to whom."""
    senders = _correspondents(document, "from")
    if all(mark.kind != "persName" for mark in senders):
        senders += _signers(document)
    receivers = _correspondents(document, "to")
    if not (senders or receivers):
        return
    writer.start("correspDesc")
    for action, marks in (("sent", senders + made), ("received", receivers)):
        if marks:
            writer.start("correspAction", {"type": action})
            for mark in marks:
                _repeat(document, mark, _CORRESPONDENTS.get(mark.kind, mark.kind), writer)
            writer.end()
    writer.end()


def _correspondents(document: Document, role: str) -> list[Mark]:
    return [m for m in document.marks if m.kind in _CORRESPONDENTS and m.attributes.get("type") == role]


def _signers(document: Document) -> list[Mark]:
    signed = [block.extent for block in document.walk() if block.kind == "signed"]
    return [m for m in document.marks if m.kind == "persName" and any(m.span in extent for extent in signed)]


def _repeat(document: Document, mark: Mark, name: str, writer: Writer) -> None:
    """Write in the header what is marked in the text, with its pointer and its dates, but not its role."""
    text = _line(document.text_in(mark.span))
    called = _OFFICE.split(text, maxsplit=1)[0].split()
    if name == "orgName" and called[0] not in _BODIES and not RANKS.isdisjoint(called):
        # One who is called by the office is a person, "Secretary of State"; the rest are bodies, "Embassy in Japan".
        writer.start("persName", mixed=True)
        writer.leaf("roleName", text)
        writer.end()
        return
    keep = (*POINTERS, "when", "from", "to", "notBefore", "notAfter") if name != "orgName" else ()
    writer.leaf(name, text, {key: value for key, value in mark.attributes.items() if key in keep})


_OFFICE = re.compile(r",| (?:of|to|for|in|on|at)\b")
_BODIES = frozenset("Consulate Consulates Office Staff Embassy Legation Mission Delegation Secretariat".split())
