"""An auditor reads exactly the drawn dossiers, from the first to the last day; the pack names no candidate."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone

from evc.outcomes.models import Outcome
from evc.quality.errors import NothingToDrawFrom
from evc.quality.models import Audit, CodePart
from evc.quality.pack import sections, stream_pack
from evc.quality.pack.archive import file_of
from evc.quality.pack.registry import number_of
from evc.quality.sampling import population_digest, sample
from evc.quality.selectors.dossiers import Door, readable_by, reader_of
from evc.quality.services import auditing, reading
from evc.standards.recognition import recognise_provider
from evc.trajectories.models import Trajectory
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, NotFound
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Invitation
from tests.factories.outcomes import proposed, released
from tests.factories.people import PersonFactory
from tests.factories.quality import audit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def outcome() -> Outcome:
    return released()


def test_an_auditor_reads_the_sample_and_the_candidate_sees_it(outcome):
    auditor = PersonFactory()
    audit = audit_of(outcome, auditor)

    found, _dossier = reading.read_dossier(outcome.pk, by=auditor)

    assert reader_of(found, auditor).door == Door.AUDITOR
    assert AuditEntry.objects.get(event="dossier.read").chain == outcome.trajectory.candidate.audit_chain
    assert [row.outcome for row in audit.rows.all()] == [outcome]


def test_nothing_is_there_before_the_first_and_after_the_last_day(outcome):
    auditor, today = PersonFactory(), timezone.localdate()
    audit = audit_of(outcome, auditor, from_day=today + timedelta(days=1), until_day=today + timedelta(days=3))

    for days, there in ((0, False), (1, True), (3, True), (4, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            assert Audit.objects.visible_to(auditor).exists() == readable_by(auditor).exists() == there
    assert audit.ended_at is None


def test_access_that_was_ended_is_gone_at_once(outcome):
    auditor = PersonFactory()
    audit = audit_of(outcome, auditor)

    auditing.end_audit(audit.pk, by=audit.given_by)

    with pytest.raises(NotFound):
        reading.read_dossier(outcome.pk, by=auditor)


def test_an_auditor_sees_no_other_dossier_and_no_trajectory(outcome):
    auditor = PersonFactory()
    other = proposed()
    audit_of(outcome, auditor)

    assert list(readable_by(auditor)) == [outcome]
    assert other not in readable_by(auditor)
    assert not Trajectory.objects.visible_to(auditor).exists()
    assert not Outcome.objects.visible_to(auditor).exists()


def test_the_sample_can_be_replayed_from_the_log(outcome):
    audit = audit_of(outcome, PersonFactory())

    logged = AuditEntry.objects.get(event="audit.access-given").data

    assert logged["population"] == population_digest([outcome.pk])
    assert sample(logged["seed"], [outcome.pk], int(logged["size"])) == [row.outcome_id for row in audit.rows.all()]


def test_an_auditor_without_an_account_is_invited_to_make_one_and_gets_no_role(outcome):
    stranger = SimpleNamespace(name="Otto Kramer", email="otto@keurmerk.example")

    audit = audit_of(outcome, stranger)

    invitation = Invitation.objects.get(email=audit.email)
    assert invitation.roles == []
    assert "/invitations/" in OutgoingMail.objects.get(key=f"auditor_access:{audit.pk}").text


@pytest.mark.parametrize(
    ("field", "days"), [("until_day", {"until_day": -1}), ("until_day", {"until_day": 800}), ("size", {})]
)
def test_access_is_for_a_limited_time_and_number(outcome, field, days):
    given = {name: timezone.localdate() + timedelta(days=count) for name, count in days.items()}

    with pytest.raises(InvalidInput) as caught:
        audit_of(outcome, PersonFactory(), **(given or {"size": 0}))

    assert caught.value.field == field


def test_without_finished_dossiers_there_is_nothing_to_draw_from(outcome):
    long_ago = timezone.localdate() - timedelta(days=400)

    with pytest.raises(NothingToDrawFrom):
        audit_of(outcome, PersonFactory(), period_from=long_ago, period_until=long_ago)


def test_only_who_administers_or_checks_quality_lets_somebody_in(outcome):
    audit = audit_of(outcome, PersonFactory())

    with pytest.raises(NotAllowed):
        auditing.end_audit(audit.pk, by=PersonFactory())


def test_the_pack_holds_every_section_and_no_name_of_a_candidate(outcome):
    trajectory = outcome.trajectory
    recognition = recognise_provider(
        trajectory.provider,
        standard=trajectory.standard_version.standard,
        since=timezone.localdate() - timedelta(days=10),
        register="Voorbeeldregister",
        by=None,
    )

    with zipfile.ZipFile(io.BytesIO(b"".join(stream_pack(recognition)))) as pack:
        assert pack.testzip() is None
        assert set(pack.namelist()) == {"index.html", *(file_of(each) for each in sections())}
        texts = {name: pack.read(name).decode("utf-8-sig") for name in pack.namelist()}

    rows = list(csv.reader(io.StringIO(texts["goal-outcomes.csv"]), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [number_of(trajectory.pk)]
    assert not [name for name, text in texts.items() if trajectory.candidate.name in text]
    assert {each.part for each in sections()} == set(CodePart)
