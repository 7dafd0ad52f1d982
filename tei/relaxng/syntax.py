"""The full syntax of RELAX NG: which elements and attributes a schema may hold, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tei.core.diagnostic import Refused, refusal
from tei.relaxng.datatypes.names import first, later
from tei.relaxng.schema import RNG, Node
from tei.relaxng.vocabulary import either, nearest, shortened

DEEPEST = 150
"""How many elements of different names may stand within each other; what they mean must fit a call stack."""

NAME_CLASSES = frozenset(("name", "anyName", "nsName", "choice"))
PATTERNS = frozenset(
    "element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty text value"
    " data notAllowed externalRef grammar".split()
)
COMPONENTS = frozenset(("start", "define", "div", "include"))
OVERRIDES = COMPONENTS - {"include"}

_NCNAME = f"[{first()}][{later()}]*"
_is_ncname = re.compile(_NCNAME).fullmatch
_is_qname = re.compile(f"(?:{_NCNAME}:)?{_NCNAME}").fullmatch
_is_uri = re.compile(r"(?:%[0-9A-Fa-f]{2}|[^%\s])*").fullmatch
_is_absolute = re.compile(r"(?:[A-Za-z][-+.A-Za-z0-9]*:(?:%[0-9A-Fa-f]{2}|[^%#\s])+)?").fullmatch


@dataclass(frozen=True)
class _Value:
    """What an attribute may hold, and how to say so."""

    fits: Callable[[str], object]
    form: str
    trimmed: bool = True


_NAME = _Value(_is_ncname, "a name without a colon, such as div.attributes")
_QUALIFIED = _Value(_is_qname, "the name of an element or attribute, such as p or tei:p")
_COMBINE = _Value(("choice", "interleave").__contains__, "choice or interleave")
_ADDRESS = _Value(_is_uri, "an address (a URI)", trimmed=False)
_LIBRARY = _Value(
    _is_absolute, "an absolute address without #, such as http://www.w3.org/2001/XMLSchema-datatypes", False
)
_ANY = _Value(lambda value: True, "")
_COMMON = {"ns": _ANY, "datatypeLibrary": _LIBRARY}


@dataclass(frozen=True)
class _Form:
    """What an element may hold: attributes, of which some are required, and as many children of a kind."""

    attributes: dict[str, _Value] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()
    least: int = 0
    most: float = float("inf")
    textual: bool = False


_MANY = _Form(allowed=PATTERNS, least=1)
_NOTHING = _Form()
_REFERENCE = _Form({"name": _NAME}, ("name",))
_EXCEPTING = _Form(allowed=frozenset(("except",)), most=1)
_FORMS = {
    **dict.fromkeys("group interleave choice optional zeroOrMore oneOrMore list mixed".split(), _MANY),
    **dict.fromkeys(("empty", "text", "notAllowed"), _NOTHING),
    "element": _Form({"name": _QUALIFIED}, allowed=PATTERNS, least=1),
    "attribute": _Form({"name": _QUALIFIED}, allowed=PATTERNS, most=1),
    "ref": _REFERENCE,
    "parentRef": _REFERENCE,
    "value": _Form({"type": _NAME}, textual=True),
    "data": _Form({"type": _NAME}, ("type",), frozenset(("param", "except"))),
    "param": _Form({"name": _NAME}, ("name",), textual=True),
    "externalRef": _Form({"href": _ADDRESS}, ("href",)),
    "include": _Form({"href": _ADDRESS}, ("href",), OVERRIDES),
    "grammar": _Form(allowed=COMPONENTS),
    "div": _Form(allowed=COMPONENTS),
    "start": _Form({"combine": _COMBINE}, allowed=PATTERNS, least=1, most=1),
    "define": _Form({"name": _NAME, "combine": _COMBINE}, ("name",), PATTERNS, least=1),
    "name": _Form(textual=True),
    "anyName": _EXCEPTING,
    "nsName": _EXCEPTING,
}
_NAMES = _Form(allowed=NAME_CLASSES, least=1)
_DIV_OF_OVERRIDES = _Form(allowed=OVERRIDES)
_ELSEWHERE = frozenset(_FORMS) | {"except"}


def check(root: Node) -> bool:
    """Whether a schema that is correct as far as one file shows refers to other files (RELAX NG, section 3).

    Raises Refused (P302) at the first element or attribute that the full syntax does not allow.
    """
    if root.name not in PATTERNS:
        raise _stranger(root, None, PATTERNS)
    refers = False
    pending = [(root, _FORMS[root.name], 1)]
    while pending:
        node, form, depth = pending.pop()
        if depth > DEEPEST:
            raise node.refused(
                f"<{node.name}> stands within {DEEPEST} others", "give what it holds a definition of its own"
            )
        _check_attributes(node, form)
        if node.name in ("externalRef", "include"):
            refers = True
        if node.children or form.least or "name" in form.attributes:
            # A choice in a choice, and so on, is no deeper than the choice.
            children = [(child, form, depth + (child.name != node.name)) for child, form in _checked(node, form)]
            pending += reversed(children)
    return refers


def _check_attributes(node: Node, form: _Form) -> None:
    for name, value in node.attributes.items():
        if name[0] == "{":
            if name.startswith(f"{{{RNG}}}"):
                raise node.refused(
                    f"the attribute {name.rpartition('}')[2]} of <{node.name}> has RELAX NG's namespace",
                    "RELAX NG's own attributes have none: take the prefix away",
                )
            continue
        rule = form.attributes.get(name) or _COMMON.get(name)
        if rule is None:
            allowed = [*sorted(form.attributes), "ns", "datatypeLibrary"]
            raise node.refused(
                f"<{node.name}> has no attribute {name}",
                f"{_near(name, allowed)}it may have {either(allowed)}; others need a namespace of their own",
            )
        if not rule.fits(value.strip(" \t\r\n") if rule.trimmed else value):
            raise node.refused(f'{name}="{value}" of <{node.name}> is not {rule.form}', f"write {rule.form}")
    for name in form.required:
        if name not in node.attributes:
            raise node.refused(f"<{node.name}> lacks the attribute {name}", f"add {name}, {form.attributes[name].form}")


def _checked(node: Node, form: _Form) -> Iterator[tuple[Node, _Form]]:
    """The children of RELAX NG's namespace with the forms that they must have; raises where one may not stand."""
    children = list(node.patterns)
    _check_text(node, form)
    named = node.name in ("element", "attribute")
    if named and "name" not in node.attributes:
        if not children or children[0].name not in NAME_CLASSES:
            raise node.refused(
                f"<{node.name}> lacks a name", "add the attribute name, or <name>, <nsName>, <anyName> as first child"
            )
        names = children.pop(0)
        yield names, _name_class(names)
    patterns = 0
    for child in children:
        if child.name not in form.allowed:
            raise _stranger(child, node, form.allowed)
        patterns += 1
        if patterns > form.most:
            raise _too_many(child, node, form)
        if node.name == "data" and child.name == "param" and children[0].name == "except":
            raise child.refused("<param> follows <except>", "put every <param> before <except>")
        if node.name == "data" and child.name == "except":
            if child is not children[-1] and children[-1].name == "except":
                raise children[-1].refused("<data> has two <except>", "put the patterns of both into one")
            yield child, _MANY
        elif child.name == "except":
            yield child, _NAMES
        elif form.allowed is NAME_CLASSES:
            yield child, _name_class(child)
        elif child.name == "div" and form.allowed is OVERRIDES:
            yield child, _DIV_OF_OVERRIDES
        else:
            yield child, _FORMS[child.name]
    if patterns < form.least:
        lacking = (
            "a name class, such as <name>" if form.allowed is NAME_CLASSES else "a pattern, such as <empty/> or <text/>"
        )
        raise node.refused(f"<{node.name}> has no content", f"add {lacking}")


