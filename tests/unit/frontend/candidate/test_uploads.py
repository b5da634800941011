"""The tus protocol at /uploads, as its specification says and as our own pages need it."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from foundation.jobs.services import run_due
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, EvidenceItem, Upload
from portfolio.services import uploading
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item

pytestmark = pytest.mark.django_db
PAPER, OTHER = "certificaat-lastige-gesprekken.pdf", "diploma-toezicht-op-straat.pdf"
VERSION = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def owner():
    return PersonFactory()


@pytest.fixture
def client(owner, sign_in):
    return sign_in(owner)


def metadata(**values: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in values.items())


def create(client: Client, length: int, *, status: int = 201, **values: str) -> Any:
    headers = VERSION | {"Upload-Length": str(length), "Upload-Metadata": metadata(**values)}
    response = client.post(reverse("uploads"), headers=headers)
    assert response.status_code == status, response.content
    return response["Location"] if status == 201 else response.json()


def patch(client: Client, address: str, data: bytes, *, at: int = 0, **headers: str) -> Any:
    return client.patch(
        address,
        data,
        content_type="application/offset+octet-stream",
        headers=VERSION | {"Upload-Offset": str(at)} | headers,
    )


def head(client: Client, address: str) -> Any:
    return client.head(address, headers=VERSION)


def send(client: Client, data: bytes, **values: str) -> Any:
    address = create(client, len(data), **({"filename": PAPER} | values))
    patch(client, address, data)
    return client.get(address).json()


def test_options_says_what_is_spoken(client, settings):
    response = client.options(reverse("uploads"))

    assert response.status_code == 204
    assert response["Tus-Resumable"] == response["Tus-Version"] == "1.0.0"
    assert response["Tus-Extension"] == "creation,termination,checksum,expiration"
    assert response["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert response["Tus-Max-Size"] == str(settings.ERKEND_MAX_MEDIA_BYTES)


def test_a_file_in_two_pieces_becomes_an_item(client, owner):
    data = document(PAPER)
    address = create(client, len(data), filename=PAPER, filetype="application/pdf")
    assert head(client, address)["Upload-Offset"] == "0"

    first = patch(client, address, data[:1000])
    assert (first.status_code, first["Upload-Offset"]) == (204, "1000")
    assert "Upload-Expires" in first
    again = head(client, address)
    assert (again.status_code, again["Upload-Offset"], again["Upload-Length"]) == (200, "1000", str(len(data)))
    assert again["Cache-Control"] == "no-store"
    last = patch(client, address, data[1000:], at=1000)

    item = owner.evidence.get()
    assert last["Upload-Item"] == reverse("item", args=[item.pk])
    assert item.files.get().sha256 == hashlib.sha256(data).hexdigest()
    told = client.get(address).json()
    assert told["state"] == "done"
    assert told["item"] == {"href": reverse("item", args=[item.pk]), "title": item.title}


def test_the_last_piece_sent_twice_makes_one_item(client, owner):
    data = document(PAPER)
    address = create(client, len(data), filename=PAPER)
    patch(client, address, data)

    again = patch(client, address, data)

    assert again.status_code in {404, 409}
    assert head(client, address)["Upload-Offset"] == str(len(data))
    assert owner.evidence.count() == 1


def test_what_a_killed_process_left_whole_becomes_an_item_at_the_next_look(client, owner):
    data = document(PAPER)
    address = create(client, len(data), filename=PAPER)
    upload = Upload.objects.get()
    uploading.receive(upload.pk, BytesIO(data), at=0, size=len(data), by=owner)  # and there it was killed
    assert not owner.evidence.exists()

    assert head(client, address)["Upload-Offset"] == str(len(data))
    assert owner.evidence.count() == 1


def test_a_process_killed_between_the_item_and_the_note_of_it_makes_no_second(client, owner):
    data = document(PAPER)
    address = create(client, len(data), filename=PAPER)
    upload = Upload.objects.get()
    uploading.receive(upload.pk, BytesIO(data), at=0, size=len(data), by=owner)
    portfolio.add_item_from_file(owner, stream=BytesIO(data), name=PAPER, by=owner, file_id=upload.pk)

    assert client.get(address).json()["state"] == "done"
    assert owner.evidence.count() == 1


@pytest.mark.parametrize("at", [0, 2000])
def test_a_piece_elsewhere_than_at_the_end_is_a_conflict(client, at):
    data = document(PAPER)
    address = create(client, len(data), filename=PAPER)
    patch(client, address, data[:1000])

    response = patch(client, address, data[at : at + 10], at=at)

    assert (response.status_code, response["Upload-Offset"]) == (409, "1000")
    assert response.json()["message"]


def test_a_damaged_piece_is_a_460_and_does_not_count(client):
    address = create(client, 1000, filename=PAPER)
    wrong = base64.b64encode(hashlib.sha256(b"other").digest()).decode()

    response = patch(client, address, b"x" * 10, **{"Upload-Checksum": f"sha256 {wrong}"})

    assert response.status_code == 460
    assert head(client, address)["Upload-Offset"] == "0"


def test_a_proven_piece_counts(client):
    address = create(client, 1000, filename=PAPER)
    right = base64.b64encode(hashlib.sha1(b"x" * 10).digest()).decode()

    assert patch(client, address, b"x" * 10, **{"Upload-Checksum": f"sha1 {right}"}).status_code == 204


def test_a_stranger_finds_nothing(client, sign_in):
    address = create(client, 1000, filename=PAPER)
    stranger = sign_in(PersonFactory())

    answers = [head(stranger, address), stranger.get(address), patch(stranger, address, b"x")]
    answers += [stranger.delete(address, headers=VERSION), stranger.post(f"{address}/keep")]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert stranger.get(reverse("uploads")).json() == {"uploads": []}
    assert Upload.objects.get().state == "receiving"


def test_whoever_is_signed_out_is_told_so_as_a_script_reads_it(client):
    address = create(client, 1000, filename=PAPER)

    response = patch(Client(), address, b"x")

    assert (response.status_code, response.json()["code"]) == (401, "signed-out")


def test_a_script_elsewhere_has_no_token(owner):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)

    response = strict.post(reverse("uploads"), headers=VERSION | {"Upload-Length": "10"})

    assert response.status_code == 403


@pytest.mark.parametrize("version", [None, "0.2.2"])
def test_another_version_is_refused(client, version):
    headers = {"Upload-Length": "10"} | ({"Tus-Resumable": version} if version else {})

    response = client.post(reverse("uploads"), headers=headers)

    assert (response.status_code, response["Tus-Version"]) == (412, "1.0.0")


@pytest.mark.parametrize("length", [None, "", "-1", "1e3", "9" * 40])
def test_a_length_that_is_none_is_refused(client, length):
    headers = VERSION | ({"Upload-Length": length} if length is not None else {})

    assert client.post(reverse("uploads"), headers=headers).status_code == 422


@pytest.mark.parametrize("said", ["filename !!!", "filename YQ==,filename YQ==", "filename /w==", "item bm9uZQ=="])
def test_metadata_that_cannot_be_read_is_refused(client, said):
    headers = VERSION | {"Upload-Length": "10", "Upload-Metadata": said}

    assert client.post(reverse("uploads"), headers=headers).status_code == 422


def test_a_piece_of_another_type_is_refused(client):
    address = create(client, 1000, filename=PAPER)

    response = client.patch(address, b"x", content_type="text/plain", headers=VERSION | {"Upload-Offset": "0"})

    assert response.status_code == 415


def test_more_than_was_announced_is_refused_before_it_is_read(client):
    address = create(client, 10, filename=PAPER)

    assert patch(client, address, b"x" * 11).status_code == 413
    assert head(client, address)["Upload-Offset"] == "0"


def test_a_client_that_knows_only_post_says_what_it_means(client):
    address = create(client, 1000, filename=PAPER)

    response = client.post(
        address,
        b"x" * 10,
        content_type="application/offset+octet-stream",
        headers=VERSION | {"Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"},
    )

    assert (response.status_code, response["Upload-Offset"]) == (204, "10")


def test_stopping_leaves_nothing(client, owner, settings):
    address = create(client, 1000, filename=PAPER)
    patch(client, address, b"x" * 10)

    assert client.delete(address, headers=VERSION).status_code == 204
    assert head(client, address).status_code == 404
    assert not list((settings.ERKEND_UPLOADS_DIR / str(owner.pk)).iterdir())


def test_a_file_that_is_too_large_is_refused_before_its_first_byte(client, settings):
    settings.ERKEND_MAX_DOCUMENT_BYTES = 2 * 1024 * 1024

    told = create(client, 2 * 1024 * 1024 + 1, filename="plan.pdf", status=413)

    assert "2 MB" in told["message"]


def test_a_film_may_be_larger_than_a_document(client, settings):
    settings.ERKEND_MAX_DOCUMENT_BYTES, settings.ERKEND_MAX_MEDIA_BYTES = 1024, 4096

    create(client, 4000, filename="film.mp4")
    create(client, 5000, filename="film.mp4", status=413)


def test_what_is_on_its_way_counts_for_the_room_of_a_person(client, settings):
    settings.ERKEND_MAX_PERSON_BYTES = 1000
    create(client, 600, filename=PAPER)

    assert create(client, 600, filename=PAPER, status=413)["code"] == "portfolio.full"


def test_an_item_holds_no_more_files_than_the_setting_says(client, owner, settings):
    settings.ERKEND_MAX_ITEM_FILES = 1
    item = make_item(owner, file=PAPER)

    told = create(client, 600, filename=OTHER, item=str(item.pk), status=422)

    assert told["code"] == "portfolio.too-many-files"
    line = str(item.files.get().line)
    create(client, 600, filename=OTHER, item=str(item.pk), line=line)  # a next version takes no place


def test_a_next_version_of_a_file(client, owner):
    item = make_item(owner, file=PAPER)
    line = item.files.get().line

    told = send(client, document(OTHER), filename=OTHER, item=str(item.pk), line=str(line))

    assert told["state"] == "done"
    assert list(item.files.values_list("line", "version")) == [(line, 1), (line, 2)]


def test_somebody_elses_item_takes_no_file(client):
    other = make_item(PersonFactory(), file=PAPER)

    create(client, 600, filename=OTHER, item=str(other.pk), status=404)


def test_an_empty_file_is_refused_with_what_to_do(client):
    assert create(client, 0, filename=PAPER, status=422)["code"] == "empty"


def test_what_cannot_be_taken_is_refused_with_its_sentence_and_leaves_nothing(client, owner, settings):
    data = b"MZ" + bytes(2000)
    address = create(client, len(data), filename="plan.pdf")

    response = patch(client, address, data)

    assert response.status_code == 422
    assert response.json()["state"] == "refused"
    assert response.json()["message"]
    assert not owner.evidence.exists()
    assert not list((settings.ERKEND_UPLOADS_DIR / str(owner.pk)).iterdir())
    assert client.get(address).json()["message"] == response.json()["message"]


def test_the_same_file_again_is_asked_about_and_kept_only_when_wanted(client, owner):
    first = make_item(owner, file=PAPER, title="Certificaat")

    told = send(client, document(PAPER))

    assert (told["state"], told["code"]) == ("refused", "portfolio.known-already")
    assert told["known"] == {"href": reverse("item", args=[first.pk]), "title": "Certificaat"}
    assert owner.evidence.count() == 1
    assert client.post(told["keep"]).json()["state"] == "done"
    assert owner.evidence.count() == 2
    client.post(told["keep"])
    assert owner.evidence.count() == 2


def test_a_file_of_the_same_name_and_size_is_known_before_it_is_sent(client, owner):
    item = make_item(owner, file=PAPER)
    make_item(PersonFactory(), file=OTHER)

    def known(name: str, size: object) -> Any:
        return client.get(reverse("upload-known"), {"name": name, "size": size}).json()

    assert known(PAPER, len(document(PAPER)))["href"] == reverse("item", args=[item.pk])
    assert known(PAPER, 12) == known(OTHER, len(document(OTHER))) == known(PAPER, "x") == {}


def test_unfinished_uploads_are_listed_for_their_owner(client):
    address = create(client, 1000, filename="plan.pdf")
    patch(client, address, b"x" * 10)

    (row,) = client.get(reverse("uploads")).json()["uploads"]

    assert (row["name"], row["length"], row["offset"], row["href"]) == ("plan.pdf", 1000, 10, address)


def test_a_name_is_only_a_name(client):
    create(client, 1000, filename="..\\..\\map/plan\x00\n.pdf")

    assert Upload.objects.get().name == "plan.pdf"


def test_an_upload_that_is_too_old_is_gone(client):
    address = create(client, 1000, filename=PAPER)
    patch(client, address, b"x" * 10)
    Upload.objects.update(created_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=1))

    assert head(client, address).status_code == 410
    assert patch(client, address, b"x", at=10).status_code == 410


def test_at_the_end_of_its_days_nothing_of_it_stays(client, owner, settings):
    create(client, 1000, filename=PAPER)
    upload = Upload.objects.get()

    uploading.end_upload(upload.pk)
    uploading.end_upload(upload.pk)

    assert not Upload.objects.exists()
    assert not list((settings.ERKEND_UPLOADS_DIR / str(owner.pk)).iterdir())
    assert run_due() == 0  # the job waits for the day


def test_at_the_end_of_its_days_what_is_whole_becomes_evidence_after_all(client, owner):
    data = document(PAPER)
    create(client, len(data), filename=PAPER)
    upload = Upload.objects.get()
    uploading.receive(upload.pk, BytesIO(data), at=0, size=len(data), by=owner)

    uploading.end_upload(upload.pk)

    assert owner.evidence.count() == 1
    assert not Upload.objects.exists()


def test_what_was_said_of_an_investigation_stays_with_the_item(client, owner):
    send(client, document(PAPER), case_data="yes")
    send(client, document(OTHER), filename=OTHER, case_data="no")

    assert set(owner.evidence.values_list("files__name", "holds_case_data")) == {(PAPER, True), (OTHER, False)}


def test_an_upload_is_kept_without_being_copied(client, owner, settings):
    """The whole file gets a second name in the store: its bytes are written once."""
    data = document(PAPER)
    address = create(client, len(data), filename=PAPER)
    patch(client, address, data[:100])
    upload = Upload.objects.get()
    node = (settings.ERKEND_UPLOADS_DIR / str(owner.pk) / str(upload.pk)).stat().st_ino

    patch(client, address, data[100:], at=100)

    file = EvidenceFile.objects.get()
    assert (settings.ERKEND_FILES_DIR / str(owner.pk) / file.sha256).stat().st_ino == node


def share(client: Client, *files: Any, **headers: str) -> Any:
    return client.post(reverse("item-add-shared"), {"file": list(files)}, headers=headers)


def test_the_share_sheet_adds_files(client, owner):
    files = [SimpleUploadedFile(name, document(name)) for name in (PAPER, OTHER)]

    response = share(client, *files, **{"Sec-Fetch-Site": "none"})

    assert response["Location"] == f"{reverse('portfolio')}?filter=unread"
    assert EvidenceItem.objects.filter(owner=owner).count() == 2


def test_a_page_elsewhere_shares_nothing_in_somebodys_name(client, owner):
    response = share(client, SimpleUploadedFile(PAPER, document(PAPER)), **{"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 404
    assert not owner.evidence.exists()


def test_sharing_while_signed_out_leads_to_signing_in(client):
    response = share(Client(), SimpleUploadedFile(PAPER, document(PAPER)))

    assert response["Location"].startswith(reverse("sign-in"))
