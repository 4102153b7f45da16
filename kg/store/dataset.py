"""The graph in a user's Python: rdflib over Oxigraph."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import rdflib
from oxrdflib import OxigraphStore
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg import ids, vocab
from kg.store.chunk import Chunk
from kg.store.files import open_graph
from kg.store.store import Store


class _Kept(OxigraphStore):
    """A store for rdflib that lets go of the folder's lock when it is closed."""

    def __init__(self, kept: Store) -> None:
        super().__init__(store=kept.oxigraph)
        self._kept = kept

    def close(self, commit_pending_transaction: bool = False) -> None:
        super().close(commit_pending_transaction)
        self._kept.close()


def open_dataset(path: str | Path) -> rdflib.Dataset:
    """The graph of a file or of a store's folder as an rdflib dataset.

    Its default graph is the union of all its named graphs, one an article, with what follows by the trees of classes.

    A store is opened to be read only; a file is loaded into memory. Close the dataset to let others write to the store.

    Raises `kg.errors.NoSuchInput`, `BadInput` or `StoreError`.
    """
    dataset = rdflib.Dataset(store=_Kept(open_graph(Path(path))), default_union=False)
    for prefix, space in vocab.prefixes(ids.BASE).items():
        dataset.bind(prefix, space)
    return dataset


def to_graph(chunks: Iterable[Chunk], base: str) -> rdflib.Graph:
    """The statements of some chunks as one rdflib graph in memory."""
    store = ox.Store()
    for chunk in chunks:
        store.load(chunk.lines, ox.RdfFormat.N_TRIPLES)
    graph = rdflib.Graph(OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)
    for prefix, space in vocab.prefixes(base).items():
        graph.bind(prefix, space)
    return graph
