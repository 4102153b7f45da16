"""`kg link`: find the Wikidata item of each entity, or say why there is none."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import ids
from kg.cli.graph import BaseIri, Graph, StoreFolder
from kg.cli.guest import Answers, Contact, Interval, Offline
from kg.errors import EndpointError

if TYPE_CHECKING:
    from collections import Counter

    from kg.link import Candidates, Decision
    from kg.link.linking import Linking, Progress
    from kg.online import Api, Endpoint, Guest
    from kg.wikidata import Source


def link(
    graph: Graph = None,
    store: StoreFolder = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the graph and its links: .trig, .nq, …")
    ] = None,
    kb: Annotated[
        Path | None, typer.Option("--kb", metavar="DIR", help="Take candidates from a knowledge base: kg kb build.")
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="Take candidates from a SPARQL endpoint with Wikidata's data.")
    ] = None,
    api: Annotated[
        str | None, typer.Option(metavar="URL", help="Search an action API for names that nothing else knows.")
    ] = None,
    offline: Offline = False,
    contact: Contact = None,
    interval: Interval = 1.0,
    cache: Answers = None,
    min_score: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="Accept a candidate from this score on.")
    ] = None,
    margin: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="The next candidate's score must be that much lower.")
    ] = None,
    review: Annotated[
        Path | None, typer.Option(metavar="FILE.tsv", help="Write the open cases as a table, for you to decide.")
    ] = None,
    apply: Annotated[
        Path | None, typer.Option(metavar="FILE.tsv", help="Take your decisions from such a table; they are kept.")
    ] = None,
    lexicon: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A folder with a wikidata.tsv of your own, used beside ours.")
    ] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Write the links although a server failed for some names.")
    ] = False,
    base_iri: BaseIri = ids.BASE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Find the Wikidata item of each entity, or say why there is none, in a dated named graph of its own.

    Candidates come from what kg knows without a network, from --kb, and from --endpoint and --api; if none of these is
    named, from Wikidata's own endpoint and API. Answers are kept: a second run asks for what is new. Every decision is
    a node with its candidates and their scores (kg explain ENTITY). Yours, by --review and --apply, outlive every run.

    \b
    Examples:
      kg link graph.ttl -o linked.trig --kb kb
      kg link --store store --contact you@example.org
      kg link --store store --kb kb --review open.tsv
      kg link --store store --kb kb --apply open.tsv
      kg link graph.nq -o linked.nq --endpoint http://localhost:7878/query --contact you@example.org
    """
    if (graph is None) == (store is None):
        raise typer.BadParameter("name one graph: a file, or --store DIR")
    if store is None and output is None and review is None:
        raise typer.BadParameter("say where the graph and its links go: -o FILE")
    from kg.link.decide import Rule
    from kg.link.linking import Linking
    from kg.online import Guest
    from kg.online import contact as known_contact
    from kg.store import load_file, open_store

    _check_places(output, review, base_iri)
    known = Rule()
    rule = Rule(known.threshold if min_score is None else min_score, known.margin if margin is None else margin)
    guest = Guest(known_contact(contact), interval, offline=offline, cache=cache)
    begin = time.perf_counter()
    try:
        with ExitStack() as stack:
            endpoints, searches = _online(stack, guest, endpoint, api, is_local=kb is not None)
            candidates = _candidates(stack, kb, lexicon, endpoints, searches)
            kept = stack.enter_context(open_store(store) if store is not None else load_file(graph or Path()))
            work = Linking(kept, candidates, rule, base_iri)
            with _progress(quiet or not candidates.is_remote) as progress:
                _rule(work, apply, quiet)
                if candidates.is_remote:
                    work.fetch(progress)
                    _check([*endpoints, *searches], offline or keep_going, quiet)
            _write(work, output, review, is_store=store is not None)
    except KeyboardInterrupt:
        sys.stderr.write("kg: interrupted: what was answered is kept, and the same command goes on from there\n")
        raise typer.Exit(1) from None
    if not quiet:
        _report(work.counts, time.perf_counter() - begin)


