"""A third assessor, when the first two can't agree: asked by either, found by the coordinator, blind, and deciding."""

from __future__ import annotations

import pytest

from evc.assessments import services as assessments
from evc.assessments.errors import NobodyAskedForAThird, OutOfScope, ThirdDecides, ThirdIsFound
from evc.assessments.models import Assessment, Moderation
from evc.assessments.scoring import middle_level
from evc.assessments.selectors import assessor_tasks, compare, desk, for_desk
from evc.assessments.services import Support
from evc.assessments.sheet import read_sheet
from evc.trajectories import services as trajectories
from evc.trajectories.errors import NotIndependent
from evc.trajectories.models import Participant, State
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed
from foundation.jobs import services as jobs
from foundation.jobs.models import OutgoingMail
from tests.factories.assessments import assessed, criterion_of, instrument_of, level_of
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import coordinator_of, newcomer, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part
DIFFER = {2: {"W1-C01": "onvoldoende", "W2-C01": "goed"}}


@pytest.fixture
def moderation() -> Moderation:
    """Two assessors differ on two criteria."""
    return assessed(levels=DIFFER).moderations.get()


def asked(moderation: Moderation) -> Moderation:
    assessments.ask_third_assessor(moderation.pk, by=who_is(moderation.trajectory, Part.ASSESSOR, 1))
    return moderation


def third_of(moderation: Moderation):
    """A third assessor who declared, with the desk open."""
    trajectory = asked(moderation).trajectory
    person = newcomer(trajectory, Part.ASSESSOR)
    assessments.assign_third_assessor(moderation.pk, person=person, by=coordinator_of(trajectory))
    trajectories.declare_no_ties(trajectory.pk, by=person)
    return assessments.start_assessment(trajectory.pk, by=person)


def score_all(assessment: Assessment, levels: dict[str, str]) -> Assessment:
    trajectory, by = assessment.trajectory, assessment.assessor
    sheet = read_sheet(assessment)
    for work_process, criteria in sheet.work_processes():
        item = sheet.dossier.items_for(work_process.code)[0]
        for criterion in criteria:
            assessments.score(
                assessment.pk,
                criterion=criterion,
                instrument=instrument_of(trajectory, "portfolio"),
                level=level_of(trajectory, levels[criterion.code]),
                support=[Support(item=item.id)],
                by=by,
            )
        assessments.substantiate(
            assessment.pk,
            work_process=work_process,
            part_of_standard=work_process.title,
            evidence_or_instrument=item.title,
            seen_or_heard="Ik las op bladzijde drie dat zij twee wegen afwoog en waarom zij de tweede koos.",
            by=by,
        )
    return assessments.finalise(assessment.pk, by=by)


@pytest.mark.parametrize(
    ("given", "counts"),
    [([1, 3, 3], 3), ([1, 3, 1], 1), ([1, 3, 2], 2), ([2, 2, 2], 2), ([1, 3], 1), ([1, 2, 3, 3], 2)],
    ids=["most-high", "most-low", "all-differ", "all-same", "two", "four"],
)
def test_what_most_gave_counts_else_the_middle_one(given, counts):
    assert middle_level(given, order=lambda level: level) == counts


def test_either_assessor_asks_once_and_the_coordinator_hears_it(moderation):
    for seat in (1, 2):
        assessments.ask_third_assessor(moderation.pk, by=who_is(moderation.trajectory, Part.ASSESSOR, seat))
    jobs.run_due()

    assert AuditEntry.objects.filter(event="moderation.third-asked").count() == 1
    coordinator = coordinator_of(moderation.trajectory)
    assert OutgoingMail.objects.filter(to=coordinator.email, key__startswith="third-asked").count() == 1
    assert [task.code for task in assessor_tasks(coordinator).mine] == ["find-third-assessor"]


@pytest.mark.parametrize("part", [Part.CANDIDATE, Part.COACH, Part.QUALITY_OFFICER])
def test_nobody_but_the_assessors_asks(moderation, part):
    with pytest.raises(NotAllowed):
        assessments.ask_third_assessor(moderation.pk, by=who_is(moderation.trajectory, part))


def test_once_asked_the_two_agree_on_nothing_any_more(moderation):
    trajectory = asked(moderation).trajectory
    by = who_is(trajectory, Part.ASSESSOR, 2)

    with pytest.raises(ThirdDecides):
        assessments.agree(
            moderation.pk,
            criterion=criterion_of(trajectory, "W1-C01"),
            level=level_of(trajectory, "goed"),
            because="Toch goed.",
            by=by,
        )
    with pytest.raises(ThirdDecides):
        assessments.sign_moderation(moderation.pk, by=by)


def test_nobody_is_found_before_it_was_asked(moderation):
    trajectory = moderation.trajectory
    with pytest.raises(NobodyAskedForAThird):
        assessments.assign_third_assessor(
            moderation.pk, person=newcomer(trajectory, Part.ASSESSOR), by=coordinator_of(trajectory)
        )


