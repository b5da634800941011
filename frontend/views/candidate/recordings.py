"""Telling a part of a story: the recording, its text version, and taking it away again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from foundation.errors import ErkendError
from frontend.errors import errors_on
from frontend.evidence import file_address
from frontend.forms.candidate.items import StoryForm
from frontend.forms.candidate.recordings import RecordingForm, SpokenTextForm
from frontend.middleware import WITH_MICROPHONE
from frontend.pages import Crumb, json_problem, person_of, render_page, sent, wants_json
from frontend.views.candidate.own import crumbs_in_portfolio
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, EvidenceKind, Recording, StarrPart


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, pk: UUID, part: str) -> HttpResponse:
    """The recording of one part; a script sends it and asks for JSON."""
    if part not in StarrPart.values:
        raise Http404
    own = EvidenceItem.objects.owned_by(request.user).present().filter(kind=EvidenceKind.REFLECTION)
    item = get_object_or_404(own, pk=pk)
    form = RecordingForm(sent(request), request.FILES or None)
    if request.method == "POST":
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                portfolio.record_part(item.pk, part=part, stream=file, name=file.name, by=person_of(request))
            except ErkendError as error:
                if wants_json(request):
                    return json_problem(error)
                with errors_on(form):
                    raise
            else:
                if wants_json(request):
                    return JsonResponse({"href": request.path}, status=201)
                messages.success(request, _("Your recording is kept. It is an answer by itself."))
                return redirect("item-story-part", pk=pk, part=part)
        elif wants_json(request):
            return JsonResponse({"message": _("Record something first."), "code": "no-file"}, status=422)
    return _page(request, item, part, form=form)


@login_required
@require_POST
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep the text version; the second button confirms it at once."""
    recording = _own(request, pk)
    form = SpokenTextForm(request.POST)
    if form.is_valid():
        with errors_on(form):
            portfolio.write_spoken_text(recording.pk, text=form.cleaned_data["text"], by=person_of(request))
            if "confirm" in request.POST:
                portfolio.confirm_spoken_text(recording.pk, by=person_of(request))
            messages.success(request, _("Saved."))
            return redirect("item-story-part", pk=recording.item_id, part=recording.part)
    return _page(request, recording.item, recording.part, text_form=form)


@login_required
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    recording = _own(request, pk)
    portfolio.remove_recording(recording.pk, by=person_of(request))
    messages.success(request, _("The recording is no answer any more. The file still stands with your story."))
    return redirect("item-story-part", pk=recording.item_id, part=recording.part)


def _own(request: HttpRequest, pk: UUID) -> Recording:
    own = Recording.objects.filter(owner=request.user.pk, removed_at=None, item__removed_at=None)
    return get_object_or_404(own.select_related("item"), pk=pk)


def _page(
    request: HttpRequest,
    item: EvidenceItem,
    part: str,
    *,
    form: RecordingForm | None = None,
    text_form: SpokenTextForm | None = None,
) -> HttpResponse:
    recording = item.recordings.filter(part=part, removed_at=None).select_related("file").first()
    if recording is not None and text_form is None:
        text_form = SpokenTextForm(initial={"text": recording.text})
    title = _("Tell it: %(part)s") % {"part": StarrPart(part).label}
    story: Crumb = {"label": item.title, "href": reverse("item-story", args=[item.pk])}
    context: dict[str, Any] = {
        "title": title,
        "crumbs": crumbs_in_portfolio(story, {"label": title}),
        "item": item,
        "part": part,
        "question": StoryForm.of(item)[part].help_text,
        "recording": recording,
        "address": file_address(recording.file, "preview") if recording else "",
        "form": form or RecordingForm(),
        "text_form": text_form,
    }
    response = render_page(request, "candidate/story_part.html", context)
    response["Permissions-Policy"] = WITH_MICROPHONE
    return response
