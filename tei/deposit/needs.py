"""What repositories ask for and a header does not say: diagnostics of family H, a line to add with each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from lxml import etree

from tei.core.diagnostic import Diagnostic, Label, Severity, and_more
from tei.core.edition import NS
from tei.deposit.collection import Collection, Resource
from tei.relaxng.vocabulary import either
from tei.validate.header import CODES, asked

HAS: Mapping[str, Callable[[Resource], object]] = {
    "title": lambda it: it.record.title != PurePath(it.file).stem,
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
_PROSE = ("publicationStmt", "sourceDesc")


def lacking(collection: Collection, repositories: Iterable[str]) -> Iterator[Diagnostic]:
    """What these repositories would refuse the resources of a collection for (errors), or miss in them (infos).

    The repositories are tables of data/repositories.toml; others ask for nothing. Each thing is told once, at the first
    resource that lacks it.
    """
    chosen = tuple(dict.fromkeys(repositories))
    for name, thing in asked()["things"].items():
        required, wanted = _asking(name, "required", chosen), _asking(name, "wanted", chosen)
        if name not in HAS or not (required or wanted):
            continue
        without = [each for each in collection.resources if not HAS[name](each)]
        if without:
            yield _lack(name, thing, without, required or wanted, "error" if required else "info")


def _asking(thing: str, level: str, chosen: Iterable[str]) -> list[str]:
    table = asked()["repositories"]
    return [table[each]["title"] for each in chosen if each in table and thing in table[each][level]]


def _lack(
    name: str, thing: Mapping[str, Any], without: list[Resource], asking: list[str], severity: Severity
) -> Diagnostic:
    elements = "".join(f"<{each}>" for each in _ELEMENTS.findall(thing["line"]))
    they, one = either(asking, "and"), len(asking) == 1
    if severity == "error":
        message = f"the header lacks {thing['name']} ({elements}), which {they} {'requires' if one else 'require'}"
    else:
        message = f"the header lacks {thing['name']} ({elements}), for which {they} {'asks' if one else 'ask'}"
    first = without[0]
    label, remedy = _cure(first, thing["at"], thing["line"])
    if first.encoded and thing.get("setting"):
        remedy = f"say `{thing['setting']}` in the file of --header"
    return Diagnostic(CODES[name], severity, message + and_more(len(without) - 1), (label,), help=remedy)


def _cure(resource: Resource, path: str, line: str) -> tuple[Label, str]:
    """The start tag of the element of the header to which something is to be added, else of the nearest around it, and
    what is to be written there: a line, in the elements that are not there yet."""
    edition = resource.edition
    found = edition.tree.getroot()
    steps = ["teiHeader", *path.split("/")]
    while steps and (inner := found.find(f"tei:{steps[0]}", NS)) is not None:
        found = inner
        steps.pop(0)
    for step in reversed(steps):
        line = f"<{step}>{line}</{step}>"
    within = etree.QName(found).localname
    remedy = f"add {line} to <{within}>"
    if steps and found.find("tei:fileDesc", NS) is not None:
        remedy += ", after <fileDesc>"
    elif within in _PROSE and found.find("tei:p", NS) is not None:
        # TEI has either prose there or elements that say what is what.
        remedy += ", in place of its <p>"
    return edition.label(found), remedy
