"""How is a table written? As CSV (RFC 4180, UTF-8, a line a row), one row at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.store.output import written
from kg.tables import acled, ucdp
from kg.tables.events import Row, rows
from kg.tables.graph import Graph

Cell = str | int | float | None
# A spreadsheet takes a cell that begins so for a formula; an article's words must never be run (OWASP, CSV injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Table(NamedTuple):
    """A scheme of codes, its columns in order, and what fills them."""

    scheme: str
    columns: tuple[str, ...]
    row: Callable[[Row], dict[str, Cell]]


TABLES: Final = {
    "acled-csv": Table("acled", acled.COLUMNS, acled.row),
    "ucdp-csv": Table("ucdp", ucdp.COLUMNS, ucdp.row),
}
"""By the name of the format."""


def write_table(store: ox.Store, path: Path, form: str) -> int:
    """Write the events of a store's default graph as the table of that name; the number of rows.

    The rows are in the order of the articles' and events' IRIs. Raises `kg.errors.BadOutput`.
    """
    count = 0
    with written(path) as out:
        for line in lines(store, form):
            out.write(line)
            count += 1
    return count - 1  # the heading is no row


def lines(store: ox.Store, form: str) -> Iterator[bytes]:
    """The heading and the rows, each with its end of line."""
    table = TABLES[form]
    yield _line(table.columns)
    for event in rows(Graph(store), table.scheme):
        cells = table.row(event)
        yield _line([_cell(cells.get(column)) for column in table.columns])


def _cell(value: Cell) -> str:
    """A number as it is, a text on one line; one that a spreadsheet would run gets an apostrophe in front.

    >>> _cell("=1+1"), _cell(-3.5)
    ("'=1+1", '-3.5')
    """
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    text = " ".join(value.split())
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: list[str] | tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()
