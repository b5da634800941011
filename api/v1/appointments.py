"""Interviews and observations on their day: planned, moved, cancelled, told to the auditor, and as a file for a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.serializers.planning import (
    AppointmentBody,
    AppointmentSerializer,
    BecauseBody,
    CommonDaySerializer,
    CountSerializer,
    MoveBody,
    PeriodBody,
    PeriodQuery,
)
from api.v1.trajectories import TrajectoryEndpoint
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.calendars import Method, calendar_of
from evc.trajectories.models import Appointment, Participant, Trajectory
from evc.trajectories.planning_jobs import entry_of
from evc.trajectories.selectors import appointments_of, coming_of, common_days, planned_between, who_come
from foundation.errors import InvalidInput

_AHEAD = timedelta(days=42)
_LOOK_AHEAD = timedelta(days=90)


class AppointmentEndpoint(TrajectoryEndpoint):
    def appointment(self, pk: UUID) -> Appointment:
        seen = appointments_of(Trajectory.objects.visible_to(self.person))
        return get_object_or_404(seen, pk=pk)

    def told(self, pk: UUID, *, status: int = 200) -> Response:
        appointment = self.appointment(pk)
        sees_where = rules.sees_more_than_status(self.standing(appointment.trajectory))
        return Response(told_appointment(appointment, sees_where=sees_where), status=status)


class AppointmentsOfTrajectory(AppointmentEndpoint):
    """For everybody who takes part, in order of time."""

    @extend_schema(responses=AppointmentSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        sees_where = rules.sees_more_than_status(self.standing(trajectory))
        return Response([told_appointment(row, sees_where=sees_where) for row in appointments_of([trajectory])])

    @extend_schema(request=AppointmentBody, responses={201: AppointmentSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """A coordinator plans one; everybody who comes gets a mail with it for their calendar."""
        trajectory = self.trajectory(pk)
        rules.require_coordinator(trajectory, self.person)
        made = trajectories.plan_appointment(trajectory.pk, by=self.person, **self.read(AppointmentBody))
        return self.told(made.pk, status=201)


class AppointmentDetail(AppointmentEndpoint):
    @extend_schema(responses=AppointmentSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.told(pk)

    @extend_schema(request=MoveBody, responses=AppointmentSerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """Another time, place or assessor; calendars take over the change."""
        found = self.appointment(pk)
        rules.require_coordinator(found.trajectory, self.person)
        trajectories.move_appointment(found.pk, by=self.person, **({"seen": found.sequence} | self.read(MoveBody)))
        return self.told(pk)


class CancelAppointment(AppointmentEndpoint):
    @extend_schema(request=BecauseBody, responses=AppointmentSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """It is off, with a reason that those who would come read."""
        found = self.appointment(pk)
        rules.require_coordinator(found.trajectory, self.person)
        trajectories.cancel_appointment(found.pk, by=self.person, **self.read(BecauseBody))
        return self.told(pk)


class AppointmentCalendar(AppointmentEndpoint):
    """The appointment as an .ics, for whoever comes or plans."""

    @extend_schema(responses={(200, "text/calendar"): OpenApiTypes.STR})
    def get(self, request: Request, pk: UUID) -> HttpResponse:
        found = self.appointment(pk)
        sentence = _("This step belongs to somebody with another part in this trajectory.")
        rules.require(rules.sees_more_than_status(self.standing(found.trajectory)), sentence)
        calendar = calendar_of([entry_of(found)], Method.PUBLISH)
        headers = {"Content-Disposition": 'attachment; filename="afspraak.ics"'}
        return HttpResponse(calendar.encode(), content_type="text/calendar; charset=utf-8", headers=headers)


class _Listed(ListEndpoint):
    """Of people who all read where it is."""

    serializer_class = AppointmentSerializer
    pagination_class = ordered_by("starts_at")
    queryset = Appointment.objects.none()

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        if args:
            args = ([_shown(row, sees_where=True) for row in args[0]], *args[1:])
        return super().get_serializer(*args, **kwargs)


class Appointments(_Listed):
    """What is planned in a period in the trajectories that I coordinate, the first first."""

    def get_queryset(self) -> QuerySet[Appointment]:
        asked = self.asked(PeriodQuery)
        first = asked.get("first") or timezone.localdate()
        return planned_between(self.person, first, _last(first, asked.get("last")))

    @extend_schema(parameters=[PeriodQuery])
    def get(self, request: Request) -> Response:
        return super().get(request)


class MyAppointments(_Listed):
    """What I still go to, as a candidate or as an assessor."""

    def get_queryset(self) -> QuerySet[Appointment]:
        return coming_of(self.person, timezone.now())


class ReportAppointments(Endpoint):
    @extend_schema(request=PeriodBody, responses=CountSerializer)
    def post(self, request: Request) -> Response:
        """Note that the auditor was told of all that is planned in this period; how many of them were new."""
        given = self.read(PeriodBody)
        rows = planned_between(self.person, given["first"], _last(given["first"], given["last"]))
        count = trajectories.report_appointments([row.pk for row in rows], by=self.person)
        return Response(CountSerializer({"count": count}).data)


class CommonDays(TrajectoryEndpoint):
    """Working days in the next three months on which all assessors said they can come. For coordinators."""

    @extend_schema(responses=CommonDaySerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory, today = self.trajectory(pk), timezone.localdate()
        rules.require_coordinator(trajectory, self.person)
        seats = trajectory.participants.current().filter(part=Participant.Part.ASSESSOR)
        people = list(seats.values_list("person", flat=True))
        days = common_days(people, first=today, last=today + _LOOK_AHEAD) if people else []
        return Response(CommonDaySerializer(days, many=True).data)


def told_appointment(appointment: Appointment, *, sees_where: bool) -> dict[str, object]:
    return dict(AppointmentSerializer(_shown(appointment, sees_where=sees_where)).data)


def _shown(appointment: Appointment, *, sees_where: bool) -> dict[str, object]:
    names = ["id", "trajectory_id", "trajectory", "instrument", "starts_at", "ends_at", "sequence"]
    names += ["cancelled_at", "reported_at"]
    shown: dict[str, object] = {name: getattr(appointment, name) for name in names}
    if sees_where:
        shown |= {name: getattr(appointment, name) for name in ("place", "video_link", "cancelled_because")}
        shown["assessors"] = [row.person for row in who_come(appointment)]
    return shown


def _last(first: date, last: date | None) -> date:
    if last is not None and last < first:
        sentence = _("The last day lies before the first. Correct one of the two.")
        raise InvalidInput(sentence, code="days-reversed", field="last")
    return last or first + _AHEAD
