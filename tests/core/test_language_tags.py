from __future__ import annotations

import pytest

from tei.core.languages import fault, primary, terminological


@pytest.mark.parametrize(
    "tag",
    "en de-AT zh-Hant zh-cmn-Hans-CN sl-rozaj-biske-1994 de-CH-1901 en-US-u-islamcal x-boat i-default es-419 grc "
    "ang en-x-a qaa-Qaaa-QM de-a-xx-b-yy tlh".split(),
)
def test_sound_tags(tag: str) -> None:
    assert fault(tag) is None


@pytest.mark.parametrize(
    ("tag", "kind", "part", "meant"),
    [
        ("", "malformed", "", ""),
        ("en_US", "malformed", "en_US", "en-US"),
        ("en_", "malformed", "en_", ""),
        ("de-419-DE", "malformed", "de-419-DE", ""),
        ("a-DE", "malformed", "a-DE", ""),
        ("de-1901-1901", "malformed", "de-1901-1901", ""),
        ("en-a-bb-a-cc", "malformed", "en-a-bb-a-cc", ""),
        ("gr", "unknown", "gr", ""),
        ("english-GB", "unknown", "english", "en-GB"),
        ("klingon", "unknown", "klingon", ""),
        ("en-UK", "unknown", "UK", "en-GB"),
        ("de-Lant", "unknown", "Lant", ""),
        ("ger-AT", "outdated", "ger", "de-AT"),
        ("iw", "outdated", "iw", "he"),
        ("de-DD", "outdated", "DD", "de-DE"),
        ("EN-gb", "case", "EN-gb", "en-GB"),
        ("zh-hant", "case", "zh-hant", "zh-Hant"),
    ],
)
def test_faults(tag: str, kind: str, part: str, meant: str) -> None:
    assert fault(tag) == (kind, part, meant)


def test_primary() -> None:
    assert primary("zh-Hant") == "zh"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "eng"), ("de-AT", "deu"), ("ger", "deu"), ("fre", "fra"), ("iw", "heb"), ("grc", "grc"), ("klingon", ""),
     ("gr", ""), ("x-1", ""), ("", "")],
)  # fmt: skip
def test_codes_of_three_letters(tag: str, code: str) -> None:
    assert terminological(tag) == code
