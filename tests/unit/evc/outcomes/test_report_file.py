"""The report of an outcome as a PDF: its structure, the same bytes each time, sealed once and named by the badge."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from credentials import services as credentials
from credentials.models import Badge, SealedDocument
from evc.outcomes import services as outcomes
from evc.outcomes.errors import NothingRecognised, NotReleased, ReportMissing
from evc.outcomes.models import Outcome
from evc.outcomes.printing import print_report
from evc.outcomes.services import report_of
from foundation.audit.models import AuditEntry
from foundation.jobs.services import run_due
from foundation.pdf_seals.checking import SealState
from foundation.pdf_seals.looking import look_at_seal
from tests.factories.outcomes import issued, proposed, released
from tests.unit.evc.outcomes.racing import at_once
from tests.unit.evc.outcomes.test_issuing import FAILED, child, killed

PARTLY = {1: {"W1-C01": "onvoldoende"}, 2: {"W1-C01": "onvoldoende"}}


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@dataclass(frozen=True)
class Tag:
    kind: str
    alt: str
    attributes: str


def tags_in(pdf: bytes) -> list[Tag]:
    """Every element of the structure tree, in reading order."""
    found = []

    def walk(element: object) -> None:
        if isinstance(element, pikepdf.Array):
            for each in element:
                walk(each)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(Tag(str(element.S), str(element.get("/Alt", "")), repr(element.get("/A", ""))))
            if "/K" in element:
                walk(element.K)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


@pytest.mark.django_db
def test_it_opens_with_its_structure_before_and_after_the_seal():
    outcome = released(levels=PARTLY)

    for pdf in (print_report(outcome).pdf, credentials.sealed_bytes(outcomes.seal_report(outcome.pk))):
        with pikepdf.open(io.BytesIO(pdf)) as document:
            assert document.Root.MarkInfo.Marked
            assert str(document.Root.Lang) == "nl"
            with document.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1"
                assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
                assert "Standaard" in metadata["dc:title"]
            assert document.Root.ViewerPreferences.DisplayDocTitle
        kinds = [tag.kind for tag in tags_in(pdf)]
        headings = [int(kind[2:]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
        assert headings[0] == 1
        assert headings.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(headings))
        assert headings.count(2) >= 7
        assert kinds.count("/Table") >= 4
        assert {"/THead", "/TBody", "/TR", "/TH", "/TD", "/L", "/LI", "/P"} <= set(kinds)
        heads = [tag for tag in tags_in(pdf) if tag.kind == "/TH"]
        assert all("/Column" in tag.attributes for tag in heads)
        (figure,) = [tag for tag in tags_in(pdf) if tag.kind == "/Figure"]
        assert "2 erkend, 1 deels erkend, 0 nog niet" in figure.alt


@pytest.mark.django_db
def test_it_has_the_four_parts_and_says_what_it_is_and_is_not():
    outcome = released(levels=PARTLY)
    with translation.override("nl"):
        text = text_of(print_report(outcome).pdf)

    for part in ("Loopbaandoel", "Competenties naast de standaard", "Onderbouwing", "Aanbevelingen"):
        assert part in text
    for said in (
        "Teamleider worden",
        "Deels erkend",
        "Beoordelaar 1",
        "Gezien, gehoord of gelezen",
        "Criterium 1 van W1",
        "Het is geen diploma",
        "Beoordeeld tegen de beschrijving van NLQF 3",
        "paspoort",
        outcome.manifest_sha256s[0],
    ):
        assert said in text.replace("\r\n", " ") or said in text.replace("\r\n", "")


@pytest.mark.django_db
def test_it_says_until_when_it_is_trusted_where_the_route_does():
    outcome = released()
    assert outcome.decided_at is not None
    with translation.override("nl"):
        assert "Geldig tot en met" not in text_of(print_report(outcome).pdf)
        outcome.trajectory.route.shelf_life_months = 24
        text = text_of(print_report(outcome).pdf)
        last = date_format(timezone.localdate(outcome.decided_at) + relativedelta(months=24), "j F Y")

    assert f"Geldig tot en met: {last}" in text


@pytest.mark.django_db
def test_setting_it_again_another_day_gives_the_same_bytes():
    outcome = released()
    first = print_report(outcome).pdf
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        again = print_report(Outcome.objects.get(pk=outcome.pk)).pdf

    assert first == again
    assert outcomes.seal_report(outcome.pk).unsealed_sha256 == hashlib.sha256(first).hexdigest()


@pytest.mark.django_db
def test_a_draft_says_so_on_each_page_and_has_no_seal():
    outcome = proposed()
    pdf = print_report(outcome, at=timezone.now()).pdf

    assert look_at_seal(pdf).state is SealState.NOT_SEALED
    assert "CONCEPT" in text_of(pdf)
    with pytest.raises(NotReleased):
        outcomes.seal_report(outcome.pk)


@pytest.mark.django_db
def test_what_people_wrote_stays_text_and_what_no_font_has_is_named():
    outcome = released()
    intake = outcome.trajectory.intake
    intake.goal = '#read("/etc/passwd") *vet* 中文 \N{GRINNING FACE} $x$ \\'
    intake.save()

    printed = print_report(Outcome.objects.get(pk=outcome.pk))

    assert printed.replaced == ("U+4E2D", "U+6587", "U+1F600")
    text = text_of(printed.pdf)
    assert '#read("/etc/passwd") *vet*' in text
    assert "U+4E2D" in text


@pytest.mark.django_db
def test_the_badge_names_the_sealed_report_by_its_digest():
    outcome = issued()
    badge, document = Badge.objects.get(), report_of(outcome)

    assert badge.report == document
    sealed = outcomes.report_file(outcome)
    assert look_at_seal(sealed).state is SealState.UNCHANGED
    (named,) = json.loads(badge.document)["relatedResource"]
    assert named["mediaType"] == "application/pdf"
    found = credentials.verify_report(sealed, badge=credentials.verify_bytes(badge.document.encode()))
    assert found.report.verdict == "valid"
    assert {check.code for check in found.report.checks} >= {"schema.report-of-badge", "proof.sealed"}
    assert AuditEntry.objects.filter(event="outcome.report-sealed").get().sequence < (
        AuditEntry.objects.filter(event="outcome.badge-issued").get().sequence
    )


@pytest.mark.django_db
def test_where_nothing_was_recognised_there_is_a_report_and_no_badge():
    outcome = released(levels={1: FAILED, 2: FAILED})
    with pytest.raises(ReportMissing):
        outcomes.report_file(outcome)
    run_due()

    outcome.refresh_from_db()
    assert look_at_seal(outcomes.report_file(outcome)).state is SealState.UNCHANGED
    with pytest.raises(NothingRecognised):
        outcomes.issue_badge(outcome.pk)
    assert SealedDocument.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_that_seal_the_same_report_at_the_same_moment_make_one():
    outcome = released()

    made = at_once(4, lambda: outcomes.seal_report(outcome.pk).pk)

    document = SealedDocument.objects.get()
    assert made == [document.pk] * 4
    assert AuditEntry.objects.filter(event="document.sealed").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ['INSERT INTO "credentials_sealeddocument"', 'UPDATE "outcomes_outcome"'])
def test_killed_while_sealing_nothing_of_it_is_there_and_a_retry_makes_one(where):
    outcome = released()
    killed(child("issue", outcome, where))

    assert not SealedDocument.objects.exists()
    assert Outcome.objects.get().report_claim_key == ""

    outcomes.issue_badge(outcome.pk)
    outcome.refresh_from_db()
    document = SealedDocument.objects.get()
    assert Badge.objects.get().report == document
    assert len(list(files_of(document))) == 1  # what the killed process left behind is gone


def files_of(document: SealedDocument):
    return (settings.ERKEND_FILES_DIR / str(document.pk)).iterdir()
