"""An appeal: lodged by the candidate, planned by a coordinator, decided by a quality officer who took no part before."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, ListEndpoint, ordered_by
from api.v1.outcomes import OutcomeEndpoint
from api.v1.serializers.afterwards import (
    AnswerBody,
    AppealBody,
    AppealRowSerializer,
    AppealSerializer,
    AppealsQuery,
    ContestableSerializer,
    RefuseAdmissionBody,
)
from evc.outcomes import services as outcomes
from evc.outcomes.contesting import LookedAgain, contestable, looked_again, shows_levels
from evc.outcomes.errors import NotReleased
from evc.outcomes.models import Appeal, Outcome
from evc.outcomes.rules import appeal_until
from evc.trajectories import rules
from evc.trajectories.models import Participant
from foundation.people.models import Person

Part = Participant.Part


class AppealEndpoint(Endpoint):
    """Of one appeal: for the candidate, whoever plans or decides on it, and who released the outcome before."""

    def appeal(self, pk: UUID) -> Appeal:
        return get_object_or_404(appeals_seen(self.person), pk=pk)

    def shown(self, pk: UUID, *, status: int = 200) -> Response:
        return Response(_told(self.appeal(pk), self.person), status=status)


class DecidingEndpoint(AppealEndpoint):
    """For the quality officer in the appeal."""

    def appeal(self, pk: UUID) -> Appeal:
        found = super().appeal(pk)
        rules.require_appeal_officer(found.trajectory, self.person)
        return found

    def shown(self, pk: UUID, *, status: int = 200) -> Response:
        """Whoever decided sees it for good, also when the part in it is over by now."""
        return Response(_told(get_object_or_404(appeals_seen(self.person), pk=pk), self.person), status=status)


class Appeals(ListEndpoint):
    """Those that I may see, the newest first."""

    serializer_class = AppealRowSerializer
    pagination_class = ordered_by("-lodged_at")
    queryset = Appeal.objects.none()

    def get_queryset(self) -> QuerySet[Appeal]:
        state = self.asked(AppealsQuery).get("state")
        found = appeals_seen(self.person)
        return found.filter(state=state) if state else found

    @extend_schema(parameters=[AppealsQuery])
    def get(self, request: Request) -> Response:
        return super().get(request)


class Contestable(OutcomeEndpoint):
    """What of a released outcome can be contested, and until when. For the candidate."""

    @extend_schema(responses=ContestableSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        outcome = self.outcome(pk)
        rules.require_candidate(outcome.trajectory, self.person)
        if outcome.state != Outcome.State.RELEASED:
            raise NotReleased
        shown = {"until": appeal_until(outcome), "work_processes": contestable(outcome)}
        return Response(ContestableSerializer(shown).data)


class LodgeAppeal(OutcomeEndpoint):
    @extend_schema(request=AppealBody, responses={201: AppealSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """The candidate contests criteria of the outcome that counts, and says why."""
        outcome = self.outcome(pk)
        made = outcomes.lodge_appeal(outcome.pk, by=self.person, **self.read(AppealBody))
        return Response(_told(get_object_or_404(appeals_seen(self.person), pk=made.pk), self.person), status=201)


class AppealDetail(AppealEndpoint):
    @extend_schema(responses=AppealSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self.shown(pk)


class WithdrawAppeal(AppealEndpoint):
    @extend_schema(request=None, responses=AppealSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The candidate takes it back, without a reason; the outcome stands."""
        outcomes.withdraw_appeal(self.appeal(pk).pk, by=self.person)
        return self.shown(pk)


class AdmitAppeal(DecidingEndpoint):
    @extend_schema(request=None, responses=AppealSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """It is taken up: the contested criteria are scored again by others."""
        outcomes.admit_appeal(self.appeal(pk).pk, by=self.person)
        return self.shown(pk)


class RefuseAdmission(DecidingEndpoint):
    @extend_schema(request=RefuseAdmissionBody, responses=AppealSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """It is not taken up, with the reason that the candidate reads."""
        outcomes.refuse_admission(self.appeal(pk).pk, by=self.person, **self.read(RefuseAdmissionBody))
        return self.shown(pk)


class DecideAppeal(DecidingEndpoint):
    @extend_schema(request=AnswerBody, responses=AppealSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """What follows from the second look is released, with the reasons: granted where something is met now."""
        outcomes.decide_appeal(self.appeal(pk).pk, by=self.person, **self.read(AnswerBody))
        return self.shown(pk)


def appeals_seen(viewer: Person) -> QuerySet[Appeal]:
    return Appeal.objects.visible_to(viewer).select_related(
        "trajectory__candidate",
        "trajectory__provider",
        "trajectory__route",
        "trajectory__standard_version__standard",
    )


_ROW = ("id", "trajectory_id", "outcome_id", "trajectory", "state", "lodged_at", "answer_by")
_MORE = ("admitted_at", "reassessed_at", "ended_at", "reasons", "answer", "obstacle", "new_outcome_id")


def _told(appeal: Appeal, viewer: Person) -> dict[str, object]:
    """As far as this reader may see what was found, and who looks again."""
    who = rules.standing(appeal.trajectory, viewer)
    shown: dict[str, object] = {name: getattr(appeal, name) for name in (*_ROW, *_MORE)}
    with_levels = shows_levels(appeal, who)
    shown["criteria"] = [_criterion(row, with_levels=with_levels) for row in looked_again(appeal)]
    if rules.may_coordinate(who) or rules.may_decide_appeal(who):
        held = appeal.trajectory.participants.current().select_related("person")
        shown["people"] = held.filter(part__in=[Part.APPEAL_ASSESSOR, Part.APPEAL_OFFICER]).order_by("part", "seat")
    return dict(AppealSerializer(shown).data)


def _criterion(row: LookedAgain, *, with_levels: bool) -> dict[str, object]:
    levels = {"before": row.before, "now": row.now} if with_levels else {}
    return {"criterion": row.criterion} | {name: level for name, level in levels.items() if level is not None}
