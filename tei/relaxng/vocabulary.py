"""What an engine that knows only a grammar cannot know: how people use the vocabulary, and what they mistake for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from tei.core.namespaces import XML

Stranger = tuple[tuple[str, ...], str]
"""What is written instead of a name that the grammar does not know, the likeliest first, and whose name it is.

For an element each is the inside of a tag (`hi rend="italic"`, `lb/`); for an attribute either another one (`@url`),
or words, or "", which says that it is to be left out.
"""


@dataclass(frozen=True)
class Vocabulary:
    """How messages speak of the elements and attributes of a grammar; all names are local ones."""

    namespaces: Mapping[str, str] = field(default_factory=dict)
    """Namespaces with what people call them; elements of these are shown without saying so."""
    likeliest: Sequence[str] = ()
    """The elements that people most often mean, in this order."""
    aside: frozenset[str] = frozenset()
    """Elements that hold almost anything, but are not what someone forgot to put around words."""
    common: frozenset[str] = frozenset()
    """The attributes that every element may have."""
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What elements are there to hold, the likeliest first ("list": "item", "head")."""
    partners: Mapping[str, str] = field(default_factory=dict)
    """Elements that stand beside each other ("sic": "corr")."""
    instead: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What is meant by an element where it may not stand ("place": "placeName")."""
    elements: Mapping[str, Stranger] = field(default_factory=dict)
    """Elements of other vocabularies."""
    attributes: Mapping[str, Stranger] = field(default_factory=dict)
    """Attributes of other vocabularies; "person/reg" concerns one element only."""
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    """Attributes that many elements have, for those that few have ("ref": "corresp")."""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Values that people write, in small letters, with those that they mean ("yes": "Y", "true")."""
    examples: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Values of attributes, and texts of elements; "application/version" concerns one element only."""
    advice: Mapping[str, str] = field(default_factory=dict)
    """What to do with two attributes, one beside the other ("when from"), or what to mind with one ("xml:id")."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """What the regular expressions of the grammar stand for, in words."""
    stretches: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """For an attribute of a moment those of the beginning and the end of a time."""
    bounds: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """For an attribute of a moment those of the earliest and the latest that it may have been."""
    doubt: str = ""
    """The attribute, with its value, that calls what an element says doubtful: "cert=low"."""
    unknown: frozenset[str] = frozenset()
    """What people write for a date that they do not know."""

    @cached_property
    def homes(self) -> dict[str, tuple[str, ...]]:
        """The elements that are there to hold each element, those first where it is the likeliest part."""
        found: dict[str, list[tuple[int, str]]] = {}
        for holder, parts in self.parts.items():
            for index, part in enumerate(parts):
                found.setdefault(part, []).append((index, holder))
        # What has several homes is not at home in those that hold almost anything, and other things first.
        return {
            part: tuple(h for index, h in sorted(held, key=_first) if not index or len(held) < 3 or h not in self.aside)
            for part, held in found.items()
        }

    def shown(self, name: str) -> str:
        """An element as it is written, `<p>`; one of a namespace without a name of its own says which."""
        namespace, _, local = name.removeprefix("{").rpartition("}")
        local = shortened(local)
        if not namespace or namespace in self.namespaces:
            return f"<{local}>"
        return f"<{local}> (of {shortened(namespace, 60)})"


def _first(pair: tuple[int, str]) -> int:
    return pair[0]


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def stranger(known: Mapping[str, Stranger], element: str, name: str) -> Stranger:
    """What is known about an attribute of an element that the grammar does not have."""
    return known.get(f"{local(element)}/{local(name)}") or known.get(local(name)) or ((), "")


def clark(name: str) -> str:
    """A name in Clark notation."""
    return f"{{{name}" if "}" in name else name


def attribute(name: str) -> str:
    """An attribute as documentation writes it: `@xml:id`; one of another namespace than that of XML says which."""
    namespace = name.removeprefix("{").rpartition("}")[0]
    of = f" (of {shortened(namespace, 60)})" if namespace and namespace != XML else ""
    return f"@{in_tag(name)}{of}"


def in_tag(name: str) -> str:
    """An attribute as it is written in a tag, but for prefixes that the document chooses: `xml:id`."""
    namespace, _, own = name.removeprefix("{").rpartition("}")
    return ("xml:" if namespace == XML else "") + shortened(own)


def shortened(text: str, most: int = 40) -> str:
    """The text in one line, cut if it is longer than so many characters."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 2].rstrip() + " …"


def either(options: Sequence[str], conjunction: str = "or") -> str:
    """The options as a phrase: "a, b or c"."""
    return f" {conjunction} ".join(part for part in (", ".join(options[:-1]), *options[-1:]) if part)


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of the known names that is written most nearly like this one; "" if none is near.

    Told by the Damerau–Levenshtein distance, in which two letters that have changed places are one slip. A difference
    of case counts least of all; every three letters allow one slip.
    """
    return _nearest(local(name), tuple(known)) if local(name) else ""


@lru_cache(maxsize=5_000)
def _nearest(own: str, known: tuple[str, ...]) -> str:
    from rapidfuzz.distance import DamerauLevenshtein
    from rapidfuzz.process import extract

    most = min(max(1, len(own) // 3), len(own) - 1)
    small = _small(known)
    near = extract(own.lower(), small, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=len(small))
    ranked = (
        (distance, DamerauLevenshtein.normalized_distance(own, local(known[index])), len(small[index]), index)
        for _, distance, index in near
        if abs(len(small[index]) - len(own)) <= most
    )
    best = min(ranked, default=None)
    return known[best[-1]] if best else ""


@lru_cache(maxsize=500)
def _small(names: tuple[str, ...]) -> list[str]:
    """The local names in small letters."""
    return [local(name).lower() for name in names]
