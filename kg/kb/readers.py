"""Who reads the pieces of a dump? This process, or several others; the results come in the order of the dump."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.errors import WorkerLost
from kg.kb.dump import Chunk, Form
from kg.kb.found import Found, Wanted
from kg.kb.lines import edges_of_document, edges_of_lines, items_of_document, items_of_lines
from kg.kb.ntriples import edges_of_triples, items_of_triples

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.process import BaseProcess

Reader = Callable[[Iterable[Chunk], Form, str], Iterator[tuple[Chunk, Found]]]
"""From the chunks of a dump of this form and origin to what each holds."""

_EDGES: Final = {"lines": edges_of_lines, "document": edges_of_document, "triples": edges_of_triples}
_ITEMS: Final = {"lines": items_of_lines, "document": items_of_document, "triples": items_of_triples}
_AHEAD: Final = 2  # chunks a process that wait for it, so that none is idle and few are in memory
_wanted: Wanted | None = None  # of this process, if it is one of several


@contextmanager
def reader(workers: int, wanted: Wanted | None) -> Iterator[Reader]:
    """A reader for items, or for the subclass edges if nothing is wanted. Raises `WorkerLost`."""
    if workers == 1:
        yield partial(_read_here, wanted)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(wanted,))
    try:
        yield partial(_read_there, lambda *piece: executor.submit(_piece, *piece), _AHEAD * workers)
    except BrokenProcessPool as error:
        remedy = "try fewer --workers; the same command goes on where it was"
        raise WorkerLost("a process that read the dump", "it was ended, perhaps for want of memory", remedy) from error
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _read_here(
    wanted: Wanted | None, chunks: Iterable[Chunk], form: Form, origin: str
) -> Iterator[tuple[Chunk, Found]]:
    for chunk in chunks:
        yield chunk, _read(wanted, form, chunk.data, origin, chunk.line)


def _read_there(
    submit: Callable[..., Future[Found]], most: int, chunks: Iterable[Chunk], form: Form, origin: str
) -> Iterator[tuple[Chunk, Found]]:
    waiting: deque[tuple[Chunk, Future[Found]]] = deque()
    for chunk in chunks:
        waiting.append((chunk, submit(form, chunk.data, origin, chunk.line)))
        if len(waiting) >= most:
            first, future = waiting.popleft()
            yield first, future.result()
    for rest, future in waiting:
        yield rest, future.result()


def _start(wanted: Wanted | None) -> None:
    """Begin as one of several: an interruption is the first process's to tell, and its end is the end of all."""
    import os
    import signal
    import threading
    from multiprocessing import parent_process

    global _wanted
    _wanted = wanted
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def end_with(parent: BaseProcess) -> None:
        parent.join()
        os._exit(1)

    if (parent := parent_process()) is not None:
        threading.Thread(target=end_with, args=(parent,), daemon=True).start()


def _piece(form: Form, data: bytes, origin: str, line: int) -> Found:
    return _read(_wanted, form, data, origin, line)


def _read(wanted: Wanted | None, form: Form, data: bytes, origin: str, line: int) -> Found:
    return _EDGES[form](data, origin, line) if wanted is None else _ITEMS[form](data, origin, line, wanted)
