"""Styles and scripts without what only their authors need: comments, indentation, spaces around signs."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'("[^"]*")')
_SIGN = re.compile(r"\s*([{};,>])\s*")
_LINE_COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
_INDENTATION = re.compile(r"^\s+", re.MULTILINE)
_LITERAL = re.compile(
    r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!{)|\${(?:[^`{}]|`[^`]*`)*})*`"""
    r"""|(?:(?<=[(,=:?!&|;\[{}>])|(?<=return))\ */(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/)"""
)
_OPERATOR = re.compile(r" *(=>|[=!]==?|&&|\|\||[-+*<>]=|[{}(),;:?=<>*|]) *")


def condensed(name: str, text: str) -> str:
    """A style sheet or a script, by the ending of its name, that means the same in fewer characters.

    Comments of a script are known by standing on lines of their own; its strings are not to run over lines; its
    templates may hold such as hold none. Its lines stay, for their ends may end a statement.
    """
    if name.endswith(".js"):
        parts = _LITERAL.split(_INDENTATION.sub("", _LINE_COMMENT.sub("", text)))
        parts[::2] = (_OPERATOR.sub(r"\1", part) for part in parts[::2])
        return "".join(parts)
    parts = _STRING.split(_COMMENT.sub("", text))
    # Every second part is a string, as above.
    parts[::2] = (_SIGN.sub(r"\1", part).replace(": ", ":").replace(";}", "}") for part in parts[::2])
    return "".join(parts).strip() + "\n"
