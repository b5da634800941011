"""The only door to the network: fetch one public document over https, from an address that was looked at first.

What others write decides which address is asked for (a DID, a status list in somebody's badge), so nobody may use us to
reach what only our own network can reach. Therefore: https, port 443 or the one that a did:web names; the name is
looked up once, every address it has must be public, and the connection goes to one of those; no redirect is followed,
no proxy of the environment is used, and time and size are capped. It knows no Django.
"""

from __future__ import annotations

import ipaddress
import math
import queue
import re
import socket
import ssl
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlsplit

import certifi
import httpcore

from foundation.errors import NotAllowed, Unavailable
from foundation.fetch_cache import DocumentCache, fresh_seconds

HTTPS_PORT: Final = 443

_VISIBLE_ASCII = re.compile(r"[!-\[\]-~]+")  # no backslash: readers of addresses don't agree on what it means
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?|[0-9a-f:.]+")
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_READ_AT_ONCE = 65_536

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchNotAllowed(NotAllowed):
    """This address may not be asked for (or fetching is off); trying again won't help. Nothing was sent."""

    code = "fetch-not-allowed"


class FetchFailed(Unavailable):
    """The other side didn't give the document: unreachable, too slow, too large, a redirect, not status 200."""

    code = "fetch-failed"


class Fetcher:
    """Fetches documents, and keeps each for a few minutes, or as much shorter as its publisher asks (Cache-Control).

    ``allowed=False`` makes every ``get`` raise FetchNotAllowed: for those who want no outgoing traffic at all.
    ``timeout_seconds`` is for one document as a whole, from the first look-up to the last byte. ``allow_loopback`` is
    for tests alone: it also permits http, and any port, on a loopback address. May be shared between threads.
    """

    def __init__(
        self,
        *,
        allowed: bool = True,
        timeout_seconds: float = 10.0,
        cache_seconds: float = 300.0,
        allow_loopback: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed = allowed
        self._timeout_seconds = timeout_seconds
        self._cache_seconds = cache_seconds
        self._allow_loopback = allow_loopback
        self._cache = DocumentCache(clock=clock)

    def get(
        self,
        url: str,
        *,
        max_bytes: int,
        accept: str,
        named_port: int | None = None,
        within_seconds: float | None = None,
    ) -> bytes:
        """The body that ``url`` answers with status 200.

        ``accept`` is sent as it is. ``named_port`` is the port that a did:web names: the only one beside 443 that the
        URL may have. ``within_seconds`` is for who has less time than the fetcher gives. Raises FetchNotAllowed before
        anything is sent, FetchFailed after.
        """
        if not self._allowed:
            raise FetchNotAllowed(
                "Fetching documents from the internet is switched off here.", code="fetch-off", url=url
            )
        target = self._target(url, named_port)
        body = self._cache.find(url, accept)
        if body is None:
            seconds = min(self._timeout_seconds, within_seconds if within_seconds is not None else math.inf)
            body, fresh = self._fetch(target, max_bytes=max_bytes, accept=accept, seconds=seconds)
            self._cache.keep(url, accept, body, seconds=min(fresh, self._cache_seconds))
        if len(body) > max_bytes:
            raise _too_large(url, max_bytes)
        return body

    def _target(self, url: str, named_port: int | None) -> _Target:
        if not _VISIBLE_ASCII.fullmatch(url):
            raise _refused(url, "it holds characters that an address can't have")
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise _refused(url, "it is not a well-formed address") from error
        if parts.username is not None or parts.password is not None:
            raise _refused(url, "it holds a user name or password")
        if not _HOST.fullmatch(host):
            raise _refused(url, "its host is not a name")
        only_loopback = False
        if parts.scheme != "https" or port not in (None, HTTPS_PORT, named_port):
            if not self._allow_loopback:
                raise _refused(url, f"only https on port {HTTPS_PORT} is fetched")
            only_loopback = True
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        default_port = HTTPS_PORT if parts.scheme == "https" else 80
        return _Target(url, parts.scheme, host, port or default_port, path, only_loopback)

    def _fetch(self, target: _Target, *, max_bytes: int, accept: str, seconds: float) -> tuple[bytes, float]:
        deadline = _Deadline(seconds)
        request_url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        headers = [("Accept", accept), ("Accept-Encoding", "identity"), ("User-Agent", "Erkend")]
        backend = _PinnedBackend(target, deadline, allow_loopback=self._allow_loopback)
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=self._tls, max_connections=1, max_keepalive_connections=0, network_backend=backend
                ) as pool,
                pool.stream("GET", request_url, headers=headers) as response,
            ):
                return _read(response, target.url, max_bytes)
        except httpcore.TimeoutException as error:
            raise FetchFailed(
                f"{target.host} did not answer within {seconds:.3g} seconds.",
                code="fetch-timeout",
                url=target.url,
            ) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchFailed(f"{target.host} could not be reached.", url=target.url, reason=str(error)) from error

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=certifi.where())


