"""The door to the network: what it lets through, and all that it refuses."""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from foundation.errors import NotAllowed, Unavailable
from foundation.fetch import Fetcher, FetchFailed, FetchNotAllowed, is_public
from foundation.fetch_cache import CACHE_BYTES, DocumentCache
from tests.loopback import tls_context, write_certificate

ACCEPT = "application/did+json, application/json"


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[dict[str, str]] = []
        self.root = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up is what several tests are about; no traceback for it."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}})
        match self.path.split("?")[0]:
            case "/ok":
                self._answer(200, b'{"ok": true}')
            case "/large":
                self._answer(200, b"x" * 5000)
            case "/chunked":
                self.send_response(200)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
                for _ in range(100):
                    self.wfile.write(b"64\r\n" + b"y" * 100 + b"\r\n")
            case "/not-to-be-kept":
                self._answer(200, b"once", {"Cache-Control": "private, No-Store"})
            case "/kept-shortly":
                self._answer(200, b"shortly", {"Cache-Control": "public, max-age=10"})
            case "/kept-long":
                self._answer(200, b"long", {"Cache-Control": "max-age=86400"})
            case "/gone":
                self._answer(410, b"")
            case "/redirect":
                self.send_response(302)
                self.send_header("Location", "/ok")
                self.send_header("Content-Length", "0")
                self.end_headers()
            case "/packed":
                self._answer(200, b"x", {"Content-Encoding": "gzip"})
            case "/drip":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                for _ in range(1000):
                    self.wfile.write(b"z")
                    self.wfile.flush()
                    time.sleep(0.05)
            case "/silent":
                time.sleep(3)
            case _:
                self._answer(404, b"nothing here")

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
        yield running
        running.shutdown()


def fetcher(**settings) -> Fetcher:
    return Fetcher(allow_loopback=True, **settings)


