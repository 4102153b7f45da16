"""The service over HTTP: who may ask, what is refused, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.errors import BadOutput
from kg.ids import BASE
from kg.reconcile import Catalogue, GraphEntities, ReconciliationServer, Service
from tests.query.test_named import SAMPLE
from tests.reconcile.served import FORM, Client, serving

EVIL = '<script>alert("x")</script>'


def test_every_answer_says_who_may_ask(of_graph: Client) -> None:
    for path in ("/", "/suggest/entity?prefix=a", "/nosuch", "/?queries=%7B"):
        assert of_graph.ask("GET", path).headers["Access-Control-Allow-Origin"] == "*"
    preflight = of_graph.ask("OPTIONS", "/", Origin="https://example.org", Access_Control_Request_Method="POST")
    assert preflight.status == 204
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert preflight.headers["Access-Control-Allow-Headers"] == "Content-Type"


def test_one_origin_can_be_named(graph: GraphEntities) -> None:
    with serving(Service(Catalogue(graph, None), BASE), "http://127.0.0.1:3333") as client:
        headers = client.ask("GET", "/").headers
        assert headers["Access-Control-Allow-Origin"] == "http://127.0.0.1:3333"
        assert headers["Vary"] == "Origin"


def test_jsonp_calls_a_function_and_nothing_else(of_graph: Client) -> None:
    found = of_graph.ask("GET", "/?callback=jQuery.cb_1")
    assert found.headers["Content-Type"] == "application/javascript; charset=utf-8"
    assert found.headers["X-Content-Type-Options"] == "nosniff"
    assert found.body.startswith(b'/**/jQuery.cb_1({"versions":["0.2"]')
    assert found.body.endswith(b");")
    for callback in ("alert(1)//", "<script>", "a b", "a" * 101, "é"):
        refused = of_graph.ask("GET", f"/?callback={quote(callback)}")
        assert refused.status == 400
        assert refused.json["message"].startswith("callback: ")
    assert b"<" not in of_graph.ask("GET", f"/properties?callback=f&type={quote(EVIL)}").body


def test_the_address_is_the_one_that_the_client_knows(of_graph: Client) -> None:
    port = urlsplit(of_graph.url).port
    known = of_graph.ask("GET", "/", Host=f"graph.example.org:{port}").json
    assert known["suggest"]["entity"]["service_url"] == f"http://graph.example.org:{port}"
    forged = of_graph.ask("GET", "/", Host='evil"><script>').json
    assert forged["suggest"]["entity"]["service_url"] == of_graph.url


@pytest.mark.parametrize(
    ("body", "headers", "said"),
    [
        (b'{"queries": {}}', {"Content-Type": "application/json"}, "its content type is application/json"),
        (b"queries=%FF", FORM, "its parameters cannot be read"),
        ("queries=é".encode(), FORM, "it is no encoded form"),
        (b"&".join(b"a%d=1" % number for number in range(101)), FORM, "its parameters cannot be read"),
        (b"x", {**FORM, "Content-Length": "99999999"}, "it has 99999999 bytes"),
        (b"x", {**FORM, "Content-Length": "-1"}, "it says not how long it is"),
        (b"x", {**FORM, "Content-Length": "9" * 5000}, "it has 99999999999999999999 bytes"),
    ],
)
def test_a_request_that_is_no_form_is_refused(
    of_graph: Client, body: bytes, headers: dict[str, str], said: str
) -> None:
    found = of_graph.ask("POST", "/", body, **headers)
    assert found.status == 400
    assert said in found.json["message"]
    assert found.headers["Access-Control-Allow-Origin"] == "*"


def test_half_a_character_comes_back_as_json_escapes_it(of_graph: Client) -> None:
    found = of_graph.ask("POST", "/", b"queries=" + quote('{"\\ud800": {"query": "Tripoli"}}').encode(), **FORM)
    assert found.status == 200
    assert list(json.loads(found.body.decode("utf-8"))) == ["\ud800"]


def test_a_number_without_end_is_told(of_graph: Client) -> None:
    found = of_graph.ask("POST", "/", b'queries={"q":{"query":"a","limit":' + b"9" * 5000 + b"}}", **FORM)
    assert found.status == 400
    assert "a number is too long" in found.json["message"]


def test_what_is_not_there_is_told_in_json(of_graph: Client) -> None:
    for path in ("/nosuch", "/suggest/flyout", "/../etc/passwd", "/view?id=nothing"):
        found = of_graph.ask("GET", path)
        assert found.status == 404
        assert found.json["status"] == "error"
    assert of_graph.ask("GET", "/suggest/entity?prefix=a&limit=x").status == 400
    unknown = of_graph.ask("DELETE", "/")
    assert unknown.status == 501
    assert unknown.json["message"].startswith("the request: Unsupported method")
    assert unknown.headers["Access-Control-Allow-Origin"] == "*"
    head = of_graph.ask("HEAD", "/")
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["Content-Length"]) > 100


def test_a_connection_is_kept_for_further_requests(of_graph: Client) -> None:
    with socket.create_connection(
        (urlsplit(of_graph.url).hostname or "", urlsplit(of_graph.url).port or 0), 10
    ) as line:
        for _ in range(2):
            line.sendall(b"GET /suggest/type?prefix=armed HTTP/1.1\r\nHost: a\r\n\r\n")
            received = b""
            while not received.endswith(b"]}"):
                received += line.recv(4096)
            assert received.startswith(b"HTTP/1.1 200")


def test_several_clients_are_answered_at_once(of_both: Client) -> None:
    batch = {f"q{number}": {"query": text} for number, text in enumerate(["Tripoli", "Marsa", "Hale", "Tripolis"])}
    expected = of_both.post(queries=batch)
    with ThreadPoolExecutor(8) as pool:
        assert all(answer == expected for answer in pool.map(lambda _: of_both.post(queries=batch), range(80)))


def test_a_client_that_leaves_is_no_trouble(of_graph: Client, capfd: pytest.CaptureFixture[str]) -> None:
    for text in (
        b"GET / HTTP/1.1\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\nqueries=",
        b"\x16\x03\x01 \r\n\r\n",
    ):
        with socket.create_connection(
            (urlsplit(of_graph.url).hostname or "", urlsplit(of_graph.url).port or 0), 10
        ) as line:
            line.sendall(text)
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # ends it at once
    assert of_graph.get("/")["versions"] == ["0.2"]
    assert "Traceback" not in capfd.readouterr().err


def test_a_graph_cannot_put_markup_into_a_page() -> None:
    store = ox.Store()
    node = ox.NamedNode(f"{BASE}entity/evil")
    for prop, value in (
        (vocab.RDF + "type", ox.NamedNode(vocab.CKG + "Entity")),
        (vocab.RDFS + "label", ox.Literal(EVIL)),
        (vocab.SKOS + "altLabel", ox.Literal(f"'\"{EVIL}")),
        (vocab.SKOS + "exactMatch", ox.NamedNode("https://example.org/'onload='x")),
    ):
        store.add(ox.Quad(node, ox.NamedNode(prop), value))
    with serving(Service(Catalogue(GraphEntities(store, BASE), None), BASE)) as client:
        page = client.ask("GET", "/preview?id=entity/evil").body.decode()
        assert "&lt;script&gt;" in page
        assert "<script" not in page
        assert "'onload" not in page
        assert client.found(EVIL)[0]["name"] == EVIL, "JSON says it as it is"


def test_a_port_that_is_taken_is_told(graph: GraphEntities) -> None:
    service = Service(Catalogue(graph, None), BASE)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BadOutput, match="nothing can listen there"):
            ReconciliationServer(service, "127.0.0.1", taken.getsockname()[1])


@contextmanager
def program(*args: object) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`kg serve-reconciliation` with its address."""
    command = [sys.executable, "-m", "kg", "serve-reconciliation", *map(str, args), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            assert line.startswith("kg: the service is at http://127.0.0.1:"), line
            yield process, line.split()[5]
        finally:
            process.kill()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_interrupted(sent: signal.Signals) -> None:
    with program(SAMPLE) as (process, url):
        with urlopen(url, timeout=10) as answer:  # noqa: S310 - this machine's own server
            assert answer.status == 200
        process.send_signal(sent)
        for _ in range(200):
            if process.poll() is not None:
                break
            time.sleep(0.05)
        assert process.returncode == 0
        assert process.stderr is not None
        assert process.stderr.read() == "kg: the service has ended\n"


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        ((), 2, "name a graph, --store DIR, --kb DIR"),
        ((SAMPLE, "--origin", "evil"), 2, "neither * nor an address"),
        ((SAMPLE, "--port", "99999"), 2, "'--port'"),
        (("nosuch.ttl",), 1, "kg: nosuch.ttl: there is no such file"),
        (("--kb", "nosuch"), 1, "there is no knowledge base"),
    ],
)
def test_a_call_that_cannot_be_served_is_told(args: tuple[object, ...], status: int, said: str) -> None:
    command = [sys.executable, "-m", "kg", "serve-reconciliation", *map(str, args)]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=Path(__file__).parents[2], timeout=60, check=False
    )
    assert done.returncode == status
    assert said in done.stderr
