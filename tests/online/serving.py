"""A server of this machine that says what a test wants, bad days included, and remembers how it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

JSON = "application/json; charset=utf-8"


class Asked(NamedTuple):
    """A request: `fields` are those of the address, or of what was posted."""

    method: str
    path: str
    fields: dict[str, str]
    headers: Message


class Reply(NamedTuple):
    """What the server is to answer: `length` is what it promises, if not the truth; it waits before the body."""

    body: bytes = b"{}"
    status: int = 200
    media_type: str = JSON
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    wait: float = 0.0


class Server(NamedTuple):
    url: str
    asked: list[Asked]
    bad_days: list[Reply]
    """What is said first, before the server answers as it should."""


@contextmanager
def serving(answer: Callable[[Asked], Reply], *bad_days: Reply, path: str = "/w/api.php") -> Iterator[Server]:
    """A server that gives the bad days' replies one after the other, and then answers."""
    asked: list[Asked] = []
    left = list(bad_days)
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.say("GET", urlsplit(self.path).query)

        def do_POST(self) -> None:
            self.say("POST", self.rfile.read(int(self.headers["Content-Length"])).decode())

        def say(self, method: str, text: str) -> None:
            fields = {name: values[0] for name, values in parse_qs(text).items()}
            asked.append(Asked(method, urlsplit(self.path).path, fields, self.headers))
            reply = left.pop(0) if left else answer(asked[-1])
            if reply.wait and done.wait(reply.wait):
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type)
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            for name, value in reply.headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Server(f"http://127.0.0.1:{server.server_port}{path}", asked, left)
        finally:
            done.set()
            server.shutdown()
            thread.join()
