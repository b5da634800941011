"""What comes after an outcome, laid into the world of the matrix: an appeal, complaints, a closed case, a development step."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from evc.outcomes import services as outcomes
from evc.outcomes.models import Complaint
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import Trajectory
from foundation.people.models import Person
from tests.factories.appeals import contested
from tests.factories.people import PersonFactory, member

if TYPE_CHECKING:
    from tests.permissions.moments import Moments

CONTESTED_BECAUSE = "Op bladzijde drie staat het wel"
COMPLAINED_OF = "Er werd gelachen om mijn uitspraak"
CAME_UP = "Wil zelf leiding gaan geven"


def lay_afterwards(moments: Moments, *, closed: Trajectory) -> None:
    """``closed``: nothing was recognised in it. Nobody of the roles handles appeal or complaint: they took part."""
    candidate, issued = moments.candidate, moments.at["issued"]
    coordinator, manager, coach = (moments.people[role] for role in ("coordinator", "manager", "coach"))
    assert coordinator is not None
    assert manager is not None
    assert coach is not None
    outcome = issued.outcomes.get()
    moments.more["appeal"] = outcomes.lodge_appeal(
        outcome.pk, criteria=contested(outcome), reasons=CONTESTED_BECAUSE, by=candidate
    )
    moments.more["waiting complaint"] = _complaint(issued, by=candidate)
    officer = PersonFactory()
    member(officer, moments.world.provider, Role.QUALITY_OFFICER)
    outcomes.assign_appeal_officer(moments.more["appeal"].pk, person=officer, by=coordinator)
    handler = PersonFactory()
    member(handler, moments.world.provider, Role.QUALITY_OFFICER)
    moments.more["answered complaint"] = answered = _complaint(issued, by=candidate)
    outcomes.answer_complaint(answered.pk, answer="Wij spraken met haar.", by=handler)
    outcomes.write_what_came_up(issued.pk, text=CAME_UP, by=coach)
    due = timezone.localdate() + timedelta(days=30)
    moments.more["step"] = outcomes.propose_step(
        issued.pk, text="Een module", who="candidate", due_on=due, by=candidate
    )
    moments.at["closed"] = trajectories.close(closed.pk, declined=True, by=coordinator)


def _complaint(trajectory: Trajectory, *, by: Person) -> Complaint:
    return outcomes.lodge_complaint(trajectory.pk, happened_on=timezone.localdate(), about=COMPLAINED_OF, by=by)
