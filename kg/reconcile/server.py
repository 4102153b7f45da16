"""The reconciliation service over HTTP: addresses, forms, CORS and JSONP, and what is wrong with a request.

Python's own server, a thread a connection. It listens where it is told, by default on this machine alone, and only
answers questions; there is no address that changes anything.
"""

from __future__ import annotations

import json
import re
import socket
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from kg.errors import BadOutput, BadRequest
from kg.reconcile import asked
from kg.reconcile.catalogue import is_qid
from kg.reconcile.pages import POLICY
from kg.reconcile.service import Service

MOST_BYTES: Final = 8 << 20  # of a form; a thousand queries of a spreadsheet have some hundred thousand
_DIGITS: Final = 20  # of a length; Python refuses numbers of some thousand
_SECONDS: Final = 30.0  # that a client may take to send what it began
_FIELDS: Final = 100
_SUGGESTED: Final = 10
_FORM: Final = "application/x-www-form-urlencoded"
_CALLBACK: Final = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)
_HOST: Final = re.compile(r"[A-Za-z0-9._-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
Parameters = dict[str, str]


class Answer(NamedTuple):
    """What goes back: JSON, or a page where `page` is set, or the way to `location`."""

    body: Any = None
    status: HTTPStatus = HTTPStatus.OK
    page: str | None = None
    location: str = ""


class ReconciliationServer(ThreadingHTTPServer):
    """A server for one service; `url` is its address. `origin` are the web pages that may ask it ("*" for all).

    Raises `BadOutput` if it cannot listen there.
    """

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, service: Service, host: str, port: int, origin: str = "*") -> None:
        self.service = service
        self.origin = origin
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            super().__init__((host, port), Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise BadOutput(f"{host}:{port}", f"nothing can listen there: {reason}", "name another --port") from error
        shown = f"[{host}]" if ":" in host else host
        self.url = f"http://{shown}:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that leave before they are answered; all else is a bug, and told."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # as it is called


class Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    server: ReconciliationServer
    protocol_version = "HTTP/1.1"
    timeout = _SECONDS
    wbufsize = (
        -1
    )  # an answer goes out in one piece: in two, the second would wait 40 ms for the first to be acknowledged
    disable_nagle_algorithm = True
    server_version = "conflict-kg"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(lambda: self._parameters(""))

    def do_HEAD(self) -> None:
        self._answer(lambda: self._parameters(""))

    def do_POST(self) -> None:
        self._answer(lambda: self._parameters(self._form()))

    def do_OPTIONS(self) -> None:
        self.send_response(HTTPStatus.NO_CONTENT)
        self._say_who_may_ask()
        self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.send_header("Access-Control-Max-Age", "86400")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What is no request that we know, in the form of all our errors."""
        self.close_connection = True
        said = message or HTTPStatus(code).phrase
        self._send(
            Answer(_error(BadRequest("the request", said, explain or "ask by GET or POST")), HTTPStatus(code)), ""
        )

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the form of http.server
        """Requests are not logged: they hold what users look for."""

    def _answer(self, read: Callable[[], Parameters]) -> None:
        callback = ""
        try:
            parameters = read()
            callback = _callback(parameters)
            answer = _routed(self.server.service, urlsplit(self.path).path, parameters, self._url())
        except BadRequest as error:
            answer = Answer(_error(error), HTTPStatus.BAD_REQUEST)
        self._send(answer, callback)

    def _parameters(self, form: str) -> Parameters:
        """The parameters of the address and of the form, the last of each name."""
        try:
            pairs = [
                parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
                for text in (urlsplit(self.path).query, form)
            ]
        except ValueError as error:
            self.close_connection = True
            raise BadRequest(
                "the request", "its parameters cannot be read", "encode them as a form, in UTF-8"
            ) from error
        return {name: values[-1] for each in pairs for name, values in each.items()}

    def _form(self) -> str:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or len(length) > _DIGITS or int(length) > MOST_BYTES:
            self.close_connection = True  # what follows cannot be told from the next request
            reason = "it says not how long it is" if not length.isdecimal() else f"it has {length[:20]} bytes"
            raise BadRequest(
                "the request", reason, f"send a form of at most {MOST_BYTES} bytes with its Content-Length"
            )
        body = self.rfile.read(int(length))
        if self.headers.get_content_type() != _FORM:
            kind = self.headers.get_content_type()[:60]
            raise BadRequest("the request", f"its content type is {kind}", f"send a form: {_FORM}")
        try:
            return body.decode("ascii")
        except UnicodeDecodeError as error:
            raise BadRequest("the request", "it is no encoded form", "encode other characters by %") from error

    def _url(self) -> str:
        """The address under which the client knows this server."""
        host = self.headers.get("Host", "")
        return f"http://{host}" if _HOST.fullmatch(host) else self.server.url

    def _send(self, answer: Answer, callback: str) -> None:
        if answer.page is not None:
            body, kind = answer.page.encode(), "text/html; charset=utf-8"
        else:
            text = json.dumps(answer.body, ensure_ascii=False, separators=(",", ":"))
            kind = "application/json; charset=utf-8"
            if callback:
                # Two characters that JSON takes and older JavaScript does not; and none that could begin a tag.
                text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
                text, kind = f"/**/{callback}({text});", "application/javascript; charset=utf-8"
            body = text.encode("utf-8", "backslashreplace")  # half a character, as JSON escapes it
        self.send_response(answer.status)
        self._say_who_may_ask()
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        if answer.page is not None:
            self.send_header("Content-Security-Policy", POLICY)
        if answer.location:
            self.send_header("Location", answer.location)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _say_who_may_ask(self) -> None:
        self.send_header("Access-Control-Allow-Origin", self.server.origin)
        if self.server.origin != "*":
            self.send_header("Vary", "Origin")


def _routed(service: Service, path: str, given: Parameters, url: str) -> Answer:
    if path in ("", "/"):
        return Answer(_root(service, given, url))
    if path.startswith("/suggest/"):
        return _suggested(service, path, given)
    if path == "/properties":
        most = asked.to_number("limit", given.get("limit"), asked.MOST_RESULTS, 0)
        return Answer(service.propose(given.get("type", ""), most))
    if path in ("/view", "/preview"):
        return _shown(service, path, given.get("id", ""))
    return _missing("the address", "there is nothing here", "begin with the manifest at /")


def _root(service: Service, given: Parameters, url: str) -> Any:
    if "queries" in given:
        return service.reconcile(asked.to_queries(given["queries"]))
    if "extend" in given:
        return service.extend(asked.to_extension(given["extend"]))
    return service.manifest(url)


def _suggested(service: Service, path: str, given: Parameters) -> Answer:
    suggest = {
        "/suggest/entity": service.suggest_entities,
        "/suggest/property": service.suggest_properties,
        "/suggest/type": service.suggest_types,
    }.get(path)
    if suggest is None:
        return _missing("the address", "there is nothing here", "suggest an entity, a property or a type")
    most = asked.to_number("limit", given.get("limit"), asked.MOST_RESULTS, _SUGGESTED)
    skipped = asked.to_number("cursor", given.get("cursor"), asked.MOST_RESULTS, 0)
    found = suggest(given.get("prefix", "")[:200], most + skipped)
    return Answer({"result": found["result"][skipped:]})


def _shown(service: Service, path: str, name: str) -> Answer:
    if path == "/view" and is_qid(name):
        return Answer({}, HTTPStatus.SEE_OTHER, location=f"https://www.wikidata.org/wiki/{quote(name)}")
    page = service.page(name)
    return Answer(page=page) if page else _missing("id", "there is no such entity", "take one from a result")


def _missing(subject: str, reason: str, remedy: str) -> Answer:
    return Answer(_error(BadRequest(subject, reason, remedy)), HTTPStatus.NOT_FOUND)


def _error(error: BadRequest) -> dict[str, str]:
    return {"status": "error", "message": str(error)}


def _callback(given: Parameters) -> str:
    """The name of the function that JSONP calls. Raises `BadRequest` for what is no name."""
    callback = given.get("callback", "")
    if callback and not _CALLBACK.fullmatch(callback):
        raise BadRequest("callback", "it is no name of a function", "use letters, digits, _, $ and points")
    return callback
