"""How tags enclose each other, and which few of them must be mended so that they do."""

from __future__ import annotations

from array import array
from collections import Counter

from tei.core.bounds import Bounds
from tei.core.findings import Findings, short
from tei.core.tags import Tags

_EMPTY = frozenset("anchor br cb gb graphic handShift hr img lb media milestone pb ptr space spanTo".split())
_ENDS_BEFORE = {
    **{name: (name,) for name in "p head item cell row l ab body back front text titleStmt teiHeader opener".split()},
    "teiHeader": ("teiHeader", "text", "facsimile", "standOff"),
    "head": ("head", "p", "div", "list"),
    "front": ("front", "body"),
    "body": ("body", "back"),
    "p": ("p", "div", "head"),
}
_WINDOW = 300
_DEEPEST = 64
_WEIGHED = 100


class Nesting:
    """Goes once over the tags of a text with a stack of those that are open.

    `lost` is then the number of the end tag whose start tag, the first of the document, is missing, or -1.
    """

    def __init__(self, findings: Findings, tags: Tags) -> None:
        self._findings = findings
        self._tags = tags
        self._bounds = Bounds(findings, tags)
        self._names = tags.names
        self._codes = tags.codes
        self._stack: list[int] = []
        # What each open element should have ended before, by the index of its tag.
        self._ends_before: dict[int, int] = {}
        # Elements that an end tag cut short, by name: the fault told, the element, the end tag, what is open then.
        self._cut: dict[int, tuple[int, int, int, list[int]]] = {}
        self._starts: dict[int, int] = {}
        self._weighed = 0
        self._root_end = -1
        self._second = self.lost = -1

    def read(self) -> None:
        """Tells every fault of nesting."""
        codes, stack = self._codes, self._stack
        numbers = {name: number for number, name in enumerate(self._names)}
        bars = {
            numbers[name]: frozenset(numbers[n] for n in before if n in numbers)
            for name, before in _ENDS_BEFORE.items()
            if name in numbers
        }
        opened = self._open = [0] * len(self._names)
        last = codes[-1] if codes else 0
        surplus = last < 0 and codes.count(last) > codes.count(-last)
        for index, code in enumerate(codes):
            if code > 0:
                if not stack and self._root_end >= 0:
                    self._second = index if self._second < 0 else self._second
                elif stack:
                    bar = bars.get(codes[stack[-1]])
                    if bar and code in bar:
                        self._ends_before.setdefault(stack[-1], index)
                stack.append(index)
                opened[code] += 1
            elif stack and codes[stack[-1]] == -code:
                if surplus and len(stack) == 1 and code == last and index < len(codes) - 1:
                    surplus = False
                    self._bounds.too_soon(index)
                    continue
                stack.pop()
                opened[-code] -= 1
                if not stack and self._root_end < 0:
                    self._root_end = self._tags.ends[index]
            else:
                self._mismatch(index)
        self._end()

    def _name(self, index: int) -> str:
        return self._names[abs(self._codes[index])]

    def _shown(self, index: int) -> str:
        return f"<{'/' if self._codes[index] < 0 else ''}{short(self._name(index))}>"

    def _line(self, index: int) -> int:
        return self._findings.line(self._tags.starts[index])

    def _on(self, index: int, other: int) -> str:
        line = self._line(index)
        return "on the same line" if line == self._line(other) else f"on line {line}"

    def _mismatch(self, index: int) -> None:
        """An end tag that is not that of the innermost element."""
        name, stack = -self._codes[index], self._stack
        if self._crosses(index, name):
            return
        way = self._best(index) if stack else "drop"
        if way == "close":
            self._close(index, name)
        elif way == "rename":
            self._rename(index)
        else:
            self._drop(index)

    def _best(self, index: int) -> str:
        """Which reading of the end tag leaves the fewest faults: elements unclosed, a name misspelt, a tag too many."""
        name, stack, codes = -self._codes[index], self._stack, self._codes
        ways = ["close", "drop"] if self._open[name] else ["drop"]
        if self._near(index, stack[-1]) and not self._open[name]:
            return "rename"
        if self._weighed >= _WEIGHED:
            return ways[0]
        self._weighed += 1
        tail = array("l", (codes[i] for i in stack[-_DEEPEST:]))
        if "close" in ways and name not in tail:
            return "close"
        costs = {way: self._cost(way, name, tail, index, len(stack) > _DEEPEST) for way in (*ways, "rename")}
        return min((*ways, "rename"), key=costs.__getitem__)

    def _cost(self, way: str, name: int, tail: array[int], index: int, deeper: bool) -> int:
        """How many faults this reading leaves among the next tags, itself counted."""
        codes, open_, cut = self._codes, list(tail), []
        cost = 1
        if way == "close":
            cost = 0
            while (top := open_.pop()) != name:
                cut.append(top)
                cost += 1
        elif way == "rename":
            open_.pop()
        for code in codes[index + 1 : index + 1 + _WINDOW]:
            if code > 0:
                open_.append(code)
            elif open_ and open_[-1] == -code:
                open_.pop()
            elif -code in cut:
                cut.remove(-code)
            elif -code in open_:
                while (top := open_.pop()) != -code:
                    cost += 1
            elif not open_ and deeper:
                return cost
            else:
                cost += 1
        return cost + (index + 1 + _WINDOW >= len(codes) and bool(open_) and not deeper)

    def _near(self, index: int, element: int) -> bool:
        """Whether an end tag is that of an element, but for a slip of the hand."""
        from rapidfuzz.distance import DamerauLevenshtein

        one, other = self._name(index).casefold(), self._name(element).casefold()
        length = min(len(one), len(other))
        return DamerauLevenshtein.distance(one, other) <= (0 if length < 3 else 1 if length < 6 else 2)

    def _close(self, index: int, name: int) -> None:
        """Ends all elements within the one that the end tag belongs to."""
        stack, codes = self._stack, self._codes
        inner: list[int] = []
        while codes[stack[-1]] != name:
            inner.append(stack.pop())
            self._open[codes[inner[-1]]] -= 1
        stack.pop()
        self._open[name] -= 1
        around = stack[-1:]
        while inner:
            element = inner.pop(0)
            if inner and self._meant_as_end(inner[0], element):
                self._slash(inner.pop(0), element)
                continue
            self._cut[codes[element]] = self._unclosed(element, index), element, index, [len(stack), *around]
        if not stack and self._root_end < 0:
            self._root_end = self._tags.ends[index]

    def _meant_as_end(self, outer: int, inner: int) -> bool:
        """Whether a bare tag directly within one of its own name was to be its end: `<hi>word<hi>`."""
        tags, name = self._tags, self._name(inner)
        bare = tags.ends[inner] - tags.starts[inner] == len(name) + 2
        return inner == outer + 1 and self._name(outer) == name and bare and inner not in self._ends_before

    def _slash(self, outer: int, inner: int) -> None:
        findings, tags, shown = self._findings, self._tags, self._shown(inner)
        start, end = tags.starts[inner], tags.ends[inner]
        here = findings.label(start, end, "the slash is missing")
        there = findings.label(tags.starts[outer], tags.ends[outer], "opened here")
        written = f"</{self._name(inner)}>"
        message = f"{shown} stands where the end tag of {shown} on line {self._line(outer)} is expected"
        fix = findings.fix(start, end, written, safe=False)
        findings.tell(message, here, there, help=f"write </{short(self._name(inner))}>", fix=fix)
        findings.repair(start, end, written)

    def _unclosed(self, element: int, met: int) -> int:
        findings, tags, shown = self._findings, self._tags, self._shown(element)
        start, end = tags.starts[element], tags.ends[element]
        here = findings.label(start, end, "opened here")
        there = findings.label(tags.starts[met], tags.ends[met], f"{shown} is still open")
        message = f"{shown} opened on line {self._line(element)} is never closed: "
        message += f"{self._shown(met)} was met {self._on(met, element)}"
        fix = None
        before = self._ends_before.get(element)
        if self._name(element) in _EMPTY:
            findings.repair(end - 1, end - 1, "/")
            help = f"write {short(findings.text[start : end - 1].rstrip())}/>, for it never has content"
            fix = findings.fix(end - 1, end, "/>")
        else:
            at = before if before is not None else met
            findings.repair(tags.starts[at], tags.starts[at], f"</{self._name(element)}>")
            help = f"write </{shown[1:]} before {self._shown(at)} {self._on(at, element)}"
            help += "" if before is not None else ", or where it ends"
        return findings.tell(message, here, there, help=help, fix=fix)

    def _crosses(self, index: int, name: int) -> bool:
        """Whether an end tag comes too late, for an element that another end tag cut short."""
        cut = self._cut.get(name)
        if cut is None:
            return False
        number, element, met, (depth, *around) = cut
        stack, findings, tags = self._stack, self._findings, self._tags
        if len(stack) < depth or stack[max(depth - 1, 0) : depth] != around:
            return False
        del self._cut[name]
        here = findings.label(tags.starts[met], tags.ends[met], f"{self._shown(element)} is still open")
        opened = findings.label(tags.starts[element], tags.ends[element], "opened here")
        late = findings.label(tags.starts[index], tags.ends[index], "closed here")
        message = f"<{short(self._name(met))}> and {self._shown(element)} cross: {self._shown(met)} on line "
        message += f"{self._line(met)} comes before {self._shown(index)} {self._on(index, met)}"
        help = f"close {self._shown(element)} before {self._shown(met)}, and open it again behind if it goes on"
        findings.change(number, message, here, opened, late, help=help)
        findings.repair(tags.starts[index], tags.ends[index], "")
        return True

    def _rename(self, index: int) -> None:
        """The end tag is that of the innermost element, its name is not."""
        findings, tags, top = self._findings, self._tags, self._stack.pop()
        self._open[self._codes[top]] -= 1
        if not self._stack and self._root_end < 0:
            self._root_end = tags.ends[index]
        first, last, near = tags.starts[index], tags.ends[index], self._near(index, top)
        here = findings.label(first, last, "met here")
        there = findings.label(tags.starts[top], tags.ends[top], "opened here")
        opened, met = self._shown(top), self._shown(index)
        message = f"{opened} opened on line {self._line(top)} is closed by {met}"
        name, other = self._name(top), self._name(index)
        written = f"</{name}>"
        same = name.casefold() == other.casefold()
        fix = findings.fix(first, last, written, safe=same)
        if not other:
            help = f"write </{short(name)}>"
        elif near and self._stands(self._codes[index]) and not self._stands(self._codes[top]):
            help = f"did you mean <{short(other)}> on line {self._line(top)}?"
            at = tags.starts[top] + 1
            fix = findings.fix(at, at + len(name), other, safe=same)
            findings.repair(at, at + len(name), other)
            written = ""
        else:
            help = f"did you mean </{short(name)}>?"
        findings.tell(message, here, there, help=help, fix=fix)
        if written:
            findings.repair(first, last, written)

    def _stands(self, code: int) -> bool:
        """Whether a name is used elsewhere in the file: a pair of tags, or a start tag more than the one at fault."""
        if not self._starts:
            self._starts.update(Counter(map(abs, self._codes)))
        return self._starts[abs(code)] > 1

    def _drop(self, index: int) -> None:
        if not self._stack and index == len(self._codes) - 1 and -self._codes[index] not in self._codes:
            start = self._tags.starts[index]
            around = self._root_end < 0 or self._bounds.miscellany(self._root_end) < start
            if around or self._second >= 0 or self._tags.outside:
                self.lost = index
                return
        findings, tags = self._findings, self._tags
        start, end = tags.starts[index], tags.ends[index]
        here = findings.label(start, end, "nothing to close")
        more = []
        if self._stack:
            top = self._stack[-1]
            text = f"open is {self._shown(top)}"
            more = [findings.label(tags.starts[top], tags.ends[top], text)]
        name = short(self._name(index))
        help = f"delete it, or write <{name}> where the element begins"
        said = f"no <{name}> is open here" if name else "it has no name"
        findings.tell(f"</{name}> closes nothing: {said}", here, *more, help=help if name else "delete it")
        findings.repair(start, end, "")

    def _end(self) -> None:
        bounds, root_end = self._bounds, self._root_end
        if self._stack or self._tags.cut_off >= 0:
            bounds.still_open(self._stack)
        if self.lost >= 0:
            bounds.never_opened(self.lost)
            return
        bounds.before()
        if self._second >= 0:
            bounds.second_root(self._second)
        elif root_end >= 0 and not self._stack:
            bounds.behind(root_end)
        if root_end >= 0 and (self._second >= 0 or not self._stack):
            bounds.cut(root_end)
