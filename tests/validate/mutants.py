"""Documents with one or a few faults, made from a valid one by chance that can be repeated."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from zlib import crc32

from lxml import etree

Change = Callable[[random.Random, list[etree._Element]], str]
"""Changes one of the elements (the first is the root) and says which; "" if it could not."""

TEI = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"

NAMES = """
    ab abbr add address app argument author back bibl biblStruct binary body byline castList cell certainty change
    char choice cit closer corr correspAction date dateline def del desc div div1 div2 docAuthor egXML emph entry
    epigraph event expan f facsimile figDesc figure floatingText foreign form formula front fs fw g gap gi gloss graph
    graphic group handNote head hi idno index item join l label lb lem lg line link list listBibl listPerson location
    measure metamark milestone model monogr msDesc msIdentifier msItem name node note num object opener org orgName
    orig orth p pb pc persName person place placeName post postscript ptr publisher q quote rdg ref reg relation resp
    respStmt role row rs ruby s said salute seg sense sic signed sp space span speaker stage standOff subst supplied
    surface symbol table TEI teiHeader term text time timeline title titlePage trailer u unclear w when witness xr zone
    para chapter span2 b i sup ul li img h1 div0 TEI.2 ornament
""".split()
"""Elements of TEI from all its modules, and some that TEI does not have."""

ATTRIBUTES = """
    absolute active ana atLeast calendar cert change cols corresp cRef datcat decls degree dur facs feats from full gi
    hand ident interval key lemma level locus match max mimeType min mode n name next notAfter notBefore org part place
    points pos quantity reason ref rend rendition resp role rows sameAs scheme scope source spanTo start status style
    subtype synch target to type unit url usage value version wit when when-iso where who xml:base xml:id xml:lang
    xml:space class id href lang colour
