"""Facts from one source, and from another what the first could not be had from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.enrich.facts import FactSource, Found, Name, Wanted


class Both:
    """A `FactSource` of two: what the first says of an item is never mixed with what the second says of it."""

    def __init__(self, first: FactSource, second: FactSource) -> None:
        self._first = first
        self._second = second
        self.name = f"{first.name}, {second.name}"
        self._answered: set[str] = set()

    @property
    def unanswered(self) -> Mapping[str, str]:
        """What neither of them knows and the first could not be asked."""
        return {qid: why for qid, why in self._first.unanswered.items() if qid not in self._answered}

    def facts(self, qids: Sequence[str], wanted: Wanted) -> Found:
        """What the first says of these items, else the second."""
        found = self._first.facts(qids, wanted)
        lost = [qid for qid in qids if qid in self._first.unanswered]
        more = self._second.facts(lost, wanted) if lost else Found(())
        moved = dict(more.replaced)
        known = {item.qid for item in more.items}
        self._answered.update(qid for qid in lost if moved.get(qid, qid) in known)
        return Found((*found.items, *more.items), (*found.replaced, *more.replaced))

    def labels(self, qids: Iterable[str], languages: Sequence[str]) -> Mapping[str, tuple[Name, ...]]:
        """The labels that the first gives, else the second."""
        wanted = list(qids)
        found = dict(self._first.labels(wanted, languages))
        lost = [qid for qid in wanted if qid not in found and qid in self._first.unanswered]
        more = self._second.labels(lost, languages) if lost else {}
        self._answered.update(more)
        return {**found, **more}
