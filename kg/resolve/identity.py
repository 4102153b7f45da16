"""Which phrases denote the same entity? One walk through the article, each phrase joined to what came before it or new.

The order of trust: the lexicon's entry, what the text itself declares ("X, known as Y"), equal names, acronyms and
surnames, then definite descriptions, and pronouns only where one candidate stands out. Nothing looks back further
than `kg.resolve.salience` remembers, so the walk is linear in the article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.model import AliasFinding, EntityFinding
from kg.resolve.names import acronyms, family, first_surname, is_acronym, is_narrower, normal, surname
from kg.resolve.salience import Memory

Turn = tuple[int, bool, int]


@dataclass(slots=True)
class Cluster:
    """Phrases that denote one entity, in the order of the text. Lives only inside this room."""

    number: int
    cls: str
    members: list[EntityFinding] = field(default_factory=list)

    @property
    def entry(self) -> str:
        """The key in the lexicon of actors, "" if no member has one."""
        return next((member.entry for member in self.members if member.entry), "")

    @property
    def names(self) -> list[EntityFinding]:
        return [member for member in self.members if member.form == "name"]

    def add(self, finding: EntityFinding) -> None:
        self.members.append(finding)
        if is_narrower(finding.cls, self.cls) and finding.form != "pronoun":
            self.cls = finding.cls


class Identity:
    """The walk's state: indexes of the clusters made so far."""

    def __init__(
        self, aliases: Iterable[AliasFinding], sentences: Sequence[tuple[int, int]], known: Mapping[int, str]
    ) -> None:
        self.clusters: list[Cluster] = []
        self._classes: list[str] = []  # by the number of the cluster
        self.of_head: dict[int, Cluster] = {}
        self._known = known
        self._memory = Memory(sentences)
        self._entries: dict[str, Cluster] = {}
        self._names: dict[tuple[str, str], Cluster] = {}
        self._acronyms: dict[str, Cluster] = {}
        self._surnames: dict[str, Cluster] = {}
        self._first_surnames: dict[str, Cluster] = {}
        self._declared: dict[int, list[int]] = defaultdict(list)
        for alias in aliases:
            self._declared[alias.head].append(alias.other)
            self._declared[alias.other].append(alias.head)

    def see(self, finding: EntityFinding) -> None:
        """Join the phrase to a cluster or begin a new one; a pronoun that nothing explains stays alone."""
        cluster = self._same_as(finding)
        if cluster is None:
            cluster = Cluster(len(self.clusters), finding.cls)
            self.clusters.append(cluster)
            self._classes.append(cluster.cls)
        cluster.add(finding)
        self._classes[cluster.number] = cluster.cls
        self.of_head[finding.head] = cluster
        self._remember(finding, cluster)

    def _same_as(self, finding: EntityFinding) -> Cluster | None:
        if (declared := self._by_declaration(finding)) is not None:
            return declared
        if finding.form == "name":
            return self._by_name(finding)
        number = (
            self._memory.described(finding, self._classes)
            if finding.form == "nominal"
            else self._memory.meant(finding, self._classes)
        )
        return None if number is None else self.clusters[number]

    def _by_declaration(self, finding: EntityFinding) -> Cluster | None:
        for head in self._declared.get(finding.head, ()):
            cluster = self.of_head.get(head)
            if cluster is not None and _may_join(cluster, finding):
                return cluster
        return None

    def _by_name(self, finding: EntityFinding) -> Cluster | None:
        if (entry := self._entry(finding)) in self._entries:
            return self._entries[entry]
        if finding.entry:
            return None
        name, kin = normal(finding.name), family(finding.cls)
        found = self._names.get((kin, name))
        if found is None and is_acronym(finding.name):
            found = self._acronyms.get(finding.name.replace(".", ""))
        if found is None and kin in {"Person", "Place"}:
            found = self._by_surname(finding, name)
            if found is not None and kin == "Place":
                return found  # "Bali" after "Musafa Bali" is he, whatever the map says
        return found if found is not None and _may_join(found, finding) else None

    def _entry(self, finding: EntityFinding) -> str:
        """What is known of a name apart from the article: its line in the lexicon, or its place in the gazetteer."""
        return finding.entry or self._known.get(finding.head, "")

    def _by_surname(self, finding: EntityFinding, name: str) -> Cluster | None:
        """A bare surname is the last person so named; "Mr. Bali" too, but not "Ahmad Bali" after "Musafa Bali"."""
        words, is_place = set(name.split()), family(finding.cls) == "Place"
        cluster = self._surnames.get(surname(finding.name))
        if cluster is None:
            return None if is_place else self._by_first_surname(finding, words)
        known = _words(cluster)
        if is_place and (len(words) > 1 or len(known) < 2):
            return None
        return cluster if words <= known else None

    def _by_first_surname(self, finding: EntityFinding, words: set[str]) -> Cluster | None:
        """As "Jaramillo" and "Bernardo Jaramillo" are "Bernardo Jaramillo Ossa", whom the text has named before."""
        cluster = self._first_surnames.get(surname(finding.name))
        return cluster if cluster is not None and words <= _words(cluster) else None

    def _remember(self, finding: EntityFinding, cluster: Cluster) -> None:
        self._memory.note(finding, cluster.number)
        if finding.form != "name":
            return
        if entry := self._entry(finding):
            self._entries.setdefault(entry, cluster)
        kin = family(cluster.cls)
        self._names.setdefault((kin, normal(finding.name)), cluster)
        if kin == "Person" and family(finding.cls) == kin:
            self._surnames[surname(finding.name)] = cluster
            if first := first_surname(finding.name):
                self._first_surnames.setdefault(first, cluster)
        elif kin == "Organization":
            for short in acronyms(finding.name):
                self._acronyms.setdefault(short, cluster)


