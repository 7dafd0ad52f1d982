"""`tei explain`: what a code means, and what a TEI element or attribute is for."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from tei.cli import options
from tei.cli.session import Session
from tei.cli.streams import coloured
from tei.core.diagnostic import Refused

if TYPE_CHECKING:
    from tei.explain.reference import Reference

_WIDEST = 100


@click.command("explain")
@click.argument("name", nargs=-1)
@click.option(
    "--schema",
    default="",
    metavar="FILE|ADDRESS",
    help="A RELAX NG grammar (.rng, .rnc) in place of the profile's, to look elements and attributes up in.",
)
@options.profile
@click.pass_context
def command(context: click.Context, name: tuple[str, ...], schema: str, profile: str) -> None:
    """Tell what a code means, or what a TEI element or attribute is for.

    NAME is a code such as L101, or how codes begin; an element such as persName; an attribute such
    as @when, or date/@when for that of one element. Without a NAME all codes are listed.

    \b
    tei explain R102          what is wrong, an example of it, what to do
    tei explain R             all codes of the grammar
    tei explain date          where it may stand, what it may hold, its attributes
    tei explain date/@when    what it is for, what it takes
    """
    named = context.get_parameter_source("profile") is not click.core.ParameterSource.DEFAULT
    with Session(quiet=True) as session:
        from tei.explain import explain, listing
        from tei.explain.page import pages

        if not name:
            session.write(listing(pages()), None)
        for index, asked in enumerate(options.listed(name)):
            try:
                text = explain(asked, lambda: _reference(profile if named else "", schema))
            except Refused as refused:
                session.tell(refused.diagnostics)
            else:
                session.write("\n" * bool(index) + _shown(text), None)


def _shown(text: str) -> str:
    """A page as it fits where standard output goes; a list of codes is as wide as it is."""
    from tei.explain.terminal import terminal

    if not text.startswith("# "):
        return text
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    return terminal(text, colour=coloured(sys.stdout), width=width)


def _reference(profile: str, schema: str) -> Reference:
    """What elements are looked up in: what is named, else the project's.

    Raises Refused: P102 or P104 for the profile, P301 or P302 for the schema, P104 or P502 for tei.toml.
    """
    from tei.core import resources
    from tei.core.fetched import at_hand
    from tei.core.profile import DEFAULT, Profile
    from tei.core.project import Project, Rules
    from tei.explain.reference import Reference
    from tei.relaxng import Grammar
    from tei.validate.vocabulary import VOCABULARY

    rules = Project().rules if profile or schema else Project.find().rules
    rules = rules.then(Rules(profile=profile, schema=(schema,) if schema else ()))
    practice = Profile.load(rules.profile or DEFAULT)
    path = next((each for each in rules.schema if each.endswith((".rng", ".rnc"))), "")
    title = f"the schema {path}" if path else f"the profile {practice.name}"
    return Reference(Grammar.load(resources.found(at_hand(path or practice["validate"]["schema"]))), VOCABULARY, title)
