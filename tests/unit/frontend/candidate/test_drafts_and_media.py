"""Beginning with a title, saving while typing, playing film and sound, and what must not be shared."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from foundation.audit.models import AuditEntry
from foundation.errors import WrongState
from portfolio import services as portfolio
from portfolio.models import CoveredCopy, EvidenceItem
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item

pytestmark = pytest.mark.django_db
PAPER = "certificaat-lastige-gesprekken.pdf"


@pytest.fixture
def owner():
    return PersonFactory()


@pytest.fixture
def client(owner, sign_in):
    return sign_in(owner)


def sound() -> bytes:
    """A second of silence, as WAV."""
    data = bytes(8000)
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8)
    body = b"WAVE" + form + struct.pack("<4sI", b"data", len(data)) + data
    return struct.pack("<4sI", b"RIFF", len(body)) + body


@pytest.fixture
def recording(owner) -> EvidenceItem:
    return portfolio.add_item_from_file(owner, stream=BytesIO(sound()), name="gesprek.wav", by=owner)


def read(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_an_item_begins_with_nothing_but_a_title(client, owner):
    response = client.post(reverse("item-add-draft"), {"title": "Plan voor de markt"})

    item = owner.evidence.get()
    assert response["Location"] == reverse("item-edit", args=[item.pk])
    assert item.title == "Plan voor de markt"


def test_without_a_title_nothing_begins_and_the_page_says_so(client, owner):
    response = client.post(reverse("item-add-draft"), {"title": "  "}, follow=True)

    assert "Give this item a title." in response.content.decode()
    assert not owner.evidence.exists()


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [("title", "Anders", "Anders"), ("holds_case_data", "yes", True), ("what_it_shows", "Een plan", "Een plan")],
)
def test_a_field_is_saved_while_it_is_typed(client, owner, field, value, kept):
    item = make_item(owner)

    response = client.post(reverse("item-edit-save", args=[item.pk]), {"field": field, "value": value})

    assert response.json() == {"saved": True}
    item.refresh_from_db()
    assert getattr(item, field) == kept


@pytest.mark.parametrize(("field", "value"), [("title", ""), ("period_from", "gisteren"), ("owner", "x"), ("", "")])
def test_what_cannot_be_saved_is_told_and_changes_nothing(client, owner, field, value):
    item = make_item(owner, title="Plan")

    response = client.post(reverse("item-edit-save", args=[item.pk]), {"field": field, "value": value})

    assert response.status_code == 422
    assert response.json()["message"]
    item.refresh_from_db()
    assert item.title == "Plan"


def test_saving_the_same_again_writes_nothing_in_the_log(client, owner):
    item = make_item(owner, title="Plan")
    before = AuditEntry.objects.count()

    client.post(reverse("item-edit-save", args=[item.pk]), {"field": "title", "value": "Plan"})

    assert AuditEntry.objects.count() == before


def test_sound_plays_on_the_page(client, recording):
    page = client.get(reverse("item", args=[recording.pk])).content.decode()

    assert (
        f'<audio class="player" controls preload="metadata" src="{reverse("file", args=[recording.files.get().pk])}"'
        in page
    )
    assert "media-src 'self'" in client.get(reverse("portfolio"))["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("asked", "part", "said"),
    [
        ("bytes=0-9", slice(0, 10), "bytes 0-9/8044"),
        ("bytes=8000-", slice(8000, None), "bytes 8000-8043/8044"),
        ("bytes=-44", slice(8000, None), "bytes 8000-8043/8044"),
        ("bytes=8000-99999", slice(8000, None), "bytes 8000-8043/8044"),
    ],
)
def test_a_part_of_a_recording(client, recording, asked, part, said):
    response = client.get(reverse("file", args=[recording.files.get().pk]), headers={"Range": asked})

    assert (response.status_code, response["Content-Range"]) == (206, said)
    assert read(response) == sound()[part]
    assert response["Content-Length"] == str(len(sound()[part]))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("asked", ["bytes=0-1,4-5", "bytes=9-2", "bytes=-", "pages=1-2", "bytes=a-b"])
def test_what_is_no_range_gets_everything(client, recording, asked):
    response = client.get(reverse("file", args=[recording.files.get().pk]), headers={"Range": asked})

    assert (response.status_code, read(response)) == (200, sound())


def test_a_part_behind_the_end_is_said_not_to_be_there(client, recording):
    response = client.get(reverse("file", args=[recording.files.get().pk]), headers={"Range": "bytes=9000-"})

    assert (response.status_code, response["Content-Range"]) == (416, "bytes */8044")


def test_a_part_of_a_file_that_changed_is_the_whole_file(client, recording):
    headers = {"Range": "bytes=0-9", "If-Range": '"another"'}

    response = client.get(reverse("file", args=[recording.files.get().pk]), headers=headers)

    assert (response.status_code, read(response)) == (200, sound())


def test_a_document_is_never_shown_inline(client, owner):
    file = make_item(owner, file=PAPER).files.get()

    response = client.get(f"{reverse('file', args=[file.pk])}?form=original")

    assert response["Content-Disposition"].startswith("attachment")
    assert read(response).startswith(b"%PDF")


def test_playing_in_parts_is_one_reading_in_the_log(owner, recording, sign_in):
    coach = PersonFactory()
    audience = portfolio.make_audience(owner)
    portfolio.set_audience_member(audience, coach, reads_frozen_only=False)
    portfolio.share(recording.pk, audience=audience, by=owner)
    listener: Client = sign_in(coach)

    for asked in ("bytes=0-9", "bytes=10-19", "bytes=20-"):
        read(listener.get(reverse("file", args=[recording.files.get().pk]), headers={"Range": asked}))

    assert AuditEntry.objects.filter(event="evidence.read", actor_id=coach.pk).count() == 1


def cover(item: EvidenceItem) -> None:
    for file in item.files.all():
        CoveredCopy.objects.create(
            file=file,
            owner=item.owner,
            boxes=[{"page": 1, "x": 0, "y": 0, "width": 1, "height": 1}],
            sha256=file.sha256,
            media_type=file.media_type,
            size=file.size,
            preview_sha256=file.preview_sha256,
            preview_media_type=file.preview_media_type,
        )


def test_data_of_an_investigation_is_shared_only_when_covered_or_left_out(owner):
    audience = portfolio.make_audience(owner)
    item = make_item(owner, file=PAPER, holds_case_data=True)
    with pytest.raises(WrongState) as caught:
        portfolio.share(item.pk, audience=audience, by=owner)
    assert caught.value.code == "portfolio.case-data"

    cover(item)
    portfolio.share(item.pk, audience=audience, by=owner)
    left_out = make_item(owner, file=PAPER, holds_case_data=True)
    portfolio.change_item(left_out.pk, holds_case_data=False, by=owner)
    portfolio.share(left_out.pk, audience=audience, by=owner)


def test_what_others_read_cannot_come_to_hold_data_of_an_investigation(owner):
    audience = portfolio.make_audience(owner)
    item = make_item(owner, file=PAPER)
    portfolio.share(item.pk, audience=audience, by=owner)

    for change in (
        lambda: portfolio.change_item(item.pk, holds_case_data=True, by=owner),
        lambda: portfolio.add_file(item.pk, stream=BytesIO(sound()), name="a.wav", holds_case_data=True, by=owner),
    ):
        with pytest.raises(WrongState) as caught:
            change()
        assert caught.value.code == "portfolio.case-data-shared"


def test_limits_are_said_before_choosing(client, settings):
    settings.ERKEND_MAX_DOCUMENT_BYTES, settings.ERKEND_MAX_MEDIA_BYTES = 7 * 1024**2, 70 * 1024**2

    page = client.get(reverse("item-add-files")).content.decode()

    assert "at most 7 MB a file" in page
    assert "at most 70 MB" in page
    assert "of your 2.0" in page
