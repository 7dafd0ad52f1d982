"""Documents made of sentences, and what an annotator says of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tei.annotate import ANNOTATORS, Context
from tei.core.authority import Authority
from tei.core.diagnostic import Diagnostic
from tei.core.document import Block, Document, Mark, Note
from tei.core.profile import Profile
from tei.core.source import Source, Span
from tei.core.view import View

Blocks = Sequence[tuple[str, str]]


def compose(blocks: Blocks, notes: Sequence[str] = (), number: str = "38", pages: Sequence[str] = ()) -> View:
    """The view of a document of blocks (kind and text) with these notes; one more line for each page break."""
    text = "\n".join([*(f"[Page {page}]" for page in pages), *(t for _, t in blocks), *notes])
    at = 0
    marks = []
    for page in pages:
        marks.append(Mark("pb", Span(at, at + len(page) + 7), {"n": page}))
        at += len(page) + 8

    def block(kind: str, words: str) -> Block:
        nonlocal at
        at += len(words) + 1
        return Block(kind, (Span(at - len(words) - 1, at - 1),))

    body = tuple(block(kind, words) for kind, words in blocks)
    place = at
    hung = tuple(Note(str(n), (block("p", words),), place) for n, words in enumerate(notes, 1))
    name = f"d{number}" if number else "letter"
    return View.of(Document(Source(f"{name}.txt", text), name, number, "", body, hung, tuple(marks)))


@dataclass
class Found:
    """What an annotator said: marks as (text, attributes), and diagnostics."""

    marks: list[tuple[str, Mapping[str, str]]]
    diagnostics: list[Diagnostic]
    certs: list[float]
    others: list[tuple[tuple[str, float], ...]]

    @property
    def codes(self) -> list[str]:
        return [d.code for d in self.diagnostics]


def profile(name: str, **changed: Any) -> Profile:
    """A profile with some of its annotators' settings changed: `references={"alone": True}`."""
    own = Profile.load(name)
    settings = dict(own["annotate"])
    for key, value in changed.items():
        settings[key] = {**settings[key], **value} if isinstance(value, dict) else value
    return Profile(own.name, own.title, {**own.sections, "annotate": settings})


@pytest.fixture(scope="session")
def find() -> Callable[..., Found]:
    """Run the annotator of a name over blocks and notes and check that every mark is one stretch of one block."""

    def run(
        annotator: str,
        blocks: Blocks,
        notes: Sequence[str] = (),
        *,
        by: str = "plain",
        authority: Authority | None = None,
        number: str = "38",
        pages: Sequence[str] = (),
        **changed: Any,
    ) -> Found:
        view = compose(blocks, notes, number, pages)
        context = Context(profile(by, **changed), authority or Authority())
        said = list(ANNOTATORS.load(annotator)(view, context))
        marks = sorted((m for m in said if isinstance(m, Mark)), key=lambda m: m.span)
        text = view.document.source.text
        extents = [s for stretch in view.stretches for s in stretch.block.spans]
        for mark in marks:
            assert any(mark.span in extent for extent in extents)
            assert text[mark.span.start : mark.span.end].strip() == text[mark.span.start : mark.span.end] != ""
            assert mark.resp == f"tei.{annotator}"
            assert 0 < mark.cert <= 1
        return Found(
            [(text[m.span.start : m.span.end], m.attributes) for m in marks],
            [d for d in said if isinstance(d, Diagnostic)],
            [m.cert for m in marks],
            [m.others for m in marks],
        )

    return run


@pytest.fixture(scope="session")
def composed() -> Callable[..., View]:
    """Make the view of a document: see `compose`."""
    return compose
