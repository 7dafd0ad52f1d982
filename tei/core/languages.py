"""Tags of languages as BCP 47 has them: their parts, and what is wrong with them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from tei.core import resources

Kind = Literal["malformed", "unknown", "outdated", "case"]

# RFC 5646, section 2.1.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}(?![a-z\d])){0,3}|[a-z]{4}|[a-z]{5,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)"
    r"(?P<extensions>(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*)"
    r"(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)
_PRIVATE = re.compile(r"x(?:-[a-z\d]{1,8})+", re.IGNORECASE)
_BIBLIOGRAPHIC = frozenset("alb arm baq bur chi cze dut fre geo ger gre ice mac mao may per rum slo tib wel".split())
"""The codes for libraries of the languages that have another one for terminology (ISO 639-2)."""
_PRIVATE_USE = re.compile(r"Qa[ab][a-z]|Q[M-Z]|X[A-Z]|AA|ZZ")


class Fault(NamedTuple):
    """What is wrong with a tag: not of the form it must have, a part that nobody knows or that has a better one, or
    letters in an unusual case; the part it is about, and the tag that is meant, if that is known."""

    kind: Kind
    part: str
    meant: str = ""


def fault(tag: str) -> Fault | None:
    """What is wrong with a tag of a language, by RFC 5646 and the lists of ISO 639-1, 15924 and 3166-1; None for
    nothing.

    Of codes of three letters it is only known which of them should be one of two.
    """
    if _PRIVATE.fullmatch(tag) or tag.lower() in _lists()["whole"]:
        return None
    found = _TAG.fullmatch(tag)
    if not found or _repeats(found):
        meant = tag.replace("_", "-").strip()
        return Fault("malformed", tag, meant if meant != tag and fault(meant) is None else "")
    return _unknown(tag, found) or _case(tag, found)


def primary(tag: str) -> str:
    """The language in a tag, in small letters, such as "zh" of "zh-Hant"."""
    return tag.partition("-")[0].lower()


def bibliographic(tag: str) -> str:
    """The code of ISO 639-2 that libraries use (639-2/B) for the language in a tag, such as "ger" of "de-AT".

    "" where the language has no code of two letters: of those with three only it is not known which are in ISO 639-2.
    """
    codes = [longer for longer, shorter in _lists()["shorter"].items() if shorter == primary(tag)]
    return next((code for code in codes if code in _BIBLIOGRAPHIC), codes[0] if codes else "")


def terminological(tag: str) -> str:
    """The code of ISO 639-3 for the language in a tag, such as "deu" of "de-AT" and "grc" of itself.

    "" for tags whose language is neither of two letters that are known nor of three.
    """
    language = primary(tag)
    lists = _lists()
    language = lists["shorter"].get(language) or lists["deprecated"].get(language) or language
    codes = [longer for longer, shorter in lists["shorter"].items() if shorter == language]
    known = next((code for code in codes if code not in _BIBLIOGRAPHIC), "")
    return known or (language if len(language) == 3 and language.isalpha() else "")


def _repeats(found: re.Match[str]) -> bool:
    """Whether a variant or the sign of an extension comes twice (section 2.2.5 and 2.2.6)."""
    variants = found["variants"].lower().split("-")[1:]
    signs = [part for part in found["extensions"].lower().split("-") if len(part) == 1]
    return len(set(variants)) < len(variants) or len(set(signs)) < len(signs)


def _unknown(tag: str, found: re.Match[str]) -> Fault | None:
    lists = _lists()
    language = primary(tag)
    instead = lists["shorter"].get(language) or lists["deprecated"].get(language)
    if instead:
        return Fault("outdated", tag[: len(language)], instead + tag[len(language) :])
    if (len(language) == 2 and language not in lists["languages"]) or len(language) > 3:
        named = lists["names"].get(language, "")
        return Fault("unknown", tag[: len(language)], named and named + tag[len(language) :])
    for kind, usual in ("script", str.title), ("region", str.upper):
        part = found[kind]
        if not part or part.isdigit():
            continue
        before, after = tag[: found.start(kind)], tag[found.end(kind) :]
        if better := lists["deprecated"].get(usual(part)):
            return Fault("outdated", part, before + better + after)
        if usual(part) not in lists[f"{kind}s"] and not _PRIVATE_USE.fullmatch(usual(part)):
            named = lists["names"].get(usual(part), "")
            return Fault("unknown", part, named and before + named + after)
    return None


def _case(tag: str, found: re.Match[str]) -> Fault | None:
    """The usual case of letters (section 2.1.1): small, but for scripts (Latn) and regions (GB)."""
    letters = list(tag.lower())
    for kind, usual in ("script", str.title), ("region", str.upper):
        if found[kind]:
            letters[found.start(kind) : found.end(kind)] = usual(found[kind])
    usual_tag = "".join(letters)
    return None if usual_tag == tag else Fault("case", tag, usual_tag)


@cache
def _lists() -> Mapping[str, Any]:
    with resources.path("data/languages.toml").open("rb") as file:
        lists: dict[str, Any] = {name: text.split() for name, text in tomllib.load(file).items()}
    for name in ("shorter", "deprecated", "names"):
        lists[name] = dict(pair.split(":") for pair in lists[name])
    lists["whole"] = {tag.lower() for tag in lists["whole"]}
    return {name: each if isinstance(each, dict) else frozenset(each) for name, each in lists.items()}
