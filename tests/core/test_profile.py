from __future__ import annotations

import re
from pathlib import Path

import pytest

from tei.core.diagnostic import Diagnostic, Refused
from tei.core.profile import Profile, id_pattern
from tei.core.registry import Registry, suggestion


def refused(name: str) -> Diagnostic:
    with pytest.raises(Refused) as caught:
        Profile.load(name)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic


@pytest.mark.parametrize("name", Profile.names())
def test_every_profile_that_comes_with_tei_loads(name: str) -> None:
    profile = Profile.load(name)
    assert profile.name == name
    assert profile.title
    assert profile["document"]["id"]


def test_an_unknown_profile_is_refused_with_the_nearest() -> None:
    diagnostic = refused("fruss")
    assert (diagnostic.code, diagnostic.help) == ("P102", "did you mean 'frus'?")
    assert refused("nothing-like-it").help.startswith("known are frus, letters")
    assert refused("none.toml").code == "P102"


def test_a_profile_of_ones_own_extends_another(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('title = "Mine"\nextends = "frus"\n[document]\ntype = "telegram"\n')
    profile = Profile.load(str(path))
    assert profile.name == "mine"
    assert profile["document"]["type"] == "telegram"
    assert profile["read"] == Profile.load("frus")["read"]


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        ('[document]\ntyp = "x"', "P105", "unknown setting 'typ'"),
        ("[document", "P104", "not TOML"),
        ('extends = "{path}"', "P104", "extends itself"),
        ('extends = "frsu"', "P102", "there is no profile 'frsu'"),
        ("extends = 5", "P105", "'extends' must be text in quotation marks, not 5"),
        ('read = "x"', "P105", "'read' must be a table, not 'x'"),
        ("[read]\nsalute = 1", "P105", "'salute' must be true or false, not 1"),
        ('[read]\nhead = "("', "P105", "'head' is no regular expression: missing )"),
        ('[read]\nhead = "x"', "P105", "'head' needs a group (?P<number>…)"),
        ('[read.lists]\nto = "["', "P105", "'to' is no regular expression"),
        ('[read]\nenclosures = "sometimes"', "P105", "'enclosures' cannot be 'sometimes'"),
        ('[deposit]\nemail = "ada"', "P105", "'email' is no e-mail address: 'ada'"),
        ('[render]\nurl = "example.org"', "P105", "'url' is no address of a site: 'example.org'"),
        ('[document]\nid = "{nr}"', "P105", "'id' is no pattern of an id: 'nr'"),
        ('[annotate]\nannotators = "people"', "P105", "'annotators' must be a list, not 'people'"),
        ("[annotate]\nannotators = [1]", "P105", "'annotators' must hold words in quotation marks, not 1"),
        ('[annotate]\nemphasis = [{rend = "italic"}]', "P105", "each 'emphasis' needs `words` or `blocks`"),
        ('[annotate]\nemphasis = [{rend = "italic", words = ["a"], cert = 2}]', "P105", "`cert` of 'emphasis' ca"),
        ('[annotate]\nemphasis = [{rend = "italic", words = "abc"}]', "P105", "`words` of 'emphasis' must be a list"),
        (
            '[annotate]\nemphasis = [{rend = "b", words = ["a"], untill = 9}]',
            "P105",
            "no rule of 'emphasis' has 'untill'",
        ),
        (
            '[annotate]\nemphasis = [{rend = "b", words = ["a"], until = "9"}]',
            "P105",
            "`until` of 'emphasis' must be a",
        ),
        ('[annotate]\nemphasis = [{rend = "b", blocks = ["p"], opening = ["("]}]', "P105", "is no regular expression"),
        ('[annotate]\nemphasis = [{rend = "italic", words = ["("]}]', "P105", "is no regular expression"),
        ("[read.lists]\nto = 1", "P105", "'to' must be text in quotation marks, not 1"),
        ('[encode]\nlanguage = ""', "P105", "'language' is no language tag"),
        ('[document]\npage = ""', "P105", "'page' is no pattern of an id: it holds none of"),
        ('[header]\ndate = "May 2026"', "P105", "'date' is no date: 'May 2026'"),
        ('[header]\nlicence-url = "a b"', "P105", "'licence-url' is no address"),
        ('[header]\ntitle = "a\\u0001"', "P105", "'title' holds a character that XML forbids"),
        ('[header]\nresponsibility = ["x"]', "P105", "each 'responsibility' must be a table with `resp` and `name`"),
    ],
)
def test_a_profile_that_cannot_be_used_is_refused(tmp_path: Path, content: str, code: str, said: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(content.replace("{path}", str(path)))
    diagnostic = refused(str(path))
    assert diagnostic.code == code
    assert said in diagnostic.message
    assert diagnostic.help


def test_files_stand_beside_the_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "ours.rng").write_text("<grammar/>")
    (folder / "base.toml").write_text('title = "Base"\n[validate]\nschema = "ours.rng"\n')
    (folder / "mine.toml").write_text('extends = "base.toml"\n[render]\nedition = "Mine"\n')
    monkeypatch.chdir(tmp_path)
    profile = Profile.load("project/mine.toml")
    assert profile.title == "Base"
    assert Path(profile["validate"]["schema"]).samefile(folder / "ours.rng")
    assert profile["render"]["stylesheet"] == Profile.load("plain")["render"]["stylesheet"]


def test_a_project_adds_its_own_kinds_of_lists(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('extends = "frus"\n[read.lists]\nagenda = "AGENDA"\n')
    assert Profile.load(str(path))["read"]["lists"]["agenda"] == "AGENDA"


def test_dates_need_no_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "header.toml"
    path.write_text("date = 2026-05-01\n")
    assert Profile.load("plain").with_header(str(path))["header"]["date"] == "2026-05-01"


def test_plug_ins_are_found_by_name() -> None:
    registry = Registry("tei.checks", {"length": "builtins:len"})
    assert registry.names() == ["length"]
    assert registry.load("length") is len
    with pytest.raises(Refused, match="there is no check 'lenght'"):
        registry.load("lenght")


def test_plug_ins_of_others_are_found_by_their_entry_points() -> None:
    registry = Registry("console_scripts", {})
    assert "tei" in registry.names()
    assert callable(registry.load("tei"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plian", "did you mean 'plain'?"),
        ("pla", "did you mean 'plain'?"),
        ("xyz", "known are plain, frus"),
    ],
)
def test_suggestions(name: str, said: str) -> None:
    assert suggestion(name, ["plain", "frus"]) == said


def test_what_ids_look_like() -> None:
    pattern = id_pattern("{document}fn{number}.", document="d1", number="[0-9]+")
    assert re.fullmatch(pattern, "d1fn20.")
    assert not re.fullmatch(pattern, "d1fn20x")
    assert not re.search(id_pattern("{stem}"), "anything")
