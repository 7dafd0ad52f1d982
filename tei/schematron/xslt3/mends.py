"""Quick fixes of a schema as instructions of XSLT (Schematron QuickFix, draft of 2018)."""

from __future__ import annotations

from lxml import etree

from tei.schematron.load import alone, local
from tei.schematron.schema import SQF, XSL, Operation, QuickFix
from tei.schematron.xslt3.sayings import Sayings
from tei.schematron.xslt3.sheet import Origin, Sheet, base, value

FUNCTIONS = """\
<xsl:function name="_:change">
<xsl:param name="_:node" as="node()"/>
<xsl:param name="_:where"/>
<xsl:param name="_:new" as="item()*"/>
<xsl:variable name="_:attributes" select="$_:new[. instance of attribute()]"/>
<xsl:variable name="_:rest" select="$_:new[not(. instance of attribute())]"/>
<xsl:for-each select="$_:attributes">
<change where="{if ($_:where = 'instead') then 'instead' else 'attribute'}" new="{_:clark(.)}">
<xsl:sequence select="_:at($_:node)"/><xsl:value-of select="."/></change>
</xsl:for-each>
<xsl:if test="exists($_:rest) or ($_:where = 'instead' and empty($_:attributes))">
<xsl:variable name="_:anchor" select="if ($_:node instance of attribute()) then $_:node/.. else $_:node"/>
<xsl:variable name="_:inside" select="$_:where = ('first', 'last')"/>
<change where="{if ($_:inside and not($_:anchor instance of element())) then 'after' else $_:where}">
<xsl:sequence select="_:at(if ($_:where = 'instead') then $_:node else $_:anchor)"/>
<new><xsl:sequence select="if ($_:node instance of attribute() and $_:where = 'instead')
 then string-join($_:rest ! string(), ' ') else $_:rest"/></new>
</change>
</xsl:if>
</xsl:function>"""

_WHERE = {"": "first", "first-child": "first", "last-child": "last", "before": "before", "after": "after"}


