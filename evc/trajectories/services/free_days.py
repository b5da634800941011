"""Days on which an assessor can come; the planner sees which of them fit both."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories.models import FreeDay
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.people.models import Person

FURTHEST = timedelta(days=366)


@transaction.atomic
def set_free_day(person: Person, *, day: date, part: str, by: Person) -> FreeDay | None:
    """Say that one can come on a day, or on half of it; an empty ``part`` takes the day back. One's own days only."""
    if person.pk != by.pk or part not in {*FreeDay.Part.values, ""}:
        raise InvalidInput(_("Choose one of the parts of the day."), code="part-of-day-unknown", field="part")
    today = timezone.localdate()
    if not today <= day <= today + FURTHEST:
        raise InvalidInput(_("Choose a day from today on, within a year."), code="day-out-of-reach", field="day")
    if not part:
        gone, _by_table = FreeDay.objects.filter(person=person, day=day).delete()
        if gone:
            audit.record("free-day.taken-back", on=person, by=by, day=day)
        return None
    made, _is_new = FreeDay.objects.update_or_create(person=person, day=day, defaults={"part": part})
    audit.record("free-day.given", on=person, by=by, day=day, part=part)
    return made
