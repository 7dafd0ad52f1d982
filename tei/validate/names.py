"""Names of elements and attributes as people read and mistype them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tei.core import registry
from tei.core.edition import TEI, XML

LIKELIEST = (
    "p item row cell list table head opener closer signed dateline salute div quote text body "
    "persName placeName orgName date gloss ref term hi seg title label note"
).split()
"""The elements that people most often mean, in this order."""

ASIDE = frozenset("note figure desc label bibl figDesc".split())
"""Elements that hold almost anything, but stand aside of the text: not what someone forgot to put around words."""

GLOBAL = frozenset(
    "id n lang base space rend rendition style corresp ana facs cert resp source change "
    "synch sameAs copyOf next prev exclude select".split()
)
"""The attributes that every element of TEI may have (att.global)."""


def local(name: str) -> str:
    """A name in Clark notation without its namespace."""
    return name.rpartition("}")[2]


def shown(name: str) -> str:
    """An element as it is written, `<p>`; one of another namespace says which."""
    namespace, _, own = name.rpartition("}")
    return f"<{own}>" if namespace[1:] in ("", TEI) else f"<{own}> (of {namespace[1:]})"


def attribute(name: str) -> str:
    """An attribute as TEI's own documentation writes it: `@xml:id`."""
    return "@" + (f"xml:{local(name)}" if name.startswith(f"{{{XML}}}") else local(name))


def either(options: Sequence[str], conjunction: str = "or") -> str:
    """The options as a phrase: "a, b or c"."""
    return f" {conjunction} ".join(part for part in (", ".join(options[:-1]), *options[-1:]) if part)


def likeliest(names: Iterable[str], most: int = 5) -> list[str]:
    """At most so many of the elements, those that people mean most often first, as they are written."""
    rank = {name: index for index, name in enumerate(LIKELIEST)}
    ordered = sorted(dict.fromkeys(names), key=lambda name: rank.get(local(name), len(rank)))
    return [shown(name) for name in ordered[:most]]


def nearest(name: str, known: Iterable[str]) -> str:
    """The one of the known names, in Clark notation, that is written most nearly like this one; "" if none is near."""
    by_local = {local(k): k for k in known}
    return by_local.get(registry.nearest(local(name), by_local), "")
