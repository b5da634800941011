"""An appeal: the candidate lodges it, everybody concerned sees where it stands, and a quality officer decides."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.assessments.models import Substantiation
from evc.outcomes import services as outcomes
from evc.outcomes.appeal_errors import AppealHasMovedOn, AppealIsOpen, AppealWasDecided, TooLateToAppeal
from evc.outcomes.contesting import contestable, met_now
from evc.outcomes.models import Appeal, Outcome
from evc.outcomes.querysets import AppealQuerySet
from evc.outcomes.rules import appeal_until, terms_of
from evc.trajectories import rules
from evc.trajectories.models import Participant, Trajectory
from frontend.appeal_page import appeal_page
from frontend.errors import errors_on
from frontend.forms.afterwards.appeals import AppealForm, DecideForm, TakeUpForm
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.pages import Crumb, person_of, render_page, sent
from frontend.views.candidate.own import crumbs_of, own_trajectory

Part = Participant.Part


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lodge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Contest the outcome that counts. Who comes too late reads so, and what can be done instead."""
    own, person = own_trajectory(request, pk), person_of(request)
    outcome = _counting(request, own)
    if open_one := own.appeals.under_way().first():
        if request.method == "POST":
            raise AppealIsOpen
        return redirect("appeal", pk=open_one.pk)
    until, title = appeal_until(outcome), _("Appeal against your outcome")
    is_over = timezone.localdate() > until
    was_decided = outcome.appeals.filter(state__in=[Appeal.State.GRANTED, Appeal.State.REFUSED]).exists()
    parts = contestable(outcome)
    form = AppealForm(sent(request), contestable=parts) if parts and not was_decided else None
    if form is not None and form.is_valid():
        with errors_on(form):
            appeal = outcomes.lodge_appeal(
                outcome.pk, criteria=form.chosen, reasons=form.cleaned_data["reasons"], by=person
            )
            messages.success(request, _("Your appeal came in. You get a mail that says until when there is an answer."))
            return redirect("appeal", pk=appeal.pk)
    why_not = _why_not(is_over=is_over, was_decided=was_decided, has_parts=bool(parts), outcome=outcome)
    context = {
        "title": title,
        "crumbs": [
            *crumbs_of(own, _("Your outcome"))[:-1],
            {"label": _("Your outcome"), "href": reverse("result", args=[own.pk])},
            {"label": title},
        ],
        "trajectory": own,
        "until": until,
        "answer_weeks": terms_of(own.provider).appeal_answer_weeks,
        "form": None if why_not and not (form and form.is_bound) else form,
        "why_not": why_not,
    }
    return render_page(request, "afterwards/appeal_lodge.html", context)


