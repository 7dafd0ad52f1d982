"""The reference transformation (`reference.xsl`), run by Saxon: what the standard makes of a schema and a document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from lxml import etree

from tei.schematron import Finding, Fired, Node
from tei.schematron.schema import Schema

OWN = "{urn:x-reference}"
Kind = Any


@dataclass(frozen=True)
class Judgement:
    """What one assertion says of one node; `assertion` counts patterns, rules and assertions from 1: `2.1.3`."""

    assertion: str
    node: Node
    message: str = ""
    subject: Node | None = None
    diagnostics: tuple[tuple[str, str], ...] = ()
    properties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Judged:
    """What a schema says of a document; `fired` and `stopped` are pairs of a number and a node."""

    findings: frozenset[Judgement]
    fired: frozenset[tuple[str, Node]] = frozenset()
    stopped: frozenset[tuple[str, Node]] = frozenset()


@cache
def processor() -> Any:
    from saxonche import PySaxonProcessor

    return PySaxonProcessor(license=False)


@cache
def compiler() -> Any:
    return (
        processor()
        .new_xslt30_processor()
        .compile_stylesheet(stylesheet_file=str(Path(__file__).with_name("reference.xsl")))
    )


class Reference:
    """The transformation made from the schema in a file."""

    def __init__(self, schema: Path, phase: str = "", *, careful: bool = False, fired: bool = False) -> None:
        made = compiler()
        made.set_parameter("phase", processor().make_string_value(phase or "#DEFAULT"))
        made.set_parameter("careful", processor().make_boolean_value(careful))
        made.set_parameter("fired", processor().make_boolean_value(fired))
        node = processor().parse_xml(xml_file_name=str(schema))
        self.text: str = made.transform_to_string(xdm_node=node)
        self._compiled = processor().new_xslt30_processor().compile_stylesheet(stylesheet_text=self.text)

    def judge(self, document: Path) -> Judged:
        """What it says of the document in a file."""
        return read(self.run(processor().parse_xml(xml_file_name=str(document))))

    def run(self, node: Any) -> str:
        """The records as XML."""
        self._compiled.set_global_context_item(xdm_item=node)
        return cast("str", self._compiled.call_template_returning_string("{urn:x-reference}start"))


def read(records: str) -> Judged:
    root = etree.fromstring(records.encode("utf-8"), etree.XMLParser(huge_tree=True))
    return Judged(
        frozenset(map(_judgement, root.iter(f"{OWN}finding"))),
        frozenset((each.get("rule", ""), _node(each)) for each in root.iter(f"{OWN}fired")),
        frozenset((each.get("assertion", ""), _node(each)) for each in root.iter(f"{OWN}stopped")),
    )


def _node(element: etree._Element) -> Node:
    path = tuple(map(int, element.get("path", "").split()))
    kind: Kind = element.get("kind", "")
    # Java writes an address of a file with one slash.
    document = re.sub("^file:/(?!/)", "file:///", element.get("document", ""))
    return Node(path, kind, element.get("name", ""), int(element.get("index", "0")), document)


def _judgement(element: etree._Element) -> Judgement:
    subject = element.find(f"{OWN}subject")
    return Judgement(
        element.get("assertion", ""),
        _node(element),
        _words(element.find(f"{OWN}message")),
        None if subject is None else _node(subject),
        tuple((each.get("id", ""), _words(each)) for each in element.iter(f"{OWN}diagnostic")),
        tuple((each.get("id", ""), _words(each)) for each in element.iter(f"{OWN}property")),
    )


def _words(element: etree._Element | None) -> str:
    return "" if element is None else squeezed("".join(map(str, element.itertext())))


def squeezed(text: str) -> str:
    """A text with white space made single: how much of it a message keeps is nobody's concern."""
    return " ".join(text.split())


class Numbers:
    """The numbers of the assertions and the rules of a schema, as the reference counts them."""

    def __init__(self, schema: Schema) -> None:
        self.rules = {
            rule: f"{p}.{r}" for p, pattern in enumerate(schema.patterns, 1) for r, rule in enumerate(pattern.rules, 1)
        }
        self.assertions = {
            assertion: f"{number}.{a}"
            for rule, number in self.rules.items()
            for a, assertion in enumerate(rule.assertions, 1)
        }

    def finding(self, finding: Finding) -> Judgement:
        return Judgement(
            self.assertions[finding.assertion],
            finding.node,
            squeezed(finding.message),
            finding.subject,
            tuple((id, squeezed(words)) for id, words in finding.diagnostics),
            tuple((id, squeezed(words)) for id, words in finding.properties),
        )

    def fired(self, fired: Fired) -> tuple[str, Node]:
        return self.rules[fired.rule], fired.node
