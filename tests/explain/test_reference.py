"""Every element and attribute of our profiles is explained, and its example is valid in every one that has it."""

from __future__ import annotations

from functools import cache

import pytest
from fragments import whole

from tei.core import resources
from tei.core.profile import Profile
from tei.core.source import Source
from tei.explain.reference import Reference, example, meaning, table
from tei.relaxng import Grammar
from tei.validate.vocabulary import VOCABULARY


@cache
def reference(profile: str = "frus") -> Reference:
    path = Profile.load(profile)["validate"]["schema"]
    return Reference(Grammar.load(resources.path(path)), VOCABULARY, f"the profile {profile}")


PROFILES = [reference(name) for name in Profile.names()]
EXAMPLES = [each["text"] for each in table("examples")["example"]]


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_valid(text: str) -> None:
    for each in PROFILES:
        assert [failure.message for failure in each.grammar.validate(Source("example.xml", whole(text)))] == []


def test_examples_fit_80_columns() -> None:
    assert [line for text in EXAMPLES for line in text.splitlines() if len(line) > 76] == []


@pytest.mark.parametrize("each", PROFILES, ids=lambda each: each.title)
def test_everything_is_explained(each: Reference) -> None:
    assert [name for name in each.elements if not (each.purpose(name) and f"<{name}" in example(name))] == []
    assert [name for name in each.attributes if not (meaning(name) and f" {name}=" in example("", name))] == []


def test_nothing_is_explained_that_is_not_there() -> None:
    elements = {name for each in PROFILES for name in each.elements}
    attributes = {f"{e}/@{name}" for each in PROFILES for name, bearers in each.attributes.items() for e in bearers}
    shown = {name for each in table("examples")["example"] for name in each["shows"]}
    assert {*table("elements"), *shown} <= elements
    assert {name for name in table("attributes") if "/" in name} <= attributes
