"""Pages with what is told on them, and news of their changes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from reading import Reading
from workshop import Workshop

from tei.core.diagnostic import Diagnostic, Fix
from tei.serve import live as living
from tei.serve.live import Live
from tei.serve.panel import before_end, dressed
from tei.serve.state import Noted, State

ADDED = re.compile(
    r'<link rel="stylesheet" href="[^"]*/serve.css">\n<script src="[^"]*/serve.js"[^>]*></script>\n'
    r'|<aside class="diagnostics".*?</aside>\n|<a class="diagnostic[^>]*>\d+</a>|; connect-src \'self\'(?=">)',
    re.DOTALL,
)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    made = Workshop(tmp_path)
    made.take("d38.xml", "d39.xml", "odd.xml")
    made.make()
    return made


def shown(workshop: Workshop, address: str) -> str:
    page = Live(workshop.builder).page(address)
    assert page
    return page[0]


def test_nothing_else_of_a_page_is_changed(workshop: Workshop) -> None:
    for path in workshop.site.rglob("*.html"):
        address = path.relative_to(workshop.site).as_posix()
        assert ADDED.sub("", shown(workshop, address)) == path.read_bytes().decode("utf-8"), address


def test_diagnostics_stand_beside_their_places(workshop: Workshop) -> None:
    html = shown(workshop, "odd.html")
    page = Reading(html)
    assert not page.faults
    noted = workshop.builder.state.pages["odd.html"]
    places = {id for id in page.ids if id.startswith("at-diagnostic-")}
    entries = {id for id in page.ids if id.startswith("diagnostic-")}
    assert len(entries) == len(noted.diagnostics)
    assert len(places) > 10
    for place in places:
        assert place.removeprefix("at-") in entries
        assert f'href="#{place}"' in html
    for number, each in enumerate(noted.diagnostics, 1):
        told = html.partition(f'id="diagnostic-{number}"')[2].partition("</li>")[0]
        assert each.code in told
        assert str(each.labels[0]) in told
    assert 'class="diagnostic error" title="error R101: there is no element' in html


def test_help_and_fixes_are_told() -> None:
    fix = Fix((), words="rename it to <place>")
    settings = Diagnostic("P102", "warning", "no <profile>", help="write plain", fixes=(fix,), rule="a-rule")
    state = State({"a.html": Noted("a.html", "A", "a.xml", (settings,))}, elsewhere={"b.xml": (settings,)})
    html = dressed("<body></body>", "a.html", state)
    for words in ("P102 a-rule", "no &lt;profile&gt;", "write plain", "rename it to &lt;place&gt;", "The whole file"):
        assert words in html
    assert "1 warning</summary>" in html
    assert "Not in the text of any document" in dressed("<body></body>", "index.html", state)
    assert "Not in the text" not in dressed("<body></body>", "x/index.html", State(state.pages, {}, {}))


def test_the_index_counts(workshop: Workshop) -> None:
    html = shown(workshop, "index.html")
    assert re.search(r'<td><a href="odd.html">.*</td><td>\d+ errors, \d+ warnings</td>', html)
    assert "Documents with diagnostics" in html
    assert not Reading(html).faults


def test_a_problem_is_told_on_its_own_page(workshop: Workshop) -> None:
    workshop.edit("d38.xml", "</p>", "</q>")
    workshop.make()
    html = shown(workshop, "d38.html")
    assert 'role="alert"' in html
    assert "error[X101]" in html
    assert "d38.xml:" in html
    assert 'role="alert"' not in shown(workshop, "d39.html")
    assert 'role="alert"' in shown(workshop, "index.html")


def test_where_no_diagnostic_is_nothing_is_told(workshop: Workshop) -> None:
    page = (workshop.site / "d39.html").read_text("utf-8")
    assert dressed(page, "d39.html", State()) == page


def test_a_page_stays_when_its_stylesheet_fails(workshop: Workshop) -> None:
    state = workshop.builder.state
    noted = state.pages["odd.html"]
    assert noted.settings
    broken = replace(noted, settings=replace(noted.settings, stylesheet="nowhere.xsl"))
    html = dressed("<html><body></body></html>", "odd.html", State({"odd.html": broken}))
    assert html.startswith("<html><body><aside")
    assert html.endswith("</aside>\n</body></html>")
    assert "Show the place" not in html


def test_what_comes_at_the_end() -> None:
    assert before_end("<p></p>", "body", "x") == "<p></p>x"
    assert before_end("<body></body></body>", "body", "x") == "<body></body>x</body>"


@pytest.mark.parametrize("address", ["../texts/d38.xml", "../x.html", ".hidden/x.html", "nothing.html", "\0.html"])
def test_only_pages_of_the_site_are_shown(workshop: Workshop, address: str) -> None:
    (workshop.folder / "x.html").write_text("secret", "utf-8")
    assert Live(workshop.builder).page(address) is None


async def told(events: AsyncIterator[str]) -> str:
    return await asyncio.wait_for(anext(events), 10)


def test_a_page_is_loaded_again_when_it_changes(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(living, "BREATH", 0.02)
    live = Live(workshop.builder)

    async def look(address: str) -> None:
        page = live.page(address)
        events = live.events(address, page[1] if page else "")
        assert (await told(events)).startswith("retry:")
        # Nothing but a sign of life, as long as nothing changes.
        assert await told(events) == ":\n\n"
        other = live.events("d39.html", (live.page("d39.html") or ("", ""))[1])
        await told(other)
        workshop.edit("d38.xml", "Telegram", "Wire")
        await asyncio.to_thread(workshop.make)
        live.changed()
        news = [await told(events)]
        while news[-1] == ":\n\n":
            news.append(await told(events))
        assert news[-1].startswith("event: reload")
        with pytest.raises(StopAsyncIteration):
            await told(events)
        assert await told(other) == ":\n\n"
        live.end()
        while True:
            try:
                assert await told(other) == ":\n\n"
            except StopAsyncIteration:
                break

    asyncio.run(look("d38.html"))
    # Nobody looks any more.
    live.changed()


def test_a_page_is_another_when_its_style_is(workshop: Workshop) -> None:
    live = Live(workshop.builder)
    before = live.page("d39.html")
    (workshop.site / "assets" / "edition.css").write_text("p { color: red }", "utf-8")
    after = live.page("d39.html")
    assert before
    assert after
    assert before[1] != after[1]
