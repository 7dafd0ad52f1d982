"""What a request asks for, once it is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tei.deposit.oai.datestamps import faults
from tei.deposit.oai.protocol import PREFIX, SET, TOKEN, URI, VERBS, Error, Refusal

_LONGEST = 80
"""So many characters of what was asked for are told in a message."""


@dataclass(frozen=True)
class Request:
    """A verb and its arguments, whose values are of the form that they must have."""

    verb: str
    arguments: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.arguments.get(name, "")

    @property
    def attributes(self) -> Mapping[str, str]:
        """What a response says that it was asked for."""
        return {"verb": self.verb, **self.arguments}


def read(parameters: Sequence[tuple[str, str]]) -> Request:
    """What the parameters of a query ask for.

    Raises Refusal: badVerb where the verb is missing, none of OAI-PMH's or repeated, and badArgument for each argument
    that is; idDoesNotExist besides for an identifier that could be none (OAI-PMH 2.0, section 3.6).
    """
    verbs = [value for name, value in parameters if name == "verb"]
    if len(verbs) != 1:
        message = "the argument verb is repeated" if verbs else "the argument verb is missing"
        raise Refusal(Error("badVerb", f"{message}; verbs are {', '.join(VERBS)}"))
    (verb,) = verbs
    if verb not in VERBS:
        raise Refusal(Error("badVerb", f"{shown(verb)} is no verb; verbs are {', '.join(VERBS)}"))
    given = [(name, value) for name, value in parameters if name != "verb"]
    if errors := tuple(_errors(verb, given)):
        raise Refusal(*errors)
    return Request(verb, dict(given))


def shown(value: str) -> str:
    """A value for a message, with its beginning only if it is long."""
    return f"“{value[:_LONGEST]}{'…' if len(value) > _LONGEST else ''}”"


def _errors(verb: str, given: Sequence[tuple[str, str]]) -> Iterator[Error]:
    known = VERBS[verb]
    counted = Counter(name for name, _ in given)
    for name, number in counted.items():
        if name not in known.arguments:
            yield Error("badArgument", f"{verb} has no argument {shown(name)}")
        elif number > 1:
            yield Error("badArgument", f"the argument {name} is repeated")
    alone = known.exclusive in counted
    if alone and len(counted) > 1:
        yield Error("badArgument", f"{known.exclusive} comes with no other argument")
    for name in known.required:
        if name not in counted and not alone:
            yield Error("badArgument", f"{verb} lacks the argument {name}")
    arguments = {name: value for name, value in given if name in known.arguments and name != TOKEN}
    yield from (Error("badArgument", fault) for fault in faults(arguments.get("from"), arguments.get("until")))
    for name, form in (("metadataPrefix", PREFIX), ("set", SET), ("identifier", URI)):
        if name in arguments and not form.fullmatch(arguments[name]):
            yield Error("badArgument", f"{shown(arguments[name])} cannot be the value of {name}")
            if name == "identifier":
                yield Error("idDoesNotExist", f"there is no item {shown(arguments[name])}")
