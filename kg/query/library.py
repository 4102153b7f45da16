"""Which questions are kept under a name, and what does each ask for?

A `.rq` file may begin with lines of grlc's form:

    #+ summary: Who attacked whom
    #+ description: Each attack that is told as a fact, with …
    #+ params:
    #+   - actor (string): part of the attacker's name
    #+   - date (date, required): the day
"""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Final, NamedTuple

from kg import data
from kg.errors import BadQuery, NoSuchQuery
from kg.query import sparql

KINDS: Final = ("string", "iri", "integer", "date")
_PARAM: Final = re.compile(r"-\s+(\w+)\s+\((\w+)(, required)?\)(?::\s+(.*))?$")


class Param(NamedTuple):
    """A variable of a query that a user may bind: its kind is one of `KINDS`."""

    name: str
    kind: str
    required: bool = False
    about: str = ""


class Query(NamedTuple):
    """A question in SPARQL. `params` is None where the text does not tell which it takes."""

    name: str
    text: str
    summary: str = ""
    description: str = ""
    params: tuple[Param, ...] | None = None


def named() -> list[Query]:
    """All questions that come with kg, by name."""
    return [_from_file(path) for path in sorted(data.folder("queries").glob("*.rq"))]


def find(wanted: str) -> Query:
    """The question of that name, in that `.rq` file, or in that text. Raises `NoSuchQuery` or `BadQuery`."""
    kept = data.folder("queries") / f"{wanted}.rq"
    if re.fullmatch(r"[\w-]+", wanted) and kept.is_file():
        return _from_file(kept)
    found = sparql.form(wanted)
    if not found and (wanted.endswith(".rq") or ("\n" not in wanted and len(wanted) < 256 and Path(wanted).is_file())):
        return _from_file(Path(wanted))
    if found == "UPDATE":
        raise BadQuery("the query", "it would change the graph", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    if found or "{" in wanted:
        return Query("the query", wanted)
    names = [path.stem for path in data.folder("queries").glob("*.rq")]
    near = difflib.get_close_matches(wanted, names, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise NoSuchQuery(
        wanted[:80], "it is no named query, no file and no SPARQL", f"{hint}kg query --list shows the named ones"
    )


def _from_file(path: Path) -> Query:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise NoSuchQuery(str(path), "there is no such file", "kg query --list shows the named ones") from error
    except (OSError, UnicodeDecodeError) as error:
        raise NoSuchQuery(str(path), f"it cannot be read: {error}", "name a text file in UTF-8") from error
    if sparql.form(text) == "UPDATE":
        raise BadQuery(str(path), "it would change the graph", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return _described(path.stem if path.parent == data.folder("queries") else str(path), text)


def _described(name: str, text: str) -> Query:
    head = [line[2:].rstrip() for line in text.splitlines() if line.startswith("#+")]
    fields: dict[str, str] = {}
    params: list[Param] = []
    key = ""
    for line in head:
        field = re.match(r"\s?(\w+):\s*(.*)$", line)
        if field:
            key, fields[field[1]] = field[1], field[2]
        elif key == "params":
            params.append(_param(name, line.strip()))
        else:
            fields[key] = f"{fields.get(key, '')} {line.strip()}".strip()
    declared = tuple(params) if fields else None
    return Query(name, text, fields.get("summary", ""), fields.get("description", ""), declared)


def _param(name: str, line: str) -> Param:
    found = _PARAM.match(line)
    if found is None or found[2] not in KINDS:
        raise BadQuery(
            name,
            f"the parameter {line!r} is not understood",
            f"write it as: - name (kind): what it means, with a kind of {', '.join(KINDS)}",
        )
    return Param(found[1], found[2], bool(found[3]), found[4] or "")
