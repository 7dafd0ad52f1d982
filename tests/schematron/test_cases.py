"""Small schemas with a document each, and what is found in it, written down from the standard.

The tables in `cases` hold them by theme. A schema that begins with `<rule` stands in a pattern, one that does not begin
with the root of a file stands in a `<schema>` of the `binding` (else "xslt2") with the attributes `root`. Each finding
is `assertion | XPath of the node | message`; an assertion without an id is the number of its pattern, its rule and
itself, as in `1.2.1`; the node of another file has that file's name before its XPath. Lists beside `expected` tell of
the finding in the same place. Cases for "saxon" may be more than XPath 1.0; what is, is listed as not run without it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from schematron.changed import changed, same
from schematron.reference import Numbers, Reference, squeezed

from tei.core.address import address_of
from tei.core.diagnostic import Refused
from tei.core.edition import Edition
from tei.schematron import Finding, Fired, Node, Schematron, Stopped
from tei.schematron.schema import severity
from tei.schematron.schematron import Engine

NAMESPACES = {
    "t": "http://www.tei-c.org/ns/1.0",
    "a": "urn:a",
    "b": "urn:b",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
ISO = "http://purl.oclc.org/dsdl/schematron"
HEAD = f'<schema xmlns="{ISO}" xmlns:sqf="http://www.schematron-quickfix.com/validator/process" '
HEAD += 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
KEYS = frozenset(
    """theme name schema binding root phase engines document files expected clean fired stopped refused place says
    severity subject diagnostics properties about offers titles fixed reference""".split()
)
CASES = [
    {"theme": path.stem, **case}
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
Case = dict[str, Any]


def parameters(cases: Sequence[Case]) -> list[Any]:
    return [pytest.param(case, id=f"{case['theme']}: {case['name']}") for case in cases]


SOUND = [case for case in CASES if "refused" not in case]
BROKEN = [case for case in CASES if "refused" in case]
needs_saxon = pytest.mark.skipif(find_spec("saxonche") is None, reason="saxonche is not installed")


def test_there_are_many_and_each_says_something() -> None:
    assert len(CASES) >= 200
    for case in CASES:
        assert case.keys() <= KEYS, case["name"]
        assert case.get("engines", "both") in ("both", "saxon"), case["name"]
        assert ("expected" in case or "clean" in case) != ("refused" in case), case["name"]
        assert len(case.get("files", {})) or "files" not in case, case["name"]
    names = [(case["theme"], case["name"]) for case in CASES]
    assert len(set(names)) == len(names)


def whole(case: Case) -> str:
    """The text of a case's schema."""
    text: str = case["schema"].strip()
    if text.startswith("<rule"):
        text = f"<pattern>{text}</pattern>"
    if re.match(r"<(schema|[?]xml|sch:schema|grammar|element|TEI|schemaSpec)\b", text):
        return text
    binding = case.get("binding", "xslt2")
    attribute = f'queryBinding="{binding}"' if binding else ""
    return f"{HEAD} {attribute} {case.get('root', '')}>{text}</schema>"


