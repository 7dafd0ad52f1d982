"""Where a text names a person of the authority, and who it can be by the name alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei.annotate.forms import Forms, Hit
from tei.annotate.overlap import apart
from tei.core.names import FORENAMES, RANKS, Name, fits, folded, is_nickname, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.core.authority import Authority, Entry

PLAIN = vocabulary(
    """An As Best Black But Can Case Day Do Fall Fields Forest Friday Good Grant Great Green Guest Hall Hand He Hill
    Hope If In Lake Law Le Little Long Man Monday Moon My New No Noble On Or Page Persons Read Rich River Rule Short
    Small So Star Strong Sunday Than The This Times To Waters Way White Will Winter Winters York Young"""
)
"""Surnames that are also words, with a capital only at the beginning of a sentence or within another name."""

COMMON = PLAIN | vocabulary(
    """April August Bank Bay Berlin Bishop Bush Chad Chairman Chancellor China Christian Church Co Committee Counsel
    Cross Cuba England English Field Ford Fort France French German Greece Holland House India Ireland Irish Israel
    Jordan Judge June Justice King London Lord Major March Marshal May Minister North Order Paris Park Peace Plan
    Poland Pope Post Power Powers President Press Prince Sea Secretary Shah South Spain Speaker Union Wales
    Washington West"""
)
"""Surnames that are also words, offices or places, and need more than their own letters to be a name."""

_PLACES = ("Viet Minh", "Cao Dai", "New York")
"""What a capitalised word before a surname makes of it."""

_BEFORE = re.compile(r"(?<![\w'.-])([\w'.-]+) {1,2}\Z")
_WORD = re.compile(r"[A-Z][\w'-]*")
_WITHIN = re.compile(r"(?:(?<![\w'.-])[a-z][\w'-]*|,|\b(?:Generals?|Mr\.|Messrs\.|Dr\.|Mrs\.|Senators?)) [A-Z]\Z")
"""What stands before a capitalised word inside a sentence, where only names and offices have a capital."""

_OFFICES = RANKS | vocabulary(
    """Adm Affairs Agriculture Amb Ambassadors Ambs Assistant Both Chairmen Col Commerce Commissioner Comrade Councilor
    Counsel Dear Def Defense Designate Director FonMin From Gen General Generals Gov Intelligence Interior Labor
    Marshals Mayor Mayors Min Ministers Monday Monsieur Mr Mrs Only Per Police Pres Presidents PriMin Professors Rep
    Representatives Saturday Sec Sect Secretaries Secty Secy Sen Senators Speaker State Subject Sunday Thursday Treasury
    Tuesday Wednesday Friday When With"""
)
_AGENTS = ("er", "or", "ist", "man", "ian", "ary", "ant", "ent", "eur", "ess")
"""How words end that say what somebody does."""

_PEERS = ("Baron", "Earl", "Lord", "Viscount")
"""Ranks whose bearer's name is not whole without them."""

_FRENCH = re.compile(r"\b(?:French|France|Belgian|Belgium|Swiss|Vietnam\w*|Cambodia\w*|Lao\w*|Morocc\w+|Tunisia\w*)\b")
"""Where "M." is Monsieur rather than an initial."""

_SENTENCE = re.compile(r"(?:'s?)? [a-z]")
"""How a sentence goes on after the name with which it began: "B. Smith thought" may count rather than name."""

