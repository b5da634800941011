"""Building, handing in and reading the dossier of a trajectory, with its hours."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.v1.files import file_response, picture_response
from api.v1.serializers.dossiers import (
    CoverageRowSerializer,
    DossierSerializer,
    FileQuery,
    HoursBody,
    HoursOverviewSerializer,
    HoursSerializer,
)
from api.v1.serializers.portfolio import ItemRowSerializer
from api.v1.serializers.trajectories import TrajectorySerializer
from api.v1.trajectories import TrajectoryEndpoint, visible
from evc.trajectories import rules, selectors
from evc.trajectories import services as trajectories
from evc.trajectories.models import HoursSpent, Trajectory
from evc.trajectories.selectors import coverage_of
from portfolio import services as portfolio
from portfolio.dossier import Dossier as Contents
from portfolio.models import Manifest
from portfolio.selectors import items_covering


class Coverage(TrajectoryEndpoint):
    """Evidence by work process, and what is still missing: all of it for the candidate, what is shared for the coach."""

    @extend_schema(responses=CoverageRowSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        who = self.standing(trajectory)
        rules.require(rules.may_read_coverage(who), _("This is for the candidate and the coach."))
        shared_only = not rules.is_candidate(who)
        rows = coverage_of(trajectory, on=timezone.localdate(), shared_only=shared_only)
        audience = trajectory.audience if shared_only else None
        items = items_covering(trajectory.candidate, trajectory.standard_version, audience=audience)
        return Response(CoverageRowSerializer(rows, many=True, context={"items": items}).data)


class SharedItems(TrajectoryEndpoint):
    """The living items that are shared with this trajectory. For the candidate and the coach."""

    @extend_schema(responses=ItemRowSerializer(many=True))
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        rules.require(rules.may_read_coverage(self.standing(trajectory)), _("This is for the candidate and the coach."))
        rows = selectors.shared_items(trajectory).prefetch_related("files", "links__work_process")
        return Response(ItemRowSerializer(rows.order_by("-created_at", "pk"), many=True).data)


class SharedItem(TrajectoryEndpoint):
    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request, pk: UUID, item: UUID) -> Response:
        """Share an item of one's own with the trajectory; the coach reads along, and it is handed in with the rest."""
        trajectories.share_item(self.trajectory(pk).pk, item, by=self.person)
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID, item: UUID) -> Response:
        """End that. What was handed in before stays with the assessors as it was."""
        trajectories.unshare_item(self.trajectory(pk).pk, item, by=self.person)
        return Response(status=204)


class Submit(TrajectoryEndpoint):
    @extend_schema(request=None, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Freeze what is shared and hand it in."""
        trajectories.submit_dossier(self.trajectory(pk).pk, by=self.person)
        return self.shown(pk)


class SubmitSupplement(TrajectoryEndpoint):
    @extend_schema(request=None, responses=TrajectorySerializer)
    def post(self, request: Request, pk: UUID) -> Response:
        """Hand in again, with what was asked for."""
        trajectories.submit_supplement(self.trajectory(pk).pk, by=self.person)
        return self.shown(pk)


class DossierEndpoint(TrajectoryEndpoint):
    """Of what was frozen, for the candidate and those it was opened to."""

    def manifest(self, trajectory: Trajectory) -> Manifest:
        seen = Manifest.objects.visible_to(self.person).filter(audience=trajectory.audience_id)
        manifest: Manifest | None = seen.order_by("-number").first()
        if manifest is None:
            raise Http404
        return manifest


class Dossier(DossierEndpoint):
    """The dossier as it was handed in last."""

    @extend_schema(responses=DossierSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        manifest = self.manifest(self.trajectory(pk))
        return Response(told_dossier(manifest, portfolio.manifest_contents(manifest)))


def told_dossier(manifest: Manifest, contents: Contents) -> dict[str, Any]:
    shown = {name: getattr(manifest, name) for name in ("id", "number", "sha256", "frozen_at")}
    shown |= {"items": contents.items, "practice": list(contents.practice.values())}
    return dict(DossierSerializer(shown).data)


class DossierFile(DossierEndpoint):
    """A file of the frozen dossier. The candidate can see who read it."""

    @extend_schema(parameters=[FileQuery], responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID, file: UUID) -> FileResponse:
        manifest = self.manifest(self.trajectory(pk))
        form = self.asked(FileQuery).get("form", "preview")
        return file_response(portfolio.open_frozen_file(manifest, file, by=self.person, form=form))


class DossierPage(DossierEndpoint):
    """One page of a PDF of the frozen dossier, as a PNG."""

    @extend_schema(responses={(200, "image/png"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID, file: UUID, page: int) -> HttpResponse:
        manifest = self.manifest(self.trajectory(pk))
        return picture_response(portfolio.open_frozen_page(manifest, file, page=page, by=self.person))


class Hours(TrajectoryEndpoint):
    """Hours of the candidate against the route's budget. For the candidate, the coach and coordinators."""

    @extend_schema(responses=HoursOverviewSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        trajectory = self.trajectory(pk)
        rules.require(
            rules.may_note_hours(self.standing(trajectory)),
            _("Hours are for the candidate, the coach and the EVC coordinator."),
        )
        overview = selectors.hours_spent(trajectory)
        names = ("phases", "spent", "budget_min", "budget_max", "is_over")
        shown = {name: getattr(overview, name) for name in names}
        shown["entries"] = trajectory.hours.select_related("phase", "noted_by").order_by("day", "noted_at")
        return Response(HoursOverviewSerializer(shown).data)

    @extend_schema(request=HoursBody, responses={201: HoursSerializer})
    def post(self, request: Request, pk: UUID) -> Response:
        noted = trajectories.note_hours(self.trajectory(pk).pk, by=self.person, **self.read(HoursBody))
        return Response(HoursSerializer(noted).data, status=201)


class HoursEntry(TrajectoryEndpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: UUID) -> Response:
        """Take back what one noted oneself; a coordinator may take back any."""
        seen = HoursSpent.objects.filter(trajectory__in=visible(self.person).values("pk"))
        trajectories.remove_hours(get_object_or_404(seen, pk=pk).pk, by=self.person)
        return Response(status=204)
