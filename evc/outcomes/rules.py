"""Terms that hold for an outcome. They are the organisation's own, and end on a working day (Algemene termijnenwet)."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from evc.outcomes.models import Outcome, ProcedureTerms
from evc.roles import Role
from evc.trajectories import rules as trajectories
from evc.trajectories.models import Participant
from foundation.people.models import Organisation, Person
from foundation.working_days import end_of_term


def terms_of(organisation: Organisation) -> ProcedureTerms:
    """The organisation's, or the defaults, not stored."""
    return ProcedureTerms.objects.filter(organisation=organisation).first() or ProcedureTerms(organisation=organisation)


def appeal_until(outcome: Outcome) -> date:
    """The last day on which the candidate can contest a released outcome."""
    assert outcome.decided_at is not None
    weeks = terms_of(outcome.trajectory.provider).appeal_weeks
    return after_weeks(timezone.localdate(outcome.decided_at), weeks)


def after_weeks(day: date, weeks: int) -> date:
    """The last day of a term of so many weeks that begins on ``day``."""
    return end_of_term(day + timedelta(weeks=weeks))


def may_correct(outcome: Outcome, by: Person) -> bool:
    """A quality officer: of the trajectory, or of its provider for whoever left since; never whoever was guided or guided here.

    No result changes, so that it need not be the officer who released it.
    """
    trajectory = outcome.trajectory
    who = trajectories.standing(trajectory, by)
    is_officer = Participant.Part.QUALITY_OFFICER in who.now or by.holds(Role.QUALITY_OFFICER, trajectory.provider)
    return is_officer and trajectories.is_independent(who)


def require_may_correct(outcome: Outcome, by: Person) -> None:
    """Raises NotAllowed."""
    trajectories.require(
        may_correct(outcome, by),
        _("Only a quality officer of the provider, who did not guide this candidate, can decide on this."),
    )
