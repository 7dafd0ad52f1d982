"""Resumption tokens: none that is broken is taken, and lists go on whatever has changed."""

from __future__ import annotations

from functools import cache

import pytest
from harvesting import TEXTS, Dated, ask, codes, harvest, identifiers, repository, text, token_of, volume
from hypothesis import given
from hypothesis import strategies as st

from tei.deposit.oai import Repository
from tei.deposit.oai.protocol import Refusal
from tei.deposit.oai.tokens import State, read, write

HOST = "example.org"
WORDS = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))


@cache
def several() -> Repository:
    return repository()


@cache
def good() -> str:
    return token_of(ask(several(), verb="ListRecords", metadataPrefix="oai_dc", set="v1"))


@given(st.builds(State, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS, st.integers(0, 10**12)))
def test_a_token_is_read_as_it_was_written(state: State) -> None:
    token = write("ListRecords", HOST, state)
    assert read("ListRecords", HOST, token) == state
    for verb, host in (("ListIdentifiers", HOST), ("ListRecords", "example.com")):
        with pytest.raises(Refusal):
            read(verb, host, token)


@given(st.text())
def test_no_token_is_a_fault_of_ours(token: str) -> None:
    assert codes(ask(several(), verb="ListRecords", resumptionToken=token)) == ["badResumptionToken"]


@given(st.data())
def test_a_token_that_was_changed_is_refused(data: st.DataObject) -> None:
    token = good()
    at = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("ABab01-_=+/ \n\x00").filter(lambda each: each != token[at]))
    changed = data.draw(
        st.sampled_from([token[:at] + other + token[at + 1 :], token[:at] + token[at + 1 :], f"{token}=", token * 2])
    )
    assert codes(ask(several(), verb="ListRecords", resumptionToken=changed)) == ["badResumptionToken"]


@pytest.mark.parametrize("state", [State("marc"), State("oai_dc", cursor=-1), State("oai_dc", set="none")])
def test_a_token_made_by_others_is_refused_where_it_says_nonsense(state: State) -> None:
    token = write("ListRecords", HOST, state)
    assert codes(ask(several(), verb="ListRecords", resumptionToken=token)) == ["badResumptionToken"]


def test_a_token_can_be_used_again() -> None:
    again = [identifiers(ask(several(), verb="ListRecords", resumptionToken=good())) for _ in range(2)]
    assert again == [["v1/d3", "v1/d4", "v1/d5"]] * 2


CHANGES = {
    "added before": ((text("0", "2020-01-01T00:00:00Z"), *TEXTS), set()),
    "added behind": ((*TEXTS, text("z", "2026-12-01T00:00:00Z")), {"z"}),
    "changed": ((text("b", "2026-12-01T00:00:00Z"), *TEXTS[1:]), {"b"}),
    "taken away": (TEXTS[1:], set()),
    "smaller": ((TEXTS[0], volume("v1", "2026-02-03T10:00:00Z", 2), *TEXTS[2:]), {"v1/d3"}),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("done", [1, 2, 3])
def test_a_list_of_what_changes_meanwhile_lacks_nothing(change: str, done: int) -> None:
    texts: tuple[Dated, ...] = CHANGES[change][0]
    had: list[str] = []
    token = ""
    for _ in range(done):
        asked = {"resumptionToken": token} if token else {"metadataPrefix": "oai_dc"}
        piece = ask(several(), verb="ListRecords", **asked)
        had += identifiers(piece)
        token = token_of(piece)
    later = repository(*texts)
    while token:
        piece = ask(later, verb="ListRecords", resumptionToken=token)
        had += identifiers(piece)
        token = token_of(piece)
    now = {each for piece in harvest(later, "ListRecords", metadataPrefix="oai_dc") for each in identifiers(piece)}
    assert now - {"0"} <= set(had)
    assert {each for each in had if had.count(each) > 1} <= CHANGES[change][1]


def test_a_list_of_which_nothing_is_left_is_to_be_asked_for_anew() -> None:
    token = token_of(ask(several(), verb="ListRecords", metadataPrefix="oai_dc", from_="2026-03-01"))
    gone = repository(*TEXTS[:3])
    assert codes(ask(gone, verb="ListRecords", resumptionToken=token)) == ["badResumptionToken"]
