"""What a quality officer does with one outcome before deciding: the list, a second opinion, reading in full."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evc.outcomes.report import report
from evc.quality.check_list import points_for
from evc.quality.models import Draw, SecondOpinion
from evc.quality.services import check_lists, drawing, opinions
from frontend.errors import errors_on
from frontend.forms.professional.quality_care import AskOpinionForm, CheckListForm, GiveOpinionForm, ReadInFullForm
from frontend.pages import Crumb, person_of, render_page, sent
from frontend.views.professional.quality import decided_on, outcome_crumbs


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The check list, grouped as the code is."""
    outcome = decided_on(request, pk)
    given = {answer.key: answer for answer in outcome.check_answers.all()}
    form = CheckListForm(points_for(outcome), given, sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            check_lists.answer_check_list(outcome.pk, answers=form.answers(), by=person_of(request))
            messages.success(request, _("Your answers are saved."))
            return redirect("quality-check", pk=pk)
    context = {
        "title": _("What you judge yourself"),
        "crumbs": outcome_crumbs(outcome, _("Check list")),
        "eyebrow": outcome.trajectory.candidate.name,
        "outcome": outcome,
        "form": form,
    }
    return render_page(request, "quality/answers.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def read_in_full(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a drawn dossier was read."""
    outcome = decided_on(request, pk)
    draw = get_object_or_404(Draw.objects.filter(is_drawn=True), outcome=outcome)
    form = ReadInFullForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            drawing.mark_read(draw.pk, remark=form.cleaned_data["remark"], by=person_of(request))
            messages.success(request, _("Noted: you read this dossier in full."))
            return redirect("quality-check", pk=pk)
    context = {
        "title": _("Read in full"),
        "crumbs": outcome_crumbs(outcome, _("Read in full")),
        "eyebrow": outcome.trajectory.candidate.name,
        "lead": _(
            "This dossier was drawn for the sample. Say here that you read the report and every piece of evidence."
        ),
        "form": form,
        "submit_label": _("I read it in full"),
        "cancel_href": reverse("quality-check", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_opinion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask another quality officer to look too."""
    outcome = decided_on(request, pk)
    officers = opinions.independent_officers(outcome.trajectory)
    form = AskOpinionForm(officers, sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            opinions.ask_opinion(outcome.pk, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("Asked. Your colleague gets a mail."))
            return redirect("quality-check", pk=pk)
    has_somebody = officers.exists()
    context = {
        "title": _("Ask for a second opinion"),
        "crumbs": outcome_crumbs(outcome, _("Second opinion")),
        "eyebrow": outcome.trajectory.candidate.name,
        "lead": _("Your colleague reads the outcome and the dossier. The answer stays beside the outcome; you decide.")
        if has_somebody
        else _(
            "There is no other quality officer here who had no part in this trajectory. An administrator can add one."
        ),
        "form": form if has_somebody or request.method == "POST" else None,
        "submit_label": _("Ask"),
        "cancel_href": reverse("quality-check", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_POST
def withdraw_opinion(request: HttpRequest, pk: UUID, opinion: UUID) -> HttpResponse:
    """Go on without the answer."""
    outcome = decided_on(request, pk)
    asked = get_object_or_404(SecondOpinion, pk=opinion, outcome=outcome)
    opinions.withdraw_opinion(asked.pk, by=person_of(request))
    messages.success(request, _("Withdrawn. You go on without this answer."))
    return redirect("quality-check", pk=pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """For whoever was asked: the question, the way to the dossier, and the answer."""
    asked = get_object_or_404(
        SecondOpinion.objects.visible_to(request.user).select_related(
            "asked_by", "outcome__trajectory__candidate", "outcome__trajectory__standard_version__standard"
        ),
        pk=pk,
    )
    form = GiveOpinionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        with errors_on(form):
            opinions.give_opinion(asked.pk, by=person_of(request), **form.cleaned_data)
            messages.success(request, _("Thank you. Your colleague reads your answer beside the outcome."))
            return redirect("opinion", pk=pk)
    crumbs: list[Crumb] = [{"label": _("Home"), "href": reverse("home")}, {"label": _("Second opinion")}]
    shown = report(asked.outcome)
    context = {
        "title": _("Second opinion"),
        "crumbs": crumbs,
        "eyebrow": asked.outcome.trajectory.candidate.name,
        "opinion": asked,
        "outcome": asked.outcome,
        "report": shown,
        "counts": list(shown.counts.items()),
        "form": form,
    }
    return render_page(request, "quality/opinion.html", context)
