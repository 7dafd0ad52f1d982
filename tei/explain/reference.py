"""What is known of TEI's elements and attributes: what a grammar says, how people use them, and examples."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from tei.core import resources
from tei.core.namespaces import TEI
from tei.relaxng import Grammar, Vocabulary
from tei.relaxng.outline import Outline
from tei.relaxng.vocabulary import either, in_tag, local

_GUIDELINES = re.compile(r"\[\d[^\[\]]*\]\Z")
"""How what the TEI Guidelines say of an element ends in schemas made from them: with the numbers of their sections."""


@dataclass(frozen=True)
class Reference:
    """A grammar, how people speak of its elements, and what it is called, such as "the profile frus"."""

    grammar: Grammar
    vocabulary: Vocabulary
    title: str

    @cached_property
    def elements(self) -> dict[str, str]:
        """The elements of the grammar by their local names, in Clark notation; of several one of TEI."""
        found: dict[str, str] = {}
        for name in self.grammar.elements():
            if local(name) not in found or name.startswith(f"{{{TEI}}}"):
                found[local(name)] = name
        return found

    @cached_property
    def attributes(self) -> dict[str, tuple[str, ...]]:
        """The attributes of the grammar as they are written (`xml:id`), each with the local names of its elements."""
        found: dict[str, dict[str, None]] = {}
        for name, bearers in self.grammar.attributes().items():
            found.setdefault(in_tag(name), {}).update(dict.fromkeys(map(local, bearers)))
        return {name: tuple(bearers) for name, bearers in found.items()}

    def outline(self, element: str) -> Outline:
        """What the grammar says of an element, by its local name."""
        return self.grammar.outline(self.elements[element], self.vocabulary)

    @cached_property
    def tei(self) -> frozenset[str]:
        """The elements that TEI is known to have, whether or not the grammar has them."""
        known = self.vocabulary.parts, self.vocabulary.homes, self.vocabulary.partners
        return frozenset(name for names in known for name in names)

    def instead(self, asked: str) -> str:
        """What TEI writes instead of an element, or an `@attribute`, of another vocabulary; "" if that is not known."""
        ways: tuple[str, ...]
        if asked.startswith("@"):
            ways, _ = self.vocabulary.attributes.get(asked[1:], ((), ""))
            return either([f"`{way}`" for way in ways if way.startswith("@")])
        ways, _ = self.vocabulary.elements.get(asked, ((), ""))
        return either([f"`<{way}>`" for way in ways])

    def purpose(self, element: str) -> str:
        """What an element is for: what the grammar says, or, unless it is a project's, what ours says; and a remark."""
        said = self.outline(element).documentation
        if not said or _GUIDELINES.search(said):
            said = _ours().get(element, said)
        return " ".join(filter(None, (said, table("elements").get(element, ""))))


def meaning(attribute: str, element: str = "") -> str:
    """What an attribute is for, in that element if it means something else there; "" if that is not known."""
    known = table("attributes")
    return str(known.get(f"{element}/@{attribute}") or known.get(attribute, ""))


def example(element: str, attribute: str = "") -> str:
    """A piece of TEI that shows an element, an attribute, or an attribute of an element; "" if there is none."""
    examples = table("examples")["example"]
    if not attribute:
        return next((each["text"].strip() for each in examples if element in each["shows"]), "")
    shown = re.compile(rf"<{element or '[^<>]*'}\s[^<>]*\b{re.escape(attribute)}=")
    # What is there to show the element shows its attribute best.
    ranked = sorted(examples, key=lambda each: element not in each["shows"])
    return next((each["text"].strip() for each in ranked if shown.search(each["text"])), "")


@cache
def table(name: str) -> dict[str, Any]:
    """What a file of this room holds: `elements`, `attributes` or `examples`."""
    return tomllib.loads(resources.path(f"explain/{name}.toml").read_text(encoding="utf-8"))


@cache
def _ours() -> dict[str, str]:
    """What the grammar that all profiles share says of its elements."""
    grammar = Grammar.load(resources.path("schemas/tei.rng"))
    return {local(name): grammar.outline(name).documentation for name in grammar.elements()}
