"""Which commands are there?"""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.build import build
from kg.cli.enrich import enrich
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.incidents import incidents
from kg.cli.info import info
from kg.cli.kb import kb
from kg.cli.link import link
from kg.cli.query import query
from kg.cli.serve import serve_reconciliation
from kg.cli.validate import validate

app = typer.Typer(
    name="kg",
    help="Read conflict news and write an honest knowledge graph: who did what to whom, according to whom.",
    epilog="Begin with: kg build seeds/articles -o graph.ttl",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a bug is reported as Python does
    rich_markup_mode=None,  # plain help comes twice as fast
)
for command in (build, query, export, validate, explain, info, link, incidents, enrich, serve_reconciliation):
    app.command()(command)
app.add_typer(kb)


def _version(wanted: bool) -> None:
    if wanted:
        from kg.version import package_version

        typer.echo(f"kg {package_version()}")
        raise typer.Exit


@app.callback()
def _kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read conflict news and write an honest knowledge graph: who did what to whom, according to whom."""
