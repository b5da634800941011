"""Our uploads with another implementation of tus 1.0: npm ``tus-js-client``, against a real server."""

from __future__ import annotations

import base64
import os
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from portfolio.models import EvidenceFile, Upload
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document
from tests.interop.node import run_script

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("node_packages"), pytest.mark.django_db(transaction=True)]
PAPER, OTHER, PHOTO = (
    "certificaat-lastige-gesprekken.pdf",
    "diploma-toezicht-op-straat.pdf",
    "foto-certificaat-op-tafel.jpg",
)


@pytest.fixture
def owner() -> Any:
    return PersonFactory()


@pytest.fixture
def send(owner: Any, live_server: Any) -> Any:
    """``send({name: bytes}, **how)``: what the client says of each upload."""
    client = Client()
    client.force_login(owner)
    client.get("/portfolio/add/files")
    cookies = {name: client.cookies[name].value for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)}
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "X-CSRFToken": cookies[settings.CSRF_COOKIE_NAME],
    }

    def run(files: dict[str, bytes], **how: Any) -> list[dict[str, Any]]:
        sent = [{"name": name, "type": "", "base64": base64.b64encode(data).decode()} for name, data in files.items()]
        given = {"endpoint": f"{live_server.url}/uploads", "headers": headers, "files": sent, **how}
        uploads: list[dict[str, Any]] = run_script("tus.mjs", given)["uploads"]
        return uploads

    return run


def photo_of(size: int) -> bytes:
    photo = document(PHOTO)
    return photo + os.urandom(size - len(photo))


def test_it_makes_an_upload_and_sends_it(send: Any, owner: Any) -> None:
    (upload,) = send({PAPER: document(PAPER)})

    assert upload["error"] is None
    file = EvidenceFile.objects.get()
    assert (file.owner, file.name, upload["url"]) == (owner, PAPER, f"/uploads/{file.pk}")


def test_it_sends_in_pieces(send: Any) -> None:
    (upload,) = send({"foto.jpg": photo_of(1_000_000)}, pieceBytes=300_000)

    assert upload["offsets"] == [0, 300_000, 600_000, 900_000]
    assert EvidenceFile.objects.get().size == 1_000_000


def test_it_sends_two_files_at_once(send: Any) -> None:
    uploads = send({PAPER: document(PAPER), OTHER: document(OTHER)}, pieceBytes=1000)

    assert [upload["error"] for upload in uploads] == [None, None]
    assert set(EvidenceFile.objects.values_list("name", flat=True)) == {PAPER, OTHER}


def test_it_goes_on_after_its_connection_broke(send: Any) -> None:
    (upload,) = send({"foto.jpg": photo_of(3_000_000)}, breakAfterBytes=1_500_000)

    assert upload["error"] is None
    assert len(upload["offsets"]) == 2
    assert 0 < upload["offsets"][1] < 3_000_000  # what had arrived counts
    assert EvidenceFile.objects.get().size == 3_000_000


def test_another_client_goes_on_where_one_stopped(send: Any) -> None:
    (upload,) = send({"foto.jpg": photo_of(1_000_000)}, pieceBytes=300_000, stopAfterPieces=2)

    assert upload["error"] is None
    assert upload["offsets"].count(0) == 1
    assert EvidenceFile.objects.get().size == 1_000_000


def test_it_ends_an_upload(send: Any) -> None:
    (upload,) = send({"foto.jpg": photo_of(1_000_000)}, pieceBytes=300_000, terminate=True)

    assert upload["error"] is None
    assert not Upload.objects.exists()


def test_it_begins_anew_where_an_upload_has_expired(send: Any, owner: Any) -> None:
    now = timezone.now()
    old = Upload.objects.create(
        owner=owner, name=PAPER, length=9, created_at=now - timedelta(days=9), expires_at=now - timedelta(days=1)
    )

    (upload,) = send({PAPER: document(PAPER)}, url=f"/uploads/{old.pk}")

    assert upload["error"] is None
    assert upload["url"] != f"/uploads/{old.pk}"
    assert EvidenceFile.objects.count() == 1


def test_it_gets_the_sentence_of_what_is_refused(send: Any, settings: Any) -> None:
    settings.ERKEND_MAX_DOCUMENT_BYTES = 1024 * 1024
    (upload,) = send({"plan.pdf": photo_of(1_100_000)})

    assert upload["status"] == 413
    assert "1 MB" in upload["body"]
