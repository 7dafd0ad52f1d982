from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tei.annotate import Context
from tei.annotate.terms import terms
from tei.core.authority import Authority, Entry
from tei.core.document import Mark
from tei.core.profile import Profile

TERMS = [
    ("t_NA1", "NA"),
    ("t_MSP1", "MSP"),
    ("t_IS1", "IS"),
    ("t_SS1", "S/S"),
    ("t_A1", "A"),
    ("t_NSC1", "NSC"),
    ("t_NSCS1", "NSC Staff"),
    ("t_reftel1", "reftel"),
    ("t_ZAG1", "ZAG"),
    ("t_MIG1", "MiG"),
    ("t_COM1", "COCOM"),
    ("t_EMB1", "Embtels"),
    ("t_REP1", "RepR(s)"),
    ("t_L1", "L"),
    ("t_FedRep1", "Fed Rep"),
    ("t_PB1", "PB, PBWORK"),
    ("t_Masj1", "Masjoemi (Masjumi)"),
]
AUTHORITY = Authority(
    (
        *(Entry(id, "term", name) for id, name in TERMS),
        Entry("t_TC1", "term", "Treaty", ("the Pact",)),
        Entry("t_SOV1", "term", "SOV", note="Office of Soviet Affairs"),
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drafted in NA and cleared", ["NA:t_NA1"]),
        ("(Ibid., 794.5–MSP/8–355)", ["MSP:t_MSP1"]),
        ("the NSC’s paper, NSC’s", ["NSC:t_NSC1", "NSC:t_NSC1"]),
        ("the NSC Staff and the NSC", ["NSC Staff:t_NSCS1", "NSC:t_NSC1"]),
        ("NSCX XNSC NSC1", []),
        ("na msp nsc", []),
        ("through S/S today", ["S/S:t_SS1"]),
        ("A. Point A", []),
        ("Reftel and reftel and REFTEL", ["Reftel:t_reftel1", "reftel:t_reftel1", "REFTEL:t_reftel1"]),
        ("Sov and SOV, Zag and ZAG", ["Sov:t_SOV1", "SOV:t_SOV1", "ZAG:t_ZAG1"]),
        ("Embtel 3, Embtels 3 and 4", ["Embtel:t_EMB1", "Embtels:t_EMB1"]),
        ("CoCom, Cocom, cocom, MIG and two MiGs", ["CoCom:t_COM1", "MIG:t_MIG1", "MiG:t_MIG1"]),
        ("RepRs and RepR", ["RepRs:t_REP1", "RepR:t_REP1"]),
        ("Drafted by Doe and cleared by L and NA. See L and A", ["L:t_L1", "NA:t_NA1"]),
        ("cleared by L. B. Doe and with J.L. Roe, and approved in L.", ["L:t_L1"]),
        ("K said no. L said yes, and then L would go; Annex L or L of it", ["L:t_L1", "L:t_L1"]),
        ("the plan which L would like", []),
        ("İ: the NSC", ["NSC:t_NSC1"]),
        ("FedRep or Fed Rep", ["FedRep:t_FedRep1", "Fed Rep:t_FedRep1"]),
        ("the Masjumi of Masjoemi", ["Masjumi:t_Masj1", "Masjoemi:t_Masj1"]),
        ("PBWORK is PB", ["PBWORK:t_PB1", "PB:t_PB1"]),
        ("sent to IS today", ["IS:t_IS1"]),
        ("WHAT IS THIS, IS IT", []),
        ("the Pact or Treaty", ["the Pact:t_TC1", "Treaty:t_TC1"]),
    ],
)
def test_terms(find: Callable[..., Any], text: str, expected: list[str]) -> None:
    found = find("terms", [("p", text)], authority=AUTHORITY)
    assert [f"{words}:{attributes['target'][1:]}" for words, attributes in found.marks] == expected


def test_an_authority_of_single_letters_glosses_nothing(find: Callable[..., Any]) -> None:
    letters = Authority((Entry("t_A1", "term", "A"),))
    assert find("terms", [("p", "A and A")], authority=letters).marks == []


def test_where_entries_share_a_name_the_others_are_told(find: Callable[..., Any], composed: Callable[..., Any]) -> None:
    shared = Authority(tuple(Entry(f"t_{n}", "term", "SEA") for n in (1, 2, 3)))
    assert find("terms", [("p", "in SEA")], authority=shared).marks == [("SEA", {"target": "#t_1"})]
    context = Context(Profile.load("plain"), shared)
    (mark,) = (m for m in terms(composed([("p", "in SEA")]), context) if isinstance(m, Mark))
    assert mark.cert == 0.5
    assert mark.others == (("#t_2", 0.25), ("#t_3", 0.25))
