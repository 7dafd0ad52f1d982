"""Writes a schema in the compact syntax."""

from __future__ import annotations

from collections.abc import Callable

from tei.relaxng.compact.literal import comments, documentation, hanging, indented, literal
from tei.relaxng.compact.parser import CONNECTED, REPEATED
from tei.relaxng.compact.parts import Operand, Parts, parts_of
from tei.relaxng.compact.prefixes import Prefixes, identifier
from tei.relaxng.explicit import Children, explicit, is_annotation, is_except
from tei.relaxng.schema import ANNOTATIONS, Node
from tei.relaxng.xml import TEXTUAL

WIDTH = 100
"""How many characters a line of patterns has at most, if what it says can be parted."""

_CONNECTORS = {name: sign for sign, name in CONNECTED.items()}
_REPETITIONS = {name: sign for sign, name in REPEATED.items()}
_COMBINATIONS = {"choice": "|=", "interleave": "&="}
_DOCUMENTATION = f"{{{ANNOTATIONS}}}documentation"

_ATOM, _REPEATED, _EXCEPTING, _CONNECTED = range(4)
"""What binds how tightly: how much may stand beside it without parentheses."""

_Written = tuple[str, int]


def write(node: Node) -> str:
    """The text of a schema in the compact syntax.

    Documentation, annotations and comments are kept, the latter before the construct that they stand in or before;
    `href` is written as it is. Raises Refused (P302) where a name has a prefix that is not declared, or an element
    that is not of RELAX NG stands for a pattern.
    """
    return _Writer(explicit(node)).schema()


