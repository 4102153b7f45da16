"""What is in this graph, and what was not understood when it was made?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg import data, ids, vocab

_PREFIXES: Final = vocab.prefixes(ids.BASE)
_COUNTED: Final = ("Entity", "Event", "Relation", "Claim", "Role", "CasualtyFigure")
_MARKUP: Final = "\t\n\r"


class Count(NamedTuple):
    """A name and how often it is there."""

    name: str
    number: int


class Gap(NamedTuple):
    """Something not understood: what, how often, and where for the first time; `line` may be pasted into a lexicon."""

    name: str
    number: int
    example: str
    line: str = ""


@dataclass(frozen=True, slots=True)
class Info:
    """Counts of a graph, each list with the most frequent first.

    `published` and `happened` are the first and last day of articles and of events, "" where none is known.
    """

    articles: int
    publishers: tuple[Count, ...]
    published: tuple[str, str]
    happened: tuple[str, str]
    classes: tuple[Count, ...]
    events: tuple[Count, ...]
    entities: tuple[Count, ...]
    date_sources: tuple[Count, ...]
    read_by: tuple[Count, ...]
    notes: tuple[Count, ...]
    skipped: tuple[Count, ...]
    words: tuple[Gap, ...]
    places: tuple[Gap, ...]
    unlinked: tuple[Gap, ...]
    times: tuple[Gap, ...]
    undated_events: int


def info(store: ox.Store) -> Info:
    """Count what is in an opened graph or store."""
    articles = _number(store, "SELECT (COUNT(*) AS ?n) { ?x a schema:NewsArticle }")
    return Info(
        articles,
        _counts(
            store, "?x a schema:NewsArticle OPTIONAL { ?x schema:publisher ?p } BIND(COALESCE(?p, 'unknown') AS ?k)"
        ),
        _span(store, "?x schema:datePublished ?day"),
        _span(store, "?x a ckg:Event ; sem:hasEarliestBeginTimeStamp|sem:hasLatestEndTimeStamp ?day"),
        tuple(Count(name, _instances(store, name)) for name in _COUNTED),
        _by_class(store, "Event"),
        _by_class(store, "Entity"),
        _counts(store, "?x ckg:dateSource ?k"),
        _counts(store, "?x ckg:readBy ?k"),
        _counts(store, "?x ckg:note ?k"),
        _counts(store, "?x a ckg:SkippedInput ; dct:identifier ?i ; ckg:reason ?r BIND(CONCAT(?i, ': ', ?r) AS ?k)"),
        _words(store),
        _places(store),
        _unlinked(store),
        _times(store),
        _number(
            store,
            "SELECT (COUNT(DISTINCT ?x) AS ?n)"
            " { ?x a ckg:Event FILTER NOT EXISTS { ?x sem:hasEarliestBeginTimeStamp|sem:hasLatestEndTimeStamp ?day } }",
        ),
    )


# -- counts ------------------------------------------------------------------------------------------------------------


def _rows(store: ox.Store, query: str) -> list[list[str]]:
    """The values of each row, "" for none."""
    found = store.query(query, prefixes=_PREFIXES)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError(f"no SELECT query: {query}")
    return [
        [str(value.value) if isinstance(value, ox.Literal | ox.NamedNode) else "" for value in row] for row in found
    ]


def _number(store: ox.Store, query: str) -> int:
    return int(_rows(store, query)[0][0])


def _counts(store: ox.Store, pattern: str) -> tuple[Count, ...]:
    """How many ?x there are for each ?k."""
    query = f"SELECT ?k (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }} GROUP BY ?k ORDER BY DESC(?n) ?k"
    return tuple(Count(name, int(count)) for name, count in _rows(store, query))


def _span(store: ox.Store, pattern: str) -> tuple[str, str]:
    first, last = _rows(store, f"SELECT (MIN(?day) AS ?first) (MAX(?day) AS ?last) {{ {pattern} }}")[0]
    return first, last


def _instances(store: ox.Store, name: str) -> int:
    return _number(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a ckg:{name} }}")


def _by_class(store: ox.Store, top: str) -> tuple[Count, ...]:
    """How many things under a class have each class as their most specific one.

    What has a class of a user's own counts for that alone.
    """
    all_of = {
        name.removeprefix(vocab.CKG): int(count)
        for name, count in _rows(store, f"SELECT ?c (COUNT(DISTINCT ?x) AS ?n) {{ ?x a ckg:{top}, ?c }} GROUP BY ?c")
        if name.startswith(vocab.CKG)
    }
    users = _own_classes(store) if top == "Event" else {}
    for iri in users:
        for name, number in _rows(store, f"SELECT ?c (COUNT(DISTINCT ?x) AS ?n) {{ ?x a <{iri}>, ?c }} GROUP BY ?c"):
            if name.removeprefix(vocab.CKG) in all_of:
                all_of[name.removeprefix(vocab.CKG)] -= int(number)
    own = dict(all_of)
    for name, count in all_of.items():
        for upper in vocab.superclasses(name)[1:2]:
            if upper in own:
                own[upper] -= count
    counts = [Count(name, count) for name, count in own.items() if count > 0]
    counts += [Count(iri.replace("#", "/").rpartition("/")[2], count) for iri, count in users.items()]
    return tuple(sorted(counts, key=lambda c: (-c.number, c.name)))


def _own_classes(store: ox.Store) -> dict[str, int]:
    """The classes of a user's own that events have, and how many have each; found by their claims, for a file does not
    say what these classes are below.
    """
    rows = _rows(
        store, "SELECT ?c (COUNT(DISTINCT ?x) AS ?n) { ?claim ckg:claims ?x . ?x a ?c } GROUP BY ?c ORDER BY ?c"
    )
    known = tuple(vocab.PREFIXES.values())
    return {name: int(count) for name, count in rows if not name.startswith(known)}


# -- what was not understood -------------------------------------------------------------------------------------------


def _words(store: ox.Store) -> tuple[Gap, ...]:
    query = """
        SELECT ?lemma ?kind (COUNT(DISTINCT ?mention) AS ?n) (MIN(?id) AS ?article) {
          ?gap a ckg:Gap ; ckg:lemma ?lemma ; ckg:gapKind ?kind ; gaf:denotedBy ?mention .
          ?mention nif:referenceContext ?context . ?report ckg:text ?context ; dct:identifier ?id .
        } GROUP BY ?lemma ?kind ORDER BY DESC(?n) ?lemma ?kind"""
    return tuple(
        Gap(f"{lemma} ({kind})", int(count), article, _line("triggers", lemma=lemma, pos=kind, needs="", framing=""))
        for lemma, kind, count, article in _rows(store, query)
    )


def _places(store: ox.Store) -> tuple[Gap, ...]:
    """Named places without a point."""
    return tuple(
        Gap(name, count, article, _line("places", name=name, aliases="", geonames="", **{"class": cls}))
        for name, cls, count, article in _named(store, "?x a ckg:Place", "?x wgs84:lat ?lat")
    )


def _unlinked(store: ox.Store) -> tuple[Gap, ...]:
    """Named actors without a link."""
    return tuple(
        Gap(name, count, article, _line("actors", key=ids.slug(name), label=name, aliases="", **{"class": cls}))
        for name, cls, count, article in _named(store, "?x a ckg:Actor", "?x skos:exactMatch ?other")
    )


def _named(store: ox.Store, pattern: str, missing: str) -> list[tuple[str, str, int, str]]:
    """Label, class, number of mentions and first article of things with a name that lack something."""
    query = f"""
        SELECT ?label ?c (COUNT(DISTINCT ?mention) AS ?n) (MIN(?id) AS ?article) {{
          {pattern} ; a ?c ; rdfs:label ?label ; gaf:denotedBy ?mention .
          FILTER NOT EXISTS {{ {missing} }}
          FILTER(REGEX(?label, "^\\\\p{{Lu}}") && STRSTARTS(STR(?c), STR(ckg:)))
          ?mention nif:referenceContext ?context . ?report ckg:text ?context ; dct:identifier ?id .
        }} GROUP BY ?label ?c ORDER BY DESC(?n) ?label"""
    found: dict[str, tuple[str, str, int, str]] = {}
    for label, cls, count, article in _rows(store, query):
        name = cls.removeprefix(vocab.CKG)
        if label not in found or found[label][1] in vocab.superclasses(name):
            found[label] = (label, name, int(count), article)
    return list(found.values())


def _times(store: ox.Store) -> tuple[Gap, ...]:
    """Words for a date or time of day that have no place on the calendar."""
    query = """
        SELECT ?words (COUNT(DISTINCT ?mention) AS ?n) (MIN(?id) AS ?article) {
          ?time a time:TemporalEntity ; ckg:timexType ?type ; gaf:denotedBy ?mention .
          FILTER(?type IN ("DATE", "TIME"))
          FILTER NOT EXISTS { ?time sem:hasEarliestBeginTimeStamp|sem:hasLatestEndTimeStamp ?day }
          ?mention nif:anchorOf ?anchor ; nif:referenceContext ?context .
          ?report ckg:text ?context ; dct:identifier ?id .
          BIND(LCASE(?anchor) AS ?words)
        } GROUP BY ?words ORDER BY DESC(?n) ?words"""
    return tuple(Gap(words, int(count), article) for words, count, article in _rows(store, query))


def _line(lexicon: str, **known: str) -> str:
    """A line for a lexicon, with "?" in each column that its reader must fill in."""
    values = (known.get(column, "?") for column in _columns(lexicon))
    return "\t".join("".join(" " if c in _MARKUP else c for c in value) for value in values)


def _columns(lexicon: str) -> list[str]:
    path = data.folder("seeds") / "lexicon" / f"{lexicon}.tsv"
    with path.open(encoding="utf-8") as lines:
        heading = next(line for line in lines if line.strip() and not line.startswith("#"))
    return heading.rstrip("\r\n").split("\t")
