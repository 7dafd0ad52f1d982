"""Prefixes of names, and whether each is bound to a namespace where it is used."""

from __future__ import annotations

from collections.abc import Sequence

from tei.core.findings import Findings, short
from tei.core.namespaces import TEI, XINCLUDE
from tei.core.tags import Tags

_USUAL = {
    "m": "http://www.w3.org/1998/Math/MathML",
    "mei": "http://www.music-encoding.org/ns/mei",
    "rng": "http://relaxng.org/ns/structure/1.0",
    "sch": "http://purl.oclc.org/dsdl/schematron",
    "svg": "http://www.w3.org/2000/svg",
    "tei": TEI,
    "xi": XINCLUDE,
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
"""What editors of TEI usually bind to a prefix."""


def unbound(findings: Findings, tags: Tags) -> None:
    """Tells of every prefix that no `xmlns:` in force binds, once (Namespaces in XML 1.0, section 5)."""
    if not tags.prefixes:
        return
    bound = {"xml": 1}
    # What each open element binds; elements of which the end is missing end with their parents.
    stack: list[tuple[int, Sequence[str]]] = []
    told: set[str] = set()
    for index, code in enumerate(tags.codes):
        if code > 0:
            binds, uses = tags.prefixes.get(index, ((), ()))
            for prefix in binds:
                bound[prefix] = bound.get(prefix, 0) + 1
            stack.append((code, tuple(binds)))
            for prefix, at in uses:
                if not bound.get(prefix) and not findings.again(f"{prefix}:"):
                    told.add(prefix)
                    _tell(findings, tags, prefix, at)
        elif stack and (stack[-1][0] == -code or all(inner != -code for inner, _ in stack[-8:-1])):
            for prefix in stack.pop()[1]:
                bound[prefix] -= 1


def _tell(findings: Findings, tags: Tags, prefix: str, at: int) -> None:
    shown = short(prefix)
    here = findings.label(at, at + len(prefix), "not bound to a namespace")
    if near := _meant(prefix):
        fix = findings.fix(at, at + len(prefix), near, safe=False)
        findings.repair(at, at + len(prefix), near)
        findings.tell(f"the prefix {shown}: is not bound to a namespace", here, help=f"did you mean {near}:?", fix=fix)
        return
    place = tags.starts[0] + 1 + len(tags.names[abs(tags.codes[0])])
    namespace = _USUAL.get(prefix, "")
    written = f' xmlns:{prefix}="{namespace or prefix}"'
    declared = findings.fix(place, place, written, safe=False) if namespace else None
    findings.repair(place, place, written)
    root = short(tags.names[abs(tags.codes[0])])
    help = f'write xmlns:{shown}="{namespace or "…"}" in <{root}>, or leave the prefix out'
    findings.tell(f"the prefix {shown}: is not bound to a namespace", here, help=help, fix=declared)


def _meant(prefix: str) -> str:
    """The prefix `xml`, where a slip of the hand made another of it."""
    from rapidfuzz.distance import DamerauLevenshtein

    near = prefix not in _USUAL and DamerauLevenshtein.distance(prefix.lower(), "xml") <= 1 and len(prefix) > 1
    return "xml" if near else ""
