"""HTML as a strict reader sees it, and TEI's own words to compare it with."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from lxml import etree

T = "{http://www.tei-c.org/ns/1.0}"

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PHRASE_ONLY = HEADINGS | frozenset(
    "p a abbr b button cite code em i pre rp rt ruby s small span strong sub sup time u".split()
)
BLOCKS = HEADINGS | frozenset(
    "article blockquote details div dl figure footer header hr main nav ol p pre section table ul".split()
)
PARTS = HEADINGS | {"article", "section", "header", "footer", "nav"}
FORBIDDEN = {
    "a": frozenset({"a", "button", "details", "audio", "video"}),
    "caption": frozenset({"table"}),
    "dt": PARTS,
    "th": PARTS,
    "header": frozenset({"header", "footer"}),
}
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
    "thead": {"table"},
    "tbody": {"table"},
    "caption": {"table"},
    "figcaption": {"figure"},
}
CHILDREN = {"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"td", "th"}, "tbody": {"tr"}, "thead": {"tr"}}


@dataclass
class Element:
    name: str
    attributes: dict[str, str]
    generated: bool
    note: str | None


@dataclass
class Reading(HTMLParser):
    """What one page holds: `text` and `notes` without what is generated, `ids`, `links`, and `faults`."""

    html: str
    faults: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []
        self._text: list[str] = []
        self._notes: dict[str, list[str]] = {}
        self.feed(self.html)
        self.close()
        self.faults += [f"<{e.name}> is not closed" for e in self._open]
        self.faults += [f"id {i} twice" for i in set(self.ids) if self.ids.count(i) > 1]

    @property
    def text(self) -> str:
        return words("".join(self._text))

    @property
    def notes(self) -> dict[str, str]:
        return {id: words("".join(pieces)) for id, pieces in self._notes.items()}

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attributes}
        parent = self._open[-1] if self._open else None
        around = {e.name for e in self._open}
        if name in BLOCKS and around & PHRASE_ONLY:
            self.faults.append(f"<{name}> inside <{'>, <'.join(sorted(around & PHRASE_ONLY))}>")
        self.faults += [f"<{name}> inside <{e}>: {given}" for e in around & FORBIDDEN.keys() if name in FORBIDDEN[e]]
        if name in PARENTS and (parent is None or parent.name not in PARENTS[name]):
            self.faults.append(f"<{name}> inside <{parent.name if parent else ''}>")
        if parent and name not in CHILDREN.get(parent.name, {name}):
            self.faults.append(f"<{name}> inside <{parent.name}>")
        classes = given.get("class", "").split()
        own = (
            given.get("id") if ("source" in classes and name == "div") or (name == "li" and self._in_notes()) else None
        )
        element = Element(
            name,
            given,
            "data-generated" in given or bool(parent and parent.generated),
            own or (parent.note if parent else None),
        )
        self.elements.append(element)
        if own:
            self._notes.setdefault(own, [])
        if "id" in given:
            self.ids.append(given["id"])
        self.links += [given[key] for key in ("href", "src") if key in given]
        if name == "img":
            self._say(element, given["alt"])
        if name not in VOID:
            self._open.append(element)

    def handle_endtag(self, name: str) -> None:
        if not self._open or self._open[-1].name != name:
            self.faults.append(f"</{name}> does not close <{self._open[-1].name if self._open else ''}>")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self._say(self._open[-1], data)

    def _in_notes(self) -> bool:
        return len(self._open) > 1 and "notes" in self._open[-2].attributes.get("class", "").split()

    def _say(self, element: Element, data: str) -> None:
        if not element.generated:
            (self._notes[element.note] if element.note else self._text).append(data)


CONTAINERS = frozenset(
    T + name
    for name in (
        "text front body back group div div1 list table row opener closer postscript lg sp figure choice floatingText "
        "titlePage standOff listPerson listPlace listOrg listBibl listWit castList person place org app rdgGrp subst "
        "biblStruct analytic monogr imprint msIdentifier"
    ).split()
) | {"{http://history.state.gov/frus/ns/1.0}attachment"}


def words(text: str) -> str:
    return " ".join(text.split())


READINGS = tuple(T + name for name in ("lem", "rdg", "rdgGrp", "wit", "witDetail"))

DESCRIBED = frozenset(
    T + name
    for name in (
        "person personGrp place org event object nym msItem msItemStruct msDesc msIdentifier correspDesc "
        "correspContext correspAction biblStruct monogr biblFull analytic entry entryFree sense"
    ).split()
)
"""A note in one of these is a part of the description, and stands where it is."""


def said(root: etree._Element) -> tuple[str, list[str]]:
    """The words of a TEI file's text without its notes, and those of each note, in the order of the file.

    All readings of a place but the first are together a note too.
    """
    notes: list[str] = []

    def inside(element: etree._Element) -> str:
        blank = "" if element.tag in CONTAINERS else None
        pieces = [_kept(element.text, blank)]
        lemma = _lemma(element)
        readings = [] if lemma is None else [each for each in element.iterchildren(*READINGS) if each is not lemma]
        if readings:
            place = len(notes)
            notes.append("")
            notes[place] = words(" ".join(map(inside, readings)))
        for child in element:
            if child in readings:
                pass
            elif child.tag == T + "note" and _is_apart(child):
                place = len(notes)
                notes.append("")
                notes[place] = words(inside(child))
            elif isinstance(child.tag, str):
                pieces.append(inside(child))
            pieces.append(_kept(child.tail, blank))
        return "".join(pieces)

    return words(inside(next(root.iter(f"{T}text")))), notes


def _is_apart(note: etree._Element) -> bool:
    above = note.getparent()
    described = above is not None and above.tag in DESCRIBED
    return not described and "inline" not in (note.get("rend"), note.get("place"))


def _lemma(element: etree._Element) -> etree._Element | None:
    """What stands in the text of an apparatus entry."""
    if element.tag != T + "app":
        return None
    lemma = element.find(f"{T}lem")
    return lemma if lemma is not None else element.find(f"{T}rdg")


def _kept(text: str | None, blank: str | None) -> str:
    return blank if blank is not None and not (text or "").strip() else text or ""
