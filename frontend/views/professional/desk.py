"""The assessor's desk: the frozen dossier on the left, one work process at a time on the right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from evc.assessments import rules, selectors
from evc.assessments import services as assessments
from evc.assessments.models import Assessment
from evc.outcomes.selectors import sent_back_because
from evc.standards.models import WorkProcess
from evc.trajectories.models import Trajectory
from foundation.errors import ErkendError, NotFound
from frontend.errors import status_of
from frontend.files import file_response, may_be_inline, picture_response
from frontend.forms.professional.desk import DeskForm
from frontend.pages import json_problem, person_of, render_page
from portfolio import services as portfolio
from portfolio.models import EvidenceFile
from portfolio.services.files import Form

KEYS = (
    ("j", gettext_lazy("Next work process")),
    ("k", gettext_lazy("Previous work process")),
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
    assessment = _own(request, pk)
    shown = selectors.desk(assessment, work_process=_uuid(request.GET.get("at", "")))
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
    return redirect(_address(pk, following if goes_on else form.work_process))


@login_required
@require_POST
def autosave(request: HttpRequest, pk: UUID) -> JsonResponse:
    """Store one field while somebody works; ``at`` says on which work process."""
    assessment = _own(request, pk)
    form = DeskForm(selectors.desk(assessment, work_process=_uuid(request.GET.get("at", ""))))
    name, value = request.POST.get("field", ""), request.POST.get("value", "")
    if name.startswith(("support:", "page:", "has:")):
        return JsonResponse({"saved": False}, status=202)  # what carries a score goes with the whole form
    try:
        if call := form.call_for(name, value, by=person_of(request)):
            call()
    except ErkendError as error:
        return json_problem(error)
    return JsonResponse({"saved": True})


@login_required
def finalise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and then close one's own assessment for good."""
    assessment = _own(request, pk)
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


@login_required
@require_POST
def request_supplement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note, or take back with an empty text, what is still asked for one work process."""
    assessment = _own(request, pk)
    shown = selectors.desk(assessment, work_process=_uuid(request.GET.get("at", "")))
    work_process = shown.current.work_process
    assessments.request_supplement(
        assessment.pk, work_process=work_process, text=request.POST.get("text", ""), by=person_of(request)
    )
    return redirect(_address(pk, work_process))


@login_required
def ask_supplement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, and then send all that is still asked for to the candidate."""
    assessment = _own(request, pk)
    if request.method == "POST":
        assessments.ask_supplement(assessment.trajectory_id, by=person_of(request))
        messages.success(request, _("The candidate was asked. You can go on when the supplement is there."))
        return redirect("trajectory", pk=assessment.trajectory_id)
    context = {
        "title": _("Ask the candidate for a supplement"),
        "lead": _("All requests of the assessors go to the candidate together, without names. Your scores stay."),
        "submit_label": _("Ask the candidate"),
        "cancel_href": reverse("desk", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_safe
def file(request: HttpRequest, pk: UUID, file_pk: UUID) -> HttpResponseBase:
    """A file of the frozen dossier; the candidate can see that it was read."""
    assessment = _own(request, pk)
    form: Form = "original" if request.GET.get("form") == "original" else "preview"
    try:
        opened = portfolio.open_frozen_file(assessment.manifest, file_pk, by=person_of(request), form=form)
    except EvidenceFile.DoesNotExist:
        raise NotFound(_("This file is no part of the dossier.")) from None
    return file_response(
        opened,
        inline=form == "preview" and may_be_inline(opened),
        asked=request.headers.get("Range", ""),
        only_if=request.headers.get("If-Range", ""),
    )


@login_required
@require_safe
def page(request: HttpRequest, pk: UUID, file_pk: UUID, number: int) -> HttpResponse:
    """One page of a document, with the way to the next one."""
    assessment = _own(request, pk)
    dossier = portfolio.manifest_contents(assessment.manifest)
    found = next(
        ((item, one) for item in dossier.items for one in item.files if one.id == file_pk and one.page_count), None
    )
    if found is None or not 1 <= number <= (found[1].page_count or 0):
        raise NotFound(_("This page is no part of the dossier."))
    item, opened = found
    return render_page(
        request,
        "professional/page.html",
        {
            "assessment": assessment,
            "item": item,
            "file": opened,
            "number": number,
            "previous": number - 1 if number > 1 else None,
            "next": number + 1 if number < (opened.page_count or 0) else None,
            "at": request.GET.get("at", ""),
        },
    )


@login_required
@require_safe
def page_picture(request: HttpRequest, pk: UUID, file_pk: UUID, number: int) -> HttpResponse:
    """The page itself, drawn in the bounded process."""
    assessment = _own(request, pk)
    try:
        data = portfolio.open_frozen_page(assessment.manifest, file_pk, page=number, by=person_of(request))
    except EvidenceFile.DoesNotExist:
        raise NotFound(_("This page is no part of the dossier.")) from None
    return picture_response(data)


def _own(request: HttpRequest, pk: UUID) -> Assessment:
    """One's own assessment with what the desk reads beside it: somebody else's is not there before all are final."""
    assessment = get_object_or_404(selectors.for_desk(Assessment.objects.visible_to(request.user)), pk=pk)
    rules.require_own(assessment, person_of(request))
    return assessment


def _page(request: HttpRequest, form: DeskForm, *, problem: ErkendError | None = None) -> HttpResponse:
    shown = form.desk
    context = {
        "desk": shown,
        "form": form,
        "problem": problem.message if problem else "",
        "sent_back": sent_back_because(shown.assessment.trajectory, shown.assessment.assessor),
        "previous": _neighbour(shown, -1),
        "following": _neighbour(shown, 1),
        "keys": [{"key": key, "does": does} for key, does in KEYS],
        "autosave_url": f"{reverse('desk-autosave', args=[shown.assessment.pk])}?at={form.work_process.pk}",
    }
    return render_page(request, "professional/desk.html", context, status=status_of(problem) if problem else None)


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


def _address(pk: UUID, work_process: Any) -> str:
    return f"{reverse('desk', args=[pk])}?at={work_process.pk}"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
