"""Articles and items made up for the tests of linking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.emit import quads
from kg.ids import BASE, mint
from kg.link.names import plain
from kg.link.scene import Scene, scene_of
from kg.model import Article, Entity, Facts, Mention
from kg.store import Chunk, to_chunk
from kg.wikidata import Coordinates, Item

LIBYA, LEBANON, SYRIA, NORWAY = "Q1016", "Q822", "Q858", "Q20"


def entity(
    label: str,
    cls: str = "Settlement",
    others: Iterable[str] = (),
    *,
    named: bool = True,
    point: tuple[float, float] | None = None,
    geonames: str | None = None,
    key: str = "",
) -> Entity:
    """An entity of an article; its key depends on its label and class alone."""
    key = key or mint("entity", cls, label, geonames or "", hint=label)
    return Entity(key, cls, label, tuple(others), (Mention(0, 4, "Text"),), named, point, geonames)


def facts(name: str, entities: Sequence[Entity], date: str | None = "2017-10-17", text: str = "Text of it.") -> Facts:
    article = Article(name, text, ((0, len(text)),), name, date=date, date_source="given" if date else "none")
    return Facts(article, mint("article", name), tuple(entities), (), (), (), (), ())


def chunk(of: Facts) -> Chunk:
    return to_chunk(BASE + of.key, quads(of, BASE, "kg test"))


def scene(name: str, *entities: Entity, date: str | None = "2017-10-17", text: str = "Text of it.") -> Scene:
    return scene_of(facts(name, entities, date, text))


def item(qid: str, label: str, *kinds: str, **known: Any) -> Item:
    return Item(qid, label, kinds=kinds or ("Settlement",), **known)


TRIPOLIS = (
    item(
        "Q3579", "Tripoli", countries=(LIBYA,), coordinates=Coordinates(32.89, 13.18), sitelinks=160, geonames=2210247
    ),
    item("Q168954", "Tripoli", countries=(LEBANON,), coordinates=Coordinates(34.43, 35.84), sitelinks=110),
    item("Q1357", "Tripoli", "Region", countries=("Q41",), coordinates=Coordinates(37.5, 22.4), sitelinks=40),
    item("Q900001", "Tripoli", countries=("Q30",), sitelinks=6),
    item("Q900002", "Tripoli", "Work", countries=("Q30",), sitelinks=25),  # a film: of no class that an entity has
)


class Fixed:
    """A source that knows some items, and notes what it was asked."""

    def __init__(self, items: Iterable[Item], name: str = "kb", retrieved: str = "") -> None:
        self._items = tuple(items)
        self._name = name
        self.retrieved = retrieved
        self.asked: list[str] = []

    @property
    def name(self) -> str:
        return self._name

    def by_name(self, names: Sequence[str], most: int = 20) -> Mapping[str, tuple[Item, ...]]:
        self.asked.extend(names)
        found = {name: tuple(one for one in self._items if self._has(one, name))[:most] for name in names}
        return {name: items for name, items in found.items() if items}

    def by_geonames(self, ids: Iterable[int]) -> Mapping[int, Item]:
        wanted = set(ids)
        return {one.geonames: one for one in self._items if one.geonames is not None and one.geonames in wanted}

    def by_qid(self, qids: Iterable[str]) -> Mapping[str, Item]:
        wanted = set(qids)
        return {one.qid: one for one in self._items if one.qid in wanted}

    @staticmethod
    def _has(one: Item, name: str) -> bool:
        return plain(name) in {plain(known) for known in (one.label, *one.aliases)}
