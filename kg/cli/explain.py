"""`kg explain`: why does the graph say this?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg import ids
from kg.cli.graph import BaseIri, Graph, StoreFolder, chosen_graph

if TYPE_CHECKING:
    from kg.explain import Explanation, Fired, Passage, Said
    from kg.link.explaining import Linked

_MOST = 12  # passages of one node, if not all are asked for


def explain(
    node: Annotated[
        str, typer.Argument(metavar="IRI", help="An event, claim, relation or entity: its IRI or the end of it.")
    ],
    graph: Graph = None,
    store: StoreFolder = None,
    everything: Annotated[bool, typer.Option("--all", help=f"Print all passages, not only the first {_MOST}.")] = False,
    base_iri: BaseIri = ids.BASE,
) -> None:
    """Print the words that a node rests on, the rules that fired, who claims it, and each statement about it.

    Of an entity also: which item of Wikidata it is taken for, the candidates with their scores, and the reason.

    \b
    Examples:
      kg explain https://w3id.org/conflict-kg/id/event/killing-5f0c3b1a2d4e6f78 graph.ttl
      kg explain event:killing-5f0c3b1a2d4e6f78 graph.trig
      kg explain killing-5f0c3b1a2d4e6f78 --store store
    """
    from kg.explain import explain as explained

    with chosen_graph(graph, store) as kept:
        _print(explained(kept.oxigraph, node, base_iri), everything)


def _print(what: Explanation, everything: bool) -> None:
    typer.echo(f"{typer.style(what.label or what.cls, bold=True)} ({what.cls})\n{what.node}")
    shown = what.passages if everything else what.passages[:_MOST]
    for passage in shown:
        typer.echo("\n" + _head(passage))
        typer.echo(f"  {_marked(passage)}")
    if len(shown) < len(what.passages):
        typer.echo(f"\n  … and {len(what.passages) - len(shown)} more passages, shown by --all")
    if what.rules:
        typer.echo("\nFound by")
        for fired in what.rules:
            typer.echo(f"  {_fired(fired)}")
    if what.claims:
        typer.echo("\nClaimed by")
        for said in what.claims:
            typer.echo(f"  {_said(said)}")
    for linked in what.links:
        typer.echo(f"\nLinked to Wikidata\n{_linked(linked)}")
    typer.echo(f"\nStatements\n\n{what.turtle}", nl=False)


def _head(passage: Passage) -> str:
    about = ", ".join(text for text in (passage.publisher, passage.date) if text)
    return f"{passage.article}{f' ({about})' if about else ''}, character {passage.begin}"


def _marked(passage: Passage) -> str:
    """The passage with its marks, such as "[rebels]{initiator}", on one line."""
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[str]] = {}
    for mark in sorted(passage.marks, key=lambda mark: (mark.begin, -mark.end)):
        opens.setdefault(mark.begin, []).append(mark.end)
        closes.setdefault(mark.end, []).insert(0, mark.tag)
    pieces: list[str] = []
    depth = 0
    for i in range(len(passage.text) + 1):
        for tag in closes.get(i, ()):
            depth -= 1
            pieces.append("]" + typer.style(f"{{{tag}}}", fg="cyan"))
        for _ in opens.get(i, ()):
            depth += 1
            pieces.append("[")
        character = passage.text[i : i + 1]
        pieces.append(typer.style(character, bold=True) if depth and character.strip() else character)
    return " ".join("".join(pieces).split())


def _fired(fired: Fired) -> str:
    filler = f" {fired.filler}" if fired.filler else ""
    inferred = ", inferred" if fired.inferred else ""
    return f"{fired.part}{filler}: rule {fired.rule}, confidence {fired.confidence}{inferred}"


def _said(said: Said) -> str:
    put = ", ".join((said.polarity, said.certainty, said.actuality)).lower()
    words = "".join(f'\n    "{" ".join(text.split())}"' for text in said.words)
    against = f"\n    contradicts {', '.join(said.contradicts)}" if said.contradicts else ""
    return f"{said.speaker}: {put} (rule {said.rule}){words}{against}"


def _linked(linked: Linked) -> str:
    chosen = f"{linked.item}: " if linked.item else ""
    retrieved = f", by what was known on {linked.retrieved}" if linked.retrieved else ""
    lines = [f"  {chosen}{linked.reason} (rule {linked.rule}{retrieved})"]
    lines += [f"  not {item}, as people said" for item in linked.rejected]
    if linked.nil:
        lines.append(f"  shares the identity {linked.nil} with what has its name, class and country")
    for tried in linked.candidates:
        out = f", {tried.verdict}" if tried.verdict else ""
        scores = ", ".join(f"{name} {value}" for name, value in tried.scores)
        lines.append(f"  {tried.rank}. {tried.item} {tried.label}: {tried.score}{out}")
        lines.append(f"     {scores}; known from {tried.source}")
    return "\n".join(lines)
