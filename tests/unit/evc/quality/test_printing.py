"""The dossier on paper: tagged, with its index and bookmarks, the reader's name on every page; fetched by that reader alone."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from django.utils import timezone
from pdfplumber import open as open_pdf

from evc.outcomes.models import Outcome
from evc.quality.models import DossierPrint
from evc.quality.services import printing
from foundation.audit.models import AuditEntry
from foundation.errors import NotFound
from foundation.people import services as people
from portfolio.services.files import store
from tests.factories.outcomes import proposed, quality_officer
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome() -> Outcome:
    return proposed()


def printed(outcome: Outcome) -> bytes:
    asked = printing.ask_print(outcome.pk, by=quality_officer(outcome))
    printing.make_print(asked.pk)
    with printing.open_print(asked.pk, by=quality_officer(outcome)).stream as stream:
        return stream.read()


def test_every_page_names_its_reader_and_the_dossier_has_an_index_and_bookmarks(outcome):
    officer = quality_officer(outcome)
    people.rename_person(officer.pk, name="Hans 李 Oud", by=officer)  # a character that the typeface lacks

    pdf = printed(outcome)

    with open_pdf(io.BytesIO(pdf)) as opened:
        pages = [page.extract_text() for page in opened.pages]
    assert all("Hans [?] Oud" in text for text in pages)
    assert "U+674E" in pages[0]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert "pdfuaid" in opened.Root.Metadata.read_bytes().decode()
        assert len(list(opened.open_outline().root)) >= 3


def test_printing_is_seen_by_the_candidate(outcome):
    printed(outcome)

    entry = AuditEntry.objects.get(event="dossier.printed")
    assert (entry.chain, entry.actor_id) == (
        outcome.trajectory.candidate.audit_chain,
        quality_officer(outcome).pk,
    )


def test_nobody_fetches_a_print_that_bears_another_name(outcome):
    asked = printing.ask_print(outcome.pk, by=quality_officer(outcome))
    printing.make_print(asked.pk)

    for person in (PersonFactory(), outcome.trajectory.candidate):
        with pytest.raises(NotFound):
            printing.open_print(asked.pk, by=person)
        with pytest.raises(NotFound):
            printing.ask_print(outcome.pk, by=person)


def test_asking_twice_makes_one_and_it_goes_after_some_days(outcome, django_capture_on_commit_callbacks):
    officer, candidate = quality_officer(outcome), outcome.trajectory.candidate
    first, second = (printing.ask_print(outcome.pk, by=officer) for _ in range(2))
    assert first == second
    printing.make_print(first.pk)
    first.refresh_from_db()
    assert store().exists(candidate.pk, first.sha256)

    with django_capture_on_commit_callbacks(execute=True):
        printing.forget_prints(timezone.localdate() + timedelta(days=printing.PRINT_DAYS + 1))

    assert not DossierPrint.objects.exists()
    assert not store().exists(candidate.pk, first.sha256)
