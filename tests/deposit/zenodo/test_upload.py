"""A kit sent to a repository on this computer that has the rules of InvenioRDM, and faults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invenio import TOKEN, Fault, Repository, serving

from tei.core.diagnostic import Refused
from tei.deposit.zenodo import Api, Deposit, upload
from tei.deposit.zenodo import api as room

RECORD: dict[str, Any] = {
    "access": {"record": "public", "files": "public"},
    "files": {"enabled": True},
    "metadata": {
        "resource_type": {"id": "dataset"},
        "creators": [{"person_or_org": {"type": "personal", "family_name": "Smith"}}],
        "title": "A telegram",
        "publication_date": "2026",
    },
}
ALL = ["POST /files", "PUT content", "POST commit"]


@pytest.fixture
def repository() -> Iterator[Repository]:
    with serving() as found:
        yield found


@pytest.fixture
def kit(tmp_path: Path) -> Deposit:
    (tmp_path / "record.json").write_text(json.dumps(RECORD))
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a b.xml").write_text("<TEI/>")
    (tmp_path / "files" / "c.xml").write_text("<TEI>c</TEI>")
    return Deposit(tmp_path)


def api_of(repository: Repository, token: str = TOKEN) -> tuple[Api, list[float]]:
    waits: list[float] = []
    return Api(repository.address, token, waits.append), waits


def files_of(repository: Repository, id: str = "d1-x") -> dict[str, bytes]:
    files = repository.drafts[id]["files"].items()
    return {key: file["data"] for key, file in files if file["status"] == "completed"}


def refused(kit: Deposit, api: Api, draft: str = "") -> tuple[str, str, str]:
    with pytest.raises(Refused) as caught:
        upload(kit, api, draft)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code, diagnostic.message, diagnostic.help


def test_a_draft_is_made_with_its_files_and_not_published(repository: Repository, kit: Deposit) -> None:
    api, waits = api_of(repository)
    said: list[str] = []
    draft = upload(kit, api, tell=said.append)
    assert (draft.id, draft.wrong) == ("d1-x", ())
    assert draft.page == repository.address.replace("/api", "/uploads/d1-x")
    assert repository.drafts["d1-x"]["record"] == RECORD
    assert files_of(repository) == {"a b.xml": b"<TEI/>", "c.xml": b"<TEI>c</TEI>"}
    assert not repository.drafts["d1-x"]["published"]
    assert not waits
    assert said == [f"draft {draft.page}", "  a b.xml is sent", "  c.xml is sent"]
    assert "PUT /api/records/d1-x/draft/files/a%20b.xml/content" in repository.asked
    assert repository.answer("POST", "/api/records/d1-x/draft/actions/publish", b"")[0] == 202


def test_a_draft_is_taken_up_again(repository: Repository, kit: Deposit) -> None:
    api, _ = api_of(repository)
    upload(kit, api)
    (kit.folder / "files" / "c.xml").write_text("<TEI>d</TEI>")
    repository.asked.clear()
    said: list[str] = []
    assert upload(kit, api, repository.address.replace("/api", "/uploads/d1-x"), said.append).id == "d1-x"
    assert said[1:] == ["  a b.xml is there", "  c.xml is sent"]
    assert not any("a%20b" in asked for asked in repository.asked)
    assert files_of(repository) == {"a b.xml": b"<TEI/>", "c.xml": b"<TEI>d</TEI>"}
    assert list(repository.drafts) == ["d1-x"]


FAULTS: dict[str, list[Fault]] = {
    "too many requests": [Fault("POST", "/records", 429, {"Retry-After": "7"})],
    "a file that breaks off": [Fault("PUT", "/content")],
    "a file that always breaks off, but once": [Fault("PUT", "/content") for _ in range(6)],
    "a commit whose answer is lost": [Fault("POST", "/commit", done=True)],
    "a commit that is not done": [Fault("POST", "/commit", 502)],
    "a file that is registered, and nobody says so": [Fault("POST", "/draft/files", 504, done=True)],
    "a list of files that takes time": [Fault("GET", "/files", 500), Fault("GET", "/files", 503)],
    "a file that is another one when it arrives": [
        Fault("POST", "/commit", 200, {}, b'{"status": "completed", "checksum": "md5:0"}')
    ],
    "a removal whose answer is lost": [Fault("POST", "/commit", 502), Fault("DELETE", "/files/", done=True)],
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_fails_for_a_while_is_done_again(repository: Repository, kit: Deposit, name: str) -> None:
    repository.faults += FAULTS[name]
    api, waits = api_of(repository)
    upload(kit, api)
    assert files_of(repository) == {"a b.xml": b"<TEI/>", "c.xml": b"<TEI>c</TEI>"}
    assert not repository.faults
    assert len(repository.drafts) == 1
    assert max(waits, default=0) <= 90


def test_it_is_waited_as_long_as_the_repository_wants(repository: Repository) -> None:
    for said in ("7", "Thu, 01 Jan 1970 00:00:00 GMT", "99999", "soon", ""):
        repository.faults.append(Fault("GET", "/records", 429, {"Retry-After": said} if said else {}))
        api, waits = api_of(repository)
        with pytest.raises(room.Failed):
            api.ask("GET", "/records")
        assert waits == [{"7": 7, "99999": 90}.get(said, 0 if "1970" in said else 2)]


REFUSALS: dict[str, tuple[list[Fault], str, str]] = {
    "nothing for a while": (
        [Fault("POST", "/records", 503) for _ in range(5)], "took nothing: 503 Service Unavailable", "try again later",
    ),
    "the draft breaks off": ([Fault("POST", "/records")], "took nothing: Remote end closed", "among your uploads"),
    "not done, or done": ([Fault("POST", "/records", 502)], "took nothing: 502", "among your uploads"),
    "a record that is wrong": (
        [Fault("POST", "/records", 400, {}, b'{"message": "A validation error occurred.", "errors": '
               b'[{"field": "metadata.title", "messages": ["Shorter."]}, {"field": "x", "messages": "y"}, 1]}')],
        "took nothing: 400 A validation error occurred.; metadata.title: Shorter.; x: y", "correct what is said",
    ),
    "somewhere else": (
        [Fault("POST", "/records", 302, {"Location": "http://127.0.0.2/api/records"})],
        "it leads on to http://127.0.0.2/api/records", "correct what is said",
    ),
    "no API": ([Fault("POST", "/records", 200, {}, b"<html>")], "the answer is no JSON", "correct what is said"),
    "no draft": ([Fault("POST", "/records", 201, {}, b"[]")], "the answer names no draft", "correct what is said"),
    "an id that is a path": (
        [Fault("POST", "/records", 201, {}, b'{"id": "../../x"}')], "names no draft", "correct what is said",
    ),
    "a file that is not taken": (
        [Fault("PUT", "/c.xml/content", 413, {}, b'{"message": "Too large\\u001b[31m"}')],
        "did not take all: 413 Too large [31m; 1 of 2 files are in the draft", "--draft d1-x takes it up again",
    ),
    "a file that never arrives": (
        [Fault("PUT", "/c.xml/content") for _ in range(15)], "1 of 2 files are in the draft", "nothing is lost",
    ),
    "what has the token": (
        [Fault("POST", "/records", 400, {}, json.dumps({"message": f"no {TOKEN}"}).encode())], "400 no …", "correct",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_not_taken_is_told_with_what_was_done(repository: Repository, kit: Deposit, name: str) -> None:
    faults, said, cure = REFUSALS[name]
    repository.faults += faults
    api, _ = api_of(repository)
    code, message, remedy = refused(kit, api)
    assert code == "P865"
    assert said in message
    assert cure in remedy
    assert TOKEN not in message + remedy
    assert not repository.faults


def test_a_token_that_is_not_right(repository: Repository, kit: Deposit) -> None:
    api, _ = api_of(repository, "other")
    code, message, remedy = refused(kit, api)
    assert (code, "403 Permission denied." in message) == ("P865", True)
    assert "deposit:write" in remedy
    assert "other" not in repr(api)


def test_a_draft_that_there_is_not(repository: Repository, kit: Deposit) -> None:
    api, _ = api_of(repository)
    assert "404 The persistent identifier does not exist." in refused(kit, api, "d9-x")[1]
    for draft in ("https://example.org/uploads/d1-x", "..", "a?b", "/"):
        assert refused(kit, api, draft)[0] == "P864"


def test_a_draft_that_cannot_be_published_yet_says_why(repository: Repository, kit: Deposit) -> None:
    (kit.folder / "record.json").write_text(json.dumps({"metadata": {**RECORD["metadata"], "title": "A"}}))
    api, _ = api_of(repository)
    assert upload(kit, api).wrong == ("metadata.title: Shorter than minimum length 3.",)


def test_a_page_of_somebody_else_is_not_told(repository: Repository, kit: Deposit) -> None:
    body = json.dumps({"id": "d1-x", "links": {"self_html": "https://example.org/"}}).encode()
    repository.faults.append(Fault("POST", "/records", 201, {}, body, done=True))
    api, _ = api_of(repository)
    assert upload(kit, api).page == repository.address.replace("/api", "/uploads/d1-x")


def test_an_address_has_a_token() -> None:
    found = Api.of("https://sandbox.zenodo.org/api/", {"ZENODO_TOKEN": " t\n"})
    assert (found.address, found.token) == ("https://sandbox.zenodo.org/api", "t")
    assert Api.of("https://data.example.org/api", {"INVENIO_TOKEN": "u", "ZENODO_TOKEN": "t"}).token == "u"
    assert "t" not in repr(Api("https://a.b/api", "ttt")).replace("https", "").replace("Api", "")
    for environment in ({}, {"INVENIO_TOKEN": "t"}, {"ZENODO_TOKEN": " "}, {"ZENODO_TOKEN": "a\nb"}):
        with pytest.raises(Refused, match="ZENODO_TOKEN") as caught:
            Api.of("https://zenodo.org/api", environment)
        assert caught.value.diagnostics[0].code == "P863"


@pytest.mark.parametrize(
    "address",
    "http://zenodo.org/api ftp://zenodo.org/api zenodo.org/api https://u:p@zenodo.org/api https://zenodo.org/api?q "
    "https://zenodo.org:x/api http://127.0.0.1.example.org/api https://".split(),
)
def test_addresses_to_which_no_token_is_sent(address: str) -> None:
    with pytest.raises(Refused) as caught:
        room.secure(address)
    assert caught.value.diagnostics[0].code == "P864"


@pytest.mark.parametrize("address", ["http://localhost:5000/api", "http://127.0.0.1/api", "http://[::1]:5000/api"])
def test_this_computer_needs_no_encryption(address: str) -> None:
    assert room.secure(address) == address
