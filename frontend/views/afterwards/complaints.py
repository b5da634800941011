"""A complaint, for its lodger and whoever handles it; a coordinator finds somebody without reading it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evc.outcomes import services as outcomes
from evc.outcomes.appeal_errors import ComplaintHasMovedOn
from evc.outcomes.models import Complaint
from evc.outcomes.rules import terms_of
from evc.outcomes.uninvolved import uninvolved
from evc.roles import Role
from foundation.errors import NotAllowed
from foundation.people.models import Person
from frontend.errors import errors_on
from frontend.forms.afterwards.complaints import ComplaintAnswerForm, ComplaintForm, HandlerForm
from frontend.forms.candidate.trajectory import ConfirmForm
from frontend.pages import Crumb, person_of, render_page, sent
from frontend.views.professional.seen import seen_trajectory

State = Complaint.State


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lodge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """By anybody who takes part."""
    found, person = seen_trajectory(request, pk), person_of(request)
    if not found.participants.filter(person=person).exists():
        raise NotAllowed(_("Only somebody who takes part in this trajectory can complain about it."))
    form = ComplaintForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            complaint = outcomes.lodge_complaint(found.pk, by=person, **form.cleaned_data)
            messages.success(
                request, _("Your complaint came in. You get a mail that says until when there is an answer.")
            )
            return redirect("complaint", pk=complaint.pk)
    title, terms = _("Make a complaint"), terms_of(found.provider)
    is_own = found.candidate_id == person.pk
    context = {
        "title": title,
        "crumbs": [
            {"label": _("Home"), "href": reverse("home")},
            {
                "label": found.standard_version.standard.title if is_own else found.candidate.name,
                "href": reverse("trajectory", args=[pk]),
            },
            {"label": title},
        ],
        "lead": _(
            "About how you were treated, by whoever it was. Somebody who takes no part handles it. Nobody else reads it, not "
            "even the coordinator. You get an answer within %(weeks)s weeks."
        )
        % {"weeks": terms.complaint_answer_weeks},
        "form": form,
        "submit_label": _("Make this complaint"),
        "cancel_href": reverse("trajectory", args=[pk]),
        "autosave_key": "complaint",
    }
    return render_page(request, "afterwards/complaint_lodge.html", context)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Those that somebody lodged or handles."""
    person = person_of(request)
    rows = Complaint.objects.visible_to(person).select_related("organisation").distinct()
    title = _("Complaints")
    context = {
        "title": title,
        "crumbs": [{"label": _("Home"), "href": reverse("home")}, {"label": title}],
        "complaints": [{"complaint": row, "is_own": row.lodger_id == person.pk} for row in rows.order_by("-lodged_at")],
    }
    return render_page(request, "afterwards/complaints.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was lodged and what was answered; whoever handles it answers here."""
    complaint, person = _seen(request, pk), person_of(request)
    handles = (
        complaint.handlings.filter(handler=person, round=complaint.round, ended_at=None, answered_at=None).exists()
        and complaint.is_open
    )
    if request.method == "POST" and not handles:
        raise ComplaintHasMovedOn(complaint.state)
    form = ComplaintAnswerForm(sent(request)) if handles else None
    if form is not None and form.is_valid():
        with errors_on(form):
            outcomes.answer_complaint(complaint.pk, answer=form.cleaned_data["answer"], by=person)
            messages.success(request, _("Answered. Whoever complained gets a mail."))
            return redirect("complaint", pk=pk)
    is_own = complaint.lodger_id == person.pk
    context = {
        "title": _("Complaint"),
        "crumbs": _crumbs(),
        "complaint": complaint,
        "is_own": is_own,
        "handlings": list(complaint.handlings.select_related("handler")),
        "may_withdraw": is_own and complaint.is_open,
        "may_ask_again": is_own and complaint.state == State.ANSWERED and complaint.round == 1,
        "handles": handles,
        "form": form,
    }
    return render_page(request, "afterwards/complaint.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    complaint, person = _own(request, pk), person_of(request)
    if not complaint.is_open:
        raise ComplaintHasMovedOn(complaint.state)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            outcomes.withdraw_complaint(complaint.pk, by=person)
            messages.success(request, _("You took your complaint back."))
            return redirect("complaint", pk=pk)
    context = _question(
        complaint,
        form,
        title=_("Take your complaint back?"),
        lead=_("Nobody looks at it any more. You need not say why. This can't be undone; a new complaint can be made."),
        label=_("Take it back"),
    )
    return render_page(request, "components/confirm_page.html", context | {"danger": True})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The lodger asks for a second handler."""
    complaint, person = _own(request, pk), person_of(request)
    if complaint.state != State.ANSWERED or complaint.round != 1:
        raise ComplaintHasMovedOn(complaint.state)
    form = ConfirmForm(sent(request))
    if form.is_valid():
        with errors_on(form):
            outcomes.ask_second_handler(complaint.pk, by=person)
            messages.success(
                request, _("Somebody else looks at it. You get a mail that says until when there is an answer.")
            )
            return redirect("complaint", pk=pk)
    context = _question(
        complaint,
        form,
        title=_("Let somebody else look at it?"),
        lead=_(
            "Another person who took no part reads your complaint and the answer, and answers once more. This can be done once."
        ),
        label=_("Ask for somebody else"),
    )
    return render_page(request, "components/confirm_page.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The handler gives it to somebody else who took no part."""
    complaint, person = _seen(request, pk), person_of(request)
    held = complaint.handlings.filter(handler=person, round=complaint.round, ended_at=None, answered_at=None)
    if not held.exists():
        raise NotAllowed(_("Only whoever handles this complaint can do this."))
    return _choose(request, complaint, title=_("Give this complaint to somebody else"), hands_on=True, person=person)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def handler(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A coordinator finds somebody for a complaint that nobody could take; nothing of it is shown."""
    person = person_of(request)
    waiting = Complaint.objects.filter(organisation__in=person.organisations_as(Role.COORDINATOR))
    complaint = get_object_or_404(waiting.exclude(lodger=person).select_related("organisation"), pk=pk)
    if complaint.state != State.WAITS:
        raise ComplaintHasMovedOn(complaint.state)
    return _choose(request, complaint, title=_("Who handles this complaint?"), hands_on=False, person=person)


def _choose(request: HttpRequest, complaint: Complaint, *, title: str, hands_on: bool, person: Person) -> HttpResponse:
    people = list(uninvolved(complaint))
    form = HandlerForm(sent(request), people=people) if people else None
    if form is not None and form.is_valid():
        with errors_on(form):
            if hands_on:
                outcomes.hand_on(complaint.pk, person=form.chosen, by=person)
            else:
                outcomes.name_handler(complaint.pk, person=form.chosen, by=person)
            messages.success(request, _("%(name)s handles it now and gets a mail.") % {"name": form.chosen.name})
            return redirect("complaint", pk=complaint.pk) if hands_on else redirect("home")
    lead = _("Only people who took no part are shown. What the complaint is about is not.")
    nobody = _(
        "Nobody who took no part can handle this. Ask the administrator to make somebody quality officer, or to name "
        "somebody for complaints."
    )
    context = {
        "title": title,
        "crumbs": [{"label": _("Home"), "href": reverse("home")}, {"label": title}],
        "lead": lead if people else nobody,
        "form": form,
        "submit_label": _("Choose this person"),
        "cancel_href": reverse("complaint", args=[complaint.pk]) if hands_on else reverse("home"),
    }
    return render_page(request, "professional/form.html", context)


def _seen(request: HttpRequest, pk: UUID) -> Complaint:
    visible = (
        Complaint.objects.visible_to(request.user).select_related("organisation", "lodger", "trajectory").distinct()
    )
    return get_object_or_404(visible, pk=pk)


def _own(request: HttpRequest, pk: UUID) -> Complaint:
    complaint = _seen(request, pk)
    if complaint.lodger_id != person_of(request).pk:
        raise NotAllowed(_("Only whoever lodged this complaint can do this."))
    return complaint


def _question(complaint: Complaint, form: ConfirmForm, *, title: str, lead: str, label: str) -> dict[str, Any]:
    return {
        "title": title,
        "lead": lead,
        "form": form,
        "submit_label": label,
        "cancel_href": reverse("complaint", args=[complaint.pk]),
    }


def _crumbs() -> list[Crumb]:
    return [
        {"label": _("Home"), "href": reverse("home")},
        {"label": _("Complaints"), "href": reverse("complaints")},
        {"label": _("Complaint")},
    ]
