"""A schema of the kind that real projects have, with everything in it: `everything/main.sch` and what it draws on.

`north1.xml` has a fault for every rule, `north2.xml` none. Each feature is named with the rule that shows it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from schematron.changed import changed
from schematron.reference import Numbers, Reference, squeezed
from schematron.test_cases import node_at

from tei.core.edition import Edition
from tei.schematron import Finding, Schematron, Stopped
from tei.schematron.finding import Outcome
from tei.schematron.schema import severity
from tei.schematron.schematron import Engine

pytest.importorskip("saxonche")

HERE = Path(__file__).parent / "everything"
VOLUME = HERE / "volumes" / "north1.xml"
LETTER = "//t:div[@xml:id='d1'][1]"
SECOND = "(//t:div[@xml:id='d1'])[2]"

FOUND = {
    "file-name": [("/t:TEI", "The id is north7, the file north1.")],
    "id-twice": [(SECOND, "d1 again.")],
    "target": [("//t:ref[@target='#d9']", "Nothing has the id d9.")],
    "volume": [("//t:ref[@target='north3#d1']", "There is no volume north3.")],
    "other-target": [("//t:ref[@target='north2#d7']", "Nothing in north2 has the id d7.")],
    "target-form": [
        ("//t:ref[@target='somewhere']", "“somewhere” is no address."),
        ("//t:ref[@target='plain.xml']", "“plain.xml” is no address."),
    ],
    "person": [
        ("//@corresp[. = '#p_2']", "Nobody is #p_2 among 1."),
        ("//@corresp[. = '#p_3']", "Nobody is #p_3 among 1."),
    ],
    "known-name": [("//t:persName[t:surname]", "No Karl Lund.")],
    "dateline": [(SECOND, "A a letter has a dateline.")],
    "dateline-date": [("//t:div[@xml:id='d3']", "A dateline has a date.")],
    "date-form": [("//@when[. = '1890-02-30']", "@when “1890-02-30” is no date.")],
    "date-zone": [("//@to[contains(., 'T')]", "Write an offset instead of Z.")],
    "date-order": [("//t:date[@to = '1891-03-01']", "From after to.")],
    "date-early": [("//t:date[@from = '1600-01-01']", "Before 1 January 1700.")],
    "date-said": [("//t:date[. = '1892']", "A date says when.")],
    "closers": [("//t:closer[2]", "One closer after the other.")],
    "signed-name": [("//t:closer[1]/t:signed", "No name.")],
    "signed-strong": [("//t:closer[2]/t:signed", "The name is not strong.")],
    "signed-title": [("//t:closer[2]/t:signed", "What follows a name is italic: , of Bodø")],
    "signed-break": [("//t:closer[2]/t:signed", "No lb between name and title.")],
    "no-model": [("/processing-instruction()", "The schema old.rng is old.")],
    "no-todo": [("/comment()", "Something is still to be done: read it again")],
    "title-types": [("//t:titleStmt", "The title of type short is missing.")],
    "children": [("//t:publicationStmt", "Only publisher and date are expected, not pubPlace.")],
    "editor-role": [("//t:editor/@role", "Not a role: chief")],
    "div-type": [("//t:div[@xml:id='d4']", "“poem” is not one of letter, telegram, note.")],
    "one-head": [(SECOND, "A division has one head, not 0.")],
    "long-head": [("//t:div[@xml:id='d3']", "The head is too long.")],
    "hi-rend": [("//@rend[. = 'bold']", "Not among italic, strong, smallcaps: bold in hi")],
    "list-type": [("//@type[. = 'things']", "Not among subject, participants: things in list")],
    "break-empty": [("//t:lb[. = 'x']", "A lb is empty.")],
    "not-empty": [("//t:p[not(node())]", "A p is not empty.")],
    "space-after-open": [(f"{LETTER}/t:p[1]/text()[1]", "Space after an opening mark: ““ The”")],
    "space-before-close": [(f"{LETTER}/t:p[1]/text()[last()]", "Space before .")],
    "straight-quotes": [(f"{LETTER}/t:p[2]/text()[1]", "Straight quotation marks.")],
    "pairs": [("//t:div[@xml:id='d4']/t:p[1]/text()", "The marks “ ” are not in pairs.")],
    "identified": [("//t:note[@n='a']", "note x1 is not of d1")],
    "integer": [("//t:note[@n='a']", "“a” is no number.")],
    "nested-note": [("//t:note/t:note", "A note in a note.")],
    "note-before": [("//t:head/t:note", "Space before a note.")],
    "pages-rise": [
        ("//t:pb[@n='xvi']", "Page xvi (16) after xiv."),
        ("//t:pb[@n='1']", "Page 1 (1) after xvi."),
    ],
    "items-once": [("//t:list[1]", "Twice: sails")],
    "items-most": [("//t:list[1]", "More than 3.")],
    "items-sorted": [("//t:list[2]", "In the order of the alphabet.")],
    "place-twice": [("//t:dateline/t:placeName", "“Tromsø” again: one of Tromsø")],
    "other-header": [("plain.xml //t:teiHeader", "The other volume has no short title.")],
}

FEATURES = {
    "a binding in capitals, entities, comments and instructions, foreign documentation": "one-head",
    "contexts that are instructions": "no-model",
    "contexts that are comments": "no-todo",
    "contexts that are attributes": "editor-role",
    "contexts that are text": "space-after-open",
    "a union of texts by position": "pairs",
    "the schema reads a table in itself by document('')": "div-type",
    "another file reads that table": "dateline",
    "an inclusion by a fragment of a file of another kind": "dateline-date",
    "extends href, whose file has another prefix": "date-form",
    "extends href without instructions": "signed-strong",
    "a variable with elements as content": "title-types",
    "a variable with instructions as content, grouped": "place-twice",
    "a variable of XSLT at the top, with content": "hi-rend",
    "maps and arrays in a variable": "long-head",
    "a map made of the document": "items-once",
    "folding, and a parameter of XSLT": "items-most",
    "sorted arrays": "items-sorted",
    "an abstract pattern with parameters": "hi-rend",
    "a default of a parameter, and another role": "list-type",
    "an abstract rule": "identified",
    "an abstract rule that extends another, declared later": "integer",
    "a function behind the patterns, which calls a template by its name": "pages-rise",
    "a function of an imported file": "pairs",
    "higher-order functions in a function": "date-form",
    "keys": "target",
    "a key into another document": "other-target",
    "a composite key with content": "known-name",
    "doc-available of another volume": "volume",
    "doc() with a fallback": "person",
    "the documents of a pattern": "other-header",
    "the undeclared prefix xs": "date-order",
    "the name of the file": "file-name",
    "a subject": "children",
    "xsl:variable in a pattern": "space-before-close",
    "instructions in a message": "items-once",
    "current() in a variable of a rule": "dateline",
}


def schematron(engine: Engine = "saxon", phase: str = "") -> Schematron:
    return Schematron.load(str(HERE / "main.sch"), phase, engine)


def outcomes(engine: Engine, phase: str = "", path: Path = VOLUME) -> list[Outcome]:
    return list(schematron(engine, phase).validate(Edition.load(str(path))))


@pytest.fixture(scope="module")
def findings() -> dict[str, Finding]:
    """One finding of each rule."""
    return {each.assertion.id: each for each in outcomes("auto") if isinstance(each, Finding)}


@pytest.mark.parametrize("engine", ["auto", "saxon"])
def test_every_rule_finds_its_fault(engine: Engine) -> None:
    found = outcomes(engine)
    assert not [each for each in found if isinstance(each, Stopped)]
    told = {(each.assertion.id, each.node, squeezed(each.message)) for each in found if isinstance(each, Finding)}
    expected = {(id, node_at(where, VOLUME), words) for id, rows in FOUND.items() for where, words in rows}
    assert told == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize("engine", ["auto", "saxon"])
def test_a_sound_volume_has_no_faults(engine: Engine) -> None:
    assert outcomes(engine, path=HERE / "volumes" / "north2.xml") == []


@pytest.mark.parametrize("phase", ["", "quick", "print", "#ALL"])
def test_the_reference_finds_the_same(phase: str) -> None:
    own = schematron(phase=phase)
    numbers = Numbers(own.schema)
    found = {numbers.finding(each) for each in own.validate(Edition.load(str(VOLUME))) if isinstance(each, Finding)}
    assert found == Reference(HERE / "main.sch", phase).judge(VOLUME).findings


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_is_shown_by_a_rule(feature: str, findings: dict[str, Finding]) -> None:
    assert FEATURES[feature] in findings


def test_without_saxon_every_rule_that_is_not_run_is_told() -> None:
    portable = schematron("lxml")
    not_run = {each.rule for each in portable.not_run}
    found = [each for each in outcomes("lxml") if isinstance(each, Finding)]
    assert not_run
    assert all(each.rule.element.get("context") for each in found)
    for finding in found:
        where, words = next(row for row in FOUND[finding.assertion.id] if node_at(row[0], VOLUME) == finding.node)
        assert (squeezed(finding.message), finding.node) == (words, node_at(where, VOLUME))
    run = {each.assertion.id for each in found}
    left = {each.id for rule in not_run for each in rule.assertions}
    assert run | left >= set(FOUND)
    assert all(each.reason and str(each.place) for each in portable.not_run)


def test_phases_choose_patterns_and_set_variables() -> None:
    quick = {each.assertion.id: each for each in outcomes("saxon", "quick") if isinstance(each, Finding)}
    dates = {"date-form", "date-zone", "date-order", "date-early", "date-said"}
    assert quick.keys() == {"div-type", "one-head", "long-head", "depth"} | dates
    assert squeezed(quick["depth"].message) == "At most 1 deep."
    printed = {each.assertion.id for each in outcomes("saxon", "print") if isinstance(each, Finding)}
    typography = {"space-after-open", "space-before-close", "straight-quotes", "pairs"}
    assert printed == {"div-type", "one-head", "long-head"} | typography


def test_roles_are_severities(findings: dict[str, Finding]) -> None:
    severities = {id: severity(each.assertion, each.rule, each.pattern) for id, each in findings.items()}
    warnings = {"no-todo", "volume", "date-zone", "closers", "signed-strong", "space-after-open", "list-type"}
    infos = {"no-model", "known-name", "items-sorted", "place-twice"}
    assert {id for id, each in severities.items() if each == "warning"} == warnings
    assert {id for id, each in severities.items() if each == "info"} == infos


def test_diagnostics_are_in_two_languages(findings: dict[str, Finding]) -> None:
    finding = findings["editor-role"]
    assert [(id, squeezed(words)) for id, words in finding.diagnostics] == [
        ("role.en", "An editor is primary or general, not chief."),
        ("role.de", "Ein Herausgeber ist nicht chief."),
    ]
    schema = schematron().schema
    assert [schema.diagnostics[id].language for id, _ in finding.diagnostics] == ["en", "de"]
    ((_, words),) = findings["date-order"].diagnostics
    assert squeezed(words) == "1891-03-02 is after 1891-03-01, by 1 days"


def test_properties_subjects_and_what_is_said_of_a_rule(findings: dict[str, Finding]) -> None:
    finding = findings["title-types"]
    assert [(id, squeezed(words)) for id, words in finding.properties] == [("missing", "1"), ("where", "in fileDesc")]
    assert (finding.rule.id, finding.rule.flag, finding.rule.see) == (
        "title-statement",
        "header",
        "https://tei.invalid/titles",
    )
    assert (finding.assertion.see, finding.assertion.icon) == ("https://tei.invalid/types", "title.svg")
    assert finding.assertion.fpi == "-//North//Titles//EN"
    assert findings["children"].subject == node_at("//t:pubPlace", VOLUME)
    assert finding.subject is None


def test_the_schema_says_of_itself_what_it_is() -> None:
    schema = schematron().schema
    assert schema.title == "Rules of the Letters from the North"
    assert (schema.version, schema.language, schema.binding) == ("2.1", "en", "3")


@pytest.mark.parametrize(
    ("rule", "fix", "title", "before", "after"),
    [
        ("editor-role", "editor-role", "Write “primary”", 'role="chief"', 'role="primary"'),
        ("break-empty", "clear", "Take away what is in it", "<lb>x</lb>", "<lb/>"),
        ("break-empty", "move", "Move “x” behind it", "<lb>x</lb>", "<lb/>x"),
        ("not-empty", "remove", "Take the p away", "<p/><lb>", "<lb>"),
        ("space-after-open", "no-space", "No space", "“ The ice", "“The ice"),
        ("date-said", "as-when", "Say when", "<date>1892", '<date when="1900">1892'),
        ("date-said", "as-unknown", "Say that it is unknown", "<date>1892", "<!--not known--><date>1892"),
        ("date-said", "here", "As it is written", "<date>1892", '<date when="1892">1892'),
    ],
)
def test_quick_fixes_mend_it(
    rule: str, fix: str, title: str, before: str, after: str, findings: dict[str, Finding]
) -> None:
    offer = next(each for each in findings[rule].offers if each.fix.id == fix)
    assert squeezed(offer.title) == title
    text = VOLUME.read_text(encoding="utf-8")
    assert text.count(before) == 1
    assert changed(text, offer.changes) == changed(text.replace(before, after), ())


def test_all_fixes_are_offered_and_one_is_the_default(findings: dict[str, Finding]) -> None:
    assert [each.fix.id for each in findings["editor-role"].offers] == ["editor-role", "editor-role"]
    assert [each.fix.id for each in findings["break-empty"].offers] == ["clear", "move"]
    assert findings["break-empty"].assertion.default_fix == "clear"
    assert [each.fix.id for each in findings["date-said"].offers] == ["as-when", "as-unknown", "here"]


def test_a_remote_document_is_read_where_a_catalog_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XML_CATALOG_FILES", str(HERE / "catalog.xml"))
    found = [each for each in outcomes("saxon") if isinstance(each, Finding)]
    people = [squeezed(each.message) for each in found if each.assertion.id in ("person", "known-name")]
    assert people == ["Nobody is #p_3 among 2."]
