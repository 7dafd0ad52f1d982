"""Small grammars, documents of them and beside them, generated."""

from __future__ import annotations

from random import Random
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st
from relaxng.reference import NOT_ALLOWED, Pattern, Tree

from tei.relaxng.definitions import Definitions

NAMESPACES = {"": "", "n": "urn:n", "m": "urn:n", "o": "urn:o", "xml": "http://www.w3.org/XML/1998/namespace"}
"""The prefixes of the documents; two of them have one namespace."""

HEADER = """namespace n = "urn:n"
namespace o = "urn:o"
datatypes xsd = "http://www.w3.org/2001/XMLSchema-datatypes"
"""
SPACES = ("", "", "", "urn:n", "urn:o")
LOCALS = ("a", "b", "c")
VALUES = ("", " ", "x", "1", " 1 ", "1 2", "x 1", "n:x", "m:x", "o:x", "2 1 x", "\n")

_some = st.sampled_from
_elements = _some(
    [
        "a",
        "b",
        "c",
        "a",
        "b",
        "n:a",
        "o:b",
        "(a|b)",
        "*",
        "n:*",
        "(* - a)",
        "(n:* - n:a)",
        "(* - (n:* | a))",
        "(n:* | c)",
    ]
)
_attributes = _some(["a", "b", "c", "n:a", "o:b", "(a|n:a)"])
_wild = _some(["*", "n:*", "(* - a)", "(* - (a | b | c))", "(* - (n:* | a))"])
_PLAIN = [
    "xsd:integer",
    "xsd:NCName",
    '"x"',
    '"1"',
    'xsd:integer "1"',
    'token "1 2"',
    '(token - "x")',
    '(xsd:integer - ("1" | "2"))',
    "string",
    "token",
]
_ODD = ['xsd:QName "n:x"', "xsd:QName", 'string " 1 "', '(string - xsd:QName "n:x")', "empty"]


