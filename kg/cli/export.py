"""`kg export`: write a graph in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import ids
from kg.cli.graph import BaseIri, Graph, StoreFolder


def export(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Where to: .ttl, .trig, .nt, .nq, .jsonld or .rdf."),
    ],
    graph: Graph = None,
    store: StoreFolder = None,
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="The format, if the file's name does not tell.")
    ] = None,
    base_iri: BaseIri = ids.BASE,
) -> None:
    """Write the graph of a file or store, sorted, in another format.

    The quad formats (.trig, .nq, .jsonld) keep one named graph an article; the others hold the union.

    \b
    Examples:
      kg export --store store -o graph.trig
      kg export graph.nq -o graph.rdf
      kg export graph.trig -o everything.txt --format ntriples
    """
    from kg.store import Spool, load_file, open_store

    if (graph is None) == (store is None):
        raise typer.BadParameter("name one graph: a file, or --store DIR")
    with Spool(output, base_iri, form) as spool:
        with open_store(store, read_only=True) if store else load_file(graph or Path()) as kept:
            for chunk in kept.chunks():
                spool.add(chunk)
        spool.write()
