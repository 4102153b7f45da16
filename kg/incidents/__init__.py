"""Which articles report the same happening, and where do they contradict one another?

The answer is a graph of its own, whose nodes point to the articles' events and never change them: a conclusion that can
be seen, weighed and taken away.

with Shelf() as shelf:
    shelf.add(reports(store))
    found = incidents(shelf, base)
"""

from kg.incidents.finding import Found, incidents, reports, without_incidents
from kg.incidents.grouping import Tally
from kg.incidents.quads import graph_name
from kg.incidents.shelf import Shelf

__all__ = ["Found", "Shelf", "Tally", "graph_name", "incidents", "reports", "without_incidents"]
