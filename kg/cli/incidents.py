"""`kg incidents`: which articles report the same happening, and where do they contradict one another?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import ids
from kg.cli.graph import BaseIri, Graph, StoreFolder

if TYPE_CHECKING:
    from kg.incidents import Found
    from kg.store import Store


def incidents(
    graph: Graph = None,
    store: StoreFolder = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the graph and its incidents: .trig, .nq, .ttl, …"),
    ] = None,
    base_iri: BaseIri = ids.BASE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Find the events that several articles report, and their contradictions: whether, by whom, how many.

    The articles' own graphs stay as they are; what is found is a named graph beside them, and takes the place of what
    was found before. A store keeps it; of a file, name another one (or the same) to write the whole to.

    \b
    Examples:
      kg incidents graph.nq -o with-incidents.trig
      kg incidents --store store
    """
    from kg.incidents import find, keep
    from kg.store import load_file, open_store

    if (graph is None) == (store is None):
        raise typer.BadParameter("name one graph: a file, or --store DIR")
    if store is not None:
        with open_store(store) as kept:
            found = keep(kept, base_iri)
            if output is not None:
                _write(kept, None, output, base_iri)
    else:
        if output is None:
            raise typer.BadParameter("say where the graph and its incidents go: -o FILE")
        with load_file(graph or Path()) as kept:
            found = find(kept, base_iri, is_merged=False)
            _write(kept, found, output, base_iri)
    if not quiet:
        _report(found)


def _write(store: Store, found: Found | None, output: Path, base: str) -> None:
    """The graph with the incidents found, or, without any, just as the store has it."""
    from kg.incidents import without_incidents
    from kg.store import Spool

    with Spool(output, base) as spool:
        for chunk in without_incidents(store) if found else store.chunks():
            spool.add(chunk)
        if found and found.chunk.lines:
            spool.add(found.chunk)
        spool.write()


def _report(found: Found) -> None:
    tally = found.tally
    left = [
        f"{number:,} {why}"
        for number, why in (
            (tally.undated, "without a day"),
            (tally.vague, "with too vague a time"),
            (tally.nowhere, "without a place or a named victim"),
        )
        if number
    ]
    told = f"{_counted(found.incidents, 'incident')} of {_counted(found.events, 'event')}, "
    told += f"{_counted(found.contradictions, 'contradiction')}, {_counted(found.updates, 'update')}"
    compared = f"{_counted(tally.compared, 'report')} compared" + (f"; not compared: {', '.join(left)}" if left else "")
    sys.stderr.write(f"{told}\n{compared}\n")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
