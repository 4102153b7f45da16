"""Strings the rooms together: inputs to a file of RDF, a store, or both.

Each article goes its way alone, from text to its sorted statements, in this process or in one of several; so the result
depends neither on the number of processes nor on the order of the articles, and memory does not grow with their number.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from kg import ids
from kg.data import check_own
from kg.errors import KgError, WorkerLost
from kg.model import Article, Settings, Skipped
from kg.version import DEFAULT_MODEL, LEARNED, Readers, fingerprint

if TYPE_CHECKING:
    from kg.link.building import Links
    from kg.link.scene import Scene
    from kg.store import Chunk, Spool, Store

CHUNK = 32  # articles that a process takes at a time
Progress = Callable[[int, int], None]
"""Called with the articles and words read since the last call."""


@dataclass(frozen=True, slots=True)
class Build:
    """How articles are to be read; everything that a process of its own needs to know.

    With `link`, entities are linked to Wikidata by what is known without a network, and by the knowledge base `kb`.
    With `incidents`, a store gets the graph of its incidents; one that has it gets it anew in any case. What is told
    with less confidence than `min_confidence` is left out.
    """

    base: str = ids.BASE
    model: str = DEFAULT_MODEL
    settings: Settings = field(default_factory=Settings)
    link: bool = True
    kb: Path | None = None
    incidents: bool = False
    readers: Readers = LEARNED
    min_confidence: float = 0.0

    @property
    def read_by(self) -> str:
        """Who reads: the versions of the package, the model and the data."""
        return fingerprint(self.model, self.settings, self.readers, self.min_confidence)


class Read(NamedTuple):
    """One article's statements, how many words were read for them, and what a link depends on."""

    chunk: Chunk
    words: int
    scene: Scene | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `unchanged` articles were in the store already; `seconds` is wall-clock time."""

    articles: int
    words: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    notes: tuple[tuple[str, str], ...]  # origin, remark
    seconds: float


class Pipeline:
    """The rooms between an article and its statements, loaded once for a process."""

    def __init__(self, build: Build) -> None:
        # Loading takes seconds, and only a process that reads articles needs it.
        from kg.annotate import Annotator
        from kg.extract import Reader
        from kg.resolve import Resolver
        from kg.store.own_classes import own_classes

        settings = replace(build.settings, classes=own_classes(build.settings.ontology))
        self._base = build.base
        self._read_by = build.read_by
        self._classes = {own.name: own.iri for own in settings.classes}
        self._reader = Reader(settings)
        self._resolver = Resolver(settings)
        self._annotator = Annotator(build.model, build.readers)
        self._link = build.link
        self._least = build.min_confidence

    def read(self, articles: Iterable[Article]) -> Iterator[Read]:
        """The statements of each article, in the order given."""
        from kg.emit import quads
        from kg.link.scene import scene_of
        from kg.resolve import sure
        from kg.store import to_chunk

        for article, docs in self._annotator.docs(articles):
            facts = self._resolver.facts(self._reader.read(article, docs))
            facts = sure(facts, self._least) if self._least else facts
            for doc in docs:
                doc.user_data.clear()  # what was noted there refers to the document: a cycle that would live on
            said = quads(facts, self._base, self._read_by, self._classes)
            scene = scene_of(facts) if self._link else None
            yield Read(to_chunk(self._base + facts.key, said), sum(len(doc) for doc in docs), scene)


@lru_cache(maxsize=2)
def loaded(build: Build) -> Pipeline:
    """The pipeline of this process for such a build; loading it takes about two seconds."""
    return Pipeline(build)


def _start(build: Build) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and tells us to stop
    with suppress(KgError):  # the first articles raise it again, where the parent hears of it
        _settled(build)


def _settled(build: Build) -> Pipeline:
    """The pipeline, with all that was loaded for it put out of the garbage collector's sight.

    The lexicons' tuples would be looked through again and again, which took a tenth of the reading. An article makes
    tens of thousands of small values and nearly no cycles, so that rounds can be rarer, too.
    """
    pipeline = loaded(build)
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    return pipeline


def _work(build: Build, articles: Sequence[Article]) -> list[Read]:
    return list(loaded(build).read(articles))


def read_all(articles: Iterable[Article], build: Build, workers: int) -> Iterator[Read]:
    """The statements of each article, in order, from `workers` processes (1: this one)."""
    rest = iter(articles)
    if (first := next(rest, None)) is None:
        return
    rest = chain((first,), rest)
    if workers <= 1:
        yield from _settled(build).read(rest)
        return
    import multiprocessing
    from collections import deque
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    from kg.gazetteer import Gazetteer

    Gazetteer(build.settings.lexicon)  # compiled once here, and not by each process
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(build,))
    pending: deque[Future[list[Read]]] = deque()
    try:
        while True:
            while len(pending) < 2 * workers and (chunk := list(islice(rest, CHUNK))):
                pending.append(pool.submit(_work, build, chunk))
            if not pending:
                return
            yield from pending.popleft().result()
    except BrokenProcessPool as error:
        remedy = "use fewer, for each takes memory of its own"
        raise WorkerLost(f"--workers {workers}", "one of the processes ended before its time", remedy) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class _Desk:
    """Where articles come in and statements go out: what is there already is not read again, what is bad is noted."""

    def __init__(self, how: Build, store: Store | None, spool: Spool | None, links: Links | None) -> None:
        self._how = how
        self._links = links
        self._read_by = how.read_by
        self._store = store
        self._spool = spool
        self._digests: dict[str, str] = {}  # graph -> digest of its article, while it is being read
        self._skipped: list[Skipped] = []
        self._notes: list[tuple[str, str]] = []
        self._articles = self._words = self._unchanged = 0

    def new(self, found: Iterable[Article | Skipped]) -> Iterator[Article]:
        """The articles that have to be read."""
        for one in found:
            if isinstance(one, Skipped):
                self._skip(one)
                continue
            self._notes.extend((one.origin, note) for note in one.notes)
            graph = self._how.base + ids.mint("article", one.id)
            if self._store is None:
                yield one
                continue
            self._store.forget(self._how.base + ids.mint("skipped", one.origin))
            digest = ids.digest(*map(repr, astuple(replace(one, origin=""))))
            if self._store.has(graph, self._read_by, digest):
                self._unchanged += 1
                if self._spool:
                    self._spool.add(self._store.chunk(graph))
            else:
                self._digests[graph] = digest
                yield one

    def _skip(self, skipped: Skipped) -> None:
        self._skipped.append(skipped)
        from kg.emit import skipped_quads
        from kg.store import to_chunk

        graph = self._how.base + ids.mint("skipped", skipped.origin)
        chunk = to_chunk(graph, skipped_quads(skipped, graph))
        if self._store:
            self._store.replace(chunk, self._read_by, "")
        if self._spool:
            self._spool.add(chunk)

    def put(self, done: Read) -> None:
        """Keep the statements of an article that was read."""
        self._articles += 1
        self._words += done.words
        if self._links and done.scene:
            self._links.see(done.chunk.graph, done.scene)
        if self._store:
            self._store.replace(done.chunk, self._read_by, self._digests.pop(done.chunk.graph))
        if self._spool:
            self._spool.add(done.chunk)

    def close(self) -> None:
        """Link, write what is still held; a file only if anything was read, so that no old one is lost for nothing."""
        is_read = self._articles or self._unchanged
        if self._links and is_read:
            self._links.write(self._spool)
        if self._store:
            self._store.flush()
            self._find_incidents(self._store)
        if self._spool and is_read:
            self._spool.write()

    def _find_incidents(self, store: Store) -> None:
        """Find the incidents of a store, if that is wanted, or again, if it has those of other articles."""
        from kg.incidents import graph_name, is_stale, keep

        if self._how.incidents or is_stale(store, self._how.base):
            keep(store, self._how.base)
        if self._spool and (graph := graph_name(self._how.base)) in store.graphs():
            self._spool.add(store.chunk(graph))

    def summary(self, seconds: float) -> Summary:
        return Summary(self._articles, self._words, self._unchanged, tuple(self._skipped), tuple(self._notes), seconds)


def build(
    inputs: Sequence[str],
    *,
    out: Path | None = None,
    store: Path | None = None,
    how: Build | None = None,
    workers: int = 1,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Read all articles of the inputs and write their graph to the file `out`, the store folder `store`, or both.

    A bad article is skipped and reported. Raises `KgError` where nothing can be read or written at all.
    """
    from contextlib import ExitStack

    from kg.link.building import Links
    from kg.read import read
    from kg.store import Spool, open_store

    how = how or Build()
    if how.settings.lexicon is not None:
        check_own(how.settings.lexicon)
    begin = time.perf_counter()
    with ExitStack() as stack:
        spool = stack.enter_context(Spool(out, how.base)) if out else None
        kept = stack.enter_context(open_store(store, ontology=how.settings.ontology)) if store else None
        links = stack.enter_context(Links(how.base, how.settings.lexicon, how.kb, kept)) if how.link else None
        desk = _Desk(how, kept, spool, links)
        for done in read_all(desk.new(read(inputs, stdin=stdin)), how, workers):
            desk.put(done)
            if progress:
                progress(1, done.words)
        desk.close()
    return desk.summary(time.perf_counter() - begin)
