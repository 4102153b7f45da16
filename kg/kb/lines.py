"""What do the lines of a JSON dump hold that is kept? Most are put aside by their bytes, before anything is parsed.

A line is put aside only if it begins as Wikidata writes an item and none of its P31 values is wanted; whatever looks
otherwise is parsed. A line that is put aside is looked at no further, so that a fault in it goes unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import orjson

from kg.kb.entity import INSTANCE_OF, SUBCLASS_OF, Json, items, number, to_record
from kg.kb.found import Found, Problem, Wanted

_AROUND: Final = b" \t\r\n,"
_FRAME: Final = frozenset({b"", b"[", b"]"})
_MALFORMED: Final = (KeyError, TypeError, ValueError, AttributeError)
_HEAD: Final = re.compile(rb'\{"type":"item","id":"Q(\d+)",')
_GROUP: Final = b'"P31":[{"mainsnak"'
_NEXT_GROUP: Final = b':[{"mainsnak"'
_SNAK: Final = b'"property":"P31"'
_VALUE: Final = re.compile(rb'"property":"P31"[^{}]*"datavalue":\{"value":\{[^{}]*"numeric-id":(\d+)')

_Take = Callable[[Json, Found], None]


def edges_of_lines(data: bytes, origin: str, first: int) -> Found:
    """The P279 edges in whole lines, the first of them being number `first` of the file `origin`."""
    found = Found(entities=data.count(b"\n"))
    at = data.find(b'"P279"')
    while at >= 0:
        begin, end = data.rfind(b"\n", 0, at) + 1, _end(data, at)
        _parse(_entity(data[begin:end]), f"{origin}:{first}", _take_edges, found)
        at = data.find(b'"P279"', end)
    return found


def items_of_lines(data: bytes, origin: str, first: int, wanted: Wanted) -> Found:
    """The items in whole lines, as `edges_of_lines`."""
    found, take = Found(), _item_taker(wanted)
    begin, at = 0, first
    while begin < len(data):
        end = _end(data, begin)
        if is_candidate(data, begin, end, wanted):
            line = _entity(data[begin:end])
            if line not in _FRAME:
                found.entities += 1
                _parse(line, f"{origin}:{at}", take, found)
        else:
            found.entities += 1
            if not data[max(begin, end - 9) : end].rstrip(_AROUND).endswith(b"}"):
                found.problems.append(Problem(f"{origin}:{at}", "it is no JSON: it is cut off"))
        begin, at = end + 1, at + 1
    return found


def is_candidate(data: bytes, begin: int, end: int, wanted: Wanted) -> bool:
    """Whether the line between these offsets must be parsed: False only for an item that surely is not wanted.

    Statements of deprecated rank count too, so that parsing has the last word.
    """
    head = _HEAD.match(data, begin, end)
    if head is None or int(head[1]) in wanted.models:
        return True
    group = data.find(b'"P31"', head.end(), end)
    if group < 0:
        return False
    if not data.startswith(_GROUP, group):
        return True
    stop = data.find(_NEXT_GROUP, group + len(_GROUP), end)
    stop = end if stop < 0 else stop
    values = _VALUE.findall(data, group, stop)
    return len(values) != data.count(_SNAK, group, stop) or any(int(one) in wanted.closure for one in values)


def edges_of_document(data: bytes, origin: str, _: int) -> Found:
    """The P279 edges in a file that is one JSON document: an entity, one of Special:EntityData, or a list of these."""
    found = Found()
    _parse(data, origin, _counted(_take_edges), found)
    return found


def items_of_document(data: bytes, origin: str, _: int, wanted: Wanted) -> Found:
    """The items in a file that is one JSON document, as `edges_of_document`."""
    found = Found()
    _parse(data, origin, _counted(_item_taker(wanted)), found)
    return found


def _end(data: bytes, at: int) -> int:
    end = data.find(b"\n", at)
    return len(data) if end < 0 else end


def _entity(line: bytes) -> bytes:
    """The line without what stands round it in a list, whose brackets may share a line with its entities."""
    line = line.strip(_AROUND)
    if line.startswith(b"[") != line.endswith(b"]"):
        line = line.removeprefix(b"[").removesuffix(b"]").strip(_AROUND)
    return line


def _parse(line: bytes, place: str, take: _Take, found: Found) -> None:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        found.problems.append(Problem(place, f"it is no JSON: {error.msg}"))
        return
    for asked, entity in _entities(value):
        try:
            take(entity, found)
            if asked and asked != entity["id"] and (old := number(asked)) and (new := number(entity["id"])):
                found.redirects.append((old, new))
        except _MALFORMED as error:
            found.problems.append(Problem(place, f"it is no entity of Wikidata: {type(error).__name__} {error}"))


def _entities(value: Any) -> Iterator[tuple[str, Any]]:
    """Each entity, and the id that it was asked for by where the document tells."""
    if isinstance(value, list):
        for one in value:
            yield from _entities(one)
    elif isinstance(value, dict) and isinstance(documents := value.get("entities"), dict):
        yield from documents.items()
    else:
        yield "", value


def _take_edges(entity: Json, found: Found) -> None:
    if child := number(entity["id"]):
        found.edges += ((child, parent) for parent in items(entity, SUBCLASS_OF))


def _item_taker(wanted: Wanted) -> _Take:
    def take(entity: Json, found: Found) -> None:
        if "missing" in entity or entity["type"] != "item":
            return
        qid, instance_of = number(entity["id"]), items(entity, INSTANCE_OF)
        if qid and (kinds := wanted.kinds(qid, instance_of)):
            found.keep(qid, to_record(entity, kinds, instance_of, wanted.languages))

    return take


def _counted(take: _Take) -> _Take:
    def taken(entity: Json, found: Found) -> None:
        found.entities += 1
        take(entity, found)

    return taken