def _words(cluster: Cluster) -> set[str]:
    """The words of its names, comparable."""
    return {word for member in cluster.names for word in normal(member.name).split()}


def _may_join(cluster: Cluster, finding: EntityFinding) -> bool:
    """Whether two classes can be one thing: the same family, and neither leaf contradicts the other."""
    if family(cluster.cls) != family(finding.cls):
        return False
    if cluster.cls == finding.cls or is_narrower(cluster.cls, finding.cls) or is_narrower(finding.cls, cluster.cls):
        return True
    # Two readers of one name may differ in the leaf; the first one is kept unless people and governments are mixed.
    return family(cluster.cls) in {"Organization", "Place"}


def clusters(
    findings: Iterable[EntityFinding],
    aliases: Iterable[AliasFinding],
    sentences: Sequence[tuple[int, int]],
    known: Mapping[int, str] = MappingProxyType({}),
) -> list[Cluster]:
    """The entities of one article, each with all its phrases; findings are taken in the order of their heads.

    `known` gives, by the offset of a head, what a name is known as apart from the article, say its GeoNames id.
    """
    found = list(findings)
    declared = list(aliases)
    walk = Identity(declared, sentences, known)
    for finding in sorted(found, key=_turn(found, declared)):
        walk.see(finding)
    return walk.clusters


def _turn(findings: Iterable[EntityFinding], aliases: Iterable[AliasFinding]) -> Callable[[EntityFinding], Turn]:
    """The order of the walk: that of the text, but what is declared the same as a later name comes right after it.

    "The town of Jenin" is Jenin, whichever town was spoken of before.
    """
    names = {finding.head for finding in findings if finding.form == "name"}
    after: dict[int, int] = {}
    for alias in aliases:
        first, second = sorted((alias.head, alias.other))
        if second in names and first not in names:
            after.setdefault(first, second)
    return lambda finding: (after.get(finding.head, finding.head), finding.head in after, finding.head)
