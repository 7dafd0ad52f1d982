"""Schemas as trees: any at all, and what two of them have in common."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tei.core.namespaces import XML
from tei.core.source import Source
from tei.relaxng.explicit import explicit
from tei.relaxng.schema import ANNOTATIONS, RNG, Node
from tei.relaxng.xml import without_indentation

Children = list[Node | str]
SOURCE = Source("schema", " ")
DOCUMENTATION = f"{{{ANNOTATIONS}}}documentation"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


def shape(node: Node) -> tuple[Any, ...]:
    """All that a tree says but its comments and its places."""
    children: list[Any] = []
    for child in node.children:
        if isinstance(child, str):
            if children and isinstance(children[-1], str):
                children[-1] += child
            elif child:
                children.append(child)
        elif child.name != "!--":
            children.append(shape(child))
    return node.name, tuple(sorted(node.attributes.items())), tuple(children)


def meaning(node: Node) -> tuple[Any, ...]:
    """What a tree says, however it is said."""
    return shape(explicit(node))


names = st.sampled_from(["a", "b", "list", "div", "element", "start", "inherit", "é", "x-1.2", "a_"])
namespaces = st.sampled_from([None, "", "urn:a", "urn:b", XML])
texts = st.text(st.sampled_from("ab \t\n\r\"'\\x{}#~é&<>-5c"), max_size=12)
contexts = st.sampled_from([{"": RNG, "xml": XML}, {"": RNG, "p": "urn:a"}, {"p": "urn:b", "q": "urn:a", "a": "urn:x"}])


@st.composite
def node(draw: st.DrawFn, name: str, attributes: dict[str, str], children: Children) -> Node:
    return Node(name, SOURCE, 0, attributes, children, draw(contexts))


@st.composite
def annotation(draw: st.DrawFn, depth: int = 0) -> Node:
    """A foreign element."""
    if draw(st.integers(0, 2)) == 0:
        text = draw(texts)
        return draw(node(DOCUMENTATION, {}, [text] if text else []))
    spaces = ["", "urn:x", "urn:a", *([RNG] if depth else [])]
    name = f"{{{draw(st.sampled_from(spaces))}}}{draw(names)}"
    keys = st.one_of(names, names.map(lambda name: f"{{urn:x}}{name}"), names.map(lambda name: f"{{{RNG}}}{name}"))
    attributes = draw(st.dictionaries(keys, texts, max_size=2))
    inner = st.one_of(texts.filter(bool), comment(), *([annotation(depth + 1)] if depth < 2 else []))
    return draw(node(name, attributes, without_indentation(draw(st.lists(inner, max_size=2)))))


@st.composite
def comment(draw: st.DrawFn) -> Node:
    return draw(node("!--", {}, [draw(texts)]))


@st.composite
def among(draw: st.DrawFn, inner: Children) -> Children:
    """These children with annotations and comments between them."""
    found: Children = []
    for child in [*inner, None]:
        if draw(st.integers(0, 4)) == 0:
            found.append(draw(st.one_of(annotation(), comment())))
        if child is not None:
            found.append(child)
    return found


@st.composite
def made(draw: st.DrawFn, name: str, attributes: dict[str, str], inner: Children) -> Node:
    """An element of RELAX NG, perhaps annotated."""
    if draw(st.integers(0, 5)) == 0:
        attributes = {**attributes, f"{{urn:x}}{draw(names)}": draw(texts)}
    if name not in ("value", "param", "name"):
        inner = draw(among(inner))
    return draw(node(name, attributes, inner))


def ns(namespace: str | None) -> dict[str, str]:
    return {} if namespace is None else {"ns": namespace}


@st.composite
def name_class(draw: st.DrawFn, depth: int = 0) -> Node:
    kind = draw(st.sampled_from(["name", "name", "name", *(["anyName", "nsName", "choice"] if depth < 3 else [])]))
    attributes = {} if kind in ("anyName", "choice") else ns(draw(namespaces))
    if kind == "name":
        return draw(made(kind, attributes, [draw(names)]))
    if kind == "choice":
        return draw(made(kind, {}, [draw(name_class(depth + 1)) for _ in range(draw(st.integers(1, 3)))]))
    inner: Children = []
    if draw(st.booleans()):
        inner = [draw(made("except", {}, [draw(name_class(depth + 1)) for _ in range(draw(st.integers(1, 2)))]))]
    return draw(made(kind, attributes, inner))


def pattern(depth: int = 0) -> st.SearchStrategy[Node]:
    return st.one_of(leaf(depth), composed(depth)) if depth < 3 else leaf(depth)


@st.composite
def leaf(draw: st.DrawFn, depth: int) -> Node:
    kind = draw(st.sampled_from("text empty notAllowed ref parentRef externalRef value data data".split()))
    if kind in ("text", "empty", "notAllowed"):
        return draw(made(kind, {}, []))
    if kind in ("ref", "parentRef"):
        return draw(made(kind, {"name": draw(names)}, []))
    if kind == "externalRef":
        return draw(made(kind, {"href": "other.rnc", **ns(draw(namespaces))}, []))
    library = draw(st.sampled_from(["", XSD, "urn:types"]))
    attributes = {"datatypeLibrary": library, "type": draw(st.sampled_from(["token", "string", "date"]))}
    if kind == "value":
        return draw(made(kind, attributes if draw(st.booleans()) else {}, [draw(texts)]))
    inner: Children = [
        draw(made("param", {"name": draw(names)}, [draw(texts)])) for _ in range(draw(st.integers(0, 2)))
    ]
    if draw(st.integers(0, 2)) == 0:
        inner.append(draw(made("except", {}, [draw(pattern(depth + 1)) for _ in range(draw(st.integers(1, 2)))])))
    return draw(made(kind, attributes, inner))


@st.composite
def composed(draw: st.DrawFn, depth: int) -> Node:
    kinds = "element attribute group choice interleave optional zeroOrMore oneOrMore list mixed grammar"
    kind = draw(st.sampled_from(kinds.split()))
    if kind == "grammar":
        return draw(grammar(depth + 1))
    most = 1 if kind == "attribute" else 3
    inner: Children = [draw(pattern(depth + 1)) for _ in range(draw(st.integers(1, most)))]
    attributes = ns(draw(namespaces)) if draw(st.integers(0, 4)) == 0 else {}
    if kind in ("element", "attribute"):
        if draw(st.booleans()):
            return draw(made(kind, {**attributes, "name": draw(names)}, inner))
        inner.insert(0, draw(name_class()))
    return draw(made(kind, attributes, inner))


@st.composite
def grammar(draw: st.DrawFn, depth: int = 0) -> Node:
    return draw(made("grammar", {}, draw(members(depth))))


@st.composite
def members(draw: st.DrawFn, depth: int, *, included: bool = False) -> Children:
    found: Children = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["start", "define", "define", *([] if depth > 2 else ["div", "include"])]))
        combine = draw(st.sampled_from([{}, {"combine": "choice"}, {"combine": "interleave"}]))
        if kind == "define":
            inner: Children = [draw(pattern(depth + 1)) for _ in range(draw(st.integers(1, 2)))]
            found.append(draw(made(kind, {"name": draw(names), **combine}, inner)))
        elif kind == "start":
            found.append(draw(made(kind, {**combine}, [draw(pattern(depth + 1))])))
        elif kind == "div" or included:
            found.append(draw(made("div", {}, draw(members(depth + 1, included=included)))))
        else:
            attributes = {"href": "x y.rng", **ns(draw(namespaces))}
            found.append(draw(made(kind, attributes, draw(members(depth + 1, included=True)))))
    return found


schemas = st.one_of(grammar(), pattern())
"""Any schema as a tree."""
