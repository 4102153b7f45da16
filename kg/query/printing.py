"""How is an answer shown: as a table for people, or in a format for programs?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Final

import pyoxigraph as ox

from kg import vocab
from kg.errors import BadOutput
from kg.query.endpoint import Remote
from kg.query.local import Answer
from kg.store.chunk import blocks, sorted_lines
from kg.store.formats import named_format
from kg.store.names import Names
from kg.store.writers import WRITERS

_RESULTS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_NUMBERS: Final = frozenset(vocab.XSD + name for name in ("integer", "decimal", "double", "float", "int", "long"))
_WIDE: Final = 200  # columns of a table that is not on a terminal


def write(answer: Answer | Remote, out: IO[bytes], form: str | None, base: str) -> None:
    """Write the answer: a graph as Turtle, else as CSV, unless another format is named. Raises `BadOutput`."""
    if not isinstance(answer, ox.QuerySolutions | ox.QueryBoolean):
        _write_graph(answer, out, form or "ttl", base)
    elif form in {None, "csv", "tsv"} and isinstance(answer, ox.QueryBoolean):
        out.write(f"{'true' if answer else 'false'}\n".encode())
    elif (form or "csv") in _RESULTS:
        answer.serialize(out, _RESULTS[form or "csv"])
    else:
        raise BadOutput("the answer", f"it cannot be written as {form!r}", f"use table, {', '.join(_RESULTS)}")


def print_table(answer: Answer | Remote, out: IO[str], base: str) -> None:
    """Print the answer for people: rows as a table, a graph as Turtle, a question's answer as yes or no."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if isinstance(answer, ox.QueryBoolean):
        out.write("yes\n" if answer else "no\n")
        return
    if not isinstance(answer, ox.QuerySolutions):
        out.write(b"".join(_graph(answer, "ttl", base)).decode())
        return
    console = Console(file=out, width=None if out.isatty() else _WIDE)
    rows = [list(row) for row in answer]
    table = Table(header_style="bold")
    for i, variable in enumerate(answer.variables):
        justify = "right" if rows and all(_is_number(row[i]) for row in rows) else "left"
        table.add_column(variable.value, justify=justify, overflow="fold")  # type: ignore[arg-type] # two of the words
    names = Names(base)
    for row in rows:
        table.add_row(*(Text(shown(value, names)) for value in row))
    console.print(table)
    out.write(f"{len(rows):,} row{'' if len(rows) == 1 else 's'}\n")


def shown(value: object, names: Names) -> str:
    """A term for people: an IRI in short, a literal without its data type, nothing for no value."""
    if isinstance(value, ox.Literal):
        return value.value
    return "" if value is None else names.short(str(value).encode()).decode()


def _is_number(value: object) -> bool:
    return isinstance(value, ox.Literal) and value.datatype.value in _NUMBERS


def _write_graph(triples: Iterable[ox.Triple], out: IO[bytes], form: str, base: str) -> None:
    out.writelines(_graph(triples, form, base))


def _graph(triples: Iterable[ox.Triple], name: str, base: str) -> Iterator[bytes]:
    form = named_format(name)
    lines = sorted_lines(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    return WRITERS[form.suffix](iter([(b"", lines)]) if form.has_graphs else blocks(lines), base)
