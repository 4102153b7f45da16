"""A real SPARQL server of this machine that holds the slice of Wikidata."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pyoxigraph as ox

SLICE = Path(__file__).with_name("slice.ttl")


@contextmanager
def oxigraph(folder: Path, *files: Path) -> Iterator[str]:
    """The address of Oxigraph's own server over a new store in `folder` with these Turtle files, on a free port."""
    store = ox.Store(str(folder))
    for file in files or (SLICE,):
        store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    store.flush()
    del store
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("oxigraph")
    command = [str(program), "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 - this machine's own server
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)
