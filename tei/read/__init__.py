"""From a raw text to a Document."""

from __future__ import annotations

import re
from pathlib import PurePath

from tei.core.document import Block, Document, Mark, Note
from tei.core.profile import Profile
from tei.core.source import Source, Span


def read(source: Source, profile: Profile) -> Document:
    """PROVISIONAL bootstrap reader: blocks are lines, notes are `  1. …` or `- …↩` lines, calls are glued digits."""
    text = source.text
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    blocks, notes, marks, dropped = [], [], [], []
    note_lines = [i for i, (a, b) in enumerate(lines) if re.match(r"  \d+\. ", text[a:b]) or text[a:b].endswith("↩")]
    pages = [m for m in re.finditer(r"\[Page (\w+)\]", text)]
    marks = [Mark("pb", Span(*m.span()), {"n": m.group(1)}) for m in pages]
    number = re.match(r"(\d+)\. ", text)
    calls = {}
    at = 0
    body_end = lines[note_lines[0]][0] if note_lines else len(text)
    for k in range(1, len(note_lines) + 1):
        m = re.compile(r"(?<=[\w.,”’)])%d(?!\w)" % k).search(text, at, body_end)
        if m:
            calls[k] = Span(*m.span()); at = m.end()
    cuts = sorted([(m.start(), m.end()) for m in pages] + [(c.start, c.end) for c in calls.values()])

    def spans(a, b):
        out = []
        for x, y in cuts:
            if a <= x and y <= b:
                if text[a:x].strip():
                    out.append(Span(a, x))
                a = y
        if text[a:b].strip():
            out.append(Span(a, b))
        return tuple(out)

    n = 0
    for i, (a, b) in enumerate(lines):
        if i in note_lines:
            n += 1
            m = re.match(r"  (\d+)\. |- ", text[a:b])
            c = b - 1 if text[b - 1] == "↩" else b
            signs = [Span(a, a + m.end())] if m else []
            if c < b:
                signs.append(Span(c, b))
            call = calls.get(n)
            notes.append(Note(str(n), (Block("p", (Span(a + (m.end() if m else 0), c),)),), call.start if call else body_end, call, tuple(signs), "source" if n == 1 else ""))
        elif s := spans(a, b):
            blocks.append(Block("p" if blocks else "head", s))
    stem = PurePath(source.name).stem
    return Document(source, f"d{number.group(1)}" if number else stem, number.group(1) if number else "", "", tuple(blocks), tuple(notes), tuple(marks), tuple(dropped))
