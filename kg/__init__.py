"""kg reads conflict news and writes an honest knowledge graph: who did what to whom, according to whom.

    import kg

    graph = kg.read_text("Rebels seized the town on Monday, the army said.", date="2024-05-08")
    dataset = kg.open("graph.ttl")      # or a store's folder

Both are rdflib's, over Oxigraph's store; nothing heavy is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import ids
from kg.version import DEFAULT_MODEL, LEARNED, Readers

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Dataset, Graph

__all__ = ["open", "read_text"]


def open(path: str | Path) -> Dataset:  # noqa: A001 - kg.open is what its users type
    """The graph of a file or of a store's folder, as an rdflib dataset whose default graph is the union of all.

    A store is opened to be read only; close the dataset to let others write to it. Raises `kg.errors.NoSuchInput`,
    `BadInput` or `StoreError`.
    """
    from kg.store.dataset import open_dataset

    return open_dataset(path)


def read_text(
    text: str,
    *,
    date: str | None = None,
    id: str | None = None,  # noqa: A002 - the key of the contract's input
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    base: str = ids.BASE,
    model: str | None = None,
    readers: Readers = LEARNED,
    min_confidence: float = 0.0,
) -> Graph:
    """The graph of one article; `date` is its day of publication (ISO 8601), `id` yours for it.

    `kg.version.RULES` as the readers reads by rules alone, and what is told with less than `min_confidence` is left
    out. The language model is loaded on the first call, about two seconds. Raises `kg.errors.BadInput` for text that
    holds no prose, `NoSuchModel` and `NoSuchDevice`.
    """
    from kg.pipeline import Build, loaded
    from kg.read import from_text
    from kg.store.dataset import to_graph

    article = from_text(text, id=id, date=date, title=title, url=url, publisher=publisher)
    pipeline = loaded(Build(base, model or DEFAULT_MODEL, readers=readers, min_confidence=min_confidence))
    return to_graph([done.chunk for done in pipeline.read([article])], base)
