"""A reconciliation server on a free port, and a client of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from kg.reconcile import ReconciliationServer, Service

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Reply(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client(NamedTuple):
    """Asks the server at an address."""

    url: str

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """One request; an underscore in a header's name is a hyphen."""
        connection = HTTPConnection(urlsplit(self.url).netloc, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            return reply(connection.getresponse())
        finally:
            connection.close()

    def get(self, path: str, **given: str) -> Any:
        """The JSON at an address."""
        found = self.ask("GET", f"{path}?{urlencode(given, quote_via=quote)}")
        assert found.status == 200, found.body
        return found.json

    def post(self, **given: object) -> Any:
        """The JSON that comes back for a form whose fields are JSON."""
        form = urlencode({name: json.dumps(value) for name, value in given.items()}).encode()
        found = self.ask("POST", "/", form, **FORM)
        assert found.status == 200, found.body
        return found.json

    def found(self, text: str | None = None, **query: object) -> list[dict[str, Any]]:
        """The candidates for one query."""
        asked = {**({"query": text} if text is not None else {}), **query}
        result: list[dict[str, Any]] = self.post(queries={"q0": asked})["q0"]["result"]
        return result


def reply(response: HTTPResponse) -> Reply:
    return Reply(response.status, dict(response.headers.items()), response.read())


@contextmanager
def serving(service: Service, origin: str = "*") -> Iterator[Client]:
    with ReconciliationServer(service, "127.0.0.1", 0, origin) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield Client(server.url)
        finally:
            server.shutdown()
            thread.join()
