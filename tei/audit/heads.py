"""Correspondents in heads that are not typed as sender and receiver, or the wrong way round."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tei.audit.finding import Finding, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tei.audit.volume import Tagged, Volume

HABIT = 0.5
"""A volume in which fewer of the parties have their type has another practice."""

TURNED, UNTYPED = 0.8, 0.75
"""How likely a party is wrong that has the other's type, or none."""

_ROLES = ("from", "to")
_WORDS = {"from": "sender", "to": "receiver"}


def heads(volume: Volume) -> Iterator[Finding]:
    """Names and offices in heads without the type that the others have (A501), or with the opposite one (A502)."""
    done = 0
    missing: dict[tuple[str, str], list[Tagged]] = defaultdict(list)
    turned: list[tuple[Tagged, str]] = []
    for each in volume.tagged("persName", "gloss"):
        if each.where != "head":
            continue
        proposed = each.reading.proposed.get((each.mark.kind, each.mark.span))
        role = proposed.attributes.get("type", "") if proposed else ""
        given = each.mark.attributes.get("type", "")
        if role not in _ROLES:
            continue
        if given == role:
            done += 1
        elif given in _ROLES:
            turned.append((each, role))
        elif not given:
            missing[each.mark.kind, role].append(each)
    for each, role in turned:
        given = each.mark.attributes["type"]
        message = f"“{each.words}” is typed {given}, but the head names it as the {_WORDS[role]}"
        edits = each.reading.attribute(each.mark, "type", role)
        yield Finding(
            "A502", message, TURNED, [each.label(f"typed {given}")], f"type it {role}", edits, f"type it {role}"
        )
    if done < HABIT * (done + sum(map(len, missing.values()))):
        return
    for (kind, role), found in missing.items():
        edits = [edit for each in found for edit in each.reading.attribute(each.mark, "type", role)]
        message = f"the {_WORDS[role]} in a head is a {kind} without type {times(len(found))}"
        where = [each.label(f"the {_WORDS[role]}") for each in found]
        yield Finding("A501", message, UNTYPED, where, f'give it type="{role}"', edits, f"type it {role}")
