from __future__ import annotations

import pytest
from observed import DOCUMENT, findings, tei, told

from tei.validate.notes import Notes

CALL = '<hi rend="superscript">{}</hi>'


def notes(*numbers: object, kind: str = "") -> str:
    return "".join(f'<note n="{n}"{kind}>A.</note>' for n in numbers)


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        (f"<p>{notes(1, 2, 3)}</p>", []),
        (f"<p>{notes('*', 1, '†', 2)}</p>", []),
        (f"<p>{notes(1, 2)}{notes(1, 2)}</p>", []),
        (f"<p>{notes(1, 3, 4)}</p>", [("L403", "3")]),
        (f"<p>{notes(1, 7, 3)}</p>", [("L403", "7")]),
        (f"<p>{notes(1, 2, 2, 3)}</p>", [("L403", "2")]),
        (f"<p>{notes(1, 2, 3, 2)}</p>", [("L403", "2")]),
        (f"<p>{notes(4, 5, 2, 3)}</p>", [("L403", "2")]),
        # One note for two calls, and two kinds of notes.
        (f"""<p>{notes(1, 2)}<note n="1" target="#a">A.</note>{notes(3)}</p>""", []),
        (f"""<p>{notes(1)}{notes(1, 2, kind=' place="margin"')}{notes(2)}</p>""", []),
        (f"<p>{notes(1, 2)}<note>A.</note></p>", [("L402", "note")]),
        (f"<p>{notes(1, 2)}<note rend='inline'>A.</note><note place='margin'>A.</note></p>", []),
        (f"<p>{notes(1)}<note>A.</note><note>A.</note></p>", []),
        (f"<p>He{CALL.format(2)} left.{notes(1)}</p>", [("L401", "2")]),
        (f"<p>He left.{CALL.format(1)} 10{CALL.format(2)} m, x{CALL.format('a')}{notes(1)}</p>", []),
        (f"<p>He left.{CALL.format(1)}</p>", []),
    ],
)
def test_notes_of_a_document(inner: str, wanted: list[tuple[str, str]]) -> None:
    assert told(Notes, tei(DOCUMENT.format(1, inner))) == wanted


def test_each_document_has_its_own() -> None:
    assert told(Notes, tei("".join(DOCUMENT.format(n, f"<p>{notes(3)}</p>") for n in (1, 2)))) == []


def test_notes_between_documents() -> None:
    chapter = f"<div><head>A{notes(1)}</head>{{}}{DOCUMENT.format(1, '<p/>')}</div>"
    assert told(Notes, tei(chapter.format(""))) == []
    assert told(Notes, tei(chapter.format(notes(2)))) == [("L404", "note")]
    assert told(Notes, tei(f"<div>{notes(1)}</div>{DOCUMENT.format(1, '<p/>')}")) == []


def test_what_should_be_there_is_told() -> None:
    (found,) = findings(Notes, tei(DOCUMENT.format(1, f"<p>{notes(1, 7, 3)}</p>")))
    assert found.message == "note 7 comes after note 1"
    assert found.help == "did you mean 2?"
    assert len(found.labels) == 2


def test_many_are_counted() -> None:
    text = tei("".join(DOCUMENT.format(n, f"<p>{notes(1, 3)}</p>") for n in range(30)))
    found = findings(Notes, text)
    assert len(found) == 20
    assert found[-1].message == "note 3 comes after note 1; those between are missing (and 10 more like it)"
    assert len(findings(Notes, text, every=True)) == 30
