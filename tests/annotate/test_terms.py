from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tei.core.authority import Authority, Entry

TERMS = [
    ("t_NA1", "NA"),
    ("t_MSP1", "MSP"),
    ("t_IS1", "IS"),
    ("t_SS1", "S/S"),
    ("t_A1", "A"),
    ("t_NSC1", "NSC"),
    ("t_NSCS1", "NSC Staff"),
    ("t_reftel1", "reftel"),
    ("t_SOV1", "SOV"),
    ("t_FedRep1", "Fed Rep"),
    ("t_SovGov1", "SovGov(t)"),
    ("t_PB1", "PB, PBWORK"),
    ("t_Masj1", "Masjoemi (Masjumi)"),
]
AUTHORITY = Authority(
    (*(Entry(id, "term", name) for id, name in TERMS), Entry("t_TC1", "term", "Treaty", ("the Pact",)))
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
        ("Sov and SOV", ["Sov:t_SOV1", "SOV:t_SOV1"]),
        ("FedRep or Fed Rep", ["FedRep:t_FedRep1", "Fed Rep:t_FedRep1"]),
        ("SovGov, SovGovt", ["SovGov:t_SovGov1", "SovGovt:t_SovGov1"]),
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
