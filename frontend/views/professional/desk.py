"""The assessor's desk: the frozen dossier on the left, one work process at a time on the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from evc.assessments import selectors
from evc.assessments import services as assessments
from evc.outcomes.selectors import sent_back_because
from evc.quality.models import CriterionReading
from evc.quality.selectors.calibration import readings_on
from evc.standards.models import WorkProcess
from evc.trajectories.models import Trajectory
from foundation.errors import ErkendError
from frontend.desk_words import caution_words, here_words, left_here, left_words
from frontend.errors import status_of
from frontend.forms.professional.desk import DeskForm
from frontend.forms.professional.seen_values import mark_of
from frontend.pages import json_problem, person_of, render_page
from frontend.views.professional.desk_evidence import VIEWER_KEYS
from frontend.views.professional.own_assessment import address_of, own_assessment, uuid_in

KEYS = (
    ("j", gettext_lazy("Next work process")),
    ("k", gettext_lazy("Previous work process")),
    ("n", gettext_lazy("Next criterion")),
    ("p", gettext_lazy("Previous criterion")),
    ("1 … 9", gettext_lazy("Score the criterion where you are: 1 is the lowest level")),
    ("e", gettext_lazy("What you look at carries this score")),
    ("l", gettext_lazy("Write what you look at in the second leg")),
    ("i", gettext_lazy("Ask this in the interview")),
    ("v", gettext_lazy("Go to what you look at")),
    ("w", gettext_lazy("What is left")),
    ("s", gettext_lazy("Save this work process")),
)


@login_required
@require_POST
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the desk of a trajectory; opening it again finds the same one."""
    trajectory = get_object_or_404(Trajectory.objects.visible_to(request.user), pk=pk)
    return redirect("desk", pk=assessments.start_assessment(trajectory.pk, by=person_of(request)).pk)


@login_required
def desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One work process of one's own assessment."""
    assessment = own_assessment(request, pk)
    shown = selectors.desk(assessment, work_process=uuid_in(request.GET.get("at", "")), cell=_cell(request))
    if request.method != "POST":
        return _page(request, DeskForm(shown))
    form = DeskForm(shown, request.POST)
    try:
        with transaction.atomic():
            for call in form.calls(by=person_of(request)):
                call()
    except ErkendError as error:
        return _page(request, form, problem=error)
    messages.success(request, _("Saved: %(title)s.") % {"title": form.work_process.title})
    following = _neighbour(shown, 1)
    goes_on = "next" in request.POST and following is not None
    return redirect(address_of(pk, following if goes_on else form.work_process))


@login_required
@require_POST
def autosave(request: HttpRequest, pk: UUID) -> JsonResponse:
    """Store one field while somebody works; ``at`` says on which work process."""
    assessment = own_assessment(request, pk)
    form = DeskForm(selectors.desk(assessment, work_process=uuid_in(request.GET.get("at", ""))))
    name, value = request.POST.get("field", ""), request.POST.get("value", "")
    if name.startswith(("support:", "page:", "has:")):
        return JsonResponse({"saved": False}, status=202)  # what carries a score goes with the whole form
    try:
        if (elsewhere := form.stored_meanwhile(name, value, request.POST.get("base"))) is not None:
            sentence = _("Something else was saved here in another window meanwhile. Choose which of the two stays.")
            return JsonResponse({"message": sentence, "code": "changed-elsewhere", "stored": elsewhere}, status=409)
        if call := form.call_for(name, value, by=person_of(request)):
            call()
    except ErkendError as error:
        return json_problem(error)
    after = selectors.desk(assessment, work_process=form.work_process.pk)
    left, here = len(after.left), len(after.current.left)
    return JsonResponse({"saved": True, "was": mark_of(value), "left": left_words(left), "left_here": here_words(here)})


@login_required
def finalise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and then close one's own assessment for good."""
    assessment = own_assessment(request, pk)
    shown = selectors.desk(assessment)
    context: dict[str, Any] = {
        "title": _("Make your assessment final"),
        "lead": _("After this you can't change your scores. They open to the other assessor when everybody is done."),
        "submit_label": _("Make final"),
        "cancel_href": reverse("desk", args=[pk]),
        "danger": True,
    }
    if request.method != "POST":
        if shown.left:
            return render_page(request, "professional/left.html", {"desk": shown, "rows": _left(shown)})
        return render_page(request, "components/confirm_page.html", context)
    try:
        assessments.finalise(assessment.pk, by=person_of(request))
    except ErkendError as error:
        messages.error(request, str(error.message))
        return render_page(
            request, "professional/left.html", {"desk": shown, "rows": _left(shown)}, status=status_of(error)
        )
    messages.success(request, _("Your assessment is final. Thank you."))
    return redirect("trajectory", pk=assessment.trajectory_id)


def _page(request: HttpRequest, form: DeskForm, *, problem: ErkendError | None = None) -> HttpResponse:
    shown = form.desk
    context = {
        "desk": shown,
        "left_here": left_here(shown),
        "cautions": caution_words(shown),
        "left_words": left_words(len(shown.left)),
        "here_words": here_words(len(shown.current.left)),
        "form": form,
        "readings": _readings(shown),
        "problem": problem.message if problem else "",
        "sent_back": sent_back_because(shown.assessment.trajectory, shown.assessment.assessor),
        "previous": _neighbour(shown, -1),
        "following": _neighbour(shown, 1),
        "keys": [{"key": key, "does": does} for key, does in (*KEYS, *VIEWER_KEYS)],
        "autosave_url": f"{reverse('desk-autosave', args=[shown.assessment.pk])}?at={form.work_process.pk}",
    }
    return render_page(request, "professional/desk.html", context, status=status_of(problem) if problem else None)


def _readings(shown: selectors.Desk) -> Mapping[UUID, CriterionReading]:
    """How the criteria of this page are read, by criterion: today, or on the day on which the scores became final."""
    final, trajectory = shown.assessment.final_at, shown.assessment.trajectory
    return readings_on(
        timezone.localdate(final) if final else timezone.localdate(),
        organisation=trajectory.provider_id,
        criteria=[row.criterion for row in shown.current.criteria],
    )


def _cell(request: HttpRequest) -> tuple[UUID, UUID] | None:
    """The score of which everything that can carry it is asked for: "<criterion>:<instrument>"."""
    criterion, _colon, instrument = request.GET.get("cell", "").partition(":")
    found = uuid_in(criterion), uuid_in(instrument)
    return (found[0], found[1]) if found[0] and found[1] else None


def _neighbour(shown: selectors.Desk, step: int) -> WorkProcess | None:
    """The work process before or after the one that is shown."""
    line = [row.work_process for row in shown.progress]
    place = line.index(shown.current.work_process) + step
    return line[place] if 0 <= place < len(line) else None


def _left(shown: selectors.Desk) -> list[dict[str, Any]]:
    """What is left, by work process, each with the sentence that says what to do."""
    names = {row.work_process.pk: row.work_process for row in shown.progress}
    rows: dict[Any, list[str]] = {}
    for gap in shown.left:
        sentences = rows.setdefault(gap.work_process, [])
        sentence = f"{gap.code}: {gap.kind.sentence}" if gap.criterion and gap.code else str(gap.kind.sentence)
        if sentence not in sentences:
            sentences.append(sentence)
    return [{"work_process": names.get(pk), "sentences": sentences} for pk, sentences in rows.items()]
