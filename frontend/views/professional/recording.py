"""Recording an interview: who agrees, the recorder, and listening to it. For who is heard, and who judges."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evc.assessments import services as assessments
from evc.assessments.consents import consents, is_talk
from evc.assessments.models import InterviewRecording
from evc.assessments.selectors import recordings_for, unfinished_recordings
from evc.routes.models import Instrument
from evc.standards.models import Criterion
from evc.trajectories import rules
from evc.trajectories.models import Participant, State, Trajectory
from foundation.errors import ErkendError, InvalidInput, NotAllowed
from frontend import tus
from frontend.errors import errors_on
from frontend.files import file_response
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.middleware import WITH_MICROPHONE
from frontend.pages import json_problem, person_of, render_page
from frontend.views.professional.seen import crumbs_of, seen_trajectory

Part = Participant.Part
_JUDGES = frozenset({Part.ASSESSOR, Part.THIRD_ASSESSOR, Part.QUALITY_OFFICER})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recording(request: HttpRequest, pk: UUID, instrument: str) -> HttpResponse:
    """Answer whether it may be recorded; record it when everybody agreed; listen to what there is."""
    found, person = seen_trajectory(request, pk), person_of(request)
    chosen = _talk(found, instrument)
    agreed, who = consents(found, chosen, person), rules.standing(found, person)
    if not agreed.is_heard and not who.now & _JUDGES:
        raise NotAllowed(_("Only who is heard in this interview, and who judges it, gets to this page."))
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_on(form):
            if request.POST.get("answer") not in {"yes", "no"}:
                raise InvalidInput(_("Choose one of the two answers."), code="answer-missing")
            given = request.POST["answer"] == "yes"
            assessments.answer_recording(found.pk, instrument=chosen, given=given, by=person)
            messages.success(request, _("Thank you. You can answer otherwise at any moment."))
            return redirect("recording", pk=pk, instrument=instrument)
    title = _("Record the interview")
    may_record = agreed.everybody_agreed and rules.may_assess(who) and found.state == State.ASSESSING
    context = {
        "title": title,
        "crumbs": crumbs_of(found, title),
        "eyebrow": chosen.name,
        "trajectory": found,
        "instrument": chosen,
        "consents": agreed,
        "form": form,
        "may_record": may_record and agreed.is_heard,
        "criteria": _criteria(found) if may_record else (),
        "unfinished": [row for row in unfinished_recordings(found, person) if row.instrument_id == chosen.pk],
        "recordings": [row for row in recordings_for(found, person) if row.recording.instrument_id == chosen.pk],
    }
    response = render_page(request, "professional/recording.html", context)
    if context["may_record"]:
        response["Permissions-Policy"] = WITH_MICROPHONE
    return response


@login_required
@require_POST
def recording_begin(request: HttpRequest, pk: UUID, instrument: str) -> JsonResponse:
    found = seen_trajectory(request, pk)
    try:
        made = assessments.begin_recording(found.pk, instrument=_talk(found, instrument), by=person_of(request))
    except ErkendError as error:
        return json_problem(error)
    ways = {"pieces": "recording-piece", "mark": "recording-mark", "keep": "recording-keep"}
    return JsonResponse({name: reverse(route, args=[made.pk]) for name, route in ways.items()})


@require_POST
@tus.spoken
def recording_piece(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A piece of it, as it is recorded (tus: PATCH, Upload-Offset); the answer says where the file ends by now."""
    get_object_or_404(InterviewRecording.objects.filter(by=person_of(request)), pk=pk)
    size = tus.piece_size_of(request)
    offset = assessments.receive_recording(pk, request, at=tus.offset_of(request), size=size, by=person_of(request))
    response = HttpResponse(status=204)
    response["Upload-Offset"] = str(offset)
    return response


@login_required
@require_POST
def recording_mark(request: HttpRequest, pk: UUID) -> JsonResponse:
    """Here a criterion is spoken of."""
    criterion = get_object_or_404(Criterion, pk=_uuid(request.POST.get("criterion", "")))
    found = get_object_or_404(InterviewRecording.objects.visible_to(request.user), pk=pk)
    try:
        made = assessments.mark_recording(
            found.pk, criterion=criterion, second=_second(request.POST.get("second", "")), by=person_of(request)
        )
    except ErkendError as error:
        return json_problem(error)
    return JsonResponse({"second": made.second})


@login_required
@require_POST
def recording_keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For the page that records, and for a form: what came of a recording whose page was closed."""
    is_script = request.headers.get("Accept", "").startswith("application/json")
    try:
        made = assessments.keep_recording(pk, seconds=_second(request.POST.get("seconds", "")), by=person_of(request))
    except ErkendError as error:
        if not is_script:
            raise
        return json_problem(error)
    address = reverse("recording", args=[made.trajectory_id, made.instrument.key])
    return JsonResponse({"href": address}) if is_script else redirect(address)


@login_required
@require_safe
def recording_listen(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The sound itself; each listening is in the log."""
    try:
        opened = assessments.open_recording(pk, by=person_of(request))
    except InterviewRecording.DoesNotExist:
        raise Http404 from None
    return file_response(
        opened, inline=True, asked=request.headers.get("Range", ""), only_if=request.headers.get("If-Range", "")
    )


def _talk(trajectory: Trajectory, key: str) -> Instrument:
    found = get_object_or_404(trajectory.route.instruments, key=key)
    if not is_talk(found):
        raise Http404
    return found


def _criteria(trajectory: Trajectory) -> list[Criterion]:
    scope = Criterion.objects.filter(work_process__core_task__in=trajectory.units.values("pk"))
    return list(scope.order_by("position"))


def _second(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise InvalidInput(_("Give a moment in whole seconds."), code="no-such-moment", field="second")
    return int(text)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
