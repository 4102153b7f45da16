"""Which articles report the same happening, and where do they contradict one another?

The answer is a graph of its own, whose nodes point to the articles' events and never change them: a conclusion that can
be seen, weighed and taken away.

found = find(store)  # the graph is found.chunk
keep(store)  # the same, and the store has it
"""

from kg.incidents.finding import Found, without_incidents
from kg.incidents.grouping import Tally
from kg.incidents.keeping import find, is_stale, keep
from kg.incidents.quads import graph_name

__all__ = ["Found", "Tally", "find", "graph_name", "is_stale", "keep", "without_incidents"]
