"""The report as a file, a correction and the seal, as they are asked for on pages."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from credentials import services as credentials
from credentials.models import SealCertificate
from evc.outcomes import services as outcomes
from evc.outcomes.models import Correction
from foundation.audit.models import AuditEntry
from foundation.jobs.services import run_due
from foundation.pdf_seals.checking import SealState
from foundation.pdf_seals.looking import look_at_seal
from tests.factories.outcomes import issued, proposed, quality_officer
from tests.factories.people import administrator_of
from tests.unit.foundation.test_pdf_seals import PASSWORD, certificate_for, file_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client()


def test_the_candidate_downloads_the_very_file_that_the_badge_names(client):
    outcome = issued()
    client.force_login(outcome.trajectory.candidate)

    answer = client.get(reverse("report-file", args=[outcome.trajectory_id]))

    document = outcomes.report_of(outcome)
    assert hashlib.sha256(answer.content).hexdigest() == document.sha256
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "diploma" not in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"


def test_the_quality_officer_gets_a_draft_without_a_seal_and_that_is_logged(client):
    outcome = proposed()
    client.force_login(quality_officer(outcome))

    answer = client.get(reverse("report-draft", args=[outcome.pk]))

    assert look_at_seal(answer.content).state is SealState.NOT_SEALED
    assert "concept" in answer["Content-Disposition"]
    assert AuditEntry.objects.get(event="outcome.report-read").data == {"draft": True}


def test_a_holder_asks_on_the_page_and_reads_the_answer(client):
    outcome = issued()
    trajectory = outcome.trajectory
    client.force_login(trajectory.candidate)
    page = reverse("correction-ask", args=[trajectory.pk])
    nothing_typed = client.post(page, {"kind": "name", "name": "Alex Nieuwenaam", "because": ""})
    assert nothing_typed.status_code == 422
    assert "Alex Nieuwenaam" in nothing_typed.content.decode()
    assert client.post(page, {"kind": "name", "name": "Alex Nieuwenaam", "because": "Zo heet ik."}).status_code == 302

    correction = Correction.objects.get()
    officer = Client()
    officer.force_login(quality_officer(outcome))
    assert trajectory.candidate.name in officer.get(reverse("quality")).content.decode()
    assert officer.post(reverse("correction-grant", args=[correction.pk]), {"answer": ""}).status_code == 302
    run_due()
    assert officer.post(reverse("correction-refuse", args=[correction.pk]), {"answer": "Nee."}).status_code in {
        409,
        422,
    }
    correction.refresh_from_db()
    assert correction.state == Correction.State.MADE
    assert client.get(reverse("correction", args=[correction.pk])).status_code == 200


def test_an_administrator_brings_a_certificate_and_old_reports_stay_what_they_are(client):
    outcome = issued()
    old = outcomes.report_file(outcome)
    provider = outcome.trajectory.provider
    client.force_login(administrator_of(provider))
    page = reverse("organisation-seal", args=[provider.slug])
    key = ec.generate_private_key(ec.SECP256R1())
    data = file_of(key, certificate_for(key), "p12")

    def sent(password: str):
        file = SimpleUploadedFile("zegel.p12", data, content_type="application/x-pkcs12")
        return client.post(page, {"file": file, "password": password})

    assert sent("fout").status_code == 422
    assert not SealCertificate.objects.filter(is_own=True).exists()
    assert sent(PASSWORD).status_code == 302

    assert SealCertificate.objects.get(retired_at=None).is_own
    assert "Zegel van elders" in client.get(page).content.decode()
    newer = issued(provider=provider)
    assert look_at_seal(outcomes.report_file(newer)).signer == "Zegel van elders"
    for pdf in (old, outcomes.report_file(newer)):
        assert credentials.verify_bytes(pdf).report.verdict == "valid"
    assert client.post(reverse("organisation-seal-new", args=[provider.slug]), {"sure": "on"}).status_code == 302
    assert not SealCertificate.objects.get(retired_at=None).is_own
    assert datetime.now(UTC) < credentials.seals_of(outcomes.report_of(newer).issuer)[0].ends