def _repeated(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(inner, _some("?*+")).map("".join)


def _joined(inner: st.SearchStrategy[str], signs: str) -> st.SearchStrategy[str]:
    return st.tuples(_some(signs), st.lists(inner, min_size=2, max_size=3)).map(lambda t: f"({f' {t[0]} '.join(t[1])})")


def _values(plain: bool) -> st.SearchStrategy[str]:
    if plain:
        return _some(_PLAIN) | _joined(_some(_PLAIN), "|")
    tokens = _some(_PLAIN + _ODD)
    lists = st.recursive(tokens, lambda inner: _joined(inner, ",|") | _repeated(inner), max_leaves=4)
    some = tokens | lists.map("list {{ {} }}".format)
    return some | _joined(some, "|")


def _starts(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """The attributes of a start tag."""
    one = st.tuples(_attributes, values | st.just("text")).map("attribute {0[0]} {{ {0[1]} }}".format)
    many = st.tuples(_wild, values | st.just("text"), _some("*+")).map("attribute {0[0]} {{ {0[1]} }}{0[2]}".format)
    return st.recursive(
        one | one | many | st.just("empty"),
        lambda inner: _joined(inner, ",|&,") | inner.map("{}?".format),
        max_leaves=4,
    )


def contents(references: list[str], plain: bool) -> st.SearchStrategy[str]:
    """Contents of elements, with references to these definitions."""
    values = _values(plain)
    children = st.recursive(
        _some([*references, *references, "text", *([] if plain else ["empty"])]),
        lambda inner: _joined(inner, ",|&") | _repeated(inner) | inner.map("mixed {{ {} }}".format),
        max_leaves=6,
    )
    some = children if plain else children | children | values
    whole = st.tuples(_starts(values), some).map("{0[0]}, {0[1]}".format)
    return (
        some | whole | st.lists(whole, min_size=2, max_size=3).map(lambda each: " | ".join(f"({one})" for one in each))
    )


@st.composite
def schemas(draw: st.DrawFn, plain: bool = False) -> str:
    """A schema in the compact syntax; not every one is correct. A `plain` one has no lists, qualified
    names and values of elements."""
    references = [f"d{number}" for number in range(draw(st.integers(1, 5)))]
    content = contents(references, plain)
    lines = [f"{name} = element {draw(_elements)} {{ {draw(content)} }}" for name in references]
    start = " | ".join(sorted(set(draw(st.lists(_some(references), min_size=1, max_size=3)))))
    return HEADER + f"start = {start}\n" + "\n".join(lines) + "\n"


class Dead(Exception):
    """Raised where chance has led to no document."""


class Sampler:
    """Makes documents that are likely to match."""

    def __init__(self, definitions: Definitions, random: Random) -> None:
        self.definitions = definitions
        self.random = random
        self.left = 60

    def tree(self) -> Tree:
        """A document, most often a valid one."""
        root = Tree(("", ""))
        self.fill(root, self.definitions.start, 0)
        elements = [child for child in root.children if isinstance(child, Tree)]
        if not elements:
            raise Dead
        return elements[0]

    def fill(self, at: Tree, p: Pattern, depth: int) -> None:
        """Add what a pattern matches to an element."""
        match p:
            case ("ref", name):
                self.fill(at, self.definitions.patterns[name], depth)
            case ("choice", *parts):
                shallow = [part for part in parts if part[0] in ("empty", "text", "value", "data", "list")]
                self.fill(at, self.random.choice(shallow if shallow and depth > 5 else parts), depth)
            case ("group", *parts):
                for part in parts:
                    self.fill(at, part, depth)
            case ("interleave", *parts):
                trees = [Tree(("", "")) for _ in parts]
                for tree, part in zip(trees, parts, strict=True):
                    self.fill(tree, part, depth)
                    at.attributes |= tree.attributes
                while any(tree.children for tree in trees):
                    at.children.append(self.random.choice([tree for tree in trees if tree.children]).children.pop(0))
            case ("oneOrMore", part):
                for _ in range(self.random.choice((1, 1, 2, 3))):
                    self.fill(at, part, depth)
            case ("text",):
                at.children.append(self.random.choice(VALUES))
            case ("attribute", names, value):
                inside = Tree(("", ""))
                self.fill(inside, value, depth)
                at.attributes[self.name(names)] = "".join(map(str, inside.children))
            case ("element", index):
                self.left -= 1
                if depth > 8 or not self.left:
                    raise Dead
                element = self.definitions.elements[index]
                child = Tree(self.name(element.names))
                self.fill(child, element.content, depth + 1)
                at.children.append(child)
            case ("value", *_, value, _):
                at.children.append(value)
            case ("data", *_):
                at.children.append(self.random.choice(VALUES))
            case ("list", part):
                inside = Tree(("", ""))
                self.fill(inside, part, depth)
                at.children.append(" ".join(map(str, inside.children)))
            case _:
                if p == NOT_ALLOWED:
                    raise Dead

    def name(self, names: Pattern) -> tuple[str, str]:
        """A name of a class, or one beside it."""
        match names:
            case ("name", namespace, local):
                return namespace, local
            case ("choice", *parts):
                return self.name(self.random.choice(parts))
            case ("nsName", namespace, _):
                return namespace, self.random.choice(LOCALS)
        return self.random.choice(SPACES), self.random.choice(LOCALS)


def any_tree(random: Random, depth: int = 0) -> Tree:
    """Any document at all."""
    tree = Tree((random.choice(SPACES), random.choice(LOCALS)))
    for _ in range(random.choice((0, 0, 1, 2))):
        tree.attributes[random.choice(SPACES), random.choice(LOCALS)] = random.choice(VALUES)
    for _ in range(random.choice((0, 0, 1, 2, 3)) if depth < 3 else 0):
        tree.children.append(random.choice(VALUES) if random.random() < 0.4 else any_tree(random, depth + 1))
    return tree


def damaged(tree: Tree, random: Random) -> None:
    """Change one thing in a document."""
    at = random.choice(list(elements(tree)))
    where = random.randrange(len(at.children) + 1)
    match random.randrange(7):
        case 0:
            at.name = random.choice(SPACES), random.choice(LOCALS)
        case 1:
            at.attributes[random.choice(SPACES), random.choice(LOCALS)] = random.choice(VALUES)
        case 2 if at.attributes:
            del at.attributes[random.choice(list(at.attributes))]
        case 3 if at.attributes:
            at.attributes[random.choice(list(at.attributes))] = random.choice(VALUES)
        case 4 if at.children:
            at.children.pop(random.randrange(len(at.children)))
        case 5:
            at.children.insert(where, random.choice(VALUES))
        case _:
            at.children.insert(where, any_tree(random, 2))


def elements(tree: Tree) -> list[Tree]:
    """An element and all that are in it."""
    found = [tree]
    for child in tree.children:
        if isinstance(child, Tree):
            found += elements(child)
    return found


def document(definitions: Definitions, random: Random) -> Tree:
    """A document for a grammar: valid, nearly so, or any."""
    if random.random() < 0.1:
        return any_tree(random)
    for _ in range(20):
        try:
            tree = Sampler(definitions, random).tree()
        except Dead:
            continue
        for _ in range(random.choice((0, 0, 1, 1, 2))):
            damaged(tree, random)
        return tree
    return any_tree(random)


def written(tree: Tree, random: Random) -> str:
    """A document as XML, with comments, instructions and CDATA here and there."""
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix not in ("", "xml"))
    return _element(tree, random, declared)


def _element(tree: Tree, random: Random, declared: str = "") -> str:
    def name(of: tuple[str, str], *, element: bool) -> str:
        namespace, local = of
        prefix = random.choice([prefix for prefix, uri in NAMESPACES.items() if uri == namespace])
        return f"{prefix}:{local}" if prefix else local

    tag = name(tree.name, element=True)
    given = "".join(
        f" {name(of, element=False)}={quoteattr(value, {chr(10): '&#10;'})}" for of, value in tree.attributes.items()
    )
    inside = "".join(_text(c, random) if isinstance(c, str) else _element(c, random) for c in tree.children)
    return (
        f"<{tag}{declared}{given}>{inside}</{tag}>" if inside or random.random() < 0.5 else f"<{tag}{declared}{given}/>"
    )


def _text(text: str, random: Random) -> str:
    chance = random.random()
    if chance < 0.1:
        return f"<![CDATA[{text}]]>"
    aside = random.choice(("", "", "", "<!-- aside -->", "<?aside?>"))
    at = random.randrange(len(text) + 1)
    return escape(text[:at]) + aside + escape(text[at:])
