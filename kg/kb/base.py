"""Which items has this name, this GeoNames id, this QID? A knowledge base on this machine answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from kg.gazetteer.names import skeleton
from kg.kb.entity import number
from kg.kb.file import meta, opened
from kg.kb.names import key
from kg.kb.record import Letters, from_bytes, qid, to_item
from kg.wikidata import Item

_BY_KEY: Final = {
    "name": "SELECT qid FROM name WHERE key = ? ORDER BY rank, qid LIMIT ?",
    "skeleton": "SELECT qid FROM skeleton WHERE key = ? ORDER BY rank, qid LIMIT ?",
}
_Asked = TypeVar("_Asked", int, str)
_PREFIX_ROWS: Final = 20_000  # names looked at for one prefix, so that a single letter takes no longer than a moment


def _numbers(qids: Iterable[str]) -> dict[str, int]:
    """The numbers of what are QIDs among these."""
    found = ((name, number(name)) for name in qids if name.startswith("Q"))
    return {name: one for name, one in found if one is not None}


class KnowledgeBase:
    """A `kg.wikidata.Source` over the folder that `kg kb build` made; read-only, for several threads and processes.

    Names are compared by `kg.kb.names.key`. Raises `StoreError` if there is no finished knowledge base.
    """

    name: Final = "kb"

    def __init__(self, path: Path) -> None:
        self._base = opened(path)
        self.meta: Mapping[str, str] = meta(self._base)
        self._letters = Letters(json.loads(self.meta["kinds"]))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._base.close()

    def by_name(self, names: Sequence[str], most: int = 20) -> Mapping[str, tuple[Item, ...]]:
        """The items that have each name as a label or an alias, the most popular first."""
        return self._by_keys("name", {name: key(name) for name in names}, most)

    def similar(self, names: Sequence[str], most: int = 20) -> Mapping[str, tuple[Item, ...]]:
        """The items with a name of the same consonants: other transliterations ("Sheikhoun" for "Shaykhūn").

        Vowels and Arabic articles do not count, so that much is found that is something else: compare the names.
        """
        return self._by_keys("skeleton", {name: skeleton(name) for name in names}, most)

    def by_prefix(self, text: str, most: int = 20) -> tuple[Item, ...]:
        """The items with a name that begins so, the most popular first: for suggestions while somebody types."""
        begin = key(text)
        if not begin:
            return ()
        rows = self._base.execute(
            "SELECT qid FROM (SELECT rank, qid FROM name WHERE key >= ? AND key < ? LIMIT ?)"
            " GROUP BY qid ORDER BY min(rank), qid LIMIT ?",
            (begin, begin + "\U0010ffff", _PREFIX_ROWS, most),
        )
        numbers = [number for (number,) in rows]
        items = self._items(numbers)
        return tuple(items[number] for number in numbers)

    def by_geonames(self, ids: Iterable[int]) -> Mapping[int, Item]:
        """The items of GeoNames ids."""
        return self._resolved({number: number for number in ids}, "SELECT qid FROM geonames WHERE id = ?")

    def by_qid(self, qids: Iterable[str]) -> Mapping[str, Item]:
        """The items of these QIDs; one that was merged into another gives that other item."""
        numbers = _numbers(qids)
        return self._resolved(numbers, "SELECT coalesce((SELECT qid FROM redirect WHERE old = ?1), ?1)")

    def revisions(self, qids: Iterable[str]) -> Mapping[str, int]:
        """The revisions of the items' pages that were read, where the dump tells them."""
        found = ((number, from_bytes(data).revision) for number, data in self._records(_numbers(qids).values()))
        return {qid(number): revision for number, revision in found if revision is not None}

    def _by_keys(self, table: str, keys: Mapping[str, str], most: int) -> dict[str, tuple[Item, ...]]:
        query = _BY_KEY[table]
        ask = self._base.cursor().execute
        found = {one: [row[0] for row in ask(query, (one, most))] for one in sorted(set(keys.values())) if one}
        items = self._items(one for numbers in found.values() for one in numbers)
        answers = {one: tuple(items[qid] for qid in numbers) for one, numbers in found.items() if numbers}
        return {name: answers[one] for name, one in keys.items() if one in answers}

    def _resolved(self, numbers: Mapping[_Asked, int], query: str) -> dict[_Asked, Item]:
        ask = self._base.cursor().execute
        found = {asked: row[0] for asked, number in numbers.items() for row in ask(query, (number,))}
        items = self._items(found.values())
        return {asked: items[number] for asked, number in found.items() if number in items}

    def _items(self, numbers: Iterable[int]) -> dict[int, Item]:
        return {number: to_item(number, from_bytes(data), self._letters) for number, data in self._records(numbers)}

    def _records(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """The records in the order of their numbers, which is that of the disk."""
        ask = self._base.cursor().execute
        for one in sorted(set(numbers)):
            for (data,) in ask("SELECT record FROM item WHERE qid = ?", (one,)):
                yield one, data
