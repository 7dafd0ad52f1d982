"""What `tei explain` finds under a name, and how it is shown."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei.cli import main
from tei.core import resources
from tei.core.diagnostic import Refused
from tei.explain import explain, listing
from tei.explain.page import FAMILIES, Page, pages
from tei.explain.reference import Reference
from tei.explain.terminal import terminal
from tei.relaxng import Grammar
from tei.validate.vocabulary import VOCABULARY

SCHEMA = """
default namespace = "http://www.tei-c.org/ns/1.0"
namespace x = "urn:x"
start = element TEI { head?, (p | geo)+ }
head = element head { attribute kind { "a" | "b" }, attribute x:own { list { ("c" | xsd:decimal)+ } }?, empty }
## Words.
p = element p { attribute xml:id { xsd:ID }?, attribute n { text }?, (text | x.p | head)* }
x.p = element x:p { attribute n { xsd:integer }, text }
geo = element geo { attribute when { text }?, xsd:decimal }
"""


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    path: Path = tmp_path_factory.mktemp("schema") / "small.rnc"
    path.write_text(SCHEMA, encoding="utf-8")
    return Reference(Grammar.load(path), VOCABULARY, "the schema small.rnc")


def shown(asked: str, reference: Reference) -> str:
    return explain(asked, lambda: reference)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("L101", "# L101: an xml:id is given twice"),
        ("l101", "# L101: an xml:id is given twice"),
        ("L", "L · links and ids"),
        ("R1", "R · grammar"),
        ("r1", "R · grammar"),
        ("P", "P · settings"),
        ("p", "# <p>"),
        ("GEO", "# <geo>"),
        ("@n", "# @n"),
        ("@id", "# @xml:id"),
        ("p/@n", "# p/@n"),
        ("p@XML:ID", "# p/@xml:id"),
        ("castList", "# <castList>"),
        ("<p>", "# <p>"),
        ("</p>", "# <p>"),
    ],
)
def test_what_is_meant(asked: str, first: str, reference: Reference) -> None:
    assert shown(asked, reference).partition("\n")[0] == first


@pytest.mark.parametrize(
    ("asked", "said", "cure"),
    [
        ("L999", "there is no code L999", "`tei explain L` lists those that there are"),
        ("b101", "there is no code B101", "`tei explain` lists those"),
        ("haed", "there is no 'haed'", "did you mean 'head'?"),
        ("blockquote", "there is no 'blockquote'", "TEI writes `<quote>`"),
        ("@class", "there is no '@class'", "TEI writes `@rend`, `@type`, `@ana` or `@rendition`"),
        ("@kidn", "there is no '@kidn'", "did you mean '@kind'?"),
        ("q/@n", "there is no 'q'", "`tei explain` lists all codes"),
        ("p/@kind", "<p> has no @kind in the schema small.rnc", "`tei explain p` lists its attributes"),
        ("", "there is no ''", "`tei explain` lists all codes"),
        ("@", "there is no '@'", "`tei explain` lists all codes"),
    ],
)
def test_what_is_not_there(asked: str, said: str, cure: str, reference: Reference) -> None:
    with pytest.raises(Refused) as caught:
        shown(asked, reference)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "P701"
    assert diagnostic.message.startswith(said)
    assert diagnostic.help.startswith(cure)


def test_the_grammar_is_not_asked_about_codes() -> None:
    def never() -> Reference:
        raise AssertionError

    assert explain("X101", never)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "TEI",
            ["At the beginning: it holds the whole document.", "It must hold `geo` or `p`.", "It may hold `head`."],
        ),
        (
            "p",
            [
                "Words. Lists",
                "In `TEI`.",
                "It may hold text, `head` and `p`.",
                "As on every element: `@n` and `@xml:id`.",
            ],
        ),
        (
            "head",
            ["Nothing: it is empty.", "- `@kind` (must be there): It takes `a` or `b`.", "- `@own`: It takes one or"],
        ),
        ("geo", ["Only a number, such as 3 or 2.5."]),
        ("@n", ["- On `p`: any text.", "## Example"]),
        ("head/@own", ["It takes one or more of `c`, or a number, such as 3 or 2.5."]),
        ("head/@kind", ["It takes `a` or `b`; it must be there."]),
        ("lem", ["TEI has this element; the schema small.rnc does not use it.", "In TEI it is found in `app`."]),
        ("placeName", ["In TEI it is found in `"]),
        ("docTitle", ["In TEI it holds `titlePart`."]),
        ("when", ["There is an attribute of this name: `tei explain @when`."]),
        ("titlePart", ["Instead of it you can write `head`."]),
    ],
)
def test_what_the_pages_say(asked: str, said: str, reference: Reference) -> None:
    page = shown(asked, reference)
    for each in said:
        assert each in page


def test_many_values_and_many_elements_are_not_all_told(tmp_path: Path) -> None:
    path = tmp_path / "wide.rnc"
    names = [f"e{n}" for n in range(50)]
    children = ", ".join(f"element {name} {{ a }}" for name in names)
    values = " | ".join(f'"v{n}"' for n in range(30))
    path.write_text(f"start = element top {{ {children} }}\na = attribute a {{ {values} }}\n", encoding="utf-8")
    wide = Reference(Grammar.load(path), VOCABULARY, "the schema wide.rnc")
    assert "`v3` or 6 others" in shown("e1", wide)
    assert "On 49 elements. `tei explain @a`" in shown("e1/@a", wide)
    assert "- On 50 elements: `v0`" in shown("@a", wide)


def test_of_many_elements_the_usual_ones_come_first(tmp_path: Path) -> None:
    path = tmp_path / "many.rnc"
    rare = [f"e{n}" for n in range(31)]
    path.write_text(
        "start = element TEI { p, back }\n"
        f"p = element p {{ (text | {' | '.join(f'element {name} {{ empty }}' for name in (*rare, 'hi', 'date'))})* }}\n"
        f"back = element back {{ ({' | '.join(f'element {name} {{ empty }}' for name in rare)})* }}\n",
        encoding="utf-8",
    )
    many = Reference(Grammar.load(path), VOCABULARY, "the schema many.rnc")
    assert "It may hold text, `date` and `hi`.\n\nAlso `e0`, `e1`, `e10`" in shown("p", many)
    assert "It may hold `e0`, `e1`, `e10`" in shown("back", many)


def test_a_grammar_made_from_the_guidelines_is_explained_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "tei.rnc"
    path.write_text(
        "## (paragraph) marks paragraphs. [3.1. Paragraphs 7.2.5. Speech]\nstart = element p { \\list, app }\n"
        "## Our lists. [see page 3]\n\\list = element list { empty }\n"
        "## (apparatus) holds readings. [13.1.1. Apparatus]\napp = element app { empty }\n",
        encoding="utf-8",
    )
    own = Reference(Grammar.load(path), VOCABULARY, "the schema tei.rnc")
    assert own.purpose("p").startswith("A paragraph. Lists,")
    assert own.purpose("list").startswith("Our lists. [see page 3] ")
    assert own.purpose("app") == "(apparatus) holds readings. [13.1.1. Apparatus]"


def test_the_list_has_all_pages_in_lines_of_80_columns() -> None:
    lines = listing(pages()).splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert [line.split("  ")[0] for line in lines if "  " in line] == [
        page.name for letter in FAMILIES for page in pages() if page.family == letter
    ]


PAGE = """# T1: a title

