"""A complaint: lodged by whoever takes part, handled by somebody who doesn't, answered within a term, looked at once more by
somebody else when the lodger asks for it. Its texts are for the lodger and the handlers alone."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.outcomes import complaint_mails
from evc.outcomes.appeal_errors import ComplaintHasMovedOn, NotUninvolved, TooLongAgo
from evc.outcomes.models import Complaint, ComplaintHandling
from evc.outcomes.rules import after_weeks, terms_of
from evc.outcomes.uninvolved import first_choice, may_handle
from evc.roles import Role
from evc.trajectories.cleaning import clean_past_day, clean_text
from evc.trajectories.models import Trajectory
from foundation.audit import services as audit
from foundation.errors import NotAllowed, NotFound
from foundation.people.models import Person

State = Complaint.State


@transaction.atomic
def lodge_complaint(trajectory_id: UUID, *, happened_on: date, about: str, wish: str = "", by: Person) -> Complaint:
    """By anybody who takes or took part in the trajectory; goes to the complaints officer, or a quality officer without part.

    Raises NotAllowed, TooLongAgo, InvalidInput. Without anybody to handle it a coordinator finds somebody, unread.
    """
    trajectory = Trajectory.objects.select_related("provider").filter(pk=trajectory_id).first()
    if trajectory is None or not trajectory.participants.filter(person=by).exists():
        raise NotAllowed(_("Only somebody who takes part in this trajectory can complain about it."))
    terms, today = terms_of(trajectory.provider), timezone.localdate()
    happened_on = clean_past_day(happened_on, field="happened_on")
    if happened_on + timedelta(weeks=terms.complaint_weeks) < today:
        raise TooLongAgo(terms.complaint_weeks)
    complaint = Complaint.objects.create(
        organisation=trajectory.provider,
        trajectory=trajectory,
        lodger=by,
        happened_on=happened_on,
        about=clean_text(about, field="about", required=True),
        wish=clean_text(wish, field="wish"),
        answer_by=after_weeks(today, terms.complaint_answer_weeks),
    )
    audit.record("complaint.lodged", on=complaint, by=by)
    complaint_mails.confirm(complaint)
    _find_handler(complaint)
    return complaint


@transaction.atomic
def name_handler(complaint_id: UUID, *, person: Person, by: Person) -> ComplaintHandling:
    """Somebody who took no part handles it. By a coordinator, who reads nothing of it, where nobody does yet.

    Raises NotUninvolved, NotAllowed, ComplaintHasMovedOn.
    """
    complaint = _locked(complaint_id)
    if not by.holds(Role.COORDINATOR, complaint.organisation) or complaint.lodger_id == by.pk:
        raise NotAllowed(_("Only an EVC coordinator of the provider can do this."))
    _require_at(complaint, State.WAITS)
    return _hand_to(complaint, person)


@transaction.atomic
def hand_on(complaint_id: UUID, *, person: Person, by: Person) -> ComplaintHandling:
    """The handler gives it to somebody else who took no part; the answer is due on the same day."""
    complaint, handling = _own(complaint_id, by)
    if not may_handle(complaint, person):
        raise NotUninvolved
    handling.ended_at = timezone.now()
    handling.save(update_fields=["ended_at"])
    complaint.state = State.WAITS
    return _hand_to(complaint, person)


@transaction.atomic
def answer_complaint(complaint_id: UUID, *, answer: str, by: Person) -> Complaint:
    """What the handler found and what is done about it; closes the round. The lodger gets a mail."""
    complaint, handling = _own(complaint_id, by)
    handling.answer, handling.answered_at = clean_text(answer, field="answer", required=True), timezone.now()
    handling.save(update_fields=["answer", "answered_at"])
    complaint.state, complaint.ended_at = State.ANSWERED, handling.answered_at
    complaint.save(update_fields=["state", "ended_at"])
    audit.record("complaint.answered", on=complaint, by=by, round=complaint.round)
    complaint_mails.tell_answered(complaint)
    return complaint


@transaction.atomic
def ask_second_handler(complaint_id: UUID, *, by: Person) -> Complaint:
    """The lodger is not content with the answer: somebody else looks at it once more, within a new term."""
    complaint = _locked(complaint_id)
    _require_lodger(complaint, by)
    if complaint.round != 1:
        raise ComplaintHasMovedOn(complaint.state)
    _require_at(complaint, State.ANSWERED)
    weeks = terms_of(complaint.organisation).complaint_answer_weeks
    complaint.state, complaint.round, complaint.ended_at = State.WAITS, 2, None
    complaint.answer_by = after_weeks(timezone.localdate(), weeks)
    complaint.save(update_fields=["state", "round", "ended_at", "answer_by"])
    audit.record("complaint.asked-again", on=complaint, by=by)
    complaint_mails.confirm(complaint)
    _find_handler(complaint)
    return complaint


@transaction.atomic
def withdraw_complaint(complaint_id: UUID, *, by: Person) -> Complaint:
    """The lodger takes it back, without a reason."""
    complaint = _locked(complaint_id)
    _require_lodger(complaint, by)
    _require_at(complaint, State.WAITS, State.IN_HAND)
    complaint.state, complaint.ended_at = State.WITHDRAWN, timezone.now()
    complaint.save(update_fields=["state", "ended_at"])
    audit.record("complaint.withdrawn", on=complaint, by=by)
    complaint_mails.tell_withdrawn(complaint)
    return complaint


def _find_handler(complaint: Complaint) -> None:
    person = first_choice(complaint)
    if person is None:
        complaint_mails.ask_coordinators(complaint)
    else:
        _hand_to(complaint, person)


def _hand_to(complaint: Complaint, person: Person) -> ComplaintHandling:
    if not may_handle(complaint, person):
        raise NotUninvolved
    handling = ComplaintHandling.objects.create(complaint=complaint, round=complaint.round, handler=person)
    complaint.state = State.IN_HAND
    complaint.save(update_fields=["state"])
    audit.record("complaint.in-hand", on=complaint, by=None, round=complaint.round)
    complaint_mails.tell_handler(handling)
    return handling


def _locked(complaint_id: UUID) -> Complaint:
    complaint: Complaint | None = (
        Complaint.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=complaint_id).first()
    )
    if complaint is None:
        raise NotFound(_("There is no such complaint."))
    return complaint


def _own(complaint_id: UUID, person: Person) -> tuple[Complaint, ComplaintHandling]:
    """The complaint and the person's handling of it now. Raises NotAllowed, ComplaintHasMovedOn."""
    complaint = _locked(complaint_id)
    handling = complaint.handlings.filter(handler=person, round=complaint.round, ended_at=None).first()
    if handling is None:
        raise NotAllowed(_("Only whoever handles this complaint can do this."))
    _require_at(complaint, State.IN_HAND)
    return complaint, handling


def _require_lodger(complaint: Complaint, person: Person) -> None:
    if complaint.lodger_id != person.pk:
        raise NotAllowed(_("Only whoever lodged this complaint can do this."))


def _require_at(complaint: Complaint, *states: State) -> None:
    if complaint.state not in states:
        raise ComplaintHasMovedOn(complaint.state)
