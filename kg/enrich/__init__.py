"""Bring what Wikidata says of the linked items into the graph, apart from what the text said.

found = enrich(linked(store.chunks()), source, Wanted(DEFAULT, ("en",)), base)
store.replace(found.chunk, read_by, digest)
"""

from kg.enrich.enriching import Enriched, enrich
from kg.enrich.facts import Wanted
from kg.enrich.links import GRAPH, is_facts, linked, without_facts
from kg.enrich.properties import DEFAULT

__all__ = ["DEFAULT", "GRAPH", "Enriched", "Wanted", "enrich", "is_facts", "linked", "without_facts"]
