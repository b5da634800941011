"""A recorded interview: only with everybody's consent, for who judges, and erased when nobody can appeal any more."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from evc.assessments import services as assessments
from evc.assessments.errors import NotEverybodyAgrees
from evc.assessments.models import InterviewRecording, RecordingConsent
from evc.assessments.selectors import recordings_for, unfinished_recordings
from evc.outcomes.jobs import find_recordings
from evc.outcomes.models import Outcome
from evc.outcomes.rules import appeal_until
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from foundation.jobs import services as jobs
from foundation.pieces import OffsetMoved
from tests.factories.assessments import criterion_of, instrument_of
from tests.factories.outcomes import released
from tests.factories.portfolio import recording as sound
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, who_is

pytestmark = [pytest.mark.django_db(transaction=True)]
Part = Participant.Part


@pytest.fixture
def trajectory():
    return TrajectoryFactory(assessing=True)


def agree(trajectory, *, besides=()):
    interview = instrument_of(trajectory, "interview")
    for person in (
        trajectory.candidate,
        who_is(trajectory, Part.ASSESSOR, 1),
        who_is(trajectory, Part.ASSESSOR, 2),
    ):
        if person not in besides:
            assessments.answer_recording(trajectory.pk, instrument=interview, given=True, by=person)
    return interview


def recorded(trajectory):
    interview, by = agree(trajectory), who_is(trajectory, Part.ASSESSOR, 1)
    made = assessments.begin_recording(trajectory.pk, instrument=interview, by=by)
    assessments.receive_recording(made.pk, BytesIO(sound()), at=0, size=len(sound()), by=by)
    return assessments.keep_recording(made.pk, seconds=3, by=by)


def folder(recording) -> Path:
    return Path(settings.ERKEND_FILES_DIR) / str(recording.pk)


def test_each_answer_is_a_row_with_its_time_and_the_last_one_holds(trajectory):
    interview, by = instrument_of(trajectory, "interview"), trajectory.candidate
    for given in (False, True):
        assessments.answer_recording(trajectory.pk, instrument=interview, given=given, by=by)

    assert list(RecordingConsent.objects.values_list("person", "given")) == [(by.pk, False), (by.pk, True)]
    assert all(RecordingConsent.objects.values_list("answered_at", flat=True))


@pytest.mark.parametrize("who", ["candidate", "other assessor"])
def test_without_everybodys_consent_nothing_is_recorded(trajectory, who):
    other = trajectory.candidate if who == "candidate" else who_is(trajectory, Part.ASSESSOR, 2)
    interview = agree(trajectory, besides=[other])

    with pytest.raises(NotEverybodyAgrees):
        assessments.begin_recording(trajectory.pk, instrument=interview, by=who_is(trajectory, Part.ASSESSOR, 1))
    assert not InterviewRecording.objects.exists()


def test_without_consent_the_page_has_no_recorder_and_names_nobody(client, trajectory):
    agree(trajectory, besides=[trajectory.candidate])
    client.force_login(who_is(trajectory, Part.ASSESSOR, 1))
    address = reverse("recording", args=[trajectory.pk, "interview"])

    page = client.get(address).content.decode()
    assert "data-interview" not in page
    assert trajectory.candidate.name not in page.split("data-consent")[0].split('id="consent"')[1]

    assessments.answer_recording(
        trajectory.pk, instrument=instrument_of(trajectory, "interview"), given=True, by=trajectory.candidate
    )
    answer = client.get(address)
    assert "data-interview" in answer.content.decode()
    assert "microphone=(self)" in answer["Permissions-Policy"]
    client.force_login(trajectory.candidate)
    assert "microphone=()" in client.get(address)["Permissions-Policy"]


def test_an_observation_at_work_is_never_recorded(trajectory):
    agree(trajectory)
    with pytest.raises(InvalidInput):
        assessments.begin_recording(
            trajectory.pk,
            instrument=instrument_of(trajectory, "observation"),
            by=who_is(trajectory, Part.ASSESSOR, 1),
        )


@pytest.mark.parametrize("part", [Part.COACH, Part.QUALITY_OFFICER])
def test_who_is_not_heard_answers_nothing(trajectory, part):
    with pytest.raises(NotAllowed):
        assessments.answer_recording(
            trajectory.pk, instrument=instrument_of(trajectory, "interview"), given=True, by=who_is(trajectory, part)
        )


def test_it_comes_in_pieces_and_what_came_stays_after_a_broken_connection(trajectory):
    interview, by = agree(trajectory), who_is(trajectory, Part.ASSESSOR, 1)
    made = assessments.begin_recording(trajectory.pk, instrument=interview, by=by)
    half = len(sound()) // 2
    assert assessments.receive_recording(made.pk, BytesIO(sound()[:half]), at=0, size=half, by=by) == half

    with pytest.raises(OffsetMoved):
        assessments.receive_recording(made.pk, BytesIO(sound()[:half]), at=0, size=half, by=by)
    rest = sound()[half:]
    assessments.receive_recording(made.pk, BytesIO(rest), at=half, size=len(rest), by=by)
    kept = assessments.keep_recording(made.pk, seconds=3, by=by)

    assert (folder(kept) / kept.sha256).read_bytes() == sound()
    assert assessments.keep_recording(made.pk, seconds=9, by=by).seconds == 3


def test_what_is_no_sound_is_refused(trajectory):
    interview, by = agree(trajectory), who_is(trajectory, Part.ASSESSOR, 1)
    made = assessments.begin_recording(trajectory.pk, instrument=interview, by=by)
    assessments.receive_recording(made.pk, BytesIO(b"<html>geen geluid</html>"), at=0, size=24, by=by)

    with pytest.raises(InvalidInput):
        assessments.keep_recording(made.pk, seconds=3, by=by)
    made.refresh_from_db()
    assert made.state == InterviewRecording.State.ERASED
    assert not unfinished_recordings(trajectory, by)


def test_a_no_before_the_last_part_keeps_nothing(trajectory):
    interview, by = agree(trajectory), who_is(trajectory, Part.ASSESSOR, 1)
    made = assessments.begin_recording(trajectory.pk, instrument=interview, by=by)
    assessments.receive_recording(made.pk, BytesIO(sound()), at=0, size=len(sound()), by=by)
    assessments.answer_recording(trajectory.pk, instrument=interview, given=False, by=trajectory.candidate)

    with pytest.raises(NotFound):
        assessments.receive_recording(made.pk, BytesIO(sound()), at=len(sound()), size=len(sound()), by=by)
    with pytest.raises(WrongState):
        assessments.keep_recording(made.pk, seconds=3, by=by)


def test_what_came_of_a_recording_whose_page_was_closed_is_kept_by_whoever_began_it(client, trajectory):
    interview, by = agree(trajectory), who_is(trajectory, Part.ASSESSOR, 1)
    made = assessments.begin_recording(trajectory.pk, instrument=interview, by=by)
    assessments.receive_recording(made.pk, BytesIO(sound()), at=0, size=len(sound()), by=by)
    assert unfinished_recordings(trajectory, by) == [made]
    assert not unfinished_recordings(trajectory, who_is(trajectory, Part.ASSESSOR, 2))

    client.force_login(by)
    answer = client.post(reverse("recording-keep", args=[made.pk]), {"seconds": "0"})

    assert answer.status_code == 302
    assert [row.recording for row in recordings_for(trajectory, trajectory.candidate)] == [made]


def test_nobody_adds_to_the_recording_of_another(trajectory):
    interview = agree(trajectory)
    made = assessments.begin_recording(trajectory.pk, instrument=interview, by=who_is(trajectory, Part.ASSESSOR, 1))
    with pytest.raises(NotFound):
        assessments.receive_recording(made.pk, BytesIO(b"x"), at=0, size=1, by=who_is(trajectory, Part.ASSESSOR, 2))


def test_who_hears_it(client, trajectory):
    kept = recorded(trajectory)
    address = reverse("recording-listen", args=[kept.pk])
    for person, status in (
        (who_is(trajectory, Part.ASSESSOR, 1), 200),
        (who_is(trajectory, Part.ASSESSOR, 2), 200),
        (trajectory.candidate, 200),
        (who_is(trajectory, Part.COACH), 404),
        (who_is(trajectory, Part.QUALITY_OFFICER), 404),  # scores are still blind
        (coordinator_of(trajectory), 404),
    ):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status
        if status == 200:
            assert b"".join(answer.streaming_content) == sound()
    assert AuditEntry.objects.filter(event="recording.heard").count() == 3


def test_a_checking_assessor_hears_it_without_the_marks_of_the_other(trajectory):
    kept = recorded(trajectory)
    first, second = (who_is(trajectory, Part.ASSESSOR, seat) for seat in (1, 2))
    assessments.mark_recording(kept.pk, criterion=criterion_of(trajectory, "W1-C01"), second=61, by=first)

    assert [len(row.marks) for row in recordings_for(trajectory, first)] == [1]
    assert [len(row.marks) for row in recordings_for(trajectory, second)] == [0]
    assert [len(row.marks) for row in recordings_for(trajectory, trajectory.candidate)] == [0]


def test_a_no_afterwards_erases_it_and_keeps_the_digest(trajectory):
    kept = recorded(trajectory)

    assessments.answer_recording(trajectory.pk, instrument=kept.instrument, given=False, by=trajectory.candidate)

    kept.refresh_from_db()
    assert kept.state == InterviewRecording.State.ERASED
    assert len(kept.sha256) == 64
    assert not folder(kept).exists()
    with pytest.raises(WrongState):
        assessments.open_recording(kept.pk, by=who_is(trajectory, Part.ASSESSOR, 1))


def after_the_outcome():
    outcome = released()
    trajectory = outcome.trajectory
    made = InterviewRecording.objects.create(
        trajectory=trajectory,
        instrument=instrument_of(trajectory, "interview"),
        by=who_is(trajectory, Part.ASSESSOR, 1),
        state=InterviewRecording.State.KEPT,
        sha256="a" * 64,
    )
    folder(made).mkdir(parents=True)
    (folder(made) / made.sha256).write_bytes(sound())
    return outcome, made


@pytest.mark.parametrize(("days", "erased"), [(0, False), (1, True)], ids=["last-day-of-the-term", "the-day-after"])
def test_it_is_erased_when_the_appeal_term_ends(days, erased):
    outcome, made = after_the_outcome()
    Outcome.objects.filter(pk=outcome.pk).update(decided_at=timezone.now() - timedelta(days=1))
    outcome.refresh_from_db()
    last = appeal_until(outcome)

    find_recordings((last + timedelta(days=days)).isoformat())
    jobs.run_due()

    made.refresh_from_db()
    assert (made.state == InterviewRecording.State.ERASED) is erased
    assert folder(made).exists() is not erased
    assert made.sha256 == "a" * 64
    assert AuditEntry.objects.filter(event="recording.erased").exists() is erased


def test_a_candidate_who_stops_leaves_no_recording(trajectory):
    kept = recorded(trajectory)
    trajectories.withdraw(trajectory.pk, by=trajectory.candidate)

    find_recordings(timezone.localdate().isoformat())
    jobs.run_due()

    assert not folder(kept).exists()
