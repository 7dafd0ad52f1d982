"""Names for ids, made of any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tei.core.document import ncname
from tei.core.names import NC_NAME, SAFE_NAME, UNSAFE


def test_letters_of_every_script_stay_so_that_ids_differ() -> None:
    assert [ncname(text, "_") for text in ("Müller", "Möller", "書簡", "a b:c", "1949", "x😀y⁴", "")] == [
        "Müller",
        "Möller",
        "書簡",
        "a_b_c",
        "_1949",
        "x_y_",
        "_",
    ]


@given(st.text())
def test_an_id_is_a_name_that_xml_allows(text: str) -> None:
    name = ncname(text)
    assert NC_NAME.fullmatch(name)
    # The parser knows the names of the fourth edition only.
    assert etree.fromstring(f'<a xml:id="{name}"/>').values() == [name]


def test_every_safe_sign_is_one_of_the_parser_s_names() -> None:
    signs = [chr(code) for code in range(0x10000) if not UNSAFE.match(chr(code))]
    whole = "".join(signs)
    assert etree.fromstring(f'<a xml:id="_{whole}"/>').tag == "a"
    starts = [sign for sign in signs if SAFE_NAME.match(sign)]
    elements = "".join(f'<b xml:id="{sign}"/>' for sign in starts)
    assert len(etree.fromstring(f"<a>{elements}</a>")) == len(starts)