class Mends:
    """Writes quick fixes to a sheet."""

    def __init__(self, sheet: Sheet, sayings: Sayings, stopped: str) -> None:
        self._sheet, self._sayings, self._stopped = sheet, sayings, stopped

    def offer(self, fix: QuickFix, number: int) -> None:
        """What offers a fix, once for each item that its `use-for-each` gives."""
        add, sayings = self._sheet.add, self._sayings
        self._sheet.begin(base(fix.element))
        if fix.use_for_each:
            add('<xsl:variable name="_:here" select="."/>')
            origin = Origin("use-for-each of <sqf:fix>", fix.use_for_each, fix.place)
            add(f"<xsl:for-each select={value(sayings.expression(fix.use_for_each))}>", origin)
            add(f'<xsl:variable name="Q{{{SQF}}}current" select="."/><xsl:for-each select="$_:here">')
        for entry in fix.element.iterchildren(f"{{{SQF}}}user-entry"):
            default = sayings.expression(entry.get("default") or "''")
            add(f"<xsl:variable name={value(entry.get('name', ''))} select={value(default)}/>")
        for let in fix.lets:
            sayings.let(let, let.name)
            sayings = sayings.hiding(let.name)
        if fix.use_when:
            origin = Origin("use-when of <sqf:fix>", fix.use_when, fix.place)
            add(f"<xsl:if test={value(sayings.expression(fix.use_when))}>", origin)
        add(f'<offer f="{number}"><title>')
        sayings.parts(fix.title, fix.place, "<sqf:title>")
        add("</title>")
        if not fix.entries:
            for operation in fix.operations:
                Mends(self._sheet, sayings, self._stopped).operation(operation)
        add("</offer>")
        add("</xsl:if>" if fix.use_when else "")
        add("</xsl:for-each></xsl:for-each>" if fix.use_for_each else "")
        self._sheet.end(self._stopped)

    def operation(self, operation: Operation) -> None:
        """What tells of the changes of one operation."""
        add, sayings = self._sheet.add, self._sayings
        tag = f"<sqf:{operation.kind}>"
        if operation.use_when:
            origin = Origin(f"use-when of {tag}", operation.use_when, operation.place)
            add(f"<xsl:if test={value(sayings.expression(operation.use_when))}>", origin)
        origin = Origin(f"match of {tag}", operation.match, operation.place)
        if operation.kind == "stringReplace":
            match = f"({operation.match}) ! (if (. instance of element()) then .//text() else .)"
        else:
            match = operation.match
        add(f"<xsl:for-each{base(operation.element)} select={value(sayings.expression(match))}>", origin)
        origin = Origin(f"content of {tag}", operation.select, operation.place)
        if operation.kind == "stringReplace":
            self._strings(operation, origin)
        else:
            made = "" if operation.kind == "delete" else self._made(operation)
            # On one line, since white space beside words is words.
            add(f'<xsl:variable name="_:new" as="item()*">{made}</xsl:variable>', origin)
            where = _WHERE.get(operation.position, "first") if operation.kind == "add" else "instead"
            add(f"<xsl:sequence select=\"_:change(., '{where}', $_:new)\"/>")
        add("</xsl:for-each>" + ("</xsl:if>" if operation.use_when else ""))

    def _strings(self, operation: Operation, origin: Origin) -> None:
        """What tells of each part of a text whether it stays, and if not, what comes instead."""
        add, expression = self._sheet.add, self._sayings.expression
        add('<change where="instead" parts="1"><xsl:sequence select="_:at(.)"/>')
        flags = f" flags={value(expression(operation.flags))}" if operation.flags else ""
        regex = Origin("regex of <sqf:stringReplace>", operation.regex, operation.place)
        add(f'<xsl:analyze-string select="." regex={value(expression(operation.regex))}{flags}>', regex)
        content = self._content(operation)
        new = f'<new length="{{string-length(.)}}">{content}</new>'
        add(f"<xsl:matching-substring>{new}</xsl:matching-substring>", origin)
        add('<xsl:non-matching-substring><kept length="{string-length(.)}"/></xsl:non-matching-substring>')
        add("</xsl:analyze-string></change>")

    def _made(self, operation: Operation) -> str:
        """Instructions that make the node that an operation puts in, or what it holds by itself."""
        content = self._content(operation)
        target = self._sayings.expression(operation.target)
        makers = {
            "element": f"<xsl:element name={value(target)}>{content}</xsl:element>",
            "attribute": f"<xsl:attribute name={value(target)}>{content}</xsl:attribute>",
            "comment": f"<xsl:comment>{content}</xsl:comment>",
            "pi": f"<xsl:processing-instruction name={value(target)}>{content}</xsl:processing-instruction>",
        }
        makers["processing-instruction"] = makers["pi"]
        if operation.node_type == "keep":
            return _kept(target, content)
        if operation.node_type == "" and operation.target:
            # Left out it should not be; elements are what is meant.
            return makers["element"]
        return makers.get(operation.node_type, content)

    def _content(self, operation: Operation) -> str:
        if operation.select:
            return f"<xsl:sequence select={value(self._sayings.expression(operation.select))}/>"
        return self._sayings.inside(_instructions(operation.element))


def _kept(target: str, content: str) -> str:
    """Instructions that make a node of the kind of the context node, and of its name where no other is given."""
    element = value(target or "{name()}")
    namespace = "" if target else ' namespace="{namespace-uri()}"'
    cases = {
        "element()": f"<xsl:element name={element}{namespace}>{content}</xsl:element>",
        "attribute()": f"<xsl:attribute name={element}{namespace}>{content}</xsl:attribute>",
        "comment()": f"<xsl:comment>{content}</xsl:comment>",
    }
    made = f"<xsl:processing-instruction name={element}>{content}</xsl:processing-instruction>"
    cases["processing-instruction()"] = made
    whens = "".join(f'<xsl:when test=". instance of {kind}">{made}</xsl:when>' for kind, made in cases.items())
    return f"<xsl:choose>{whens}<xsl:otherwise>{content}</xsl:otherwise></xsl:choose>"


def _instructions(element: etree._Element) -> etree._Element:
    """A copy of an element in which what stands for instructions of XSLT is one."""
    copy = alone(element)
    for each in list(copy.iter("*")):
        name = local(each) or (etree.QName(each).localname if etree.QName(each).namespace == SQF else "")
        if each is copy:
            continue
        if name == "let":
            each.tag = f"{{{XSL}}}variable"
            each.set("select", each.get("value", ""))
            each.attrib.pop("value", "")
        elif name == "value-of":
            each.tag = f"{{{XSL}}}value-of"
        elif name == "name":
            each.tag = f"{{{XSL}}}value-of"
            each.set("select", f"name({each.get('path', '.')})")
            each.attrib.pop("path", "")
        elif name in ("copy-of", "keep") or each.tag == f"{{{XSL}}}apply-templates":
            each.tag = f"{{{XSL}}}copy-of"
            each.set("select", each.get("select", "node()"))
    return copy
