"""A report is checked by its seal and by its digest, alone or with the badge that names it; each case has its own sentence."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from credentials import services as credentials
from credentials.models import Badge, SealCertificate, SealedDocument
from evc.outcomes import services as outcomes
from evc.outcomes.services import report_of
from foundation.pdf_seals.material import make_material
from foundation.pdf_seals.sealing import seal_pdf
from frontend.verdicts import answer_on
from tests.factories.outcomes import issued, quality_officer
from tests.factories.people import administrator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome():
    return issued()


@pytest.fixture
def pdf(outcome) -> bytes:
    return outcomes.report_file(outcome)


def said(data: bytes, *, badge: str = "") -> tuple[str, str]:
    """The verdict, and the sentence on top."""
    found = (
        credentials.verify_report(data, badge=credentials.verify_bytes(badge.encode()))
        if badge
        else (credentials.verify_bytes(data))
    )
    with translation.override("en"):
        answer = answer_on(found.report, badge=found.badge)
    return answer.verdict, answer.sentence


def resealed(pdf: bytes, name: str = "Gemeente Meerdal") -> bytes:
    """The same pages under somebody else's seal."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        del document.Root.AcroForm
        del document.pages[0].Annots
        if "/Perms" in document.Root:
            del document.Root.Perms
        document.save(plain)
    return seal_pdf(plain.getvalue(), make_material(name, now=datetime.now(UTC)), label="Zegel", reason="Uitgegeven")


def test_ours_is_real_with_the_badge_that_goes_with_it(pdf):
    assert said(pdf) == (
        "valid",
        "This report is real and unchanged since it was sealed, and the badge that goes with it is valid.",
    )
    assert said(pdf, badge=Badge.objects.get().document)[0] == "valid"


def test_with_another_badge_it_does_not_belong_together(pdf):
    other = Badge.objects.get(claim_key=issued().badge_claim_key)

    verdict, sentence = said(pdf, badge=other.document)

    assert (verdict, "do not belong together" in sentence) == ("invalid", True)


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8])
def test_a_changed_byte_is_seen(pdf, place):
    changed = bytearray(pdf)
    changed[int(len(pdf) * 0.8 * place)] ^= 1

    verdict, sentence = said(bytes(changed))

    assert verdict in {"invalid", "unreadable"}
    assert "changed after it was sealed" in sentence or "damaged" in sentence


def test_what_was_added_behind_the_seal_is_seen(pdf):
    assert said(pdf + b"\n% iets erbij\n")[1].startswith("Something was added to this report")


def test_a_withdrawn_badge_takes_its_report_along(outcome, pdf):
    badge = Badge.objects.get()
    credentials.revoke(badge.pk, because="Per ongeluk uitgegeven.", by=quality_officer(outcome))

    verdict, sentence = said(pdf)

    assert verdict == "invalid"
    assert sentence.startswith("This report is real, but the badge that goes with it was withdrawn on")


def test_somebody_elses_seal_is_intact_and_unknown(pdf):
    verdict, sentence = said(resealed(pdf))

    assert (verdict, sentence) == (
        "undecided",
        "This file is unchanged since it was sealed, but we do not know who sealed it.",
    )


def test_a_known_seal_on_a_file_that_we_do_not_have_leaves_it_open(outcome, pdf):
    SealedDocument.objects.update(sha256="0" * 64)  # as in a database that was restored from an older copy
    Badge.objects.update(report=None)

    verdict, sentence = said(pdf)
    assert verdict == "undecided"
    assert "don't find it among the reports" in sentence
    # The badge, which was signed by the same issuer, still vouches for it.
    assert said(pdf, badge=Badge.objects.get().document)[0] == "valid"


def test_a_pdf_without_a_seal_and_one_that_is_damaged_say_so(pdf):
    plain = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(plain)

    assert said(plain.getvalue()) == ("unreadable", "This PDF has no seal, so we can't say who made it.")
    assert said(b"%PDF-1.7\nniets") == ("unreadable", "This PDF is damaged, so it can't be checked.")


def test_it_stays_verifiable_after_a_new_certificate_and_a_new_key(outcome, pdf):
    document = report_of(outcome)
    issuer, boss = document.issuer, administrator_of(document.issuer.organisation)
    credentials.make_seal(issuer.pk, by=boss)
    credentials.rotate_key(issuer.pk, by=boss)

    assert said(pdf)[0] == "valid"
    assert SealCertificate.objects.filter(retired_at=None).count() == 1
    assert document.certificate != SealCertificate.objects.get(retired_at=None)


def test_the_key_of_a_seal_lies_encrypted(outcome):
    certificate = report_of(outcome).certificate

    assert b"PRIVATE" not in bytes(certificate.encrypted_secret)
    assert not certificate.is_own


HOSTILE = {
    "empty-after-head": b"%PDF-",
    "garbage": b"%PDF-1.7\n" + bytes(range(256)) * 400,
    "deep": b"%PDF-1.7\n" + b"[" * 500_000,
    "huge-xref": b"%PDF-1.7\nxref\n0 99999999999\ntrailer<</Size 99999999999/Root 1 0 R>>\nstartxref\n9\n%%EOF",
    "loop": b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/AcroForm 1 0 R/Fields[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_files_get_an_answer_on_page_and_api(client: Client, name):
    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("rapport.pdf", HOSTILE[name], content_type="application/pdf")

    assert client.post("/verify", {"file": file()}).status_code == 422
    answer = client.post("/api/v1/verify", {"file": file()})
    assert (answer.status_code, answer.json()["verdict"]) == (200, "unreadable")


def test_page_and_api_take_the_report_alone_and_with_its_badge(client: Client, pdf):
    badge = Badge.objects.get()

    def file() -> SimpleUploadedFile:
        return SimpleUploadedFile("rapport.pdf", pdf, content_type="application/pdf")

    page = client.post("/verify?lang=nl", {"file": file()}).content.decode()
    assert "Dit rapport is echt en niet veranderd sinds het is verzegeld" in page
    assert report_title(badge) in page
    with_code = client.post("/verify", {"file": file(), "address": badge.code})
    assert with_code.status_code == 200
    assert client.post("/verify", {"file": file(), "address": "2222 2222 2222"}).status_code == 404
    answer = client.post("/api/v1/verify", {"file": file(), "address": badge.code}).json()
    assert answer["verdict"] == "valid"
    assert answer["sealed_report"]["sealed_by"] == badge.issuer.organisation.name
    assert {check["code"] for check in answer["checks"]} >= {"schema.report-of-badge", "issuer.seal-known"}
    assert json.loads(badge.document)["id"] == answer["inner"][0]["credential"]["id"]


def report_title(badge: Badge) -> str:
    assert badge.report is not None
    return badge.report.title
