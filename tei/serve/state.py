"""What is shown of an edition that is being written: which page has which diagnostics, and what cannot be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tei.core.profile import Profile
from tei.core.source import Source
from tei.serve.marks import marked, numbers, renumbered, unmarked
from tei.serve.sources import Diagnostics, Draft
from tei.site.page import PageJob, Settings
from tei.site.parts import divide


@dataclass(frozen=True)
class Made:
    """How the page at an address was made."""

    address: str
    settings: Settings = field(repr=False)
    job: PageJob = field(repr=False)


@dataclass(frozen=True)
class Noted:
    """A document's page and what is told there: the diagnostics of its text.

    `address` is that of the page in the site. `job` and `settings` render it with the marks of the diagnostics that
    have a place in it; there is no job where none has.
    """

    address: str
    title: str
    file: str
    diagnostics: Diagnostics = ()
    settings: Settings | None = field(default=None, repr=False)
    job: PageJob | None = field(default=None, repr=False)


@dataclass(frozen=True)
class State:
    """What there is to be shown: the pages of documents by address, in the order of their sources.

    `problems` tell, by file, why a source is shown as it was, and under "" why the whole site is; `elsewhere` has, by
    file, the diagnostics that concern no page.
    """

    pages: Mapping[str, Noted] = field(default_factory=dict)
    problems: Mapping[str, Diagnostics] = field(default_factory=dict)
    elsewhere: Mapping[str, Diagnostics] = field(default_factory=dict)

    def without_changed(self, made: Iterable[Made]) -> State:
        """The state without what is told on pages that have been made anew, until it is known what to tell there."""
        now = {each.address: each.job.source.text for each in made}
        pages = {
            address: noted
            for address, noted in self.pages.items()
            if noted.job is None or unmarked(noted.job.source.text) == now.get(address)
        }
        return replace(self, pages=pages)


class Places:
    """Finds the pages that the diagnostics of drafts belong to; what was found for a draft is found once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Draft, Profile, list[str]]] = {}

    def state(
        self, drafts: Iterable[Draft], made: Iterable[Made], profile: Profile, problems: Mapping[str, Diagnostics]
    ) -> State:
        """The state in which these pages show these drafts."""
        by_text: dict[str, list[Made]] = {}
        for each in made:
            by_text.setdefault(each.job.source.text, []).append(each)
        pages: dict[str, Noted] = {}
        elsewhere: dict[str, Diagnostics] = {}
        known, self._known = self._known, {}
        for draft in drafts:
            texts = self._texts(draft, profile, known.get(draft.name))
            placed: set[int] = set()
            for text in texts:
                # What is said of a part whose own words are on no page is told beside those that are.
                if found := by_text.get(unmarked(text)):
                    order = range(1, len(draft.diagnostics) + 1) if len(texts) == 1 else numbers(text)
                    placed.update(order)
                    noted = _noted(draft, found.pop(0), text, order)
                    pages[noted.address] = noted
            rest = tuple(each for number, each in enumerate(draft.diagnostics, 1) if number not in placed)
            if rest:
                elsewhere[draft.name] = rest
        return State(pages, problems, elsewhere)

    def _texts(self, draft: Draft, profile: Profile, known: tuple[Draft, Profile, list[str]] | None) -> list[str]:
        """The characters of the parts of a draft, with marks."""
        if draft.edition is None:
            return []
        if not (known and known[0] == draft and known[1] is profile):
            parts = divide(marked(draft.edition, draft.diagnostics), profile)
            known = draft, profile, [part.edition.source.text for part in parts]
        self._known[draft.name] = known
        return known[2]


def _noted(draft: Draft, made: Made, text: str, order: Sequence[int]) -> Noted:
    diagnostics = tuple(draft.diagnostics[number - 1] for number in order)
    noted = Noted(made.address, made.job.metadata.title, draft.name, diagnostics)
    if not numbers(text):
        return noted
    source = Source(made.job.source.name, renumbered(text, order))
    return replace(noted, settings=made.settings, job=replace(made.job, source=source))
