"""From one syntax of RELAX NG to the other."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tei.relaxng import compact, xml
from tei.relaxng.brief import brief
from tei.relaxng.explicit import explicit, walk
from tei.relaxng.load import local
from tei.relaxng.schema import Node
from tei.relaxng.syntax import check

OTHER = {".rnc": ".rng", ".rng": ".rnc"}
"""The endings of files in the two syntaxes, each with the other one."""


def syntax(path: str) -> str:
    """The ending of the syntax that a schema is in: what its name says, else what its first character says.

    Raises Refused (P301, P302) where the file cannot be read.
    """
    ending = Path(path).suffix.lower()
    if ending in OTHER:
        return ending
    return ".rng" if local(path).text.lstrip("\ufeff \t\r\n").startswith("<") else ".rnc"


def convert(path: str, ending: str) -> str:
    """The text of one schema in the syntax of this ending; what it includes is referred to as before.

    Raises Refused: P301 where there is no such file, P302 where it is not correct as section 3 of RELAX NG has it.
    """
    return _written(_read(path), ending)


def convert_all(path: str, ending: str) -> dict[str, str]:
    """A schema and all files that it refers to, in the syntax of this ending.

    What comes back are the texts by their paths, which are relative to the innermost folder that holds all of them;
    the schema itself comes first. References have the new ending; those to other computers are left as they are.
    Raises Refused as `convert` does.
    """
    found: dict[str, Node] = {}
    pending = [os.path.normpath(path)]
    while pending:
        at = pending.pop(0)
        if at in found:
            continue
        found[at] = root = _read(at)
        for node in walk(root):
            if target := _target(node, at):
                pending.append(target)
                node.attributes["href"] = _renamed(node.attributes["href"], ending)
    folder = os.path.commonpath([os.path.dirname(os.path.abspath(each)) for each in found])
    return {
        _renamed(os.path.relpath(os.path.abspath(each), folder), ending): _written(root, ending)
        for each, root in found.items()
    }


def _read(path: str) -> Node:
    source = local(path)
    if syntax(path) == ".rnc":
        return compact.read(source, path)
    root = xml.read(source, path)
    check(root)
    return root


def _written(root: Node, ending: str) -> str:
    if ending == ".rnc":
        return compact.write(root)
    return xml.write(brief(explicit(root)))


def _target(node: Node, path: str) -> str:
    """The file that a node refers to; "" for none and for what is not on this computer."""
    if node.name not in ("include", "externalRef"):
        return ""
    parts = urlsplit(node.attributes["href"])
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return os.path.normpath(os.path.join(os.path.dirname(path), unquote(parts.path)))


def _renamed(path: str, ending: str) -> str:
    """The path with the ending of the syntax."""
    stem, suffix = os.path.splitext(path)
    return stem + ending if suffix.lower() in OTHER else path + ending
