"""What documents are made of: heads, openers, lists, tables, closers, enclosures; a case each."""

from __future__ import annotations

import pytest
from read.outline import outline, reads

from tei.core.profile import Profile
from tei.core.source import Source
from tei.read import read

LONG = "The Minister received us in the afternoon and spoke at length of the harvest, of the ports and of the railways."

CASES = {
    "editorial note": (
        "frus",
        f"120. Editorial Note\n\n{LONG}\n\n{LONG}\n",
        f"head: 120. Editorial Note\np: {LONG}\np: {LONG}",
    ),
    "old volume": (
        "frus",
        f"851G.01/6–1749: Telegram\n\nThe Acting Secretary of State to the Embassy in India 1\n\n"
        f"Washington , June 17, 1949—7 p. m.\nsecret priority\nniact\n\n430. {LONG}\n\n  • 1. Wheat.\n  • (2) Rye:\n"
        f"    • (a) Red.\n    • (b) White.\n\nWebb\n  1. Repeated to Paris.\n",
        f"note/source/inline: 851G.01/6–1749: Telegram\nhead: The Acting Secretary of State to the Embassy in India\n"
        f"opener\n  dateline: Washington , June 17, 1949—7 p. m.\n  seg: secret priority\n"
        f"  seg: niact\np: 430. {LONG}\n"
        "list\n  label: 1.\n  item: Wheat.\n  label: (2)\n  item: Rye:\n    list\n      label: (a)\n      item: Red.\n"
        "      label: (b)\n      item: White.\ncloser\n  signed: Webb\n1 @1 Repeated to Paris.".replace(
            "@1 ", "@India "
        ),
    ),
    "received": (
        "frus",
        f"751G.00/5–2349\n\nThe Chargé to the Secretary\n\nManila , May 23, 1949.\n[Received June 6.]\n\n{LONG}\n",
        f"note/source/inline: 751G.00/5–2349\nhead: The Chargé to the Secretary\nopener\n"
        f"  dateline: Manila , May 23, 1949. [Received June 6.]\np: {LONG}",
    ),
    "lot file": (
        "frus",
        f"PPS files, lot 64 D 563\n\nMemorandum by the Director\n\nRestricted\n\n"
        f"  • a. Wheat.\n  • b. Rye.\n\n{LONG}\n",
        f"note/source/inline: PPS files, lot 64 D 563\nhead: Memorandum by the Director\np: Restricted\nlist\n"
        f"  item: a. Wheat.\n  item: b. Rye.\np: {LONG}",
    ),
    "withheld source": (
        "frus",
        f"12. Letter From the President\n\n[Source: Library, Files. Secret. 1 page not declassified.]\n\n{LONG}\n",
        f"head: 12. Letter From the President\n"
        f"note/source/inline: [Source: Library, Files. Secret. 1 page not declassified.]\np: {LONG}",
    ),
    "lists with titles": (
        "frus",
        f"12. Memorandum of Conversation\n\nParis, May 3, 1956.\n\nSUBJECT\n\n  • Wheat\n\nPARTICIPANTS\n\n  • Mr. A\n"
        f"  • Mr. B\n\nREFERENCES\n\nTop Secret\n\n{LONG}\n",
        "head: 12. Memorandum of Conversation\nopener\n  dateline: Paris, May 3, 1956.\nlist/subject\n  head: SUBJECT\n"
        "  item: Wheat\nlist/participants\n  head: PARTICIPANTS\n  item: Mr. A\n  item: Mr. B\np: REFERENCES\n"
        f"p: Top Secret\np: {LONG}",
    ),
    "nested list": (
        "frus",
        f"12. Memorandum\n\n{LONG}\n\n  • Wheat:\n    • red\n    • white\n  • Rye\n\n    It is scarce.\n\n{LONG}\n",
        f"head: 12. Memorandum\np: {LONG}\nlist\n  item: Wheat:\n    list\n      item: red\n      item: white\n  item\n"
        f"    p: Rye\n    p: It is scarce.\np: {LONG}",
    ),
    "printed bullets": (
        "frus",
        f"12. Memorandum1\n\n{LONG}\n\n• Wheat is dear.\n\n• Rye is cheap.\n\n{LONG}\n  1. Source: Files.\n",
        f"head: 12. Memorandum\np: {LONG}\np: • Wheat is dear.\np: • Rye is cheap.\np: {LONG}\n"
        f"1 @Memorandum Source: Files.",
    ),
    "stars are no list": (
        "frus",
        f"12. Memorandum\n\n{LONG}\n\n* * * * *\n\n{LONG}\n",
        f"head: 12. Memorandum\np: {LONG}\np: * * * * *\np: {LONG}",
    ),
    "table between bars": (
        "plain",
        "Harvest\nThe figures are these:\n|  | 1955 | 1956 | \n| Wheat | 12 |  | \nThey are not good.\n",
        "head: Harvest\np: The figures are these:\ntable\n  row\n    cell\n    cell: 1955\n    cell: 1956\n  row\n"
        "    cell: Wheat\n    cell: 12\n    cell\np: They are not good.",
    ),
    "table cut by pairs of tabs": (
        "plain",
        "Harvest\n\nThe figures are these:\n\nCrops\n\t\t1955 \t\t\t\t1957\nWheat\t\t12\nAll\n\nThey are not good.\n",
        "head: Harvest\np: The figures are these:\ntable\n  row\n    cell: Crops\n  row\n"
        "    cell\n    cell: 1955\n    cell\n"
        "    cell: 1957\n  row\n    cell: Wheat\n    cell: 12\n    cell\n    cell\n"
        "  row\n    cell: All\np: They are not good.",
    ),
    "table cut by single tabs": (
        "plain",
        "Harvest\n\nThe figures are these:\n\nYear\t1955\t1956\nWheat\t12\t\n",
        "head: Harvest\np: The figures are these:\ntable\n  row\n    cell: Year\n"
        "    cell: 1955\n    cell: 1956\n  row\n"
        "    cell: Wheat\n    cell: 12\n    cell",
    ),
    "table with an empty cell between others": (
        "plain",
        "Harvest\n\nThe figures are these:\n\nYear\t1955\t1956\nWheat\t\t12\n",
        "head: Harvest\np: The figures are these:\ntable\n  row\n    cell: Year\n    cell: 1955\n    cell: 1956\n"
        "  row\n    cell: Wheat\n    cell\n    cell: 12",
    ),
    "lines that belong together": (
        "frus",
        f"12. Memorandum\n\n{LONG}\n\nTop Secret\nEyes Only\n\n{LONG}\n",
        f"head: 12. Memorandum\np: {LONG}\np: Top Secret Eyes Only\np: {LONG}",
    ),
    "signature with titles": (
        "frus",
        f"12. Memorandum\n\n{LONG}\n\nFor the Joint Chiefs of Staff:\nN. F. Weyland5\n"
        f"General, United States Air Force\n\n"
        "Chairman\n",
        f"head: 12. Memorandum\np: {LONG}\ncloser\n  seg: For the Joint Chiefs of Staff:\n"
        "  signed: N. F. Weyland5 General, United States Air Force\n  seg: Chairman",
    ),
    "initials": ("frus", f"12. Memo\n\n{LONG}\n\nG.\n", f"head: 12. Memo\np: {LONG}\ncloser\n  signed: G."),
    "signature in brackets": (
        "frus",
        f"12. Memo\n\n{LONG}\n\n[\nHill\nAmbassador\n]\n",
        f"head: 12. Memo\np: {LONG}\ncloser\n  seg: [\n  signed: Hill Ambassador\n  seg: ]",
    ),
    "brackets round no signature": (
        "frus",
        f"12. Memo\n\n{LONG}\n\nThe list is long\n]\n",
        f"head: 12. Memo\np: {LONG}\np: The list is long\np: ]",
    ),
    "signature below a postscript": (
        "frus",
        f"12. Memo\n\n{LONG}\n\nAnne Brown\n\nP.S. The keys are here.\n\nA. B.\n",
        f"head: 12. Memo\np: {LONG}\ncloser\n  signed: Anne Brown\npostscript\n  p: P.S. The keys are here.\n"
        "  signed: A. B.",
    ),
    "signature of a quoted letter": (
        "frus",
        f"12. Memo\n\n{LONG}\n\nAnne Brown”\n",
        f"head: 12. Memo\np: {LONG}\np: Anne Brown”",
    ),
    "title without a name": (
        "frus",
        f"12. Memo\n\n{LONG}\n\nDirector\n",
        f"head: 12. Memo\np: {LONG}\np: Director",
    ),
    "dateline of an enclosure": (
        "frus",
        f"PPS files, lot 64 D 563\n\nMemorandum by the Director\n\n{LONG}\n\nJohn Smith\n\n[Enclosure]\n\n"
        f"Statement by the Board\n\n[Washington, undated.]\n\n{LONG}\n\nParis, May 3, 1949.\n\nWe wait.\n",
        f"note/source/inline: PPS files, lot 64 D 563\nhead: Memorandum by the Director\ndiv/message\n  p: {LONG}\n"
        "  closer\n    signed: John Smith\ndiv/enclosure\n  p: [Enclosure]\n  p: Statement by the Board\n"
        f"  dateline: [Washington, undated.]\n  p: {LONG}\n  p: Paris, May 3, 1949.\n  p: We wait.",
    ),
    "days of a meeting in a title": (
        "frus",
        f"12. Memo\nMEETING OF MINISTERS\nParis, April 29–May 2, 1956\n{LONG}\n",
        f"head: 12. Memo\np: MEETING OF MINISTERS\np: Paris, April 29–May 2, 1956\np: {LONG}",
    ),
    "printed bullets, a block a line": (
        "frus",
        f"12. Memorandum1\n{LONG}\n• Wheat is dear.\n- red\n- white\n- Source: Files.↩\n",
        f"head: 12. Memorandum\np: {LONG}\np: • Wheat is dear.\nlist\n  item: red\n  item: white\n"
        "1 @Memorandum Source: Files.",
    ),
    "no signature": (
        "frus",
        f"12. Memo\n\n{LONG}\n\nThe end is near\n",
        f"head: 12. Memo\np: {LONG}\np: The end is near",
    ),
    "only a title": ("frus", f"12. Memo\n\n{LONG}\n\nChairman,\n", f"head: 12. Memo\np: {LONG}\np: Chairman,"),
    "numbered enclosure": (
        "frus",
        f"12. Letter\n\n{LONG}\n\nJohn Smith\n\n[Enclosure]\n\n{LONG}\n",
        f"head: 12. Letter\np: {LONG}\np: John Smith\np: [Enclosure]\np: {LONG}",
    ),
    "enclosures": (
        "plain",
        f"Report to the Board\n\n{LONG}\n\nJohn Smith\nSecretary\n\n[Enclosure]\n\n{LONG}\n\n"
        f"Mary Brown\n\nTab A\n\n{LONG}\n",
        f"head: Report to the Board\ndiv/message\n  p: {LONG}\n  closer\n"
        f"    signed: John Smith Secretary\ndiv/enclosure\n"
        f"  p: [Enclosure]\n  p: {LONG}\n  closer\n    signed: Mary Brown\ndiv/attachment\n  p: Tab A\n  p: {LONG}",
    ),
    "letter": (
        "letters",
        "12 High Street\nLondon\n4 May 1921\n\nDear Sir,\n\n"
        "All is well here, as far as we know.\n\nThe garden is in flower.\n\n"
        "Yours sincerely,\nJohn Smith\n\ncc: the Board\n\nP.S. The keys are with the porter.\n\nThey are new.\n",
        "opener\n  address\n    addrLine: 12 High Street\n    addrLine: London\n"
        "  dateline: 4 May 1921\n  salute: Dear Sir,\n"
        "p: All is well here, as far as we know.\np: The garden is in flower.\ncloser\n  salute: Yours sincerely,\n"
        "  signed: John Smith\n  seg: cc: the Board\npostscript\n"
        "  p: P.S. The keys are with the porter.\n  p: They are new.",
    ),
    "letter, a block a line": (
        "letters",
        "London, 4 May 1921\nDear Mary,\nAll is well here.\nLove,\nAnne\n",
        "opener\n  dateline: London, 4 May 1921\n  salute: Dear Mary,\np: All is well here.\ncloser\n  salute: Love,\n"
        "  signed: Anne",
    ),
    "letter of the series": (
        "frus",
        f"12. Letter\n\nLondon, undated.\n\nDear Mr. President:\n\n{LONG}\n\nSincerely yours,\n\nAnne Brown\n",
        f"head: 12. Letter\nopener\n  dateline: London, undated.\np: Dear Mr. President:\n"
        f"p: {LONG}\np: Sincerely yours,\n"
        "closer\n  signed: Anne Brown",
    ),
    "salutation below a list": (
        "letters",
        "About Bees\n\n  • hives\n\nDear Sir,\n\nThe hives are full.\n\nWe wait.\n",
        "p: About Bees\nlist\n  item: hives\np: Dear Sir,\np: The hives are full.\np: We wait.",
    ),
    "postscript and nothing before": ("letters", "P.S. The keys.\n", "p: P.S. The keys."),
    "list in a postscript": (
        "letters",
        "Dear Sir,\n\nCome.\n\nJohn Smith\n\nP.S. Bring:\n\n- bread\n- salt\n",
        "opener\n  salute: Dear Sir,\np: Come.\np: John Smith\np: P.S. Bring:\nlist\n  item: bread\n  item: salt",
    ),
    "one line": ("plain", "Nobody spoke", "p: Nobody spoke"),
    "dateline below a first line": (
        "plain",
        "My notes.\n\nLondon, 4 May 1921\n\nNobody spoke.\n\nWe left.\n",
        "p: My notes.\np: London, 4 May 1921\np: Nobody spoke.\np: We left.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_structure(case: str) -> None:
    profile, text, expected = CASES[case]
    assert outline(reads(text, profile)) == expected


def test_kind_number_and_id() -> None:
    assert reads("120. Editorial Note\n\nNothing.\n").kind == "editorial-note"
    assert reads("12a. Memorandum\n\nNothing.\n").id == "d12a"
    assert reads("PPS files\n\nMemorandum\n", name="texts/d100.txt").id == "d100"
    assert reads("Nothing.\n", "plain", "5 Mai (neu).txt").id == "_5_Mai_neu_"


@pytest.mark.parametrize(
    "line",
    [
        "Washington, April 25, 1961.",
        "[ Washington ,] May 24, 1949.",
        "Paris , June 2, 1949—noon.",
        "New York, May 20 and 21, 1955, 8:02 p.m.",
        "Moscow, 14 November 1958.",
        "Batavia , January 4, 1949—10 a. m. [p. m.]",
        "Washington , June 14 [15?], 1949—2 a. m.",
        "Washington, December 2–5, 1957, 10:21–11:02 a.m.",
        "[Washington, undated.]",
        "London, May 1921",
        "1921-05-04",
        "4/5/1921",
        "Saigon, March 16, 19651",
    ],
)
def test_datelines(line: str) -> None:
    document = reads(f"12. Memorandum\n\n{line}\n\nNothing.\n\nNothing more.\n")
    assert document.blocks[1].kind == "opener"


@pytest.mark.parametrize(
    "line",
    [
        "On May 3, 1956, the Minister received the Ambassador and told him of the harvest; it was poor.",
        "NSC Action 1290 of December 21, 1954, is as follows:",
        "Dear Sir, May 3, 1956",
        "“June 26, 1957.",
        "Draft Minutes of the 28th Meeting, October 11, 1955 were approved.",
        "Conversation with the Minister—July 23, 1970",
        "Paris, May 3, 1956, was approved",
        "The meeting was held in Paris on May 3, 1956. It was long. " + "x" * 120,
    ],
)
def test_no_datelines(line: str) -> None:
    assert reads(f"12. Memorandum\n\n{line}\n\nNothing.\n\nNothing more.\n").blocks[1].kind == "p"


@pytest.mark.parametrize(
    "labels", [("1.", "2.", "3."), ("(a)", "(b)", "(c)"), ("i)", "ii)", "iii)"), ("a.", "b.", "c.")]
)
def test_paragraphs_that_count_on_are_a_list(labels: tuple[str, ...]) -> None:
    lines = "\n".join(f"{label} thing" for label in labels)
    text = f"A list\n\nThese are the things that we need, one after the other:\n\n{lines}\n\nAnd that is all of them.\n"
    (block,) = (b for b in read(Source("a.txt", text), Profile.load("letters")).blocks if b.kind == "list")
    assert [child.kind for child in block.children] == ["label", "item"] * 3
    assert all(b.kind != "list" for b in read(Source("a.txt", text), Profile.load("frus")).blocks)


@pytest.mark.parametrize(
    "lines", ["1. One", "2. Two\n3. Three", "1. One\n\n(2) Two", "1. One\n\nAnd\n\n2. Two", "1. " + "x " * 300]
)
def test_paragraphs_that_do_not_are_none(lines: str) -> None:
    text = f"A list\n\nThese are the things that we need, one after the other:\n\n{lines}\n\nAnd that is all of them.\n"
    assert all(b.kind != "list" for b in read(Source("a.txt", text), Profile.load("letters")).blocks)
