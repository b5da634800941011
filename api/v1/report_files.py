"""The report as a PDF: sealed for the candidate, and for the quality officer also the draft before the release."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.v1.files import guarded
from api.v1.outcomes import OutcomeEndpoint
from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.trajectories import rules


class ReportFile(OutcomeEndpoint):
    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, pk: UUID) -> HttpResponse:
        """What others get of it is the candidate's choice: they hand on the file, or let the client see it (consents)."""
        outcome = self.outcome(pk)
        if rules.is_candidate(rules.standing(outcome.trajectory, self.person)):
            if outcome.state != Outcome.State.RELEASED:
                raise Http404
            pdf, as_draft = outcomes.report_file(outcome), False
        else:
            pdf, as_draft = outcomes.read_report(outcome, by=self.person)
        name = "concept.pdf" if as_draft else "report.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return guarded(HttpResponse(pdf, content_type="application/pdf", headers=headers))
