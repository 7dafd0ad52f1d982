"""The repository: what it answers to each verb of OAI-PMH 2.0."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from urllib.parse import urlsplit

from tei.deposit.answer import Answer
from tei.deposit.collection import Collection
from tei.deposit.dublincore import dublin_core
from tei.deposit.element import add, document
from tei.deposit.oai import tokens
from tei.deposit.oai.arguments import Request, read, shown
from tei.deposit.oai.datestamps import BEGINNING, datestamp, written
from tei.deposit.oai.formats import FORMATS, Format
from tei.deposit.oai.items import Item, Items
from tei.deposit.oai.protocol import (
    EMAIL,
    IDENTIFIER,
    IDENTIFIER_XSD,
    NAMESPACE,
    SECONDS,
    TOKEN,
    Error,
    Refusal,
)  # fmt: skip
from tei.deposit.oai.response import Writer, Written, respond
from tei.deposit.oai.tokens import State

NOWHERE = "tei.invalid"
"""Stands for the name of a host where there is none: no host can ever have it (RFC 6761, section 6.4)."""

NOBODY = f"nobody@{NOWHERE}"
"""Stands for the address of whom to write to: OAI-PMH wants one."""

LARGEST = 8_000_000
"""A list is broken off after the record with which it has more bytes than this."""

_NO_SETS = Error("noSetHierarchy", "the collection has no volumes, and so there are no sets")


class Repository:
    """A collection as a repository of OAI-PMH 2.0 at the address `base`; it can be asked from any thread.

    An item is a text of the collection or a document in a volume; a volume is a set. Records that are deleted are not
    told of (`deletedRecord` is "no"): a collection is what there is now, and what was taken away left nothing behind
    from which it could be told. Lists come in pieces of `page` items, fewer where these have many bytes. `formats` may
    be fewer than all where texts must not be handed on; `compression` is how its server may encode a response
    (section 3.1.3); `now` tells the time, `token` writes resumption tokens.
    """

    def __init__(
        self,
        collection: Collection,
        base: str,
        *,
        page: int = 100,
        formats: Sequence[Format] = FORMATS,
        compression: Sequence[str] = (),
        now: Callable[[], str] = lambda: written(datetime.now(UTC)),
        token: Callable[[str, str, State], str] = tokens.write,
    ) -> None:
        self.collection = collection
        self.base = base
        self.formats: Mapping[str, Format] = {each.prefix: each for each in formats}
        self.namespace = _namespace(collection.url)
        self._verbs: Mapping[str, Callable[[Request], Answer]] = {
            "Identify": self._identify,
            "ListMetadataFormats": self._list_metadata_formats,
            "ListSets": self._list_sets,
            "ListIdentifiers": self._list,
            "ListRecords": self._list,
            "GetRecord": self._get_record,
        }
        self._page = page
        self._compression = compression
        self._now = now
        self._token = token

    @cached_property
    def items(self) -> Items:
        """All that can be harvested."""
        return Items(self.collection)

    def identifier(self, id: str) -> str:
        """The identifier of the item with this id (Specification for the OAI Identifier Format, 2.1)."""
        return f"oai:{self.namespace}:{id}"

    def answer(self, parameters: Sequence[tuple[str, str]]) -> Answer:
        """The response to a request with these parameters, in the order of the query; GET and POST are the same.

        An error is a response like any other, with status 200 (sections 3.1.2.2 and 3.6).
        """
        try:
            request = read(parameters)
        except Refusal as refused:
            return self.refuse(refused.errors)
        try:
            return self._verbs[request.verb](request)
        except Refusal as refused:
            return self.refuse(refused.errors, request.attributes)

    def refuse(self, errors: Sequence[Error], attributes: Mapping[str, str] | None = None) -> Answer:
        """The response that tells of errors."""

        def write(writer: Writer) -> None:
            for error in errors:
                writer.element("error", error.message, {"code": error.code})

        return self._respond(write, attributes or {})[0]

    def piece(self, request: Request, state: State) -> tuple[Answer, State | None]:
        """A piece of a list that has come to a state, and to which one it comes with that; None where it is complete.

        Raises Refusal (badResumptionToken) where nothing is left.
        """
        items, start = self.items.chosen(state)
        if start == len(items):
            raise tokens.broken()
        form = self.formats[state.prefix]

        def write(writer: Writer) -> State | None:
            with writer.container(request.verb):
                for place in range(start, min(start + self._page, len(items))):
                    if request.verb == "ListIdentifiers":
                        self._header(writer, items[place])
                        continue
                    self._record(writer, items[place], form)
                    if writer.size > LARGEST:
                        break
                last = items[place]
                cursor = state.cursor + place + 1 - start
                after = replace(state, datestamp=last.datestamp, id=last.resource.id, cursor=cursor)
                more = after if place + 1 < len(items) else None
                if more or state.cursor:
                    # What has been had and what is left: the list itself may have changed meanwhile.
                    size = state.cursor + len(items) - start
                    counted = {"completeListSize": str(size), "cursor": str(state.cursor)}
                    token = self._token(request.verb, self.namespace, more) if more else ""
                    writer.element(TOKEN, token, counted)
            return more

        embedded = {} if request.verb == "ListIdentifiers" else {form.namespace: form.schema}
        return self._respond(write, request.attributes, embedded)

    def identification(self, base: str, granularity: str) -> Iterator[tuple[str, str]]:
        """The elements that tell what this repository is, and their texts (section 4.2)."""
        collection = self.collection
        earliest = min((datestamp(each.modified) for each in collection.resources), default=BEGINNING)
        yield "repositoryName", collection.title or collection.name
        yield "baseURL", base
        yield "protocolVersion", "2.0"
        yield "adminEmail", collection.email if EMAIL.fullmatch(collection.email) else NOBODY
        yield "earliestDatestamp", earliest[: len(granularity)]
        yield "deletedRecord", "no"
        yield "granularity", granularity

    def _identify(self, request: Request) -> Answer:
        description = document("oai-identifier", IDENTIFIER, IDENTIFIER_XSD)
        add(description, "scheme", "oai")
        add(description, "repositoryIdentifier", self.namespace)
        add(description, "delimiter", ":")
        sample = next((each.id for each in self.collection.resources), "sample")
        add(description, "sampleIdentifier", self.identifier(sample))

        def write(writer: Writer) -> None:
            with writer.container("Identify"):
                for name, text in self.identification(self.base, SECONDS):
                    writer.element(name, text)
                for coding in self._compression:
                    writer.element("compression", coding)
                with writer.container("description"):
                    writer.embed(description)

        return self._respond(write, request.attributes)[0]

    def _list_metadata_formats(self, request: Request) -> Answer:
        if "identifier" in request.arguments and self._found(request["identifier"]) is None:
            raise Refusal(_no_item(request["identifier"]))
        if not self.formats:
            raise Refusal(Error("noMetadataFormats", "nothing is given in any format"))

        def write(writer: Writer) -> None:
            with writer.container("ListMetadataFormats"):
                for form in self.formats.values():
                    writer.format(form)

        return self._respond(write, request.attributes)[0]

    def _list_sets(self, request: Request) -> Answer:
        if TOKEN in request.arguments:
            # Sets are listed in one piece.
            raise tokens.broken()
        if not self.items.sets:
            raise Refusal(_NO_SETS)

        def write(writer: Writer) -> None:
            with writer.container("ListSets"):
                for name, volume in self.items.sets.items():
                    with writer.container("set"):
                        writer.element("setSpec", name)
                        writer.element("setName", volume.record.title or name)
                        with writer.container("setDescription"):
                            writer.embed(dublin_core(volume.record, type="Collection"))

        return self._respond(write, request.attributes)[0]

    def _list(self, request: Request) -> Answer:
        if TOKEN in request.arguments:
            state = tokens.read(request.verb, self.namespace, request[TOKEN])
            if state.prefix not in self.formats or state.cursor < 0:
                raise tokens.broken()
            return self.piece(request, state)[0]
        state = State(request["metadataPrefix"], request["from"], request["until"], request["set"])
        if errors := tuple(self._errors(state)):
            raise Refusal(*errors)
        return self.piece(request, state)[0]

    def _errors(self, state: State) -> Iterator[Error]:
        """What is wrong with what a list is to have."""
        if state.prefix not in self.formats:
            yield self._no_format(state.prefix)
        if state.set and not self.items.sets:
            yield _NO_SETS
        elif not self.items.chosen(state)[0]:
            yield Error("noRecordsMatch", "nothing in that set was changed in that time")

    def _get_record(self, request: Request) -> Answer:
        item, form = self._found(request["identifier"]), self.formats.get(request["metadataPrefix"])
        if item is None or form is None:
            missing = [] if item else [_no_item(request["identifier"])]
            raise Refusal(*missing, *([] if form else [self._no_format(request["metadataPrefix"])]))

        def write(writer: Writer) -> None:
            with writer.container("GetRecord"):
                self._record(writer, item, form)

        return self._respond(write, request.attributes, {form.namespace: form.schema})[0]

    def _found(self, identifier: str) -> Item | None:
        begin = self.identifier("")
        return self.items.find(identifier.removeprefix(begin)) if identifier.startswith(begin) else None

    def _no_format(self, prefix: str) -> Error:
        message = f"there is no format {shown(prefix)}; there are: {', '.join(self.formats)}"
        return Error("cannotDisseminateFormat", message)

    def _record(self, writer: Writer, item: Item, form: Format) -> None:
        with writer.container("record"):
            self._header(writer, item)
            with writer.container("metadata"):
                writer.embed(form.make(item.resource, item.address))

    def _header(self, writer: Writer, item: Item) -> None:
        with writer.container("header"):
            writer.element("identifier", self.identifier(item.resource.id))
            writer.element("datestamp", item.datestamp)
            if item.set:
                writer.element("setSpec", item.set)

    def _respond(
        self,
        write: Callable[[Writer], Written],
        attributes: Mapping[str, str],
        schemas: Mapping[str, str] | None = None,
    ) -> tuple[Answer, Written]:
        return respond(write, self.base, self._now(), attributes, schemas)


def _no_item(identifier: str) -> Error:
    return Error("idDoesNotExist", f"there is no item {shown(identifier)}")


def _namespace(url: str) -> str:
    """The host at which a collection is published, as the namespace of its identifiers."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return host if NAMESPACE.fullmatch(host) else NOWHERE
