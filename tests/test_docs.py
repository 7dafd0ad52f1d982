"""What the documentation says is so."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import tei
from tei.core.profile import Profile
from tei.explain.page import CODE, pages

DOCS = Path(__file__).resolve().parent.parent / "docs"
PACKAGE = Path(str(tei.__file__)).parent


def test_every_code_has_a_page_and_every_page_is_used() -> None:
    used = {c for p in PACKAGE.rglob("*.py") for c in re.findall(r'"([XRSLDHTAP]\d{3})"', p.read_text("utf-8"))}
    assert used == {page.name for page in pages() if CODE.fullmatch(page.name)}


def test_the_index_of_codes_is_that_of_the_pages() -> None:
    """TEI_ACCEPT=1 writes the tables anew, with the titles of the pages."""
    index = DOCS / "diagnostics.md"
    text = index.read_text("utf-8")

    def table(found: re.Match[str]) -> str:
        rows = (
            f"| [{page.name}](../tei/explain/pages/{page.name}.md) | {page.title} |\n"
            for page in pages()
            if page.family == found["family"]
        )
        return found["head"] + "".join(rows)

    section = r"^(?P<head>## (?P<family>[A-Z]) · [^|]*\| code .*\n\|---.*\n)(?:\|.*\n)*"
    written = re.sub(section, table, text, flags=re.MULTILINE)
    if os.environ.get("TEI_ACCEPT"):
        index.write_text(written, encoding="utf-8")
    assert written == text
    families = dict.fromkeys(page.family for page in pages())
    assert re.findall(r"^## ([A-Z]) · ", text, re.MULTILINE) == list(families)


def test_the_settings_of_the_header_page_exist() -> None:
    block = re.findall(r"```toml\n(.*?)```", (DOCS / "profiles.md").read_text("utf-8"), re.DOTALL)[-1]
    keys = re.findall(r"^([a-z-]+) =", block.partition("[[")[0], re.MULTILINE)
    assert keys
    assert set(keys) <= set(Profile.load("plain")["header"])


def test_the_example_of_the_readme_runs(tmp_path: Path) -> None:
    readme = (DOCS.parent / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    script = tmp_path / "example.py"
    script.write_text(example + "print(page.title)\n")
    done = subprocess.run([sys.executable, "-P", script], cwd=DOCS.parent, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "38. Telegram From the Department of State to the Embassy in Japan"


def test_every_public_name_is_there() -> None:
    code = "import tei; print([n for n in dir(tei) if not n.startswith('_')])"
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    names = ast.literal_eval(done.stdout)
    values = {"Source", "Profile", "Authority", "Edition"}
    public = values | {"read", "annotate", "encode", "validate", "render", "build", "deposit"}
    assert public <= set(names)
    assert all(callable(getattr(tei, name)) for name in public)
    with pytest.raises(AttributeError, match="has no attribute 'reed'"):
        _ = tei.reed


def test_links_between_pages_lead_somewhere() -> None:
    for page in (*DOCS.glob("*.md"), DOCS.parent / "README.md", DOCS.parent / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