def _check_places(output: Path | None, review: Path | None, base: str) -> None:
    """Raises `BadOutput` for what cannot be written, now and not after hours of asking."""
    from kg.store import Spool
    from kg.store.output import checked_output

    if output is not None:
        Spool(output, base).close()
    if review is not None:
        checked_output(review)


def _online(
    stack: ExitStack, guest: Guest, endpoint: str | None, api: str | None, *, is_local: bool
) -> tuple[list[Endpoint], list[Api]]:
    """The servers that are asked: those named, or Wikidata's own where nothing is named."""
    from kg.online import API, ENDPOINT, Api, Endpoint

    def told(line: str) -> None:
        sys.stderr.write(f"kg: {line}\n")

    if endpoint is None and api is None and not is_local:
        endpoint, api = ENDPOINT, API
    endpoints = [Endpoint(guest, endpoint, tell=told)] if endpoint is not None else []
    searches = [Api(guest, api, tell=told)] if api is not None else []
    for source in (*endpoints, *searches):
        stack.enter_context(source)
    return endpoints, searches


def _candidates(
    stack: ExitStack, kb: Path | None, lexicon: Path | None, endpoints: list[Endpoint], searches: list[Api]
) -> Candidates:
    from kg.data import check_own
    from kg.link import BuiltIn, Candidates

    if lexicon is not None:
        check_own(lexicon)
    local: list[Source] = [BuiltIn(lexicon)]
    if kb is not None:
        from kg.kb import KnowledgeBase

        local.append(stack.enter_context(KnowledgeBase(kb)))
    return Candidates(local, endpoints, searches)


def _rule(work: Linking, apply: Path | None, quiet: bool) -> None:
    """Take people's decisions from the graph and from a table."""
    from kg.link import sssom

    said = sssom.read(apply, work.base) if apply is not None else {}
    work.rule_by(said)
    if apply is not None and not quiet:
        many = f"{len(said):,} {'entity' if len(said) == 1 else 'entities'}" if said else "nothing"
        sys.stderr.write(f"{apply} decides about {many}\n")


def _write(work: Linking, output: Path | None, review: Path | None, *, is_store: bool) -> None:
    from kg.store import Spool

    with ExitStack() as stack:
        spool = stack.enter_context(Spool(output, work.base)) if output is not None else None
        decisions: Iterable[Decision] = work.decisions()
        if review is not None:
            decisions = stack.enter_context(_reviewed(review, decisions, work.base))
        made = work.graphs(decisions)
        if is_store:
            work.keep(made)
        if spool is None:
            deque(made, maxlen=0)  # only the table is wanted, or all is kept
            return
        for chunk in work.store.chunks() if is_store else chain(work.others(), made):
            spool.add(chunk)
        spool.write()


@contextmanager
def _reviewed(path: Path, decisions: Iterable[Decision], base: str) -> Iterator[Iterator[Decision]]:
    """The decisions, of which the open ones are written to a table as they pass; it takes its name in the end."""
    import io

    from kg.link import sssom
    from kg.store.output import written

    with written(path) as file:
        out = io.TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=True)
        yield sssom.noted(decisions, out, base)
        out.flush()
        out.detach()


def _check(online: Sequence[Endpoint | Api], is_enough: bool, quiet: bool) -> None:
    """Raises `EndpointError` where links would miss what a server has, and that is not enough; else it is told."""
    for source in online:
        if not source.unanswered:
            continue
        name, reason = min(source.unanswered.items())
        told = f"{len(source.unanswered):,} names or ids could not be had; of {name!r}: {reason}"
        if not is_enough:
            remedy = "nothing was changed, and what was answered is kept: run it again, or add --keep-going"
            raise EndpointError(source.url, told, remedy)
        if not quiet:
            sys.stderr.write(f"{source.url}: {told}; they are linked by what else is known\n")


def _report(counts: Counter[str], seconds: float) -> None:
    said = ", ".join(f"{number:,} {reason}" for reason, number in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    sys.stderr.write(f"{sum(counts.values()):,} entities: {said or 'none'} in {seconds:.1f} s\n")


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A line that moves on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking for names", total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)
