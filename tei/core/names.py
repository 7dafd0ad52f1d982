"""Names of persons: their parts, the forms in which texts use them, and ids made from them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text that lists them, as a set."""
    return frozenset(text.split())


PARTICLES = vocabulary("von van de der den du da dos das di del della la le el al bin ibn ben abu y zu zur ten ter af")
"""Words of a surname that are written small."""

MILITARY_RANKS = vocabulary(
    """Adm. Admiral Brig. Brigadier Capt. Captain Cdr. Col. Colonel Commander Commodore Field Fleet Gen. General
    Lieutenant Lt. Maj. Major Marshal Rear Sergeant Vice"""
)
"""Words of which ranks of the armed forces are made."""

RANKS = MILITARY_RANKS | vocabulary(
    """Ambassador Baron Baroness Bishop Cardinal Chancellor Congressman Count Countess Crown Dame Deputy Doctor Dr.
    Duke Earl Emperor Governor Herr Imam Judge Justice King Lady Lord Madame Marquis Messrs. Minister Miss Mlle.
    Mme. Monsignor Mr. Mrs. Ms. Pasha Pope Premier President Prince Princess Professor Queen Representative
    Reverend Secretary Senator Shah Sheik Sheikh Shaikh Signor Sir Sultan Viscount"""
)
"""Words of rank or courtesy that a list may put before the forename."""

SUFFIXES = vocabulary("Jr. Jr Sr. Sr II III IV 2d 3d")
"""What may follow a name to tell father from son."""

FORENAMES = vocabulary(
    """Abraham Adam Alan Albert Alexander Alfred Allan Allen Andrew Anne Anthony Arnold Arthur Barbara Benjamin Bernard
    Betty Brian Bruce Carl Carlos Charles Christopher Clarence Clifford Daniel David Dean Dennis Donald Dorothy Douglas
    Earl Edgar Edmund Edward Edwin Eleanor Elizabeth Eric Ernest Eugene Francis Frank Franklin Fred Frederick George
    Gerald Gordon Harold Harry Helen Henry Herbert Howard Hugh Ivan Jack Jacob James Jane Jean John Jose Joseph Juan
    Julian Karl Kenneth Laurence Lawrence Leonard Leslie Lewis Louis Luis Malcolm Margaret Marie Mario Mark Martin Mary
    Maurice Max Michael Miguel Mohammed Nathan Nicholas Norman Oliver Oscar Otto Patrick Paul Pedro Peter Philip Phillip
    Pierre Ralph Raymond Richard Robert Roger Roland Ronald Roy Russell Samuel Sidney Stanley Stephen Steven Stuart
    Theodore Thomas Victor Vincent Walter Warren Wilfred William Abe Andy Bill Bob Bobby Charlie Chuck Dick Jerry Jim
    Jimmy Joe Larry Mike Pete Phil Sam Steve Ted Tom Tommy Tony"""
)
"""Forenames so common that, before a surname, they are part of the name."""

PREFIXES = {"person": "p_", "term": "t_", "place": "pl_"}
"""How the ids of each kind begin."""

_LETTERS = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FURTHER = r"\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
NC_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}{_FURTHER}]*")
"""What an `xml:id` must be: a name without a colon (Namespaces in XML 1.0, section 3; XML 1.0, section 2.3)."""

# A part of what every edition of XML 1.0 allows: parsers go by the fourth, which has no letters after Unicode 2.0.
_COMMON_LETTERS = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0180-\u01c3\u01cd-\u01f0"
    "\u01fa-\u0217\u0250-\u02a8\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0401-\u040c\u040e-\u044f\u0451-\u045c"
    "\u045e-\u0481\u0531-\u0556\u0561-\u0586\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u0671-\u06b7\u0905-\u0939"
    "\u0e01-\u0e2e\u10d0-\u10f6\u1e00-\u1e9b\u1ea0-\u1ef9\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
_COMMON_FURTHER = r"\-.0-9\u00b7\u0300-\u0345\u064b-\u0652\u093e-\u094d\u0e34-\u0e3a\u0e40-\u0e4e\u3005\u30fc-\u30fe"
SAFE_NAME = re.compile(f"[{_COMMON_LETTERS}][{_COMMON_LETTERS}{_COMMON_FURTHER}]*")
"""A name that every edition of XML allows."""

UNSAFE = re.compile(f"[^{_COMMON_LETTERS}{_COMMON_FURTHER}]+")
"""What no such name holds."""

