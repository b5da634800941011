"""The street needs no network: it is walked here with every socket closed but those of this machine."""

from __future__ import annotations

import ipaddress
import json
import socket
from datetime import UTC, datetime
from typing import Any

import pytest

from credentials import services as credentials
from credentials.core.report import ReportVerdict
from evc.outcomes.selectors import badge_of
from foundation.jobs.services import run_due
from tests.factories.outcomes import released
from tests.factories.routes import compact_route, full_route
from tests.factories.standards import make_standard
from tests.unit.credentials.core.samples import build, sign

pytestmark = pytest.mark.django_db


class Outside(Exception):
    """Something reached for the network. Caught by no handler of ours, unlike OSError."""


def is_here(host: Any) -> bool:
    """Whether a host (a name, an address, or None) is this machine."""
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


@pytest.fixture
def closed_sockets(monkeypatch) -> list[Any]:
    """Only loopback and unix sockets connect, and no name is looked up. Gives what was tried all the same."""
    tried: list[Any] = []

    def guarded(name: str) -> None:
        original = getattr(socket.socket, name)

        def attempt(self: socket.socket, *arguments: Any) -> Any:
            address = arguments[-1]
            if self.family != socket.AF_UNIX and not is_here(address[0]):
                tried.append(address)
                raise Outside(address)
            return original(self, *arguments)

        monkeypatch.setattr(socket.socket, name, attempt)

    for name in ("connect", "connect_ex", "sendto"):
        guarded(name)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        look_up = getattr(socket, name)

        def attempt(host: Any, *arguments: Any, _look_up: Any = look_up, **options: Any) -> Any:
            if not is_here(host):
                tried.append(host)
                raise Outside(host)
            return _look_up(host, *arguments, **options)

        monkeypatch.setattr(socket, name, attempt)
    return tried


def test_a_closed_socket_is_noticed(closed_sockets):
    with pytest.raises(Outside):
        socket.create_connection(("192.0.2.1", 443), timeout=1)
    with pytest.raises(Outside):
        socket.getaddrinfo("example.org", 443)
    assert closed_sockets == ["192.0.2.1", "example.org"]


@pytest.mark.parametrize("route", [full_route, compact_route])
def test_from_request_to_verified_badge_nothing_reaches_for_the_network(closed_sockets, route, client):
    version = make_standard()
    outcome = released(route=route(), standard_version=version, units=list(version.core_tasks.all()))
    run_due()
    outcome.refresh_from_db()
    badge = badge_of(outcome)

    for data in (badge.document.encode(), *(credentials.badge_picture(badge, form) for form in ("png", "svg"))):
        assert credentials.verify_bytes(data).report.verdict == ReportVerdict.VALID
    answer = client.post(
        "/api/v1/verify", data={"credential": json.loads(badge.document)}, content_type="application/json"
    )
    assert answer.json()["verdict"] == "valid"
    assert closed_sockets == []


def test_the_badge_of_a_stranger_is_undecided_and_asks_nobody_while_fetching_is_off(closed_sockets, settings):
    assert settings.ERKEND_FETCH is False
    did = "did:web:elders.example"
    badge = sign(build(did=did, valid_from=datetime(2024, 1, 1, tzinfo=UTC)), method=f"{did}#key-1")

    assert credentials.verify_bytes(json.dumps(badge).encode()).report.verdict == ReportVerdict.UNDECIDED
    assert closed_sockets == []
