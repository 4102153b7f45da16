"""`kg serve-reconciliation`: let OpenRefine and others match their tables with the graph."""

from __future__ import annotations

import re
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from kg import ids
from kg.cli.graph import BaseIri, Graph, StoreFolder, chosen_graph

_ORIGIN = re.compile(r"\*|https?://[A-Za-z0-9.\[\]:-]+")


def _origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise typer.BadParameter(f"{text!r} is neither * nor an address such as http://127.0.0.1:3333")
    return text


def serve_reconciliation(
    graph: Graph = None,
    store: StoreFolder = None,
    kb: Annotated[
        Path | None, typer.Option("--kb", metavar="DIR", help="Match with a knowledge base made by kg kb build, too.")
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen at; this machine alone can ask 127.0.0.1.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to listen at; 0 takes a free one.")] = 8000,
    origin: Annotated[
        str, typer.Option(callback=_origin, help="The web pages that may ask, by CORS: * for all, or one origin.")
    ] = "*",
    base_iri: BaseIri = ids.BASE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Serve the W3C Entity Reconciliation API 0.2 over a graph, a knowledge base, or both, until interrupted.

    In OpenRefine choose Reconcile, Start reconciling, Add standard service, and give it the address that is printed.

    \b
    Examples:
      kg serve-reconciliation graph.trig
      kg serve-reconciliation --store store --kb kb --port 8080
      kg serve-reconciliation --kb kb --origin http://127.0.0.1:3333
    """
    if graph is None and store is None and kb is None:
        raise typer.BadParameter("name a graph, --store DIR, --kb DIR, or a graph and a knowledge base")
    from kg.kb import KnowledgeBase
    from kg.reconcile import Catalogue, GraphEntities, ReconciliationServer, Service

    with ExitStack() as stack:
        entities = None
        if graph is not None or store is not None:
            entities = GraphEntities(stack.enter_context(chosen_graph(graph, store)).oxigraph, base_iri)
        base = stack.enter_context(KnowledgeBase(kb)) if kb is not None else None
        service = Service(Catalogue(entities, base), base_iri)
        server = stack.enter_context(ReconciliationServer(service, host, port, origin))
        # A service manager ends what it began by SIGTERM, and a script's background job begins with SIGINT ignored.
        for ending in (signal.SIGTERM, signal.SIGINT):
            signal.signal(ending, signal.default_int_handler)
        if not quiet:
            sys.stderr.write(f"kg: the service is at {server.url}/ until you press Ctrl-C\n")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            if not quiet:
                sys.stderr.write("kg: the service has ended\n")
