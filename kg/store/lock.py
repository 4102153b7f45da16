"""How do several processes keep out of each other's way in one store? Many may read, or one may write."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, Final

from kg.errors import StoreError

_NAME: Final = "kg.lock"
_ROCKSDB: Final = "LOCK"
_REMEDY: Final = "wait until it has ended, or use another folder"


def locked(folder: Path, *, shared: bool) -> IO[bytes] | None:
    """A lock on the store that holds until it is closed; None where the system has no such locks.

    Raises `StoreError` if another process, a server such as `oxigraph serve` included, is using the store.
    """
    if sys.platform == "win32":  # RocksDB's own lock still keeps two writers apart
        return None
    import fcntl

    path = folder / _NAME
    lock = path.open("rb" if shared and path.exists() else "ab")
    try:
        fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        if (rocksdb := folder / _ROCKSDB).exists():
            # Nobody in this process holds RocksDB's lock, or ours would not have been granted, so that looking at it
            # and letting go of it again takes nothing away.
            with rocksdb.open("rb") as other:
                fcntl.lockf(other, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        raise StoreError(str(folder), "another process is using this store", _REMEDY) from error
    return lock
