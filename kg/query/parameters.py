"""How do a user's values get into a query? As terms in a VALUES clause, never as text pasted into it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

import pyoxigraph as ox

from kg import vocab
from kg.errors import BadQuery
from kg.query import sparql
from kg.query.library import KINDS, Param, Query

Term = ox.NamedNode | ox.Literal
_GIVEN: Final = re.compile(r"(\w+)(?::(\w+))?=(.*)", re.DOTALL)


def bound(query: Query, given: Iterable[str], base: str) -> str:
    """The query's text with its variables bound to the values given as "name=value" or "name:kind=value".

    The values stand in a VALUES clause at the head of the WHERE clause, so that its filters see them too. Raises
    `BadQuery` for a name that the query does not have, a value that is not of its kind, or a required one left out.
    """
    terms: dict[str, Term] = {}
    for text in given:
        found = _GIVEN.fullmatch(text)
        if found is None:
            raise BadQuery(query.name, f"the parameter {text!r} is not understood", "write -p name=value")
        name, kind, value = found.groups()
        terms[name] = _term(query, _param(query, name, kind), value, base)
    missing = [param.name for param in query.params or () if param.required and param.name not in terms]
    if missing:
        raise BadQuery(query.name, f"it needs {', '.join(missing)}", f"add -p {missing[0]}=…")
    return _with_values(query, terms) if terms else query.text


def _param(query: Query, name: str, kind: str | None) -> Param:
    known = {param.name: param for param in query.params or ()}
    if name not in known:
        # A text that declares nothing may have any of its variables bound.
        takes = sorted(known) if query.params is not None else sorted(sparql.variables(query.text))
        if query.params is not None or name not in takes:
            raise BadQuery(query.name, f"it has no parameter {name}", f"it takes {', '.join(takes) or 'none'}")
    if kind is not None and kind not in KINDS:
        raise BadQuery(query.name, f"there is no kind of value {kind!r}", f"use one of {', '.join(KINDS)}")
    declared = known.get(name, Param(name, "string"))
    return declared if kind is None else declared._replace(kind=kind)


def _term(query: Query, param: Param, value: str, base: str) -> Term:
    try:
        if param.kind == "iri":
            return ox.NamedNode(_expanded(value, base))
        if param.kind == "integer":
            return ox.Literal(str(int(value)), datatype=ox.NamedNode(vocab.XSD + "integer"))
        if param.kind == "date":
            return ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(vocab.XSD + "date"))
    except ValueError as error:
        example = {"iri": "ckg:Killing or https://…", "integer": "12", "date": "2017-10-17"}[param.kind]
        raise BadQuery(
            query.name, f"{param.name}={value!r} is not of the kind {param.kind}", f"write it like {example}"
        ) from error
    if param.kind == "string":
        return ox.Literal(value)
    raise BadQuery(query.name, f"there is no kind of value {param.kind!r}", f"use one of {', '.join(KINDS)}")


def _expanded(value: str, base: str) -> str:
    """The IRI in full: of "<…>", of a prefixed name, or as it is."""
    if value.startswith("<") and value.endswith(">"):
        return value[1:-1]
    prefix, _, local = value.partition(":")
    space = vocab.prefixes(base).get(prefix)
    return space + local if space and not local.startswith("//") else value


def _with_values(query: Query, terms: dict[str, Term]) -> str:
    group = sparql.where(query.text)
    if group is None:
        raise BadQuery(query.name, "it has no WHERE clause to bind parameters in", "write it with WHERE { … }")
    names = " ".join(f"?{name}" for name in terms)
    values = f" VALUES ({names}) {{ ({' '.join(str(term) for term in terms.values())}) }} "
    inner = query.text[group.begin : group.end]
    inner = f"{{{inner}}}" if group.is_query else inner
    return query.text[: group.begin] + values + inner + query.text[group.end :]
