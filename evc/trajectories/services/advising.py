"""The advice that ends the intake: go on along a route, or what to do instead."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.routes.models import Route
from evc.routes.rules import asks_what_full_asks, shape_of
from evc.trajectories import rules, states
from evc.trajectories.cleaning import clean_text
from evc.trajectories.errors import NotReadyYet
from evc.trajectories.models import Intake, State, Trajectory
from evc.trajectories.scope import units_in_scope
from evc.trajectories.services.locking import locked
from evc.trajectories.services.replacing import take_off_the_table
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.jobs.services import enqueue
from foundation.people.models import Organisation, Person

Advice = Intake.Advice


@transaction.atomic
def give_advice(
    trajectory_id: UUID, *, advice: str, because: str, next_steps: str = "", route: Route | None = None, by: Person
) -> Trajectory:
    """End the intake with an advice and its reason. By a coordinator.

    Full or compact: the trajectory goes along ``route``, one of the provider's that asks what this advice says; without it
    along the one it has when that fits, else the shipped one. Then the agreement is drawn up. The other advices end it:
    intake -> declined, with ``next_steps``, what to do now. Raises NotReadyYet when the goal is missing.
    """
    trajectory = locked(trajectory_id)
    rules.require_coordinator(trajectory, by)
    states.require_state(trajectory, State.INTAKE)
    if advice not in Advice.values:
        raise InvalidInput(_("Choose one of the advices."), code="advice-unknown", field="advice")
    goes_on = advice in Intake.GOES_ON
    reason = clean_text(because, field="because", required=True)
    steps = "" if goes_on else clean_text(next_steps, field="next_steps", required=True)
    intake = trajectory.intake
    if goes_on and not (intake.goal and intake.reasons):
        raise NotReadyYet(
            _("Fill in first why the candidate wants this and what the goal is. The report needs both."),
            code="goal-missing",
        )

    intake.advice, intake.advice_because, intake.advice_next = advice, reason, steps
    intake.advised_by, intake.advised_at = by, timezone.now()
    intake.save(update_fields=["advice", "advice_because", "advice_next", "advised_by", "advised_at"])
    audit.record("intake.advised", on=trajectory, by=by, advice=advice)
    take_off_the_table(trajectory)
    if goes_on:
        _take_route(trajectory, _route_for(trajectory, advice, route))
    else:
        states.move(trajectory, to=State.DECLINED, by=by, reason=reason)
    moment = f"{trajectory.pk}:{intake.advised_at.isoformat()}"
    enqueue("trajectories.tell_candidate_of_advice", key=moment, trajectory=trajectory.pk)
    return trajectory


def require_offered(route: Route, provider: Organisation) -> None:
    """Raises InvalidInput unless a new trajectory at this provider can go along the route."""
    if not Route.objects.offered_by(provider).filter(pk=route.pk).exists():
        raise InvalidInput(
            _("Choose a route of this provider that is in use."), code="route-not-offered", field="route"
        )


def fits(route: Route, advice: str) -> bool:
    """Full: a route that asks what full asks; compact: any other."""
    return asks_what_full_asks(shape_of(route)) == (advice == Advice.FULL)


def _route_for(trajectory: Trajectory, advice: str, chosen: Route | None) -> Route:
    if chosen is None:
        return trajectory.route if fits(trajectory.route, advice) else Route.objects.get(key=advice)
    require_offered(chosen, trajectory.provider)
    if not fits(chosen, advice):
        raise InvalidInput(
            _("This route is not what you advise. Choose another one."), code="route-unfit", field="route"
        )
    return chosen


def _take_route(trajectory: Trajectory, route: Route) -> None:
    """Along another route other parts may belong to it."""
    if trajectory.route_id == route.pk:
        return
    trajectory.route = route
    trajectory.save(update_fields=["route"])
    all_units = list(trajectory.standard_version.core_tasks.all())
    trajectory.units.set(units_in_scope(route, units=all_units, chosen=trajectory.units.all()))
