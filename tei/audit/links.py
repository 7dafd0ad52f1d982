"""Links of names and terms that lead to another entry than the words mean, and names without one."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from tei.audit.finding import Finding, times
from tei.audit.names import Directory
from tei.audit.ranks import borne, is_ranked_otherwise, noted
from tei.audit.volume import is_compound

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.audit.volume import Tagged, Volume
    from tei.core.authority import Entry
    from tei.core.diagnostic import Edit

IMPOSSIBLE, STRANGE, ODD = 0.96, 0.5, 0.6
"""How likely a link is wrong whose words the entry has not: others have them, nobody has, it is that of a term."""

OTHERWISE, CONTEXT = 0.9, 0.75
"""How likely a full name that is another entry's is linked wrongly, and a surname if the document names another."""

MOSTLY = 0.7
"""In such a share of the places one person must be meant to be so, too, in those that tell nothing."""

MISSING, ENOUGH = 0.8, 0.6
"""How likely a name was to have a link where it is known who is meant, and how sure that must be."""


def links(volume: Volume) -> Iterator[Finding]:
    """Names and terms whose words are not those of the entry (A101), or are those of another (A102, A103)."""
    directory = volume.authority.derived(Directory)
    groups: dict[tuple[str, str, str], list[Tagged]] = defaultdict(list)
    better: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    targets: dict[int, str] = {}
    full = _named_in_full(volume, directory)
    for each in volume.tagged("persName", "gloss"):
        entry = volume.authority.by_id.get(each.pointer.removeprefix("#")) if each.pointer[:1] == "#" else None
        if entry is None or entry.kind == "place":
            continue
        entry = directory.meant(entry)
        code, instead = _judged(volume, directory, each, entry, full[id(each.reading)])
        if code:
            key = code, each.words, each.pointer
            groups[key].append(each)
            better[key][instead] += 1
            targets[id(each)] = instead
    for (code, words, at), found in groups.items():
        yield _wrong(volume, directory, code, words, at, found, better[code, words, at], targets)


def _named_in_full(volume: Volume, directory: Directory) -> dict[int, set[str]]:
    """For each document the ids of the persons whom it names with more than a surname."""
    found: dict[int, set[str]] = defaultdict(set)
    for each in volume.tagged("persName"):
        fit = directory.fit(each.words)
        if fit.full and len(fit.entries) == 1:
            found[id(each.reading)].add(fit.entries[0].id)
    return found


def _judged(volume: Volume, directory: Directory, each: Tagged, entry: Entry, full: set[str]) -> tuple[str, str]:
    """The code of what is wrong with a link, "" if nothing seems to be, and the id to which it should lead if known."""
    proposed = each.reading.proposed.get((each.mark.kind, each.mark.span))
    other = proposed.pointer.removeprefix("#") if proposed else ""
    other = "" if other == entry.id else other
    if not directory.shares(each.words, entry):
        fit = directory.fit(each.words) if entry.kind == "person" else None
        only = fit.entries[0].id if fit and len(fit.entries) == 1 else ""
        # "The Foreign Minister" may well be a person whose entry says it in other words.
        return ("A101" if other or only or directory.names_someone(each.words) else ""), other or only
    if entry.kind != "person":
        return "", ""
    fit = directory.fit(each.words)
    if not fit.entries or entry in fit.entries:
        in_full = [one.id for one in fit.entries if one.id in full]
        if len(fit.entries) > 1 and in_full == [other] and entry.id not in full:
            counts = volume.forms[each.words]
            # Who is mostly meant by a surname needs no fuller form.
            if counts["persName", f"#{entry.id}"] <= counts["persName", f"#{other}"]:
                return "A103", other
        return "", ""
    if fit.full or (len(fit.entries) == 1 and fit.entries[0].id == other):
        return "A102", other or (fit.entries[0].id if len(fit.entries) == 1 else "")
    return "", ""


def _wrong(
    volume: Volume,
    directory: Directory,
    code: str,
    words: str,
    at: str,
    found: list[Tagged],
    better: Counter[str],
    targets: dict[int, str],
) -> Finding:
    entry = volume.authority.by_id[at.removeprefix("#")]
    total = sum(volume.forms[words].values())
    likely = [volume.authority.by_id[one] for one, _ in better.most_common() if one in volume.authority.by_id]
    named = " or ".join(f"{one.name} (#{one.id})" for one in likely[:2])
    often = f" {times(len(found))}" + (f" of {total}" if total > 1 else "") if total > 1 else ""
    message = f"“{words}” is linked to {entry.name} (#{entry.id}){often}"
    if code == "A101":
        message += ", but no word of it stands in that entry" + (f"; {named} is in the list" if likely else "")
        doubt = IMPOSSIBLE if likely else ODD if entry.kind == "term" else STRANGE
    elif code == "A102":
        message += f", but is the name of {named or 'others in the list'}"
        doubt = OTHERWISE
    else:
        message += f" in documents that name {named} in full, and not {entry.name}"
        doubt = CONTEXT
    edits: list[Edit] = []
    known = Counter({one: number for one, number in better.items() if one})
    usual, number = known.most_common(1)[0] if known else ("", 0)
    # Where nothing tells which of them is meant, it is the one who mostly is.
    otherwise = usual if number >= MOSTLY * known.total() and number * 2 >= len(found) else ""
    for each in found:
        if target := targets[id(each)] or otherwise:
            edits += each.pointing(f"#{target}")
    help = (
        f"did you mean {named}?" if likely else "compare the text: the entry of another person may be meant, or missing"
    )
    where = [each.label("not this entry's name") for each in found]
    return Finding(code, message, doubt, where, help, edits, f"link it to {named}")


def unlinked(volume: Volume) -> Iterator[Finding]:
    """Names without a link although it is known who is meant (A104), since other places have it or one entry fits."""
    directory = volume.authority.derived(Directory)
    known = borne(volume)
    groups: dict[tuple[str, str], list[Tagged]] = defaultdict(list)
    for each in volume.tagged("persName"):
        if each.pointer:
            continue
        proposed = each.reading.proposed.get(("persName", each.mark.span))
        target = proposed.pointer if proposed else ""
        entry = volume.authority.by_id.get(target.removeprefix("#"))
        if not (proposed and entry and proposed.cert >= ENOUGH and directory.shares(each.words, entry)):
            continue
        text, span = each.reading.document.source.text, each.mark.span
        is_another = noted(each, entry, directory) or is_ranked_otherwise(text, span.start, entry, known)
        if not (is_another or is_compound(text, span.end)):
            groups[each.words, target].append(each)
    for (words, target), found in groups.items():
        entry = volume.authority.by_id[target.removeprefix("#")]
        fit = directory.fit(words)
        linked = volume.forms[words]["persName", target]
        only = len(fit.entries) == 1
        sure = sum(each.reading.proposed["persName", each.mark.span].cert for each in found) / len(found)
        doubt = MISSING * (1.0 if only else sure)
        link = volume.profile["annotate"]["people"]["link"]
        edits = [edit for each in found for edit in each.reading.attribute(each.mark, link, target)]
        message = f"“{words}” is a name without a link {times(len(found))}"
        message += f", but leads to {target} {times(linked)}" if linked else f"; {entry.name} is in the list"
        help = f"link it to {entry.name} ({target}), if that is who is meant"
        yield Finding("A104", message, doubt, [e.label("no link") for e in found], help, edits, f"link it to {target}")
