"""Which items may be meant by these names? Asks the sources in the order of trust and keeps what was asked lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

from kg.link.names import spellings
from kg.wikidata import Item, Source

_Asked = TypeVar("_Asked")
_KEPT: Final = 20_000  # names of local sources; each holds a few items
_MOST: Final = 12  # items a name
BATCH: Final = 500  # names that are asked for at once when a graph is gone through beforehand


class Found(NamedTuple):
    """An item and the names of the sources that know it, joined by a plus ("built-in+kb")."""

    item: Item
    source: str


class Candidates:
    """The items of names and of GeoNames ids, from several sources.

    Sources that cost a request (`remote`) are asked beforehand for all names of a graph, in batches; each has its own
    spellings of a name. A `fallback`, a search by part of a name, is asked only for names that no other source knows.
    """

    def __init__(self, local: Sequence[Source], remote: Sequence[Source] = (), fallback: Sequence[Source] = ()) -> None:
        self._local = tuple(local)
        self._remote = tuple(remote)
        self._fallback = tuple(fallback)
        self._names: OrderedDict[str, tuple[Found, ...]] = OrderedDict()
        self._ids: OrderedDict[int, tuple[Found, ...]] = OrderedDict()
        self._fetched: dict[str, tuple[Found, ...]] = {}
        self._fetched_ids: dict[int, tuple[Found, ...]] = {}

    @property
    def retrieved(self) -> str:
        """The date or time of the newest answer, as the sources tell it; "" if none tells."""
        every = (*self._local, *self._remote, *self._fallback)
        return max((_dated(source) for source in every), default="")

    @property
    def is_remote(self) -> bool:
        return bool(self._remote or self._fallback)

    def fetch(self, names: Iterable[str], ids: Iterable[int]) -> None:
        """Ask the remote sources for these names and GeoNames ids, all at once, and keep the answers."""
        asked = sorted(set(names) - self._fetched.keys())
        wanted = sorted(set(ids) - self._fetched_ids.keys())
        for source in self._remote:
            _put(self._fetched, source.by_name(asked, _MOST), source.name)
            _put(self._fetched_ids, _each(source.by_geonames(wanted)), source.name)
        for source in self._fallback:
            missing = [one for one in asked if not self._fetched.get(one) and not self._here([one]).get(one)]
            _put(self._fetched, source.by_name(missing, _MOST), source.name)
        for one in asked:
            self._fetched.setdefault(one, ())
        for number in wanted:
            self._fetched_ids.setdefault(number, ())

    def find(self, names: Iterable[str], geonames: int | None) -> tuple[Found, ...]:
        """The items of any of the names or of the GeoNames id, each once, in the order of their numbers."""
        asked = tuple(dict.fromkeys(one for name in names for one in spellings(name)))
        here = self._here(asked)
        found: dict[str, Found] = {}
        lists = [*(here[one] for one in asked), *(self._fetched.get(one, ()) for one in asked)]
        if geonames is not None:
            lists += [self._placed(geonames), self._fetched_ids.get(geonames, ())]
        for some in lists:
            for one in some:
                before = found.get(one.item.qid)
                found[one.item.qid] = one if before is None else _united(before, one)
        return tuple(sorted(found.values(), key=lambda one: int(one.item.qid[1:])))

    def _here(self, names: Sequence[str]) -> dict[str, tuple[Found, ...]]:
        missing = [name for name in names if name not in self._names]
        if missing:
            answers: dict[str, tuple[Found, ...]] = {}
            for source in self._local:
                _put(answers, source.by_name(missing, _MOST), source.name)
            for name in missing:
                self._names[name] = answers.get(name, ())
        found = {name: self._names[name] for name in names}
        while len(self._names) > _KEPT:
            self._names.popitem(last=False)
        return found

    def _placed(self, number: int) -> tuple[Found, ...]:
        if number not in self._ids:
            answers: dict[int, tuple[Found, ...]] = {}
            for source in self._local:
                _put(answers, _each(source.by_geonames([number])), source.name)
            self._ids[number] = answers.get(number, ())
            if len(self._ids) > _KEPT:
                self._ids.popitem(last=False)
        return self._ids[number]


def _dated(source: Source) -> str:
    """When a source was asked last, or made: an online one tells the first, a knowledge base the second."""
    meta: Mapping[str, str] = getattr(source, "meta", {})
    return str(getattr(source, "retrieved", "") or meta.get("built", "")[:10])


def _each(answer: Mapping[int, Item]) -> dict[int, tuple[Item, ...]]:
    return {number: (item,) for number, item in answer.items()}


def _put(kept: dict[_Asked, tuple[Found, ...]], answer: Mapping[_Asked, Sequence[Item]], source: str) -> None:
    for name, items in answer.items():
        kept[name] = (*kept.get(name, ()), *(Found(item, source) for item in items))


def _united(one: Found, other: Found) -> Found:
    """One item of what two sources know of it: what the first does not know is taken from the second."""
    if one.item == other.item:
        sources = dict.fromkeys((*one.source.split("+"), *other.source.split("+")))
        return Found(one.item, "+".join(sources))
    a, b = one.item, other.item
    names = dict.fromkeys((*a.aliases, b.label, *b.aliases))
    item = replace(
        a,
        aliases=tuple(name for name in names if name != a.label),
        description=a.description or b.description,
        classes=a.classes or b.classes,
        kinds=tuple(dict.fromkeys((*a.kinds, *b.kinds))),
        countries=a.countries or b.countries,
        coordinates=a.coordinates or b.coordinates,
        begin=a.begin or b.begin,
        end=a.end or b.end,
        sitelinks=max(a.sitelinks, b.sitelinks),
        geonames=a.geonames or b.geonames,
    )
    return Found(item, "+".join(dict.fromkeys((*one.source.split("+"), *other.source.split("+")))))
