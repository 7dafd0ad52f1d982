"""A kit sent to a repository: a draft with its files, which people look at and publish there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import file_digest, md5
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from tei.core.diagnostic import refusal
from tei.deposit.vocabulary import is_address
from tei.deposit.zenodo.api import Api, Failed, told
from tei.deposit.zenodo.kit import Deposit

TRIES = 3
"""So often a file is sent whose way was interrupted."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Draft:
    """A draft in a repository: its id, the page where it is looked at and published, what is wrong with it still."""

    id: str
    page: str
    wrong: tuple[str, ...] = ()


def upload(kit: Deposit, api: Api, draft: str = "", tell: Callable[[str], None] = lambda line: None) -> Draft:
    """Make a draft of a kit, or bring the one with this id or address up to date; nothing is published.

    Files that the draft has already, with an equal checksum, are not sent again. What is done is told line by line.
    Raises Refused (P865) where the repository does not take it, with what was done and where it can be taken up.
    Source: InvenioRDM REST API, drafts and records.
    """
    sending = _Sending(api, tell)
    try:
        made = sending.draft(kit, _id_of(draft, api) if draft else "")
        sending.files(kit.files)
    except Failed as failed:
        raise refusal("P865", sending.broken(failed), sending.remedy(failed)) from None
    return made


class _Sending:
    """One sending: what was done of it, so that it can be told where it ends too soon."""

    def __init__(self, api: Api, tell: Callable[[str], None]) -> None:
        self._api = api
        self._tell = tell
        self._made: Draft | None = None
        self._done = 0
        self._number = 0

    def draft(self, kit: Deposit, id: str) -> Draft:
        """The draft, made anew unless there is one with this id. Raises Failed."""
        record = dict(kit.record)
        if id:
            answer = self._api.ask("PUT", f"/records/{id}/draft", record)
        else:
            answer = self._api.ask("POST", "/records", record)
            id = str(answer.get("id", ""))
            if not _ID.fullmatch(id):
                raise Failed(201, "the answer names no draft")
        self._made = Draft(id, self._page(answer, id), tuple(told(answer)))
        self._tell(f"draft {self._made.page}")
        return self._made

    def files(self, files: list[Path]) -> None:
        """Send the files that the draft does not have. Raises Failed."""
        self._number = len(files)
        there = self._there()
        for file in files:
            if _is_complete(there.get(file.name), _checksum(file)):
                self._tell(f"  {file.name} is there")
            else:
                self._send(file, there=file.name in there)
                self._tell(f"  {file.name} is sent")
            self._done += 1

    def broken(self, failed: Failed) -> str:
        """In a sentence, what kept the sending from being done, and what was done before."""
        if self._made is None:
            return f"{self._api.address} took nothing: {failed.said}"
        done = f"{self._done} of {self._number} files are in the draft {self._made.page}"
        return f"{self._api.address} did not take all: {failed.said}; {done}"

    def remedy(self, failed: Failed) -> str:
        """What to do next."""
        if failed.status in (401, 403):
            return "the token must be of this repository and have the scope deposit:write"
        if self._made is None and failed.passing:
            return "try again later; look among your uploads there whether a draft was made nevertheless"
        if self._made is None:
            return "correct what is said to be wrong, and send it again"
        return f"nothing is lost: --draft {self._made.id} takes it up again, and sends only what is not there"

    def _path(self, rest: str = "") -> str:
        return f"/records/{self._made.id if self._made else ''}/draft/files{rest}"

    def _there(self) -> dict[str, dict[str, Any]]:
        """The files of the draft by name."""
        entries = self._api.ask("GET", self._path()).get("entries")
        listed = entries.values() if isinstance(entries, dict) else entries if isinstance(entries, list) else ()
        return {str(each.get("key", "")): each for each in listed if isinstance(each, dict)}

    def _send(self, file: Path, *, there: bool) -> None:
        """Register a file, send what is in it, and complete it; from the start again where that was interrupted."""
        name = f"/{quote(file.name, safe='')}"
        checksum = _checksum(file)
        for tried in range(1, TRIES + 1):
            try:
                if there:
                    self._remove(name)
                self._api.ask("POST", self._path(), [{"key": file.name}])
                self._api.ask("PUT", self._path(f"{name}/content"), file)
                if _is_complete(self._api.ask("POST", self._path(f"{name}/commit")), checksum):
                    return
                failed = Failed(200, f"{file.name} did not arrive as it is here", passing=True)
            except Failed as error:
                failed = error
            entry = self._there().get(file.name) if failed.passing else None
            if _is_complete(entry, checksum):
                return
            if tried == TRIES or not failed.passing:
                raise failed
            there = entry is not None

    def _remove(self, name: str) -> None:
        try:
            self._api.ask("DELETE", self._path(name))
        except Failed as failed:
            # Where the first answer was lost, it is not there the second time.
            if failed.status != 404:
                raise

    def _page(self, answer: dict[str, Any], id: str) -> str:
        """The page of a draft: as the repository says, if that is its own."""
        links = answer.get("links")
        page = str(links.get("self_html", "")) if isinstance(links, dict) else ""
        ours = urlsplit(self._api.address)
        if is_address(page) and urlsplit(page)[:2] == ours[:2]:
            return page
        return f"{ours.scheme}://{ours.netloc}/uploads/{id}"


def _id_of(draft: str, api: Api) -> str:
    """The id in the address of a draft, or the one that is given. Raises Refused (P864) for what is neither."""
    id = draft.rstrip("/").removesuffix("/draft").rpartition("/")[2]
    ours = urlsplit(api.address)
    if not _ID.fullmatch(id) or ("/" in draft and urlsplit(draft)[:2] != ours[:2]):
        message = f"--draft names no draft at {api.address}: {draft!r}"
        raise refusal("P864", message, f"give its id, or its address: {ours.scheme}://{ours.netloc}/uploads/ID")
    return id


def _checksum(file: Path) -> str:
    with file.open("rb") as opened:
        return f"md5:{file_digest(opened, partial(md5, usedforsecurity=False)).hexdigest()}"


def _is_complete(entry: dict[str, Any] | None, checksum: str) -> bool:
    return entry is not None and entry.get("status") == "completed" and entry.get("checksum") == checksum
