"""The outcome, the report, and what the candidate chooses about the badge."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from credentials.core.summary import summarise
from credentials.models import Badge
from credentials.services import choose_page, document_of
from evc.outcomes import services as outcomes
from evc.outcomes.models import Outcome
from evc.outcomes.report import report as report_of
from evc.outcomes.selectors import badge_of
from evc.trajectories import services as trajectories
from evc.trajectories import states
from evc.trajectories.models import Kept, State, Trajectory
from foundation.people.selectors import confirmed_addresses
from frontend.errors import errors_on
from frontend.forms.candidate.trajectory import BadgeContentsForm, BadgePageForm
from frontend.pages import person_of, render_page, sent
from frontend.result import result_page
from frontend.shared_result import self_scan_beside
from frontend.views.candidate.own import crumbs_of, own_trajectory

_CAN_BE_CHOSEN = (*states.UNDER_WAY, State.DECIDED)


@login_required
@require_safe
def result(request: HttpRequest, pk: UUID) -> HttpResponse:
    """404 as long as no outcome was released: until then there is nothing to see."""
    own = own_trajectory(request, pk)
    outcome = _released(request, own)
    badge = badge_of(outcome)
    title = _("Your outcome")
    context = {
        "title": title,
        "crumbs": crumbs_of(own, title),
        "trajectory": own,
        "page": result_page(own, outcome, badge),
        "badge_address": reverse("badge", args=[badge.pk]) if badge else "",
        "may_choose_contents": own.state == State.DECIDED,
        # Whose it is was let go of with the file, when its term was over.
        "report_is_ready": (sealed := outcomes.report_of(outcome)) is not None and sealed.recipient_id is not None,
        "correction": outcome.corrections.order_by("-asked_at").first(),
        "scan_beside": self_scan_beside(outcome),
    }
    return render_page(request, "candidate/result.html", context)


@login_required
@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report as a plain page to read and print, for whoever may see the outcome of this trajectory."""
    found = get_object_or_404(Trajectory.objects.visible_to(request.user), pk=pk)
    outcome = get_object_or_404(
        Outcome.objects.visible_to(request.user)
        .released()
        .select_related(
            "trajectory__candidate",
            "trajectory__standard_version__standard",
            "trajectory__route",
            "trajectory__provider",
            "trajectory__client",
            "trajectory__intake",
        ),
        trajectory=found,
    )
    context = {"title": _("Report"), "report": report_of(outcome), "outcome": outcome, "badge": badge_of(outcome)}
    context["erased"] = found.erased_parts.filter(kept__in=[Kept.DOSSIER, Kept.WORDS]).first()
    return render_page(request, "candidate/report.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def badge_contents(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the badge itself will hold; closed once it is issued."""
    own, person = own_trajectory(request, pk), person_of(request)
    states.require_state(own, *_CAN_BE_CHOSEN)
    addresses = confirmed_addresses(person)
    form = BadgeContentsForm(
        sent(request),
        addresses=addresses,
        initial={"shows_name": own.badge_shows_name, "addresses": own.badge_addresses or addresses[:1]},
    )
    if form.is_valid():
        with errors_on(form):
            trajectories.choose_badge_contents(own.pk, by=person, **form.cleaned_data)
            messages.success(request, _("Saved. Your badge will hold this."))
            return redirect("trajectory", pk=pk)
    title = _("What will your badge hold?")
    context = {"title": title, "crumbs": crumbs_of(own, title), "trajectory": own, "form": form}
    return render_page(request, "candidate/badge_contents.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def badge_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What others see on the public page of a badge, with a look at it before it is saved."""
    person = person_of(request)
    badge = get_object_or_404(Badge.objects.filter(recipient=person).select_related("issuer__organisation"), pk=pk)
    saved = {
        "is_public": badge.page_is_public,
        "shows_results": badge.page_shows_results,
        "shows_name": badge.page_shows_name,
    }
    form = BadgePageForm(sent(request), initial=saved)
    if form.is_valid() and "look" not in request.POST:
        with errors_on(form):
            choose_page(badge.pk, by=person, **form.cleaned_data)
            messages.success(request, _("Saved. Others see this from now on."))
            return redirect("badge-page", pk=pk)
    shown = form.cleaned_data if form.is_bound and form.is_valid() else saved
    title = _("What do others see?")
    context = {
        "title": title,
        "crumbs": [{"label": _("Home"), "href": reverse("home")}, {"label": title}],
        "form": form,
        "badge": badge,
        "address": reverse("badge", args=[badge.pk]),
        "preview": _preview(badge, shown, person.name),
    }
    return render_page(request, "candidate/badge_page.html", context)


def _preview(badge: Badge, shown: dict[str, Any], name: str) -> dict[str, Any]:
    """What a visitor would read, as it is chosen on the form now."""
    summary = summarise(document_of(badge))
    return {
        "is_public": shown["is_public"],
        "title": summary.title,
        "organisation": summary.issuer_name,
        "name": name if shown["shows_name"] else "",
        "units": summary.units if shown["shows_results"] else (),
    }


def _released(request: HttpRequest, own: Trajectory) -> Outcome:
    outcome = Outcome.objects.visible_to(request.user).released().filter(trajectory=own).order_by("-number").first()
    if outcome is None:
        raise Http404
    return outcome
