"""DID documents, status lists and hosted badges from their publishers."""

from __future__ import annotations

import certifi
import pytest

from credentials.core.errors import Gone, MalformedDid, Unreachable, UnreadableDocument
from credentials.core.limits import DEFAULT
from credentials.core.primitives.did import did_key_for
from credentials.network import PublishedEvidence
from foundation.fetch import Fetcher
from tests.loopback import serving, write_certificate
from tests.unit.credentials.core.samples import SeedSigner


@pytest.fixture
def server(tmp_path, monkeypatch):
    certificate = write_certificate(tmp_path / "localhost.pem")
    monkeypatch.setattr(certifi, "where", lambda: str(certificate))
    with serving(certificate) as running:
        yield running


@pytest.fixture
def published():
    return PublishedEvidence(Fetcher(allow_loopback=True))


def test_a_did_web_is_looked_up_at_the_port_it_names(server, published):
    did = f"did:web:localhost%3A{server.server_port}:organisations:gemeente"
    server.documents["/organisations/gemeente/did.json"] = {"id": did}

    assert published.resolve_did(did) == {"id": did}
    assert "application/did+json" in server.accepts[0]


def test_a_status_list_is_fetched_from_its_address(server, published):
    url = server.root + "/status/1"
    server.documents["/status/1"] = {"id": url}

    assert published.load_status_list(url) == {"id": url}
    assert server.accepts[0].startswith("application/vc,")


def test_a_did_key_needs_no_network():
    did, method = did_key_for(SeedSigner().public)
    nobody = PublishedEvidence(Fetcher(allowed=False))
    assert nobody.resolve_did(did)["assertionMethod"] == [method]


def test_what_cannot_be_fetched_is_unreachable(server, published):
    for look_up in (
        lambda: published.resolve_did(f"did:web:localhost%3A{server.server_port}"),
        lambda: published.load_status_list(server.root + "/none"),
        lambda: PublishedEvidence(Fetcher()).load_status_list("http://example.org/status"),
        lambda: PublishedEvidence(Fetcher(allowed=False)).resolve_did("did:web:example.org"),
        lambda: published.resolve_did("did:example:123"),
    ):
        with pytest.raises(Unreachable):
            look_up()


def test_a_part_of_an_open_badge_2_is_fetched_from_its_address(server, published):
    server.documents["/assertions/1"] = {"id": server.root + "/assertions/1", "type": "Assertion"}

    assert published.fetch(server.root + "/assertions/1")["type"] == "Assertion"
    assert server.accepts == ["application/ld+json, application/json"]


def test_what_its_publisher_took_away_is_gone_and_what_is_not_there_is_not(server, published):
    server.documents["/assertions/1"] = 410

    with pytest.raises(Gone):
        published.fetch(server.root + "/assertions/1")
    with pytest.raises(Unreachable) as caught:
        published.fetch(server.root + "/assertions/2")
    assert not isinstance(caught.value, Gone)


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"id": 1, "id": 2}', b'{"number": NaN}', b"{" * 100])
def test_what_can_not_be_read_in_one_way_is_unreadable(server, published, body):
    server.documents["/assertions/1"] = body
    with pytest.raises(UnreadableDocument):
        published.fetch(server.root + "/assertions/1")


def test_more_than_a_document_can_hold_is_not_fetched(server, published):
    server.documents["/assertions/1"] = b"{" + b" " * DEFAULT.max_bytes + b"}"
    with pytest.raises(Unreachable):
        published.fetch(server.root + "/assertions/1")


def test_all_that_one_badge_points_at_shares_its_time(server):
    now = [0.0]
    server.documents["/1"] = server.documents["/2"] = {"id": "x"}
    published = PublishedEvidence(Fetcher(allow_loopback=True), within_seconds=20, clock=lambda: now[0])

    assert published.fetch(server.root + "/1")
    now[0] = 21.0
    with pytest.raises(Unreachable) as caught:
        published.fetch(server.root + "/2")

    assert caught.value.code == "unreachable.time"
    assert len(server.accepts) == 1


def test_what_is_no_did_document_at_all_is_unreadable(server, published):
    server.documents["/.well-known/did.json"] = b"<html>"
    with pytest.raises(UnreadableDocument):
        published.resolve_did(f"did:web:localhost%3A{server.server_port}")


@pytest.mark.parametrize("did", ["did:web:127.0.0.1", "did:web:", "https://example.org", "did:web:x.example:..:y"])
def test_a_did_that_leads_nowhere_is_malformed(did, published):
    with pytest.raises(MalformedDid):
        published.resolve_did(did)
