"""A repository of InvenioRDM on this computer: the rules of its REST API for drafts, with faults on demand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import md5
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote

TOKEN = "letMeIn"
RESOURCE_TYPES = {"publication-annotationcollection", "publication-other", "dataset"}
LICENCES = {"cc-by-4.0", "cc-by-sa-4.0", "cc0-1.0"}
FIELDS = {
    "resource_type", "creators", "title", "additional_titles", "publisher", "publication_date", "subjects",
    "contributors", "dates", "languages", "identifiers", "related_identifiers", "sizes", "formats", "version",
    "rights", "description", "additional_descriptions", "locations", "funding", "references",
}  # fmt: skip
EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")


@dataclass
class Fault:
    """What goes wrong with the next request of this kind: an answer, or with status 0 a connection that breaks off.

    What is `done` nevertheless is done before.
    """

    method: str
    path: str
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    done: bool = False


@dataclass
class Repository:
    """What the repository has, and what it was asked: drafts by id, each with its record and its files."""

    address: str = ""
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        """Status and body of the answer to a request whose token is right."""
        match [unquote(step) for step in path.split("/")[2:]], method:
            case ["records"], "POST":
                id = f"d{len(self.drafts) + 1}-x"
                self.drafts[id] = {"record": json.loads(body), "files": {}, "published": False}
                return 201, self._draft(id)
            case ["records", id, *_], _ if id not in self.drafts:
                return 404, {"status": 404, "message": "The persistent identifier does not exist."}
            case ["records", id, "draft"], "PUT":
                self.drafts[id]["record"] = json.loads(body)
                return 200, self._draft(id)
            case ["records", id, "draft", "files"], "GET":
                return 200, {"enabled": True, "entries": [self._entry(id, key) for key in self.drafts[id]["files"]]}
            case ["records", id, "draft", "files"], "POST":
                return self._register(id, [each["key"] for each in json.loads(body)])
            case ["records", id, "draft", "files", key, *_], _ if key not in self.drafts[id]["files"]:
                return 404, {"status": 404, "message": f'File with key "{key}" not found.'}
            case ["records", id, "draft", "files", key], "DELETE":
                del self.drafts[id]["files"][key]
                return 204, None
            case ["records", id, "draft", "files", key, "content"], "PUT":
                self.drafts[id]["files"][key] = {"data": body, "status": "pending"}
                return 200, self._entry(id, key)
            case ["records", id, "draft", "files", key, "commit"], "POST":
                file = self.drafts[id]["files"][key]
                if file["data"] is None:
                    return 400, {"status": 400, "message": "File content is missing."}
                file["status"] = "completed"
                return 200, self._entry(id, key)
            case ["records", id, "draft", "actions", "publish"], "POST":
                found = self._errors(id)
                if found or any(file["status"] != "completed" for file in self.drafts[id]["files"].values()):
                    return 400, {"status": 400, "message": "A validation error occurred.", "errors": found}
                self.drafts[id]["published"] = True
                return 202, self._draft(id)
        return 405, {"status": 405, "message": "The method is not allowed for the requested URL."}

    def _register(self, id: str, keys: list[str]) -> tuple[int, Any]:
        files = self.drafts[id]["files"]
        for key in keys:
            if key in files:
                return 400, {"status": 400, "message": f"File with key {key} already exists."}
            if len(files) >= 100:
                return 400, {"status": 400, "message": "Maximum number of files reached."}
            files[key] = {"data": None, "status": "pending"}
        return 201, {"enabled": True, "entries": [self._entry(id, key) for key in files]}

    def _entry(self, id: str, key: str) -> dict[str, Any]:
        file = self.drafts[id]["files"][key]
        complete = file["status"] == "completed"
        more = {"checksum": f"md5:{md5(file['data']).hexdigest()}", "size": len(file["data"])} if complete else {}
        return {"key": key, "status": file["status"], **more}

    def _draft(self, id: str) -> dict[str, Any]:
        found = self._errors(id)
        page = f"{self.address.removesuffix('/api')}/uploads/{id}"
        whole = {**self.drafts[id]["record"], "id": id, "is_published": False, "links": {"self_html": page}}
        return {**whole, "errors": found} if found else whole

    def _errors(self, id: str) -> list[dict[str, Any]]:
        return [{"field": name, "messages": [said]} for name, said in wrong(self.drafts[id]["record"])]


def wrong(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What the published rules have against a record: the field, and what is said of it."""
    metadata = record.get("metadata", {})
    for name in metadata.keys() - FIELDS:
        yield f"metadata.{name}", "Unknown field."
    for name in ("resource_type", "creators", "title", "publication_date"):
        if not metadata.get(name):
            yield f"metadata.{name}", "Missing data for required field."
    if metadata.get("resource_type", {}).get("id") not in RESOURCE_TYPES:
        yield "metadata.resource_type", "Invalid value."
    if len(metadata.get("title", "")) < 3:
        yield "metadata.title", "Shorter than minimum length 3."
    if not EDTF.fullmatch(metadata.get("publication_date", "")):
        yield "metadata.publication_date", "Please provide a valid date or interval."
    for name in ("creators", "contributors"):
        for number, each in enumerate(metadata.get(name, ())):
            agent = each["person_or_org"]
            if not agent.get("family_name" if agent.get("type") == "personal" else "name"):
                yield f"metadata.{name}.{number}.person_or_org", "Name cannot be blank."
            if name == "contributors" and "role" not in each:
                yield f"metadata.{name}.{number}.role", "Missing data for required field."
    for number, each in enumerate(metadata.get("rights", ())):
        if "id" in each and (len(each) > 1 or each["id"] not in LICENCES):
            yield f"metadata.rights.{number}", "Invalid value."


class _Handler(BaseHTTPRequestHandler):
    repository: Repository

    def do(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        asked = f"{self.command} {self.path}"
        self.repository.asked.append(asked)
        self.repository.tokens.append(self.headers.get("Authorization", ""))
        fault = next((f for f in self.repository.faults if f.method == self.command and f.path in self.path), None)
        if fault:
            self.repository.faults.remove(fault)
            if fault.done:
                self.repository.answer(self.command, self.path, body)
            if fault.status:
                self._send(fault.status, fault.body, fault.headers)
            else:
                self.close_connection = True
            return
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._send(403, json.dumps({"status": 403, "message": "Permission denied."}).encode(), {})
            return
        status, answer = self.repository.answer(self.command, self.path, body)
        self._send(status, b"" if answer is None else json.dumps(answer).encode(), {})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests look at what was asked."""


@contextmanager
def serving() -> Iterator[Repository]:
    """The repository, on a port of this computer that is free."""
    repository = Repository()
    does = {f"do_{method}": _Handler.do for method in ("GET", "POST", "PUT", "DELETE")}
    handler = type("Handler", (_Handler,), {"repository": repository, **does})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        repository.address = f"http://127.0.0.1:{server.server_port}/api"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield repository
        finally:
            server.shutdown()
            thread.join()
