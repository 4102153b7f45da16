"""How is one request made over HTTP, so that it ends, and its answer is whole?

The standard library follows a redirected POST without what was posted, takes a body that breaks off for a whole one,
unpacks nothing, and waits for ever on a server that sends a byte now and then.
"""

from __future__ import annotations

import email.utils
import http.client
import re
import time
import zlib
from collections.abc import Callable
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import Final, NamedTuple
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPErrorProcessor, HTTPHandler, HTTPSHandler, Request, build_opener

from kg.errors import EndpointError, NoAnswer

_ADDRESS: Final = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_CONNECT: Final = 10.0  # seconds until a server must take the call
_PIECE: Final = 1 << 16
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 5
_GZIP: Final = 16 + zlib.MAX_WBITS  # zlib's number for gzip's header
_CHECK: Final = "check its address and the network"


class Limits(NamedTuple):
    """How long the whole answer may take, in seconds, and how large it may be, in bytes when unpacked."""

    timeout: float = 60.0
    size: int = 1 << 28


DEFAULT: Final = Limits()


class Reply(NamedTuple):
    """A whole answer: its body is unpacked."""

    status: int
    reason: str
    headers: HTTPMessage
    body: bytes

    @property
    def media_type(self) -> str:
        """The type without its parameters: "text/html"."""
        return self.headers.get_content_type()

    @property
    def start(self) -> str:
        """The first words of what the server says, on one line."""
        return told(self.body[:400].decode("utf-8", "replace"))


class _Plain(HTTPConnection):
    def connect(self) -> None:
        _soon(self, super().connect)


class _Secure(HTTPSConnection):
    def connect(self) -> None:
        _soon(self, super().connect)


class _PlainHandler(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Plain, req)


class _SecureHandler(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_Secure, req)


class _AnyStatus(HTTPErrorProcessor):
    """Every status is an answer; who asks knows what it means."""

    def http_response(self, request: Request, response: HTTPResponse) -> HTTPResponse:  # noqa: ARG002 - urllib's form
        return response

    https_response = http_response


_OPENER: Final = build_opener(_PlainHandler, _SecureHandler, _AnyStatus)


def fetched(request: Request, limits: Limits = DEFAULT) -> Reply:
    """The whole answer, whatever its status; a redirect is followed with the same method and what was posted.

    Raises `NoAnswer` where trying again may help (no connection, a hang, a body that breaks off), else `EndpointError`.
    """
    begin = time.monotonic()
    for _ in range(_MOST_REDIRECTS + 1):
        reply = _fetched_once(request, limits, begin + limits.timeout)
        target = reply.headers.get("Location") if reply.status in _REDIRECTS else None
        if target is None:
            return reply
        request = _moved(request, reply.status, target)
    url = _address(request.full_url)
    raise EndpointError(url, f"it redirects more than {_MOST_REDIRECTS} times", "check its address")


def check_address(url: str) -> None:
    """Raises `EndpointError` for what is no address on the web."""
    if not _ADDRESS.match(url):
        raise EndpointError(url, "it is no web address", "check its address, which begins with http:// or https://")


def asked_wait(reply: Reply, now: float) -> float | None:
    """The seconds that a server asks to wait for in `Retry-After`, as a number or a date; `now` is Unix time."""
    header = (reply.headers.get("Retry-After") or "").strip()
    if re.fullmatch(r"\d{1,9}", header, re.ASCII):
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None


def told(text: str) -> str:
    """The first words of a text, on one line."""
    return " ".join(text.split())[:160]


def _soon(connection: HTTPConnection, connect: Callable[[], None]) -> None:
    """Connect, which must succeed soon, however long the answer may take."""
    whole, connection.timeout = connection.timeout, min(_CONNECT, connection.timeout or _CONNECT)
    connect()
    connection.timeout = whole
    connection.sock.settimeout(whole)


def _fetched_once(request: Request, limits: Limits, deadline: float) -> Reply:
    url = _address(request.full_url)
    remedy = "try again later, or with a longer --timeout"
    try:
        with _OPENER.open(request, timeout=limits.timeout) as response:
            body = _body(url, response, limits, deadline)
            return Reply(response.status, response.reason, response.headers, body)
    except TimeoutError as error:
        raise NoAnswer(url, f"no whole answer within {limits.timeout:g} seconds", remedy) from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise NoAnswer(url, f"no connection within {min(_CONNECT, limits.timeout):g} seconds", remedy) from error
        raise NoAnswer(url, f"it cannot be reached: {error.reason}", _CHECK) from error
    except http.client.InvalidURL as error:
        raise EndpointError(url, f"it cannot be asked: {error}", _CHECK) from error
    except (http.client.HTTPException, OSError) as error:
        raise NoAnswer(url, f"it breaks off: {error!r}", _CHECK) from error
    except ValueError as error:
        raise EndpointError(url, f"it cannot be asked: {error}", _CHECK) from error


def _body(url: str, response: HTTPResponse, limits: Limits, deadline: float) -> bytes:
    """The whole body, unpacked."""
    encoding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip"}:
        raise EndpointError(url, f"its answer is packed as {encoding}, which was not asked for", "ask another server")
    unpacking = zlib.decompressobj(_GZIP) if encoding != "identity" else None
    pieces: list[bytes] = []
    size = come = 0
    while piece := response.read1(_PIECE):
        come += len(piece)
        try:
            piece = unpacking.decompress(piece, limits.size + 1) if unpacking else piece
        except zlib.error as error:
            raise NoAnswer(url, f"its answer cannot be unpacked: {error}", "try again later") from error
        size += len(piece)
        if size > limits.size:
            raise EndpointError(url, f"its answer is larger than {limits.size >> 20} MiB", "ask for less")
        if time.monotonic() > deadline:
            raise TimeoutError(url)
        pieces.append(piece)
    promised = response.headers.get("Content-Length")
    is_short = promised is not None and promised.isdecimal() and come < int(promised) and response.chunked is not True
    if is_short or (unpacking is not None and come and not unpacking.eof):
        raise NoAnswer(url, f"its answer breaks off after {come} bytes", "try again later")
    return b"".join(pieces)


def _moved(request: Request, status: int, target: str) -> Request:
    """The same request to where the server sends it. Raises `EndpointError` where it would go unprotected."""
    url = urljoin(request.full_url, target)
    check_address(url)
    if request.full_url.lower().startswith("https:") and not url.lower().startswith("https:"):
        raise EndpointError(
            _address(request.full_url), f"it redirects to {url}, without encryption", "check its address"
        )
    headers = {name: value for name, value in request.header_items() if name.lower() != "host"}
    if status != 303:
        return Request(url, request.data, headers, method=request.get_method())  # noqa: S310 - its scheme is checked
    headers = {name: value for name, value in headers.items() if not name.lower().startswith("content-")}
    return Request(url, None, headers)  # noqa: S310 - its scheme is checked


def _address(url: str) -> str:
    """The address without the question, which may be long."""
    return urlsplit(url)._replace(query="", fragment="").geturl()
