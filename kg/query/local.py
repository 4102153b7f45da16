"""How is a graph in a file or store asked?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from kg import vocab
from kg.errors import BadQuery
from kg.query import sparql
from kg.query.library import Query
from kg.query.parameters import bound

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
_PLACE: Final = re.compile(r"^error at (\d+):(\d+): ?(.*)", re.DOTALL)
_TELLING: Final = re.compile(r"[A-Z][^,\[\]']*(?:unbound|variable|already|not allowed)[^,\[\]]*")


def ask(store: ox.Store, query: Query, params: Iterable[str], base: str) -> Answer:
    """The answer of an opened graph or store, whose default graph is the union; our prefixes need not be declared.

    Raises `BadQuery` with the line and column of a syntax error.
    """
    given = list(params)
    if given:
        check(query, base)  # of its own text, so that places are right
    try:
        return store.query(bound(query, given, base), prefixes=vocab.prefixes(base))
    except SyntaxError as error:
        raise _bad_query(query, str(error.msg), base) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise BadQuery(query.name, f"it cannot be answered: {error}", "simplify it") from error


def check(query: Query, base: str) -> None:
    """Raise `BadQuery` if the query has a syntax error."""
    try:
        ox.Store().query(query.text, prefixes=vocab.prefixes(base))
    except SyntaxError as error:
        raise _bad_query(query, str(error.msg), base) from error
    except (RuntimeError, OSError):
        return  # its syntax is right; what an empty graph cannot answer, another may


def _bad_query(query: Query, message: str, base: str) -> BadQuery:
    unknown = set(sparql.undeclared(query.text)) - set(vocab.prefixes(base))
    found = _PLACE.match(message)
    if found is None:
        return BadQuery(query.name, f"syntax error: {message}", "mend the query")
    line, column, expected = int(found[1]), int(found[2]), found[3]
    lines = [*query.text.split("\n"), ""]
    rest = lines[min(line, len(lines)) - 1][column - 1 :].strip() if line <= len(lines) else ""
    what = f"did not expect {rest[:30]!r}" if rest else _at_end(query.text)
    if "Prefix not found" in expected:
        what = f"the prefix {', '.join(f'{prefix}:' for prefix in sorted(unknown))} is not declared"
    elif (telling := _TELLING.search(expected)) is not None:
        what = telling[0][:1].lower() + telling[0][1:].strip()
    return BadQuery(query.name, f"syntax error in line {line}, column {column}: {what}", "mend the query there")


def _at_end(text: str) -> str:
    """What is wrong with a query that was read to its end."""
    marks = [token.text for token in sparql.tokens(text) if token.kind == "mark"]
    if marks.count("{") > marks.count("}") or marks.count("(") > marks.count(")"):
        return "the query ends too early"
    return f"did not expect {text.split()[-1][:30]!r} before it"
