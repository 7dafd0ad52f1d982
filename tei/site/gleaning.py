"""What a site wants to know of each of its parts before any page is made."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tei.core.edition import XML_ID, Edition
from tei.core.profile import Profile
from tei.render import Metadata
from tei.render.transform import targets
from tei.site.inert import is_inert
from tei.site.parts import Part
from tei.site.pictures import pictures
from tei.site.registers.correspondence import Party, parties
from tei.site.registers.entry import RegisterEntry, described
from tei.site.registers.mentions import Mention, mentions

_NCNAME = re.compile(r"[^\W\d][\w.\-\u00b7]*")
"""What may be an id, nearly as Namespaces in XML, section 4, has it; anything else names no place, and no file."""

_DRESSED = re.compile(r"<\?xml-stylesheet|<!ATTLIST")
"""What may make more of a text than is in its tree: that of a file which includes others has neither."""


@dataclass(frozen=True)
class Gleaning:
    """What is known of a part without its tree: `ids` have a place on its page, `targets` are where it points to.

    `entries` are the persons, places and terms that it describes, by id; `mentions` names of these, in order; `listed`
    the place of those that a list in the front or back matter names; `parties` who sent and who received it; `pictures`
    the addresses of those that it shows; it is `inert` if a browser may open its TEI.
    """

    metadata: Metadata
    ids: tuple[str, ...] = field(default=(), repr=False)
    targets: tuple[str, ...] = field(default=(), repr=False)
    entries: dict[str, RegisterEntry] = field(default_factory=dict, repr=False)
    mentions: tuple[tuple[str, Mention], ...] = field(default=(), repr=False)
    listed: dict[str, str] = field(default_factory=dict, repr=False)
    parties: tuple[Party, ...] = field(default=(), repr=False)
    pictures: tuple[str, ...] = field(default=(), repr=False)
    inert: bool = True


def glean(profile: Profile, part: Part) -> Gleaning:
    """What a part tells of itself."""
    edition = part.edition
    known = {entry.id: entry for entry in described(edition.tree) if _NCNAME.fullmatch(entry.id)}
    named = list(mentions(edition.tree, known))
    return Gleaning(
        Metadata.of(edition, divided=part.divided),
        tuple(dict.fromkeys(_ids(edition))),
        tuple(dict.fromkeys(targets(edition))),
        known,
        tuple((id, mention) for id, mention in named if not mention.listed),
        # Read from the end, so that the first place of each is what stays.
        {id: mention.id for id, mention in reversed(named) if mention.listed},
        tuple(parties(edition.tree, known)),
        tuple(dict.fromkeys(pictures(edition.tree))),
        is_inert(edition.tree) and not _DRESSED.search(edition.source.text),
    )


def _ids(edition: Edition) -> list[str]:
    return [
        id
        for text in edition.tree.iterfind("{*}text")
        for element in text.iter("{*}*")
        if _NCNAME.fullmatch(id := element.get(XML_ID, ""))
    ]
