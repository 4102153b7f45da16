"""Keep the graph, replace an article's part of it, and write it sorted in any format.

chunk = to_chunk(base + facts.key, quads(facts, base, read_by))  # in a worker; sorted text, cheap to send
with Spool(Path("graph.ttl"), base) as spool, open_store(Path("store")) as store:
    if store.has(chunk.graph, read_by, digest):                  # unchanged, and read by the same version
        spool.add(store.chunk(chunk.graph))
    else:
        store.replace(chunk, read_by, digest)
        spool.add(chunk)
    spool.write()
"""

from kg.store.chunk import Chunk, to_chunk
from kg.store.files import load_file, open_graph
from kg.store.folder import open_store
from kg.store.spool import Spool
from kg.store.store import Store

__all__ = ["Chunk", "Spool", "Store", "load_file", "open_graph", "open_store", "to_chunk"]