_UNNAMED = re.compile(f"[^{_COMMON_LETTERS}{_COMMON_FURTHER}]|[\\-._]")

_VIETNAMESE = vocabulary(
    """Bui Cao Chu Dang Dinh Do Doan Duong Ha Ho Hoang Huynh Kha Khuong La Lam Le Luong Luu Ly Mai Ngo Nguyen Nong
    Pham Phan Phung Quach Ta Tam Thai Thich To Ton Tran Trinh Truong Vo Vu Vuong Xuan"""
)
_BY_FAMILY_NAME = frozenset({"Ho Chi Minh"})
"""Vietnamese whom everybody calls by the family name, an honour that few have."""

_HYPOCORISMS = {
    short: names.split(",")
    for short, names in (
        pair.split(":")
        for pair in vocabulary(
            """Abe:Abraham Al:Albert,Alfred Andy:Andrew Art:Arthur Bert:Albert,Herbert,Robert Bill:William Bob:Robert
            Bobby:Robert Charlie:Charles Chip:Charles Chuck:Charles Dick:Richard Ernie:Ernest Frank:Francis,Franklin
            Gene:Eugene Hal:Harold,Henry Hank:Henry Harry:Harold,Henry Jack:John,Jacob Jerry:Gerald,Jerome Jim:James
            Jimmy:James Joe:Joseph Larry:Lawrence Livie:Livingston Mac:McGeorge Mike:Michael Ned:Edward Nick:Nicholas
            Pete:Peter Steve:Stephen,Steven Ted:Theodore,Edward Tony:Anthony"""
        )
    )
}
_ASIDE = re.compile(r"""\s*(?:\(([^()]*)\)|["“]([^"”]*)["”])""")
_PROPER = re.compile(r"[A-Z][\w' -]+$")
_UNPLAIN = re.compile(r"[^ -~\0]")
_NUMERAL = re.compile(r"(?=.)X{0,2}(?:IX|IV|V?I{0,3})")
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
# A Chinese or Korean given name as the series writes it: "En-lai", "Kai-shek".
_GIVEN = re.compile(r"[A-Z]\w+-[a-z]\w+")


def _plain_letters() -> dict[int, str]:
    table = {
        0x2019: "'",
        0x2018: "'",
        0x02BC: "'",
        0xA0: " ",
        0x09: " ",
        0x0A: " ",
        0x0D: " ",
        0x2011: "-",
        0x2010: "-",
    }
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    return table | {
        ord("ø"): "o",
        ord("Ø"): "O",
        ord("ł"): "l",
        ord("Ł"): "L",
        ord("đ"): "d",
        ord("Đ"): "D",
        ord("ı"): "i",
    }


_PLAIN = _plain_letters()


