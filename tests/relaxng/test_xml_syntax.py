"""The XML syntax of RELAX NG: what is read, where it stands, how it is written, what is refused."""

from __future__ import annotations

import pytest

from tei.core.diagnostic import Refused
from tei.core.source import Source
from tei.relaxng import xml
from tei.relaxng.schema import ANNOTATIONS, RNG, Node

ENTITIES = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))


def read(text: str) -> Node:
    return xml.read(Source("case.rng", text), "base")


def test_what_is_read() -> None:
    text = (
        "<!-- Ü -->\n<!DOCTYPE grammar [<!ENTITY start '<start><ref name=\"é\"/></start>'>]>\n"
        f'<grammar xmlns="{RNG}" xmlns:x="urn:x" x:k="v" ns="urn:n">ü &start;\n'
        '  <x:e k="w"> <b/> </x:e><x:f>\n <b xmlns=""/>\n</x:f><value> a </value></grammar><!-- end -->'
    )
    root = read(text)
    start, element = (text.index(tag) for tag in ("<grammar", "<x:e"))
    assert (root.name, root.start, root.base) == ("grammar", start, "base")
    assert root.attributes == {"{urn:x}k": "v", "ns": "urn:n"}
    first, junk, _, annotation, other, value, last = root.children
    assert isinstance(first, Node)
    assert isinstance(annotation, Node)
    assert isinstance(other, Node)
    assert isinstance(value, Node)
    assert isinstance(last, Node)
    assert (first.name, first.text, last.text) == ("!--", " Ü ", " end ")
    assert junk == "ü "
    assert (annotation.name, annotation.start, annotation.attributes) == ("{urn:x}e", element, {"k": "w"})
    assert [child if isinstance(child, str) else child.name for child in annotation.children] == [
        " ", f"{{{RNG}}}b", " "
    ]  # fmt: skip
    assert [child if isinstance(child, str) else child.name for child in other.children] == ["{}b"]
    assert value.children == [" a "]
    assert annotation.namespaces == {"": RNG, "x": "urn:x", "xml": xml.XML}


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, 1, "case.rng is not well-formed XML: no element found"),
        ("<é>\n <b></é>", 2, 7, "case.rng is not well-formed XML: mismatched tag"),
        ("<!DOCTYPE a [<!ENTITY b SYSTEM 'x.ent'>]>\n<a>&b;</a>", 2, 4, "case.rng refers to the external entity x.ent"),
        (
            "<!DOCTYPE a SYSTEM 'a.dtd'>\n<a>&b;</a>",
            2,
            4,
            "case.rng refers to the entity &b;, which it does not declare",
        ),
    ],
)
def test_what_is_refused(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.message) == ("P302", words)
    assert diagnostic.labels[0].source.position(diagnostic.labels[0].span.start) == (line, column)


def test_entities_that_grow_without_end_are_refused() -> None:
    with pytest.raises(Refused, match="amplification"):
        read(f"<!DOCTYPE a [<!ENTITY e0 '0123456789'>{ENTITIES}]><a>&e9;</a>")


def test_parameter_entities_are_not_looked_at() -> None:
    assert read("<!DOCTYPE a [<!ENTITY % p SYSTEM 'p.ent'> %p;]><a/>").name == "{}a"


@pytest.mark.parametrize(
    "body",
    [
        "<choice>\n  <!-- One. -->\n  <!--\n    Two,\n\n      and - - more.\n  -->\n  <!---->\n</choice>",
        "<choice>\n  <value>a&lt;&amp;&gt;</value>\n  <value/>\n</choice>",
        '<group xmlns:x="urn:x" x:k="&lt;&quot;&#10;&#9;&#13;">\n  <x:e>a <x:f/><!-- b c --></x:e>\n</group>',
        '<group xmlns:x="urn:x">\n  <ref xmlns:x="urn:y" name="a"/>\n  <ref name="b"/>\n</group>',
        '<group xmlns:a="urn:x">\n  <value type="a:b">a:c</value>\n  <a:e/>\n</group>',
        '<group>\n  <e xmlns="">\n    <rng:f xmlns:rng="http://relaxng.org/ns/structure/1.0"/>\n  </e>\n</group>',
    ],
)  # fmt: skip
def test_what_is_written_as_it_was(body: str) -> None:
    end = min(at for at in (body.index(">"), body.index(" ") if " " in body else 99) if at > 0)
    written = f'<?xml version="1.0" encoding="UTF-8"?>\n{body[:end]} xmlns="{RNG}"{body[end:]}\n'
    again = xml.write(read(written))
    assert again.replace(f' xmlns:rng="{RNG}"', "") == written.replace(f' xmlns:rng="{RNG}"', "")


def test_namespaces_of_annotations_get_prefixes() -> None:
    text = f'<grammar xmlns="{RNG}"><d xmlns="{ANNOTATIONS}"/><e xmlns="urn:x"/></grammar>'
    lines = xml.write(read(text)).splitlines()
    assert lines[1].endswith(f'xmlns:a="{ANNOTATIONS}" xmlns:ns1="urn:x">')
    assert lines[2:4] == ["  <a:d/>", "  <ns1:e/>"]


def test_an_annotation_alone_is_written_too() -> None:
    assert xml.write(read('<a b="c"/>')).splitlines()[1] == '<a xmlns="" b="c"/>'
