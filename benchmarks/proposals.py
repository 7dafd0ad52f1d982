"""How pure the persons are that `tei encode --propose` proposes, against the links of gold.

    TEI_GOLD=../gold python benchmarks/proposals.py VOLUME…

A proposed person whose names the gold links at least twice is pure if all of them lead to one person there. A person of
the gold is split if the names that lead to it are linked to several proposed ones; `main` is the share of its names
that the most frequent of these has. Gold links to entries that do not hold a word of the name are left out.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import gold

from tei.annotate import annotate
from tei.core.authority import Authority, shares_word
from tei.core.profile import Profile
from tei.core.source import Source
from tei.core.view import View
from tei.pipeline import Pipeline, glance_raw, sight_raw
from tei.propose.persons import proposals
from tei.propose.survey import survey
from tei.read import read


def pairs(path: Path) -> Iterable[tuple[str, str]]:
    """Every name that both link: whom to by the proposal, whom to by the gold."""
    volume = gold.Volume.packed(path)
    documents = volume.raw["full"]
    line = Pipeline(Profile.load("frus").with_annotator("names"))
    known = survey(glance_raw(line, i, text.encode())[0] for i, text in documents.items())
    line = replace(line, survey=known)
    seen = [each for i, text in documents.items() for each in sight_raw(line, i, text.encode())[0]]
    authority = Authority(tuple(proposal.entry for proposal in proposals(seen)))
    known = replace(known, proposed=frozenset(authority.by_id))
    for i, text in documents.items():
        document = read(Source(i, text), line.profile)
        view = View.of(document)
        links = {
            (view.offset(a), view.offset(b - 1) + 1): (to, view.text[a:b])
            for (a, b), to in (gold.placed(view, volume.gold[i]) or {}).items()
        }
        for mark in annotate(document, line.profile, authority, None, known).marks:
            own = mark.pointer
            to, shown = links.get((mark.span.start, mark.span.end), ("", ""))
            entry = volume.authority.by_id.get(to)
            if mark.kind == "persName" and own and entry and shares_word(shown, entry):
                yield own, to


def main() -> None:
    paths = gold.packed(sys.argv[1:])
    if paths is None:
        print("TEI_GOLD names no folder of volumes: nothing is measured")
        return
    print(f"{'volume':20} {'proposed':>8} {'pure':>8} {'share':>8} {'persons':>8} {'split':>8} {'main':>8}")
    total: Counter[str] = Counter()
    for path in paths:
        proposed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        persons: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for own, to in pairs(path):
            proposed[own][to] += 1
            persons[to][own] += 1
        several = [found for found in proposed.values() if found.total() > 1]
        named = [found for found in persons.values() if found.total() > 1]
        counts = Counter(
            proposed=len(several),
            pure=sum(len(found) == 1 for found in several),
            persons=len(named),
            split=sum(len(found) > 1 for found in named),
            names=sum(found.total() for found in named),
            main=sum(max(found.values()) for found in named),
        )
        total += counts
        _show(gold.named(path), counts)
    _show("all", total)


def _show(name: str, n: Counter[str]) -> None:
    pure, whole = n["pure"] / max(n["proposed"], 1), n["main"] / max(n["names"], 1)
    print(
        f"{name:20} {n['proposed']:8} {n['pure']:8} {pure:8.3f} {n['persons']:8} {n['split']:8} {whole:8.3f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
