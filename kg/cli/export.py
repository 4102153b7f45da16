"""`kg export`: write a graph in another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import ids
from kg.cli.graph import BaseIri, Graph, StoreFolder, chosen_graph


def export(
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Where to: .ttl, .trig, .nt, .nq, .jsonld or .rdf."),
    ],
    graph: Graph = None,
    store: StoreFolder = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", help="The format, if the file's name does not tell; acled-csv or ucdp-csv for a table."
        ),
    ] = None,
    base_iri: BaseIri = ids.BASE,
) -> None:
    """Write the graph of a file or store, sorted, in another format.

    The quad formats (.trig, .nq, .jsonld) keep one named graph an article; the others hold the union. A table has the
    events that are put as facts, in the columns of ACLED or UCDP; a column that the graph cannot fill is empty.

    \b
    Examples:
      kg export --store store -o graph.trig
      kg export graph.nq -o graph.rdf
      kg export graph.trig -o everything.txt --format ntriples
      kg export graph.ttl -o events.csv --format acled-csv
    """
    if (form or output.suffix.lower()).endswith("csv"):
        _export_table(output, graph, store, form)
        return
    from kg.store import Spool, load_file, open_store

    if (graph is None) == (store is None):
        raise typer.BadParameter("name one graph: a file, or --store DIR")
    with Spool(output, base_iri, form) as spool:
        with open_store(store, read_only=True) if store else load_file(graph or Path()) as kept:
            for chunk in kept.chunks():
                spool.add(chunk)
        spool.write()


def _export_table(output: Path, graph: Path | None, store: Path | None, form: str | None) -> None:
    from kg.tables import TABLES, write_table

    if form not in TABLES:
        raise typer.BadParameter(f"say whose columns the table has: {' or '.join(TABLES)}", param_hint="--format")
    with chosen_graph(graph, store) as kept:
        write_table(kept.oxigraph, output, form)
