"""Which entities does a graph have under a name, and what does it say of them? Its names are held in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from kg import vocab
from kg.gazetteer.names import skeleton
from kg.kb.names import key
from kg.wikidata import Coordinates, Item

_PLAIN: Final = ox.DefaultGraph()
_TYPE: Final = ox.NamedNode(vocab.RDF + "type")
_LABEL: Final = ox.NamedNode(vocab.RDFS + "label")
_ALIAS: Final = ox.NamedNode(vocab.SKOS + "altLabel")
_MATCH: Final = ox.NamedNode(vocab.SKOS + "exactMatch")
_LINK_OF: Final = ox.NamedNode(vocab.CKG + "linkOf")
_REJECTED: Final = ox.NamedNode(vocab.CKG + "rejectedItem")
_REPLACED: Final = ox.NamedNode(vocab.DCT + "isReplacedBy")
_DENOTED: Final = ox.NamedNode(vocab.GAF + "denotedBy")
_ENTITY: Final = ox.NamedNode(vocab.CKG + "Entity")
_PREFIX_ROWS: Final = 2000  # names looked at for one prefix


class GraphEntities:
    """The entities of an opened graph or store, as items: the id of one is the end of its IRI, its sitelinks count its
    mentions. `linked` gives the QIDs of accepted links. Read once; what comes into the store later is not seen.
    """

    def __init__(self, store: ox.Store, base: str) -> None:
        self._store = store
        self._base = base
        self.linked: dict[str, tuple[str, ...]] = {}
        self.items: dict[str, Item] = {}
        self._rejected = {
            (entity.object, quad.object)
            for quad in store.quads_for_pattern(None, _REJECTED, None, _PLAIN)
            for entity in store.quads_for_pattern(quad.subject, _LINK_OF, None, _PLAIN)
        }
        for quad in store.quads_for_pattern(None, _TYPE, _ENTITY, _PLAIN):
            if isinstance(quad.subject, ox.NamedNode):
                self._add(quad.subject)
        self.of_qid: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self.linked):
            for qid in self.linked[name]:
                self.of_qid[qid].append(name)
        self._by_key, self._by_word, self._by_skeleton = self._indexes()
        self._sorted = sorted((one, name) for one, names in self._by_key.items() for name in names)

    def named(self, text: str, most: int) -> list[Item]:
        """The entities with this name, with its consonants, or with the most of its words, most mentioned first."""
        wanted = key(text)
        found = dict.fromkeys(self._by_key.get(wanted, ()))
        found.update(dict.fromkeys(self._by_skeleton.get(skeleton(text), ())))
        counts: dict[str, int] = defaultdict(int)
        for word in wanted.split():
            for name in self._by_word.get(word, ()):
                counts[name] += 1
        near = sorted(counts, key=lambda name: (-counts[name], -self.items[name].sitelinks, name))
        found.update(dict.fromkeys(near[:most]))
        return [self.items[name] for name in list(found)[:most]]

    def begins(self, text: str, most: int) -> list[Item]:
        """The entities with a name that begins so, most mentioned first."""
        wanted = key(text)
        if not wanted:
            return []
        names: set[str] = set()
        start = bisect_left(self._sorted, (wanted, ""))
        for one, name in self._sorted[start : start + _PREFIX_ROWS]:
            if not one.startswith(wanted):
                break
            names.add(name)
        return sorted((self.items[name] for name in names), key=lambda item: (-item.sitelinks, item.qid))[:most]

    def iri(self, name: str) -> str:
        """The IRI of an id."""
        return name if ":" in name else self._base + name

    def objects(self, subject: str, prop: str) -> list[ox.NamedNode | ox.Literal]:
        """What the graph says of a node by a property, in a fixed order."""
        found = {quad.object for quad in self._quads(ox.NamedNode(subject), ox.NamedNode(prop))}
        return sorted((term for term in found if isinstance(term, ox.NamedNode | ox.Literal)), key=str)

    def properties(self, subject: str) -> set[str]:
        """The IRIs of all properties that the graph has of a node."""
        quads = self._store.quads_for_pattern(ox.NamedNode(subject), None, None, _PLAIN)
        return {quad.predicate.value for quad in quads}

    def label(self, iri: str) -> str:
        """A name of a node, in English where there is one; "" without."""
        labels = [term for term in self.objects(iri, _LABEL.value) if isinstance(term, ox.Literal)]
        return min(labels, key=lambda term: (term.language not in (None, "en"), term.value)).value if labels else ""

    def local(self, iri: str) -> str:
        """The id of an entity's IRI."""
        return iri.removeprefix(self._base)

    def _quads(self, subject: ox.NamedNode, prop: ox.NamedNode) -> Iterator[ox.Quad]:
        return self._store.quads_for_pattern(subject, prop, None, _PLAIN)

    def _add(self, node: ox.NamedNode) -> None:
        names = sorted({quad.object.value for quad in self._quads(node, _LABEL) if isinstance(quad.object, ox.Literal)})
        if not names:
            return
        name = self.local(node.value)
        others = {quad.object.value for quad in self._quads(node, _ALIAS) if isinstance(quad.object, ox.Literal)}
        matches = [
            quad.object.value
            for quad in self._quads(node, _MATCH)
            if isinstance(quad.object, ox.NamedNode) and (node, quad.object) not in self._rejected
        ]
        if qids := [self._current(match) for match in sorted(matches) if match.startswith(vocab.WD)]:
            self.linked[name] = tuple(dict.fromkeys(qids))
        cls = self._class(node)
        mentions = sum(1 for _ in self._quads(node, _DENOTED))
        self.items[name] = Item(
            name,
            label=names[0],
            aliases=(*names[1:], *sorted(others - set(names))),
            description=f"{cls}, {mentions} mention{'' if mentions == 1 else 's'}",
            kinds=(cls,),
            coordinates=self._point(node),
            sitelinks=mentions,
            geonames=next((int(end) for match in matches if (end := _geonames(match)).isdecimal()), None),
        )

    def _current(self, match: str) -> str:
        """The QID of a link; of an item that was merged into another, as far as the graph knows, that of the other."""
        newer = [quad.object for quad in self._quads(ox.NamedNode(match), _REPLACED)]
        iri = newer[0].value if newer and isinstance(newer[0], ox.NamedNode) else match
        return iri.removeprefix(vocab.WD)

    def _class(self, node: ox.NamedNode) -> str:
        """The most specific of a node's classes in the contract's tree."""
        classes = (quad.object.value for quad in self._quads(node, _TYPE) if isinstance(quad.object, ox.NamedNode))
        ours = sorted(cls.removeprefix(vocab.CKG) for cls in classes if cls.startswith(vocab.CKG))
        return max(ours, key=lambda name: len(vocab.superclasses(name)))

    def _point(self, node: ox.NamedNode) -> Coordinates | None:
        lat, long = (self.objects(node.value, vocab.WGS84 + name) for name in ("lat", "long"))
        return Coordinates(float(lat[0].value), float(long[0].value)) if lat and long else None

    def _indexes(self) -> tuple[Mapping[str, Sequence[str]], ...]:
        keys, words, skeletons = (defaultdict[str, list[str]](list) for _ in range(3))
        ordered = sorted(self.items.values(), key=lambda item: (-item.sitelinks, item.qid))
        for item in ordered:
            spellings = {key(name) for name in (item.label, *item.aliases)} - {""}
            for one in spellings:
                keys[one].append(item.qid)
            for word in {word for one in spellings for word in one.split()}:
                words[word].append(item.qid)
            for bones in {skeleton(name) for name in (item.label, *item.aliases)} - {""}:
                skeletons[bones].append(item.qid)
        return keys, words, skeletons


def _geonames(iri: str) -> str:
    return iri.removeprefix(vocab.GEONAMES).rstrip("/") if iri.startswith(vocab.GEONAMES) else ""
