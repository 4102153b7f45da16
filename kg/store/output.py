"""How is a file written so that nothing but a whole one ever stands there?"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from kg.errors import BadOutput

_REMEDIES: Final = {
    errno.ENOSPC: "free some space on that disk; what stood there before is unchanged",
    errno.EDQUOT: "free some of your quota; what stood there before is unchanged",
    errno.EACCES: "choose a folder that you may write to",
    errno.EPERM: "choose a folder that you may write to",
    errno.EROFS: "choose a folder that you may write to",
    errno.ENAMETOOLONG: "choose a shorter name",
}


def checked_output(path: Path) -> Path:
    """The path with links resolved, after a look at whether a file could be written there at all."""
    target = path.resolve()
    if target.is_dir():
        raise BadOutput(str(path), "it is a folder", "name a file in it")
    if not target.parent.is_dir():
        raise BadOutput(str(path), f"there is no folder {target.parent}", f"make it with: mkdir -p {target.parent}")
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        raise BadOutput(str(path), "it may not be written", _REMEDIES[errno.EACCES])
    return target


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to that takes its name only when it is whole and on the disk.

    It is written beside the old one, which stays as it is if the disk is full, the run is killed, or the caller fails.
    A device or a pipe is written to directly. Raises `BadOutput`.
    """
    target = checked_output(path)
    if target.exists() and not target.is_file():
        with _reported(path), target.open("wb") as out:
            yield out
        return
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _reported(path):
            with beside.open("wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise bad_output(path, error) from error


def bad_output(path: Path, error: OSError) -> BadOutput:
    """What the operating system says about a file that could not be written, with the remedy."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    return BadOutput(
        str(path), reason[:1].lower() + reason[1:], _REMEDIES.get(error.errno or 0, "choose another place")
    )
