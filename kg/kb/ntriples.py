"""What do lines of truthy N-Triples hold that is kept? An item's triples stand together, as Wikidata writes them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.kb import dates
from kg.kb.entity import BEGIN, COORDINATES, COUNTRY, END, GEONAMES, INSTANCE_OF, SUBCLASS_OF
from kg.kb.found import Found, Problem, Wanted
from kg.kb.record import Record

ENTITY: Final = b"<http://www.wikidata.org/entity/Q"
DATA: Final = b"<https://www.wikidata.org/wiki/Special:EntityData/Q"
_DIRECT: Final = b"<http://www.wikidata.org/prop/direct/%b>"
_USES: Final[dict[bytes, str]] = {
    b"<http://www.w3.org/2000/01/rdf-schema#label>": "label",
    b"<http://www.w3.org/2004/02/skos/core#altLabel>": "alias",
    b"<http://schema.org/description>": "description",
    b"<http://schema.org/about>": "about",
    b"<http://schema.org/version>": "version",
    b"<http://wikiba.se/ontology#sitelinks>": "sitelinks",
    b"<http://www.w3.org/2002/07/owl#sameAs>": "same",
    **{
        _DIRECT % prop.encode(): prop
        for prop in (INSTANCE_OF, SUBCLASS_OF, *COUNTRY, COORDINATES, GEONAMES, *BEGIN, *END)
    },
}
_SUBCLASS: Final = _DIRECT % b"P279"
_EDGE: Final = re.compile(rb"%b(\d+)> %b %b(\d+)> ?\.\s*" % (ENTITY, _SUBCLASS, ENTITY))
_INSTANCE: Final = _DIRECT % b"P31"
_ITEM: Final = re.compile(rb"%b(\d+)>" % ENTITY)
_SUBJECT: Final = re.compile(rb"(?:%b|%b)(\d+)>" % (ENTITY, DATA))
_WIKIPEDIA: Final = re.compile(rb"<https?://[a-z0-9-]+\.wikipedia\.org/")
_LITERAL: Final = re.compile(rb'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<[^<>]*>)?')
_POINT: Final = re.compile(r"Point\(([+-]?[\d.]+(?:E[+-]?\d+)?) ([+-]?[\d.]+(?:E[+-]?\d+)?)\)", re.IGNORECASE)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class _Triple(NamedTuple):
    subject: bytes
    use: str
    object: bytes


class _Block:
    """The triples of one item that are used, by what they are used for."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.objects: dict[str, list[bytes]] = defaultdict(list)


def last_block(data: bytes) -> int:
    """Where the triples of the last item in these lines begin, which may not all be here; 0 if there is one alone."""
    end = data.rfind(b"\n") + 1
    start = max(data.rfind(b"\n" + mark, 0, end) for mark in (ENTITY, DATA)) + 1
    found = _SUBJECT.match(data, start)
    head = _SUBJECT.match(data)
    if not start or not found or (head and head[1] == found[1]):
        return 0
    subjects = (b"\n%b%b>" % (mark, found[1]) for mark in (ENTITY, DATA))
    return min(at for subject in subjects if (at := data.find(subject)) >= 0) + 1


def edges_of_triples(data: bytes, _origin: str, _first: int) -> Found:
    """The P279 edges in whole lines of N-Triples; entities are counted by their instance-of statements."""
    found = Found(entities=data.count(_INSTANCE))
    at = data.find(_SUBCLASS)
    while at >= 0:
        begin, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
        if edge := _EDGE.fullmatch(data, begin, len(data) if end < 0 else end):
            found.edges.append((int(edge[1]), int(edge[2])))
        at = data.find(_SUBCLASS, at + len(_SUBCLASS))
    return found


def items_of_triples(data: bytes, origin: str, first: int, wanted: Wanted) -> Found:
    """The items in whole lines of N-Triples, which begin and end where an item's block does."""
    found = Found()
    for block in _blocks(_triples(data, origin, first, found.problems)):
        found.entities += 1
        _take(block, wanted, found)
    return found