_SUFFIX = re.compile(r",? (Jr\.?|Sr\.?|III?|IV)(?!\w)")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}|[A-Z]{2}")
_INITIAL = re.compile(r"[A-Z]\.")
_CAPITALISED = re.compile(r" (?!Papers|Files|Diaries)([A-Z](?:\.|[\w'-]+))")
_ORDINARY = vocabulary("Agree Army Asks Chief Corps Forum Govt Group Navy Party Plan Staff Talks Visit")
_SURNAME, _STRONG, _FAMILIAR = range(3)
_BRACKETS = re.compile(r" \([^()]*\)")
_SEE = re.compile(r"[Ss]ee (?!also )(.+)")
_NOT_A_PERSON = re.compile(r" (?:Library|House|Foundation|Institute|Palace|University|Airport|Islands?|Materials?)\b")
_HYPHEN_BEFORE = re.compile(r"\b([A-Z][\w']*)-\Z")
_HYPHEN_AFTER = re.compile(r"-([A-Z][\w']*)")
_SYMBOL = re.compile(r"[A-Z](?:[A-Z]|/[A-Z])+(?![a-z])")
"""An office's symbol that stands at a name without a space: "SmithEUR"."""


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A person of the authority, its names taken apart; `office` is what it is described as, folded."""

    entry: Entry
    office: str
    forenames: tuple[str, ...]
    suffix: str


@dataclass(slots=True)
class Mention:
    """A name in a folded text: `start` and `end` are its offsets.

    `strong` says that more than a surname is there, `common` that it may be no name at all,
    `familiar` that it is a forename alone; such a one is `addressed` in "Dear Harold", in "Sir
    Harold", and as a block of its own. `nickname` says that the short form of a forename that the
    list gives in full is before the surname: "Bob" for "Robert".
    """

    start: int
    end: int
    candidates: list[Person]
    surname: str
    strong: bool = False
    common: bool = False
    familiar: bool = False
    addressed: bool = False
    nickname: bool = False


class Register:
    """All forms of the names of an authority's persons, to be found in a text at once."""

    def __init__(self, authority: Authority) -> None:
        handles: dict[str, list[Person]] = {}
        full: dict[str, list[Person]] = {}
        familiar: dict[str, list[Person]] = {}
        forenames = set(FORENAMES)
        referred = authority.derived(referring)
        others: dict[str, list[str]] = {}
        for source, target in referred.items():
            others.setdefault(target, []).append(authority.by_id[source].name)
        for entry in authority.persons:
            if entry.id in referred:
                continue
            also = others.get(entry.id, [])
            names = [Name.parse(name) for name in (entry.name, *also, *(f for f in entry.forms if "," in f))]
            given = tuple(dict.fromkeys(f for name in names for f in name.forenames))
            office = "; ".join(filter(None, (names[0].rank, entry.note)))
            person = Person(entry, folded(office), given, names[0].suffix)
            forenames.update(f for f in given if len(f) > 2 and f.isalpha())
            for forename in given:
                if len(forename) > 3 and forename.isalpha():
                    for form in (forename, forename.upper()):
                        familiar.setdefault(form, []).append(person)
            known = [h for name in names for h in name.handles if len(h) > 1]
            for handle in dict.fromkeys([*known, *(h.upper() for h in known if len(h) > 3)]):
                handles.setdefault(handle, []).append(person)
            whole = [f for name in names for f in name.full] + [f for f in map(folded, entry.forms) if "," not in f]
            for form in dict.fromkeys([*whole, *map(folded, (entry.name, *also))]):
                full.setdefault(form, []).append(person)
        self._references = {
            (handle, target): source
            for source, target in referred.items()
            for handle in Name.parse(authority.by_id[source].name).handles
        }
        self.forenames = frozenset(forenames)
        # Surnames that are forenames too, and short ones of Asian names, are often the beginning of another name.
        asian = {h for h, persons in handles.items() if len(h) < 7 and any("," not in p.entry.name for p in persons)}
        self._syllables = frozenset(asian)
        self._vocabulary = _OFFICES | frozenset(
            w for entry in authority.persons for w in _WORD.findall(folded(entry.note))
        )
        self._two = frozenset(handles.keys() & FORENAMES)
        self._parts = frozenset(word for form in full for word in form.split()) | handles.keys()
        meanings = {form: (bearers, _FAMILIAR) for form, bearers in familiar.items()}
        for form in handles.keys() | {form for form in full if len(form) > 1}:
            # An entry whose whole name is one word is meant by that word, whoever else bears it.
            strong = form in full and (form not in handles or len(full[form]) == 1)
            persons = full[form] if strong else handles[form]
            meanings[form] = (persons, _STRONG if strong and " " in form else _SURNAME)
        self._forms = Forms(meanings)

    def reference(self, form: str, person: Person) -> str:
        """The id of the entry with this form as its name that refers to the person's entry, "" if there is none."""
        return self._references.get((form, person.entry.id), "")

    def mentions(self, text: str) -> list[Mention]:
        """The mentions of persons in a folded text, in order, none over another; the longest is taken."""
        found: list[Mention] = []
        for start, end, form, (persons, sort) in self._whole(text):
            if text[start - 1 : start] == "'" and text[start - 2 : start - 1].isalpha():
                continue
            if sort == _FAMILIAR:
                mention = _alone(text, Mention(start, end, persons, form, familiar=True))
            else:
                mention = self._grown(text, Mention(start, end, persons, form, sort == _STRONG))
            if mention is not None:
                found.append(mention)
        return list(apart(found))

    def _whole(self, text: str) -> Iterator[Hit[tuple[list[Person], int]]]:
        """The forms that stand as words in a text, and those joined to each other where a dash was lost."""
        hits = list(self._forms.hits(text, joined=True))
        inside = [
            hit for hit in hits if text[hit.end : hit.end + 1].isalnum() or text[hit.start - 1 : hit.start].isalnum()
        ]
        if not inside:
            return iter(hits)
        starts, ends = {hit.start for hit in inside}, {hit.end for hit in inside}
        lone = {
            (hit.start, hit.end)
            for hit in inside
            if (text[hit.start - 1 : hit.start].isalnum() and hit.start not in ends)
            or (text[hit.end : hit.end + 1].isalnum() and hit.end not in starts and not _SYMBOL.match(text, hit.end))
        }
        return (hit for hit in hits if (hit.start, hit.end) not in lone)

    def _double(self, text: str, mention: Mention) -> bool:
        """Whether a surname is a half of a name with a hyphen; "Smith-Jones" can also be two who meet."""
        halves = []
        if text[mention.start - 1 : mention.start] == "-":
            halves.append(_HYPHEN_BEFORE.search(text, max(0, mention.start - 20), mention.start))
        if text[mention.end : mention.end + 1] == "-":
            halves.append(_HYPHEN_AFTER.match(text, mention.end))
        return any(half and half.group(1) not in self._parts for half in halves)

    def _is_another(self, text: str, before: re.Match[str]) -> bool:
        """Whether the word before a surname is a forename of somebody else: "saw Basil Johnson"."""
        word = before.group(1)
        if not (word[0].isupper() and word[1:].isalpha() and word[1:].islower()):
            return False
        if word in self._vocabulary or word in self._parts or word.endswith(_AGENTS):
            return False
        return bool(_WITHIN.search(text, max(0, before.start() - 20), before.start() + 1))

    def _goes_on(self, surname: str, word: str) -> bool:
        """Whether a surname and the capitalised word after it are the beginning of another name."""
        if surname in self._two:
            return True
        if surname not in self._syllables:
            return False
        return word in self._parts or (len(word) < 6 and word[1:].islower() and word not in _ORDINARY) or word[1] == "."

    def _grown(self, text: str, mention: Mention) -> Mention | None:
        """The mention with the forenames before it and the suffix after it; None if they are another's."""
        if not mention.strong:
            if (
                self._double(text, mention)
                or _NOT_A_PERSON.match(text, mention.end)
                or text.endswith(_PLACES, 0, mention.end)
            ):
                return None
            while before := _word_before(text, mention.start):
                word = before.group(1)
                if word in RANKS:
                    peers = [p for p in mention.candidates if p.office.startswith(_PEERS)] if word in _PEERS else []
                    if peers and not mention.strong:
                        mention.candidates, mention.start, mention.strong = peers, before.start(), True
                    break
                fitting = _fitting(word, mention.candidates)
                if word == "M.":
                    fitting = [p for p in fitting if not _FRENCH.search(p.office)]
                if not fitting and word[0].isupper():
                    further, fitting = _over_middle_name(text, before, mention.candidates)
                    if further:
                        before, word = further, further.group(1)
                    elif word == "M.":
                        # It is an initial only after a forename, else it is Monsieur.
                        break
                if not fitting:
                    enumerated = text[before.start() - 1 : before.start()] in ("", "\0") and _SENTENCE.match(
                        text, mention.end
                    )
                    named = word in self.forenames or (_INITIAL.fullmatch(word) and not enumerated)
                    if named and not mention.strong:
                        return None
                    break
                mention.nickname = all(is_nickname(word, p.forenames) for p in fitting)
                mention.candidates, mention.start, mention.strong = fitting, before.start(), True
        if mention.strong and (suffix := _SUFFIX.match(text, mention.end)):
            fitting = [p for p in mention.candidates if p.suffix.rstrip(".") == suffix.group(1).rstrip(".")]
            if fitting:
                mention.candidates, mention.end = fitting, suffix.end()
        if not mention.strong:
            if (follows := _CAPITALISED.match(text, mention.end)) and self._goes_on(mention.surname, follows.group(1)):
                return None
            if before and self._is_another(text, before):
                return None
            mention.common = mention.surname in COMMON
        return mention


