"""A citation as the Chicago Manual of Style has it (17th and 18th edition, chapters 13 and 14)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tei.render.agents import Agent
from tei.render.cite.cited import Cited, plain

_STOPS = ("?", "!", "…")


class Run(NamedTuple):
    """Some words of a citation, and whether they are set in italics."""

    text: str
    italic: bool = False


def note(cited: Cited) -> tuple[Run, ...]:
    """The form for a footnote: in a documentary edition a document is cited by its number, not by its page."""
    authors = _listed([each.spoken for each in _named(cited)])
    editors = _listed([each.spoken for each in cited.whole.editors])
    imprint = _imprint(cited)
    runs = [Run(f"{authors}, ")] if authors else []
    if cited.type == "book":
        runs += [Run(cited.title, italic=True)]
        runs += [Run(f", ed. {editors}")] if editors else []
    else:
        where = "".join(f"{each}, " for each in cited.circumstances)
        runs += [Run(_quoted(cited.title, ",") + " " + where + ("in " if cited.edition else ""))]
        runs += [Run(cited.edition, italic=True)] if cited.edition else []
        runs += [Run(f", ed. {editors}")] if editors else []
    volume = f", {cited.untold_volume}" if cited.untold_volume else ""
    end = [f"{volume} ({imprint})" if imprint else volume]
    end += [f", {each}" for each in (cited.number or _paged(cited), cited.url) if each]
    return _closed([*runs, Run("".join(end))])


def bibliography(cited: Cited) -> tuple[Run, ...]:
    """The form for a list of works: the first author's family name first, parts closed by full stops."""
    named = _named(cited)
    authors = _listed([each.filed if place == 0 else each.spoken for place, each in enumerate(named)], inverted=True)
    editors = _listed([each.spoken for each in cited.whole.editors])
    runs = [Run(_stopped(authors) + " ")] if authors else []
    if cited.type == "book":
        runs += [Run(cited.title, italic=True), Run(_stopped(f". Edited by {editors}") if editors else ".")]
    else:
        where = ", ".join(cited.circumstances)
        runs += [Run(_quoted(cited.title, ".") + " " + (_stopped(where) + " " if where else ""))]
        runs += [Run("In "), Run(cited.edition, italic=True)] if cited.edition else []
        runs += [Run(_stopped(f", edited by {editors}") if editors else "." if cited.edition else "")]
    volume = f" {_stopped(cited.untold_volume)}" if cited.untold_volume else ""
    imprint = _imprint(cited)
    end = [volume, *(f" {_stopped(each)}" for each in (imprint, cited.number or _paged(cited), cited.url) if each)]
    return _closed([*runs, Run("".join(end))])


def _named(cited: Cited) -> Sequence[Agent]:
    """The authors, unless the title itself says who wrote ("Telegram From the Department of State …")."""
    told = [each for each in cited.authors if plain(each.family or each.name) in cited.title]
    return () if told and cited.type != "book" else cited.authors


def _paged(cited: Cited) -> str:
    return cited.pages if cited.type == "chapter" else ""


def _imprint(cited: Cited) -> str:
    """Like "Washington: Government Printing Office, 1991"."""
    whole = cited.whole
    printed = ": ".join(filter(None, (plain(whole.place), plain(whole.publisher))))
    return ", ".join(filter(None, (printed, whole.year)))


def _listed(names: Iterable[str], *, inverted: bool = False) -> str:
    """The names with "and" before the last; after an inverted first name there is a comma, even of two."""
    known = [plain(name) for name in names if name]
    if len(known) < 2:
        return "".join(known)
    serial = "," if len(known) > 2 or inverted else ""
    return f"{', '.join(known[:-1])}{serial} and {known[-1]}"


def _quoted(title: str, sign: str) -> str:
    """The title in quotation marks, the sign inside; marks in the title become single."""
    inner = title.replace("“", "‘").replace("”", "’").removesuffix(".")
    close = "’" if title.endswith("”") else ""
    inner = inner.removesuffix(close)
    return f"“{inner}{'' if inner.endswith(_STOPS) else sign}{close}”"


def _stopped(text: str) -> str:
    return text if text.endswith((".", *_STOPS)) else f"{text}."


def _closed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without empty ones, with a full stop at the end."""
    kept = [run for run in runs if run.text]
    last = kept[-1].text.rstrip()
    if last.endswith((".", ".”", "?”", "!”")):
        return (*kept[:-1], kept[-1]._replace(text=last))
    if last.endswith(",”"):
        return (*kept[:-1], kept[-1]._replace(text=f"{last[:-2]}.”"))
    return (*kept[:-1], kept[-1]._replace(text=last), Run("."))
