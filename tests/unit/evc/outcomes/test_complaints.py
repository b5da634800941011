"""A complaint is handled by somebody who takes no part, answered within a term, and read by nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from evc.outcomes import services as outcomes
from evc.outcomes.appeal_errors import ComplaintHasMovedOn, NotUninvolved, TooLongAgo
from evc.outcomes.models import Complaint, ProcedureTerms
from evc.outcomes.uninvolved import uninvolved
from evc.roles import Role
from evc.trajectories.models import Participant, Trajectory
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, who_is

pytestmark = pytest.mark.django_db
Part = Participant.Part
TEXT = "Er werd gelachen om mijn uitspraak."


def officer_at(trajectory: Trajectory) -> Person:
    person = PersonFactory()
    member(person, trajectory.provider, Role.QUALITY_OFFICER)
    return person


def complaint_of(trajectory: Trajectory, *, days_ago: int = 3, by: Person | None = None) -> Complaint:
    return outcomes.lodge_complaint(
        trajectory.pk,
        happened_on=timezone.localdate() - timedelta(days=days_ago),
        about=TEXT,
        wish="Een gesprek.",
        by=by or trajectory.candidate,
    )


def handler_of(complaint: Complaint) -> Person:
    return complaint.handlings.get(round=complaint.round, ended_at=None).handler


def test_it_goes_to_a_quality_officer_who_took_no_part():
    trajectory = TrajectoryFactory(assessing=True)
    other = officer_at(trajectory)

    complaint = complaint_of(trajectory)

    assert complaint.state == Complaint.State.IN_HAND
    assert handler_of(complaint) == other
    assert complaint.answer_by >= timezone.localdate() + timedelta(weeks=6)


def test_it_goes_to_whoever_the_organisation_named():
    trajectory = TrajectoryFactory(building=True)
    officer_at(trajectory)
    named = PersonFactory()
    member(named, trajectory.provider, Role.COACH)
    ProcedureTerms.objects.create(organisation=trajectory.provider, complaints_officer=named)

    assert handler_of(complaint_of(trajectory)) == named


def test_whoever_was_named_but_took_part_does_not_handle_it():
    trajectory = TrajectoryFactory(building=True)
    other = officer_at(trajectory)
    ProcedureTerms.objects.create(organisation=trajectory.provider, complaints_officer=who_is(trajectory, Part.COACH))

    assert handler_of(complaint_of(trajectory)) == other


def test_anybody_who_takes_part_may_complain_and_nobody_else():
    trajectory = TrajectoryFactory(building=True)

    assert complaint_of(trajectory, by=who_is(trajectory, Part.COACH))
    with pytest.raises(NotAllowed):
        complaint_of(trajectory, by=PersonFactory())


def test_a_complaint_comes_within_its_term():
    trajectory = TrajectoryFactory(building=True)
    ProcedureTerms.objects.create(organisation=trajectory.provider, complaint_weeks=4)

    with pytest.raises(TooLongAgo):
        complaint_of(trajectory, days_ago=29)
    with pytest.raises(InvalidInput):
        complaint_of(trajectory, days_ago=-1)
    assert complaint_of(trajectory, days_ago=28)


def test_nobody_but_lodger_and_handler_reads_it():
    trajectory = TrajectoryFactory(assessing=True)
    officer_at(trajectory)
    complaint = complaint_of(trajectory)

    readers = [person for person in Person.objects.all() if Complaint.objects.visible_to(person).exists()]

    assert set(readers) == {trajectory.candidate, handler_of(complaint)}
    assert not AuditEntry.objects.filter(chain=trajectory.audit_chain, event__startswith="complaint").exists()
    assert not any(TEXT in mail.text for mail in OutgoingMail.objects.all())


def test_without_anybody_a_coordinator_finds_somebody_unread():
    trajectory = TrajectoryFactory(building=True)
    complaint = complaint_of(trajectory)
    planner = coordinator_of(trajectory)
    assert complaint.state == Complaint.State.WAITS
    assert OutgoingMail.objects.filter(to=planner.email, key__startswith="complaint_needs_handler").exists()

    with pytest.raises(NotUninvolved):
        outcomes.name_handler(complaint.pk, person=who_is(trajectory, Part.COACH), by=planner)
    outcomes.name_handler(complaint.pk, person=officer_at(trajectory), by=planner)

    complaint.refresh_from_db()
    assert complaint.state == Complaint.State.IN_HAND
    assert not Complaint.objects.visible_to(planner).exists()


def test_it_is_closed_with_an_answer_that_the_lodger_is_told_of():
    trajectory = TrajectoryFactory(building=True)
    officer_at(trajectory)
    complaint = complaint_of(trajectory)

    with pytest.raises(NotAllowed):
        outcomes.answer_complaint(complaint.pk, answer="Nee.", by=trajectory.candidate)
    outcomes.answer_complaint(complaint.pk, answer="Wij spraken met haar.", by=handler_of(complaint))

    complaint.refresh_from_db()
    assert complaint.state == Complaint.State.ANSWERED
    assert OutgoingMail.objects.filter(to=trajectory.candidate.email, key__startswith="complaint_answered").exists()
    with pytest.raises(ComplaintHasMovedOn):
        outcomes.withdraw_complaint(complaint.pk, by=trajectory.candidate)


def test_somebody_else_looks_at_it_once_more_and_once_only():
    trajectory = TrajectoryFactory(building=True)
    first = officer_at(trajectory)
    complaint = complaint_of(trajectory)
    outcomes.answer_complaint(complaint.pk, answer="Ongegrond.", by=first)
    second = officer_at(trajectory)

    again = outcomes.ask_second_handler(complaint.pk, by=trajectory.candidate)

    assert handler_of(again) == second
    assert first not in uninvolved(again)
    outcomes.answer_complaint(complaint.pk, answer="Gegrond.", by=second)
    with pytest.raises(ComplaintHasMovedOn):
        outcomes.ask_second_handler(complaint.pk, by=trajectory.candidate)


def test_a_handler_gives_it_to_somebody_else_and_is_out_of_it():
    trajectory = TrajectoryFactory(building=True)
    first = officer_at(trajectory)
    complaint = complaint_of(trajectory)
    second = officer_at(trajectory)

    outcomes.hand_on(complaint.pk, person=second, by=first)

    with pytest.raises(NotAllowed):
        outcomes.answer_complaint(complaint.pk, answer="x", by=first)
    assert handler_of(complaint) == second
