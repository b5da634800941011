"""The places in an appeal: the quality officer who decides, and one for each seat; who has them and who could. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import Appeal
from evc.roles import Role
from evc.trajectories.models import Participant
from evc.trajectories.selectors.conflicts import Conflicts, conflicts_of
from foundation.people.models import Membership, Person

Part = Participant.Part


@dataclass(frozen=True, slots=True)
class AppealPlace:
    """``key`` names it in a form. ``people``: whoever holds the role, each with what stands in the way or is to be weighed."""

    key: str
    title: Promise | str
    part: str
    seat: int | None
    holder: Participant | None
    people: tuple[tuple[Person, Conflicts], ...]
    can_change: bool


def places_of(appeal: Appeal) -> list[AppealPlace]:
    """The quality officer first; the seats once it is taken up."""
    trajectory = appeal.trajectory
    holders = {(row.part, row.seat): row for row in trajectory.participants.current().select_related("person")}

    def place(part: Part, role: Role, title: Promise | str, number: int | None) -> AppealPlace:
        held = Membership.objects.current().with_role(role).filter(organisation=trajectory.provider)
        able = list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk"))
        known = conflicts_of(trajectory, part, able, timezone.localdate())
        found = tuple((each, known[each.pk]) for each in able)
        is_open = number is None or appeal.state == Appeal.State.ADMITTED
        key = f"seat-{number}" if number else "officer"
        return AppealPlace(key, title, part, number, holders.get((part, number)), found, is_open)

    return [
        place(Part.APPEAL_OFFICER, Role.QUALITY_OFFICER, _("Quality officer who decides"), None),
        *(place(Part.APPEAL_ASSESSOR, Role.ASSESSOR, seat.name, seat.number) for seat in trajectory.route.seats.all()),
    ]
