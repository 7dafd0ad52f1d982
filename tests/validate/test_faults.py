from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei.core.edition import TEI, XML_ID, Edition
from tei.core.resources import path
from tei.validate.faults import faults_of
from tei.validate.reading import Reading

BASE = Edition.decode((Path(__file__).parent / "base.xml").read_bytes(), "d5.xml").tree
SIZE = sum(1 for _ in BASE.getroot().iter("*"))
JUDGE = etree.RelaxNG(file=str(path("schemas/frus.rng")))
READING = Reading(str(path("schemas/frus.rng")))
NAMES = sorted(name for name in READING.elements if name.startswith(f"{{{TEI}}}"))


@st.composite
def damaged(draw: st.DrawFn) -> etree._Element:
    """base.xml with one to three random changes."""
    root = deepcopy(BASE.getroot())
    for _ in range(draw(st.integers(1, 3))):
        elements = list(root.iter("*"))[1:]
        one = elements[draw(st.integers(0, SIZE)) % len(elements)]
        other = elements[draw(st.integers(0, SIZE)) % len(elements)]
        parent = one.getparent()
        assert parent is not None
        match draw(st.sampled_from("delete copy rename move text attribute value".split())):
            case "delete" if len(elements) > 1:
                parent.remove(one)
            case "copy":
                twin = deepcopy(one)
                for inner in twin.iter("*"):
                    inner.attrib.pop(XML_ID, None)
                one.addnext(twin)
            case "rename":
                one.tag = draw(st.sampled_from(NAMES))
            case "move" if one is not other and one not in other.iterancestors():
                other.append(one)
            case "text":
                one.text = draw(st.sampled_from(["", " ", "word"]))
            case "attribute" if one.attrib:
                del one.attrib[draw(st.sampled_from(sorted(one.attrib)))]
            case "value":
                one.set(
                    draw(st.sampled_from(["type", "when", "from", "n", "target", "odd"])),
                    draw(st.text("1a-", max_size=3)),
                )
            case _:
                pass
    return root


@settings(max_examples=300, deadline=None)
@given(damaged())
def test_faults_are_found_where_and_only_where_libxml2_sees_one(root: etree._Element) -> None:
    valid = JUDGE.validate(root.getroottree())
    faults = list(faults_of(root, READING))
    assert valid == (not faults), (faults, JUDGE.error_log)
