"""`kg query`: ask a graph."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from kg import ids
from kg.cli.graph import BaseIri, Graph, Ontology, StoreFolder, chosen_graph
from kg.errors import BadQuery

if TYPE_CHECKING:
    from kg.query import Answer, Query
    from kg.query.endpoint import Remote


def query(
    question: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="A name from --list, a .rq file, or SPARQL.")
    ] = None,
    graph: Graph = None,
    store: StoreFolder = None,
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Ask a remote SPARQL endpoint.")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="Bind a variable; NAME:KIND=VALUE names its kind."),
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="table, csv, tsv, json, xml; for a graph ttl, nt, jsonld, rdf."),
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that an endpoint's answer may take.")] = 60.0,
    ontology: Ontology = None,
    base_iri: BaseIri = ids.BASE,
    listed: Annotated[bool, typer.Option("--list", help="Print the named queries and their parameters.")] = False,
) -> None:
    """Ask a graph a named question, or one in SPARQL.

    On a terminal the answer is a table, in a pipe CSV, or Turtle for a graph. Superclasses are answered for: an air
    strike is found as ckg:Violence too. The common prefixes need not be declared.

    \b
    Examples:
      kg query --list
      kg query who-attacked-whom graph.ttl
      kg query control-of-place --store store -p place=Raqqa -p date=2017-10-17
      kg query 'SELECT ?event { ?event a ckg:Violence }' graph.nq.gz --format json
      kg query my.rq --endpoint http://localhost:7878/query --timeout 10
    """
    from kg.query import find

    if listed:
        _print_list()
        return
    if question is None:
        raise typer.BadParameter("name a question, or --list")
    wanted = find(question)
    if endpoint is not None and (graph or store):
        raise typer.BadParameter("name one graph: a file, --store DIR, or --endpoint URL")
    if ontology and (endpoint is not None or store is not None or (graph is not None and graph.is_dir())):
        raise typer.BadParameter(
            "only for a file; a store has the classes that it was built with", param_hint="--ontology"
        )
    with ExitStack() as stack:
        if endpoint is not None:
            from kg.query.endpoint import Patience, ask_endpoint

            _show(ask_endpoint(endpoint, wanted, param or (), base_iri, Patience(timeout)), form, base_iri)
            return
        from kg.query import ask
        from kg.query.local import check

        check(wanted, base_iri)
        kept = stack.enter_context(chosen_graph(graph, store, ontology))
        _show(ask(kept.oxigraph, wanted, param or (), base_iri), form, base_iri)


def _show(answer: Answer | Remote, form: str | None, base: str) -> None:
    from kg.query.printing import print_table, write

    try:
        if form == "table" or (form is None and sys.stdout.isatty()):
            print_table(answer, sys.stdout, base)
        else:
            write(answer, sys.stdout.buffer, form, base)
            sys.stdout.buffer.flush()
    except (RuntimeError, OSError) as error:
        # Rows are made as they are printed. Trouble with standard output has a number, trouble with the query has none.
        if getattr(error, "errno", None) is not None:
            raise
        raise BadQuery("the query", f"it cannot be answered: {error}", "simplify it") from error


def _print_list() -> None:
    from kg.query import named

    for known in named():
        typer.echo(f"{known.name}: {known.summary}")
        for line in _params(known):
            typer.echo(f"    {line}")


def _params(known: Query) -> list[str]:
    return [
        f"-p {param.name}={param.kind.upper()}  {param.about}{' (required)' if param.required else ''}"
        for param in known.params or ()
    ]
