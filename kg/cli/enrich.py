"""`kg enrich`: bring what Wikidata says of the linked items into the graph."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import ids
from kg.cli.graph import BaseIri, Graph, StoreFolder
from kg.cli.guest import Answers, Contact, Interval, Offline
from kg.errors import BadInput, EndpointError

if TYPE_CHECKING:
    from kg.enrich import Enriched, Wanted
    from kg.enrich.enriching import Progress
    from kg.enrich.facts import FactSource
    from kg.online import Guest
    from kg.store import Store

_LANGUAGE = re.compile(r"[a-z]{2,8}(-[a-z0-9]{1,8})*")
_TOLD = 5  # items of a list


def _properties(text: str | None) -> str | None:
    if text is None:
        return None
    from kg.enrich.properties import listed

    try:
        if not listed(text):
            raise typer.BadParameter("name at least one property, such as P31")
    except ValueError as error:
        raise typer.BadParameter(f"{str(error)!r} is no property of Wikidata, such as P31") from None
    return text


def _languages(text: str) -> str:
    codes = [code.strip().lower() for code in text.split(",")]
    if not all(_LANGUAGE.fullmatch(code) for code in codes):
        raise typer.BadParameter(f"{text!r} is no list of language codes, such as en,ar")
    return ",".join(dict.fromkeys(codes))


def enrich(
    graph: Graph = None,
    store: StoreFolder = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the graph and its facts: .trig, .nq, .ttl, …"),
    ] = None,
    kb: Annotated[
        Path | None, typer.Option("--kb", metavar="DIR", help="Take facts from a knowledge base made by kg kb build.")
    ] = None,
    endpoint: Annotated[
        str | None, typer.Option(metavar="URL", help="Take facts from a SPARQL endpoint with Wikidata's data.")
    ] = None,
    api: Annotated[str | None, typer.Option(metavar="URL", help="Another action API than Wikidata's own.")] = None,
    offline: Offline = False,
    contact: Contact = None,
    interval: Interval = 1.0,
    cache: Answers = None,
    properties: Annotated[
        str | None,
        typer.Option(callback=_properties, metavar="P31,P17,…", help="Bring these properties instead of our own list."),
    ] = None,
    languages: Annotated[
        str, typer.Option(callback=_languages, metavar="CODES", help="Bring names in these languages.")
    ] = "en",
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Bring the wars and battles of linked people and groups (P607), too.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Write what was answered although a server failed for the rest.")
    ] = False,
    base_iri: BaseIri = ids.BASE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")] = False,
) -> None:
    """Bring what Wikidata says of the linked items into a named graph of its own, dated, beside what the articles say.

    Only accepted links count (kg link). The facts come from Wikidata's action API, or from --endpoint, or from --kb
    alone; with both of these the knowledge base stands in for what the endpoint could not answer. Answers are kept:
    interrupted, the same command goes on where it was. What an earlier run brought in is replaced.

    \b
    Examples:
      kg enrich --store store --contact you@example.org
      kg enrich linked.trig -o enriched.trig --endpoint http://localhost:7878/query --contact you@example.org
      kg enrich --store store --kb kb --languages en,ar
      kg enrich linked.trig -o enriched.trig --properties P17,P625 --offline
    """
    if (graph is None) == (store is None):
        raise typer.BadParameter("name one graph: a file, or --store DIR")
    if store is None and output is None:
        raise typer.BadParameter("say where the graph and its facts go: -o FILE")
    if conflicts and properties and "P607" not in properties.upper().split(","):
        raise typer.BadParameter("--conflicts needs P607 among --properties")
    if api is not None and (endpoint is not None or kb is not None):
        raise typer.BadParameter("name --api, or else --endpoint and --kb")
    from kg.enrich import DEFAULT, Wanted
    from kg.enrich.properties import listed
    from kg.online import Guest
    from kg.online import contact as known_contact
    from kg.store import Spool

    codes = tuple(languages.split(","))
    wanted = Wanted(listed(properties) if properties else DEFAULT, codes, ("P607",) if conflicts else ())
    guest = Guest(known_contact(contact), interval, codes, offline=offline, cache=cache)
    begin = time.perf_counter()
    try:
        with ExitStack() as stack:
            if output is not None:
                Spool(output, base_iri).close()  # a wrong folder is told now, and not after hours
            source = _source(stack, guest, kb, endpoint, api)
            found = _found(_linked(graph, store), source, wanted, base_iri, quiet)
            _check(found, source, offline or keep_going)
            kept = stack.enter_context(_opened(graph, store))
            _write(kept, found, output, base_iri, is_store=store is not None)
    except KeyboardInterrupt:
        sys.stderr.write("kg: interrupted: what was answered is kept, and the same command goes on from there\n")
        raise typer.Exit(1) from None
    if not quiet:
        _report(found, source, time.perf_counter() - begin)


def _opened(graph: Path | None, store: Path | None, *, read_only: bool = False) -> Store:
    from kg.store import load_file, open_store

    return open_store(store, read_only=read_only) if store is not None else load_file(graph or Path())


def _linked(graph: Path | None, store: Path | None) -> list[str]:
    """The linked items. The graph is let go of again, since asking for them may take hours.

    Raises `BadInput` where nobody has tried to link its names; where none could be linked, there are no items.
    """
    from kg.enrich import linked

    with _opened(graph, store, read_only=True) as kept:
        qids = linked(kept.chunks())
        if not qids and _has(kept, "isNamed") and not _has(kept, "linkOf"):
            raise BadInput("the graph", "it has no accepted link to Wikidata", "make links with: kg link")
    return qids


def _has(store: Store, name: str) -> bool:
    """Whether anything in a graph has a property of ours."""
    from pyoxigraph import NamedNode

    from kg import vocab

    return next(store.oxigraph.quads_for_pattern(None, NamedNode(vocab.CKG + name), None, None), None) is not None


def _source(stack: ExitStack, guest: Guest, kb: Path | None, endpoint: str | None, api: str | None) -> FactSource:
    from kg.enrich.both import Both
    from kg.enrich.knowledge import KnowledgeFacts
    from kg.enrich.online import ApiFacts, EndpointFacts
    from kg.kb import KnowledgeBase
    from kg.online import API, Api, Endpoint

    def told(line: str) -> None:
        sys.stderr.write(f"kg: {line}\n")

    local = None
    if kb is not None:
        base = stack.enter_context(KnowledgeBase(kb))
        made_from = ", ".join(Path(name).name for name in json.loads(base.meta["inputs"]))
        local = KnowledgeFacts(base, f"knowledge base of {made_from}", base.meta["built"][:10])
        if endpoint is None:
            return local
    if endpoint is not None:
        asked = EndpointFacts(stack.enter_context(Endpoint(guest, endpoint, tell=told)))
        return Both(asked, local) if local else asked
    return ApiFacts(stack.enter_context(Api(guest, api or API, tell=told)))


def _found(qids: list[str], source: FactSource, wanted: Wanted, base: str, quiet: bool) -> Enriched:
    from kg.enrich import enrich as run

    with _progress(quiet, len(qids)) as progress:
        return run(qids, source, wanted, base, progress)


def _check(found: Enriched, source: FactSource, is_enough: bool) -> None:
    """Raises `EndpointError` where the graph would miss what a server has, and that is not enough; or all of it."""
    if found.unanswered and not (is_enough and found.items):
        qid, reason = found.unanswered[0]
        raise EndpointError(
            source.name,
            f"{_counted(len(found.unanswered), 'item')} could not be had; of {qid}: {reason}",
            "nothing was changed, and what was answered is kept: run it again, or add --keep-going to write that",
        )


def _write(store: Store, found: Enriched, output: Path | None, base: str, *, is_store: bool) -> None:
    from kg.enrich import is_facts, without_facts
    from kg.store import Spool

    if is_store:
        if found.chunk.lines:
            store.replace(found.chunk, "enrich", "")
        for graph in store.graphs():
            if is_facts(graph, base) and (graph != found.chunk.graph or not found.chunk.lines):
                store.forget(graph)
        store.flush()
    if output is None:
        return
    with Spool(output, base) as spool:
        for chunk in store.chunks():
            if not is_facts(chunk.graph, base):
                spool.add(chunk if chunk.graph else without_facts(chunk, base))
        if found.chunk.lines:
            spool.add(found.chunk)
        spool.write()


def _report(found: Enriched, source: FactSource, seconds: float) -> None:
    said = found.chunk.lines.count(b"\n")
    sys.stderr.write(
        f"{_counted(said, 'statement')} about {_counted(found.items, 'item')} from {source.name} in {seconds:.1f} s\n"
    )
    for what, listed in (
        ("unknown to it, deleted perhaps", found.unknown),
        ("merged into another", tuple(f"{old} into {new}" for old, new in found.replaced)),
        ("not answered", tuple(f"{qid} ({why})" for qid, why in found.unanswered)),
    ):
        if listed:
            rest = f" and {len(listed) - _TOLD:,} more" if len(listed) > _TOLD else ""
            sys.stderr.write(f"{_counted(len(listed), 'item')} {what}: {', '.join(listed[:_TOLD])}{rest}\n")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress(quiet: bool, whole: int) -> Iterator[Progress | None]:
    """A line that moves on standard error, where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("asking for items", total=whole)
        yield lambda done, all_of_them: bar.update(task, completed=done, total=all_of_them)