def _name_class(node: Node) -> _Form:
    return _NAMES if node.name == "choice" else _FORMS[node.name]


def _check_text(node: Node, form: _Form) -> None:
    for child in node.children:
        if isinstance(child, str):
            if not form.textual and child.strip(" \t\r\n"):
                raise node.refused(
                    f"the text “{shortened(child)}” stands in <{node.name}>", "take it away, or put it into a comment"
                )
        elif form.textual and child.name != "!--":
            raise child.refused(f"an element stands in <{node.name}>", f"<{node.name}> holds text only")
    if node.name == "name" and not _is_qname(node.text.strip(" \t\r\n")):
        raise node.refused(f"“{node.text}” in <name> is not {_QUALIFIED.form}", f"write {_QUALIFIED.form}")


def _stranger(child: Node, parent: Node | None, allowed: frozenset[str]) -> Refused:
    place = f"in <{parent.name}>" if parent else "as the root of a schema"
    if child.name.startswith("{"):
        namespace, _, local = child.name[1:].partition("}")
        was = f"the namespace {namespace}" if namespace else "no namespace"
        return child.refused(f"the root is <{local}> with {was}", f'RELAX NG\'s elements need xmlns="{RNG}"')
    if child.name not in _ELSEWHERE:
        return child.refused(
            f"RELAX NG has no element <{child.name}>", f"{_near(child.name, allowed)}allowed {place}: {_tags(allowed)}"
        )
    remedy = f"allowed {place}: {_tags(allowed)}" if allowed else "nothing may stand there: take it away"
    return child.refused(f"<{child.name}> cannot stand {place}", remedy)


def _too_many(child: Node, parent: Node, form: _Form) -> Refused:
    kind = "one pattern" if form.allowed is PATTERNS else "one <except>"
    return refusal(
        "P302",
        f"<{parent.name}> holds {kind} only, <{child.name}> is one more",
        "wrap them in <group>, <choice> or <interleave>" if form.allowed is PATTERNS else "put all into one <except>",
        child.label("one too many"),
        parent.label(f"in this <{parent.name}>"),
    )


def _tags(names: frozenset[str]) -> str:
    return either([f"<{name}>" for name in sorted(names)])


def _near(name: str, names: Iterable[str]) -> str:
    found = nearest(name, sorted(names))
    return f"{found} is meant? " if found else ""