def written(case: Case, folder: Path) -> Path:
    for name, text in case.get("files", {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    schema = folder / "schema.sch"
    schema.write_text(whole(case), encoding="utf-8")
    return schema


def node_at(where: str, document: Path) -> Node:
    """The address of the node that an XPath names, after the name of the file where that is another one."""
    found = re.match(r"([\w.-]+\.xml) ", where)
    other, path = (found[1], where[found.end() :]) if found else ("", where)
    path = path.strip()
    file = document.with_name(other) if other else document
    address = address_of(str(file)) if other else ""
    tree = etree.parse(file, etree.XMLParser(collect_ids=False))
    if path == "/":
        return Node((), "document", document=address)
    (node,) = tree.xpath(path, namespaces=NAMESPACES)
    if not isinstance(node, str):
        kinds = {etree.Comment: "comment", etree.ProcessingInstruction: "processing-instruction"}
        kind: Any = kinds.get(node.tag, "element")
        if kind == "element":
            return Node(steps(node), "element", document=address)
        return Node(steps(node.getparent()), kind, index=before(node), document=address)
    text: Any = node
    parent: etree._Element = text.getparent()
    if text.is_attribute:
        return Node(steps(parent), "attribute", text.attrname, document=address)
    if text.is_text:
        return Node(steps(parent), "text", document=address)
    return Node(steps(parent.getparent()), "text", index=before(parent) + 1, document=address)


def steps(element: etree._Element | None) -> tuple[int, ...]:
    if element is None:
        return ()
    parent = element.getparent()
    if parent is None:
        return (0,)
    return (*steps(parent), list(parent.iterchildren("*")).index(element))


def before(node: etree._Element) -> int:
    return sum(1 for _ in node.itersiblings(preceding=True))


def expectation(case: Case, document: Path) -> list[tuple[str, Node, str]]:
    found = []
    for line in case.get("expected", ()):
        name, where, *message = line.split(" | ", 2)
        found.append((name.strip(), node_at(where, document), message[0].strip() if message else "*"))
    return found


def told(number: str, name: str, node: Node, message: str) -> tuple[str, Node, str]:
    return name or number, node, message


def agree(found: Sequence[tuple[str, Node, str]], expected: Sequence[tuple[str, Node, str]]) -> bool:
    """Whether both are the same findings; `*` stands for any message."""
    rest = list(found)
    for name, node, message in expected:
        fits = [each for each in rest if each[:2] == (name, node) and message in ("*", each[2])]
        if not fits:
            return False
        rest.remove(fits[0])
    return not rest


@pytest.mark.parametrize(
    "engine", ["lxml", pytest.param("saxon", marks=needs_saxon), pytest.param("auto", marks=needs_saxon)]
)
@pytest.mark.parametrize("case", parameters(SOUND))
def test_what_is_found_is_what_the_standard_says(case: Case, engine: Engine, tmp_path: Path) -> None:
    schematron = Schematron.load(str(written(case, tmp_path)), case.get("phase", ""), engine)
    for number, clean in enumerate(case.get("clean", ())):
        if not schematron.not_run:
            path = tmp_path / f"clean{number}.xml"
            path.write_text(clean, encoding="utf-8")
            assert list(schematron.validate(Edition.load(str(path)))) == []
    if "expected" not in case:
        return
    document = tmp_path / "document.xml"
    document.write_text(case["document"], encoding="utf-8")
    outcomes = list(schematron.validate(Edition.load(str(document)), fired=True))
    findings = [each for each in outcomes if isinstance(each, Finding)]
    numbers = Numbers(schematron.schema)
    found = [
        told(numbers.finding(each).assertion, each.assertion.id, each.node, squeezed(each.message)) for each in findings
    ]
    expected = expectation(case, document)
    if engine == "lxml" and schematron.not_run:
        assert case.get("engines") == "saxon", schematron.not_run
        assert all(any(agree([one], [other]) for other in expected) for one in found)
        return
    assert not schematron.not_run
    assert agree(found, expected), found
    stopped = [each for each in outcomes if isinstance(each, Stopped)]
    assert len(stopped) == len(case.get("stopped", ())), stopped
    for each, line in zip(stopped, case.get("stopped", ()), strict=True):
        name, where = line.split(" | ")
        assert each.assertion is not None
        assert (each.assertion.id, each.node) == (name, node_at(where, document))
        assert each.message
    if "fired" in case:
        rules = sorted(numbers.fired(each) for each in outcomes if isinstance(each, Fired))
        assert rules == sorted((n, node_at(w, document)) for n, w in (line.split(" | ") for line in case["fired"]))
    ordered = [finding for one in expected for finding in findings if agree([found[findings.index(finding)]], [one])]
    details(case, ordered, document)
    # A rule may be XPath 1.0 where its fixes are not: then these are not offered.
    if engine != "lxml" or case.get("engines") != "saxon" or any(each.offers for each in ordered):
        offers(case, ordered)


def details(case: Case, findings: Sequence[Finding], document: Path) -> None:
    """What else a case says of its findings."""
    if "severity" in case:
        assert [severity(each.assertion, each.rule, each.pattern) for each in findings] == case["severity"]
    if "subject" in case:
        subjects = [node_at(where, document) if where else None for where in case["subject"]]
        assert [each.subject for each in findings] == subjects
    for kind in ("diagnostics", "properties"):
        if kind in case:
            given = [[f"{id} | {squeezed(words)}" for id, words in getattr(each, kind)] for each in findings]
            assert given == case[kind]
    for each in findings[:1]:
        for name, value in case.get("about", {}).items():
            of, _, attribute = name.partition(".")
            assert getattr(getattr(each, of), attribute) == value, name


def offers(case: Case, findings: Sequence[Finding]) -> None:
    """What a case says of the quick fixes of its findings."""
    if "offers" in case:
        assert [[offer.fix.id for offer in each.offers] for each in findings] == case["offers"]
    for name, title in case.get("titles", {}).items():
        assert title in [squeezed(o.title) for each in findings for o in each.offers if o.fix.id == name]
    for name, result in case.get("fixed", {}).items():
        offer = next(offer for each in findings for offer in each.offers if offer.fix.id == name)
        made = changed(case["document"], offer.changes)
        assert same(made, result), (made, offer.changes)


@needs_saxon
@pytest.mark.parametrize("case", parameters([case for case in SOUND if case.get("reference", True)]))
def test_the_reference_finds_the_same(case: Case, tmp_path: Path) -> None:
    schema = written(case, tmp_path)
    reference = Reference(schema, case.get("phase", ""), careful=True, fired=True)
    ids = {n: a.id for a, n in Numbers(Schematron.load(str(schema)).schema).assertions.items() if a.id}
    for number, clean in enumerate(case.get("clean", ())):
        path = tmp_path / f"clean{number}.xml"
        path.write_text(clean, encoding="utf-8")
        assert not reference.judge(path).findings
    if "expected" not in case:
        return
    document = tmp_path / "document.xml"
    document.write_text(case["document"], encoding="utf-8")
    judged = reference.judge(document)
    found = [told(each.assertion, ids.get(each.assertion, ""), each.node, each.message) for each in judged.findings]
    expected = expectation(case, document)
    assert agree(found, expected), found
    if "fired" in case:
        lines = (line.split(" | ") for line in case["fired"])
        assert judged.fired == {(number, node_at(where, document)) for number, where in lines}
    if "stopped" in case:
        assert {(ids[number], node) for number, node in judged.stopped} == {
            (name, node_at(where, document)) for name, where in (line.split(" | ") for line in case["stopped"])
        }
    for kind in ("diagnostics", "properties"):
        if kind in case:
            given = [[f"{id} | {words}" for id, words in getattr(each, kind)] for each in judged.findings]
            assert sorted(given) == sorted(case[kind])
    if "subject" in case:
        subjects = {node_at(where, document) if where else None for where in case["subject"]}
        assert {each.subject for each in judged.findings} == subjects


@pytest.mark.parametrize(
    "engine", ["lxml", pytest.param("saxon", marks=needs_saxon), pytest.param("auto", marks=needs_saxon)]
)
@pytest.mark.parametrize("case", parameters(BROKEN))
def test_a_schema_that_is_wrong_is_refused_at_its_place(case: Case, engine: Engine, tmp_path: Path) -> None:
    schema = written(case, tmp_path)
    document = tmp_path / "document.xml"
    document.write_text(case.get("document", "<a/>"), encoding="utf-8")
    if engine == "lxml" and case.get("engines") == "saxon" and Schematron.load(str(schema), engine=engine).not_run:
        return
    with pytest.raises(Refused) as refused:
        list(Schematron.load(str(schema), case.get("phase", ""), engine).validate(Edition.load(str(document))))
    diagnostic, *_ = refused.value.diagnostics
    assert diagnostic.code == case["refused"]
    assert diagnostic.help
    label = diagnostic.labels[0]
    assert label.source.text[label.span.start :].startswith(case["place"]), label
    assert re.search(case["says"], diagnostic.message), diagnostic.message