def _triples(data: bytes, origin: str, first: int, problems: list[Problem]) -> Iterator[_Triple]:
    """The triples with a predicate that is used; other lines are not looked at beyond their predicate."""
    for at, line in enumerate(data.split(b"\n"), first):
        parts = line.split(b" ", 2)
        if len(parts) == 3 and (use := _USES.get(parts[1])) is not None:
            end = parts[2].rstrip()
            if end.endswith(b"."):
                yield _Triple(parts[0], use, end[:-1].rstrip())
                continue
        elif (len(parts) == 3 and line[:1] in b"<_") or not line.strip() or line.startswith(b"#"):
            continue
        problems.append(Problem(f"{origin}:{at}", "it is no triple"))


def _blocks(triples: Iterator[_Triple]) -> Iterator[_Block]:
    block, subject = _Block(0), b""
    for triple in triples:
        if triple.subject != subject:
            subject = triple.subject
            number = _number(triple)
            if number and number != block.number:
                if block.number:
                    yield block
                block = _Block(number)
        if triple.use != "about" or _WIKIPEDIA.match(triple.subject):
            block.objects[triple.use].append(triple.object)
    if block.number:
        yield block


def _number(triple: _Triple) -> int:
    """The number of the item that a triple belongs to; 0 if it is no item's."""
    found = _ITEM.fullmatch(triple.object) if triple.use == "about" else _SUBJECT.fullmatch(triple.subject)
    return int(found[1]) if found else 0


def _take(block: _Block, wanted: Wanted, found: Found) -> None:
    objects = block.objects
    for new in _items(objects["same"]):
        found.redirects.append((block.number, new))
    instance_of = _items(objects[INSTANCE_OF])
    kinds = wanted.kinds(block.number, instance_of)
    if kinds:
        found.keep(block.number, _record(objects, kinds, instance_of, wanted.languages))
    elif objects["sitelinks"] and not (objects["label"] or instance_of):
        found.apart += 1


def _record(
    objects: dict[str, list[bytes]], kinds: str, classes: list[int], languages: tuple[str, ...]
) -> Record | None:
    labels, aliases = _texts(objects["label"], languages), _texts(objects["alias"], languages)
    names = [name for name in dict.fromkeys([*labels, *aliases]) if name.strip()]
    if not names:
        return None
    return Record(
        label=names[0],
        aliases=names[1:],
        description=next(iter(_texts(objects["description"], languages)), ""),
        classes=classes,
        kinds=kinds,
        countries=list(dict.fromkeys(one for prop in COUNTRY for one in _items(objects[prop]))),
        coordinates=next((found for one in objects[COORDINATES] if (found := _point(_plain(one)))), None),
        begin=_date(objects, BEGIN, latest=False),
        end=_date(objects, END, latest=True),
        sitelinks=len(objects["about"]) or _count(objects["sitelinks"]) or 0,
        geonames=_count(objects[GEONAMES]),
        revision=_count(objects["version"]),
    )


def _items(objects: list[bytes]) -> list[int]:
    return list(dict.fromkeys(int(found[1]) for one in objects if (found := _ITEM.fullmatch(one))))


def _count(literals: list[bytes]) -> int | None:
    """The first of these that is a number."""
    return next((int(text) for one in literals if (text := _plain(one)).isdecimal()), None)


def _texts(objects: list[bytes], languages: tuple[str, ...]) -> list[str]:
    """The texts in these languages, in the order of the languages."""
    tagged = [found for one in objects if (found := _LITERAL.fullmatch(one)) and found[2]]
    return [_unescaped(found[1]) for lang in languages for found in tagged if found[2].decode() == lang]


def _plain(literal: bytes) -> str:
    found = _LITERAL.fullmatch(literal)
    return _unescaped(found[1]) if found else ""


def _unescaped(text: bytes) -> str:
    plain = text.decode("utf-8", "replace")
    return _ESCAPE.sub(_character, plain) if "\\" in plain else plain


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(escape[3], escape[3])


def _point(text: str) -> list[float] | None:
    """Latitude and longitude; None for a point on another globe, whose IRI stands before it."""
    found = _POINT.fullmatch(text)
    return [float(found[2]), float(found[1])] if found else None


def _date(objects: dict[str, list[bytes]], props: tuple[str, ...], *, latest: bool) -> str | None:
    for prop in props:
        if known := [date for one in objects[prop] if (date := dates.from_rdf(_plain(one)))]:
            return (max if latest else min)(known, key=dates.order)
    return None
