"""The compact syntax, construct by construct: what it stands for, how it is written, what is wrong with it."""

from __future__ import annotations

import pytest
from relaxng_trees import meaning

from tei.core.diagnostic import Refused
from tei.core.source import Source
from tei.relaxng import compact, xml
from tei.relaxng.brief import brief
from tei.relaxng.compact.lexer import tokens
from tei.relaxng.schema import Node

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
DOC = 'xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"'
XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def read(text: str) -> Node:
    return compact.read(Source("case.rnc", text))


SAME = [
    # Patterns.
    ("text", "<text {}/>"),
    ("empty", "<empty {}/>"),
    ("notAllowed", "<notAllowed {}/>"),
    ("a", '<ref name="a" {}/>'),
    (r"\list", '<ref name="list" {}/>'),
    ("parent a", '<parentRef name="a" {}/>'),
    (r"parent \text", '<parentRef name="text" {}/>'),
    ("a, b, c", '<group {}><ref name="a"/><ref name="b"/><ref name="c"/></group>'),
    ("a | b", '<choice {}><ref name="a"/><ref name="b"/></choice>'),
    ("a & b", '<interleave {}><ref name="a"/><ref name="b"/></interleave>'),
    ("(a, b) | c", '<choice {}><group><ref name="a"/><ref name="b"/></group><ref name="c"/></choice>'),
    ("((a))", '<ref name="a" {}/>'),
    ("a?", '<optional {}><ref name="a"/></optional>'),
    ("a*", '<zeroOrMore {}><ref name="a"/></zeroOrMore>'),
    ("(a?)+", '<oneOrMore {}><optional><ref name="a"/></optional></oneOrMore>'),
    ("list { a, b }", '<list {}><ref name="a"/><ref name="b"/></list>'),
    ("mixed { a }", '<mixed {}><ref name="a"/></mixed>'),
    ("element a { text }", '<element name="a" {}><text/></element>'),
    ("element element { text }", '<element name="element" {}><text/></element>'),
    ("attribute a { text }", '<attribute name="a" {}/>'),
    ("attribute xml:id { text }", '<attribute name="xml:id" {}/>'),
    ("grammar { }", "<grammar {}/>"),
    ('external "b.rnc"', '<externalRef href="b.rnc" {}/>'),
    # Datatypes and values.
    ('"a"', "<value {}>a</value>"),
    ('""', "<value {}></value>"),
    ('token "a"', "<value {}>a</value>"),
    ('string "a"', '<value type="string" {}>a</value>'),
    ('xsd:date "1956-05-26"', f'<value type="date" {XSD} {{}}>1956-05-26</value>'),
    ("string", '<data type="string" {}/>'),
    ("xsd:date", f'<data type="date" {XSD} {{}}/>'),
    ('datatypes d = "urn:d" d:x', '<data type="x" datatypeLibrary="urn:d" {}/>'),
    (
        'xsd:int { minInclusive = "1" text = "2" }',
        f'<data type="int" {XSD} {{}}><param name="minInclusive">1</param><param name="text">2</param></data>',
    ),
    ('token - "a"', '<data type="token" {}><except><value>a</value></except></data>'),
    ('token - ("a" | "b")', '<data type="token" {}><except><value>a</value><value>b</value></except></data>'),
    ("'a\"b'", '<value {}>a"b</value>'),
    ('"""a"b""c\n"""', '<value {}>a"b""c\n</value>'),
    ("'''a'b'''", "<value {}>a'b</value>"),
    ("\"a\" ~ 'b' ~ \"\"\"c\"\"\"", "<value {}>abc</value>"),
    (r'"\x{e9}\xx{41}\x{a}"', "<value {}>éA\n</value>"),
    (r'"\x{5c}x{41}"', r"<value {}>\x{{41}}</value>"),
    (r"\x{65}lement a \x{7b}text}", '<element name="a" {}><text/></element>'),
    # Names.
    ("element * { text }", "<element {}><anyName/><text/></element>"),
    (
        "element * - (a | b) { text }",
        "<element {}><anyName><except><name>a</name><name>b</name></except></anyName><text/></element>",
    ),
    (
        'namespace p = "urn:p" element p:* - p:a { text }',
        '<element {}><nsName ns="urn:p"><except><name>a</name></except></nsName><text/></element>',
    ),
    (
        'namespace local = "" attribute * - local:* { text }',
        '<attribute {}><anyName><except><nsName ns=""/></except></anyName></attribute>',
    ),
    ("element a | b { text }", "<element {}><choice><name>a</name><name>b</name></choice><text/></element>"),
    ('default namespace = "urn:d" element a { text }', '<element name="a" ns="urn:d" {}><text/></element>'),
    ('default namespace d = "urn:d" attribute d:a { text }', '<attribute name="a" ns="urn:d" {}/>'),
    ("namespace i = inherit element i:a { text }", '<element name="a" {}><text/></element>'),
    ('namespace p = "urn:p" external "x" inherit = p', '<externalRef href="x" ns="urn:p" {}/>'),
    ('default namespace = "urn:d" external "x"', '<externalRef href="x" ns="urn:d" {}/>'),
    # Grammars.
    ("", "<grammar {}/>"),
    ("start = a", '<grammar {}><start><ref name="a"/></start></grammar>'),
    (r"\start = a", '<grammar {}><define name="start"><ref name="a"/></define></grammar>'),
    ("a |= b", '<grammar {}><define name="a" combine="choice"><ref name="b"/></define></grammar>'),
    ("start &= b", '<grammar {}><start combine="interleave"><ref name="b"/></start></grammar>'),
    ("div { div { } }", "<grammar {}><div><div/></div></grammar>"),
    ('include "x"', '<grammar {}><include href="x"/></grammar>'),
    (
        'include "x" { start = a div { b = c } }',
        '<grammar {}><include href="x"><start><ref name="a"/></start><div><define name="b"><ref name="c"/></define>'
        "</div></include></grammar>",
    ),
    # Annotations.
    ("## One.\n## Two.\na", f'<ref name="a" {{}} {DOC}><a:documentation>One.\nTwo.</a:documentation></ref>'),
    (
        "##One.\n\n####  Two.\na",
        f'<ref name="a" {{}} {DOC}><a:documentation>One.</a:documentation>'
        "<a:documentation> Two.</a:documentation></ref>",
    ),
    (
        "element a { ## One.\n 'x' | ## Two.\n 'y' }",
        f'<element name="a" {{}} {DOC}><choice><value>x</value><a:documentation>One.</a:documentation>'
        "<value>y</value><a:documentation>Two.</a:documentation></choice></element>",
    ),
    (
        'namespace x = "urn:x" [ x:k = "v" x:e [ k = "w" "text" f [] ] ] a',
        '<ref name="a" {} xmlns:x="urn:x" x:k="v"><x:e k="w">text<f xmlns=""/></x:e></ref>',
    ),
    ("a >> e [] >> f [], c", '<group {}><ref name="a"/><e xmlns=""/><f xmlns=""/><ref name="c"/></group>'),
    (
        "element a { (b >> e [])* >> f [] }",
        '<element name="a" {}><zeroOrMore><ref name="b"/><e xmlns=""/></zeroOrMore>'
        '<f xmlns=""/></element>',
    ),
    ("[ e [] ] (b, c)", '<group {}><e xmlns=""/><ref name="b"/><ref name="c"/></group>'),
    ("element a { [ e [] ] (b) }", '<element name="a" {}><group><e xmlns=""/><ref name="b"/></group></element>'),
    ("element a { [ e [] ] (b?) }", '<element name="a" {}><optional><e xmlns=""/><ref name="b"/></optional></element>'),
    ("element [ e [] ] a { b }", '<element {}><name>a</name><e xmlns=""/><ref name="b"/></element>'),
    ("element [ e [] ] (a) { b }", '<element {}><choice><e xmlns=""/><name>a</name></choice><ref name="b"/></element>'),
    (
        "element a >> e [] | * { b }",
        '<element {}><choice><name>a</name><e xmlns=""/><anyName/></choice><ref name="b"/></element>',
    ),
    ("e [ ] start = a", '<grammar {}><e xmlns=""/><start><ref name="a"/></start></grammar>'),
    (r"\div [ 'x' ]", '<grammar {}><div xmlns="">x</div></grammar>'),
    (
        'xsd:int { [ e [] ] minInclusive = "1" }',
        f'<data type="int" {XSD} {{}}><param name="minInclusive">1</param><e xmlns=""/></data>',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "same"), SAME, ids=[text.replace("\n", " ") for text, _ in SAME])