@pytest.mark.parametrize(
    ("part", "seat"), [(Part.ASSESSOR, 1), (Part.COACH, None), (Part.QUALITY_OFFICER, None)], ids=str
)
def test_whoever_took_part_is_no_third(moderation, part, seat):
    trajectory = asked(moderation).trajectory
    person = who_is(trajectory, part, seat)
    if part != Part.ASSESSOR:
        member(person, trajectory.provider, "assessor")

    with pytest.raises(NotIndependent):
        assessments.assign_third_assessor(moderation.pk, person=person, by=coordinator_of(trajectory))


def test_somebody_without_the_role_is_no_third(moderation):
    trajectory = asked(moderation).trajectory
    with pytest.raises(InvalidInput):
        assessments.assign_third_assessor(moderation.pk, person=PersonFactory(), by=coordinator_of(trajectory))


def test_there_is_one_third(moderation):
    assessment = third_of(moderation)
    trajectory = assessment.trajectory

    with pytest.raises(ThirdIsFound):
        assessments.assign_third_assessor(
            moderation.pk, person=newcomer(trajectory, Part.ASSESSOR), by=coordinator_of(trajectory)
        )


def test_a_third_who_gives_it_back_makes_place_for_another(moderation):
    first = third_of(moderation)
    trajectories.refuse_assignment(first.trajectory_id, by=first.assessor)

    trajectory = first.trajectory
    person = newcomer(trajectory, Part.ASSESSOR)
    opinion = assessments.assign_third_assessor(moderation.pk, person=person, by=coordinator_of(trajectory))
    assert opinion.participant.person == person


def test_the_third_scores_only_what_the_others_differ_on(moderation):
    assessment = third_of(moderation)
    trajectory = assessment.trajectory

    codes = [row.criterion.code for row in desk(for_desk(Assessment.objects).get(pk=assessment.pk)).current.criteria]
    assert codes == ["W1-C01"]
    with pytest.raises(OutOfScope):
        assessments.score(
            assessment.pk,
            criterion=criterion_of(trajectory, "W1-C02"),
            instrument=instrument_of(trajectory, "portfolio"),
            level=level_of(trajectory, "goed"),
            by=assessment.assessor,
        )


def test_the_third_sees_neither_names_nor_scores_of_the_others(client, moderation):
    assessment = third_of(moderation)
    client.force_login(assessment.assessor)

    assert set(Assessment.objects.visible_to(assessment.assessor)) == {assessment}
    assert not Moderation.objects.visible_to(assessment.assessor).exists()
    for address in (f"/trajectories/{assessment.trajectory_id}", f"/assessments/{assessment.pk}"):
        shown = client.get(address).content.decode()
        for seat in (1, 2):
            assert who_is(assessment.trajectory, Part.ASSESSOR, seat).name not in shown


def test_until_the_third_is_final_nobody_sees_what_that_one_gave(moderation):
    assessment = third_of(moderation)

    for part, seat in ((Part.ASSESSOR, 1), (Part.ASSESSOR, 2), (Part.QUALITY_OFFICER, None)):
        assert assessment not in Assessment.objects.visible_to(who_is(assessment.trajectory, part, seat))


def test_the_third_decides_and_the_moderation_closes(moderation):
    assessment = third_of(moderation)

    score_all(assessment, {"W1-C01": "onvoldoende", "W2-C01": "onvoldoende"})

    trajectory = assessment.trajectory
    trajectory.refresh_from_db()
    moderation.refresh_from_db()
    assert trajectory.state == State.QUALITY_CHECK
    assert moderation.closed_at is not None
    counted = compare(trajectory).counted
    # onvoldoende of two; of voldoende, goed and onvoldoende the middle one.
    assert counted[criterion_of(trajectory, "W1-C01").pk] == level_of(trajectory, "onvoldoende").pk
    assert counted[criterion_of(trajectory, "W2-C01").pk] == level_of(trajectory, "voldoende").pk
    assert moderation.scores.exclude(because="").count() == 2


def test_the_third_is_no_seat_and_changes_no_kappa(moderation):
    before = compare(moderation.trajectory)
    assessment = third_of(moderation)
    score_all(assessment, {"W1-C01": "onvoldoende", "W2-C01": "onvoldoende"})

    after = compare(moderation.trajectory)
    assert (after.kappa, after.scores_compared, len(after.seats)) == (
        before.kappa,
        before.scores_compared,
        len(before.seats),
    )


def test_the_third_never_releases_the_outcome(moderation):
    assessment = third_of(moderation)
    trajectory = assessment.trajectory
    member(assessment.assessor, trajectory.provider, "quality_officer")
    officer = who_is(trajectory, Part.QUALITY_OFFICER)
    trajectories.refuse_assignment(trajectory.pk, by=officer)

    with pytest.raises(NotIndependent):
        trajectories.assign(
            trajectory.pk, person=assessment.assessor, part=Part.QUALITY_OFFICER, by=coordinator_of(trajectory)
        )