@login_required
@require_safe
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands, for whoever may see it; whoever scores again gets a page of their own."""
    person = person_of(request)
    appeal = _appeals().filter(pk=pk).first()
    if appeal is not None and rules.standing(appeal.trajectory, person).now == {Part.APPEAL_ASSESSOR}:
        return redirect("appeal-seat", pk=pk)
    appeal = seen_appeal(request, pk)
    context = {
        "title": _("Appeal"),
        "crumbs": crumbs_to(appeal),
        "eyebrow": appeal.trajectory.candidate.name,
        "page": appeal_page(appeal, person),
        "appeal": appeal,
        "trajectory": appeal.trajectory,
    }
    return render_page(request, "afterwards/appeal.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The candidate takes it back, after one question."""
    appeal = seen_appeal(request, pk)
    rules.require_candidate(appeal.trajectory, person_of(request))
    if not appeal.is_open:
        raise AppealHasMovedOn(appeal.state)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            outcomes.withdraw_appeal(appeal.pk, by=person_of(request))
            messages.success(request, _("You took your appeal back. The outcome stands."))
            return redirect("appeal", pk=pk)
    context = {
        "title": _("Take your appeal back?"),
        "lead": _("Nobody looks at it any more and the outcome stands. You need not say why."),
        "facts": [{"label": _("You can appeal until"), "value": _day(appeal_until(appeal.outcome))}],
        "form": form,
        "submit_label": _("Take it back"),
        "danger": True,
        "cancel_href": reverse("appeal", args=[pk]),
    }
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The quality officer in the appeal says whether it is taken up."""
    appeal = _decided_on(request, pk, Appeal.State.LODGED)
    form = TakeUpForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            data = form.cleaned_data
            if data["taken_up"] == "yes":
                outcomes.admit_appeal(appeal.pk, by=person_of(request))
                messages.success(
                    request, _("Taken up. The EVC coordinator finds the assessors; the candidate gets a mail.")
                )
            else:
                outcomes.refuse_admission(
                    appeal.pk, obstacle=data["obstacle"], answer=data["answer"], by=person_of(request)
                )
                messages.success(request, _("Not taken up. The candidate gets a mail and reads your answer."))
            return redirect("appeal", pk=pk)
    title = _("Is this appeal taken up?")
    context = {
        "title": title,
        "crumbs": crumbs_to(appeal, title),
        "eyebrow": appeal.trajectory.candidate.name,
        "lead": _("You only judge whether it can be looked at: is it about the outcome, and does it say why?"),
        "appeal": appeal,
        "page": appeal_page(appeal, person_of(request)),
        "form": form,
    }
    return render_page(request, "afterwards/appeal_take_up.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What follows from the second look is released, with the reasons."""
    appeal = _decided_on(request, pk, Appeal.State.REASSESSED)
    form = DecideForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            outcomes.decide_appeal(appeal.pk, answer=form.cleaned_data["answer"], by=person_of(request))
            messages.success(request, _("Decided. The candidate gets a mail and reads your reasons."))
            return redirect("appeal", pk=pk)
    met = met_now(appeal)
    title = _("Decide on this appeal")
    context = {
        "title": title,
        "crumbs": crumbs_to(appeal, title),
        "eyebrow": appeal.trajectory.candidate.name,
        "appeal": appeal,
        "page": appeal_page(appeal, person_of(request)),
        "is_granted": bool(met),
        "legs": _legs(appeal),
        "form": form,
        "submit_label": _("Grant the appeal") if met else _("Refuse the appeal"),
        "cancel_href": reverse("appeal", args=[pk]),
    }
    return render_page(request, "afterwards/appeal_decide.html", context)


def seen_appeal(request: HttpRequest, pk: UUID) -> Appeal:
    return get_object_or_404(_appeals().visible_to(request.user), pk=pk)


def crumbs_to(appeal: Appeal, here: str = "") -> list[Crumb]:
    way: list[Crumb] = [
        {"label": _("Home"), "href": reverse("home")},
        {"label": appeal.trajectory.candidate.name, "href": reverse("trajectory", args=[appeal.trajectory_id])},
    ]
    if not here:
        return [*way, {"label": _("Appeal")}]
    return [*way, {"label": _("Appeal"), "href": reverse("appeal", args=[appeal.pk])}, {"label": here}]


def _appeals() -> AppealQuerySet:
    return Appeal.objects.select_related(
        "outcome__trajectory__provider",
        "trajectory__candidate",
        "trajectory__provider",
        "trajectory__route",
        "trajectory__standard_version__standard",
        "reassessment",
        "new_outcome",
    )


def _counting(request: HttpRequest, own: Trajectory) -> Outcome:
    """The outcome that counts now; 404 as long as there is none."""
    outcome = Outcome.objects.visible_to(request.user).released().filter(trajectory=own).first()
    if outcome is None:
        raise Http404
    outcome.trajectory = own
    return outcome


def _decided_on(request: HttpRequest, pk: UUID, state: Appeal.State) -> Appeal:
    """One that the viewer decides on, at this step. Raises NotAllowed, AppealHasMovedOn."""
    appeal = seen_appeal(request, pk)
    rules.require_appeal_officer(appeal.trajectory, person_of(request))
    if appeal.state != state:
        raise AppealHasMovedOn(appeal.state)
    return appeal


def _why_not(*, is_over: bool, was_decided: bool, has_parts: bool, outcome: Outcome) -> str:
    """The sentence of whoever can't appeal (any more); "" for whoever can."""
    if was_decided:
        return str(AppealWasDecided().message)
    if not has_parts:
        return _("Everything you were assessed on is recognised, so there is nothing to look at again.")
    return str(TooLateToAppeal(appeal_until(outcome)).message) if is_over else ""


def _legs(appeal: Appeal) -> list[Substantiation]:
    """What those who looked again wrote, by seat."""
    rows = Substantiation.objects.filter(
        assessment__reassessment=appeal.reassessment_id, assessment__participant__ended_at=None
    )
    return list(
        rows.select_related("work_process", "criterion", "assessment__participant").order_by(
            "work_process__position", "assessment__participant__seat"
        )
    )


def _day(day: date) -> str:
    return date_format(day, "j F Y")
