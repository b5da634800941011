"""Asking for a trajectory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from evc.roles import Role
from evc.routes.models import Route
from evc.standards.models import CoreTask, StandardVersion
from evc.standards.usage import note_use
from evc.trajectories import states
from evc.trajectories.models import Participant, State, StateChange, Trajectory
from evc.trajectories.scope import units_in_scope
from evc.trajectories.services.advising import require_offered
from evc.trajectories.services.intake import require_units_of
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.jobs.services import enqueue
from foundation.people.models import Organisation, Person
from portfolio import services as portfolio

if TYPE_CHECKING:
    from uuid import UUID


@transaction.atomic
def request_trajectory(
    *,
    candidate: Person,
    client: Organisation,
    provider: Organisation,
    standard_version: StandardVersion,
    route: Route,
    units: Sequence[CoreTask] = (),
    by: Person,
) -> Trajectory:
    """Ask for a trajectory: -> requested. By the candidate, a manager of the client or a coordinator of the provider.

    Nobody is put in a trajectory: what somebody else asked waits until the candidate accepts it (``start_intake``).
    ``units``: the chosen ones (compact) or the chosen electives (full); they can still be chosen during the intake.
    Raises InvalidInput, NotAllowed, and WrongState when the same is under way already.
    """
    person = Person.objects.select_for_update().get(pk=candidate.pk)  # two tabs of one candidate wait for each other
    _require_asker(by, candidate=person, client=client, provider=provider)
    _require_fitting(person, client=client, provider=provider)
    require_units_of(standard_version, units)
    scope = units_in_scope(route, units=list(standard_version.core_tasks.all()), chosen=units)
    _require_new(person, standard_version, provider, {unit.pk for unit in scope})
    require_offered(route, provider)

    audience = portfolio.make_audience(person)
    trajectory = Trajectory.objects.create(
        candidate=person,
        client=client,
        provider=provider,
        standard_version=standard_version,
        route=route,
        requested_by=by,
        audience=audience,
    )
    note_use(standard_version)
    trajectory.units.set(scope)
    StateChange.objects.create(trajectory=trajectory, to_state=State.REQUESTED, by=by, at=trajectory.requested_at)
    Participant.objects.create(trajectory=trajectory, person=person, part=Participant.Part.CANDIDATE)
    portfolio.set_audience_member(audience, person, reads_frozen_only=False)
    if by.pk != person.pk and by.holds(Role.MANAGER, client):
        Participant.objects.create(trajectory=trajectory, person=by, part=Participant.Part.MANAGER)
    audit.record(
        "trajectory.requested",
        on=trajectory,
        by=by,
        candidate=person.pk,
        client=client.pk,
        standard_version=standard_version.pk,
        route=route.key,
        units=[unit.code for unit in scope],
    )
    if by.pk != person.pk:
        enqueue("trajectories.tell_candidate_of_proposal", key=trajectory.pk, trajectory=trajectory.pk)
    return trajectory


def _require_asker(by: Person, *, candidate: Person, client: Organisation, provider: Organisation) -> None:
    if by.pk == candidate.pk or by.holds(Role.MANAGER, client) or by.holds(Role.COORDINATOR, provider):
        return
    raise NotAllowed(
        _("Only the candidate, a manager of the client or an EVC coordinator of the provider can ask for a trajectory.")
    )


def _require_fitting(candidate: Person, *, client: Organisation, provider: Organisation) -> None:
    if not provider.is_provider:
        raise InvalidInput(
            _("This organisation is not an EVC provider. Choose one that is."), code="not-a-provider", field="provider"
        )
    if not candidate.memberships.current().filter(organisation__in=[client, provider]).exists():
        raise InvalidInput(
            _("The candidate is no member of this organisation yet. Invite the candidate first."),
            code="candidate-not-a-member",
            field="candidate",
        )


def _require_new(candidate: Person, version: StandardVersion, provider: Organisation, units: set[UUID]) -> None:
    """Not twice the same at once: the second of two clicks finds the first one's trajectory."""
    under_way = Trajectory.objects.filter(
        candidate=candidate, standard_version=version, provider=provider, state__in=states.UNDER_WAY
    ).prefetch_related("units")
    for other in under_way:
        theirs = {unit.pk for unit in other.units.all()}
        if units & theirs or units == theirs:
            raise WrongState(
                _("A trajectory for this is under way already. Open that one instead."),
                code="already-under-way",
                trajectory=str(other.pk),
            )
