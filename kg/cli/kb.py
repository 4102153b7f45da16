"""`kg kb`: make a knowledge base from a dump of Wikidata, and look at it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.kb import Progress, Step, Summary

kb = typer.Typer(
    name="kb",
    help="Make a knowledge base on this machine from a dump of Wikidata, and look at it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_FOLDER = typer.Argument(metavar="KB", help="A folder made by kg kb build.")
_MOST = 12  # lines of a list, if not all are asked for
_STAGES = {"classes": "finding classes in {}", "items": "keeping items of {}", "index": "sorting names"}


def _languages(text: str) -> str:
    if not all(code.replace("-", "").isalnum() and code.isascii() for code in text.split(",")):
        raise typer.BadParameter(f"{text!r} is no list of language codes such as en,mul,ar")
    return text.lower()


@kb.command()
def build(
    dumps: Annotated[
        list[str],
        typer.Argument(
            metavar="DUMP",
            help="Wikidata's JSON dump, documents of Special:EntityData, or N-Triples; .gz, .bz2, .zst or plain."
            " - for standard input, with --classes.",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder of the knowledge base.")],
    languages: Annotated[
        str,
        typer.Option(callback=_languages, metavar="CODES", help="Keep names in these; labels come from the first."),
    ] = "en,mul",
    classes: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Take the classes from here (kg kb classes) and save a pass over the dump."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Read in so many processes.")] = 1,
    restart: Annotated[bool, typer.Option("--restart", help="Throw away what an interrupted build has read.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any line could not be read.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Read a dump of Wikidata into a knowledge base of the people, groups, places, weapons and events in it.

    Interrupted or killed, the same command goes on where it was. What stood in DIR answers until the new one is whole.

    \b
    Examples:
      kg kb build latest-all.json.bz2 -o kb --workers 8
      kg kb build extract.nt.gz -o kb --languages en,ar,uk
      curl -L "$URL" | zcat | kg kb build - -o kb --classes classes.tsv
    """
    from kg.kb import build as run

    try:
        with _progress(quiet) as progress:
            summary = run(
                dumps,
                output,
                languages=tuple(languages.split(",")),
                classes_file=classes,
                workers=workers,
                restart=restart,
                progress=progress,
            )
    except KeyboardInterrupt:
        sys.stderr.write(
            f"kg: interrupted: what was read is kept in {output}, and the same command goes on from there\n"
        )
        raise typer.Exit(1) from None
    problems = int(summary.facts["problems"])
    if not quiet:
        _report(summary)
    if strict and problems:
        sys.stderr.write("kg: lines were skipped\n")
        raise typer.Exit(1)


@kb.command()
def info(
    folder: Annotated[Path, _FOLDER],
    everything: Annotated[bool, typer.Option("--all", help="Print lists whole.")] = False,
) -> None:
    """Count what is in a knowledge base, and say what it was made from.

    \b
    Examples:
      kg kb info kb
      kg kb info kb --all
    """
    from kg.kb import facts

    found = facts(folder)
    inputs = ", ".join(json.loads(found["inputs"]))
    typer.echo(f"built {found['built']} from {inputs}, names in {found['languages'].replace(' ', ', ')}")
    size = int(found["bytes"])
    items = int(found["item"])
    typer.echo(
        f"{items:,} items of {int(found['entities']):,} entities, {int(found['name']):,} names,"
        f" {int(found['class']):,} classes, {int(found['redirect']):,} redirects;"
        f" {size / 1e6:,.1f} MB, {size / max(items, 1):,.0f} bytes an item"
    )
    for kind, count in sorted(json.loads(found["counts"]).items(), key=lambda one: (-one[1], one[0])):
        typer.echo(f"  {count:>11,}  {kind}")
    for line in _remarks(found, None if everything else _MOST):
        typer.echo(line)


@kb.command()
def classes(folder: Annotated[Path, _FOLDER]) -> None:
    """Print which classes of Wikidata stand for which kinds, for kg kb build --classes.

    \b
    Examples:
      kg kb classes kb > classes.tsv
      kg kb classes kb | grep -c Weapon
    """
    from kg.kb import class_lines

    for line in class_lines(folder):
        sys.stdout.write(f"{line}\n")


def _report(summary: Summary) -> None:
    found = summary.facts
    for line in _remarks(found, _MOST):
        sys.stderr.write(f"{line}\n")
    entities, seconds = int(found["entities"]), summary.seconds
    went_on = ", gone on with" if summary.is_resumed else f", {entities / seconds:,.0f} entities/s"
    sys.stderr.write(
        f"{int(found['item']):,} items with {int(found['name']):,} names of {entities:,} entities"
        f" in {seconds:,.1f} s{went_on}\n"
    )


def _remarks(found: dict[str, str], most: int | None) -> Iterator[str]:
    """What a user must know about what is not there."""
    named = json.loads(found["first_problems"])
    for place, reason in named[:most]:
        yield f"skipped {place}: {reason}"
    if (more := int(found["problems"]) - len(named[:most])) > 0:
        yield f"skipped {_counted(more, 'more line')}"
    if nameless := int(found["nameless"]):
        have, were = ("has", "was") if nameless == 1 else ("have", "were")
        languages = found["languages"].replace(" ", ", ")
        yield f"{_counted(nameless, 'item')} {have} no name in {languages} and {were} left out"
    if apart := int(found["apart"]):
        yield f"the sitelinks of {_counted(apart, 'item')} stand apart from the other triples and were left out"
    if not int(found["linked"]) and int(found["item"]):
        yield "the dump tells no sitelinks: how popular items are is not known"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A bar on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    counted = TextColumn("{task.fields[entities]:,} {task.fields[rate]:,.0f}/s")
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), counted, TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[tuple[str, str], tuple[TaskID, int, float]] = {}

        def advance(step: Step) -> None:
            if (step.stage, step.origin) not in tasks:
                for task, *_ in tasks.values():
                    bar.update(task, visible=False)
                task = bar.add_task(
                    _STAGES[step.stage].format(Path(step.origin).name), total=step.size, entities=0, rate=0.0
                )
                tasks[step.stage, step.origin] = task, step.entities, time.monotonic()
            task, first, begin = tasks[step.stage, step.origin]
            rate = (step.entities - first) / max(time.monotonic() - begin, 0.1)
            bar.update(task, completed=step.done, entities=step.entities, rate=rate)

        yield advance
