"""A remote endpoint is asked with patience, and what is no result is not taken for one."""

from __future__ import annotations

import email.utils
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest

from kg.errors import BadQuery, EndpointError
from kg.ids import BASE
from kg.query import find
from kg.query.endpoint import Patience, Remote, ask_endpoint
from kg.store import load_file, open_graph, open_store
from tests.online.served import oxigraph_over
from tests.query.test_named import CASES, SAMPLE, answered

RESULTS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"here"}}]}}'
JSON = "application/sparql-results+json"


class Reply(NamedTuple):
    """What the server is to answer; it waits before each piece of the body."""

    status: int = 200
    media_type: str = JSON
    body: tuple[bytes, ...] = (RESULTS,)
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0.0


class Server(NamedTuple):
    url: str
    asked: list[str]


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """A server on this machine that gives one reply after the other, the last one again and again."""
    asked: list[str] = []
    left = list(replies)
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            self.answer(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))

        def answer(self, fields: dict[str, list[str]]) -> None:
            asked.append(fields["query"][0])
            reply = left.pop(0) if len(left) > 1 else left[0]
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(sum(map(len, reply.body))))
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            for piece in reply.body:
                if reply.wait and done.wait(reply.wait):
                    return
                try:
                    self.wfile.write(piece)
                    self.wfile.flush()
                except OSError:
                    return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Server(f"http://127.0.0.1:{server.server_port}/sparql", asked)
        finally:
            done.set()
            server.shutdown()
            thread.join()


def asked(url: str, text: str = "SELECT ?x { ?s ?p ?x }", waits: list[float] | None = None, **more: float) -> Remote:
    patience = Patience(timeout=more.get("timeout", 5.0), longest_wait=more.get("longest_wait", 60.0))
    return ask_endpoint(url, find(text), (), BASE, patience, (waits if waits is not None else []).append)


def values(found: Remote) -> list[str]:
    assert isinstance(found, ox.QuerySolutions)
    return [value.value for row in found for value in row if isinstance(value, ox.Literal)]


def test_rows_come_back() -> None:
    with serving(Reply()) as server:
        assert values(asked(server.url)) == ["here"]
        assert server.asked == ["SELECT ?x { ?s ?p ?x }"]


def test_prefixes_that_are_not_declared_are_sent_along() -> None:
    with serving(Reply()) as server:
        asked(server.url, "SELECT ?x { ?x a ckg:Killing }")
        assert server.asked == ["PREFIX ckg: <https://w3id.org/conflict-kg/ontology#> SELECT ?x { ?x a ckg:Killing }"]


def test_a_long_query_is_posted_whole() -> None:
    text = "SELECT ?x { VALUES ?x { " + "'x' " * 2000 + "} }"
    with serving(Reply()) as server:
        assert values(asked(server.url, text)) == ["here"]
        assert server.asked == [text]


def test_a_server_that_refuses_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(EndpointError, match=rf"127\.0\.0\.1:{port}.*cannot be reached.*refused"):
        asked(f"http://127.0.0.1:{port}/sparql")


def test_a_server_that_hangs_is_left() -> None:
    begin = time.monotonic()
    with serving(Reply(wait=30.0)) as server, pytest.raises(EndpointError, match=r"no .*answer within 1 seconds"):
        asked(server.url, timeout=1.0)
    assert time.monotonic() - begin < 10


def test_a_server_that_drips_is_left() -> None:
    reply = Reply(body=tuple(bytes([byte]) for byte in RESULTS), wait=0.1)
    begin = time.monotonic()
    with serving(reply) as server, pytest.raises(EndpointError, match="no whole answer within 1 seconds; try again"):
        asked(server.url, timeout=1.0)
    assert time.monotonic() - begin < 10


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_asked_again_when_it_says(status: int) -> None:
    waits: list[float] = []
    busy = Reply(status, "text/plain", (b"later",), (("Retry-After", "7"),))
    with serving(busy, busy, Reply()) as server:
        assert values(asked(server.url, waits=waits)) == ["here"]
    assert waits == [7.0, 7.0]


def test_a_date_to_come_back_at_is_understood() -> None:
    waits: list[float] = []
    date = email.utils.formatdate(time.time() + 30, usegmt=True)
    with serving(Reply(429, "text/plain", (b"",), (("Retry-After", date),)), Reply()) as server:
        asked(server.url, waits=waits)
    assert 25 < waits[0] <= 31


