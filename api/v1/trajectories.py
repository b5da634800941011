"""Trajectories: asking for one, where it stands, its scope, and how it ends."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.serializers.trajectories import (
    BadgeContentsBody,
    CloseBody,
    TrajectoriesQuery,
    TrajectoryBody,
    TrajectoryRowSerializer,
    TrajectorySerializer,
    UnitsBody,
    parts_of,
)
from evc.roles import Role
from evc.trajectories import rules, states
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.selectors import rest_of, steps
from evc.trajectories.selectors.resting import is_paused, is_silent
from foundation.people.models import Person


class TrajectoryEndpoint(Endpoint):
    """Of one trajectory that the viewer takes part in or coordinates; a stranger's is not there."""

    def trajectory(self, pk: UUID) -> Trajectory:
        return get_object_or_404(visible(self.person), pk=pk)

    def standing(self, trajectory: Trajectory) -> rules.Standing:
        return rules.standing(trajectory, self.person)

    def shown(self, pk: UUID, *, status: int = 200) -> Response:
        """The trajectory as it is now, as far as the viewer may read it; nothing when it is no longer theirs to see."""
        found = visible(self.person).filter(pk=pk).first()
        if found is None:
            return Response(status=204)
        return Response(trajectory_as_seen(found, self.person), status=status)


class Trajectories(ListEndpoint):
    """Those I take part in or coordinate, the newest first."""

    serializer_class = TrajectoryRowSerializer
    pagination_class = ordered_by("-requested_at")
    queryset = Trajectory.objects.none()

    def get_queryset(self) -> QuerySet[Trajectory]:
        state, today = self.asked(TrajectoriesQuery).get("state"), timezone.localdate()
        found = visible(self.person).only(*_OF_A_ROW).annotate(is_resting=is_paused(today) | is_silent())
        if not self.coordinated:  # then there are few: the database begins at them, and not at the newest of all
            found = found.filter(pk__in=self.person.participations.current().values("trajectory"))
        return found.filter(state=state) if state else found

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "coordinated": self.coordinated}

    @cached_property
    def coordinated(self) -> frozenset[UUID]:
        """Organisations whose trajectories this person plans."""
        if not self.request.user.is_authenticated:
            return frozenset()
        return frozenset(self.person.organisations_as(Role.COORDINATOR).values_list("pk", flat=True))

    @extend_schema(parameters=[TrajectoriesQuery])
    def get(self, request: Request) -> Response:
        return super().get(request)

    @extend_schema(request=TrajectoryBody, responses={201: TrajectorySerializer})
    def post(self, request: Request) -> Response:
        """Ask for one: for oneself, or as a manager of the client or a coordinator of the provider for a candidate."""
        given = self.read(TrajectoryBody)
        made = trajectories.request_trajectory(candidate=given.pop("candidate", self.person), by=self.person, **given)
        return Response(trajectory_as_seen(visible_pk(self.person, made.pk), self.person), status=201)


class TrajectoryDetail(TrajectoryEndpoint):
    """Where it stands and who takes part. Somebody who is only the manager reads dates and status."""

    @extend_schema(responses=TrajectorySerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(trajectory_as_seen(self.trajectory(pk), self.person))


class Units(TrajectoryEndpoint):
    @extend_schema(request=UnitsBody, responses=TrajectorySerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """Choose the units (compact) or the electives (full), before the agreement."""
        trajectories.choose_units(self.trajectory(pk).pk, by=self.person, **self.read(UnitsBody))
        return self.shown(pk)


class BadgeContents(TrajectoryEndpoint):
    @extend_schema(request=BadgeContentsBody, responses=TrajectorySerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """The candidate chooses what the badge will hold, before it is issued."""
        trajectories.choose_badge_contents(self.trajectory(pk).pk, by=self.person, **self.read(BadgeContentsBody))
        return self.shown(pk)


class Withdraw(TrajectoryEndpoint):
    @extend_schema(request=None, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The candidate stops, without a reason; whoever proposed it may take that back before it is accepted."""
        trajectories.withdraw(self.trajectory(pk).pk, by=self.person)
        return self.shown(pk)


class Close(TrajectoryEndpoint):
    @extend_schema(request=CloseBody, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The coach or a coordinator closes it, with the day of the closing talk."""
        trajectories.close(self.trajectory(pk).pk, by=self.person, **self.read(CloseBody))
        return self.shown(pk)


def visible(viewer: Person) -> QuerySet[Trajectory]:
    """With all that a row shows."""
    mine = Participant.objects.current().filter(person=viewer.pk)
    return (
        Trajectory.objects.visible_to(viewer)
        .select_related("candidate", "client", "provider", "standard_version__standard", "route")
        .prefetch_related(Prefetch("participants", mine, to_attr="my_participations"))
    )


def visible_pk(viewer: Person, pk: UUID) -> Trajectory:
    return get_object_or_404(visible(viewer), pk=pk)


def participants_seen(rows: QuerySet[Participant], who: rules.Standing) -> QuerySet[Participant]:
    """Those of one trajectory, as far as the viewer may know them, in the order of assignment.

    A third assessor scores without knowing whose levels the others are.
    """
    found = rows.select_related("person").order_by("assigned_at", "pk")
    return found.exclude(part=Participant.Part.ASSESSOR) if Participant.Part.THIRD_ASSESSOR in who.now else found


def trajectory_as_seen(trajectory: Trajectory, viewer: Person) -> dict[str, Any]:
    """As much of it as this person's parts may read."""
    who = rules.standing(trajectory, viewer)
    rest = rest_of(trajectory, timezone.localdate())
    shown: dict[str, Any] = {
        "id": trajectory.pk,
        **{name: getattr(trajectory, name) for name in _EVERYBODY},
        "my_parts": parts_of(trajectory, coordinates=who.coordinates),
        "steps": steps(trajectory),
        "is_resting": rest is not None,
        "rest": rest,
    }
    if rules.sees_more_than_status(who):
        shown |= {
            "units": trajectory.units.all(),
            "yields": trajectory.yields,
            "participants": participants_seen(trajectory.participants.current(), who),
            "supplements_left": states.supplements_left(trajectory),
        }
    if rules.is_candidate(who):
        shown["badge_contents"] = {
            "shows_name": trajectory.badge_shows_name,
            "addresses": trajectory.badge_addresses,
        }
    return dict(TrajectorySerializer(shown).data)


_EVERYBODY = (
    "candidate",
    "client",
    "provider",
    "standard_version",
    "route",
    "state",
    "state_since",
    "requested_at",
    "due_on",
)

_ORGANISATION = ("name", "slug", "is_provider")
_OF_A_ROW = (
    "state",
    "state_since",
    "requested_at",
    "due_on",
    "candidate__name",
    *(f"client__{name}" for name in _ORGANISATION),
    *(f"provider__{name}" for name in _ORGANISATION),
    "standard_version__label",
    "standard_version__standard__title",
    "route__key",
    "route__label",
    "route__name_nl",
    "route__name_en",
)