A sentence with `code of several words` in it and more.
- one thing, which is said in more words than fit into a line
- another

```file wrong.txt mac-roman
a\fline
```

```console
$ tei encode wrong.txt
```

Last.
"""


def test_a_page_without_colours_is_markdown() -> None:
    assert terminal(PAGE, width=30).splitlines() == [
        *("# T1: a title", "", "A sentence with", "`code of several words` in it", "and more."),
        *("- one thing, which is said in", "  more words than fit into a", "  line", "- another", ""),
        *("`wrong.txt`, saved as mac-roman:", "", "    a␌line", "", "    $ tei encode wrong.txt", "", "Last."),
    ]


def test_a_page_in_colours_has_no_signs_of_markdown() -> None:
    assert terminal(PAGE, colour=True, width=30).splitlines() == [
        *(
            "\033[1mT1: a title\033[0m",
            "",
            "A sentence with",
            "\033[36mcode of several words\033[0m in it",
            "and more.",
        ),
        *("- one thing, which is said in", "  more words than fit into a", "  line", "- another", ""),
        *(
            "\033[36mwrong.txt\033[0m, saved as mac-roman:",
            "",
            "    a␌line",
            "",
            "    $ tei encode wrong.txt",
            "",
            "Last.",
        ),
    ]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_page_fits_a_width(page: Page) -> None:
    text = terminal(page.text, colour=False, width=60)
    long = [line for line in text.splitlines() if len(line) > 60 and not line.startswith(("    ", "#"))]
    assert [line for line in long if " " in line.removeprefix("- ")] == []


def tei(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["explain", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_the_schema_of_a_project_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.rnc").write_text(SCHEMA, encoding="utf-8")
    assert "It may hold text, `head` and `p`." in tei("p", "--schema", "small.rnc")[1]
    (tmp_path / "tei.toml").write_text('[validate]\nschema = "small.rnc"\n', encoding="utf-8")
    assert "It may hold text, `head` and `p`." in tei("p")[1]
    assert "`persName`" in tei("p", "--profile", "letters")[1]
    (tmp_path / "tei.toml").write_text('[validate]\nprofile = "letters"\n', encoding="utf-8")
    assert "`postcard`" in tei("div")[1]
    assert "- On every element: an identifier: letters, digits" in " ".join(tei("@xml:id")[1].split())


def test_rules_are_explained_by_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: Reference
) -> None:
    (tmp_path / "our-note-id.md").write_text("# our-note-id: a note has no id\n\nIt needs one.\n", encoding="utf-8")
    (tmp_path / "S101.md").write_text("# S101: a rule\n\nIt is not kept.\n", encoding="utf-8")
    monkeypatch.setattr(resources, "path", {"explain/pages": tmp_path}.get)
    monkeypatch.setattr("tei.explain.page.page", lambda name: Page(name, (tmp_path / f"{name}.md").read_text("utf-8")))
    assert tei("OUR-note-id") == (0, "# our-note-id: a note has no id\n\nIt needs one.\n")
    listed = "S · Schematron\n\n{}our-note-id  a note has no id\n"
    assert tei() == (0, listed.format("S101         a rule\n"))
    assert shown("our", reference) == listed.format("")


def test_what_cannot_be_used_is_told() -> None:
    assert tei("p", "--schema", "none.rng")[0] == 2
    assert "error[P301]" in tei("p", "--schema", "none.rng")[1]
    assert "error[P102]" in tei("p", "--profile", "none")[1]
    status, output = tei("L101", "nothing-like-it", "L102")
    assert status == 2
    assert output.index("# L101") < output.index("error[P701]") < output.index("\n\n# L102")
    assert tei("L101,nothing-like-it,", "L102") == (status, output)


def test_a_list_of_codes_is_no_page() -> None:
    assert tei("d20")[1].splitlines()[:3] == ["D · dates", "", "D201  a time that ends before it begins"]


def test_codes_are_explained_without_what_takes_long() -> None:
    code = "import sys, tei.explain; tei.explain.explain('L101', None); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert not {"lxml", "jinja2", "rich", "rapidfuzz", "tei.relaxng.grammar", "tei.validate"} & set(done.stdout.split())
