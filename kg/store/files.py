"""What graph is in this file?"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.errors import BadInput, NoSuchInput
from kg.store.entailment import complete, trees
from kg.store.folder import open_store
from kg.store.formats import input_format
from kg.store.store import Store


def open_graph(path: Path, *, ontology: tuple[Path, ...] = ()) -> Store:
    """The graph in a file, loaded into memory, or that of a store's folder; either answers for superclasses too.

    Raises `NoSuchInput`, `BadInput` or `StoreError`.
    """
    if path.is_dir():
        return open_store(path, read_only=True)
    store = load_file(path)
    store.oxigraph.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    complete(store.oxigraph, trees(ontology))
    return store


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def load_file(path: Path) -> Store:
    """The statements of a file, each in its own graph, and no more. Raises `NoSuchInput` or `BadInput`."""
    form = input_format(path).rdf
    store = ox.Store()
    try:
        with _opened(path) as file:
            store.bulk_load(file, form)
    except FileNotFoundError as error:
        raise NoSuchInput(str(path), "there is no such file", "check its name") from error
    except SyntaxError as error:
        raise BadInput(str(path), f"it is not valid: {error.msg}", "mend it, or build it again") from error
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise BadInput(str(path), f"it cannot be read: {error}", "check the file") from error
    return Store(store)
