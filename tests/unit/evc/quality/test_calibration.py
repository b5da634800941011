"""Calibration: by consent, without a name, blind until it is closed, and never touching a score that counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from evc.assessments.models import Score
from evc.quality.models import CalibrationRound, CalibrationScore
from evc.quality.models.calibration import DAYS_AFTER, RoundState
from evc.quality.selectors.calibration import comparison, criteria_of, readings_on, scoring
from evc.quality.services import calibrating, calibration_consent, calibration_reading, calibration_scoring
from evc.quality.services import criterion_readings as readings
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.selectors import work_processes_in_scope
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.services.covered_dossiers import covered_contents, offered_items
from tests.factories.calibration import agreed, asked, assessors_of, closed, fresh, opened, readers, scored
from tests.factories.outcomes import released
from tests.factories.people import PersonFactory, member
from tests.factories.portfolio import make_item
from tests.factories.quality import officer_of
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, walk_on, who_is

pytestmark = pytest.mark.django_db
PAPER = "certificaat-eerste-hulp.pdf"
BOX = {"page": 1, "x": 0.1, "y": 0.1, "width": 0.2, "height": 0.1}


def handed_in(*, covered: bool = False) -> Trajectory:
    """Being assessed, with a work product and a PDF among what was handed in."""
    trajectory = TrajectoryFactory(building=True, evidence_for=["W1", "W2", "W3"])
    candidate = trajectory.candidate
    w1 = work_processes_in_scope(trajectory).filter(code="W1")
    paper = make_item(candidate, file=PAPER, title=f"Verslag van {candidate.name}", work_processes=w1)
    if covered:
        portfolio.cover_file(paper.files.get().pk, boxes=[BOX], by=candidate)
    trajectories.share_item(trajectory.pk, paper.pk, by=candidate)
    return walk_on(trajectory, until="assessing")


@pytest.fixture
def with_paper() -> CalibrationRound:
    return asked(released(handed_in()))


def test_only_a_quality_officer_asks():
    outcome = released()
    coordinator = coordinator_of(outcome.trajectory)

    with pytest.raises(NotAllowed):
        asked(outcome, by=coordinator)


def test_the_candidate_is_asked_by_mail_and_nobody_else_hears_of_it():
    outcome = released()
    before = set(OutgoingMail.objects.values_list("pk", flat=True))

    found = asked(outcome)

    assert [mail.to for mail in OutgoingMail.objects.exclude(pk__in=before)] == [outcome.trajectory.candidate.email]
    assert found.state == RoundState.ASKED


def test_nobody_with_a_part_in_the_trajectory_scores():
    outcome = released()
    assessor = who_is(outcome.trajectory, Participant.Part.ASSESSOR, 1)
    others = assessors_of(outcome.trajectory.provider, 1)

    with pytest.raises(InvalidInput) as caught:
        asked(outcome, assessors=[assessor, *others])

    assert caught.value.field == "assessors"


def test_whoever_leads_does_not_score():
    outcome = released()
    officer = officer_of(outcome.trajectory.provider)
    member(officer, outcome.trajectory.provider, Role.ASSESSOR)

    with pytest.raises(InvalidInput):
        asked(outcome, by=officer, assessors=[officer, *assessors_of(outcome.trajectory.provider, 1)])


def test_a_dossier_is_asked_for_once_at_a_time_says_the_database():
    found = asked()

    with pytest.raises(InvalidInput):
        asked(found.trajectory.outcomes.get())
    with pytest.raises(IntegrityError), transaction.atomic():
        CalibrationRound.objects.create(
            organisation=found.organisation,
            trajectory=found.trajectory,
            manifest=found.manifest,
            standard_version=found.standard_version,
            rubric=found.rubric,
            due_on=found.due_on,
            asked_by=found.asked_by,
        )


def test_a_candidate_who_said_no_is_not_asked_again():
    found = asked()
    calibration_consent.refuse_calibration(found.pk, by=found.trajectory.candidate)

    assert fresh(found).state == RoundState.REFUSED
    assert not calibrating.possible_dossiers(found.organisation, found.asked_by).exists()


def test_nobody_but_the_candidate_answers():
    found = asked()

    for person in (found.asked_by, coordinator_of(found.trajectory), *readers(found)):
        with pytest.raises(NotFound):
            calibration_consent.refuse_calibration(found.pk, by=person)


def test_a_round_opens_only_with_consent():
    found = asked()

    with pytest.raises(WrongState):
        calibrating.open_round(found.pk, by=found.asked_by)
    assert not CalibrationRound.objects.visible_to(readers(found)[0]).exists()


def test_what_is_agreed_to_is_kept_as_it_was_read():
    found = agreed()

    assert found.organisation.name in found.consent.text
    assert all(person.name in found.consent.text for person in readers(found))


def test_an_item_with_a_file_in_which_somebody_can_be_known_does_not_go_along(with_paper):
    offered = offered_items(with_paper.manifest)
    candidate, items = with_paper.trajectory.candidate, [row.item.id for row in offered]

    with pytest.raises(InvalidInput) as caught:
        calibration_consent.agree_calibration(with_paper.pk, items=items, by=candidate)

    assert caught.value.code == "not-covered"
    paper = next(row for row in offered if row.files)
    covered = portfolio.cover_file(paper.files[0].file.id, boxes=[BOX], by=candidate)
    calibration_consent.agree_calibration(with_paper.pk, items=items, by=candidate)
    shown = covered_contents(fresh(with_paper).consent.document)
    file = next(file for item in shown.items for file in item.files)
    assert (file.sha256, file.is_covered, file.name) == (covered.sha256, True, "")


def test_a_file_that_was_handed_in_covered_is_shown_covered_whatever_was_done_since():
    found = asked(released(handed_in(covered=True)))
    file = next(file for row in offered_items(found.manifest) for file in row.files)
    sha256 = file.file.sha256
    portfolio.uncover_file(file.file.id, by=found.trajectory.candidate)

    shown = agreed(found)

    (kept,) = [file for item in covered_contents(shown.consent.document).items for file in item.files]
    assert kept.sha256 == sha256


def test_the_dossier_has_no_name_of_the_candidate(with_paper):
    candidate = with_paper.trajectory.candidate

    document = agreed(with_paper).consent.document

    assert candidate.name not in document
    assert candidate.email not in document
    assert str(candidate.pk) not in document
    assert ".pdf" not in document


def test_only_what_was_chosen_is_read_and_the_candidate_sees_by_whom(with_paper):
    offered = offered_items(with_paper.manifest)
    chosen, other = offered[0].item.id, offered[-1].item.id
    assert chosen != other
    calibration_consent.agree_calibration(
        with_paper.pk,
        items=[chosen],
        nobody_in=[file.id for file in offered[0].uncovered],
        by=with_paper.trajectory.candidate,
    )
    found = opened(fresh(with_paper))
    reader = readers(found)[0]

    calibration_reading.read_calibration_item(found.pk, chosen, by=reader)

    with pytest.raises(NotFound):
        calibration_reading.read_calibration_item(found.pk, other, by=reader)
    entry = AuditEntry.objects.get(event="evidence.read", actor_id=reader.pk)
    assert (entry.chain, entry.data["item"]) == (found.trajectory.candidate.audit_chain, str(chosen))


def test_only_the_readers_that_the_candidate_agreed_to_can_read(with_paper):
    found = opened(agreed(with_paper))
    item = offered_items(found.manifest)[0].item.id
    others = (
        officer_of(found.organisation),
        coordinator_of(found.trajectory),
        who_is(found.trajectory, Participant.Part.ASSESSOR, 1),
        PersonFactory(),
    )

    for person in (*readers(found), found.asked_by):
        calibration_reading.read_calibration_item(found.pk, item, by=person)
    for person in others:
        with pytest.raises(NotFound):
            calibration_reading.read_calibration_item(found.pk, item, by=person)


def test_a_page_of_a_file_is_a_picture_and_its_reading_is_logged(with_paper):
    found = opened(agreed(with_paper))
    file = next(file for item in covered_contents(found.consent.document).items for file in item.files)
    reader = readers(found)[0]

    picture = calibration_reading.open_calibration_page(found.pk, file.id, page=1, by=reader)

    assert picture.startswith(b"\x89PNG")
    assert AuditEntry.objects.filter(event="evidence.read", actor_id=reader.pk).count() == 1


def test_somebody_who_got_a_part_in_the_trajectory_meanwhile_reads_nothing_any_more():
    found = opened()
    reader = readers(found)[0]
    Participant.objects.create(
        trajectory=found.trajectory, person=reader, part=Participant.Part.APPEAL_ASSESSOR, seat=1
    )

    assert not CalibrationRound.objects.visible_to(reader).exists()
    assert CalibrationRound.objects.visible_to(readers(found)[1]).exists()


def test_final_needs_every_criterion_and_then_stays():
    found = opened()
    reader = readers(found)[0]

    with pytest.raises(InvalidInput) as caught:
        calibration_scoring.finalise_calibration(found.pk, by=reader)
    assert caught.value.code == "criteria-left"
    scored(found, reader)
    with pytest.raises(WrongState):
        scored(found, reader, {"W1-C01": "goed"})


def test_what_is_given_is_kept_before_it_is_final():
    found = opened()
    reader = readers(found)[0]
    criterion = criteria_of(found)[0]

    calibration_scoring.save_calibration_scores(
        found.pk, [calibration_scoring.Given(criterion.pk, None, "Nog lezen")], by=reader
    )

    shown = scoring(fresh(found), reader)
    assert shown is not None
    assert shown.rows[0].score is not None
    assert (shown.rows[0].score.note, shown.left) == ("Nog lezen", len(criteria_of(found)))


def test_a_level_of_another_scale_is_refused_and_nothing_is_kept():
    found = opened()
    reader, criterion = readers(found)[0], criteria_of(found)[0]

    with pytest.raises(InvalidInput):
        calibration_scoring.save_calibration_scores(
            found.pk, [calibration_scoring.Given(criterion.pk, criterion.pk)], by=reader
        )
    assert not CalibrationScore.objects.exists()


def test_closing_needs_two_who_are_done():
    found = opened()
    scored(found, readers(found)[0])

    with pytest.raises(WrongState):
        calibrating.close_round(found.pk, by=found.asked_by)


def test_nobody_who_scores_closes():
    found = opened()
    for person in readers(found):
        scored(found, person)

    with pytest.raises(NotFound):
        calibrating.close_round(found.pk, by=readers(found)[0])


def test_after_closing_each_sees_the_spread_by_letter_and_their_own():
    found = opened(asked_of_three())
    one, other, third = readers(found)
    scored(found, one, {"W1-C01": "goed"}, note="Ik zag het twee keer.")
    scored(found, other, {"W1-C01": "onvoldoende"})
    scored(found, third, final=False)
    calibrating.close_round(found.pk, by=found.asked_by)

    compared = comparison(fresh(found), other)

    assert (compared.letters, compared.own, compared.asked) == (("A", "B"), "B", 3)
    rows = {row.criterion.code: row for _work_process, rows in compared.work_processes for row in rows}
    assert [level.key for level in rows["W1-C01"].levels] == ["goed", "onvoldoende"]
    assert (rows["W1-C01"].spread.steps, rows["W1-C02"].spread.steps, compared.split) == (2, 0, 1)
    assert rows["W1-C01"].notes == (("A", "Ik zag het twee keer."),)
    assert [pair.kappa for _first, _second, pair in compared.pairs] == [None]
    assert compared.pairs[0][2].is_too_few


def asked_of_three() -> CalibrationRound:
    outcome = released()
    return agreed(asked(outcome, assessors=assessors_of(outcome.trajectory.provider, 3)))


def test_taking_consent_back_closes_the_dossier_at_once_and_keeps_what_was_scored():
    found = opened()
    one, other = readers(found)
    scored(found, one)
    item = offered_items(found.manifest)[0].item.id

    calibration_consent.withdraw_calibration(found.pk, by=found.trajectory.candidate)

    with pytest.raises(NotFound):
        calibration_reading.read_calibration_item(found.pk, item, by=one)
    with pytest.raises(WrongState):
        calibration_scoring.save_calibration_scores(found.pk, [], by=other)
    assert CalibrationScore.objects.filter(participant__assessor=one).exists()
    assert scoring(fresh(found), other) is None


def test_taking_consent_back_before_opening_stops_the_round():
    found = agreed()

    calibration_consent.withdraw_calibration(found.pk, by=found.trajectory.candidate)

    assert fresh(found).state == RoundState.STOPPED
    with pytest.raises(WrongState):
        calibrating.open_round(found.pk, by=found.asked_by)


def test_the_dossier_is_forgotten_some_weeks_after_closing():
    found = closed()
    day = timezone.localdate() + timedelta(days=DAYS_AFTER + 1)

    assert found.dossier_can_be_read
    with time_machine.travel(timezone.now() + timedelta(days=DAYS_AFTER + 1), tick=False):
        assert not found.dossier_can_be_read
    assert calibration_consent.forget_old_dossiers(day) == 1
    assert fresh(found).consent.document == ""


def test_a_stopped_round_shows_nothing_to_those_who_scored():
    found = opened()
    reader = readers(found)[0]
    scored(found, reader)

    calibrating.stop_round(found.pk, by=found.asked_by)

    assert not CalibrationRound.objects.visible_to(reader).exists()
    assert fresh(found).consent.document == ""


def test_a_reading_holds_from_its_day_and_a_later_one_takes_its_place():
    found, today = closed(), timezone.localdate()
    (criterion, *_others) = criteria_of(found)
    later = today + timedelta(days=10)
    for text, since in (("Twee keer gezien.", today), ("Drie keer gezien.", later)):
        readings.record_criterion_reading(found.pk, criterion=criterion, text=text, since=since, by=found.asked_by)

    def read_on(day):
        row = readings_on(day, organisation=found.organisation_id, criteria=[criterion]).get(criterion.pk)
        return row.text if row is not None else None

    assert read_on(today - timedelta(days=1)) is None
    assert read_on(later - timedelta(days=1)) == "Twee keer gezien."
    assert read_on(later) == "Drie keer gezien."


def test_a_reading_is_not_of_before_today_nor_twice_a_day_nor_of_a_round_that_is_open():
    found, today = closed(), timezone.localdate()
    (criterion, *_others) = criteria_of(found)

    def note(round_id, by: Person, since=today):
        return readings.record_criterion_reading(round_id, criterion=criterion, text="Zo.", since=since, by=by)

    with pytest.raises(InvalidInput):
        note(found.pk, found.asked_by, today - timedelta(days=1))
    note(found.pk, found.asked_by)
    with pytest.raises(InvalidInput):
        note(found.pk, found.asked_by)
    busy = opened()
    with pytest.raises(WrongState):
        note(busy.pk, busy.asked_by)
    with pytest.raises(NotFound):
        note(found.pk, readers(found)[0])


def test_calibration_touches_no_score_of_the_trajectory():
    outcome = released()
    before = list(Score.objects.order_by("pk").values())
    found = closed(opened(agreed(asked(outcome))))
    readings.record_criterion_reading(
        found.pk, criterion=criteria_of(found)[0], text="Zo.", since=timezone.localdate(), by=found.asked_by
    )

    outcome.refresh_from_db()
    assert list(Score.objects.order_by("pk").values()) == before
    assert outcome.state == outcome.State.RELEASED
