"""What stands before and after a predicate? Look-ups in a store, sorted; our graphs hold no triple terms."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


def objects(store: Store, node: Term, name: str) -> list[Term]:
    """The values of a node's property, given by its IRI."""
    if isinstance(node, Literal):
        return []
    found = {quad.object for quad in store.quads_for_pattern(node, NamedNode(name), None)}
    return sorted((value for value in found if not isinstance(value, Triple)), key=str)


def subjects(store: Store, name: str, value: Term) -> list[Node]:
    """The nodes that have a value for a property, given by its IRI."""
    found = {quad.subject for quad in store.quads_for_pattern(None, NamedNode(name), value)}
    return sorted((node for node in found if not isinstance(node, Triple)), key=str)


def predicates(store: Store, node: Term) -> list[str]:
    """The IRIs of the properties that a node has."""
    if isinstance(node, Literal):
        return []
    return sorted({quad.predicate.value for quad in store.quads_for_pattern(node, None, None)})


def solutions(store: Store, query: str) -> QuerySolutions:
    """The rows of a SELECT query over all graphs together."""
    found = store.query(query, use_default_graph_as_union=True)
    if not isinstance(found, QuerySolutions):
        raise TypeError(f"no SELECT query: {query}")
    return found
