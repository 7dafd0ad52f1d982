"""What a code means and what an element is for: pages for people who have just met one or the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from tei.core.diagnostic import Refused, refusal
from tei.explain.page import CODE, FAMILIES, Page, names, pages

if TYPE_CHECKING:
    from tei.explain.reference import Reference

__all__ = ["explain", "listing"]

_PREFIX = re.compile(r"[A-Z]|[A-Za-z]\d{1,2}")


def explain(asked: str, reference: Callable[[], Reference]) -> str:
    """The page about a code, a rule, an element (`persName`) or an attribute (`@when`, `date/@when`), as Markdown.

    The beginning of codes or rules gives a list of them. Capital and small letters are the same. `reference` is called
    for elements and attributes only. Raises Refused (P701) if there is no such thing.
    """
    asked = asked.strip("<>/")
    by_name = {name.lower(): name for name in names()}
    if asked.lower() in by_name:
        return pages(asked)[0].text
    if _PREFIX.fullmatch(asked) and (begun := pages(asked)):
        return listing(begun)
    if CODE.fullmatch(asked.upper()):
        family = f"`tei explain {asked[0].upper()}`" if asked[0].upper() in FAMILIES else "`tei explain`"
        raise refusal("P701", f"there is no code {asked.upper()}", f"{family} lists those that there are")
    from tei.explain.attribute import attribute
    from tei.explain.element import element

    known = reference()
    if "@" in asked:
        holder, _, own = asked.partition("@")
        return attribute(*_found(own, holder.rstrip("/"), known))
    if name := _alike(asked, known.elements) or _alike(asked, known.tei):
        return element(name, known)
    if asked and (begun := pages(asked)):
        return listing(begun)
    raise _unknown(asked, [*known.elements, *(f"@{name}" for name in known.attributes), *by_name.values()], known)


def listing(found: Sequence[Page]) -> str:
    """The names and titles of pages, by family, as text of up to 80 columns."""
    lines: list[str] = []
    for letter, family in FAMILIES.items():
        if own := [page for page in found if page.family == letter]:
            width = max(len(page.name) for page in own)
            rows = (f"{page.name.ljust(width)}  {page.title}" for page in own)
            lines += [f"{letter} · {family}", "", *rows, ""]
    return "\n".join(lines)


def _found(own: str, holder: str, reference: Reference) -> tuple[str, Reference, str]:
    """The attribute that is asked for, and its element if one is named. Raises Refused (P701) if there is none."""
    attributes = reference.attributes
    name = _alike(own, attributes) or _alike(f"xml:{own}", attributes)
    if not name:
        raise _unknown(f"@{own}", [f"@{each}" for each in attributes], reference)
    if not holder:
        return name, reference, ""
    element = _alike(holder, reference.elements)
    if not element:
        raise _unknown(holder, list(reference.elements), reference)
    if element not in attributes[name]:
        message = f"<{element}> has no @{name} in {reference.title}"
        raise refusal("P701", message, f"`tei explain {element}` lists its attributes")
    return name, reference, element


def _alike(asked: str, known: Iterable[str]) -> str:
    """The one that is written so, but for capital and small letters; "" if there is none."""
    return next((name for name in known if name.lower() == asked.lower()), "")


def _unknown(asked: str, known: Iterable[str], reference: Reference) -> Refused:
    from tei.core.registry import nearest

    cure = "`tei explain` lists all codes; elements are written as persName, attributes as @when"
    if meant := reference.instead(asked):
        cure = f"TEI writes {meant}"
    elif near := nearest(asked, known):
        cure = f"did you mean {near!r}?"
    return refusal("P701", f"there is no {asked!r} among the codes, elements and attributes", cure)
