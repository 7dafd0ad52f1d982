"""The benchmark of accuracy, on a small volume packed as those of TEI_GOLD are."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest
from accuracy import encoded, main
from gold import SMALL, Volume

from tei.core.namespaces import TEI

LISTS = """<list><item><persName xml:id="p_AJR1">Aldine, Joseph R.</persName>, Ambassador to Marovia</item>
<item><term xml:id="t_NSC1">NSC</term>, National Security Council</item>
<item><term xml:id="t_NSC1">N.S.C.</term>, given again</item><item>Others</item></list>"""


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    documents = [(SMALL / "tei" / f"d{number}.xml").read_text("utf-8") for number in (201, 204, 206)]
    divs = "".join(text[text.index("<div") : text.index("</body>")] for text in documents)
    volume = f'<TEI xmlns="{TEI}"><text><front>{LISTS}</front><body>{divs}</body></text></TEI>'
    (tmp_path / "small.xml.xz").write_bytes(lzma.compress(volume.encode()))
    rows = [
        {"id": path.stem, "form": form, "text": path.read_text("utf-8")}
        for path in sorted((SMALL / "raw").glob("d20?.txt"))
        for form in ("full", "resiliparse")
    ]
    rows += [{"id": "d201", "form": "short", "text": "Nothing."}]
    packed = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "small.raw.jsonl.xz").write_bytes(lzma.compress(packed.encode()))
    monkeypatch.setenv("TEI_GOLD", str(tmp_path))
    return tmp_path


def test_a_packed_volume(gold: Path) -> None:
    volume = Volume.packed(gold / "small.xml.xz")
    assert sorted(volume.gold) == ["d201", "d204", "d206"]
    assert {form: sorted(texts) for form, texts in volume.raw.items()} == {
        "full": ["d201", "d204", "d206"],
        "resiliparse": ["d201", "d204", "d206"],
    }
    entries = [(each.id, each.kind, each.name, each.note) for each in volume.authority.entries]
    assert entries == [
        ("p_AJR1", "person", "Aldine, Joseph R.", "Ambassador to Marovia"),
        ("t_NSC1", "term", "NSC", "National Security Council"),
    ]
    assert len(encoded(volume, "full", 2).documents) == 2
    assert len(encoded(volume, "full").documents) == 3


@pytest.mark.usefixtures("gold")
def test_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--docs", "2", "--forms", "full", "resiliparse", "--volumes", "small", "--jobs", "1"])
    shown = capsys.readouterr().out
    assert [line for line in shown.splitlines() if line.startswith("==")] == ["== full", "== resiliparse", "== all"]
    assert "4 documents encoded and compared" in shown
    heads, row = shown.splitlines()[-4:-2]
    assert heads.split()[:3] == ["F1", "text", "head"]
    assert row.split()[:3] == ["small", "1.0000", "1.0000"]
    assert len(heads.split()) == len(row.split())


@pytest.mark.usefixtures("gold")
def test_no_such_volume() -> None:
    with pytest.raises(SystemExit, match=r"there is no such VOLUME\.xml\.xz"):
        main(["--volumes", "none"])


def test_without_gold_the_small_set_is_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("TEI_GOLD", raising=False)
    main(["--docs", "2", "--no-authority"])
    assert capsys.readouterr().out.startswith("TEI_GOLD names no folder of volumes: the small gold set")
