"""Does a graph keep to the shapes? `validate` asks, and answers with the words that each violation is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.validate.lookup import Term, solutions
from kg.validate.offsets import CONSTRAINT, misfits
from kg.validate.report import Report, Violation, Witness
from kg.validate.shapes import Check, checks

__all__ = ["Report", "Violation", "validate"]


def validate(
    graph: Store | Iterable[Quad],
    *,
    ontology: Sequence[Path] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """All violations of the shapes in the union of the graph's named graphs.

    A store is only read. `ontology` names a user's own files with classes below ours; `progress` is told after each
    check how many of how many are done.
    """
    store = graph if isinstance(graph, Store) else _loaded(graph)
    witness, found = Witness(store), set[Violation]()
    todo = checks(tuple(ontology))
    for done, check in enumerate(todo, 1):
        found.update(_violation(check, witness, *wrong) for wrong in _wrong(store, check))
        if progress:
            progress(done, len(todo))
    return Report(tuple(sorted(found)))


def _loaded(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.bulk_extend(quads)
    return store


def _wrong(store: Store, check: Check) -> Iterator[tuple[Term, str, Term | None]]:
    """The focus node, path and value of each violation."""
    if check.constraint == CONSTRAINT:
        yield from ((mention, "", anchor) for mention, anchor in misfits(store))
        return
    rows = solutions(store, check.query)
    known = {variable.value for variable in rows.variables}
    for row in rows:
        path = row["path"].value if "path" in known else check.path
        yield row["this"], path, row["value"] if "value" in known else None


def _violation(check: Check, witness: Witness, focus: Term, path: str, value: Term | None) -> Violation:
    return Violation(
        focus.value,
        path,
        check.message,
        value.value if value is not None else "",
        check.severity,
        check.constraint,
        witness.words(focus),
        witness.article(focus),
    )
