"""Terms that hold for an outcome. They are the organisation's own, and end on a working day (Algemene termijnenwet)."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from evc.outcomes.models import Outcome, ProcedureTerms
from foundation.people.models import Organisation
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
