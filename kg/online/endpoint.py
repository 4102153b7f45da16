"""Which items does a SPARQL endpoint with Wikidata's data have under a name, a GeoNames id or a QID?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

import pyoxigraph as ox

from kg.errors import EndpointError
from kg.ids import digest
from kg.online import item_rows, queries, terms
from kg.online.guest import ENDPOINT, Guest
from kg.online.queries import qid_of
from kg.online.source import Online, number_of, spellings
from kg.online.terms import Row
from kg.online.visitor import HANDS, Hands, Tell, quiet
from kg.query.endpoint import fetch, results
from kg.query.exchange import Reply
from kg.wikidata import Item
from kg.wikidata.classes import Classes, levels

_NAMES: Final = 40  # names in one query: with their spellings and languages some two hundred terms
_ITEMS: Final = 50
_REMEDY: Final = "check that it speaks SPARQL"
_CLASSES: Final = 25  # each has some hundred classes above it
_SELECTED: Final = re.compile(r"SELECT (?:DISTINCT )?((?:\?\w+ )+)WHERE")
Query = Callable[[Sequence[str]], str]


class Rows(NamedTuple):
    """The rows about an item: of each the values by the names of the variables, those that it has."""

    rows: tuple[Row, ...]
    retrieved: datetime


class Endpoint(Online):
    """A source over an endpoint, in standard SPARQL 1.1.

    Names are compared exactly, in the guest's languages: as they are written, without "the", without accents, and those
    all in capitals or in small letters in title case too.
    """

    name: Final = "endpoint"

    def __init__(
        self,
        guest: Guest,
        url: str = ENDPOINT,
        classes: Classes | None = None,
        tell: Tell = quiet,
        hands: Hands = HANDS,
    ) -> None:
        super().__init__(url, guest, classes, tell, hands)
        self._tags = " ".join(queries.spoken(guest.languages))

    def select(self, query: str) -> list[Row]:
        """The rows of an answer, asked for as a guest does. Raises `EndpointError` or `BadQuery`."""

        def read(reply: Reply) -> list[Row]:
            found = results(self.url, "the query", reply)
            if isinstance(found, ox.QuerySolutions):
                try:
                    answer: list[Row] = list(terms.rows(found))
                except (SyntaxError, ValueError) as error:  # its rows are read one by one
                    raise EndpointError(self.url, f"its results cannot be read: {error}", "try again later") from error
                if not _selected(query) <= {variable.value for variable in found.variables}:
                    raise EndpointError(self.url, f"its results answer another query: {reply.start}", _REMEDY)
                return answer
            raise EndpointError(self.url, "it answers with something else than rows", _REMEDY)

        answers = self._answers
        return answers.visit(lambda: fetch(self.url, query, "SELECT", answers.limits, answers.headers), read)

    def rows(self, qids: Iterable[str], query: Query, size: int = _ITEMS) -> dict[str, Rows]:
        """The rows about items in the answers to a query of the caller's own, and when they were retrieved.

        `query` gives a SELECT for a batch of QIDs, one of whose variables is ?item. The rows of each item are kept by
        themselves, those of an item without any too; items that could not be had are missing, and in `unanswered`.
        """

        def ask(batch: Sequence[str]) -> dict[str, list[dict[str, list[str]]]]:
            found: dict[str, list[dict[str, list[str]]]] = {qid: [] for qid in batch}
            for row in self.select(query(batch)):
                if (qid := qid_of(row.get("item"))) in found:
                    found[qid].append(terms.to_json(row))
            return found

        question = f"rows {digest(query(['Q1']))}"
        kept = self._answers.of(question, [qid for qid in qids if queries.is_qid(qid)], ask, size)
        return {qid: Rows(tuple(map(terms.from_json, each.body)), each.retrieved) for qid, each in kept.items()}

    def _named(self, names: Sequence[str]) -> Mapping[str, list[str]]:
        found = self._answers.of(f"items named, {self._tags}", names, self._ask_names, _NAMES)
        return {name: kept.body for name, kept in found.items()}

    def _ask_names(self, names: Sequence[str]) -> dict[str, list[str]]:
        wanted = {name: spellings(name) for name in names}
        texts = dict.fromkeys(text for each in wanted.values() for text in each)
        found: dict[str, dict[str, int]] = {}
        for row in self.select(queries.items_named(texts, self._languages)):
            qid, text = qid_of(row.get("item")), row.get("name")
            if qid and isinstance(text, ox.Literal):
                found.setdefault(text.value, {})[qid] = max(_number(row.get("sitelinks")), _number(row.get("links")))
        merged = {name: _merged(found.get(text, {}) for text in each) for name, each in wanted.items()}
        return {name: sorted(each, key=lambda qid: (-each[qid], number_of(qid))) for name, each in merged.items()}

    def _of_geonames(self, ids: Sequence[int]) -> Mapping[int, list[str]]:
        found = self._answers.of("items of GeoNames ids", map(str, ids), self._ask_geonames, _ITEMS * 2)
        return {int(key): kept.body for key, kept in found.items()}

    def _ask_geonames(self, ids: Sequence[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {each: [] for each in ids}
        for row in self.select(queries.items_of_geonames(ids)):
            if (qid := qid_of(row.get("item"))) and (key := getattr(row.get("id"), "value", "")) in found:
                found[key].append(qid)
        return {key: sorted(qids, key=number_of) for key, qids in found.items()}

    def _items(self, qids: Sequence[str]) -> Mapping[str, Item]:
        bare = self._bare(qids)
        silent = [qid for qid, each in bare.items() if each is None]
        merged = self._answers.of("merged into", silent, self._ask_merged, _ITEMS)
        targets = {qid: kept.body for qid, kept in merged.items() if kept.body}
        there = self._bare([*targets.values()])
        found = {**bare, **{qid: there.get(target) for qid, target in targets.items()}}
        return self._with_kinds({qid: each for qid, each in found.items() if each is not None})

    def _bare(self, qids: Sequence[str]) -> dict[str, tuple[Item, list[str]] | None]:
        """The items without their kinds, and what they are subclasses of; None where nothing is said of one."""
        texts = self._answers.of(f"texts, {self._tags}", qids, self._ask_texts, _ITEMS)
        values = self._answers.of("values", [qid for qid in qids if qid in texts], self._ask_values, _ITEMS)
        found: dict[str, tuple[Item, list[str]] | None] = {}
        for qid, kept in values.items():
            names = tuple(item_rows.Text(*row) for row in texts[qid].body)
            facts = tuple(item_rows.Value(*row) for row in kept.body)
            above = [each.value for each in facts if each.property == "P279"]
            is_there = bool(names or facts)
            found[qid] = (item_rows.item(qid, names, facts, self._languages), above) if is_there else None
        return found

    def _parents(self, classes: Iterable[str]) -> dict[str, list[str]]:
        found = self._answers.of("classes above", classes, self._ask_above, _CLASSES)
        return {qid: parents for kept in found.values() for qid, parents in kept.body.items()}

    def _ask_texts(self, qids: Sequence[str]) -> dict[str, list[item_rows.Text]]:
        return _by_item(
            qids, ((row, item_rows.text(row)) for row in self.select(queries.texts_of(qids, self._languages)))
        )

    def _ask_values(self, qids: Sequence[str]) -> dict[str, list[item_rows.Value]]:
        return _by_item(qids, ((row, item_rows.value(row)) for row in self.select(queries.values_of(qids))))

    def _ask_merged(self, qids: Sequence[str]) -> dict[str, str]:
        found = dict.fromkeys(qids, "")
        for row in self.select(queries.merged_into(qids)):
            old, new = qid_of(row.get("item")), qid_of(row.get("target"))
            if old in found and new:
                found[old] = new
        return found

    def _ask_above(self, classes: Sequence[str]) -> dict[str, dict[str, list[str]]]:
        """For each class the steps upwards from it and from all above it, its own among them even if there is none."""
        steps: dict[str, list[str]] = {}
        for row in self.select(queries.classes_above(classes)):
            child, parent = qid_of(row.get("class")), qid_of(row.get("parent"))
            if child and parent:
                steps.setdefault(child, []).append(parent)

        def parents(qid: str) -> list[str]:
            return sorted(steps.get(qid, ()), key=number_of)

        return {each: {qid: parents(qid) for level in levels(each, parents) for qid in level} for each in classes}


def _selected(query: str) -> frozenset[str]:
    """The names of the variables that a query names as selected; none where it selects them otherwise."""
    found = _SELECTED.search(query)
    return frozenset(found[1].replace("?", "").split()) if found else frozenset()


def _number(term: object) -> int:
    return int(term.value) if isinstance(term, ox.Literal) and term.value.isdecimal() else 0


def _merged(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    return {qid: number for part in parts for qid, number in part.items()}


def _by_item(qids: Sequence[str], found: Iterable[tuple[Row, Any]]) -> dict[str, list[Any]]:
    """What was said of each item, each once; of some nothing."""
    known: dict[str, dict[Any, None]] = {qid: {} for qid in qids}
    for row, said in found:
        qid = qid_of(row.get("item"))
        if said is not None and qid in known:
            known[qid][said] = None
    return {qid: sorted(each) for qid, each in known.items()}
