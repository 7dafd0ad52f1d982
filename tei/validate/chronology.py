"""Whether the dates of a document agree with their words, with each other, its neighbours and the lives of people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tei.relaxng.automaton import Attributes
from tei.validate.calendar import before
from tei.validate.element import Element
from tei.validate.observe import Hook, Leave, Observer, Reading
from tei.validate.said import VALUE, contradiction, other_weekday
from tei.validate.told import Change, Tag

FAR = 20
"""A date so many years after the document that it is in is likely wrong."""

APART = 1
"""So many years a document may lie before those on either side of it, which are in order."""


class Dated(NamedTuple):
    """The value of an attribute that dates, and where it stands."""

    value: str
    tag: Tag
    name: str

    @property
    def year(self) -> int:
        """Its year."""
        return int(self.value[:4])


@dataclass
class _Document:
    depth: int
    own: Dated | None = None
    """The date on which it was written."""
    others: list[Dated] = field(default_factory=list)
    signers: dict[str, Tag] = field(default_factory=dict)


class _Signed(NamedTuple):
    """Who signs a document, or sends a letter, where that is said, and its date."""

    person: str
    tag: Tag
    own: Dated
    what: str = "signs a document"


class _Life(NamedTuple):
    name: str
    birth: Dated | None
    death: Dated | None


class Chronology(Observer):
    """Dates that are not what their words say (D301), far after the document (D302), documents out of order (D303),
    signed or sent by someone who is not alive (D304), dated otherwise in the header (D305)."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._type: str = reading.profile["document"]["type"]
        self._depth = 0
        self._document: _Document | None = None
        self._line = self._signed = 0
        self._lives: dict[str, _Life] = {}
        self._signers: list[_Signed] = []
        self._sent: list[Dated] = []
        """When letters were sent, by the header of the text."""
        self._written: list[Dated] = []
        """The dates of the documents in the text."""
        self._chapter: list[list[Dated]] = [[]]
        """Of each open division the dates of the documents directly in it, the last two."""

    def watch(self, element: str, names: tuple[str, ...]) -> Hook | None:
        """What begins here that matters."""
        if element == "date" and ("when" in names or "from" in names or "notBefore" in names):
            return self._date
        if element == "persName" and ("corresp" in names or "ref" in names):
            return self._name
        return {
            "div": self._division,
            "dateline": self._begin_line,
            "signed": self._begin_signed,
            "person": self._person,
            "correspAction": self._action,
        }.get(element)

    def leave(self, element: str) -> Leave | None:
        """What ends here that matters."""
        return {
            "div": self._end,
            "dateline": self._end_line,
            "signed": self._end_signed,
            "TEI": self._compare,
        }.get(element)

    def _begin_line(self, attributes: Attributes) -> None:
        self._line += 1

    def _end_line(self) -> None:
        self._line -= 1

    def _begin_signed(self, attributes: Attributes) -> None:
        self._signed += 1

    def _end_signed(self) -> None:
        self._signed -= 1

    def _person(self, attributes: Attributes) -> None:
        self.reading.gather("person", attributes, self._known)

    def _known(self, person: Element) -> None:
        own = next((value for name, value in person.attributes.items() if name.endswith("}id")), "")
        name = next((each.words for each in person.find("persName")), own)
        life = _Life(name, _end_of(person, "birth"), _end_of(person, "death"))
        if own and (life.birth or life.death):
            self._lives[own] = life

    def _action(self, attributes: Attributes) -> None:
        if attributes.get("type") == "sent":
            self.reading.gather("correspAction", attributes, self._send)

    def _send(self, action: Element) -> None:
        sent = next((_dated(each, "when") for each in action.find("date")), None)
        if sent is None:
            return
        self._sent.append(sent)
        for each in action.find("persName"):
            if (pointer := each.attributes.get("ref", "")).startswith("#"):
                self._signers.append(_Signed(pointer[1:], each.tag, sent, "sends a letter"))

    def _compare(self) -> None:
        """Hold the date of the one letter of a text to that in its header."""
        if len(self._sent) == len(self._written) == 1:
            sent, own = self._sent[0], self._written[0]
            if before(sent.value, own.value) or before(own.value, sent.value):
                self._otherwise(sent, own)
        self._sent.clear()
        self._written.clear()

    def _otherwise(self, sent: Dated, own: Dated) -> None:
        self.told.tell(
            "D305",
            "warning",
            f"the letter is of {own.value}, but sent {sent.value} by the header",
            lambda: (
                own.tag.attribute(own.name, "the date of the letter"),
                sent.tag.attribute(sent.name, "the date in <correspDesc>"),
            ),
            help="correct the one that is wrong",
        )

    def _name(self, attributes: Attributes) -> None:
        if self._signed and self._document is not None:
            pointer = attributes.get("corresp") or attributes.get("ref", "")
            if pointer.startswith("#") and " " not in pointer:
                self._document.signers.setdefault(pointer[1:], self.reading.here)

    def _division(self, attributes: Attributes) -> None:
        self._depth += 1
        self._chapter.append([])
        if self._document is None and attributes.get("type") == self._type:
            self._document = _Document(self._depth)

    def _end(self) -> None:
        if self._document is not None and self._document.depth == self._depth:
            self._judge(self._document)
            self._document = None
        self._chapter.pop()
        self._depth -= 1

    def _date(self, attributes: Attributes) -> None:
        when = attributes.get("when", "")
        name = next(name for name in ("when", "from", "notBefore") if name in attributes)
        value = attributes[name]
        here = self.reading.here
        # In other calendars the words say something else than the value.
        if when and attributes.get("calendar", "#gregorian").strip("#").lower() in ("gregorian", "greg"):
            self.reading.gather("date", attributes, self._words)
        if self._document is None or not VALUE.fullmatch(value):
            return
        dated = Dated(value, here, name)
        if self._line and self._document.own is None:
            self._document.own = dated
        elif not self._line and len(self._document.others) < 1000:
            self._document.others.append(dated)

    def _words(self, element: Element) -> None:
        when, words = element.attributes["when"], element.words
        meant = contradiction(when, words)
        if meant:
            tag = element.tag
            self.told.tell(
                "D301",
                "warning",
                f"the date says “{words if len(words) <= 60 else words[:59] + '…'}”, but @when {when}",
                lambda: (tag.attribute("when", "not what the words say"),),
                help=f"did you mean {meant}?",
                change=Change(meant, f"write {meant}"),
            )
        elif (weekday := other_weekday(when, words)) is not None:
            tag, (said, is_on) = element.tag, weekday
            self.told.tell(
                "D301",
                "warning",
                f"the date says {said}, but {when[:10]} is a {is_on}",
                lambda: (tag.attribute("when", "not what the words say"),),
                help="see whether the day or the name of the day is wrong; the writer may have erred",
            )

    def _judge(self, document: _Document) -> None:
        own = document.own
        if own is None:
            return
        for other in document.others:
            if other.year >= own.year + FAR:
                self._far(other, own)
        self._written.append(own)
        self._signers += (_Signed(person, tag, own) for person, tag in document.signers.items())
        dates = self._chapter[-2]
        if len(dates) == 2 and _years(dates[0].value, dates[1].value) and _odd(dates[0], dates[1], own):
            self._apart(dates[1], dates[0], own)
            dates.pop()
        dates.append(own)
        del dates[:-2]

    def _far(self, other: Dated, own: Dated) -> None:
        self.told.tell(
            "D302",
            "warning",
            f"the date {other.value} lies {other.year - own.year} years after the document, which is of {own.value}",
            lambda: (
                other.tag.attribute(other.name, "far after the document"),
                own.tag.attribute(own.name, "the date of the document"),
            ),
            help="correct the one that is wrong",
        )

    def _apart(self, item: Dated, last: Dated, after: Dated) -> None:
        self.told.tell(
            "D303",
            "warning",
            f"the document of {item.value} stands between one of {last.value} and one of {after.value}",
            lambda: (
                item.tag.attribute(item.name, "out of order"),
                last.tag.attribute(last.name, "the document before it"),
                after.tag.attribute(after.name, "the document after it"),
            ),
            help="see whether the year is right",
        )

    def finish(self) -> None:
        """Judge what is left."""
        for each in self._signers:
            life = self._lives.get(each.person)
            if life is None:
                continue
            if life.death and before(life.death.value, each.own.value):
                self._dead(life.name, each, life.death, "died on")
            elif life.birth and before(each.own.value, life.birth.value):
                self._dead(life.name, each, life.birth, "was not born before")

    def _dead(self, name: str, signed: _Signed, end: Dated, what: str) -> None:
        own = signed.own
        self.told.tell(
            "D304",
            "warning",
            f"{name} {signed.what} of {own.value}, but {what} {end.value}",
            lambda: (
                signed.tag.name(),
                own.tag.attribute(own.name, "the date of the document"),
                end.tag.attribute(end.name, "the life"),
            ),
            help="see whether another person of that name is meant, or correct the date that is wrong",
        )


def _odd(last: Dated, item: Dated, after: Dated) -> bool:
    """Whether a date lies far before or behind two that are in order."""
    if before(after.value, last.value) or after.year - last.year > APART:
        return False
    return item.year < last.year - APART or item.year > after.year + APART


def _years(*values: str) -> bool:
    return all(map(VALUE.fullmatch, values))


def _end_of(person: Element, which: str) -> Dated | None:
    for element in person.find(which):
        if end := _dated(element, "when", "notAfter" if which == "death" else "notBefore"):
            return end
    return None


def _dated(element: Element, *names: str) -> Dated | None:
    """The first of these attributes that has a date."""
    values = ((name, element.attributes.get(name, "")) for name in names)
    return next((Dated(value, element.tag, name) for name, value in values if VALUE.fullmatch(value)), None)