""".split()
"""Attributes of TEI, and some that TEI does not have."""

VALUES = [
    *(
        "",
        " ",
        "x",
        "two words",
        "#x",
        "#",
        "http://example.org/a#b",
        "http://[",
        "%zz",
        "a b  c",
        " x ",
        "é",
        "0",
        "1",
    ),
    *("-1", "+7", "007", "1.5", ".5", "5.", "1e3", "1E-2", "1/2", "INF", "-INF", "+INF", "NaN", "1,5", "0x1F", "٣"),
    *("true", "false", "TRUE", "yes", "no", "Y", "high", "unknown", "unbounded", "always", "token", "a:b", ":", "9a"),
    *("1890", "0000", "-0044", "12000", "1890-05", "1890-13", "1890-5", "1890-05-26", "1890-02-29", "1892-02-29"),
    *("1900-02-29", "1890-05-26Z", "1890-05-26+14:00", "1890-05-26+15:00", "26.5.1890", "--05-26", "--02-30", "---31"),
    *("---32", "--05", "12:30:00", "12:30", "25:00:00", "1890-05-26T12:30:00", "1890-05-26 12:30", "1890-W21-6"),
    *("P1Y2M", "PT1M30.5S", "P", "P1Y2", "-P1D", "P1.5D", "P2W", "en", "de-CH-1996", "x-boat", "en_GB", "toolonglang"),
    *("preserve", "1,2 3,4 5,6", "1,2", "12px", "50%", "3/4 em", "a\tb", "a\nb", "\u00a0", "naïve", "\U0001f6f6"),
]
"""Values that some types take and others do not."""

NAMESPACES = ["", TEI + "/", "http://www.w3.org/1999/xhtml", "http://www.tei-c.org/ns/Examples", "http://example.org/"]


def mutants(xml: bytes, seed: int, number: int) -> Iterator[tuple[str, bytes]]:
    """This many well-formed documents, each changed at one to three places; equal seeds give equal documents.

    The first of each pair says what was changed and can be part of the name of a file. A mutant may be valid.
    """
    parser = etree.XMLParser(collect_ids=False, huge_tree=True)
    for count in range(number):
        chance = random.Random(f"{seed} {count} {crc32(xml)}")
        root = etree.fromstring(xml, parser)
        done: list[str] = []
        for _ in range(chance.choice((1, 1, 1, 1, 1, 1, 2, 3))):
            while not (change := chance.choice(CHANGES)(chance, list(root.iter("*")))):
                pass
            done.append(change)
        yield f"{count:05}-" + "-".join(done), etree.tostring(root.getroottree(), encoding="utf-8")


def _taken(element: etree._Element) -> etree._Element:
    """The element, without the text after it, taken out of its parent."""
    parent = element.getparent()
    if parent is None:
        raise AssertionError("the root stays where it is")
    tail, element.tail = element.tail or "", None
    before = element.getprevious()
    parent.remove(element)
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    return element


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _namespace(element: etree._Element) -> str:
    return etree.QName(element).namespace or ""


def _qualified(namespace: str, name: str) -> str:
    return f"{{{namespace}}}{name}" if namespace else name


def _some_name(chance: random.Random, elements: list[etree._Element]) -> str:
    return chance.choice(NAMES) if chance.random() < 0.5 else _name(chance.choice(elements))


def _attribute(name: str) -> str:
    return name.replace("xml:", XML)


def _misspelt(chance: random.Random, name: str) -> str:
    at = chance.randrange(len(name))
    return (
        chance.choice(
            (
                name[:at] + name[at : at + 1] * 2 + name[at + 1 :],
                (name[:at] + name[at + 1 :]) or "x",
                name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
                name.swapcase(),
                name + "s",
            )
        ).lstrip("-.0123456789")
        or "x"
    )


def _inner(chance: random.Random, elements: list[etree._Element]) -> etree._Element | None:
    """An element that is not the root."""
    return chance.choice(elements[1:]) if len(elements) > 1 else None


def _with_attributes(chance: random.Random, elements: list[etree._Element]) -> tuple[etree._Element, str] | None:
    bearers = [element for element in elements if element.attrib]
    if not bearers:
        return None
    element = chance.choice(bearers)
    return element, str(chance.choice(sorted(map(str, element.attrib))))


def _put(chance: random.Random, parent: etree._Element, element: etree._Element) -> None:
    """Put an element among the children, or in the midst of the text of a parent without any."""
    parent.insert(chance.randint(0, len(parent)), element)
    if len(parent) == 1 and parent.text and chance.random() < 0.5:
        at = chance.randrange(len(parent.text))
        parent.text, element.tail = parent.text[:at], parent.text[at:]


def _without_ids(element: etree._Element) -> None:
    for one in element.iter("*"):
        if XML + "id" in one.attrib:
            del one.attrib[XML + "id"]


def delete(chance: random.Random, elements: list[etree._Element]) -> str:
    element = _inner(chance, elements)
    return "" if element is None else f"delete-{_name(_taken(element))}"


def clear(chance: random.Random, elements: list[etree._Element]) -> str:
    element = chance.choice(elements)
    element.text = chance.choice((None, " ", "\n\t"))
    for child in element:
        element.remove(child)
    return f"clear-{_name(element)}"


def rename(chance: random.Random, elements: list[etree._Element]) -> str:
    element = chance.choice(elements)
    old = _name(element)
    new = _misspelt(chance, old) if chance.random() < 0.3 else _some_name(chance, elements)
    element.tag = _qualified(_namespace(element), new)
    return f"rename-{old}-{new}"


def swap(chance: random.Random, elements: list[etree._Element]) -> str:
    parents = [element for element in elements if len(element) > 1]
    if not parents:
        return ""
    parent = chance.choice(parents)
    at = chance.randrange(len(parent) - 1)
    first, second = parent[at], parent[at + 1]
    first.tail, second.tail = second.tail, first.tail
    parent.insert(at, second)
    return f"swap-in-{_name(parent)}"


def insert(chance: random.Random, elements: list[etree._Element]) -> str:
    parent = chance.choice(elements)
    new = etree.Element(_qualified(_namespace(parent), _some_name(chance, elements)))
    new.text = chance.choice((None, None, " ", "text", "1890"))
    _put(chance, parent, new)
    return f"insert-{_name(new)}-in-{_name(parent)}"


def duplicate(chance: random.Random, elements: list[etree._Element]) -> str:
    element = _inner(chance, elements)
    if element is None:
        return ""
    copy = deepcopy(element)
    copy.tail = None
    if chance.random() < 0.7:
        _without_ids(copy)
    element.addprevious(copy)
    return f"duplicate-{_name(element)}"


def move(chance: random.Random, elements: list[etree._Element]) -> str:
    element = _inner(chance, elements)
    if element is None:
        return ""
    inside = set(element.iter("*"))
    where = chance.choice([one for one in elements if one not in inside])
    _put(chance, where, _taken(element))
    return f"move-{_name(element)}-into-{_name(where)}"


def copy_in(chance: random.Random, elements: list[etree._Element]) -> str:
    """Copy a small element, without its IDs, into another one."""
    element = _inner(chance, [elements[0], *(one for one in elements[1:] if len(one) < 4)])
    if element is None:
        return ""
    copy = deepcopy(element)
    copy.tail = None
    _without_ids(copy)
    where = chance.choice(elements)
    _put(chance, where, copy)
    return f"copy-{_name(element)}-into-{_name(where)}"


def wrap(chance: random.Random, elements: list[etree._Element]) -> str:
    element = _inner(chance, elements)
    if element is None:
        return ""
    around = etree.Element(_qualified(_namespace(element), _some_name(chance, elements)))
    element.addprevious(around)
    around.tail, element.tail = element.tail, None
    around.append(element)
    return f"wrap-{_name(element)}-in-{_name(around)}"


def unwrap(chance: random.Random, elements: list[etree._Element]) -> str:
    element = _inner(chance, [elements[0], *(one for one in elements[1:] if len(one) or one.text)])
    if element is None:
        return ""
    first = element
    for child in reversed(element):
        first.addprevious(child)
        first = child
    before, parent = first.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (element.text or "")
    elif parent is not None:
        parent.text = (parent.text or "") + (element.text or "")
    return f"unwrap-{_name(_taken(element))}"


def move_text(chance: random.Random, elements: list[etree._Element]) -> str:
    speaking = [element for element in elements if element.text and element.text.strip()]
    if not speaking:
        return ""
    element, where = chance.choice(speaking), chance.choice(elements)
    text, element.text = element.text or "", None
    if where.getparent() is not None:
        where.tail = (where.tail or "") + text
    return f"move-text-of-{_name(element)}-after-{_name(where)}"


def insert_text(chance: random.Random, elements: list[etree._Element]) -> str:
    element = chance.choice(elements)
    text = chance.choice(("word", "two words", "1890", ".", "\u00a0", " ", "\n", "\u200b", "<&>", "é", "\U0001f6f6"))
    if len(element):
        child = chance.choice(element)
        child.tail = (child.tail or "") + text
    else:
        element.text = (element.text or "") + text
    return f"text-in-{_name(element)}"


def replace_text(chance: random.Random, elements: list[etree._Element]) -> str:
    bare = [element for element in elements if not len(element)]
    if not bare:
        return ""
    element = chance.choice(bare)
    element.text = chance.choice(VALUES)
    return f"content-of-{_name(element)}"


def remark(chance: random.Random, elements: list[etree._Element]) -> str:
    """Insert a comment or a processing instruction, which no grammar minds."""
    new: etree._Element = etree.Comment(" here ")
    if chance.random() < 0.5:
        new = etree.ProcessingInstruction("here", "x")
    where = chance.choice(elements)
    _put(chance, where, new)
    return f"remark-in-{_name(where)}"


def other_namespace(chance: random.Random, elements: list[etree._Element]) -> str:
    element = chance.choice(elements)
    others = [one for one in NAMESPACES if one != _namespace(element)]
    namespace = chance.choice(others)
    touched = list(element.iter("*")) if chance.random() < 0.3 else [element]
    for one in touched:
        one.tag = _qualified(namespace, _name(one))
    return f"namespace-of-{_name(element)}"


def bad_value(chance: random.Random, elements: list[etree._Element]) -> str:
    if not (found := _with_attributes(chance, elements)):
        return ""
    element, name = found
    old = str(element.attrib[name])
    others = [str(value) for one in elements for key, value in one.attrib.items() if key == name]
    either = (
        chance.choice(VALUES),
        chance.choice(others),
        f"{old} {old}",
        old.upper(),
        f" {old}\n",
        old[:-1],
        old + "x",
    )
    element.attrib[name] = chance.choice((chance.choice(VALUES), *either))
    return f"value-of-{etree.QName(name).localname}-of-{_name(element)}"


def drop_attribute(chance: random.Random, elements: list[etree._Element]) -> str:
    if not (found := _with_attributes(chance, elements)):
        return ""
    element, name = found
    del element.attrib[name]
    return f"drop-{etree.QName(name).localname}-of-{_name(element)}"


def add_attribute(chance: random.Random, elements: list[etree._Element]) -> str:
    element = chance.choice(elements)
    if chance.random() < 0.5 and (found := _with_attributes(chance, elements)):
        bearer, name = found
        value = str(bearer.attrib[name])
    else:
        name, value = _attribute(chance.choice(ATTRIBUTES)), chance.choice(VALUES)
    element.attrib[name] = value
    return f"add-{etree.QName(name).localname}-to-{_name(element)}"


def rename_attribute(chance: random.Random, elements: list[etree._Element]) -> str:
    if not (found := _with_attributes(chance, elements)):
        return ""
    element, name = found
    old = etree.QName(name).localname
    new = chance.choice((_attribute(chance.choice(ATTRIBUTES)), _misspelt(chance, old), _qualified(TEI, old), old))
    value = element.attrib.pop(name)
    element.attrib[new] = value
    return f"rename-{old}-of-{_name(element)}"


def move_attribute(chance: random.Random, elements: list[etree._Element]) -> str:
    if not (found := _with_attributes(chance, elements)):
        return ""
    element, name = found
    where = chance.choice(elements)
    where.attrib[name] = element.attrib.pop(name)
    return f"move-{etree.QName(name).localname}-to-{_name(where)}"


CHANGES: tuple[Change, ...] = (
    *(
        delete,
        delete,
        clear,
        rename,
        rename,
        swap,
        swap,
        insert,
        insert,
        duplicate,
        move,
        copy_in,
        copy_in,
        wrap,
        unwrap,
    ),
    *(move_text, insert_text, replace_text, remark, other_namespace),
    *(bad_value, bad_value, bad_value, drop_attribute, add_attribute, add_attribute, rename_attribute, move_attribute),
)
"""What is done by chance; what stands twice is done twice as often."""
