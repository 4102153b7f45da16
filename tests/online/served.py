"""Real SPARQL servers of this machine that hold the slice of Wikidata."""

from __future__ import annotations

import shutil
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
    with oxigraph_over(folder) as address:
        yield address


@contextmanager
def oxigraph_over(folder: Path) -> Iterator[str]:
    """The address of Oxigraph's own server over the store in `folder`, on a free port."""
    port = _free_port()
    program = Path(sys.executable).with_name("oxigraph")
    command = [str(program), "serve-read-only", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/")
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.terminate()


VIRTUOSO = "virtuoso-t"
_SETTINGS = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = {folder}
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
[HTTPServer]
ServerPort = 127.0.0.1:{web}
ServerRoot = {folder}
"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of Virtuoso's endpoint over a new database in `folder` with the slice, on a free port."""
    port, web = _free_port(), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_SETTINGS.format(folder=folder, port=port, web=web))
    shutil.copy(SLICE, folder / "slice.ttl")
    load = f"DB.DBA.TTLP(file_to_string_output('{folder}/slice.ttl'), '', 'urn:slice', 0);"
    command = [VIRTUOSO, "-f", "-c", str(settings)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder) as server:
        try:
            _wait_for(f"http://127.0.0.1:{web}/sparql")
            subprocess.run(["isql-vt", str(port), "dba", "dba", f"exec={load}"], check=True, capture_output=True)
            yield f"http://127.0.0.1:{web}/sparql"
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(url: str) -> None:
    for _ in range(400):
        try:
            urlopen(url, timeout=5).close()  # noqa: S310 - this machine's own server
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)
