"""An Edition divided into what gets a page of its own: documents, chapters, front and back matter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from tei.core.authority import Entry
from tei.core.authority_tei import entries
from tei.core.document import POINTERS, ncname
from tei.core.edition import XML_ID, Edition
from tei.core.namespaces import TEI, XML
from tei.core.profile import Profile
from tei.core.source import Source
from tei.core.spread import is_spread
from tei.encode.standoff import standoff_element
from tei.render.agents import entries_of
from tei.render.whole import Whole

Kind = Literal["document", "section"]

LONG = 60_000
"""A text without documents is divided where it has more characters than this and parts to be divided into."""

_T = f"{{{TEI}}}"
_LANG = f"{{{XML}}}lang"
_DIVS = tuple(_T + name for name in ("div", "div1", "div2", "div3", "div4", "div5", "div6", "div7"))
_PARTS = (*_DIVS, _T + "text", _T + "group", _T + "front", _T + "body", _T + "back")
_MATTER = (_T + "front", _T + "body", _T + "back", _T + "group")
_BREAKS: tuple[object, ...] = (*(_T + name for name in ("pb", "milestone", "cb", "gb")), etree.PI, etree.Comment)
"""What stands before a part and goes with it."""
_DOCUMENTS = ("document", "letter")
_DRAWING = re.compile(r"<!DOCTYPE|<(?:[\w.-]+:)?include[\s/>]")


@dataclass(frozen=True)
class Part:
    """A part of an edition that gets a page: a TEI document of its own, complete with header and entries.

    `name` is that of its page without suffix, `matter` where it stands ("front", "body", "back"), `above` the names
    of the sections around it, outermost first. A "section" holds other parts; its TEI has only its own words.
    What is `divided` has the header of its volume, not one of its own. `folder` is that of the file it was read from;
    `corpus` is what that says of all its texts, if it is a `teiCorpus`.
    """

    name: str
    edition: Edition = field(repr=False)
    kind: Kind = "document"
    matter: str = "body"
    above: tuple[str, ...] = ()
    divided: bool = True
    folder: Path = Path()
    corpus: Whole | None = field(default=None, repr=False)


def divide(edition: Edition, profile: Profile) -> list[Part]:
    """The parts of an edition in the order of the text; one that is a single document is its own only part.

    A volume is divided at its documents: `div` of the profile's type, "document" or "letter". A text without these
    is divided at its largest `div`s, and again at theirs, while what is left is longer than LONG. Of several texts,
    as a `teiCorpus` and a `group` have them, each that need not be divided is a part. A page break between two parts
    goes with the second.
    """
    return _Divider(edition, profile).parts()


def is_whole(parts: Sequence[Part]) -> bool:
    """Whether these parts of an edition are all of it in one: a single document."""
    return len(parts) == 1 and not parts[0].divided


def is_volume(edition: Edition, profile: Profile) -> bool:
    """Whether `divide` would find more in an edition than a single document."""
    return _Divider(edition, profile).is_volume()


def in_one_file(edition: Edition) -> Edition:
    """The edition in one file, with what it draws on in others: these do not come along."""
    text = edition.source.text
    if not (is_spread(edition.source) and _DRAWING.search(text)):
        return edition
    return replace(edition, source=replace(edition.source, text=_serialised(edition.tree.getroot())), origins=())


class _Divider:
    def __init__(self, edition: Edition, profile: Profile) -> None:
        self._edition = edition
        self._path = Path(edition.source.name)
        self._root = edition.tree.getroot()
        self._types = (profile["document"]["type"], *_DOCUMENTS)
        self._texts = [text for text in self._root.iter(_T + "text") if not _inside(text, _T + "text")]
        self._are_several = sum(1 for text in self._root.iter(_T + "text") if text.find(_T + "group") is None) > 1
        self._taken: set[str] = set()
        self._numbers = count(1)
        self._parts: list[Part] = []
        self._waiting: list[etree._Element] = []
        header = self._root.find(_T + "teiHeader") if self._root.tag == _T + "teiCorpus" else None
        self._corpus = Whole.of(header, entries_of(self._root), titled=True) if header is not None else None

    def is_volume(self) -> bool:
        documents = sum(1 for div in self._root.iter(*_DIVS) if self._is_document(div))
        return documents > 1 or self._are_several or any(map(self._is_long, self._texts))

    def parts(self) -> list[Part]:
        if not self.is_volume():
            return [Part(self._path.stem, in_one_file(self._edition), divided=False, folder=self._path.parent)]
        self._entries = self._described()
        for text in self._texts:
            if self._is_whole_text(text):
                self._add_text(text, ())
            else:
                for matter in text.iterchildren(*_MATTER):
                    self._divide(matter, etree.QName(matter).localname, ())
        self._flush()
        return self._parts

    def _is_document(self, element: etree._Element) -> bool:
        return element.tag in _DIVS and element.get("type") in self._types

    def _is_long(self, element: etree._Element) -> bool:
        """Whether an element without documents is to be divided."""
        below = [child for child in element.iter(*_PARTS) if child is not element and _nearest(child) is element]
        while len(below) == 1:
            (element,) = below
            below = [child for child in element.iter(*_PARTS) if child is not element and _nearest(child) is element]
        return len(below) > 1 and sum(map(len, element.itertext())) > LONG

    def _is_whole(self, element: etree._Element) -> bool:
        """Whether an element gets one page, with all that is in it."""
        if self._is_document(element):
            return True
        if any(self._is_document(each) for each in element.iter(*_DIVS)):
            return False
        return not self._is_long(element)

    def _is_whole_text(self, element: etree._Element) -> bool:
        """Whether an element is one of several texts and gets one page."""
        text = element.tag == _T + "text" and element.find(_T + "group") is None
        return text and self._are_several and self._is_whole(element)

    def _divide(self, around: etree._Element, matter: str, above: tuple[str, ...]) -> None:
        """Make parts of what stands in an element that is no page as a whole."""
        section = around.tag in _DIVS
        own = self._own(around)
        if section or any(isinstance(each.tag, str) for each in own):
            name = self._name(around)
            self._add(name, around, own, "section" if section else "document", matter, above)
            above = (*above, name) if section else above
        for child in around:
            if self._waits(child):
                self._waiting.append(child)
            elif child.tag not in _PARTS:
                continue
            elif child.tag in _DIVS and self._is_whole(child):
                self._add(self._name(child), child, _alone(child), "document", matter, above)
            elif self._is_whole_text(child):
                self._add_text(child, above)
            else:
                self._divide(child, etree.QName(child).localname if child.tag in _MATTER else matter, above)

    def _own(self, around: etree._Element) -> etree._Element:
        """A copy of an element without the parts in it, and the page breaks that go with these."""
        copy = _empty(around)
        copy.text = around.text
        for child in around:
            if child.tag in _PARTS or self._waits(child):
                if (child.tail or "").strip():
                    _say(copy, child.tail or "")
            else:
                copy.append(deepcopy(child))
        return copy

    def _waits(self, element: etree._Element) -> bool:
        """Whether an element is a page break or a remark that stands before a part: it goes with that."""
        return element.tag in _BREAKS and next(
            (each.tag in _PARTS for each in element.itersiblings() if each.tag not in _BREAKS), True
        )

    def _add(
        self, name: str, element: etree._Element, copy: etree._Element, kind: Kind, matter: str, above: tuple[str, ...]
    ) -> None:
        """Make a part of a copy of an element, with the page breaks that wait for it."""
        place = matter if matter in ("front", "back") else "body"
        holder = etree.Element(_T + place, nsmap=_namespaces(self._root))
        holder.extend(map(_alone, self._waiting))
        self._waiting.clear()
        if copy.tag in _DIVS:
            holder.append(copy)
        else:
            holder.text = copy.text
            holder.extend(list(copy))
        text = etree.Element(_T + "text", nsmap=_namespaces(self._root))
        text.append(holder)
        self._append(name, self._written(name, element, text), kind, place, above)

    def _add_text(self, text: etree._Element, above: tuple[str, ...]) -> None:
        """Make a part of one of several texts; the header of a TEI of its own is that of this text."""
        around = next(text.iterancestors(_T + "TEI"), self._root)
        own = text.getparent() is around and around is not self._root
        copy = _alone(text)
        for place, each in enumerate(self._waiting):
            next(copy.iterchildren(*_MATTER), copy).insert(place, _alone(each))
        self._waiting.clear()
        name = self._name(around if own and around.get(XML_ID) else text)
        self._append(name, self._written(name, text, copy, divided=not own), above=above, divided=not own)

    def _append(
        self,
        name: str,
        edition: Edition,
        kind: Kind = "document",
        matter: str = "body",
        above: tuple[str, ...] = (),
        divided: bool = True,
    ) -> None:
        self._parts.append(Part(name, edition, kind, matter, above, divided, self._path.parent, self._corpus))

    def _flush(self) -> None:
        """Give the page breaks at the very end to the last part."""
        if self._waiting and self._parts:
            last = self._parts.pop()
            root = deepcopy(last.edition.tree.getroot())
            holder = next(root.iter(_T + last.matter))
            holder.extend(map(_alone, self._waiting))
            self._parts.append(replace(last, edition=_edition(last.name, root)))

    def _name(self, element: etree._Element) -> str:
        """The element's id, else a name made of the file's and a number."""
        titled = element.tag == _T + "front" and element.find(_T + "titlePage") is not None
        id = element.get(XML_ID, "")
        # What is no name might be the path of a file somewhere else.
        given = "title" if titled else ncname(id, instead="_") if id else ""
        name = given
        while not name or name in self._taken:
            name = f"{self._path.stem}-{next(self._numbers)}"
        self._taken.add(name)
        return name

    def _described(self) -> dict[str, Entry | etree._Element]:
        """What the whole file says of persons, terms, places and the rest, by id."""
        described: dict[str, Entry | etree._Element] = {
            element.get(XML_ID, ""): element
            for stand_off in self._root.iter(_T + "standOff")
            for element in stand_off.iter("*")
            if element.get(XML_ID)
        }
        described |= {entry.id: entry for entry, _ in entries(self._root)}
        return {id: each for id, each in described.items() if id == ncname(id)}

    def _written(self, name: str, element: etree._Element, text: etree._Element, *, divided: bool = True) -> Edition:
        """A whole TEI document around the text that has been made of an element."""
        around = next(element.iterancestors(_T + "TEI"), self._root)
        root = _empty(around)
        if XML_ID in root.attrib:
            del root.attrib[XML_ID]
        header = next(around.iterchildren(_T + "teiHeader"), next(self._root.iterchildren(_T + "teiHeader"), None))
        if header is not None:
            root.append(_of_a_part(header) if divided else _alone(header))
        self._describe(root, text)
        language = next((a.get(_LANG) for a in element.iterancestors() if a.get(_LANG)), None)
        if language and language != root.get(_LANG) and _LANG not in text.attrib:
            text.set(_LANG, language)
        root.append(text)
        return _edition(name, root)

    def _describe(self, root: etree._Element, holder: etree._Element) -> None:
        """Give a part the entries that it mentions, so that it can be read by itself."""
        own = {id for each in holder.iter("*") if (id := each.get(XML_ID))}
        mentioned = dict.fromkeys(
            pointer[1:] for each in holder.iter("*") for a in POINTERS if (pointer := each.get(a, ""))[:1] == "#"
        )
        found = [self._entries[id] for id in sorted(mentioned) if id in self._entries and id not in own]
        if not found:
            return
        stand_off = standoff_element([each for each in found if isinstance(each, Entry)])
        if stand_off is None:
            stand_off = etree.Element(_T + "standOff", nsmap=_namespaces(root))
        stand_off.extend(_alone(each) for each in found if not isinstance(each, Entry))
        root.append(stand_off)


def _of_a_part(header: etree._Element) -> etree._Element:
    """A copy of the header without what it says of the whole volume's making, which no part may claim."""
    copy = _alone(header)
    for element in list(copy.iter(_T + "creation", _T + "correspDesc")):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return copy


def _edition(name: str, root: etree._Element) -> Edition:
    return Edition(Source(f"{name}.xml", _serialised(root)))


def _serialised(root: etree._Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def _namespaces(element: etree._Element) -> Any:
    # The type stubs do not know that the default namespace has no prefix.
    return element.nsmap


def _empty(element: etree._Element) -> etree._Element:
    """A copy of an element without what is in it."""
    copy = etree.Element(element.tag, nsmap=_namespaces(element))
    for name, value in element.attrib.items():
        copy.set(name, value)
    return copy


def _alone(element: etree._Element) -> etree._Element:
    """A copy of an element without the characters behind it."""
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _inside(element: etree._Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _nearest(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(*_PARTS), None)


def _say(element: etree._Element, text: str) -> None:
    """Add characters to an element, behind its last child."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