def answers(*addresses: str):
    """A resolver that knows every name, and gives these addresses for it."""

    def getaddrinfo(host, port, **_):
        return [
            (socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in addresses
        ]

    return getaddrinfo


def test_a_document_is_fetched_with_the_accept_header_it_was_asked_with(server):
    assert fetcher().get(server.root + "/ok?a=1", max_bytes=100, accept=ACCEPT) == b'{"ok": true}'

    assert server.seen[0]["path"] == "/ok?a=1"
    assert server.seen[0]["accept"] == ACCEPT
    assert server.seen[0]["host"] == server.root.removeprefix("http://")


def test_a_proxy_in_the_environment_is_not_used(server, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetcher().get(server.root + "/ok", max_bytes=100, accept=ACCEPT)


@pytest.mark.parametrize("path", ["/large", "/chunked"])
def test_a_document_over_the_limit_is_not_read_to_its_end(server, path):
    with pytest.raises(FetchFailed) as caught:
        fetcher().get(server.root + path, max_bytes=4999, accept=ACCEPT)
    assert caught.value.code == "fetch-too-large"


def test_a_document_of_exactly_the_limit_is_read(server):
    assert len(fetcher().get(server.root + "/large", max_bytes=5000, accept=ACCEPT)) == 5000


@pytest.mark.parametrize(
    ("path", "code"),
    [("/redirect", "fetch-redirect"), ("/missing", "fetch-status"), ("/packed", "fetch-encoding")],
)
def test_an_answer_that_is_not_the_document_is_a_failure(server, path, code):
    with pytest.raises(FetchFailed) as caught:
        fetcher().get(server.root + path, max_bytes=100, accept=ACCEPT)
    assert caught.value.code == code
    assert isinstance(caught.value, Unavailable)
    assert len(server.seen) == 1  # a redirect was not followed


@pytest.mark.parametrize("path", ["/drip", "/silent"])
def test_the_time_is_for_the_whole_document(server, path):
    started = time.monotonic()
    with pytest.raises(FetchFailed) as caught:
        fetcher(timeout_seconds=0.3).get(server.root + path, max_bytes=10_000, accept=ACCEPT)
    assert caught.value.code == "fetch-timeout"
    assert time.monotonic() - started < 2


def test_looking_up_the_name_is_part_of_that_time(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: time.sleep(1.5) or [])
    started = time.monotonic()
    with pytest.raises(FetchFailed) as caught:
        Fetcher(timeout_seconds=0.2).get("https://slow.example/", max_bytes=9, accept=ACCEPT)
    assert caught.value.code == "fetch-timeout"
    assert time.monotonic() - started < 1


def test_nobody_listening_is_a_failure_that_may_pass(server):
    port = server.server_port
    server.server_close()
    with pytest.raises(FetchFailed):
        fetcher().get(f"http://127.0.0.1:{port}/ok", max_bytes=100, accept=ACCEPT)


def test_a_document_is_kept_until_it_expires(server):
    now = [1000.0]
    door = fetcher(cache_seconds=60, clock=lambda: now[0])

    for moment in (1000.0, 1059.0, 1061.0):
        now[0] = moment
        door.get(server.root + "/ok", max_bytes=100, accept=ACCEPT)

    assert len(server.seen) == 2


@pytest.mark.parametrize(
    ("path", "later", "fetched"),
    [
        ("/not-to-be-kept", 0, 2),
        ("/kept-shortly", 9, 1),
        ("/kept-shortly", 11, 2),
        ("/kept-long", 59, 1),
        ("/kept-long", 61, 2),
    ],
)
def test_a_publisher_may_have_its_document_kept_shorter_and_never_longer(server, path, later, fetched):
    now = [1000.0]
    door = fetcher(cache_seconds=60, clock=lambda: now[0])

    door.get(server.root + path, max_bytes=100, accept=ACCEPT)
    now[0] += later
    door.get(server.root + path, max_bytes=100, accept=ACCEPT)

    assert len(server.seen) == fetched


def test_what_is_kept_takes_a_bounded_amount_of_memory():
    cache = DocumentCache(clock=lambda: 0.0)
    quarter = bytes(CACHE_BYTES // 4)

    for number in range(5):
        cache.keep(f"https://x.example/{number}", ACCEPT, quarter, seconds=60)

    kept = [number for number in range(5) if cache.find(f"https://x.example/{number}", ACCEPT) is not None]
    assert kept == [1, 2, 3, 4]


def test_what_is_over_its_time_makes_room():
    now = [0.0]
    cache = DocumentCache(clock=lambda: now[0])
    half = bytes(CACHE_BYTES // 2)
    cache.keep("https://x.example/long", ACCEPT, half, seconds=60)
    cache.keep("https://x.example/short", ACCEPT, half, seconds=10)

    now[0] = 11.0
    cache.keep("https://x.example/new", ACCEPT, half, seconds=60)

    assert cache.find("https://x.example/long", ACCEPT) == half


def test_the_same_address_asked_for_in_another_form_is_another_document(server):
    door = fetcher()
    door.get(server.root + "/ok", max_bytes=100, accept="application/json")
    door.get(server.root + "/ok", max_bytes=100, accept="application/vc")
    assert len(server.seen) == 2


def test_that_a_document_was_taken_away_can_be_told_from_another_failure(server):
    with pytest.raises(FetchFailed) as caught:
        fetcher().get(server.root + "/gone", max_bytes=100, accept=ACCEPT)
    assert caught.value.data["status"] == 410


def test_who_has_less_time_waits_no_longer(server):
    started = time.monotonic()
    with pytest.raises(FetchFailed) as caught:
        fetcher(timeout_seconds=5).get(server.root + "/silent", max_bytes=100, accept=ACCEPT, within_seconds=0.2)
    assert caught.value.code == "fetch-timeout"
    assert time.monotonic() - started < 2


def test_a_kept_document_still_has_to_fit_the_limit(server):
    door = fetcher()
    door.get(server.root + "/large", max_bytes=5000, accept=ACCEPT)
    with pytest.raises(FetchFailed):
        door.get(server.root + "/large", max_bytes=10, accept=ACCEPT)


def test_a_failure_is_not_kept(server):
    door = fetcher()
    for _ in range(2):
        with pytest.raises(FetchFailed):
            door.get(server.root + "/missing", max_bytes=100, accept=ACCEPT)
    assert len(server.seen) == 2


def test_switched_off_it_fetches_nothing(server):
    with pytest.raises(FetchNotAllowed) as caught:
        fetcher(allowed=False).get(server.root + "/ok", max_bytes=100, accept=ACCEPT)
    assert caught.value.code == "fetch-off"
    assert isinstance(caught.value, NotAllowed)
    assert server.seen == []


def test_loopback_is_refused_unless_a_test_allows_it(server):
    with pytest.raises(FetchNotAllowed):
        Fetcher().get(server.root + "/ok", max_bytes=100, accept=ACCEPT)
    with pytest.raises(FetchNotAllowed):
        Fetcher().get(
            f"https://localhost:{server.server_port}/", max_bytes=9, accept=ACCEPT, named_port=server.server_port
        )
    assert server.seen == []


def test_plain_http_to_the_public_internet_is_refused_even_in_a_test(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", answers("93.184.215.14"))
    with pytest.raises(FetchNotAllowed):
        fetcher().get("http://example.org/", max_bytes=9, accept=ACCEPT)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "//example.org/",
        "example.org",
        "",
        "https://",
        "https:///path",
        "https://example.org:8443/",
        "https://example.org:80/",
        "https://example.org:99999/",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https://example.org@127.0.0.1/",
        "https://exa mple.org/",
        "https://example.org/\r\nHost: x",
        "https://example.org\\@127.0.0.1/",
        "https://ex%61mple.org/",
        "https://exämple.org/",
        "https://[::1/",
        "https://-example.org/",
        "https://example.org\t/",
    ],
)
def test_an_address_that_is_not_plain_https_is_refused_without_looking_it_up(url, monkeypatch):
    def nobody_asks(*_, **__):
        raise AssertionError("the name was looked up")

    monkeypatch.setattr(socket, "getaddrinfo", nobody_asks)
    with pytest.raises(FetchNotAllowed) as caught:
        Fetcher().get(url, max_bytes=9, accept=ACCEPT)
    assert caught.value.code == "fetch-url-refused"


REFUSED = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::1",
    "100::1",
    "2001:db8::1",
    "2001::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_off_the_public_internet_is_refused(address, monkeypatch):
    assert not is_public(ipaddress.ip_address(address))

    monkeypatch.setattr(socket, "getaddrinfo", answers(address))
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was made"))
    with pytest.raises(FetchNotAllowed) as caught:
        Fetcher().get("https://example.org/did.json", max_bytes=9, accept=ACCEPT)
    assert caught.value.code == "fetch-address-refused"


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"]
)
def test_an_address_on_the_public_internet_is_public(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::ffff:127.0.0.1]"]
)
def test_every_way_to_write_loopback_is_refused(host):
    with pytest.raises((FetchNotAllowed, FetchFailed)) as caught:
        Fetcher().get(f"https://{host}/", max_bytes=9, accept=ACCEPT)
    assert caught.value.code in ("fetch-address-refused", "fetch-failed")  # some resolvers know no such name
    assert "refused" in caught.value.code or "no address" in caught.value.data["reason"]


def test_one_private_address_among_public_ones_spoils_the_name(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", answers("8.8.8.8", "10.0.0.1"))
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("a connection was made"))
    with pytest.raises(FetchNotAllowed):
        Fetcher().get("https://example.org/", max_bytes=9, accept=ACCEPT)


def test_the_name_is_resolved_once_and_the_connection_goes_to_that_address(monkeypatch):
    lookups = []
    connected = []

    def rebinding(host, port, **_):
        lookups.append(host)
        return answers("8.8.8.8" if len(lookups) == 1 else "127.0.0.1")(host, port)

    def refuse(address, *_, **__):
        connected.append(address)
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(FetchFailed):
        Fetcher().get("https://rebinding.example:8443/", max_bytes=9, accept=ACCEPT, named_port=8443)

    assert lookups == ["rebinding.example"]
    assert connected == [("8.8.8.8", 8443)]


def test_a_certificate_that_nobody_vouches_for_is_a_failure(server, tmp_path):
    context = tls_context(write_certificate(tmp_path / "server.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)

    with pytest.raises(FetchFailed) as caught:
        fetcher().get(f"https://localhost:{server.server_port}/ok", max_bytes=100, accept=ACCEPT)

    assert "certificate" in caught.value.data["reason"].lower()
    assert server.seen == []
