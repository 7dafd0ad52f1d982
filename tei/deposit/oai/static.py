"""The repository as files: every answer that needs no dates, for a web server that knows no OAI-PMH."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from tei.deposit.answer import Answer
from tei.deposit.collection import Collection
from tei.deposit.oai import gateway, nginx
from tei.deposit.oai.arguments import Request
from tei.deposit.oai.datestamps import BEGINNING, datestamp
from tei.deposit.oai.protocol import TOKEN, Error
from tei.deposit.oai.repository import NOWHERE, Repository
from tei.deposit.oai.tokens import State, broken

ERRORS = "errors"
PAGE = 100
"""So many items are in a file of a list."""

LISTS = ("ListIdentifiers", "ListRecords")

_ERRORS = {
    "badVerb": "there is no such verb",
    "badArgument": "an argument is missing",
    "badResumptionToken": str(broken()),
    "cannotDisseminateFormat": "there is no such format",
    "idDoesNotExist": "there is no such item",
    "noRecordsMatch": "there is nothing in that set",
}


def make(collection: Collection, folder: Path) -> None:
    """Write the answers of a repository into a folder, with what tells a web server which file answers what.

    A resumption token is the name of a file. The time of all answers is that of the last change in the collection, so
    that equal texts give equal files: whoever asks for what was changed since then misses nothing.
    """
    moment = max((datestamp(each.modified) for each in collection.resources), default=BEGINNING)
    base = collection.address("oai") if collection.url else f"http://{NOWHERE}/oai"
    repository = Repository(
        collection, base, page=PAGE, now=lambda: moment, token=lambda verb, namespace, state: name_of(state)
    )
    for path, answer in answers(repository):
        file = folder / f"{path}.xml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(answer.body)
    if len(repository.items.every) <= gateway.MOST:
        with (folder / gateway.NAME).open("wb") as file_of_all:
            gateway.write_static_repository(repository, f"{base}/{gateway.NAME}", file_of_all)
    nginx.write(folder, urlsplit(base).path, repository.namespace, list(repository.formats))


def name_of(state: State) -> str:
    """The name of the file with the piece of a list that begins at a state, without suffix."""
    return "-".join(filter(None, (str(state.cursor), state.prefix, state.set)))


def answers(repository: Repository) -> Iterator[tuple[str, Answer]]:
    """Each answer, and the path of its file without suffix."""
    for verb in ("Identify", "ListMetadataFormats", "ListSets"):
        yield verb, repository.answer([("verb", verb)])
    for verb in LISTS:
        for prefix in repository.formats:
            for chosen in ("", *repository.items.sets):
                yield from _pieces(repository, verb, prefix, chosen)
    for item in repository.items.every:
        asked = [("identifier", repository.identifier(item.resource.id))]
        yield f"ListMetadataFormats/{item.resource.id}", repository.answer([("verb", "ListMetadataFormats"), *asked])
        for prefix in repository.formats:
            record = repository.answer([("verb", "GetRecord"), *asked, ("metadataPrefix", prefix)])
            yield f"GetRecord/{prefix}/{item.resource.id}", record
    for code, message in _ERRORS.items():
        yield f"{ERRORS}/{code}", repository.refuse([Error(code, message)])


def _pieces(repository: Repository, verb: str, prefix: str, chosen: str) -> Iterator[tuple[str, Answer]]:
    arguments = {"metadataPrefix": prefix, "set": chosen}
    request = Request(verb, {name: value for name, value in arguments.items() if value})
    state: State | None = State(prefix, set=chosen)
    while state:
        answer, after = repository.piece(request, state)
        yield f"{verb}/{name_of(state)}", answer
        request = Request(verb, {TOKEN: name_of(after) if after else ""})
        state = after
