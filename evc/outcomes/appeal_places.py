"""The places in an appeal: the quality officer who decides, and one for each seat; who has them and who could. Reads only."""

from __future__ import annotations

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import Appeal
from evc.roles import Role
from evc.trajectories.models import Participant
from evc.trajectories.selectors.conflicts import conflicts_of
from evc.trajectories.selectors.places import Place
from foundation.people.models import Membership, Person

Part = Participant.Part


def places_of(appeal: Appeal) -> list[Place]:
    """The quality officer first; the seats once it is taken up."""
    trajectory = appeal.trajectory
    holders = {(row.part, row.seat): row for row in trajectory.participants.current().select_related("person")}

    def place(part: Part, role: Role, title: Promise | str, number: int | None) -> Place:
        held = Membership.objects.current().with_role(role).filter(organisation=trajectory.provider)
        able = list(Person.objects.filter(pk__in=held.values("person"), is_active=True).order_by("name", "pk"))
        known = conflicts_of(trajectory, part, able, timezone.localdate())
        found = tuple((each, known[each.pk]) for each in able)
        is_open = number is None or appeal.state == Appeal.State.ADMITTED
        key = f"seat-{number}" if number else "officer"
        return Place(key, title, part, number, holders.get((part, number)), found, is_open)

    return [
        place(Part.APPEAL_OFFICER, Role.QUALITY_OFFICER, _("Quality officer who decides"), None),
        *(place(Part.APPEAL_ASSESSOR, Role.ASSESSOR, seat.name, seat.number) for seat in trajectory.route.seats.all()),
    ]
