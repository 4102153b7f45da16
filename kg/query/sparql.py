"""Where in a SPARQL query do its parts stand? Just enough to bind variables and to add prefixes without pasting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""(?P<skip>\#[^\n]*|<[^<>"{}|^`\\\x00-\x20]*>
        |\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<name>\w[\w.-]*:|:)[\w.:%\\-]*
    |(?P<word>[A-Za-z]+)
    |(?P<mark>[{}()])""",
    re.VERBOSE | re.DOTALL,
)
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"})


class Token(NamedTuple):
    """A word in capitals, a variable without its mark, a prefix with its colon, or a bracket, and where it stands."""

    kind: str
    text: str
    begin: int
    end: int


class Group(NamedTuple):
    """What is inside the outermost braces of the WHERE clause, and whether that is a query of its own."""

    begin: int
    end: int
    is_query: bool


def tokens(text: str) -> Iterator[Token]:
    """The tokens that matter here; strings, IRIs, comments and numbers are passed over."""
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind != "skip":
            word = found[kind]
            word = word.upper() if kind == "word" else word[1:] if kind == "variable" else word
            yield Token(kind, word, found.start(kind), found.end(kind))


def form(text: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; UPDATE for what would change the graph; an empty text for no SPARQL."""
    for token in tokens(text):
        if token.kind == "word" and token.text in _FORMS:
            return token.text
        if token.kind == "word" and token.text in _UPDATES:
            return "UPDATE"
        if token.kind != "name" and token.text not in {"PREFIX", "BASE"}:
            break
    return ""


def variables(text: str) -> set[str]:
    return {token.text for token in tokens(text) if token.kind == "variable"}


def undeclared(text: str) -> list[str]:
    """The prefixes that the query uses and does not declare."""
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for token in tokens(text):
        if token.kind == "name":
            (declared if before == "PREFIX" else used).add(token.text[:-1])
        before = token.text
    return sorted(used - declared)


def where(text: str) -> Group | None:
    """The outermost group of the WHERE clause; None if there is none, or it is CONSTRUCT's short form."""
    marks = [token for token in tokens(text) if token.kind in {"word", "mark"}]
    start = next((i for i, token in enumerate(marks) if token.kind == "word" and token.text in _FORMS), None)
    if start is None:
        return None
    at = start + 1
    if marks[start].text == "CONSTRUCT":
        if at >= len(marks) or marks[at].text != "{":
            return None
        at = _closing(marks, at) + 1
    opening = _opening(marks, at)
    if opening is None or (closing := _closing(marks, opening)) >= len(marks):
        return None
    return Group(marks[opening].end, marks[closing].begin, marks[opening + 1].text == "SELECT")


def _opening(marks: list[Token], at: int) -> int | None:
    """The next brace that is not inside round brackets."""
    depth = 0
    for i in range(at, len(marks)):
        depth += {"(": 1, ")": -1}.get(marks[i].text, 0)
        if marks[i].text == "{" and depth == 0:
            return i
    return None


def _closing(marks: list[Token], opening: int) -> int:
    depth = 0
    for i in range(opening, len(marks)):
        depth += {"{": 1, "}": -1}.get(marks[i].text, 0)
        if depth == 0:
            return i
    return len(marks)
