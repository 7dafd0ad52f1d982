"""Invented volumes: documents with the lists that they point to."""

from __future__ import annotations

from fragments import whole

from tei.core.edition import Edition

PERSONS = (
    ("p_HMS1", "Haverford, Martin S.", "Assistant Secretary of State for Far Eastern Affairs"),
    ("p_HOB1", "Haverford, Osbert B.", "Deputy Secretary of Defense"),
    ("p_CP1", "Calder, Philip", "Special Assistant to the President"),
    ("p_SF1", "Smith, General Frederic", "Commander of the Fifth Air Force"),
    ("p_SG1", "Smith, Gerard", "Special Assistant for Atomic Affairs"),
    ("p_EDD1", "Eisenhower, Dwight D.", "President of the United States"),
    ("p_NK1", "Nguyen Khanh", "General, Prime Minister"),
    ("p_K1", "Khanh", "see Nguyen Khanh"),
)
TERMS = (("t_IMF1", "IMF", "International Monetary Fund"), ("t_WE1", "WE", "Office of Western European Affairs"))


def person(id: str, words: str) -> str:
    """A name with its link."""
    return f'<persName corresp="#{id}">{words}</persName>'


def document(number: int, *paragraphs: str) -> str:
    """A document of paragraphs."""
    body = "\n".join(f"<p>{words}</p>" for words in paragraphs)
    return f'<div type="document" xml:id="d{number}" n="{number}"><head>{number}. Telegram</head>\n{body}\n</div>'


def written(documents: str) -> str:
    """A volume of documents with its lists, as XML."""
    persons = "\n".join(f'<item><persName xml:id="{i}">{n}</persName>, {o}</item>' for i, n, o in PERSONS)
    terms = "\n".join(f'<item><term xml:id="{i}">{n}</term>, {o}</item>' for i, n, o in TERMS)
    printed = "".join(f'<div type="section"><head>List</head><list>{items}</list></div>' for items in (persons, terms))
    return whole(f"<body>{printed}\n{documents}</body>")


def volume(*documents: str) -> Edition:
    """A volume of documents with its lists."""
    return Edition.decode(written("\n".join(documents)).encode(), "volume.xml")
