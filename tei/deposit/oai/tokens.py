"""Resumption tokens: all that is needed to go on with a list, so that nothing has to be remembered.

A token names the item after which a list goes on, not a number of items: what is added, changed or taken away between
two requests moves nothing else, and what is changed comes at the end, with its new datestamp.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import astuple, dataclass
from hashlib import sha256

from tei.deposit.oai.protocol import Error, Refusal

_DIGEST = 9
"""The bytes of a token that tell whether the others are as they were made."""


@dataclass(frozen=True, slots=True)
class State:
    """How far a list has come: what was asked for, the datestamp and id of the last item, how many came before."""

    prefix: str
    begin: str = ""
    end: str = ""
    set: str = ""
    datestamp: str = ""
    id: str = ""
    cursor: int = 0


def write(verb: str, namespace: str, state: State) -> str:
    """The token for a state of a list of this verb in the repository of this name, of letters, digits, `-` and `_`."""
    data = "\n".join(map(str, astuple(state))).encode()
    return urlsafe_b64encode(_digest(verb, namespace, data) + data).decode("ascii").rstrip("=")


def read(verb: str, namespace: str, token: str) -> State:
    """The state that a token was written for.

    Raises Refusal (badResumptionToken) for every token that is not as it was written, or is of another verb or
    repository.
    """
    try:
        data = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))[_DIGEST:]
        prefix, begin, end, set, datestamp, id, cursor = data.decode().split("\n")
        state = State(prefix, begin, end, set, datestamp, id, int(cursor))
    except (binascii.Error, ValueError):
        raise broken() from None
    if write(verb, namespace, state) != token:
        raise broken()
    return state


def broken() -> Refusal:
    """What is told of a token with which nothing can be done."""
    return Refusal(Error("badResumptionToken", "no list goes on with this token; ask for the list anew"))


def _digest(verb: str, namespace: str, data: bytes) -> bytes:
    return sha256(f"{verb}\n{namespace}\n".encode() + data).digest()[:_DIGEST]
