"""How is that said in RDF? Pure: `Facts -> Iterator[Quad]`."""

from kg.emit.quads import quads

__all__ = ["quads"]
