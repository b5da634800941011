"""Moderation: only what differs, both reasons side by side, one agreed level, and both sign."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.assessments import selectors
from evc.assessments import services as assessments
from evc.assessments.models import Moderation, ThirdOpinion
from evc.quality.selectors.calibration import readings_on
from evc.trajectories import rules
from foundation.errors import ErkendError
from frontend.errors import status_of
from frontend.pages import person_of, render_page


@login_required
def moderation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the differences; agree on one (``criterion``), or sign them all (``sign``)."""
    found = get_object_or_404(
        Moderation.objects.visible_to(request.user).select_related("trajectory__route", "trajectory__standard_version"),
        pk=pk,
    )
    problem: ErkendError | None = None
    if request.method == "POST":
        try:
            return _change(request, found)
        except ErkendError as error:
            problem = error
    page = selectors.differences(found)
    person = person_of(request)
    who = rules.standing(found.trajectory, person)
    context = {
        "moderation": found,
        "page": page,
        "readings": readings_on(
            timezone.localdate(),
            organisation=found.trajectory.provider_id,
            criteria=[row.criterion for row in page.differences],
        ),
        "problem": problem.message if problem else "",
        "typed": request.POST if problem else {},
        "third": ThirdOpinion.objects.filter(moderation=found).exists(),
        "has_signed": person.pk in page.signed_by,
        "is_assessor": rules.may_assess(who) or rules.may_score_again(who),
        "agreed": sum(row.is_agreed for row in page.differences),
    }
    return render_page(request, "professional/moderation.html", context, status=status_of(problem) if problem else None)


def _change(request: HttpRequest, found: Moderation) -> HttpResponse:
    person = person_of(request)
    if "sign" in request.POST:
        done = assessments.sign_moderation(found.pk, by=person)
        messages.success(request, _("You signed the agreed scores."))
        if done.closed_at is not None:
            return redirect("trajectory", pk=found.trajectory_id)
        return redirect("moderation", pk=found.pk)
    page = selectors.differences(found)
    row = next((one for one in page.differences if str(one.criterion.pk) == request.POST.get("criterion")), None)
    level = next((one for one in page.levels if str(one.pk) == request.POST.get("level")), None)
    if row is None or level is None:
        messages.error(request, _("Choose the level that you agree on."))
        return redirect("moderation", pk=found.pk)
    assessments.agree(
        found.pk, criterion=row.criterion, level=level, because=request.POST.get("because", ""), by=person
    )
    messages.success(request, _("Agreed. Earlier signatures are gone: both sign again."))
    return redirect("moderation", pk=found.pk)
