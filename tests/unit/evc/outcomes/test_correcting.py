"""A holder can have the name put right: once, without a change of results, and the old name is served nowhere any more."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation

from credentials import services as credentials
from credentials.models import Badge, SealedDocument
from evc.outcomes import services as outcomes
from evc.outcomes.errors import CorrectionDecided, CorrectionUnderWay, ReportMissing
from evc.outcomes.models import Correction, Outcome
from evc.outcomes.selectors import badge_of
from evc.roles import Role
from evc.trajectories.models import Participant
from foundation.audit.chain import check_all
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from frontend.verdicts import answer_on
from tests.factories.outcomes import issued, quality_officer, released
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, who_is
from tests.unit.evc.outcomes.racing import at_once
from tests.unit.evc.outcomes.test_issuing import FAILED
from tests.unit.evc.outcomes.test_report_file import text_of

OLD, NEW = "Annemieke Oudenaam", "Alex Nieuwenaam"
WHY = "Ik heb mijn naam laten veranderen bij de gemeente."


def issued_with_name() -> Outcome:
    trajectory = TrajectoryFactory(assessing=True, candidate=PersonFactory(name=OLD))
    trajectory.badge_shows_name = True
    trajectory.save(update_fields=["badge_shows_name"])
    return issued(trajectory)


def asked(outcome: Outcome, name: str = NEW) -> Correction:
    return outcomes.ask_correction(outcome.pk, kind="name", name=name, because=WHY, by=outcome.trajectory.candidate)


def granted(outcome: Outcome) -> Correction:
    return outcomes.grant_correction(asked(outcome).pk, by=quality_officer(outcome))


@pytest.mark.django_db
def test_a_granted_correction_gives_a_new_report_and_badge_with_the_same_results():
    outcome = issued_with_name()
    old_badge, old_report = badge_of(outcome), outcomes.report_of(outcome)
    granted(outcome)
    run_due()

    outcome.refresh_from_db()
    new_badge, new_report = badge_of(outcome), outcomes.report_of(outcome)
    assert {old_badge.pk, new_badge.pk} == set(Badge.objects.values_list("pk", flat=True))
    was, now = json.loads(old_badge.document), json.loads(new_badge.document)
    results = [[row["value"] for row in document["credentialSubject"]["result"]] for document in (was, now)]
    assert results[0] == results[1]
    assert was["awardedDate"] == now["awardedDate"]
    assert OLD in old_badge.document
    assert OLD not in new_badge.document
    assert NEW in new_badge.document
    assert new_badge.report == new_report != old_report
    text = text_of(outcomes.report_file(outcome))
    assert NEW in text
    assert OLD not in text
    assert credentials.verify_bytes(new_badge.document.encode()).report.verdict == "valid"
    assert OutgoingMail.objects.filter(key__startswith="correction_made:").count() == 1
    assert all(finding.is_whole for finding in check_all())


@pytest.mark.django_db
def test_the_old_badge_and_report_say_that_they_were_replaced():
    outcome = issued_with_name()
    old_badge, old_report = badge_of(outcome), outcomes.report_of(outcome)
    old_pdf = credentials.sealed_bytes(old_report)
    granted(outcome)
    run_due()

    # The holder's file stays a badge that anybody can check: signed by us, and with a status.
    found = credentials.verify_bytes(old_badge.document.encode())
    findings = {str(check.name): check.finding for check in found.report.checks}
    assert (findings["proof"], findings["issuer"], findings["status"]) == ("passed", "passed", "failed")
    of_pdf = credentials.verify_bytes(old_pdf)
    with translation.override("nl"):
        assert "vervangen op" in answer_on(found.report, badge=found.badge).sentence
        assert "vervangen op" in answer_on(of_pdf.report, badge=of_pdf.badge).sentence
    assert of_pdf.report.verdict == "invalid"


@pytest.mark.django_db
def test_nothing_public_shows_the_old_name(client: Client):
    outcome = issued_with_name()
    old = badge_of(outcome)
    old_report = credentials.sealed_bytes(outcomes.report_of(outcome))
    credentials.choose_page(
        old.pk, is_public=True, shows_results=True, shows_name=True, by=outcome.trajectory.candidate
    )
    for ending in ("json", "png", "svg"):
        assert client.get(f"/badges/{old.pk}.{ending}").status_code == 200
    assert OLD in client.get(f"/badges/{old.pk}").content.decode()
    granted(outcome)
    run_due()
    outcome.refresh_from_db()
    new = badge_of(outcome)

    answers = [
        client.get(f"/badges/{old.pk}"),
        *(client.get(f"/badges/{old.pk}.{ending}") for ending in ("json", "png", "svg")),
    ]
    assert {answer.status_code for answer in answers} == {410}
    answers += [client.post("/verify", {"address": text}, follow=True) for text in (old.code, f"/badges/{old.pk}")]
    answers += [
        client.post("/api/v1/verify", {"address": old.code}, content_type="application/json"),
        client.post("/api/v1/verify", {"file": as_file(old_report)}),
        client.post("/verify", {"file": as_file(old_report)}),
        client.get(f"/badges/{new.pk}"),
        *(client.get(f"/badges/{new.pk}.{ending}") for ending in ("json", "png", "svg")),
    ]
    for answer in answers:
        assert OLD.encode() not in answer.content
        assert OLD.split()[1].encode() not in answer.content
    for answer in answers[:4]:  # nor do they lead from the old name to the new one
        assert NEW.encode() not in answer.content
        assert str(new.pk).encode() not in answer.content
    assert client.post("/api/v1/verify", {"address": old.code}, content_type="application/json").json()["replaced"]
    assert NEW in client.get(f"/badges/{new.pk}").content.decode()


@pytest.mark.django_db(transaction=True)
def test_workers_that_make_the_same_correction_at_the_same_moment_make_it_once():
    outcome = issued()
    correction = granted(outcome)

    made = at_once(2, lambda: outcomes.make_correction(correction.pk).pk)
    run_due()

    assert made == [correction.pk] * 2
    assert Badge.objects.count() == 2
    assert SealedDocument.objects.count() == 2
    assert Badge.objects.filter(replaced_by=None).count() == 1
    for event in ("correction.made", "badge.replaced", "document.replaced"):
        assert AuditEntry.objects.filter(event=event).count() == 1
    assert OutgoingMail.objects.filter(key__startswith="correction_made:").count() == 1


@pytest.mark.django_db
def test_where_there_is_no_badge_the_report_alone_is_corrected():
    outcome = released(levels={1: FAILED, 2: FAILED})
    run_due()
    outcome.refresh_from_db()
    granted(outcome)
    run_due()

    assert not Badge.objects.exists()
    assert SealedDocument.objects.filter(replaced_by=None).count() == 1


@pytest.mark.django_db
def test_a_refusal_has_a_reason_and_changes_nothing():
    outcome = issued_with_name()
    correction = asked(outcome)
    with pytest.raises(InvalidInput):
        outcomes.refuse_correction(correction.pk, answer=" ", by=quality_officer(outcome))
    outcomes.refuse_correction(correction.pk, answer="Stuur eerst je akte.", by=quality_officer(outcome))
    run_due()

    outcome.trajectory.candidate.refresh_from_db()
    assert outcome.trajectory.candidate.name == OLD
    assert Badge.objects.count() == 1
    assert OutgoingMail.objects.filter(key__startswith="correction_refused:").count() == 1
    with pytest.raises(CorrectionDecided):
        outcomes.grant_correction(correction.pk, by=quality_officer(outcome))
    asked(outcome)  # and may be asked for anew


@pytest.mark.django_db
def test_a_badge_that_was_withdrawn_stays_withdrawn():
    outcome = issued_with_name()
    badge = badge_of(outcome)
    officer = quality_officer(outcome)
    credentials.revoke(badge.pk, because="Per ongeluk uitgegeven.", by=officer)
    granted(outcome)
    run_due()

    badge.refresh_from_db()
    assert Badge.objects.get() == badge
    assert badge.replaced_by is None
    assert SealedDocument.objects.count() == 2


@pytest.mark.django_db
def test_only_the_holder_asks_and_only_an_uninvolved_officer_of_the_provider_decides():
    outcome = issued()
    trajectory = outcome.trajectory
    stranger, coach = PersonFactory(), who_is(trajectory, Participant.Part.COACH)
    for person in (stranger, coach, quality_officer(outcome)):
        with pytest.raises(NotAllowed):
            outcomes.ask_correction(outcome.pk, kind="name", name=NEW, because=WHY, by=person)
    correction = asked(outcome)
    member(coach, trajectory.provider, Role.QUALITY_OFFICER)
    member(trajectory.candidate, trajectory.provider, Role.QUALITY_OFFICER)
    for person in (stranger, coach, trajectory.candidate):
        with pytest.raises(NotAllowed):
            outcomes.grant_correction(correction.pk, by=person)
        with pytest.raises(NotAllowed):
            outcomes.refuse_correction(correction.pk, answer="Nee.", by=person)
    later = member(PersonFactory(), trajectory.provider, Role.QUALITY_OFFICER).person
    assert outcomes.grant_correction(correction.pk, by=later).state == Correction.State.GRANTED


@pytest.mark.django_db
def test_one_request_at_a_time_and_none_before_the_badge_is_there():
    early = released()
    with pytest.raises(ReportMissing):
        asked(early)
    outcome = issued()
    asked(outcome)
    with pytest.raises(CorrectionUnderWay):
        asked(outcome)
    with pytest.raises(InvalidInput):
        asked(issued(), name="  ")


def as_file(data: bytes):
    return SimpleUploadedFile("rapport.pdf", data, content_type="application/pdf")
