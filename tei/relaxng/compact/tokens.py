"""A schema's tokens as they are taken one by one, and the names that it has declared."""

from __future__ import annotations

from tei.core.diagnostic import Label, Refused, refusal
from tei.core.namespaces import XML
from tei.core.source import Source
from tei.relaxng.compact.lexer import Token, tokens
from tei.relaxng.schema import RNG, Node

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


class Tokens:
    """The tokens of a schema, the declarations so far, and the comments not yet put anywhere."""

    def __init__(self, source: Source, base: str) -> None:
        self.source = source
        self.base = base
        self._tokens = tokens(source)
        self._at = 0
        self._comments: list[tuple[int, str]] = []
        self.bound: dict[str, str | None] = {"xml": XML}
        """The namespaces of the prefixes; None is the one to be inherited from the including schema."""
        self.default: str | None = None
        self.libraries = {"xsd": XSD}
        self.namespaces: dict[str, str] = {}

    def close_declarations(self) -> None:
        """Fix the namespaces that nodes carry."""
        self.namespaces = {"": RNG, **{prefix: name for prefix, name in self.bound.items() if name}}

    @property
    def next(self) -> Token:
        """The token to be taken."""
        return self._tokens[self._at]

    @property
    def last(self) -> Token:
        """The token taken last."""
        return self._tokens[self._at - 1]

    def ahead(self, by: int) -> Token:
        """A token after the next one, at most the last one."""
        return self._tokens[min(self._at + by, len(self._tokens) - 1)]

    def after(self, *signs: str) -> bool:
        """Whether one of these signs follows the next token."""
        token = self.ahead(1)
        return token.kind == "sign" and token.value in signs

    def take(self) -> Token:
        """The next token."""
        token = self.next
        self._comments += token.comments
        token.comments = []
        self._at += 1
        return token

    def closes(self, sign: str) -> bool:
        """Whether the next token is this sign or keyword."""
        return self.next.value == sign and self.next.kind in ("sign", "keyword")

    def skip(self, *words: str) -> bool:
        """Take these signs or keywords if they come next, all of them."""
        for by, word in enumerate(words):
            token = self.ahead(by)
            if token.value != word or token.kind not in ("sign", "keyword"):
                return False
        for _ in words:
            self.take()
        return True

    def expect(self, word: str) -> None:
        """Take this sign or keyword; raises Refused where something else stands."""
        if not self.skip(word):
            raise self.unexpected(f"`{word}`")

    def name(self, what: str) -> Token:
        """Take a name, which may be a keyword."""
        if self.next.kind not in ("name", "keyword"):
            raise self.unexpected(what)
        return self.take()

    def literal(self) -> str:
        """Take a literal, all segments of it."""
        if self.next.kind != "literal":
            raise self.unexpected("a literal in quotes")
        parts = [self.take().value]
        while self.skip("~"):
            if self.next.kind != "literal":
                raise self.unexpected("a literal in quotes")
            parts.append(self.take().value)
        return "".join(parts)

    def comments(self) -> list[Node | str]:
        """The comments up to the next token that were not yet put anywhere, as nodes."""
        self._comments += self.next.comments
        self.next.comments = []
        return self.comments_taken()

    def comments_taken(self) -> list[Node | str]:
        """The comments before the tokens taken so far that were not yet put anywhere, as nodes."""
        found, self._comments = self._comments, []
        return [Node("!--", self.source, start, {}, [text] if text else []) for start, text in found]

    def closing(self, sign: str) -> list[Node | str]:
        """The comments before a closing sign, which is taken."""
        found = self.comments()
        self.expect(sign)
        return found

    def node(self, name: str, start: int, attributes: dict[str, str] | None = None, *children: Node | str) -> Node:
        """An element of RELAX NG's namespace."""
        return Node(name, self.source, start, attributes or {}, list(children), self.namespaces, self.base)

    def namespace(self, prefix: str) -> str | None:
        """The namespace of a prefix in the token taken last, None if it is to be inherited."""
        if prefix not in self.bound:
            help = f'declare it at the top: namespace {prefix} = "…"'
            raise self.wrong(self.last, f"no namespace is declared for the prefix `{prefix}`", help)
        return self.bound[prefix]

    def library(self, prefix: str) -> str:
        """The datatype library of a prefix in the token taken last."""
        if prefix not in self.libraries:
            help = f'declare it at the top: datatypes {prefix} = "…"; xsd needs no declaration'
            raise self.wrong(self.last, f"no datatype library is declared for the prefix `{prefix}`", help)
        return self.libraries[prefix]

    def unexpected(self, expected: str, help: str = "") -> Refused:
        """That something else stands where this is expected."""
        return self.unmet(self.next, expected, help)

    def unmet(self, token: Token, expected: str, help: str = "") -> Refused:
        """That this token stands where something else is expected."""
        message = f"{token} stands where {expected} is expected"
        label = Label(self.source, token.span, f"expected {expected}")
        return refusal("P302", message, help or f"put {expected} there, or take {token} out", label)

    def wrong(self, token: Token, message: str, help: str) -> Refused:
        """That something is wrong with a token."""
        return refusal("P302", message, help, Label(self.source, token.span))
