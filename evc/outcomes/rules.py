"""Terms that hold for an outcome."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from evc.outcomes.models import Outcome

APPEAL_WEEKS = 6  # the default term (domain fact 22; design.md, Appeal)


def appeal_until(outcome: Outcome) -> date:
    """The last day on which the candidate can contest a released outcome."""
    assert outcome.decided_at is not None
    return timezone.localdate(outcome.decided_at) + timedelta(weeks=APPEAL_WEEKS)
