"""The report as a PDF: the sealed file for the candidate, and for the quality officer also the draft before release."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.outcomes.printing import kind_of
from frontend.pages import person_of
from frontend.views.candidate.own import own_trajectory


@login_required
@require_safe
def sealed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report that counts now, for the candidate: what others get of it is the candidate's choice.

    Raises ReportMissing as long as it is being made.
    """
    own = own_trajectory(request, pk)
    outcome = Outcome.objects.visible_to(request.user).released().filter(trajectory=own).order_by("-number").first()
    if outcome is None:
        raise Http404
    return _as_file(outcome, outcomes.report_file(outcome))


@login_required
@require_safe
def for_officer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the quality officer of the trajectory: a draft, marked so, until it is released; from then on the sealed file."""
    person = person_of(request)
    outcome = get_object_or_404(
        Outcome.objects.visible_to(person).select_related(
            "trajectory__candidate",
            "trajectory__standard_version__standard",
            "trajectory__route",
            "trajectory__provider",
        ),
        pk=pk,
    )
    pdf, as_draft = outcomes.read_report(outcome, by=person)
    return _as_file(outcome, pdf, draft=as_draft)


def _as_file(outcome: Outcome, pdf: bytes, *, draft: bool = False) -> HttpResponse:
    """A download that no cache keeps; its name says what it is, and whose standard, not whose it is."""
    standard = slugify(outcome.trajectory.standard_version.standard.title)[:60].strip("-")
    name = "-".join(filter(None, ["concept" if draft else "", slugify(kind_of(outcome)), standard])) + ".pdf"
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