@pytest.mark.parametrize("header", [(), (("Retry-After", "soon"),)])
def test_without_a_time_the_waits_grow(header: tuple[tuple[str, str], ...]) -> None:
    waits: list[float] = []
    with serving(Reply(503, "text/html", (b"<h1>busy</h1>",), header)) as server:
        with pytest.raises(EndpointError, match=r"it stays busy \(status 503\) after 4 attempts; try again later"):
            asked(server.url, waits=waits)
        assert len(server.asked) == 4
    assert waits == [1.0, 2.0, 4.0]


def test_a_wait_that_is_too_long_is_told() -> None:
    with serving(Reply(429, "text/plain", (b"",), (("Retry-After", "3600"),))) as server:
        with pytest.raises(EndpointError, match=r"busy \(status 429\); try again in 3600 seconds"):
            asked(server.url)
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/html; charset=utf-8", b"<html><h1>Query editor</h1></html>"),
        ("text/plain", b"Virtuoso 22023 Error"),
        ("application/sparql-results+xml", b"<sparql/>"),
        (JSON, b"<html>not JSON</html>"),
        (JSON, b'{"head": {}'),
        (JSON, b""),
    ],
)
def test_what_is_no_result_is_not_taken_for_one(media_type: str, body: bytes) -> None:
    reply = Reply(media_type=media_type, body=(body,))
    with serving(reply) as server, pytest.raises(EndpointError, match="check that this is a SPARQL endpoint"):
        values(asked(server.url))


def test_a_rejected_query_is_told_in_the_servers_words() -> None:
    reply = Reply(400, "text/plain", (b"unknown function bif:x",))
    with serving(reply) as server, pytest.raises(BadQuery, match="unknown function bif:x"):
        asked(server.url)


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_other_failures_are_told_and_not_repeated(status: int) -> None:
    with serving(Reply(status, "text/plain", (b"no",))) as server:
        with pytest.raises(EndpointError, match=r"127\.0\.0\.1"):
            asked(server.url)
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    "url", ["http://nowhere.invalid/sparql", "not an address", "file:///etc/hostname", "http://", "localhost"]
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(EndpointError, match="check its address"):
        asked(url, timeout=5.0)


def test_a_graph_comes_back() -> None:
    body = b"<urn:a> <urn:b> <urn:c> ."
    with serving(Reply(media_type="text/turtle", body=(body,))) as server:
        found = asked(server.url, "CONSTRUCT WHERE { ?s ?p ?o }")
    assert [str(triple) for triple in found] == ["<urn:a> <urn:b> <urn:c>"]  # type: ignore[union-attr] # a graph


# -- a real server -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Oxigraph's own server over a store of kg, on a free port of this machine."""
    folder = tmp_path_factory.mktemp("served") / "store"
    with open_store(folder) as store, load_file(SAMPLE) as sample:
        for chunk in sample.chunks():
            store.replace(chunk, "kg 1", "x")
    with oxigraph_over(folder) as address:
        yield address


def test_a_real_server_answers_every_named_question_as_the_library_does(oxigraph: str) -> None:
    with open_graph(SAMPLE) as sample:
        for _, name, params in CASES:
            found = ask_endpoint(oxigraph, find(name), params, BASE)
            assert isinstance(found, ox.QuerySolutions)
            ours = [line for line in answered(sample, name, params).decode().splitlines() if line]
            theirs = found.serialize(format=ox.QueryResultsFormat.CSV) or b""
            assert [line for line in theirs.decode().splitlines() if line] == ours, name


def test_a_real_server_answers_each_form_of_query(oxigraph: str) -> None:
    assert isinstance(ask_endpoint(oxigraph, find("ASK { ?x a ckg:Violence }"), (), BASE), ox.QueryBoolean)
    assert len(list(ask_endpoint(oxigraph, find("CONSTRUCT WHERE { ?x a ckg:Bombing }"), (), BASE))) == 1  # type: ignore[arg-type]
    assert list(ask_endpoint(oxigraph, find("DESCRIBE ckg:Nothing"), (), BASE)) == []  # type: ignore[arg-type]
    with pytest.raises(BadQuery, match="error at 1:"):
        ask_endpoint(oxigraph, find("SELECT ?x { ?x"), (), BASE)
