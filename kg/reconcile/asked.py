"""What does a client of the reconciliation API ask? Its JSON is read into values; errors are told with their place."""

from __future__ import annotations

import json
from typing import Any, Final, NamedTuple

from kg.errors import BadRequest

MOST_QUERIES: Final = 1000
MOST_RESULTS: Final = 100
MOST_IDS: Final = 1000
_FEW: Final = 10  # results where the client names no limit
_STRICT: Final = ("any", "all", "should")
_QUERY_KEYS: Final = frozenset({"query", "type", "limit", "properties", "type_strict"})
_LONGEST: Final = 1000  # characters of a name or value that are looked at


class Condition(NamedTuple):
    """A property and the values, one of which a candidate should have: texts, or the ids of entities."""

    property: str
    values: tuple[str, ...]


class Query(NamedTuple):
    """One question of a batch. `strict` tells whether a candidate must be of any type, of all, or rather should be."""

    text: str
    types: tuple[str, ...] = ()
    strict: str = "any"
    limit: int = _FEW
    conditions: tuple[Condition, ...] = ()


class Extension(NamedTuple):
    """The values of which properties are wanted of which entities. `limits` holds the most values of a property."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]
    limits: tuple[int | None, ...]


def to_queries(raw: str) -> dict[str, Query]:
    """The queries of a batch by their keys. Raises `BadRequest`."""
    batch = _object("queries", _json("queries", raw))
    if len(batch) > MOST_QUERIES:
        raise BadRequest("queries", f"{len(batch)} queries at once", f"send at most {MOST_QUERIES}")
    return {key: _query(f"queries.{key[:40]}", each) for key, each in batch.items()}


def to_extension(raw: str) -> Extension:
    """What a data extension asks for. Raises `BadRequest`."""
    asked = _object("extend", _json("extend", raw))
    ids = tuple(_text("extend.ids", each) for each in _list("extend.ids", asked.get("ids")))
    if len(ids) > MOST_IDS:
        raise BadRequest("extend.ids", f"{len(ids)} entities at once", f"send at most {MOST_IDS}")
    properties = [_object("extend.properties", each) for each in _list("extend.properties", asked.get("properties"))]
    names = tuple(_text("extend.properties.id", each.get("id")) for each in properties)
    return Extension(ids, names, tuple(_most(each.get("settings") or {}) for each in properties))


def to_number(place: str, raw: str | None, most: int, default: int) -> int:
    """A number in an address, at least 0 and cut at `most`. Raises `BadRequest`."""
    if raw is None or raw == "":
        return default
    if not raw.isdecimal() or len(raw) > 9:
        raise BadRequest(place, f"{raw[:40]!r} is no number", "write digits")
    return min(int(raw), most)


def _query(place: str, value: Any) -> Query:
    asked = _object(place, value)
    if unknown := sorted(set(asked) - _QUERY_KEYS):
        raise BadRequest(place, f"it has no key {unknown[0][:40]!r}", f"use {', '.join(sorted(_QUERY_KEYS))}")
    conditions = _list(f"{place}.properties", asked.get("properties") or [])
    if "query" not in asked and not conditions:
        raise BadRequest(place, "it has neither a query nor properties", "name what is to be found")
    types = asked.get("type") or []
    strict = asked.get("type_strict") or "any"
    if strict not in _STRICT:
        raise BadRequest(f"{place}.type_strict", "it is none of any, all, should", "use one of these")
    return Query(
        _text(f"{place}.query", asked.get("query", "")).strip(),
        tuple(_text(f"{place}.type", each) for each in (types if isinstance(types, list) else [types])),
        strict,
        _limit(f"{place}.limit", asked.get("limit")),
        tuple(_condition(f"{place}.properties", each) for each in conditions),
    )


def _condition(place: str, value: Any) -> Condition:
    asked = _object(place, value)
    values = asked.get("v")
    listed = values if isinstance(values, list) else [values]
    return Condition(_text(f"{place}.pid", asked.get("pid")), tuple(_value(f"{place}.v", each) for each in listed))


def _value(place: str, value: Any) -> str:
    if isinstance(value, dict):
        return _text(f"{place}.id", value.get("id"))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return _text(place, value)


def _limit(place: str, value: Any) -> int:
    if value is None:
        return _FEW
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e9:
        raise BadRequest(place, "it is no number above 0", "leave it out, or name a number")
    return min(int(value), MOST_RESULTS)


def _most(settings: Any) -> int | None:
    """OpenRefine's own setting of how many values a row may get; 0 is all."""
    limit = _object("extend.properties.settings", settings).get("limit")
    digits = "" if isinstance(limit, bool) else str(limit)
    return int(digits) or None if digits.isdecimal() and len(digits) < 9 else None


def _json(place: str, raw: str) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deep" if isinstance(error, RecursionError) else "a number is too long"
        reason = error.msg if isinstance(error, json.JSONDecodeError) else reason
        raise BadRequest(place, f"it is no JSON: {reason}", "send JSON in UTF-8") from error


def _object(place: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadRequest(place, "it is no object", "write it in braces: {…}")
    return value


def _list(place: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadRequest(place, "it is no list", "write it in brackets: […]")
    return value


def _text(place: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadRequest(place, "it is no text", "write it in quotation marks")
    if len(value) > _LONGEST:
        raise BadRequest(place, f"it has {len(value)} characters", f"send at most {_LONGEST}")
    return value
