"""A request ends, and its answer is whole; or it is told why not."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.request import Request

import pytest

from kg.errors import EndpointError, NoAnswer
from kg.query import exchange
from kg.query.exchange import Limits, asked_wait, fetched

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"


@contextmanager
def saying(*texts: bytes, heard: list[bytes] | None = None) -> Iterator[str]:
    """The address of a server that gives one of these bytes for each request, the last again and again."""
    left = list(texts)
    requests = [] if heard is None else heard

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            requests.append(self.request.recv(1 << 16))
            self.request.sendall(left.pop(0) if len(left) > 1 else left[0])

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/x?q=secret"
        finally:
            server.shutdown()
            thread.join()


def asked(url: str, **limits: float) -> bytes:
    return fetched(Request(url), Limits(limits.get("timeout", 5.0), int(limits.get("size", 1000)))).body  # noqa: S310


@pytest.mark.parametrize(
    ("said", "body"),
    [
        (HEAD + b"Content-Length: 4\r\n\r\nhere", b"here"),
        (HEAD + b"\r\nhere", b"here"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n2\r\nre\r\n0\r\n\r\n", b"here"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"here"), b"here"),
        (HEAD + b"Content-Encoding: gzip\r\nContent-Length: 0\r\n\r\n", b""),
    ],
    ids=["length", "until it ends", "in chunks", "packed", "empty"],
)
def test_a_whole_body_comes_back(said: bytes, body: bytes) -> None:
    with saying(said) as url:
        assert asked(url) == body


@pytest.mark.parametrize(
    "said",
    [
        HEAD + b"Content-Length: 9\r\n\r\nhere",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n2\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n",
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"here")[:-4],
        HEAD + b"Content-Encoding: gzip\r\n\r\nhere",
        b"",
        b"nonsense\r\n\r\n",
    ],
    ids=["length", "in a chunk", "between chunks", "packed", "not packed", "nothing", "no HTTP"],
)
def test_a_body_that_breaks_off_is_no_answer(said: bytes) -> None:
    with saying(said) as url, pytest.raises(NoAnswer, match=r"127\.0\.0\.1:\d+/x: "):
        asked(url)


@pytest.mark.parametrize(
    "said",
    [HEAD + b"\r\n" + b"x" * 2001, HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 10_000_000)],
    ids=["plain", "packed"],
)
def test_more_than_wanted_is_not_read(said: bytes) -> None:
    with saying(said) as url, pytest.raises(EndpointError, match="its answer is larger than"):
        asked(url, size=2000)


def test_the_question_is_not_repeated_in_what_is_told() -> None:
    with saying(b"") as url, pytest.raises(NoAnswer) as told:
        asked(url)
    assert "secret" not in str(told.value)


def test_another_form_of_packing_is_told() -> None:
    with saying(HEAD + b"Content-Encoding: br\r\n\r\nx") as url, pytest.raises(EndpointError, match="packed as br"):
        asked(url)


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "mailto:a@b.org"])
def test_a_redirect_away_from_the_web_is_not_followed(target: str) -> None:
    moved = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    with saying(moved) as url, pytest.raises(EndpointError, match="no web address"):
        asked(url)


def test_a_redirect_that_gives_up_encryption_is_not_followed() -> None:
    request = Request("https://example.org/sparql?query=x")
    with pytest.raises(EndpointError, match=r"redirects to http://example\.org/plain, without encryption"):
        exchange._moved(request, 302, "http://example.org/plain")
    assert exchange._moved(request, 302, "/other").full_url == "https://example.org/other"


@pytest.mark.parametrize(("status", "method"), [(303, b"GET"), (302, b"POST"), (307, b"POST")])
def test_a_redirect_keeps_what_was_posted_unless_it_says_to_see_other(status: int, method: bytes) -> None:
    moved = f"HTTP/1.1 {status} Moved\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n".encode()
    heard: list[bytes] = []
    with saying(moved, HEAD + b"Content-Length: 4\r\n\r\nhere", heard=heard) as url:
        assert fetched(Request(url, b"posted")).body == b"here"  # noqa: S310
    assert heard[1].startswith(method + b" /y ")
    assert (b"Content-Length" in heard[1]) == (method == b"POST")


def test_any_status_is_an_answer() -> None:
    with saying(b"HTTP/1.1 418 I'm a teapot\r\nContent-Length: 2\r\nRetry-After: 12\r\n\r\nno") as url:
        reply = fetched(Request(url))  # noqa: S310
    assert (reply.status, reply.reason, reply.start, asked_wait(reply, 0.0)) == (418, "I'm a teapot", "no", 12.0)
