"""Figures are about whole calendar years, in the organisation's time.

Nothing shorter: a year less its other three quarters would be a figure about the few people of the fourth.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from evc.outcomes.models import Outcome
from foundation.people.models import Organisation


def bounds(year: int) -> tuple[datetime, datetime]:
    """The first moment of the year, and that of the next."""
    zone = timezone.get_default_timezone()
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


def years_of(provider: Organisation, *, now: datetime) -> list[int]:
    """Those in which outcomes were released, newest first; this year always."""
    first = Outcome.objects.released().filter(trajectory__provider=provider).order_by("decided_at").first()
    this = timezone.localdate(now).year
    oldest = timezone.localdate(first.decided_at).year if first and first.decided_at else this
    return list(range(this, min(oldest, this) - 1, -1))
