from __future__ import annotations

import pytest

from tei.annotate import annotate
from tei.core.authority import Authority, Entry
from tei.core.diagnostic import Refused
from tei.core.document import Block, Document, Mark, Note
from tei.core.profile import Profile
from tei.core.source import Source, Span

AUTHORITY = Authority(
    (
        Entry("p_WJ1", "person", "Washington, James", note="Ambassador"),
        Entry("p_BA1", "person", "Brandt, Anton"),
        Entry("p_BB1", "person", "Brandt, Berta"),
        Entry("t_NSC1", "term", "NSC"),
    )
)


def document() -> Document:
    text = "Ambassador James1 [Page 2] Washington told the NSC.\nBrandt"
    name = (Span(0, 16), Span(17, 18), Span(26, 51))
    page = Mark("pb", Span(18, 26), {"n": "2"})
    note = Note("1", (Block("p", (Span(52, 58),)),), 16, Span(16, 17))
    return Document(Source("d1.txt", text), "d1", "1", "", (Block("p", name),), (note,), (page,))


def test_marks_of_all_annotators_and_of_the_reader_come_back_in_order() -> None:
    result = annotate(document(), Profile.load("frus"), AUTHORITY)
    assert [(m.kind, m.span) for m in result.marks] == [
        ("persName", Span(11, 37)),
        ("pb", Span(18, 26)),
        ("gloss", Span(47, 50)),
        ("persName", Span(52, 58)),
    ]
    assert [d.code for d in result.diagnostics] == ["L201"]


def test_it_is_the_same_each_time() -> None:
    profile = Profile.load("frus")
    assert annotate(document(), profile, AUTHORITY) == annotate(document(), profile, AUTHORITY)


def test_an_unknown_annotator_is_refused() -> None:
    plain = Profile.load("plain")
    odd = Profile("odd", "Odd", {**plain.sections, "annotate": {**plain["annotate"], "annotators": ["poeple"]}})
    with pytest.raises(Refused) as caught:
        annotate(document(), odd, AUTHORITY)
    assert caught.value.diagnostics[0].code == "P103"
    assert "people" in caught.value.diagnostics[0].help
