"""From request to agreement: the intake, start tests, self-scan, advice, and what the candidate agrees to."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.serializers.intakes import (
    AdviceBody,
    AgreementBody,
    AgreementSerializer,
    ClientAcceptanceBody,
    IntakeBody,
    IntakeSerializer,
    SelfScanBody,
    StartTestBody,
    StartTestSerializer,
    TermsBody,
)
from api.v1.serializers.trajectories import TrajectorySerializer
from api.v1.trajectories import TrajectoryEndpoint
from evc.trajectories import rules
from evc.trajectories import services as trajectories
from evc.trajectories.models import Agreement, Intake, Participant, Trajectory
from evc.trajectories.selectors import on_the_table
from evc.trajectories.terms import Terms
from foundation.errors import NotFound
from foundation.people.models import Person


class StartIntake(TrajectoryEndpoint):
    @extend_schema(request=None, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The candidate accepts what somebody else proposed; a coordinator starts what the candidate asked."""
        trajectories.start_intake(self.trajectory(pk).pk, by=self.person)
        return self.shown(pk)


class IntakeOfTrajectory(TrajectoryEndpoint):
    """Why, what is needed, tests, self-scan and advice. For candidate, coordinator and coach."""

    @extend_schema(responses=IntakeSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        return self._shown(self.trajectory(pk))

    @extend_schema(request=IntakeBody, responses=IntakeSerializer)
    def put(self, request: Request, pk: UUID) -> Response:
        """Save what was filled in so far."""
        trajectory = self.trajectory(pk)
        trajectories.save_intake(trajectory.pk, by=self.person, **self.read(IntakeBody))
        return self._shown(trajectory)

    def _shown(self, trajectory: Trajectory) -> Response:
        who = self.standing(trajectory)
        rules.require(
            rules.may_read_intake(who),
            _("The intake is for the candidate, the coach and the EVC coordinator."),
        )
        intake = Intake.objects.filter(trajectory=trajectory).first()
        if intake is None:
            raise Http404
        names = ["reasons", "goal", "motivation", "entry_requirements"]
        names += ["advice", "advice_because", "advice_next", "advised_at"]
        shown = {name: getattr(intake, name) for name in names}
        if rules.may_fill_in_intake(who):
            shown["needs"] = intake.needs
        shown["tests"] = intake.tests.order_by("subject")
        shown["self_scan"] = intake.self_scan.select_related("work_process").order_by("work_process__position")
        return Response(IntakeSerializer(shown).data)


class StartTests(TrajectoryEndpoint):
    @extend_schema(request=StartTestBody, responses={201: StartTestSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """A coordinator notes a start test with its norm; the same subject again corrects it."""
        test = trajectories.record_start_test(self.trajectory(pk).pk, by=self.person, **self.read(StartTestBody))
        return Response(StartTestSerializer(test).data, status=201)


class SelfScan(TrajectoryEndpoint):
    @extend_schema(request=SelfScanBody, responses={204: None})
    def put(self, request: Request, pk: UUID) -> Response:
        """The candidate's answers; a part of them is fine."""
        trajectory = self.trajectory(pk)
        answers = {row["work_process"]: row["answer"] for row in self.read(SelfScanBody)["answers"]}
        trajectories.save_self_scan(trajectory.pk, answers=answers, by=self.person)
        return Response(status=204)


class Advice(TrajectoryEndpoint):
    @extend_schema(request=AdviceBody, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """A coordinator ends the intake with an advice; the route follows from it."""
        given = {"because": "", "next_steps": ""} | self.read(AdviceBody)
        trajectories.give_advice(self.trajectory(pk).pk, by=self.person, **given)
        return self.shown(pk)


class AgreementOfTrajectory(TrajectoryEndpoint):
    """The text that lies before its three parties, or the one that was agreed to."""

    @extend_schema(responses=AgreementSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        who = self.standing(trajectory)
        rules.require(
            rules.may_fill_in_intake(who) or Participant.Part.MANAGER in who.now,
            _("The agreement is for the candidate, the client's manager and the EVC coordinator."),
        )
        return Response(AgreementSerializer(_agreement_of(trajectory)).data)

    @extend_schema(request=AgreementBody, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The candidate agrees, last of the three; the portfolio can be built."""
        trajectories.accept_agreement(self.trajectory(pk).pk, by=self.person, **self.read(AgreementBody))
        return self.shown(pk)


class AgreementTerms(TrajectoryEndpoint):
    @extend_schema(request=TermsBody, responses={201: AgreementSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        """A coordinator draws the agreement up, or anew with other terms."""
        trajectory = self.trajectory(pk)
        rules.require_coordinator(trajectory, self.person)
        given = self.read(TermsBody)
        signs = given.pop("signs_for_client", None)
        trajectories.draw_up_agreement(
            trajectory.pk,
            terms=Terms(**given),
            signs_for_client=get_object_or_404(Person, pk=signs) if signs else None,
            by=self.person,
        )
        return Response(AgreementSerializer(_agreement_of(trajectory)).data, status=201)


class AgreementForClient(TrajectoryEndpoint):
    @extend_schema(request=ClientAcceptanceBody, responses=AgreementSerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """The client's manager accepts the version that was read."""
        trajectory = self.trajectory(pk)
        trajectories.accept_for_client(trajectory.pk, by=self.person, **self.read(ClientAcceptanceBody))
        return Response(AgreementSerializer(_agreement_of(trajectory)).data)


def _agreement_of(trajectory: Trajectory) -> dict[str, object]:
    """What was accepted, else what is on the table. Raises NotFound before it was drawn up."""
    accepted, version = Agreement.objects.filter(trajectory=trajectory).first(), on_the_table(trajectory)
    shown = accepted or version
    if shown is None:
        raise NotFound(_("The agreement is not drawn up yet."), code="agreement-missing")
    return {
        "number": version.number if version else None,
        "text_version": shown.text_version,
        "text": shown.text,
        "yields": shown.yields,
        "terms": version,
        "client_accepted_at": version.client_accepted_at if version else None,
        "accepted_at": accepted.accepted_at if accepted else None,
    }
