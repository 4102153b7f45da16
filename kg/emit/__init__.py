"""How is that said in RDF? Pure: `Facts -> Iterator[Quad]`."""

from kg.emit.quads import quads
from kg.emit.skipped import skipped_quads

__all__ = ["quads", "skipped_quads"]