def test_what_it_stands_for(text: str, same: str) -> None:
    known = meaning(xml.read(Source("known.rng", same.format(RNG))))
    root = read(text)
    assert meaning(root) == known
    assert meaning(read(compact.write(root))) == known
    assert meaning(xml.read(Source("again.rng", xml.write(brief(root))))) == known


INHERITED = "the prefix `i` stands for the namespace to be inherited, in which no annotation can be"
REFUSED = [
    ("element a { text", 1, 17, "the end of the schema stands where `}` is expected"),
    ("element a text", 1, 11, "`text` stands where `{` is expected"),
    ("a = b, list", 1, 12, "the end of the schema stands where `{` is expected"),
    ("a = start", 1, 5, "`start` stands where a pattern is expected"),
    ("a | b, c", 1, 6, "`|` and `,` are mixed without parentheses"),
    ("a, b c", 1, 6, "`c` stands where the end of the schema is expected"),
    ("a = b c", 1, 7, "`c` stands where a definition, `start`, `div` or `include` is expected"),
    ("a**", 1, 3, "`*` stands where the end of the schema is expected"),
    ("a = b ,", 1, 8, "the end of the schema stands where a pattern is expected"),
    ("list = a", 1, 1, "`list` is a keyword, and a pattern of that name needs a `\\` before it"),
    ("start a", 1, 7, "`a` stands where `=`, `|=` or `&=` is expected"),
    ("div { a", 1, 7, "`a` stands where a definition, `start`, `div`, `include` or `}` is expected"),
    ('include "x" { include "y" }', 1, 15, "`include` stands where a definition, `start`, `div` or `}` is expected"),
    ("include x", 1, 9, "`x` stands where a literal in quotes is expected"),
    ('include "x" ~ y', 1, 15, "`y` stands where a literal in quotes is expected"),
    ('include "x" inherit = y', 1, 23, "no namespace is declared for the prefix `y`"),
    ("element p:a { text }", 1, 9, "no namespace is declared for the prefix `p`"),
    ("element - { text }", 1, 9, "`-` stands where a name, `prefix:*`, `*` or `(` is expected"),
    ("element * - a | b { text }", 1, 15, "`|` stands where `{` is expected"),
    ("element b | * - a { text }", 1, 17, "`|` and `-` are mixed without parentheses"),
    ("x:date", 1, 1, "no datatype library is declared for the prefix `x`"),
    ("xsd:int { = }", 1, 11, "`=` stands where the name of a parameter or `}` is expected"),
    ('token - "a" | b', 1, 13, "`|` stands where the end of the pattern is expected"),
    ('b | token - "a"', 1, 13, "`|` and `-` are mixed without parentheses"),
    ("parent text", 1, 8, "`text` stands where the name of a pattern is expected"),
    ('namespace a = "x"\nnamespace a = "y" b', 2, 11, "`namespace a` is declared twice"),
    ('default namespace = "x" default namespace = "y" b', 1, 33, "`default namespace` is declared twice"),
    ('datatypes a = "urn:x" datatypes a = "urn:y" b', 1, 33, "`datatypes a` is declared twice"),
    ('datatypes a = "x" b', 1, 11, "“x” cannot name a datatype library"),
    ('datatypes xsd = "urn:x" b', 1, 11, "the prefix `xsd` always stands for http://www.w3.org/2001/XMLSchema-datatypes"),
    ('namespace xmlns = "x" b', 1, 11, "the prefix `xmlns` cannot be declared"),
    ('namespace = "x" b', 1, 11, "`=` stands where a prefix is expected"),
    ('[ k = "v" ] a', 1, 3, "the annotation `k` is in no namespace"),
    ('namespace i = inherit [ i:k = "v" ] a', 1, 25, INHERITED),
    ("a >> 'x'", 1, 6, "a literal in quotes stands where the name of an annotation is expected"),
    ("element a { b } >> e []", 1, 20, "an annotation follows the pattern that is the whole schema"),
    ("[ e [] ]", 1, 9, "the end of the schema stands where a pattern is expected"),
    ("[ e [", 1, 6, "the end of the schema stands where the name of an annotation is expected"),
    ("a = b ## c", 1, 11, "the end of the schema stands where a definition, `start`, `div` or `include` is expected"),
    ("a, b ## c\n", 1, 6, "documentation (##) stands where the end of the schema is expected"),
    ('"a', 1, 1, "a literal is opened and not closed"),
    ("a ; b", 1, 3, "`;` has no meaning in the compact syntax"),
    ("a\x00", 1, 2, "U+0000 has no meaning in the compact syntax"),
    (r'"\x{110000}"', 1, 2, r"the escape `\x{110000}` names no character that XML allows"),
    (r'"\x{41"', 1, 2, r"the escape `\x{41` is not complete"),
    ("(" * 20_000 + "a", 1, 1, "case.rnc nests its patterns too deep"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "words"), REFUSED, ids=[case[0][:30] for case in REFUSED])