@lru_cache(maxsize=4)
def folded(text: str) -> str:
    """The text with accents off, apostrophes straight and every blank a space: as many characters as before."""
    return _UNPLAIN.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    character = found.group()
    return _PLAIN.get(ord(character), character)


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a person's name, folded.

    `handles` are the forms that stand for the person alone: the surname first, or what is used
    in its stead. `forenames` may stand before a handle, `full` forms are used as they are, `rank`
    is what the list puts before the forenames.
    """

    handles: tuple[str, ...]
    forenames: tuple[str, ...] = ()
    rank: str = ""
    suffix: str = ""
    full: tuple[str, ...] = ()

    @classmethod
    def parse(cls, printed: str) -> Name:
        """The parts of a name as a list prints it: "Allison, John M.", "Sihanouk, Prince Norodom", "Cao Van Vien".

        A nickname counts where it is given in quotes or parentheses.
        """
        text = " ".join(folded(printed).split())
        asides = [(a or b).strip('"“” ') for a, b in _ASIDE.findall(text)]
        fields = [f for f in _ASIDE.sub("", text).strip(" ,;").split(", ") if f]
        head, rest = (fields[0], fields[1:]) if fields else (text, [])
        suffix = next((f for f in rest if f in SUFFIXES), "")
        words = next((f.split() for f in rest if f not in SUFFIXES), [])
        if len(words) > 1 and words[-1] in SUFFIXES:
            suffix = suffix or words.pop()
        ranks, words = _ranked(words)
        aliases = [cls.parse(a) for a in asides if ", " in a]
        asides = [a for a in asides if _PROPER.match(a)]
        full = tuple(a for a in asides if " " in a)
        nicknames = [a for a in asides if " " not in a]
        if not words or words[0].lower() in PARTICLES:
            ranked, bare = _ranked(head.split())
            if not bare or "of" in ranked:
                ranked, bare = [], [head]
            return cls(*_whole(bare), " ".join([*ranked, *ranks]), suffix, full)
        links = [w for w in words if w.lower().rstrip("-") in PARTICLES]
        forenames = (*(w for w in words if w[0].isupper() and w not in links), *nicknames)
        handles = [head, *_parts(head)]
        for alias in aliases:
            handles += alias.handles
            forenames = (*forenames, *alias.forenames)
        if links:
            link = f"{' '.join(links).lower()} ".replace("- ", "-")
            handles += [link + head, link[0].upper() + link[1:] + head]
        return cls(tuple(handles), forenames, " ".join(ranks), suffix, full)


def _ranked(words: list[str]) -> tuple[list[str], list[str]]:
    """The words of rank at the beginning, and the others: "General of the Army Dwight D."."""
    at = 0
    while at < len(words) and (words[at] in RANKS or words[at] in ("of", "the") or words[at - 1 : at] == ["the"]):
        at += 1
    return words[:at], words[at:]


def _parts(surname: str) -> list[str]:
    """Shorter and other forms of a surname with a particle: "Couve de Murville", "De Silva"."""
    words = surname.split()
    small = [i for i, word in enumerate(words) if word.lower() in PARTICLES]
    if not small and len(words) == 2:
        # A Spanish double surname is as often used without the mother's: "Lleras Camargo", "Lleras".
        return [words[0]]
    if not small or len(words) == 1:
        return []
    if small[0]:
        return [" ".join(words[: small[0]]), " ".join(words[small[0] :])]
    first = words[0].lower()
    return [" ".join([first, *words[1:]]), " ".join([first.capitalize(), *words[1:]])]


def _whole(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Handles and forenames of a name without a comma: one word, a monarch's, an Asian name, a forgotten comma."""
    if len(words) > 1 and _NUMERAL.fullmatch(words[-1]):
        return (" ".join(words), words[0]), ()
    if len(words) == 1:
        return (words[0],), ()
    if " ".join(words).replace("-", " ").title() in _BY_FAMILY_NAME:
        return (words[0],), ()
    if words[0] in _VIETNAMESE:
        return (words[-1],), tuple(words[:-1])
    if _GIVEN.fullmatch(words[-1]):
        return (" ".join(words), " ".join(reversed(words)), words[0]), ()
    if _INITIAL.fullmatch(words[-1]):
        return (words[0],), tuple(words[1:])
    return (" ".join(words), words[-1], words[0]), tuple(words[:-1])


def fits(word: str, forenames: tuple[str, ...]) -> bool:
    """Whether a word before a surname can stand for one of the forenames: itself, its initial, its short form.

    A transliteration may end otherwise, "Sergey" for "Sergei"; a common forename fits its initial.
    """
    bare = word.rstrip(".")
    return any(_fits(bare, forename.rstrip(".")) for forename in forenames)


def is_nickname(word: str, forenames: tuple[str, ...]) -> bool:
    """Whether a word is the short form of one of the forenames, and not one of them itself."""
    return word not in forenames and any(name in forenames for name in _HYPOCORISMS.get(word, ()))


def _fits(word: str, forename: str) -> bool:
    if word == forename or (len(word) == 1 and forename[:1] == word):
        return True
    if len(forename) == 1:
        return word[:1] == forename and word in FORENAMES
    if len(word) < 3:
        return False
    if forename.startswith(word) or forename.upper() == word or forename in _HYPOCORISMS.get(word, ()):
        return True
    return len(word) > 4 and word[:4] == forename[:4] and abs(len(word) - len(forename)) < 3


class Minter:
    """Makes ids in the manner of printed lists: a prefix, the capitals of the name, a running number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._numbers: defaultdict[str, Iterator[int]] = defaultdict(partial(count, 1))

    def new(self, name: str, prefix: str) -> str:
        """An id not yet made, such as `p_AJM1` for "Allison, John M.".

        It depends on the name, on earlier names of the same capitals, and on the ids already
        taken. A term, and a name without capitals, gives all its letters.
        """
        plain = folded(name)
        capitals = (
            "".join(c for c in plain if c.isupper() and SAFE_NAME.match(c)) if prefix == PREFIXES["person"] else ""
        )
        stem = prefix + (capitals or _UNNAMED.sub("", plain))
        made = next(made for number in self._numbers[stem] if (made := f"{stem}{number}") not in self._taken)
        self._taken.add(made)
        return made
