from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei.core.names import NC_NAME, Minter, Name, fits, folded, is_nickname


@pytest.mark.parametrize(
    ("printed", "handles", "forenames", "rank", "suffix", "full"),
    [
        ("Allison, John M.", ("Allison",), ("John", "M."), "", "", ()),
        ("Hoover, Herbert, Jr.", ("Hoover",), ("Herbert",), "", "Jr.", ()),
        ("Hoover, Herbert Jr.", ("Hoover",), ("Herbert",), "", "Jr.", ()),
        ("Sample, General of the Army John Q.", ("Sample",), ("John", "Q."), "General of the Army", "", ()),
        ("Doe, Sir Richard", ("Doe",), ("Richard",), "Sir", "", ()),
        ("Roy, Lord", ("Roy",), (), "Lord", "", ()),
        ("Couve de Murville, Maurice", ("Couve de Murville", "Couve", "de Murville"), ("Maurice",), "", "", ()),
        ("Moltke, Helmuth von", ("Moltke", "von Moltke", "Von Moltke"), ("Helmuth",), "", "", ()),
        ("Masri, Hasan al-", ("Masri", "al-Masri", "Al-Masri"), ("Hasan",), "", "", ()),
        ("Doe, Richard “R.D.” or “Dick”", ("Doe",), ("Richard", "Dick"), "", "", ()),
        ("De Vries, Jan", ("De Vries", "de Vries", "De Vries"), ("Jan",), "", "", ()),
        ("García Lorca, Federico", ("Garcia Lorca", "Garcia"), ("Federico",), "", "", ()),
        ("Nguyen Van Tam", ("Tam",), ("Nguyen", "Van"), "", "", ()),
        ("Nguyen Van Tam, General", ("Tam",), ("Nguyen", "Van"), "General", "", ()),
        ("Chiang Kai-shek", ("Chiang Kai-shek", "Kai-shek Chiang", "Chiang"), (), "", "", ()),
        ("Bao Dai", ("Bao Dai", "Dai", "Bao"), ("Bao",), "", "", ()),
        ("Pius XII", ("Pius XII", "Pius"), (), "", "", ()),
        ("Faisal I, ibn Hussein, King of Iraq", ("Faisal I", "Faisal"), (), "", "", ()),
        ("Doe R. S.", ("Doe",), ("R.", "S."), "", "", ()),
        ("Shah of Iran", ("Shah of Iran",), (), "", "", ()),
        ("Tito", ("Tito",), (), "", "", ()),
        ("Doe, Richard (Dickie) P.", ("Doe",), ("Richard", "P.", "Dickie"), "", "", ()),
        ("Doe, Richard (Lord Roe)", ("Doe",), ("Richard",), "", "", ("Lord Roe",)),
        ("Minh (“Tall Minh”)", ("Minh",), (), "", "", ("Tall Minh",)),
        ("Doe, Ann (Roe, Beth)", ("Doe", "Roe"), ("Ann", "Beth"), "", "", ()),
        ("O’Neill, Seán", ("O'Neill",), ("Sean",), "", "", ()),
        ("", ("",), (), "", "", ()),
    ],
)
def test_parts(
    printed: str, handles: tuple[str, ...], forenames: tuple[str, ...], rank: str, suffix: str, full: tuple[str, ...]
) -> None:
    assert Name.parse(printed) == Name(handles, forenames, rank, suffix, full)


@pytest.mark.parametrize(
    ("word", "forenames", "expected"),
    [
        ("John", ("John", "M."), True),
        ("J.", ("John",), True),
        ("M.", ("John", "M."), True),
        ("K.", ("John", "M."), False),
        ("Max", ("Maxwell",), True),
        ("JOHN", ("John",), True),
        ("Bob", ("Robert",), True),
        ("Sergey", ("Sergei",), True),
        ("William", ("W.",), True),
        ("When", ("W.",), False),
        ("Jo", ("John",), False),
        ("Peter", ("John",), False),
        ("John", (), False),
    ],
)
def test_a_word_fits_a_forename(word: str, forenames: tuple[str, ...], expected: bool) -> None:
    assert fits(word, forenames) is expected


@given(st.text())
def test_folding_keeps_every_offset_and_is_done_once(text: str) -> None:
    plain = folded(text)
    assert len(plain) == len(text)
    assert folded(plain) == plain


def test_folding_takes_accents_apostrophes_and_blanks() -> None:
    assert folded("Hammarskjöld’s\u00a0Łódź\nĐỗ — “x”") == "Hammarskjold's Lodz Do — “x”"


def test_ids_are_capitals_and_a_number() -> None:
    ids = Minter(["p_AJM2"])
    assert [ids.new(n, "p_") for n in ("Allison, John M.", "Adams, Jane M.", "McCoy, Élan")] == [
        "p_AJM1",
        "p_AJM3",
        "p_MCE1",
    ]
    assert [ids.new(n, "t_") for n in ("NSC", "R and D", "S/S")] == ["t_NSC1", "t_RandD1", "t_SS1"]
    assert ids.new("anonymous", "p_") == "p_anonymous1"


@given(st.text())
def test_an_id_is_a_name_that_xml_allows(name: str) -> None:
    for prefix in ("p_", "t_"):
        assert NC_NAME.fullmatch(Minter().new(name, prefix))


@given(st.lists(st.sampled_from(["Allison, John M.", "Adams, J. M.", "Baker, Ann", "Zorn"]), max_size=8))
def test_an_id_does_not_change_when_names_are_added_behind(names: list[str]) -> None:
    first, second = Minter(), Minter()
    before = [first.new(name, "p_") for name in names]
    after = [second.new(name, "p_") for name in [*names, "Carter, X.", "Allison, John M."]]
    assert after[: len(before)] == before
    assert len(set(after)) == len(after)


@pytest.mark.parametrize(
    ("word", "forenames", "expected"),
    [
        ("Bob", ("Robert",), True),
        ("Bob", ("Robert", "Bob"), False),
        ("Rob", ("Robert",), False),
        ("R.", ("R.",), False),
    ],
)
def test_nicknames(word: str, forenames: tuple[str, ...], expected: bool) -> None:
    assert is_nickname(word, forenames) is expected