def test_what_is_refused(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(Refused) as refused:
        read(text)
    (diagnostic,) = refused.value.diagnostics
    assert (diagnostic.code, diagnostic.message) == ("P302", words)
    place = diagnostic.labels[0].span
    assert diagnostic.labels[0].source.position(place.start) == (line, column)
    assert diagnostic.help


def test_places_are_those_of_the_source() -> None:
    source = Source("case.rnc", "\ufeff# é\r\nstart = \\x{65}lement \\xx{61} {\r\n  \\x{62} }\r\n")
    assert [source[token.span] for token in tokens(source)] == [
        "start", "=", r"\x{65}lement", r"\xx{61}", "{", r"\x{62}", "}", ""
    ]  # fmt: skip
    (start,) = compact.read(source).patterns
    (element,) = start.patterns
    assert [source.position(node.start) for node in (start, element, *element.patterns)] == [
        (2, 1), (2, 9), (2, 22), (3, 3)
    ]  # fmt: skip


def test_comments_are_kept() -> None:
    text = "# One,\n# and more.\n\n# Two.\nstart =\n  # Three.\n  a\n# Four.\n"
    assert compact.write(read(text)) == "# One,\n# and more.\n\n# Two.\n\nstart =\n  # Three.\n  a\n\n# Four.\n"


def test_what_is_long_is_laid_out() -> None:
    text = (
        'default namespace = "urn:d"\nnamespace x = "urn:x"\n\n'
        "## What it is.\n"
        'text.a =\n  element a {\n    ## One.\n    [ x:k = "v" ]\n    attribute b { "c" | "d" }?,\n'
        "    (long.name.of.a.class | long.name.of.another.class)*,\n"
        "    (long.name.of.a.class\n     | long.name.of.another.class\n     | long.name.of.a.third.class\n"
        "     | long.name.of.a.fourth.class)+\n  }\n"
    )
    assert compact.write(read(text)) == text


@pytest.mark.parametrize(
    ("same", "words"),
    [
        ("<element {}><text/></element>", "<element> must hold a name and a pattern"),
        ('<grammar {}><define name="a"/></grammar>', "<define> must hold a pattern"),
        ("<grammar {}><text/></grammar>", "<text> cannot be written here in the compact syntax"),
        ("<name {}>a</name>", "<name> cannot be written here in the compact syntax"),
        ("<element {}><text/><text/></element>", "<text> cannot be written here in the compact syntax"),
        ('<element name="p:a" {}><text/></element>', "no namespace is declared for the prefix of p:a"),
    ],
)
def test_what_cannot_be_written(same: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        compact.write(xml.read(Source("known.rng", same.format(RNG))))
    assert refused.value.diagnostics[0].message == words


def test_a_comment_before_an_annotation_leaves_it_where_it_is() -> None:
    known = meaning(read("## One.\n([ e [ ] ] a)"))
    assert meaning(read("# No.\n## One.\n([ e [ ] ] a)")) == known
