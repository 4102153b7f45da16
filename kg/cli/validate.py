"""`kg validate`: does a graph keep to the shapes?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from kg.cli.graph import Graph, Ontology, StoreFolder, chosen_graph

if TYPE_CHECKING:
    from kg.validate import Violation


def validate(graph: Graph = None, store: StoreFolder = None, ontology: Ontology = None) -> None:
    """Check a graph against the shapes of the ontology; exit with 1 if anything is wrong.

    Each finding is printed with the words of the article that the node stands for.

    \b
    Examples:
      kg validate graph.ttl
      kg validate --store store
    """
    from kg.validate import validate as checked

    with chosen_graph(graph, store, ontology) as kept:
        report = checked(kept.oxigraph, ontology=ontology or ())
    for violation in report.violations:
        typer.echo(_told(violation))
    if not report.conforms:
        sys.stderr.write(f"kg: {len(report.violations):,} findings\n")
        raise typer.Exit(1)
    typer.echo("The graph keeps to the shapes.")


def _told(violation: Violation) -> str:
    words = ", ".join(f'"{" ".join(text.split())}"' for text in violation.words)
    where = f"\n  in {violation.article}: {words}" if words or violation.article else ""
    path = f"\n  property {violation.path}" if violation.path else ""
    value = f"\n  value {violation.value}" if violation.value else ""
    return f"{violation.severity}: {violation.message}\n  {violation.focus}{path}{value}{where}"
