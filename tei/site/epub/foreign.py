"""SVG and MathML inside HTML as XML has them: in their namespaces, in their own spelling, without script."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

ROOTS = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
"""The elements with which a language of its own begins, and its namespace."""

_SPELLED = {
    name.lower(): name
    for name in (
        "clipPath linearGradient radialGradient textPath feBlend feColorMatrix feComposite feFlood feGaussianBlur "
        "feMerge feMergeNode feMorphology feOffset feTurbulence viewBox preserveAspectRatio gradientUnits "
        "gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits markerWidth markerHeight markerUnits "
        "refX refY patternUnits patternContentUnits patternTransform textLength lengthAdjust startOffset pathLength "
        "baseFrequency numOctaves stdDeviation filterUnits primitiveUnits tableValues"
    ).split()
}
"""Names with capitals, which a parser of HTML makes small: HTML, section 13.2.6.5, those of what does not move."""

_SILENT = frozenset(
    "script style foreignobject image animate animatemotion animatetransform set handler listener metadata a "
    "annotation annotation-xml maction".split()
)
_NAME = re.compile("[a-z][a-z0-9-]*")
_CALLED = re.compile(r"url\s*\(\s*(?!#)|\\|@|expression|javascript", re.IGNORECASE)


def rebuilt(element: etree._Element) -> etree._Element:
    """A copy of a drawing or a formula in its namespace, with what only shows."""
    namespace = ROOTS[str(element.tag)]
    # The type stubs do not know that the default namespace has no prefix.
    nsmap: Any = {None: namespace}
    return _copy(element, namespace, nsmap)


def _copy(element: etree._Element, namespace: str, nsmap: Any) -> etree._Element:
    copy = etree.Element(f"{{{namespace}}}{_SPELLED.get(str(element.tag), str(element.tag))}", nsmap=nsmap)
    for name in map(str, element.attrib):
        if _is_harmless(name, value := element.get(name, "")):
            copy.set(_SPELLED.get(name, name), value)
    copy.text = element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SILENT and _NAME.fullmatch(child.tag):
            below = _copy(child, namespace, nsmap)
            copy.append(below)
            below.tail = child.tail
        elif len(copy):
            copy[-1].tail = (copy[-1].tail or "") + (child.tail or "")
        else:
            copy.text = (copy.text or "") + (child.tail or "")
    return copy


def _is_harmless(name: str, value: str) -> bool:
    if not _NAME.fullmatch(name) or name.startswith(("on", "xmlns")):
        return False
    if name in ("href", "src", "style"):
        return name == "href" and value.startswith("#")
    return not _CALLED.search(value)
