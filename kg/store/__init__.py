"""Keep the graph, replace an article's part of it, and write it sorted in any format."""

from kg.store.chunk import Chunk, to_chunk
from kg.store.files import load_file, open_graph
from kg.store.spool import Spool
from kg.store.store import Store, open_store

__all__ = ["Chunk", "Spool", "Store", "load_file", "open_graph", "open_store", "to_chunk"]
