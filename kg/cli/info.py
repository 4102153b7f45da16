"""`kg info`: what is in this graph, and what was not understood?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graph import Graph, StoreFolder, chosen_graph

if TYPE_CHECKING:
    from kg.info import Count, Gap, Info

_MOST = 12  # lines of a list, if not all are asked for


def info(
    graph: Graph = None,
    store: StoreFolder = None,
    everything: Annotated[
        bool, typer.Option("--all", help=f"Print lists whole, not only {_MOST} lines of each.")
    ] = False,
) -> None:
    """Count what is in a graph, and list what was not understood, with lines to paste into a lexicon.

    A folder with lexicons of your own is used by kg build --lexicon DIR; "?" stands where you must decide.

    \b
    Examples:
      kg info graph.ttl
      kg info --store store --all
    """
    from kg.info import info as counted

    with chosen_graph(graph, store) as kept:
        _print(counted(kept.oxigraph), None if everything else _MOST)


def _print(what: Info, most: int | None) -> None:
    counts = [("Article", what.articles), *what.classes]
    typer.echo(", ".join(_counted(number, name) for name, number in counts))
    for name, (first, last) in (("published", what.published), ("events from", what.happened)):
        if first or last:
            typer.echo(f"{name} {first or '?'} to {last or '?'}")
    typer.echo(f"{_counted(what.undated_events, 'Event')} without a date")
    for title, listed in (
        ("Events", what.events),
        ("Entities", what.entities),
        ("Publishers", what.publishers),
        ("Dates of publication come from", what.date_sources),
        ("Read by", what.read_by),
        ("Remarks about articles", what.notes),
        ("Skipped", what.skipped),
    ):
        _print_counts(title, listed, most)
    _print_gaps("Words that were not understood", "triggers.tsv", what.words, most)
    _print_gaps("Places without a point", "places.tsv", what.places, most)
    _print_gaps("Actors without a link", "actors.tsv", what.unlinked, most)
    _print_gaps("Dates and times that are on no calendar", "", what.times, most)


def _counted(number: int, name: str) -> str:
    """One event, two entities."""
    one = "casualty figure" if name == "CasualtyFigure" else name.lower()
    return f"{number:,} {one if number == 1 else 'entities' if one == 'entity' else f'{one}s'}"


def _print_counts(title: str, listed: Sequence[Count], most: int | None) -> None:
    if listed:
        typer.echo(f"\n{typer.style(title, bold=True)}")
        for count in listed[:most]:
            typer.echo(f"  {count.number:>7,}  {count.name}")
        _print_rest(len(listed), most)


def _print_gaps(title: str, lexicon: str, gaps: Sequence[Gap], most: int | None) -> None:
    if not gaps:
        return
    typer.echo(f"\n{typer.style(title, bold=True)}")
    for gap in gaps[:most]:
        typer.echo(f"  {gap.number:>7,}  {gap.name}, first in {gap.example}")
    _print_rest(len(gaps), most)
    if lexicon:
        typer.echo(f"Lines for {lexicon}:")
        for gap in gaps[:most]:
            typer.echo(gap.line)


def _print_rest(count: int, most: int | None) -> None:
    if most is not None and count > most:
        typer.echo(f"  … and {count - most:,} more, shown by --all")