class _Writer:
    """Writes a schema in its explicit form."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._prefixes = Prefixes(root)
        self._in_element = True

    def schema(self) -> str:
        """The whole schema: comments, declarations, then a grammar or a pattern."""
        root = self._root
        if root.name == "grammar" and not root.attributes:
            at = next((at for at, child in enumerate(root.children) if not _is_comment(child)), len(root.children))
            leading = [child for child in root.children[:at] if isinstance(child, Node)]
            body = self._members(root.children[at:], WIDTH)
        else:
            leading = [child for child in root.children if isinstance(child, Node) and _is_comment(child)]
            root.children = [child for child in root.children if not _is_comment(child)]
            body, _ = self._pattern(Operand(root, []), WIDTH)
        parts = (comments(leading), self._prefixes.declarations(), f"{body}\n" if body else "")
        return "\n".join(part for part in parts if part)

    def _members(self, children: Children, room: int) -> str:
        """The components of a grammar; an empty line parts those that are explained or long from the others."""
        found: list[str] = []
        pending: list[Node] = []
        for child in children:
            if isinstance(child, str):
                continue
            if _is_comment(child):
                pending.append(child)
                continue
            text = self._member(child, room)
            found.append(comments(pending) + ("\n" if pending and text.startswith("##") else "") + text)
            pending = []
        if pending:
            found.append(comments(pending).rstrip("\n"))
        return "".join(
            ("\n\n" if at and ("\n" in text or "\n" in found[at - 1]) else "\n" if at else "") + text
            for at, text in enumerate(found)
        )

    def _member(self, node: Node, room: int) -> str:
        if is_annotation(node):
            return self._annotation(node, room, member=True)
        if node.name in ("div", "include"):
            head = "div"
            if node.name == "include":
                inherited = self._prefixes.inherit(node.attributes.get("ns"))
                head = f"include {literal(node.attributes['href'])}{inherited}"
            members = node.children
            before = ""
            foreign = {key: value for key, value in node.attributes.items() if key[0] == "{"}
            if foreign or (members and _is_documentation(members[0])):
                parts = parts_of(members)
                before = self._annotations(foreign, parts.annotations, room)
                moved = {id(annotation) for annotation in parts.annotations}
                members = [child for child in members if id(child) not in moved]
            if not members and node.name == "include":
                return before + head
            inner = self._members(members, room - 2)
            return f"{before}{head} {{\n{indented(inner)}\n}}" if inner else f"{before}{head} {{ }}"
        if node.name not in ("start", "define"):
            raise self._foreign(node)
        parts = parts_of(node.children)
        name = "start" if node.name == "start" else identifier(node.attributes["name"])
        head = f"{name} {_COMBINATIONS.get(node.attributes.get('combine', ''), '=')}"
        body = self._operand(self._only(node, parts), room - 2)
        before = comments(parts.comments) + self._annotations(node.attributes, parts.annotations, room)
        if "\n" not in body and len(head) + len(body) < room:
            return f"{before}{head} {body}"
        return f"{before}{head}\n{indented(body)}"

    def _only(self, node: Node, parts: Parts) -> Operand:
        """The one pattern that a node must hold."""
        if len(parts.operands) != 1:
            help = f"put what it stands for into <{node.name}>"
            raise node.refused(f"<{node.name}> must hold a pattern", help)
        return parts.operands[0]

    def _foreign(self, node: Node) -> Exception:
        help = "see what the elements of RELAX NG are, and where each may stand"
        return node.refused(f"<{node.name}> cannot be written here in the compact syntax", help)

    def _operand(self, operand: Operand, room: int, loosest: int = _CONNECTED, *, names: bool = False) -> str:
        """A pattern or name class with what stands before and behind it, in parentheses where it must be."""
        write = self._names if names else self._pattern
        text, binding = write(operand, room)
        following = [] if operand.node.name in TEXTUAL else operand.following
        if binding > (min(loosest, _EXCEPTING) if following else loosest):
            text = f"({hanging(text, 1)})"
        for annotation in following:
            text += f"\n  >> {hanging(self._annotation(annotation, room - 5), 5)}"
        return comments(operand.comments) + text

    def _annotated(self, operand: Operand, annotations: list[Node], written: _Written, room: int) -> _Written:
        """What a node says, with the annotations that belong to it."""
        text, binding = written
        node = operand.node
        if node.name in TEXTUAL:
            annotations = operand.following
        before = self._annotations(node.attributes, annotations, room)
        if before and binding in (_REPEATED, _CONNECTED):
            return f"{before}({hanging(text, 1)})", _ATOM
        return before + text, binding

    def _pattern(self, operand: Operand, room: int) -> _Written:
        node = operand.node
        parts = parts_of(node.children)
        text, binding = self._plain(node, parts, room)
        text, binding = self._annotated(operand, parts.annotations, (text, binding), room)
        return comments(parts.comments) + text, binding

    def _plain(self, node: Node, parts: Parts, room: int) -> _Written:
        """A pattern without its own annotations."""
        name = node.name
        if name in _CONNECTORS and len(parts.operands) > 1:
            return self._joined(name, parts, room, names=False), _CONNECTED
        if name in _CONNECTORS:
            # What is annotated is a group of one, and only parentheses of its own keep the annotation off the one.
            inner, binding = self._pattern(self._only(node, parts), room - 2)
            text = self._operand(self._only(node, parts), room - 2)
            return f"(({hanging(text, 2)}))" if binding in (_REPEATED, _CONNECTED) else f"({hanging(text, 1)})", _ATOM
        if name in _REPETITIONS:
            return self._operand(self._only(node, parts), room - 1, _ATOM) + _REPETITIONS[name], _REPEATED
        if name in ("element", "attribute"):
            return self._named(node, parts, room), _ATOM
        if name in ("list", "mixed"):
            return _block(name, lambda room: self._operand(self._only(node, parts), room), room), _ATOM
        if name == "grammar":
            parts.annotations, parts.comments = [], []
            inner = self._members(node.children, room - 2)
            return f"grammar {{\n{indented(inner)}\n}}" if inner else "grammar { }", _ATOM
        if name in ("text", "empty", "notAllowed"):
            return name, _ATOM
        if name in ("ref", "parentRef"):
            return ("parent " if name == "parentRef" else "") + identifier(node.attributes["name"]), _ATOM
        if name == "externalRef":
            inherited = self._prefixes.inherit(node.attributes.get("ns"))
            return f"external {literal(node.attributes['href'])}{inherited}", _ATOM
        if name == "value":
            library, datatype = node.attributes["datatypeLibrary"], node.attributes["type"]
            before = "" if (library, datatype) == ("", "token") else f"{self._prefixes.datatype(library, datatype)} "
            return before + literal(node.text), _ATOM
        if name == "data":
            return self._data(node, parts, room)
        raise self._foreign(node)

    def _joined(self, name: str, parts: Parts, room: int, *, names: bool) -> str:
        """Patterns or name classes with their connector between them, on one line or a line each."""
        sign = _CONNECTORS[name]
        texts = [self._operand(operand, room - 2, _REPEATED, names=names) for operand in parts.operands]
        if not any("\n" in text for text in texts) and sum(len(text) + 3 for text in texts) <= room:
            return (", " if sign == "," else f" {sign} ").join(texts)
        if sign == ",":
            return ",\n".join(texts)
        return "\n".join([texts[0], *(f"{sign} {hanging(text, 2)}" for text in texts[1:])])

    def _named(self, node: Node, parts: Parts, room: int) -> str:
        if len(parts.operands) != 2:
            help = f"give <{node.name}> a name, and put a pattern into it"
            raise node.refused(f"<{node.name}> must hold a name and a pattern", help)
        self._in_element = node.name == "element"
        names = self._operand(parts.operands[0], room, names=True)
        return _block(f"{node.name} {names}", lambda room: self._operand(parts.operands[1], room), room)

    def _data(self, node: Node, parts: Parts, room: int) -> _Written:
        text = self._prefixes.datatype(node.attributes["datatypeLibrary"], node.attributes["type"])
        params = [operand for operand in parts.operands if operand.node.name == "param"]
        if params:
            written = [self._param(operand, room - 2) for operand in params]
            line = " ".join(written)
            if "\n" in line or len(text) + len(line) + 5 > room:
                text += " {\n" + indented("\n".join(written)) + "\n}"
            else:
                text += f" {{ {line} }}"
        return self._excepting(text, parts, room, names=False)

    def _param(self, operand: Operand, room: int) -> str:
        node = operand.node
        text = f"{node.attributes['name']} = {hanging(literal(node.text), 2)}"
        text, _ = self._annotated(operand, [], (text, _ATOM), room)
        return comments(operand.comments) + text

    def _excepting(self, text: str, parts: Parts, room: int, *, names: bool) -> _Written:
        for operand in parts.operands:
            if is_except(operand.node):
                inner = parts_of(operand.node.children)
                excepted = self._only(operand.node, inner)
                text += f" - {hanging(self._operand_alone(excepted, room - 4, names=names), 3)}"
                return text, _EXCEPTING
        return text, _ATOM

    def _operand_alone(self, operand: Operand, room: int, *, names: bool) -> str:
        """What is excepted, in parentheses if anything follows it."""
        behind = operand.following if operand.node.name not in TEXTUAL else []
        text = self._operand(operand, room, _CONNECTED if behind else _ATOM, names=names)
        annotated = operand.node.name in TEXTUAL and operand.following
        return f"({hanging(text, 1)})" if behind or annotated else text

    def _names(self, operand: Operand, room: int) -> _Written:
        """A name class."""
        node = operand.node
        parts = parts_of(node.children)
        ns = node.attributes.get("ns")
        written: _Written
        if node.name == "name":
            written = self._prefixes.name(node.text, ns, element=self._in_element), _ATOM
        elif node.name == "anyName":
            written = self._excepting("*", parts, room, names=True)
        elif node.name == "nsName":
            written = self._excepting(f"{self._prefixes.prefix(ns)}:*", parts, room, names=True)
        elif node.name == "choice" and len(parts.operands) > 1:
            written = self._joined("choice", parts, room, names=True), _CONNECTED
        elif node.name == "choice":
            only = self._only(node, parts)
            text = self._operand(only, room, names=True)
            written = f"(({text}))" if only.node.name == "choice" else f"({text})", _ATOM
        else:
            raise self._foreign(node)
        text, binding = self._annotated(operand, parts.annotations, written, room)
        return comments(parts.comments) + text, binding

    def _annotations(self, attributes: dict[str, str], elements: list[Node], room: int) -> str:
        """Documentation and annotations in brackets before a construct, with a line feed behind them."""
        leading = 0
        while leading < len(elements) and _is_documentation(elements[leading]):
            leading += 1
        text = "\n".join(documentation(element.text) for element in elements[:leading])
        inner = [self._attribute(key, value) for key, value in attributes.items() if key[0] == "{"]
        inner += [self._annotation(element, room - 2) for element in elements[leading:]]
        return text + (_bracketed("", inner, room) + "\n" if inner else "")

    def _attribute(self, name: str, value: str) -> str:
        return f"{self._prefixes.annotation(name)} = {hanging(literal(value), 2)}"

    def _annotation(self, node: Node, room: int, *, member: bool = False) -> str:
        """A foreign element; among the members of a grammar, a name that is a keyword needs a backslash."""
        name = self._prefixes.annotation(node.name)
        inner = [self._attribute(key, value) for key, value in node.attributes.items()]
        for child in node.children:
            if isinstance(child, str):
                inner.append(literal(child))
            elif _is_comment(child):
                inner.append(comments([child]).rstrip("\n") + "\n")
            else:
                inner.append(self._annotation(child, room - 2))
        return _bracketed(f"{identifier(name) if member else name} ", inner, room)


def _block(head: str, body: Callable[[int], str], room: int) -> str:
    """A construct with braces, on one line if it fits."""
    inner = body(room - 2)
    if "\n" not in inner and len(head) + len(inner) + 5 <= room:
        return f"{head} {{ {inner} }}"
    return f"{head} {{\n{indented(inner)}\n}}"


def _bracketed(head: str, inner: list[str], room: int) -> str:
    """Annotations in brackets, on one line if they fit."""
    line = " ".join(inner)
    if "\n" not in line and len(head) + len(line) + 4 <= room:
        return f"{head}[ {line} ]" if line else f"{head}[ ]"
    return f"{head}[\n" + "".join(f"{indented(text.rstrip(chr(10)))}\n" for text in inner) + "]"


def _is_comment(child: Node | str) -> bool:
    return isinstance(child, Node) and child.name == "!--"


def _is_documentation(child: Node | str) -> bool:
    """Whether a child is documentation that ## can say."""
    if isinstance(child, str) or child.name != _DOCUMENTATION or child.attributes:
        return False
    return all(isinstance(inner, str) for inner in child.children)
