"""Which cases to look at on a day. A wide net: the services look again, with the case in hand."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from evc.retention import dates
from evc.retention.cases import Term, complaints_of_others, holding, not_erased_yet, terms_of
from evc.retention.models import RetentionNotice
from evc.trajectories.models import Trajectory
from evc.trajectories.states import ENDED
from foundation.people.models import Organisation


def to_tell(today: date) -> list[UUID]:
    """Ended cases of which something goes within a month and whose candidate was told of no day to come."""
    found: dict[UUID, None] = {}
    for provider in Organisation.objects.filter(is_provider=True):
        for term in terms_of(provider).values():
            if term.months is not None:
                found |= dict.fromkeys(_ended_long_ago(provider, term, today))
    return list(found)


def to_erase(today: date) -> list[tuple[UUID, str]]:
    """What was told of for this day or an earlier one and was not erased: case and class."""
    due = not_erased_yet().filter(erase_on__lte=today, trajectory__state__in=ENDED)
    return list(due.order_by("erase_on").values_list("trajectory", "kept"))


def with_complaints_of_others() -> list[UUID]:
    """Ended cases with one that still says something; there are few."""
    ended = Trajectory.objects.filter(state__in=ENDED)
    return list(complaints_of_others(ended).order_by("trajectory").values_list("trajectory", flat=True).distinct())


def _ended_long_ago(provider: Organisation, term: Term, today: date) -> list[UUID]:
    assert term.months is not None
    latest = dates.latest_end(today + dates.TOLD_BEFORE, term.months)
    before = timezone.make_aware(datetime.combine(latest + timedelta(days=1), time()))
    told = RetentionNotice.objects.filter(trajectory=OuterRef("pk"), kept=term.kept, erase_on__gte=today)
    cases = Trajectory.objects.filter(~Exists(told), provider=provider, state__in=ENDED, state_since__lt=before)
    return list(holding(term.kept, cases).order_by(F("state_since")).values_list("pk", flat=True))
