"""The check of Schematron rules: which schemas are taken, and how what they find is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tei.cli import main
from tei.core import stream
from tei.core.diagnostic import Diagnostic, Refused
from tei.core.edition import Edition
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.schematron import Schematron
from tei.validate import rules, validate

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}" defaultPhase="{phase}"
        xmlns:sqf="http://www.schematron-quickfix.com/validator/process">
  <phase id="all"><active pattern="p"/><active pattern="q"/></phase>
  <phase id="few"><active pattern="q"/></phase>
  <pattern id="p" see="https://example.org/rules">
    <rule context="b">
      <assert id="b-n" test="@n" diagnostics="why">No n in
        <name/>.</assert>
      <report test="@old" role="warn" sqf:fix="drop">Old.</report>
      <sqf:fix id="drop"><sqf:description><sqf:title>take old away</sqf:title></sqf:description>
        <sqf:delete match="@old"/></sqf:fix>
    </rule>
  </pattern>
  <pattern id="q"><rule context="c" role="info" subject="b"><report test="{test}">A c.</report></rule></pattern>
  <diagnostics><diagnostic id="why">Give it one.</diagnostic></diagnostics>
</schema>"""

Check = Callable[..., list[Diagnostic]]
ISO = "http://purl.oclc.org/dsdl/schematron"