def referring(authority: Authority) -> dict[str, str]:
    """The entries that only refer to another, by id: "Khanh, see Nguyen Khanh"."""
    named = {_key(entry.name): entry.id for entry in authority.persons}
    found = {}
    for entry in authority.persons:
        if see := _SEE.fullmatch(entry.note):
            target = named.get(_key(see.group(1)))
            if target and target != entry.id:
                found[entry.id] = target
    # A reference to a reference leads nowhere; such an entry stands for itself.
    return {source: target for source, target in found.items() if target not in found}


def _key(name: str) -> str:
    # A full stop may end the name's last initial or the sentence; what is in brackets is another name.
    return _BRACKETS.sub("", folded(name)).casefold().rstrip(".")


def _word_before(text: str, start: int) -> re.Match[str] | None:
    return _BEFORE.search(text, max(0, start - 25), start) if text[start - 1 : start] == " " else None


def _over_middle_name(
    text: str, middle: re.Match[str], candidates: list[Person]
) -> tuple[re.Match[str] | None, list[Person]]:
    """The forename before a middle name that the list does not give, and whom it fits: "Eleanor Lansing Dulles"."""
    further = _word_before(text, middle.start())
    if further and len(further.group(1)) > 2 and further.group(1) not in RANKS:
        fitting = _fitting(further.group(1), candidates)
        return (further if fitting else None), fitting
    return None, []


def _alone(text: str, mention: Mention) -> Mention | None:
    """The mention if the forename stands by itself, not as a part of another name."""
    if _CAPITALISED.match(text, mention.end):
        return None
    before = _word_before(text, mention.start)
    if before and before.group(1)[0].isupper():
        if before.group(1) not in ("Dear", "DEAR", "Sir", "dear"):
            return None
        mention.addressed = True
    elif text[mention.start - 1 : mention.start] in ("", "\0") and text[mention.end : mention.end + 2].strip(" ") in (
        "",
        "\0",
    ):
        mention.addressed = True
    return mention


def _fitting(word: str, candidates: list[Person]) -> list[Person]:
    if not word[0].isupper():
        return []
    if _INITIALS.fullmatch(word):
        letters = [letter + "." for letter in word if letter != "."]
        return [p for p in candidates if all(fits(letter, p.forenames) for letter in letters)]
    if word == "The" or (len(word) == 1 and not any(word in p.forenames for p in candidates)):
        return []
    # A whole name and a full stop are the end of a sentence.
    return [p for p in candidates if fits(word, p.forenames) and not (word[-1] == "." and word[:-1] in p.forenames)]
