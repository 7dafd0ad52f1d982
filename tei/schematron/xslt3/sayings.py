"""Variables and messages of a schema as instructions of XSLT."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree

from tei.core.diagnostic import Label
from tei.schematron.schema import Content, Instruction, Let, Name, Schema, Styled, ValueOf
from tei.schematron.xslt3.offline import asking
from tei.schematron.xslt3.regular import quick
from tei.schematron.xslt3.sheet import Origin, Sheet, base, copied, in_turn, value, words


class Sayings:
    """Writes variables and messages to a sheet; `names` are new ones for variables that hide others."""

    def __init__(self, schema: Schema, sheet: Sheet, names: Mapping[str, str]) -> None:
        self._schema, self._sheet, self._names = schema, sheet, names
        self._variable = re.compile(rf"\$({'|'.join(map(re.escape, names))})(?![\w.-])") if names else None

    def hiding(self, name: str) -> Sayings:
        """The same where another variable has this name."""
        rest = {each: new for each, new in self._names.items() if each != name}
        return Sayings(self._schema, self._sheet, rest) if name in self._names else self

    def renamed(self, text: str) -> str:
        """A text with the names that the variables have in the stylesheet."""
        return self._variable.sub(lambda found: "$" + self._names[found[1]], text) if self._variable else text

    def expression(self, text: str) -> str:
        """An expression with the names of the stylesheet, that looks up what it reads in the catalogs.

        Its regular expressions are those of the faster engine.
        """
        return quick(asking(self.renamed(text)))

    def copied(self, element: etree._Element) -> str:
        """An element of the schema as XML, with the names of the stylesheet."""
        return self.renamed(copied(element))

    def let(self, let: Let, name: str, attributes: str = "") -> None:
        """A variable: of the value of an expression or, where there is none, of what the element holds."""
        head = f"<xsl:variable name={value(name)}{base(let.element)}{attributes}"
        head += f" as={value(let.type)}" if let.type else ""
        origin = Origin(f"value of ${let.name}", let.value or "", let.place)
        if let.value is not None:
            self._sheet.add(f"{head} select={value(self.expression(let.value))}/>", origin)
            return
        self._sheet.add(f"{head}>{self.inside(let.element)}</xsl:variable>", origin)

    def inside(self, element: etree._Element) -> str:
        """What an element of the schema holds, as XML."""
        parts = [escape(element.text or "")]
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self.copied(child))
            parts.append(escape(child.tail or ""))
        return "".join(parts)

    def message(self, content: Content, place: Label, whose: str, tag: str, stopped: str, attributes: str = "") -> None:
        """An element with the words of a message; where they cannot be evaluated, those that are certain, and why."""
        add = self._sheet.add
        add(f"<{tag}>")
        if all(isinstance(part, str) for part in content):
            add("".join(words(str(part)) for part in content))
        else:
            self._sheet.begin(attributes)
            self.parts(content, place, whose)
            certain = "".join(words(part) for part in content if isinstance(part, str))
            self._sheet.end(stopped + certain)
        add(f"</{tag.split()[0]}>")

    def parts(self, content: Content, place: Label, whose: str) -> None:
        """The words of a message."""
        for part in content:
            match part:
                case str():
                    if part:
                        self._sheet.add(words(part))
                case ValueOf(select):
                    self._value(select, select, f"value in {whose}", place)
                case Name(path):
                    path = path or "."
                    self._value(f"_:name(({path}))" if path != "." else "name()", path, f"name in {whose}", place)
                case Styled():
                    self.parts(part.content, place, whose)
                case Instruction(element):
                    self._sheet.add(self.copied(element), Origin(f"XSLT in {whose}", "", place))

    def _value(self, select: str, expression: str, what: str, place: Label) -> None:
        text = f"<xsl:value-of select={value(in_turn(self.expression(select)))}/>"
        self._sheet.add(text, Origin(what, expression, place))
