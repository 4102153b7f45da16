"""What do the lines of a JSON dump hold that is kept? Most are put aside by their bytes, before anything is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import orjson

from kg.kb.entity import INSTANCE_OF, SUBCLASS_OF, Json, items, number, to_record
from kg.kb.found import Found, Problem, Wanted

_AROUND: Final = b" \t\r\n,"
_FRAME: Final = frozenset({b"", b"[", b"]"})
_WHOLE: Final = frozenset({b"{}", b"[]"})
_MALFORMED: Final = (KeyError, TypeError, ValueError, AttributeError)
_VALUE: Final = {
    prop: re.compile(rb'"property":"%b"[^{}]*"datavalue":\{"value":\{[^{}]*"numeric-id":(\d+)' % prop.encode())
    for prop in (INSTANCE_OF, SUBCLASS_OF)
}
_SNAK: Final = {prop: b'"property":"%b"' % prop.encode() for prop in _VALUE}
_QUOTED: Final = {prop: b'"%b"' % prop.encode() for prop in _VALUE}

_Take = Callable[[Json, Found], None]


def edges_of_lines(data: bytes, origin: str, first: int) -> Found:
    """The P279 edges in whole lines, the first of them being number `first` of the file `origin`."""
    found = Found()
    for place, line in _entity_lines(data, origin, first):
        found.entities += 1
        if _QUOTED[SUBCLASS_OF] in line:
            _parse(line, place, _take_edges, found)
    return found


def edges_of_document(data: bytes, origin: str, _: int) -> Found:
    """The P279 edges in a file that is one JSON document: an entity, one of Special:EntityData, or a list of these."""
    found = Found()
    _parse(data, origin, _counted(_take_edges), found)
    return found


def items_of_lines(data: bytes, origin: str, first: int, wanted: Wanted) -> Found:
    """The items in whole lines, as `edges_of_lines`. A line that is put aside is looked at no further."""
    found = Found()

    take = _item_taker(wanted)
    for place, line in _entity_lines(data, origin, first):
        found.entities += 1
        if is_candidate(line, wanted):
            _parse(line, place, take, found)
        elif line[:1] + line[-1:] not in _WHOLE:
            found.problems.append(Problem(place, "it is no JSON object"))
    return found


def items_of_document(data: bytes, origin: str, _: int, wanted: Wanted) -> Found:
    """The items in a file that is one JSON document, as `edges_of_document`."""
    found = Found()
    _parse(data, origin, _counted(_item_taker(wanted)), found)
    return found


def _entity_lines(data: bytes, origin: str, first: int) -> Iterator[tuple[str, bytes]]:
    """Each line that holds an entity, and where it stands; a list's brackets may share a line with its entities."""
    for at, line in enumerate(data.split(b"\n"), first):
        if (line := line.strip(_AROUND)) in _FRAME:
            continue
        if line.startswith(b"[") != line.endswith(b"]"):
            line = line.removeprefix(b"[").removesuffix(b"]")
        yield f"{origin}:{at}", line


def is_candidate(line: bytes, wanted: Wanted) -> bool:
    """Whether an entity could be kept, from its bytes alone: False only where it surely is not.

    Values in qualifiers, in references and of deprecated rank count too, so that parsing has the last word.
    """
    instance_of = _values(line, INSTANCE_OF)
    if instance_of is None or any(int(one) in wanted.closure for one in instance_of):
        return True
    subclass_of = _values(line, SUBCLASS_OF)
    return subclass_of is None or any(int(one) in wanted.models for one in subclass_of)


def _values(line: bytes, prop: str) -> list[bytes] | None:
    """The numbers of the items that a property has; None where these bytes are not as expected and must be parsed."""
    snaks = line.count(_SNAK[prop])
    if not snaks:
        return None if _QUOTED[prop] in line else []
    values = _VALUE[prop].findall(line)
    return values if len(values) == snaks else None


def _parse(line: bytes, place: str, take: _Take, found: Found) -> None:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        found.problems.append(Problem(place, f"it is no JSON: {error.msg}"))
        return
    take_value(value, place, take, found)


def take_value(value: Any, place: str, take: _Take, found: Found) -> None:
    """Take an entity, a document of Special:EntityData, or a list of either."""
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
        if entity.get("type") != "item" or "missing" in entity:
            return
        instance_of = items(entity, INSTANCE_OF)
        kinds = wanted.kinds(instance_of, items(entity, SUBCLASS_OF))
        if kinds and (qid := number(entity["id"])):
            found.keep(qid, to_record(entity, kinds, instance_of, wanted.languages))

    return take


def _counted(take: _Take) -> _Take:
    def taken(entity: Json, found: Found) -> None:
        found.entities += 1
        take(entity, found)

    return taken
