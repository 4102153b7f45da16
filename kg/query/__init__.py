"""Ask a graph in SPARQL: named questions, a user's own, of a file, a store or a remote endpoint."""

from kg.query.library import Param, Query, find, named
from kg.query.local import Answer, ask

__all__ = ["Answer", "Param", "Query", "ask", "find", "named"]