def is_public(address: Address) -> bool:
    """Whether anybody on the internet could reach this address: not private, local, reserved or a way round to such."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.sixtofour is not None or any(address in network for network in _NAT64):
            return False
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True, slots=True)
class _Target:
    url: str
    scheme: str
    host: str
    port: int
    path: str  # with the query
    only_loopback: bool  # permitted only because a test allows it, and only there


class _Deadline:
    """One moment for the whole of a fetch; each step gets what is left of it."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this document is over")
        return left


class _PinnedBackend(httpcore.NetworkBackend):
    """Resolves the name itself, once, and connects to an address that it has looked at."""

    def __init__(self, target: _Target, deadline: _Deadline, *, allow_loopback: bool) -> None:
        self._target = target
        self._deadline = deadline
        self._allow_loopback = allow_loopback
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._sockets.connect_tcp(
                    str(address), port, timeout=self._deadline.left(), socket_options=socket_options
                )
            except httpcore.ConnectError as error:
                failure = error
            else:
                return _BoundedStream(stream, self._deadline)
        raise failure

    def _addresses(self, host: str, port: int) -> list[Address]:
        addresses = _look_up(host, port, self._deadline.left())
        for address in addresses:
            if self._allow_loopback and address.is_loopback:
                continue
            if self._target.only_loopback or not is_public(address):
                # One bad address spoils the name: somebody who mixes them wants us to try the other.
                raise FetchNotAllowed(
                    f"{host} is not on the public internet, so nothing was fetched from it.",
                    code="fetch-address-refused",
                    url=self._target.url,
                )
        return addresses


class _BoundedStream(httpcore.NetworkStream):
    """A connection on which no step takes longer than what is left for the whole; a slow drip can't stretch it."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(min(max_bytes, _READ_AT_ONCE), timeout=self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout=self._deadline.left())
        return _BoundedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _look_up(host: str, port: int, seconds: float) -> list[Address]:
    """Every address of this name, in the resolver's order. The system's look-up knows no time limit, hence the thread."""
    answers: queue.SimpleQueue[list[Address] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(OrderedDict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found)))
        except (OSError, ValueError) as error:
            answers.put(error)

    threading.Thread(target=ask, name="look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty as error:
        raise httpcore.ConnectTimeout(f"{host} was not found in time") from error
    if isinstance(answer, Exception):
        raise httpcore.ConnectError(f"{host} has no address") from answer
    return answer


def _read(response: httpcore.Response, url: str, max_bytes: int) -> tuple[bytes, float]:
    """The body, and how many seconds its publisher lets it be kept."""
    headers = {name.lower(): value for name, value in response.headers}
    if 300 <= response.status < 400:
        raise FetchFailed(
            "The address sends us on to another one, and that is not followed.", code="fetch-redirect", url=url
        )
    if response.status != 200:
        raise FetchFailed(
            f"The address answered with status {response.status} instead of the document.",
            code="fetch-status",
            url=url,
            status=response.status,
        )
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise FetchFailed("The document came compressed, which was not asked for.", code="fetch-encoding", url=url)
    body = bytearray()
    for part in response.iter_stream():
        body += part
        if len(body) > max_bytes:
            raise _too_large(url, max_bytes)
    return bytes(body), fresh_seconds(headers.get(b"cache-control", b"").decode("latin-1"))


def _too_large(url: str, max_bytes: int) -> FetchFailed:
    return FetchFailed(
        f"The document is larger than {max_bytes} bytes.", code="fetch-too-large", url=url, max_bytes=max_bytes
    )


def _refused(url: str, reason: str) -> FetchNotAllowed:
    return FetchNotAllowed(f"This address is not fetched: {reason}.", code="fetch-url-refused", url=url, reason=reason)
