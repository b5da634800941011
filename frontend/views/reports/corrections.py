"""A name that is put right: the holder asks, a quality officer of the provider decides."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.outcomes import services as outcomes
from evc.outcomes.models import Correction, Outcome
from evc.outcomes.rules import may_correct, require_may_correct
from frontend.errors import errors_on
from frontend.forms.reports import CorrectionForm, GrantForm, RefuseForm
from frontend.pages import Crumb, person_of, render_page, sent
from frontend.views.candidate.own import crumbs_of, own_trajectory


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How the name should stand, and why."""
    own, person = own_trajectory(request, pk), person_of(request)
    outcome = Outcome.objects.visible_to(person).released().filter(trajectory=own).order_by("-number").first()
    if outcome is None:
        raise Http404
    form = CorrectionForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            outcomes.ask_correction(outcome.pk, by=person, **form.cleaned_data)
            messages.success(request, _("Sent. A quality officer reads it, and you get a mail with the answer."))
            return redirect("result", pk=pk)
    title = _("Have your name put right")
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "lead": _(
            "Report and badge are made once more with the right name. The old ones do not count any more then: whoever "
            "checks them reads that they were replaced. What was found stays the same."
        ),
        "form": form,
        "submit_label": _("Ask for the correction"),
        "cancel_href": reverse("result", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The request with its answer: for the holder, and for the quality officers."""
    correction = _seen(request, pk)
    person = person_of(request)
    decides = correction.state == Correction.State.ASKED and may_correct(correction.outcome, person)
    title = _("Correction of a name")
    context = {
        "title": title,
        "crumbs": _crumbs(correction, title),
        "correction": correction,
        "outcome": correction.outcome,
        "decides": decides,
        "is_holder": correction.asked_by_id == person.pk,
    }
    return render_page(request, "reports/correction.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks first: the old badge can't come back."""
    correction = _decided_on(request, pk)
    form = GrantForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            outcomes.grant_correction(correction.pk, answer=form.cleaned_data["answer"], by=person_of(request))
            messages.success(request, _("Granted. The new report and badge are being made; the holder gets a mail."))
            return redirect("correction", pk=pk)
    context = {
        "title": _("Grant this correction?"),
        "lead": _("The report, and the badge where there is one, are made once more with this name."),
        "facts": [
            {"label": _("The name now"), "value": correction.outcome.trajectory.candidate.name},
            {"label": _("The name as it should be"), "value": correction.name},
        ],
        "warning": _("The old report and badge stop counting. This can't be undone."),
        "form": form,
        "submit_label": _("Grant"),
        "cancel_href": reverse("correction", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """With the reason, which the holder reads."""
    correction = _decided_on(request, pk)
    form = RefuseForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            outcomes.refuse_correction(correction.pk, answer=form.cleaned_data["answer"], by=person_of(request))
            messages.success(request, _("Refused. The holder gets a mail and reads your reason."))
            return redirect("correction", pk=pk)
    context = {
        "title": _("Refuse this correction"),
        "crumbs": _crumbs(correction, _("Refuse")),
        "lead": _("Report and badge stay as they are. The holder can ask again."),
        "form": form,
        "submit_label": _("Refuse"),
        "cancel_href": reverse("correction", args=[pk]),
    }
    return render_page(request, "professional/form.html", context)


def _seen(request: HttpRequest, pk: UUID) -> Correction:
    return get_object_or_404(
        Correction.objects.visible_to(request.user).select_related(
            "outcome__trajectory__candidate",
            "outcome__trajectory__standard_version__standard",
            "outcome__trajectory__provider",
            "decided_by",
        ),
        pk=pk,
    )


def _decided_on(request: HttpRequest, pk: UUID) -> Correction:
    """One that the viewer may decide on. Raises NotAllowed; whether it can be decided still, the service says."""
    correction = _seen(request, pk)
    require_may_correct(correction.outcome, person_of(request))
    return correction


def _crumbs(correction: Correction, here: str) -> list[Crumb]:
    trajectory = correction.outcome.trajectory
    return [
        {"label": _("Home"), "href": reverse("home")},
        {"label": trajectory.standard_version.standard.title, "href": reverse("trajectory", args=[trajectory.pk])},
        {"label": here},
    ]
