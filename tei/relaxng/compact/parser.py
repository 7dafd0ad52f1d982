"""Reads a schema in the compact syntax, by recursive descent (OASIS 2002, appendix A.1)."""

from __future__ import annotations

from tei.core.diagnostic import Label, refusal
from tei.core.source import Source, Span
from tei.relaxng.compact.annotations import Annotations
from tei.relaxng.compact.lexer import Token
from tei.relaxng.compact.names import Names, ns
from tei.relaxng.schema import Node

CONNECTED = {",": "group", "|": "choice", "&": "interleave"}
REPEATED = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
COMBINED = {"=": "", "|=": "choice", "&=": "interleave"}

_PARENTHESES = "put the parts that belong together in parentheses: (a | b), c"


def read(source: Source, base: str = "") -> Node:
    """The root element of the XML syntax that a schema in the compact syntax stands for.

    `base` is the file or address that it was read from. Names are elements with the namespace in `ns`, datatypes and
    values carry their library. Raises Refused (P302) where the text does not follow the syntax or uses a prefix that
    it does not declare; whether the elements make a schema is for the loader to say.
    """
    try:
        return _Parser(source, base).schema()
    except RecursionError:
        help = "name the inner patterns and refer to them"
        label = Label(source, Span(0, 1))
        raise refusal("P302", f"{source.name} nests its patterns too deep", help, label) from None


