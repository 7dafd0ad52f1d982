"""A citation as an entry of BibTeX."""

from __future__ import annotations

from urllib.parse import quote

from tei.core.calendar import MONTHS
from tei.render.agents import Agent
from tei.render.cite.cited import Cited, plain

_TYPES = {"book": "book", "chapter": "incollection", "personal_communication": "misc", "document": "misc"}
# A brace stands for itself in no way that BibTeX, which counts braces, would not take for one.
_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)


def bibtex(cited: Cited) -> str:
    """The entry, in Unicode (as biber and current BibTeX styles read it), every sign that TeX acts on escaped."""
    whole, metadata = cited.whole, cited.metadata
    printed = cited.type in ("chapter", "book")
    fields = {
        "author": _names(cited.authors),
        "title": f"{{{escaped(cited.title)}}}",
        "booktitle": f"{{{escaped(cited.edition)}}}" if cited.type == "chapter" else "",
        "howpublished": escaped(cited.edition) if not printed else "",
        "editor": _names(whole.editors),
        "volume": escaped(cited.volume) if printed else "",
        "series": escaped(plain(whole.series)) if printed else "",
        "publisher": f"{{{escaped(plain(whole.publisher))}}}" if whole.publisher else "",
        "address": escaped(plain(whole.place)),
        "year": whole.year if printed else (str(cited.date[0]) if cited.date else ""),
        "month": MONTHS[cited.date[1] - 1][:3].lower() if not printed and len(cited.date) > 1 else "",
        "pages": escaped(cited.pages).replace("–", "--"),
        "type": escaped(cited.genre) if printed else "",
        "isbn": escaped(plain(cited.isbn)),
        "doi": _verbatim(plain(cited.doi)),
        "url": _verbatim(cited.url),
        "language": escaped(metadata.language),
        "keywords": escaped(", ".join(map(plain, metadata.keywords))),
        "note": ", ".join(filter(None, (cited.number, *(map(escaped, cited.circumstances if printed else ()))))),
    }
    lines = [f"  {name} = {value if name == 'month' else '{' + value + '}'}" for name, value in fields.items() if value]
    return f"@{_TYPES[cited.type]}{{{cited.key},\n" + ",\n".join(lines) + "\n}\n"


def escaped(text: str) -> str:
    """The text with every sign that TeX or BibTeX acts on written as what prints it."""
    return text.translate(_SPECIAL)


def _verbatim(address: str) -> str:
    """An address as it is, but for the signs that would end the field."""
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def _names(agents: tuple[Agent, ...]) -> str:
    return " and ".join(map(_name, agents))


def _name(agent: Agent) -> str:
    """A name in the order of BibTeX: family, suffix, forenames; one that is not told apart is kept in braces."""
    if not agent.family:
        return f"{{{escaped(plain(agent.name))}}}"
    parts = (agent.family, agent.suffix, agent.given)
    return ", ".join(f"{{{p}}}" if " and " in f" {p} " or "," in p else p for p in map(escaped, map(plain, parts)) if p)
