"""Putting a confirmed entry right: with another entry, since the first never changes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from frontend.errors import errors_on
from frontend.forms.candidate.practice import CorrectionForm
from frontend.pages import person_of, render_page, sent
from portfolio import services as portfolio
from portfolio.models import Repetition


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how often it really was. Fewer counts at once, more as soon as the witness confirms it."""
    person = person_of(request)
    found = get_object_or_404(Repetition.objects.visible_to(person).select_related("log__work_process"), pk=pk)
    if found.state != Repetition.State.CONFIRMED:
        return redirect("practice-entry", pk=pk)
    form = CorrectionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            correction = portfolio.correct_repetition(found.pk, by=person, **form.cleaned_data)
            messages.success(request, _said(correction))
            return redirect("practice-log", work_process=found.log.work_process_id)
    work_process = found.log.work_process
    title = _("Put a confirmed entry right")
    context = {
        "title": title,
        "crumbs": [
            {"label": _("Practice log"), "href": reverse("practice")},
            {"label": work_process.title, "href": reverse("practice-log", args=[work_process.pk])},
            {"label": title},
        ],
        "entry": found,
        "form": form,
    }
    return render_page(request, "candidate/practice_correct.html", context)


def _said(correction: Repetition) -> str:
    if correction.state == Repetition.State.COUNTER:
        return _("Corrected. The number is lower now, and the confirmed entry stays as it was.")
    return _("Noted. The rest counts as soon as a witness confirms it.")