def schema(binding: str = "xslt", phase: str = "#ALL", test: str = "true()") -> str:
    return SCHEMA.format(binding=binding, phase=phase, test=test)


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Writes a document beside rules.sch and tells what the rules find in it."""
    (tmp_path / "rules.sch").write_text(schema())

    def found(document: str, *names: str, **options: Any) -> list[Diagnostic]:
        (tmp_path / "d.xml").write_text(document, encoding="utf-8")
        edition = Edition.load(str(tmp_path / "d.xml"))
        paths = [str(tmp_path / name) for name in names]
        return validate(edition, Profile.load("plain"), schematron=paths, only=("rules",), **options)

    return found


def texts(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{each.severity} {each.rule} {each.message}" for each in diagnostics]


def test_a_finding_has_its_place_its_rule_its_severity_and_its_cure(check: Check) -> None:
    first, second = check('<a>\n  <b old="1"/></a>', "rules.sch")
    assert texts([first, second]) == ["error b-n No n in b.", "warning p Old."]
    assert first.code == second.code == "S101"
    assert first.labels[0].source.position(first.labels[0].span.start) == (2, 3)
    assert first.help == "Give it one.; see https://example.org/rules"
    assert second.fix is not None
    assert (second.fix.words, second.fix.safe, len(second.fix.edits)) == ("take old away", True, 1)


def test_a_rule_hides_nothing_that_other_checks_find(tmp_path: Path) -> None:
    (tmp_path / "rules.sch").write_text(schema(test="self::*").replace('"c"', "\"*[local-name() = 'term']\""))
    document = '<text xmlns="http://www.tei-c.org/ns/1.0">A <term></term></text>'
    edition = Edition(Source("d.xml", document))
    paths = [str(tmp_path / "rules.sch")]
    found = validate(edition, Profile.load("plain"), schematron=paths, only=("rules", "empty"))
    assert {each.code for each in found} == {"S101", "T311"}
    assert len({each.labels[0].span for each in found}) == 1


def test_findings_that_say_the_same_are_counted(check: Check) -> None:
    document = "<a>" + "<b/>" * 3 + "</a>"
    assert texts(check(document, "rules.sch")) == ["error b-n No n in b. (and 2 more like it)"]
    assert len(check(document, "rules.sch", every=True)) == 3


def test_a_schema_that_is_named_twice_is_run_once(check: Check) -> None:
    assert texts(check("<a><b/></a>", "rules.sch", "rules.sch")) == texts(check("<a><b/></a>", "rules.sch"))


def test_the_subject_is_the_place_and_the_context_is_named(check: Check) -> None:
    (found,) = check('<a><c>\n<b n="1"/></c></a>', "rules.sch")
    assert [str(label).rpartition("/")[2] for label in found.labels] == ["d.xml:2:1", "d.xml:1:4"]
    assert found.severity == "info"


def test_a_phase_is_chosen_by_the_user_or_the_document(check: Check) -> None:
    document = "<a><b/><c><b/></c></a>"
    assert len(check(document, "rules.sch")) == 2
    assert texts(check(document, "rules.sch", phase="few")) == ["info q A c."]
    named = f'<?xml-model href="rules.sch" schematypens="{ISO}" phase="few"?>\n{document}'
    assert texts(check(named)) == ["info q A c."]
    with pytest.raises(Refused, match="there is no phase 'fe'"):
        check(document, "rules.sch", phase="fe")


def test_a_schema_that_the_document_names_and_that_cannot_be_used_is_told_at_its_place(check: Check) -> None:
    (found,) = check(f'<?xml-model href="none.sch" schematypens="{ISO}"?>\n<a/>')
    assert found.code == "P301"
    assert str(found.labels[0]).endswith("d.xml:1:1")


def test_rules_in_a_grammar_are_found_in_both_syntaxes(check: Check, tmp_path: Path) -> None:
    (tmp_path / "g.rnc").write_text(
        f'namespace sch = "{ISO}"\n'
        'start = [ sch:pattern [ sch:rule [ context = "b" sch:assert [ test = "@n" "No n." ] ] ] ] element a { any }\n'
        "any = element * { attribute * { text }*, any }*\n"
    )
    (tmp_path / "g.rng").write_text(rules._converted(str(tmp_path / "g.rnc")))
    for name in ("g.rnc", "g.rng"):
        assert texts(check("<a><b/></a>", name)) == ["error  No n."]


def test_a_profile_may_name_rules(check: Check, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('title = "Own"\n[validate]\nschematron = "rules.sch"\n')
    found = validate(Edition.decode(b"<a><b/></a>", "d.xml"), Profile.load(str(tmp_path / "own.toml")), only=["rules"])
    assert [each.rule for each in found] == ["b-n"]


def test_rules_that_cannot_be_run_are_listed(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new.sch").write_text(schema("xslt2", test="current-date() gt xs:date('2000-01-01')"))
    monkeypatch.setattr(rules, "_loaded", lambda path, phase: Schematron.load(path, phase, "lxml"))
    told = check("<a><b/></a>", "new.sch")
    assert [each.code for each in told] == ["S101", "P305"] or [each.code for each in told] == ["P305", "S101"]
    (missing,) = (each for each in told if each.code == "P305")
    assert missing.message.endswith("was not run, for c: the function current-date() is not of XPath 1.0")
    assert missing.rule == "q"
    assert "current-date" in missing.labels[0].text
    assert "tei[saxon]" in missing.help


def test_a_run_with_rules_that_cannot_be_run_is_no_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_loaded", lambda path, phase: Schematron.load(path, phase, "lxml"))
    (tmp_path / "new.sch").write_text(schema("xslt2", test="current-date() gt xs:date('2000-01-01')"))
    (tmp_path / "d.xml").write_text("<a/>")
    words = ["validate", str(tmp_path / "d.xml"), "--schematron", str(tmp_path / "new.sch"), "--check", "rules"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert "P305" in result.output


def test_a_rule_that_cannot_be_judged_is_told_in_the_document_and_in_the_schema(check: Check, tmp_path: Path) -> None:
    pytest.importorskip("saxonche")
    (tmp_path / "new.sch").write_text(schema("xslt2", test="xs:date(.) lt current-date()"))
    told = [each for each in check("<a><c>x</c></a>", "new.sch") if each.code == "S102"]
    assert len(told) == 1
    assert [str(label).rpartition("/")[2] for label in told[0].labels] == ["d.xml:1:4", "new.sch:14:61"]


def test_what_an_encoding_was_made_from_is_shown(tmp_path: Path) -> None:
    (tmp_path / "rules.sch").write_text(schema())
    plain = Edition.decode(b"<a><b/></a>", "d.xml")
    edition = Edition(plain.source, Source("d.txt", "x"), (None, Span(0, 1)))
    (found,) = validate(edition, Profile.load("plain"), schematron=[str(tmp_path / "rules.sch")], only=("rules",))
    assert [str(label) for label in found.labels] == ["d.xml:1:4", "d.txt:1:1"]


def test_reports_in_their_own_language_are_written_on_request(check: Check, tmp_path: Path) -> None:
    check("<a><b/></a>", "rules.sch", svrl=str(tmp_path / "reports"))
    (written,) = (tmp_path / "reports").iterdir()
    assert written.name == "d.rules.svrl"
    assert "failed-assert" in written.read_text(encoding="utf-8")


def test_no_report_takes_the_place_of_another(tmp_path: Path) -> None:
    (tmp_path / "rules.sch").write_text(schema())
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "d.xml").write_text("<a><b/></a>")
    words = ["validate", str(tmp_path), "--schematron", str(tmp_path / "rules.sch"), "--check", "rules"]
    result = CliRunner().invoke(main, [*words, "--svrl", str(tmp_path / "reports")])
    assert result.exit_code == 2
    assert "P107" in result.output
    assert not (tmp_path / "reports").exists()


def test_several_processes_find_what_one_does(tmp_path: Path) -> None:
    pytest.importorskip("saxonche")
    (tmp_path / "new.sch").write_text(schema("xslt2", test="current-date() gt xs:date('2000-01-01')"))
    for number in range(3):
        (tmp_path / f"d{number}.xml").write_text(f"<a><b/><c><b n='{number}'/></c></a>")
    words = [
        "validate",
        str(tmp_path),
        "--schematron",
        str(tmp_path / "new.sch"),
        "--check",
        "rules",
        "--format",
        "json",
    ]
    outputs = [CliRunner().invoke(main, [*words, "--jobs", jobs]).stdout for jobs in ("1", "2")]
    assert outputs[0] == outputs[1]
    assert outputs[0].count('"S101"') == 6


def test_what_is_found_in_another_document_has_its_place_there(check: Check, tmp_path: Path) -> None:
    pytest.importorskip("saxonche")
    (tmp_path / "other.xml").write_text("<a>\n<b/></a>")
    (tmp_path / "both.sch").write_text(
        f'<schema xmlns="{ISO}" queryBinding="xslt2"><pattern documents="resolve-uri(\'other.xml\', base-uri(/))">'
        '<rule context="b"><assert test="@n">No n.</assert></rule></pattern></schema>'
    )
    (found,) = check("<a/>", "both.sch")
    assert [str(label).rpartition("/")[2] for label in found.labels] == ["other.xml:2:1"]
    assert found.fixes == ()


def test_rules_that_are_read_beforehand_may_be_none(tmp_path: Path) -> None:
    (tmp_path / "bad.sch").write_text("<schema/>")
    rules.prepare(["", str(tmp_path / "bad.sch"), str(tmp_path / "none.sch"), "g.rng"], "")


def test_rules_of_the_profile_are_not_run_on_large_files_unless_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LARGE", 4)
    (tmp_path / "rules.sch").write_text(schema())
    (tmp_path / "own.toml").write_text('title = "Own"\n[validate]\nschematron = "rules.sch"\n')
    profile = Profile.load(str(tmp_path / "own.toml"))
    (tmp_path / "d.xml").write_text("<a><b/></a>")
    stored = Edition(stream.Stored("d.xml", tmp_path / "d.xml"))
    (told,) = validate(stored, profile, only=["rules"])
    assert (told.code, told.severity) == ("S002", "info")
    (found,) = validate(stored, profile, only=["rules"], schematron=[str(tmp_path / "rules.sch")])
    assert found.rule == "b-n"
