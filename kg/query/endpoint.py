"""How is a remote SPARQL endpoint asked?

SPARQLWrapper forms the request, `exchange` makes it; patience with a busy server, and a look at whether what came back
are results at all, are here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple
from urllib.parse import quote_plus

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper

from kg import vocab
from kg.errors import BadQuery, EndpointError
from kg.query import sparql
from kg.query.exchange import Limits, Reply, asked_wait, check_address, fetched, told
from kg.query.library import Query
from kg.query.parameters import bound

Sleep = Callable[[float], None]
Remote = ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]
BUSY: Final = frozenset({429, 502, 503, 504})
"""The statuses of a server that may answer later."""

_RESULTS: Final = frozenset({"application/sparql-results+json", "application/json"})
_GRAPHS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
_GRAPH_FORMS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
_LONG: Final = 4000  # characters of an address, as sent, that some servers no longer take


class Patience(NamedTuple):
    """How long an answer may take, how often to ask again a server that is busy, and how long to wait for it at most.

    All times in seconds. Without a word from the server the waits are 1, 2, 4 … seconds.
    """

    timeout: float = 60.0
    tries: int = 4
    longest_wait: float = 60.0


DEFAULT: Final = Patience()


class _Wrapper(SPARQLWrapper):
    """SPARQLWrapper with our exchange for its own, which sees to nothing but the status."""

    def __init__(self, url: str, limits: Limits) -> None:
        super().__init__(url)
        self.limits = limits

    def reply(self) -> Reply:
        return fetched(self._createRequest(), self.limits)


def ask_endpoint(
    url: str, query: Query, params: Iterable[str], base: str, patience: Patience = DEFAULT, sleep: Sleep = time.sleep
) -> Remote:
    """The endpoint's answer. What its default graph holds is the server's affair.

    Raises `EndpointError` if it has no web address, cannot be reached, hangs, stays busy, or answers with something
    else than results, and `BadQuery` if it rejects the query.
    """
    check_address(url)
    known = vocab.prefixes(base)
    names = [name for name in sparql.undeclared(query.text) if name in known]
    text = "".join(f"PREFIX {name}: <{known[name]}> " for name in names) + bound(query, params, base)
    form = sparql.form(query.text)
    for attempt in range(patience.tries):
        reply = fetch(url, text, form, Limits(patience.timeout))
        if reply.status not in BUSY:
            return results(url, query.name, reply, form in _GRAPH_FORMS)
        sleep(_wait(url, reply, attempt, patience))
    raise AssertionError("the last attempt returns or raises")


def fetch(url: str, text: str, form: str, limits: Limits, headers: Mapping[str, str] = _NO_HEADERS) -> Reply:
    """What the endpoint says to one asking: short queries by GET, which servers may cache, long ones by POST."""
    client = _Wrapper(url, limits)
    client.setQuery(text)
    client.queryType = form or "SELECT"  # SPARQLWrapper takes a word of a comment for the form, "added" for ADD
    client.setOnlyConneg(True)  # else it adds parameters of its own, which the protocol does not know
    client.setReturnFormat(TURTLE if form in _GRAPH_FORMS else JSON)
    for name, value in {"Accept-Encoding": "gzip", **headers}.items():
        client.addCustomHttpHeader(name, value)
    if len(quote_plus(text)) > _LONG:
        client.setMethod(POST)
    return client.reply()


def results(url: str, name: str, reply: Reply, is_graph: bool = False) -> Remote:
    """What a reply of any status but a busy one holds. Raises `BadQuery` or `EndpointError` if that is no result."""
    if reply.status == 400:
        raise BadQuery(name, f"{url} rejects it: {reply.start}", "mend the query")
    if reply.status != 200:
        reason = f"it answers with status {reply.status}: {told(reply.reason)}: {reply.start}"
        raise EndpointError(url, reason, "check its address, and whether you may use it")
    remedy = "check that this is a SPARQL endpoint"
    if reply.media_type not in (_GRAPHS if is_graph else _RESULTS):
        raise EndpointError(url, f"it answers with {reply.media_type} instead of results: {reply.start}", remedy)
    try:
        if is_graph:
            return [quad.triple for quad in ox.parse(reply.body, _GRAPHS[reply.media_type])]
        return ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise EndpointError(url, f"its results cannot be read: {error}: {reply.start}", remedy) from error


def _wait(url: str, reply: Reply, attempt: int, patience: Patience) -> float:
    """Seconds until the next attempt. Raises `EndpointError` if there should be none."""
    wait = asked_wait(reply, time.time())
    wait = 2.0**attempt if wait is None else wait
    if wait > patience.longest_wait:
        raise EndpointError(url, f"it is busy (status {reply.status})", f"try again in {wait:.0f} seconds")
    if attempt + 1 >= patience.tries:
        raise EndpointError(
            url, f"it stays busy (status {reply.status}) after {patience.tries} attempts", "try again later"
        )
    return wait
