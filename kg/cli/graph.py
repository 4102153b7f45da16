"""Which graph does a command read? A file, or the store in a folder; the same options for every command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.store import Store


def _checked_base(base: str) -> str:
    scheme, colon, rest = base.partition(":")
    if not (colon and rest and scheme.isalpha() and base.endswith(("/", "#", ":"))) or set(base) & set(' <>"{}|\\^`'):
        raise typer.BadParameter(f"{base!r} is no IRI that ends in / or #")
    return base


Graph = Annotated[
    Path | None,
    typer.Argument(metavar="[GRAPH]", help="A file: .ttl, .trig, .nt, .nq, .jsonld or .rdf, or one of these with .gz."),
]
StoreFolder = Annotated[Path | None, typer.Option("--store", metavar="DIR", help="A store made by kg build --store.")]
BaseIri = Annotated[
    str, typer.Option(callback=_checked_base, help="What the IRIs of articles, entities and events begin with.")
]
Ontology = Annotated[
    list[Path] | None, typer.Option(metavar="FILE", help="A Turtle file with classes of your own; may be repeated.")
]


def chosen_graph(graph: Path | None, store: Path | None, ontology: list[Path] | None = None) -> Store:
    """The one graph that was named, opened to be read only."""
    from kg.store import open_graph, open_store

    if (graph is None) == (store is None):
        raise typer.BadParameter("name one graph: a file, or --store DIR")
    if store is not None:
        return open_store(store, read_only=True)
    return open_graph(graph or Path(), ontology=tuple(ontology or ()))
