"""What does one article's graph say of its entities, as far as a link depends on it? Reads a chunk, line by line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg import vocab
from kg.link.entities import Subject
from kg.model import Entity, Facts
from kg.store import Chunk
from kg.store.chunk import blocks
from kg.wikidata import Coordinates

_GEONAMES: Final = re.compile(rf"<{re.escape(vocab.GEONAMES)}(\d+)/>")
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_PLAIN: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_NAMES: Final = {
    f"<{name}>".encode(): field
    for name, field in (
        (vocab.RDF + "type", "type"),
        (vocab.RDFS + "label", "label"),
        (vocab.SKOS + "altLabel", "alt"),
        (vocab.SKOS + "exactMatch", "match"),
        (vocab.WGS84 + "lat", "lat"),
        (vocab.WGS84 + "long", "long"),
        (vocab.CKG + "isNamed", "named"),
        (vocab.GAF + "denotedBy", "denoted"),
    )
}
_WITHIN: Final = f"<{vocab.RDF}predicate> <{vocab.CKG}locatedIn> ".encode()
_CLASSES: Final = {f"<{vocab.CKG}{name}>": name for name in vocab.ENTITY_CLASSES}
_DEPTH: Final = {name: len(vocab.superclasses(name)) for name in vocab.ENTITY_CLASSES}


@dataclass(frozen=True, slots=True)
class Scene:
    """One article: who and what is in it, on which date, in which text.

    An article of a file without named graphs has `key` too; "" stands for entities that no article mentions.
    """

    key: str
    date: str
    subjects: tuple[Subject, ...]
    text: str


def scenes(chunk: Chunk, base: str) -> Iterator[Scene]:
    """The articles of a chunk: one if it is an article's named graph, any number if it is a whole file of triples."""
    lines = chunk.lines
    subjects = list(_subjects(region(lines, f"{base}entity/".encode()), base))
    articles = _articles(region(lines, f"{base}article/".encode()), base)
    if chunk.graph:
        date, text = articles.get(chunk.graph.removeprefix(base), ("", ""))
        if subjects:
            yield Scene(chunk.graph.removeprefix(base), date, tuple(subjects), text)
        return
    seen = _seen(lines, base)
    inside: dict[str, list[Subject]] = defaultdict(list)
    for subject in subjects:
        for key in sorted(seen.get(subject.key, {""})):
            inside[key].append(subject)
    for key, some in sorted(inside.items()):
        date, text = articles.get(key, ("", ""))
        yield Scene(key, date, tuple(some), text)


def scene_of(facts: Facts) -> Scene:
    """The one article of facts, as it will be read again from its graph."""
    subjects = (_subject_of(entity) for entity in facts.entities if entity.mentions or entity.geonames)
    ordered = sorted(subjects, key=lambda subject: f"{subject.key}>".encode())
    return Scene(facts.key, facts.article.date or "", tuple(ordered), facts.article.text)


def _subject_of(entity: Entity) -> Subject:
    ids = int(entity.geonames) if entity.geonames else None
    point = Coordinates(round(entity.point[0], 6), round(entity.point[1], 6)) if entity.point else None
    others = tuple(sorted(set(entity.alt_labels) - {entity.label}))
    return Subject(entity.key, entity.cls, (entity.label, *others), entity.is_named or ids is not None, ids, point)


def words(text: str) -> frozenset[str]:
    """The words of four letters and more, in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def region(lines: bytes, start: bytes) -> bytes:
    """The sorted lines whose subject begins so."""
    mark = b"\n<" + start
    begin = 0 if lines.startswith(mark[1:]) else lines.find(mark) + 1
    if begin == 0 and not lines.startswith(mark[1:]):
        return b""
    last = lines.rfind(mark)
    end = lines.find(b"\n", max(last + 1, begin)) + 1
    return lines[begin:end]


def _subjects(region: bytes, base: str) -> Iterator[Subject]:
    start = len(base) + 1
    before = b""
    said: dict[str, list[str]] = {}
    for line in region.split(b"\n"):
        subject, _, rest = line.partition(b" ")
        if subject != before:
            if said and (made := _subject(before[start:-1].decode(), said)):
                yield made
            before, said = subject, {}
        name, _, value = rest.partition(b" ")
        if (field := _NAMES.get(name)) is not None:
            said.setdefault(field, []).append(value[:-2].decode())


def _subject(key: str, said: dict[str, list[str]]) -> Subject | None:
    classes = [_CLASSES[value] for value in said.get("type", ()) if value in _CLASSES]
    if not classes or "label" not in said:
        return None  # another article's entity, of which this one says no more than a relation
    cls = classes[0] if len(classes) == 1 else max(classes, key=lambda name: (_DEPTH[name], name))
    label = literal(said["label"][0])
    others = sorted({literal(value) for value in said["alt"]} - {label}) if "alt" in said else ()
    ids = [int(found[1]) for value in said.get("match", ()) if (found := _GEONAMES.fullmatch(value))]
    if "denoted" not in said and not ids:
        return None  # no article tells of it: the gazetteer itself, to which claims about places are attributed
    point = Coordinates(number(said["lat"][0]), number(said["long"][0])) if "lat" in said and "long" in said else None
    return Subject(key, cls, (label, *others), "named" in said or bool(ids), min(ids, default=None), point)


def _articles(region: bytes, base: str) -> dict[str, tuple[str, str]]:
    """The date and text of each article, by its key."""
    dates = dict(_values(region, base, vocab.SCHEMA + "datePublished"))
    texts = {key.partition("#")[0]: text for key, text in _values(region, base, vocab.NIF + "isString")}
    return {key: (dates.get(key, ""), texts.get(key, "")) for key in dates.keys() | texts.keys()}


def _values(region: bytes, base: str, name: str) -> Iterable[tuple[str, str]]:
    """Subject and literal of each line with this property; looked for as text, since there are very few of them."""
    mark = f"> <{name}> ".encode()
    at = region.find(mark)
    while at >= 0:
        begin, end = region.rfind(b"\n", 0, at) + 1, region.find(b"\n", at)
        subject = region[begin + 1 : at].decode().removeprefix(base)
        yield subject, literal(region[at + len(mark) : end - 2].decode())
        at = region.find(mark, end)


def _seen(lines: bytes, base: str) -> dict[str, set[str]]:
    """The articles that mention each entity, or a place in it: an article's own graph has the places around its own."""
    denoted = rf"<{re.escape(vocab.GAF)}denotedBy> <{re.escape(base)}([^#>]*)#"
    found: dict[str, set[str]] = defaultdict(set)
    for line in re.finditer(rf"^<{re.escape(base)}(entity/[^>]*)> {denoted}".encode(), lines, re.MULTILINE):
        found[line[1].decode()].add(line[2].decode())
    article, entity = re.compile(denoted.encode()), re.compile(rf"<{re.escape(base)}(entity/[^>]*)>".encode())
    for _, relation in blocks(region(lines, f"{base}relation/".encode())):
        if _WITHIN in relation:
            for key in entity.findall(relation):
                found[key.decode()].update(name.decode() for name in article.findall(relation))
    return found


def literal(value: str) -> str:
    """The text of a literal as N-Triples writes it."""
    text = value[1 : value.rfind('"')]
    return _ESCAPED.sub(_unescaped, text) if "\\" in text else text


def number(value: str) -> float:
    """The number of a literal of decimal."""
    return float(literal(value))


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _PLAIN.get(found[3], found[3])