class _Parser(Names):
    """Reads patterns and grammars."""

    def schema(self) -> Node:
        """The whole schema."""
        self.declarations()
        before = self.comments()
        if self._is_grammar():
            root = self.node("grammar", self.next.span.start)
            root.children = self._members("")
        else:
            start = self.next.span.start
            nodes = self.pattern()
            roots = [node for node in nodes if isinstance(node, Node) and node.name != "!--"]
            if len(roots) > 1:
                help = "write a grammar: start = …"
                label = roots[1].label("belongs to no pattern")
                raise refusal("P302", "an annotation follows the pattern that is the whole schema", help, label)
            root = roots[0]
            root.start = min(start, root.start)
            before += [node for node in nodes if node is not root]
        rest = self.comments()
        if self.next.kind != "end":
            raise self._left_over("the end of the schema")
        root.children = [*before, *root.children, *rest]
        return root

    def _is_grammar(self) -> bool:
        """Whether definitions come next rather than one pattern."""
        at = 0
        while self.ahead(at).kind == "documentation":
            at += 1
        depth = 0
        while depth or (self.ahead(at).kind == "sign" and self.ahead(at).value == "["):
            token = self.ahead(at)
            if token.kind == "end":
                break
            depth += (token.kind == "sign") * ((token.value == "[") - (token.value == "]"))
            at += 1
        token, sign = self.ahead(at), self.ahead(at + 1)
        if token.kind == "end":
            return at == 0
        if token.kind == "keyword":
            return token.value in ("start", "include", "div") or (sign.kind == "sign" and sign.value in COMBINED)
        return token.kind in ("name", "cname") and sign.kind == "sign" and sign.value in (*COMBINED, "[")

    def _members(self, close: str, *, included: bool = False) -> list[Node | str]:
        """The components of a grammar up to a sign, "" for the end of the schema."""
        found: list[Node | str] = []
        while not (self.closes(close) if close else self.next.kind == "end"):
            found += self.comments()
            annotations = self.annotations()
            found += self.comments()
            token = self.next
            if not annotations and token.kind in ("name", "cname") and self.after("["):
                found.append(self.element())
            else:
                found += annotations.applied(self._component(token, close, included))
        return found

    def _component(self, token: Token, close: str, included: bool) -> Node:
        start = token.span.start
        if self.skip("div"):
            self.expect("{")
            node = self.node("div", start, {}, *self._members("}", included=included))
            node.children += self.closing("}")
            return node
        if not included and self.skip("include"):
            node = self.node("include", start, {"href": self.literal()} | self._inherited())
            if self.skip("{"):
                node.children = [*self._members("}", included=True), *self.closing("}")]
            return node
        if token.kind == "name" and self.after(*COMBINED):
            node = self.node("define", start, {"name": self.take().value})
        elif self.skip("start"):
            node = self.node("start", start)
        elif token.kind == "keyword" and self.after(*COMBINED):
            message = f"`{token.value}` is a keyword, and a pattern of that name needs a `\\` before it"
            raise self.wrong(token, message, f"write \\{token.value}, here and where it is referred to")
        else:
            kinds = ["a definition", "`start`", "`div`", *([] if included else ["`include`"])]
            kinds += [f"`{close}`"] if close else []
            raise self._left_over(f"{', '.join(kinds[:-1])} or {kinds[-1]}")
        if self.next.kind != "sign" or self.next.value not in COMBINED:
            raise self.unexpected("`=`, `|=` or `&=`")
        if combine := COMBINED[self.take().value]:
            node.attributes["combine"] = combine
        node.children = [*self.pattern()]
        return node

    def _inherited(self) -> dict[str, str]:
        if not self.skip("inherit"):
            return ns(self.default)
        self.expect("=")
        return ns(self.namespace(self.name("a prefix").value))

    def _left_over(self, expected: str) -> Exception:
        """That a pattern has ended and what follows it makes no sense."""
        if self.next.kind == "sign" and self.next.value in CONNECTED:
            return self.unexpected(expected, _PARENTHESES)
        if self.next.kind in ("literal", "name", "cname", "keyword") and self._at:
            return self.unexpected(expected, "join patterns by `,`, `|` or `&`; a definition is written name = pattern")
        if self.next.kind == "sign" and (self.next.value in REPEATED or self.next.value == "-"):
            return self.unexpected(expected, 'put a datatype with - in parentheses: (string - "a")')
        return self.unexpected(expected)

    def pattern(self) -> list[Node | str]:
        """A pattern with the comments before it and the annotations behind it."""
        return self._inner_pattern(Annotations())

    def _inner_pattern(self, annotations: Annotations) -> list[Node | str]:
        start = self.next.span.start
        found, repeated, excepted = self._particle()
        sign = self.next.value if self.next.kind == "sign" else ""
        if sign not in CONNECTED:
            if not annotations:
                return found
            if repeated:
                annotations.applied(repeated)
                return found
            return annotations.applied(self.node("group", start, {}, *found))
        if excepted:
            raise self.unexpected("the end of the pattern", 'put a datatype with - in parentheses: (string - "a")')
        while self.skip(sign):
            more, _, excepted = self._particle()
            if excepted:
                help = 'put a datatype with - in parentheses: (string - "a")'
                raise self.wrong(self.last, f"`{sign}` and `-` are mixed without parentheses", help)
            found += more
        if self.next.kind == "sign" and self.next.value in CONNECTED:
            message = f"`{sign}` and `{self.next.value}` are mixed without parentheses"
            raise self.wrong(self.next, message, _PARENTHESES)
        return annotations.applied(self.node(CONNECTED[sign], start, {}, *found))

    def _particle(self) -> tuple[list[Node | str], Node | None, bool]:
        """A pattern without connector; the repetition, if it is one; whether it is a datatype that excepts values."""
        start = self.next.span.start
        found, excepted = self._primary_annotated(alone=True)
        found += self.following()
        if excepted or self.next.kind != "sign" or self.next.value not in REPEATED:
            return found, None, excepted
        repeated = self.node(REPEATED[self.take().value], start, {}, *found)
        repeated.children += self.comments_taken()
        return [repeated, *self.following()], repeated, False

    def _primary_annotated(self, *, alone: bool) -> tuple[list[Node | str], bool]:
        before = self.comments()
        annotations = self.annotations()
        before += self.comments()
        if self.skip("("):
            inner = self._inner_pattern(annotations)
            return [*before, *inner, *self.closing(")")], False
        node = self._primary()
        excepted = alone and node.name == "data" and self.skip("-")
        if excepted:
            start = self.last.span.start
            patterns, _ = self._primary_annotated(alone=False)
            node.children.append(self.node("except", start, {}, *patterns))
        return [*before, *annotations.applied(node)], excepted

    def _primary(self) -> Node:
        token = self.next
        start = token.span.start
        if token.kind == "literal":
            return self.node("value", start, {"type": "token", "datatypeLibrary": ""}, *_text(self.literal()))
        if token.kind == "name":
            return self.node("ref", start, {"name": self.take().value})
        if token.kind == "cname":
            self.take()
            prefix, _, datatype = token.value.partition(":")
            return self._data(start, self.library(prefix), datatype)
        if token.kind == "keyword":
            return self._construct(token, start)
        raise self._left_over("a pattern")

    def _construct(self, token: Token, start: int) -> Node:
        """A pattern that begins with a keyword."""
        word = token.value
        if word in ("text", "empty", "notAllowed"):
            self.take()
            return self.node(word, start)
        if word in ("string", "token"):
            self.take()
            return self._data(start, "", word)
        if word in ("element", "attribute", "list", "mixed", "grammar"):
            self.take()
            names = self.name_class(element=word == "element") if word in ("element", "attribute") else []
            if not self.skip("{"):
                help = "" if names else f"a pattern that is named {word} is referred to by \\{word}"
                raise self.unexpected("`{`", help)
            names += self.comments()
            inner = self._members("}") if word == "grammar" else self.pattern()
            return self.node(word, start, {}, *names, *inner, *self.closing("}"))
        if word == "parent":
            self.take()
            node = self.node("parentRef", start, {}, *self.comments())
            if self.next.kind != "name":
                raise self.unexpected("the name of a pattern")
            node.attributes["name"] = self.take().value
            return node
        if word == "external":
            self.take()
            return self.node("externalRef", start, {"href": self.literal()} | self._inherited())
        raise self.unexpected("a pattern", f"a pattern that is named {word} is referred to by \\{word}")

    def _data(self, start: int, library: str, datatype: str) -> Node:
        attributes = {"type": datatype, "datatypeLibrary": library}
        if self.next.kind == "literal":
            return self.node("value", start, attributes, *_text(self.literal()))
        node = self.node("data", start, attributes)
        if self.skip("{"):
            while not self.closes("}"):
                before = self.comments()
                annotations = self.annotations()
                before += self.comments()
                token = self.name("the name of a parameter or `}`")
                self.expect("=")
                param = self.node("param", token.span.start, {"name": token.value}, *_text(self.literal()))
                node.children += [*before, *self.comments_taken(), *annotations.applied(param)]
            node.children += self.closing("}")
        return node


def _text(text: str) -> list[Node | str]:
    return [text] if text else []
