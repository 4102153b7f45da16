"""How does a dump become a knowledge base? Two passes over it, then the names are sorted; it can be stopped anywhere.

The first pass finds which classes are below the roots (P279), the second keeps the items of these classes. Given the
classes, the first is left out.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from kg.errors import BadInput
from kg.kb import classes
from kg.kb.dump import STANDARD_INPUT, Dump, Place, check, opened
from kg.kb.file import VERSION, facts
from kg.kb.finishing import make_findable
from kg.kb.found import Wanted
from kg.kb.readers import Reader, reader
from kg.kb.record import Letters
from kg.kb.work import Stage, State, Work, begun

LANGUAGES: Final = ("en", "mul")
_SECONDS: Final = 5.0  # between two checkpoints, at the least


class Step(NamedTuple):
    """Where a build is: bytes of the dump as it is on the disk, out of `size` where that is known, and entities read.

    In the last stage there are no bytes, and the entities are the items whose names were taken.
    """

    stage: Stage
    origin: str
    done: int
    size: int | None
    entities: int


class Summary(NamedTuple):
    """What was built: the file's facts, as `KnowledgeBase.meta` has them; whether it went on; how long, in seconds."""

    facts: dict[str, str]
    is_resumed: bool
    seconds: float


Progress = Callable[[Step], None]


class _How(NamedTuple):
    dumps: Sequence[str]
    workers: int
    progress: Progress
    seconds: float


def build(
    dumps: Sequence[str],
    out: Path,
    *,
    languages: tuple[str, ...] = LANGUAGES,
    classes_file: Path | None = None,
    workers: int = 1,
    restart: bool = False,
    progress: Progress | None = None,
    seconds: float = _SECONDS,
) -> Summary:
    """Read dumps into a knowledge base in the folder `out`, or go on with it where an earlier call ended.

    A checkpoint is made when `seconds` have passed since the last one. Raises a `KgError`; what was read up to the last
    checkpoint stays.
    """
    begin = time.perf_counter()
    _check(dumps, classes_file)
    how = _How(dumps, workers, progress or (lambda _: None), seconds)
    letters = Letters(classes.kind_names())
    plan = _plan(dumps, languages, classes_file)
    with begun(out, json.dumps(plan), restart=restart) as work:
        is_resumed = work.state != State()
        if work.state.stage == "classes":
            _find_classes(work, how, classes_file, letters)
        if work.state.stage == "items":
            _keep_items(work, how, languages, letters)
        given = {
            "inputs": json.dumps(list(dumps)),
            "languages": " ".join(languages),
            "kinds": json.dumps(letters.names),
        }
        make_findable(work, letters, given, lambda done: how.progress(Step("index", "", 0, None, done)))
        work.finish()
    return Summary(facts(out), is_resumed, time.perf_counter() - begin)


def _check(dumps: Sequence[str], classes_file: Path | None) -> None:
    for given in dumps:
        check(given)
    streams = [given for given in dumps if given == STANDARD_INPUT or not Path(given).is_file()]
    if streams and (classes_file is None or len(set(streams)) < len(streams)):
        reason = "standard input and pipes can be read only once, and the classes need a pass of their own"
        raise BadInput(streams[0], reason, "give --classes FILE, or a file instead")


def _plan(dumps: Sequence[str], languages: Sequence[str], classes_file: Path | None) -> dict[str, object]:
    """What must be the same for an unfinished build to be gone on with."""
    chosen = repr((classes.roots(), sorted(classes.refused()))).encode()
    given = classes_file.read_bytes() if classes_file and classes_file.is_file() else b""
    return {
        "version": VERSION,
        "dumps": list(dumps),
        "languages": list(languages),
        "classes": hashlib.blake2b(given or chosen, digest_size=16).hexdigest(),
    }


def _find_classes(work: Work, how: _How, classes_file: Path | None, letters: Letters) -> None:
    if classes_file is None:
        with reader(how.workers, None) as read:
            _read(work, how, read)
        classes.close(work.base, letters)
    else:
        work.base.executemany("INSERT OR REPLACE INTO class VALUES (?, ?)", classes.read(classes_file, letters))
    for table in ("edge", "problem"):  # the second pass finds the same problems, and more
        work.base.execute(f"DELETE FROM {table}")  # noqa: S608
    work.commit(State("items"))


def _keep_items(work: Work, how: _How, languages: tuple[str, ...], letters: Letters) -> None:
    by_subclass = letters.to_letters(sorted(classes.BY_SUBCLASS.intersection(letters.names)))
    wanted = Wanted.of(languages, classes.load(work.base), frozenset(by_subclass))
    with reader(how.workers, wanted) as read:
        _read(work, how, read)
    work.commit(replace(work.state, stage="index"))


def _read(work: Work, how: _How, read: Reader) -> None:
    """Read the dumps from the checkpoint on, and make new ones."""
    for index in range(work.state.input, len(how.dumps)):
        with opened(how.dumps[index]) as dump:
            _read_dump(work, how, read, dump)
        work.commit(replace(work.state, input=index + 1, place=None))


def _read_dump(work: Work, how: _How, read: Reader, dump: Dump) -> None:
    state, last = work.state, time.monotonic()
    for chunk, found in read(dump.chunks(state.place), dump.form, dump.origin):
        work.add(found, is_once=dump.form == "triples")
        state = state.plus(found)
        if time.monotonic() - last >= how.seconds:
            work.commit(replace(state, place=Place.after(chunk)))
            last = time.monotonic()
        how.progress(Step(state.stage, dump.origin, dump.read_so_far(), dump.size, state.entities))
    work.state = state
