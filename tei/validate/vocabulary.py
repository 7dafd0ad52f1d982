"""TEI as people use it, for the words in which it is said what is wrong."""

from __future__ import annotations

from tei.core.namespaces import TEI
from tei.relaxng import Vocabulary
from tei.validate.parts import INSTEAD, PARTNERS, PARTS
from tei.validate.strangers import ATTRIBUTES, ELEMENTS
from tei.validate.usage import ADVICE, BOUNDS, EXAMPLES, FORMS, STAND_INS, STRETCHES, UNKNOWN, VALUES

VOCABULARY = Vocabulary(
    namespaces={TEI: "TEI"},
    likeliest=(
        "p item row cell list table head opener closer signed dateline salute div quote text body front back "
        "persName placeName orgName date name rs gloss ref ptr term hi seg title label note graphic "
        "fileDesc titleStmt publicationStmt sourceDesc encodingDesc profileDesc revisionDesc bibl lg l sp"
    ).split(),
    aside=frozenset("note figure desc label bibl figDesc argument meeting metamark epigraph camera caption".split()),
    common=frozenset(
        "id n lang base space rend rendition style corresp ana facs cert resp source change generatedBy "
        "synch sameAs copyOf next prev exclude select decls".split()
    ),
    parts=PARTS,
    partners=PARTNERS,
    instead=INSTEAD,
    elements=ELEMENTS,
    attributes=ATTRIBUTES,
    stand_ins=STAND_INS,
    values=VALUES,
    examples=EXAMPLES,
    advice=ADVICE,
    forms=FORMS,
    stretches=STRETCHES,
    bounds=BOUNDS,
    doubt="cert=low",
    unknown=UNKNOWN,
)
"""How the engine of RELAX NG is to speak of TEI."""
