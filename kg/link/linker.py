"""Goes through articles one by one, gathers what they say of each entity's candidates, and decides in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, Self

from kg import ids
from kg.link.candidates import Candidates, Found
from kg.link.classes import fit
from kg.link.decide import IMPLAUSIBLE, WRONG_CLASS, Rule, decide
from kg.link.entities import Candidate, Decision, Ruling, Scores, Subject
from kg.link.features import class_fit, described, name_fit, place_fit, popularity, time_fit, total
from kg.link.gathering import Gathering
from kg.link.names import ALIAS, bare, may_name, similarity
from kg.link.scene import Scene, scenes, words
from kg.link.tally import Tally, from_bytes
from kg.store import Chunk

_HELD: Final = 20_000  # entities whose tallies stay in memory
_CACHED: Final = 1 << 14
_SAME_PLACE: Final = 0.9  # the score of a name, at least, where the GeoNames id is the same: another spelling of it
_NO_RULINGS: Mapping[str, Ruling] = MappingProxyType({})


class _Option(NamedTuple):
    """A candidate that the class lets through, with the countries it has to do with."""

    found: Found
    countries: frozenset[str]


class Linker:
    """See every article, then take the decisions, sorted by the entities' keys. Memory does not grow with the articles.

    `only_candidates` leaves out what no source has an item for, and what has no name, at no cost.
    """

    def __init__(
        self,
        candidates: Candidates,
        rule: Rule = Rule(),  # noqa: B008 - a value that cannot change
        rulings: Mapping[str, Ruling] = _NO_RULINGS,
        base: str = ids.BASE,
        *,
        only_candidates: bool = False,
    ) -> None:
        self._candidates = candidates
        self._rule = rule
        self._rulings = rulings
        self._base = base
        self._only_candidates = only_candidates
        self._tallies: dict[str, Tally] = {}
        self._is_spilled = False
        self._stack = ExitStack()
        self._gathered = self._stack.enter_context(Gathering())
        self._options = lru_cache(_CACHED)(self._all_options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def see(self, chunk: Chunk) -> None:
        """Take in an article's graph, or a whole file's."""
        for scene in scenes(chunk, self._base):
            self.see_scene(scene)

    def see_scene(self, scene: Scene) -> None:
        """Take in an article."""
        self._see(scene)
        if len(self._tallies) > _HELD:
            self._put_aside()

    def decisions(self) -> Iterator[Decision]:
        """What was decided, once all articles were seen."""
        if not self._is_spilled:
            for key in sorted(self._tallies, key=str.encode):
                yield self._decided(key, self._tallies[key])
            return
        self._put_aside()
        for name, states in self._gathered.groups():
            tally = from_bytes(states[0])
            for state in states[1:]:
                tally.merge(from_bytes(state))
            yield self._decided(name.decode(), tally)

    def _put_aside(self) -> None:
        self._is_spilled = True
        for key, tally in self._tallies.items():
            self._gathered.add(key.encode(), tally.to_bytes())
        self._tallies = {}

    # -- one article -----------------------------------------------------------------------------------------------

    def _see(self, scene: Scene) -> None:
        options = {subject.key: some for subject in scene.subjects if (some := self._of(subject))}
        reach = Counter(
            country for some in options.values() for country in {c for option in some for c in option.countries}
        )
        here = self._countries(scene, options)
        is_described = any(option.found.item.description for some in options.values() for option in some)
        said = words(scene.text) if is_described else frozenset()
        country = min(here, key=lambda qid: (-here[qid], int(qid[1:])), default="")
        for subject in scene.subjects:
            if self._only_candidates and subject.key not in options and subject.key not in self._rulings:
                continue
            tally = self._tallies.get(subject.key)
            if tally is None:
                tally = self._tallies[subject.key] = Tally(subject.cls, subject.label)
            some = options.get(subject.key, ())
            if not some and not subject.is_named:
                continue
            tally.see(subject, scene.date, country)
            own = {c for one in some for c in one.countries}
            for option in some:
                tally.add(option.found.item.qid, self._evidence(option, said, subject, reach, here, own, len(options)))

    def _countries(self, scene: Scene, options: Mapping[str, tuple[_Option, ...]]) -> Counter[str]:
        """The countries that the article's places lie in, each with the number of these places."""
        found: Counter[str] = Counter()
        for subject in scene.subjects:
            if subject.geonames is None:
                continue
            for option in options.get(subject.key, ()):
                if option.found.item.geonames == subject.geonames or subject.cls == "Country":
                    found.update(option.countries)
        return found

    @staticmethod
    def _evidence(
        option: _Option,
        said: frozenset[str],
        subject: Subject,
        reach: Counter[str],
        here: Counter[str],
        own: set[str],
        others: int,
    ) -> tuple[float | None, float | None, float | None]:
        words = described(option.found.item, said) if said else None
        if not option.countries:
            return None, words, None
        mine = int(subject.geonames is not None and option.found.item.geonames == subject.geonames)
        context = None if not here else float(any(here[country] > mine for country in option.countries))
        agreeing = max(reach[country] - (country in own) for country in option.countries)
        return context, words, agreeing / (others - 1) if others > 1 else None

    def _of(self, subject: Subject) -> tuple[_Option, ...]:
        if subject.is_named or may_name(subject.label):
            return self._options(subject.cls, subject.names, subject.geonames, has_name(subject))
        return ()

    def _all_options(
        self, cls: str, names: tuple[str, ...], geonames: int | None, is_named: bool
    ) -> tuple[_Option, ...]:
        found = self._found(names, geonames, is_named)
        return tuple(_Option(one, frozenset(one.item.countries)) for one in found if fit(cls, one.item.kinds))

    def _found(self, names: tuple[str, ...], geonames: int | None, is_named: bool) -> tuple[Found, ...]:
        """The candidates. A description counts as a name only where our own lexicon has it so: "the Navy", "Iraqis"."""
        found = self._candidates.find(names if is_named else (bare(names[0]),), geonames)
        return found if is_named else tuple(one for one in found if is_listed(one, bare(names[0])))

    # -- one entity ------------------------------------------------------------------------------------------------

    def _decided(self, key: str, tally: Tally) -> Decision:
        ruling = self._rulings.get(key)
        if ruling is None and not tally.is_named and not may_name(tally.label):
            return Decision(key, tally.cls, tally.label, "unnamed")
        subject = tally.subject(key)
        is_named = has_name(subject)
        found = self._found(subject.names, subject.geonames, is_named)
        if not is_named and not found and ruling is None:
            return Decision(key, tally.cls, tally.label, "unnamed")
        is_placed = subject.geonames is not None and any(one.item.geonames == subject.geonames for one in found)
        candidates = [self._candidate(subject, tally, one, is_placed) for one in found]
        return decide(subject, candidates, self._rule, tally.country, ruling)

    @staticmethod
    def _candidate(subject: Subject, tally: Tally, found: Found, is_placed: bool) -> Candidate:
        """One candidate weighed; with `is_placed` some candidate has the entity's GeoNames id, and it is that place."""
        item, evidence = found.item, tally.evidence(found.item.qid)
        names = subject.names if has_name(subject) else (bare(subject.label),)
        name, place = name_fit(subject.cls, names, item), place_fit(subject, item)
        if is_placed:
            place = float(item.geonames == subject.geonames)
            name = max(name, _SAME_PLACE * place)
        time = time_fit(item, tally.first, tally.last)
        scores = Scores(name, class_fit(subject, item), popularity(item, found.source), place, *evidence, time=time)
        verdict = WRONG_CLASS if scores.cls == 0 else IMPLAUSIBLE if time == 0 else ""
        return Candidate(item, found.source, scores, total(scores), verdict)


def has_name(subject: Subject) -> bool:
    """Whether an entity has a name of its own: "Islamic State", and not "militants" or "a senior commander"."""
    return subject.is_named and subject.cls != "PersonGroup"


def is_listed(found: Found, name: str) -> bool:
    """Whether our own lexicon lists an item under just this name."""
    return "built-in" in found.source.split("+") and similarity(name, found.item) >= ALIAS
