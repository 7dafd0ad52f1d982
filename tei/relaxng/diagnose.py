"""What is wrong with a document that does not match: each fault once, and nothing of what merely follows from it.

The document is read again, with the same automaton. Where a start tag, an attribute, a text or an end is not in order,
the fault is noted and the match goes on as if it had been put right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from tei.core.parse import Attach, Parser, parse
from tei.core.source import Source
from tei.relaxng.automaton import MIXED, Attributes, Automaton, State, Tags
from tei.relaxng.expect import Names, accepts, completing, next_names
from tei.relaxng.fault import Fault, Spot
from tei.relaxng.frame import Frame
from tei.relaxng.misfit import misfit, settled
from tei.relaxng.pattern import BLANK, After, Pattern
from tei.relaxng.places import Places
from tei.relaxng.starttag import faults_of_attributes
from tei.relaxng.vocabulary import Vocabulary

if TYPE_CHECKING:
    from tei.relaxng.automaton import Record

FAULTS = 1_000
"""When there are more faults than this, those that are alike are put together."""

CHILDREN = 200
"""So many children of an element at fault are kept, to try remedies on."""


class Diagnosis:
    """Reads one document and finds its faults."""

    def __init__(
        self,
        automaton: Automaton,
        names: Names,
        vocabulary: Vocabulary,
        record: Record | None = None,
        *,
        every: bool = False,
    ) -> None:
        """With `every`, all faults are kept, however many are alike."""
        self.automaton = automaton
        self.patterns = automaton.patterns
        self.names = names
        self.vocabulary = vocabulary
        self._record = record
        self._every = every
        self._anywhere: dict[str, Tags] = {}
        self._contents: dict[str, Pattern] = {}

    def faults(self, source: Source, read: Callable[[Attach], None] | None = None) -> list[Fault]:
        """The faults of a document, in the order in which they show; `read` gives its events where it is not parsed."""
        self._source = source
        if read is None:
            parse(source, self.attach)
        else:
            read(self.attach)
        if not self._every:
            self._gather()
        return self.found

    def attach(self, parser: Parser) -> None:
        """Begin anew with a parser."""
        self.used: Counter[str] = Counter()
        """How often each element occurs in the document."""
        self.taken: dict[str, str] = {}
        """Namespaces that are taken for others, after a fault that said so."""
        self.found: list[Fault] = []
        """The faults so far."""
        self._most = FAULTS
        self.places = Places(parser, self._source)
        self._texts: list[str] = []
        root = Frame(Spot("", 1, 1, self._source), None)
        root.whole = root.state = self.automaton.start
        self.frames = [root]
        self.places.namespaces.follow(parser)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        if self._record is not None:
            self._record.begin(parser)

    @property
    def parent(self) -> Spot | None:
        """The element around the innermost open one."""
        return self.frames[-2].spot if len(self.frames) > 2 else None

    def anywhere(self, name: str) -> Tags:
        """What an element of this name may have in it, wherever it stands."""
        if name not in self._anywhere:
            contents = (self.patterns.element(index).content for index in self.names.elements.get(name, ()))
            self._anywhere[name] = self.automaton.tags(self.patterns.choice(contents), name)
        return self._anywhere[name]

    def content(self, name: str) -> Pattern:
        """What an element of this name may have in it, wherever it stands and whatever attributes it has."""
        if name not in self._contents:
            self._contents[name] = self.anywhere(name).pattern.close(self.patterns.empty)
        return self._contents[name]

    def tell(self, frame: Frame, fault: Fault, name: str = "") -> bool:
        """Note a fault of a child; one of the same kind and name in the same parent is told with the first."""
        first = frame.faults.setdefault((fault.kind, name), fault)
        if first is fault or self._every:
            self.found.append(fault)
        else:
            first.more += 1
        return first is fault

    def _start(self, name: str, attributes: Attributes) -> None:
        parent = self.frames[-1]
        if self._texts:
            self._read(parent, ended=False)
        parent.filled = True
        before = parent.state
        if self.taken:
            namespace, _, local = name.rpartition("}")
            name = f"{self.taken[namespace]}}}{local}" if namespace in self.taken else name
        spot = self.places.spot(name)
        self.used[name] += 1
        parent.names[name.rpartition("}")[2]] = None
        if parent.fault is not None and len(parent.children) < CHILDREN:
            parent.children.append(name)
        state = parent.state
        opened: Tags | None
        if state is None:
            frame = Frame(spot, None)
            opened = self.anywhere(name) if self.names.is_known(name) else None
        elif step := self.automaton.step(state, name):
            _, opened, after = step
            frame = Frame(spot, after)
            if after is not state:
                parent.pass_by(state.pattern, spot)
            if parent.wanted:
                parent.comes_late(name, spot)
            parent.previous = spot
            parent.run = None
        else:
            mark = len(self.found)
            frame, opened = misfit(self, parent, name, spot, attributes)
            frame.mark = mark
        frame.before = before
        self.frames.append(frame)
        if opened is None:
            self._watch(name, attributes)
            return
        if frame.fault is not None and frame.fault.kind == "element unknown":
            # Its attributes are those of another vocabulary, or will be looked at when it has its right name.
            self._watch(name, attributes)
            frame.whole = frame.state = self.automaton.state(self.content(opened.name))
        else:
            frame.whole = frame.state = self._inside(opened, attributes)

    def _inside(self, opened: Tags, attributes: Attributes) -> State:
        """The state behind a start tag; the faults of its attributes are noted."""
        tag = self.automaton.tag(opened, tuple(attributes))
        if tag is not None:
            inside, checks, hook = tag
            if hook is not None:
                hook(self._record, attributes)
            if all(quick(attributes[name]) or allows(attributes[name]) for name, quick, allows in checks):
                if inside is None:
                    inside = self.automaton.by_value(opened, attributes, self.places.namespaces)
                if inside is not None:
                    return inside
        else:
            self._watch(opened.name, attributes)
        return self.automaton.state(faults_of_attributes(self, opened.pattern, attributes))

    def _watch(self, name: str, attributes: Attributes) -> None:
        """Let who watches see a start tag of which the grammar knows nothing."""
        names = tuple(attributes)
        watch = self.automaton.watch
        hook = watch(name, names, ("",) * len(names)) if watch and names else None
        if hook is not None:
            hook(self._record, attributes)

    def _text(self, text: str) -> None:
        frame = self.frames[-1]
        if frame.state is None or (frame.state.mode is MIXED and frame.fault is None):
            # Nothing can be wrong with it; most of it need not even be looked at.
            if (not frame.filled or frame.run is not None) and text.strip(BLANK):
                frame.filled, frame.run = True, None
            return
        if text.strip(BLANK) and not any(earlier.strip(BLANK) for earlier in self._texts):
            self.places.mark(text)
        self._texts.append(text)

    def _read(self, frame: Frame, *, ended: bool) -> None:
        """Take the text since the last tag; `ended` says that the element ends behind it."""
        text = "".join(self._texts)
        self._texts.clear()
        blank, state = not text.strip(BLANK), frame.state
        # The only text of an element may be its value, and then even white space, or nothing, may be wrong.
        is_value = ended and not frame.filled and state is not None and state.pattern.data
        if state is None or (blank and not is_value):
            return
        if not blank:
            frame.filled = True
            if frame.fault is not None and len(frame.children) < CHILDREN:
                frame.children.append("")
        after = self.automaton.read(state, text, self.places.namespaces, only=ended)
        if after is not None and not (is_value and not after.pattern.nullable and not after.pattern.end().nullable):
            frame.state = after
            frame.run = None
        elif is_value:
            place = frame.spot.place() if blank else self.places.marked(text)
            fault = Fault("value invalid", place, frame.spot, self.parent, value=text, values=(state.pattern,))
            self.found.append(fault)
            frame.lost = True
        else:
            self._stray(frame, state, text)

    def _stray(self, frame: Frame, state: State, text: str) -> None:
        """Text where none may stand."""
        if frame.run is not None:
            frame.run.is_followed = True
            return
        fault = Fault("text not allowed", self.places.marked(text), frame.spot, self.parent, value=text)
        fault.state, fault.whole = state.pattern, frame.whole.pattern if frame.whole else None
        fault.previous, fault.siblings = frame.previous, frame.names
        fault.wraps = tuple(name for name in next_names(state.pattern) if accepts(self.content(name), [""]))
        self.tell(frame, fault)
        frame.run, frame.lost = fault, True

    def _end(self, name: str) -> None:
        frame = self.frames[-1]
        if self._texts or not frame.filled:
            self._read(frame, ended=True)
        state, parent = frame.state, self.frames[-2]
        after = frame.after
        if state is not None:
            if after is None and parent.state is not None:
                after = self.automaton.leave(state)
                if after is None:
                    self._incomplete(frame, state)
                    after = self.automaton.state(_follows(state.pattern))
            elif not state.nullable:
                self._incomplete(frame, state)
        if frame.fault is not None:
            settled(self, frame)
        self.frames.pop()
        if len(self.found) > self._most and not self._every:
            self._gather()
        if parent.state is not None and after is not None:
            parent.state = after

    def _gather(self) -> None:
        """Count the faults that are like an earlier one; those that open elements may yet change are left alone."""
        changing: set[int] = set()
        for frame in self.frames:
            faults = (frame.fault, frame.run, *frame.faults.values(), *frame.wanted.values())
            changing.update(id(fault) for fault in faults if fault is not None)
        outermost = next((frame.fault for frame in self.frames if frame.fault is not None), None)
        kept: list[Fault] = []
        first: dict[tuple[str, ...], Fault] = {}
        for index, fault in enumerate(self.found):
            if fault is outermost:
                # What is found in it may be forgotten with it.
                kept += self.found[index:]
                break
            if id(fault) in changing or first.setdefault(fault.likeness, fault) is fault:
                kept.append(fault)
            else:
                first[fault.likeness].elsewhere += 1 + fault.more + fault.elsewhere
        for frame in self.frames:
            # What is forgotten stands before the outermost element that is a fault.
            frame.mark = max(frame.mark - len(self.found) + len(kept), 0)
        self.found[:] = kept
        self._most = max(FAULTS, 2 * len(kept))

    def _incomplete(self, frame: Frame, state: State) -> None:
        """An element that ends before it is complete; what was left aside may be what is missing."""
        if frame.lost:
            return
        fault = Fault("incomplete", frame.spot.place(), frame.spot, self.parent)
        fault.state, fault.whole = state.pattern, frame.whole.pattern if frame.whole else None
        fault.names = completing(state.pattern)
        fault.is_leaf, fault.siblings = not frame.filled, frame.names
        self.found.append(fault)


def _follows(pattern: Pattern) -> Pattern:
    """What may follow any of the elements that a state may be in."""
    if isinstance(pattern, After):
        return pattern.parts[1]
    return pattern.make.choice(map(_follows, pattern.parts))
