"""`kg build`: read articles, write their graph."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg import ids
from kg.cli.graph import BaseIri
from kg.version import DEFAULT_MODEL, Readers

if TYPE_CHECKING:
    from kg.pipeline import Progress, Summary


def build(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, globs, or - for standard input: .txt, .html, .jsonl, .gz of these.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the graph: .ttl, .trig, .nt, .nq, .jsonld or .rdf."),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Keep the graph in a store; articles that are there already are not read again."
        ),
    ] = None,
    base_iri: BaseIri = ids.BASE,
    model: Annotated[
        str, typer.Option(help="Another spaCy model than the one that is installed with kg.")
    ] = DEFAULT_MODEL,
    workers: Annotated[int, typer.Option(min=1, help="Read in so many processes; each loads the model.")] = 1,
    lexicon: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder with lexicons of your own, used beside ours.")
    ] = None,
    ontology: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A Turtle file with classes of your own; may be repeated.")
    ] = None,
    link: Annotated[
        bool,
        typer.Option("--link/--no-link", help="Link entities to Wikidata by what kg knows of it without a network."),
    ] = True,
    kb: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Link by a knowledge base, too; made by kg kb build.")
    ] = None,
    incidents: Annotated[
        bool, typer.Option("--incidents", help="Find which events are one incident, in a store; see kg incidents.")
    ] = False,
    readers: Annotated[
        Literal["learned", "rules"],
        typer.Option(help="Read with the trained encoder beside the rules, or by rules alone: faster, and finds less."),
    ] = "learned",
    device: Annotated[
        Literal["cpu", "cuda"], typer.Option(help="Where the encoder runs; cuda needs onnxruntime-gpu.")
    ] = "cpu",
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Leave out what is told with less confidence.")
    ] = 0.0,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any input was skipped.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print every remark about every article.")] = False,
) -> None:
    """Read articles and write what they say as a graph.

    \b
    Examples:
      kg build seeds/articles -o graph.ttl
      kg build 'reports/*.html' feed.jsonl.gz -o graph.nq --workers 4
      kg build archive.jsonl --store store
      kg build seeds/articles -o sure.ttl --min-confidence 0.6
      cat article.txt | kg build - -o article.trig
    """
    from kg.gazetteer import is_compiled
    from kg.model import Settings
    from kg.pipeline import Build
    from kg.pipeline import build as run

    if output is None and store is None:
        raise typer.BadParameter("say where the graph goes: -o FILE, --store DIR, or both")
    if sys.stderr.isatty() and not quiet and not is_compiled(lexicon):
        sys.stderr.write("kg: compiling the gazetteer, once on this machine; it takes some ten seconds\n")
    if kb is not None and not link:
        raise typer.BadParameter("--kb is to link by, and --no-link says not to: leave one out")
    if device != "cpu" and readers == "rules":
        raise typer.BadParameter("--device is for the learned readers, and --readers rules says not to use them")
    if incidents and store is None:
        raise typer.BadParameter("--incidents is for a --store; for a file, run kg incidents FILE -o FILE after this")
    settings = Settings(lexicon, tuple(ontology or ()))
    how = Build(base_iri, model, settings, link, kb, incidents, Readers(readers, device), min_confidence)
    try:
        with _progress(quiet) as progress:
            summary = run(inputs, out=output, store=store, how=how, workers=workers, progress=progress)
    except KeyboardInterrupt:
        kept = (
            f"the store {store} is sound, and the same command goes on from there" if store else "nothing was written"
        )
        sys.stderr.write(f"kg: interrupted: {kept}\n")
        raise typer.Exit(1) from None
    if not quiet:
        _report(summary, verbose)
    is_read = summary.articles or summary.unchanged
    if not is_read or (strict and summary.skipped):
        sys.stderr.write(f"kg: {'inputs were skipped' if is_read else 'no article could be read'}\n")
        raise typer.Exit(1)


def _report(summary: Summary, verbose: bool) -> None:
    for skipped in summary.skipped:
        remedy = f"; {skipped.remedy}" if skipped.remedy else ""
        sys.stderr.write(f"skipped {skipped.origin}: {skipped.reason}{remedy}\n")
    if verbose:
        for origin, note in summary.notes:
            sys.stderr.write(f"note on {origin}: {note}\n")
    counts = [_counted(summary.articles, "article"), _counted(summary.words, "word")]
    counts += [f"{summary.unchanged:,} unchanged"] if summary.unchanged else []
    counts += [f"{len(summary.skipped):,} skipped"] if summary.skipped else []
    counts += [_counted(len(summary.notes), "remark") + ", shown by --verbose"] if summary.notes and not verbose else []
    sys.stderr.write(f"{', '.join(counts)} in {summary.seconds:.1f} s\n")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A line that moves on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    text = TextColumn(
        "{task.fields[articles]:,} articles, {task.completed:,.0f} words, {task.fields[rate]:,.0f} words/s"
    )
    with Bar(SpinnerColumn(), text, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, articles=0, rate=0.0)

        def advance(articles: int, words: int) -> None:
            state = bar.tasks[0]
            bar.update(
                task,
                advance=words,
                articles=state.fields["articles"] + articles,
                rate=state.speed or state.fields["rate"],
            )

        yield advance
