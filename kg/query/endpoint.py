"""How is a remote SPARQL endpoint asked?

SPARQLWrapper sends the query; what it leaves to its caller is done here: time-outs of the whole answer, retries that
honour `Retry-After`, and a look at whether what came back are results at all.
"""

from __future__ import annotations

import email.utils
import http.client
import re
import time
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

from kg import vocab
from kg.errors import BadQuery, EndpointError
from kg.query import sparql
from kg.query.library import Query
from kg.query.parameters import bound

Sleep = Callable[[float], None]
Remote = ox.QuerySolutions | ox.QueryBoolean | list[ox.Triple]
_BUSY: Final = frozenset({429, 502, 503, 504})
_RESULTS: Final = frozenset({"application/sparql-results+json", "application/json"})
_GRAPHS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
_GRAPH_FORMS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
_ADDRESS: Final = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_PIECE: Final = 1 << 16
_LONG: Final = 2000  # characters of a query that some servers no longer take in an address


class Patience(NamedTuple):
    """How long an answer may take, how often to ask again a server that is busy, and how long to wait for it at most.

    All times in seconds. Without a word from the server the waits are 1, 2, 4 … seconds.
    """

    timeout: float = 60.0
    tries: int = 4
    longest_wait: float = 60.0


DEFAULT: Final = Patience()


class Reply(NamedTuple):
    """The body of an answer and its media type."""

    body: bytes
    media_type: str


def ask_endpoint(
    url: str, query: Query, params: Iterable[str], base: str, patience: Patience = DEFAULT, sleep: Sleep = time.sleep
) -> Remote:
    """The endpoint's answer. What its default graph holds is the server's affair.

    Raises `EndpointError` if it has no web address, cannot be reached, hangs, stays busy, or answers with something
    else than results, and `BadQuery` if it rejects the query.
    """
    if not _ADDRESS.match(url):
        raise EndpointError(url, "it is no web address", "check its address, which begins with http:// or https://")
    known = vocab.prefixes(base)
    names = [name for name in sparql.undeclared(query.text) if name in known]
    text = "".join(f"PREFIX {name}: <{known[name]}> " for name in names) + bound(query, params, base)
    form = sparql.form(query.text)
    is_graph = form in _GRAPH_FORMS
    for attempt in range(patience.tries):
        try:
            return _parsed(url, _fetched(url, text, form, patience.timeout), is_graph)
        except HTTPError as error:
            wait = _wait(url, error, attempt, patience)
            error.close()
        except SPARQLExceptions.QueryBadFormed as error:
            raise BadQuery(query.name, f"{url} rejects it: {_told(str(error))}", "mend the query") from error
        except SPARQLExceptions.SPARQLWrapperException as error:
            raise EndpointError(url, _told(str(error)), "check its address, and whether you may use it") from error
        sleep(wait)
    raise AssertionError("the last attempt returns or raises")


def _fetched(url: str, text: str, form: str, timeout: float) -> Reply:
    client = SPARQLWrapper(url)
    client.setQuery(text)
    client.queryType = form or "SELECT"  # SPARQLWrapper takes a word of a comment for the form, "added" for ADD
    client.setReturnFormat(TURTLE if form in _GRAPH_FORMS else JSON)
    client.setTimeout(max(1, round(timeout)))
    if len(text) > _LONG:
        client.setMethod(POST)
    deadline = time.monotonic() + timeout
    remedy = "try again later, or with a longer --timeout"
    try:
        response = client.query().response
        return Reply(_body(url, response, deadline), response.headers.get_content_type())
    except HTTPError:
        raise
    except TimeoutError as error:
        raise EndpointError(url, f"no whole answer within {timeout:g} seconds", remedy) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise EndpointError(url, f"no answer within {timeout:g} seconds", remedy) from error
        raise EndpointError(
            url, f"it cannot be reached: {error.reason}", "check its address and the network"
        ) from error
    except (http.client.HTTPException, OSError, ValueError) as error:
        raise EndpointError(url, f"it cannot be asked: {error!r}", "check its address and the network") from error


def _body(url: str, response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The whole body. A server that sends a byte now and then would keep a plain read waiting for ever."""
    pieces: list[bytes] = []
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        if time.monotonic() > deadline:
            raise TimeoutError(url)
    return b"".join(pieces)


def _parsed(url: str, reply: Reply, is_graph: bool) -> Remote:
    accepted = set(_GRAPHS) if is_graph else _RESULTS
    start = _told(reply.body[:200].decode("utf-8", "replace"))
    if reply.media_type not in accepted:
        raise EndpointError(
            url,
            f"it answers with {reply.media_type} instead of results: {start}",
            "check that this is a SPARQL endpoint",
        )
    try:
        if is_graph:
            return [quad.triple for quad in ox.parse(reply.body, _GRAPHS[reply.media_type])]
        return ox.parse_query_results(reply.body, ox.QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise EndpointError(
            url, f"its results cannot be read: {error}: {start}", "check that this is a SPARQL endpoint"
        ) from error


def _wait(url: str, error: HTTPError, attempt: int, patience: Patience) -> float:
    """Seconds until the next attempt. Raises `EndpointError` if there should be none."""
    if error.code not in _BUSY:
        raise EndpointError(url, f"it answers with status {error.code}: {error.reason}", "check its address") from error
    wait = _asked_wait(error.headers.get("Retry-After"))
    wait = 2.0**attempt if wait is None else wait
    if wait > patience.longest_wait:
        raise EndpointError(url, f"it is busy (status {error.code})", f"try again in {wait:.0f} seconds") from error
    if attempt + 1 >= patience.tries:
        raise EndpointError(
            url, f"it stays busy (status {error.code}) after {patience.tries} attempts", "try again later"
        ) from error
    return wait


def _asked_wait(header: str | None) -> float | None:
    """The seconds that a server asks for, by a number or a date."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None


def _told(text: str) -> str:
    """The first words of what a server says, on one line."""
    return " ".join(text.split())[:160]
