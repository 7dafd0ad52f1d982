"""What repositories ask for and a header does not say: diagnostics of family H, a line to add with each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import PurePath
from typing import Any

from tei.core import resources
from tei.core.diagnostic import Diagnostic, Label, Severity, and_more
from tei.core.edition import NS
from tei.core.namespaces import TEI
from tei.deposit.collection import Collection, Resource
from tei.relaxng.vocabulary import either
from tei.validate.header import CODES

HAS: Mapping[str, Callable[[Resource], object]] = {
    "title": lambda it: it.record.title != PurePath(it.source.name).stem,
    "creator": lambda it: it.record.responsible,
    "publisher": lambda it: it.record.publisher,
    "date": lambda it: it.record.issued,
    "licence": lambda it: it.record.licences,
    "language": lambda it: it.record.languages,
    "identifier": lambda it: it.record.identifiers,
    "source": lambda it: tuple(it.record.relatives("IsDerivedFrom")),
    "keywords": lambda it: it.record.subjects,
    "abstract": lambda it: it.record.abstract,
}
"""How each thing shows to be known, a title by not being the name of the file; how a text is cited others see."""


_ELEMENTS = re.compile(r"<([a-zA-Z]+)")


def lacking(collection: Collection, repositories: Iterable[str]) -> Iterator[Diagnostic]:
    """What these repositories would refuse the resources of a collection for (errors), or miss in them (infos).

    The repositories are tables of data/repositories.toml. Each thing is told once, at the first resource that lacks it.
    """
    chosen = tuple(dict.fromkeys(repositories))
    for name, thing in _asked()["things"].items():
        required, wanted = _asking(name, "required", chosen), _asking(name, "wanted", chosen)
        if name not in HAS or not (required or wanted):
            continue
        without = [each for each in collection.resources if not HAS[name](each)]
        if without:
            yield _lack(name, thing, without, required or wanted, "error" if required else "info")


def _asking(thing: str, level: str, chosen: Iterable[str]) -> list[str]:
    table = _asked()["repositories"]
    return [table[each]["title"] for each in chosen if thing in table[each][level]]


def _lack(
    name: str, thing: Mapping[str, Any], without: list[Resource], asking: list[str], severity: Severity
) -> Diagnostic:
    verb = "asks" if len(asking) == 1 else "ask"
    elements = "".join(f"<{each}>" for each in _ELEMENTS.findall(thing["line"]))
    message = f"the header lacks {thing['name']} ({elements}), for which {either(asking, 'and')} {verb}"
    label, within = _place(without[0], thing["at"])
    setting = f", or say `{thing['setting']}` in the file of --header" if thing.get("setting") else ""
    remedy = f"add {thing['line']} to <{within}>{setting}"
    return Diagnostic(CODES[name], severity, message + and_more(len(without) - 1), (label,), help=remedy)


def _place(resource: Resource, path: str) -> tuple[Label, str]:
    """The start tag of the element of the header to which something is to be added, and its name; else the nearest
    around it, and then what is to be made there."""
    edition = resource.edition
    root = edition.tree.getroot()
    found = next(root.iterchildren(f"{{{TEI}}}teiHeader"), None)
    if found is None:
        return edition.label(root), f"teiHeader/{path}"
    steps = path.split("/")
    while steps and (inner := found.find(f"tei:{steps[0]}", NS)) is not None:
        found = inner
        steps.pop(0)
    return edition.label(found), path.rpartition("/")[2]


@cache
def _asked() -> Mapping[str, Any]:
    with resources.path("data/repositories.toml").open("rb") as file:
        return tomllib.load(file)
